// A chart of the figures of a place: the picture with its description, a way through it by keys with a sentence for every
// figure, and the picture to take away.
import { createEffect, createMemo, createSignal, createUniqueId, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { parseCsvRows } from '../../../src/base/csv-rows.ts'
import { messagesFrom } from '../../../src/base/message.ts'
import { chartSvg, chartWords, walkKeys, walkOf, type ChartWords, type Stop, type Theme } from '../../../src/domain/chart/index.ts'
import type { FigureBook, Measure, Place } from '../../../src/domain/statistics/index.ts'
import { language, texts } from '../language.ts'
import type { CellRow } from './cell-rows.ts'
import { yearsChart } from './chart-content.ts'
import { download } from './hand-over.ts'

const files = import.meta.glob<string>('../../../data/messages/chart.csv', { query: '?raw', import: 'default', eager: true })
const messages = messagesFrom(Object.values(files).flatMap(parseCsvRows))

interface ChartPanelProps {
  readonly book: FigureBook
  readonly measure: Measure
  readonly place: Place
  readonly rows: readonly CellRow[]
}

/** Of the picture to take away, whatever the page is wide. */
const savedWidth = 960
/** Until the page says how wide it is. */
const firstWidth = 640

export function ChartPanel(props: ChartPanelProps): JSX.Element {
  const id = `chart-${createUniqueId()}`
  const chart = createMemo(() => yearsChart(props.book, props.measure, props.place, props.rows, language()))
  const words = (): ChartWords => chartWords(messages, language())
  const stops = createMemo(() => {
    const found = chart()
    return found === undefined ? [] : walkOf(found, words())
  })
  const [at, setAt] = createSignal(0)
  const stop = (): Stop | undefined => stops()[at()] ?? stops()[0]
  let frame: HTMLElement | undefined
  const theme = preferredTheme()
  const width = widthOf(() => frame)
  const svg = createMemo(() => {
    const found = chart()
    return found === undefined ? '' : chartSvg(found, words(), { width: width(), theme: theme(), id })
  })
  createEffect(() => {
    const [here, drawn] = [stop()?.datum, svg()]
    for (const each of frame?.querySelectorAll('.here') ?? []) each.classList.remove('here')
    if (here !== undefined && drawn !== '') frame?.querySelector(`[data-datum="${here}"]`)?.classList.add('here')
  })
  const walk = (event: KeyboardEvent): void => {
    const key = walkKeys.find((each) => each === event.key)
    const next = key === undefined ? undefined : stop()?.next[key]
    if (key === undefined) return
    event.preventDefault()
    if (next !== undefined) setAt(next)
  }
  const name = (): string => `${props.place.id}-${props.measure.id}.svg`
  return (
    <section class="stack chart" ref={(element) => (frame = element)}>
      <Show when={chart()}>
        {(found) => (
          <>
            <div
              class="chart-walk"
              tabindex="0"
              role="group"
              aria-label={found().title[language()]}
              aria-describedby={`${id}-keys`}
              onKeyDown={walk}
              innerHTML={svg()}
            />
            <p class="chart-stop small" role="status">
              {at() === 0 ? '' : stop()?.sentence}
            </p>
            <p class="small quiet" id={`${id}-keys`}>
              {texts().explorer.chartKeys}
            </p>
            <p>
              <button type="button" class="minor" onClick={() => download(name(), chartSvg(found(), words(), { width: savedWidth, theme: 'light', id: 'chart' }), 'image/svg+xml')}>
                {texts().explorer.chartSave}
              </button>
            </p>
          </>
        )}
      </Show>
    </section>
  )
}

function preferredTheme(): () => Theme {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const [theme, setTheme] = createSignal<Theme>(dark.matches ? 'dark' : 'light')
  const follow = (): void => void setTheme(dark.matches ? 'dark' : 'light')
  dark.addEventListener('change', follow)
  onCleanup(() => dark.removeEventListener('change', follow))
  return theme
}

function widthOf(frame: () => HTMLElement | undefined): () => number {
  const [width, setWidth] = createSignal(firstWidth)
  onMount(() => {
    const element = frame()
    const watch = new ResizeObserver(() => setWidth(element?.clientWidth ?? firstWidth))
    if (element !== undefined) watch.observe(element)
    onCleanup(() => watch.disconnect())
  })
  return width
}
