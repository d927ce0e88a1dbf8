// The day as of which figures are taken: what came out later is left out. It is part of the address.
import { createSignal, For, Show, type JSX } from 'solid-js'
import { parseCivilDate } from '../../../src/base/civil-date.ts'
import { publishedBy, type FigureBook } from '../../../src/domain/statistics/index.ts'
import { address, step } from '../address.ts'
import { texts } from '../language.ts'

/** Days offered: the newest of each month in which something came out, as many as are read at a glance. */
const maxDays = 24

export function AsOfField(props: { readonly book: FigureBook }): JSX.Element {
  const [problem, setProblem] = createSignal('')
  const days = (): readonly string[] => {
    const all = new Set(props.book.figures.flatMap((figure) => publishedBy(figure) ?? []))
    return [...new Map([...all].toSorted().map((day) => [day.slice(0, 7), day])).values()].toReversed().slice(0, maxDays)
  }
  const apply = (text: string): void => {
    const day = text.trim()
    const isDay = day === '' || parseCivilDate(day) !== undefined
    setProblem(isDay ? '' : texts().explorer.badDay)
    if (isDay && day !== address().asOf) step({ asOf: day })
  }
  return (
    <div class="as-of on-screen">
      <label for="as-of">{texts().explorer.asOf}</label>
      <div class="as-of-row">
        <input
          id="as-of"
          list="as-of-days"
          inputmode="numeric"
          autocomplete="off"
          placeholder={texts().explorer.asOfNow}
          value={address().asOf}
          aria-invalid={problem() !== ''}
          aria-describedby="as-of-help"
          onChange={(event) => apply(event.currentTarget.value)}
        />
        <datalist id="as-of-days">
          <For each={days()}>{(day) => <option value={day} />}</For>
        </datalist>
        <Show when={address().asOf !== ''}>
          <button type="button" class="minor" onClick={() => apply('')}>
            {texts().explorer.asOfNow}
          </button>
        </Show>
      </div>
      <p id="as-of-help" class="quiet small" role="status">
        {problem() === '' ? (address().asOf === '' ? texts().explorer.asOfHelp : texts().explorer.asOfShown(address().asOf)) : problem()}
      </p>
    </div>
  )
}
