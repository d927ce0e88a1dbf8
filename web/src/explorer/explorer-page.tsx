// The way into the figures: what there is, the search, the latest of what is asked for most, and everything by kind.
import { createMemo, For, Show, type JSX } from 'solid-js'
import { figureCell, type Figure, type FigureBook } from '../../../src/domain/statistics/index.ts'
import { pageAddress } from '../address.ts'
import { formatInteger, texts } from '../language.ts'
import type { Figures } from './figures.ts'
import { NumberLink } from './number-link.tsx'
import { asTitle, nameOfMeasure, nameOfPlace, periodName, sayFigure } from './said.ts'
import { SearchBox } from './search-box.tsx'
import { WithFigures } from './with-figures.tsx'

/** What is asked for most: of each, the latest period is shown. */
const headlines: readonly (readonly [measure: string, place: string])[] = [
  ['total', 'GBA9'],
  ['total', 'Guangdong'],
  ['total', 'Shenzhen'],
  ['new_three_export', 'GBA9'],
  ['nev_output', 'Guangdong'],
  ['teu', 'CombinedPortOnePortPass'],
  ['single_plate_crossings_since_start', 'HZMBZhuhai'],
  ['filed_vehicles', 'Northbound'],
]

export function ExplorerPage(): JSX.Element {
  return (
    <WithFigures part="explorer" title={texts().explorer.title} fetch={() => Promise.resolve()}>
      {(figures) => <StartView figures={figures} />}
    </WithFigures>
  )
}

function StartView(props: { readonly figures: Figures }): JSX.Element {
  const book = props.figures.bookAsOf('')
  return (
    <>
      <section class="story">
        <h1 tabindex="-1">{texts().explorer.title}</h1>
        <p class="lead">{texts().explorer.lead}</p>
        <Counts book={book} />
      </section>
      <SearchBox book={book} />
      <Latest book={book} />
      <Places book={book} />
      <Measures book={book} />
    </>
  )
}

function Counts(props: { readonly book: FigureBook }): JSX.Element {
  const counts = createMemo(() => {
    const published = props.book.figures.filter(({ printed }) => printed !== '')
    const distinct = (of: (figure: Figure) => string): string => formatInteger(new Set(published.map(of)).size)
    return {
      published: formatInteger(published.length),
      derived: formatInteger(props.book.figures.length - published.length),
      places: distinct(({ place }) => place),
      measures: distinct(({ measure }) => props.book.measures.get(measure)?.growthOf ?? measure),
      sources: distinct(({ source }) => source?.id ?? ''),
      newest: published.map((figure) => figure.published).filter((day) => day.length === 10).toSorted().at(-1) ?? '',
    }
  })
  return (
    <>
      <p>{texts().explorer.holds(counts().published, counts().places, counts().measures, counts().sources, counts().newest)}</p>
      <p>{texts().explorer.implied(counts().derived)}</p>
      <p class="quiet">{texts().explorer.here}</p>
    </>
  )
}

function Latest(props: { readonly book: FigureBook }): JSX.Element {
  const rows = createMemo(() =>
    headlines.flatMap(([measure, place]) => {
      const [latest] = props.book.figures
        .filter((figure) => figure.measure === measure && figure.place === place && figure.standing !== 'doubtful')
        .toSorted((a, b) => (b.period.to ?? '').localeCompare(a.period.to ?? '') || a.period.text.length - b.period.text.length)
      return latest === undefined ? [] : (props.book.find({ measure, place, period: latest.period })?.figure ?? latest)
    }),
  )
  return (
    <section aria-labelledby="latest-title">
      <h2 id="latest-title">{texts().explorer.latest}</h2>
      <dl class="latest">
        <For each={rows()}>
          {(figure) => (
            <div>
              <dt>
                <a href={pageAddress('measure', figure.measure)}>{asTitle(nameOfMeasure(props.book, figure.measure))}</a>
                {' · '}
                <a href={pageAddress('place', figure.place, { only: figure.measure })}>{nameOfPlace(props.book, figure.place)}</a>
              </dt>
              <dd>
                <NumberLink
                  recipe={figureCell(figure)}
                  of={`${nameOfMeasure(props.book, figure.measure)} · ${nameOfPlace(props.book, figure.place)} · ${periodName(figure.period.text)}`}
                  value={sayFigure(props.book, figure, props.book.measures.get(figure.measure)?.unit ?? figure.unit)}
                />
                <span class="block small quiet">{[periodName(figure.period.text), figure.published].filter((part) => part !== '').join(' · ')}</span>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}

function Places(props: { readonly book: FigureBook }): JSX.Element {
  const kinds = ['group', 'city', 'region', 'province', 'country', 'port', 'scheme'] as const
  const count = (id: string): number => props.book.figures.filter((figure) => figure.place === id && figure.standing !== 'doubtful').length
  const ofKind = (kind: string) => [...props.book.places.values()].filter((place) => place.kind === kind).map(({ id }) => ({ id, count: count(id) })).filter((each) => each.count > 0)
  return (
    <section class="stack" aria-labelledby="places-title">
      <h2 id="places-title">{texts().explorer.places}</h2>
      <For each={kinds}>
        {(kind) => (
          <Show when={ofKind(kind).length > 0}>
            <h3>{texts().explorer.placeKinds[kind]}</h3>
            <ul class="name-list">
              <For each={ofKind(kind)}>
                {({ id, count: figures }) => (
                  <li>
                    <a href={pageAddress('place', id)}>{asTitle(nameOfPlace(props.book, id))}</a> <span class="quiet small">{texts().explorer.figures(figures)}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </For>
    </section>
  )
}

function Measures(props: { readonly book: FigureBook }): JSX.Element {
  const kinds = ['flow', 'state', 'since-start', 'share', 'average', 'highest'] as const
  const used = createMemo(() => new Set(props.book.figures.map(({ measure }) => props.book.measures.get(measure)?.growthOf ?? measure)))
  const ofKind = (kind: string) => [...props.book.measures.values()].filter((measure) => measure.kind === kind && used().has(measure.id))
  return (
    <section class="stack" aria-labelledby="measures-title">
      <h2 id="measures-title">{texts().explorer.measures}</h2>
      <For each={kinds}>
        {(kind) => (
          <details class="unfolding" open={kind === 'flow'}>
            <summary>
              {texts().explorer.measureKinds[kind]} ({ofKind(kind).length})
            </summary>
            <ul class="name-list">
              <For each={ofKind(kind)}>
                {({ id }) => (
                  <li>
                    <a href={pageAddress('measure', id)}>{asTitle(nameOfMeasure(props.book, id))}</a>
                  </li>
                )}
              </For>
            </ul>
          </details>
        )}
      </For>
    </section>
  )
}
