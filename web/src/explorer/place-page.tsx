// A place, port or scheme: its figures of a measure, year by year, with the gaps; and for a group which member holds what.
import { createMemo, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { FigureBook, Measure, Place } from '../../../src/domain/statistics/index.ts'
import { address, pageAddress } from '../address.ts'
import { texts } from '../language.ts'
import { AsOfField } from './as-of-field.tsx'
import { rowsOf, type CellRow } from './cell-rows.ts'
import { CellTable } from './cell-table.tsx'
import { allOfThem, ChoiceField } from './choice-field.tsx'
import type { Figures } from './figures.ts'
import { MemberMatrix } from './member-matrix.tsx'
import { asTitle, nameOfMeasure, nameOfPlace } from './said.ts'
import { WithFigures } from './with-figures.tsx'

/** Drawing is fetched when there is something to draw. */
const ChartPanel = lazy(async () => ({ default: (await import('./chart-panel.tsx')).ChartPanel }))
/** What is shown first where it is known. */
const usualMeasure = 'total'

export function PlacePage(props: { readonly id: string }): JSX.Element {
  return (
    <WithFigures part="explorer" title={props.id} fetch={() => Promise.resolve()}>
      {(figures) => (
        <Show when={figures.bookAsOf('').places.get(props.id)} fallback={<NothingHere title={texts().explorer.unknownPlace(props.id)} />}>
          {(place) => <PlaceView figures={figures} place={place()} />}
        </Show>
      )}
    </WithFigures>
  )
}

function PlaceView(props: { readonly figures: Figures; readonly place: Place }): JSX.Element {
  const book = createMemo(() => props.figures.bookAsOf(address().asOf))
  const all = (): FigureBook => props.figures.bookAsOf('')
  const rows = createMemo(() => rowsOf(book(), all(), { place: props.place.id }))
  const options = createMemo(() => counted(rowsOf(all(), all(), { place: props.place.id }), (row) => row.measure).map(({ item, count }) => ({ id: item.id, name: nameOfMeasure(all(), item.id), count })))
  const chosen = (): string => options().find(({ id }) => id === address().only)?.id ?? (address().only === allOfThem ? allOfThem : (options().find(({ id }) => id === usualMeasure) ?? options()[0])?.id ?? allOfThem)
  const shown = createMemo(() => (chosen() === allOfThem ? rows() : rows().filter((row) => row.measure.id === chosen())))
  const caption = (): string => [nameOfPlace(all(), props.place.id), ...(chosen() === allOfThem ? [] : [nameOfMeasure(all(), chosen())])].join(' · ')
  return (
    <>
      <h1 tabindex="-1">{asTitle(nameOfPlace(all(), props.place.id))}</h1>
      <PlaceFacts place={props.place} book={all()} />
      <div class="controls">
        <ChoiceField label={texts().explorer.only.measure} chosen={chosen()} options={options()} />
        <AsOfField book={all()} />
      </div>
      <Show when={all().measures.get(chosen())} keyed>
        {(measure: Measure) => (
          <Suspense>
            <ChartPanel book={all()} measure={measure} place={props.place} rows={shown()} />
          </Suspense>
        )}
      </Show>
      <CellTable book={book()} all={all()} rows={shown()} by={chosen() === allOfThem ? 'measure' : undefined} caption={asTitle(caption())} file={`${props.place.id}-${chosen()}.csv`} />
      <Show when={all().measures.get(chosen())} keyed>
        {(measure: Measure) => <MemberMatrix book={book()} measure={measure} place={props.place} />}
      </Show>
    </>
  )
}

function PlaceFacts(props: { readonly place: Place; readonly book: FigureBook }): JSX.Element {
  const members = () => props.place.members.map(({ place }) => place)
  return (
    <p class="quiet">
      {[texts().explorer.placeKind[props.place.kind], props.place.code].filter((part) => part !== '').join(' · ')}
      <Show when={members().length > 0}>
        {texts().colon}
        <For each={members()}>
          {(member, index) => (
            <>
              {index() === 0 ? '' : ' · '}
              <a href={pageAddress('place', member)}>{nameOfPlace(props.book, member)}</a>
            </>
          )}
        </For>
      </Show>
    </p>
  )
}

export function NothingHere(props: { readonly title: string }): JSX.Element {
  return (
    <>
      <h1 tabindex="-1">{props.title}</h1>
      <p>
        <a href={pageAddress('explorer')}>{texts().explorer.toStart}</a>
      </p>
    </>
  )
}

/** What the rows are of, the one with the most figures first. */
export function counted<Item extends { readonly id: string }>(rows: readonly CellRow[], of: (row: CellRow) => Item): readonly { readonly item: Item; readonly count: number }[] {
  const counts = new Map<string, { item: Item; count: number }>()
  for (const row of rows) {
    const item = of(row)
    const before = counts.get(item.id)?.count ?? 0
    counts.set(item.id, { item, count: before + (row.found === undefined ? 0 : 1) })
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)
}
