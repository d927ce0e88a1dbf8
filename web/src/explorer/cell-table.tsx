// The table of the figures of a place or of a measure: every number a receipt, every gap named, every column a way to sort.
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { figureCell, type Figure, type FigureBook } from '../../../src/domain/statistics/index.ts'
import { address } from '../address.ts'
import { named, texts } from '../language.ts'
import { sortRows, type CellRow, type Column, type Order } from './cell-rows.ts'
import { CopyButton } from './copy-button.tsx'
import { download } from './hand-over.ts'
import { NumberLink } from './number-link.tsx'
import { cellName, nameOfMeasure, nameOfPlace, periodName, sayBounds, sayFigure } from './said.ts'
import { tableClipboard, tableCsv } from './table-text.ts'

interface CellTableProps {
  /** The book as of the day that was asked for. */
  readonly book: FigureBook
  /** All that is known. */
  readonly all: FigureBook
  readonly rows: readonly CellRow[]
  /** What tells the rows apart beside the period; left out where that is all. */
  readonly by: 'place' | 'measure' | undefined
  readonly caption: string
  /** Name of the file that is downloaded. */
  readonly file: string
}

const numeric: ReadonlySet<Column> = new Set(['value', 'growth'])

export function CellTable(props: CellTableProps): JSX.Element {
  const [order, setOrder] = createSignal<Order>({ column: 'period', isDescending: true })
  const nameIn = (row: CellRow, column: 'place' | 'measure'): string => (column === 'place' ? nameOfPlace(props.book, row.place.id) : nameOfMeasure(props.book, row.measure.id))
  const sorted = createMemo(() => sortRows(props.rows, order(), nameIn))
  const columns = (): readonly Column[] => [...(props.by === undefined ? [] : [props.by]), 'period', 'value', 'growth', 'vintage', 'published']
  const sortBy = (column: Column): void => void setOrder((before) => ({ column, isDescending: before.column === column ? !before.isDescending : numeric.has(column) || column === 'period' || column === 'published' }))
  return (
    <Show when={props.rows.length > 0} fallback={<p class="quiet">{texts().explorer.nothing}</p>}>
      <p class="acts on-screen">
        <button type="button" class="minor" aria-describedby="csv-help" onClick={() => download(props.file, tableCsv(props.book, sorted(), address().asOf))}>
          {texts().explorer.csv}
        </button>
        <CopyButton label={texts().explorer.copyTable} text={() => tableClipboard(props.book, sorted(), address().asOf)} />
        <span id="csv-help" class="quiet small">
          {texts().explorer.csvHelp}
        </span>
      </p>
      <div class="wide-table" tabindex="0" role="group" aria-label={props.caption}>
        <table class="list cells">
          <caption>{props.caption}</caption>
          <thead>
            <tr>
              <For each={columns()}>{(column) => <SortHead column={column} order={order()} onSort={() => sortBy(column)} />}</For>
              <th scope="col">{texts().explorer.columns.source}</th>
            </tr>
          </thead>
          <tbody>
            <For each={sorted()}>{(row) => <Row row={row} name={props.by === undefined ? undefined : nameIn(row, props.by)} book={props.book} all={props.all} />}</For>
          </tbody>
        </table>
      </div>
    </Show>
  )
}

function SortHead(props: { readonly column: Column; readonly order: Order; readonly onSort: () => void }): JSX.Element {
  const isSorted = (): boolean => props.order.column === props.column
  return (
    <th scope="col" classList={{ number: numeric.has(props.column) }} aria-sort={isSorted() ? (props.order.isDescending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sort" title={texts().explorer.sortBy(texts().explorer.columns[props.column])} onClick={() => props.onSort()}>
        {texts().explorer.columns[props.column]}
        <span aria-hidden="true">{isSorted() ? (props.order.isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}

function Row(props: { readonly row: CellRow; readonly name: string | undefined; readonly book: FigureBook; readonly all: FigureBook }): JSX.Element {
  const figure = (): Figure | undefined => props.row.found?.figure
  const recipe = (): string => figureCell({ measure: props.row.measure.id, place: props.row.place.id, period: props.row.period })
  const name = (): string => cellName(props.book, { measure: props.row.measure.id, place: props.row.place.id, period: props.row.period.text })
  const unit = () => props.row.measure.unit
  /** What is known today, where that is another figure than on the day that was asked for. */
  const later = (): Figure | undefined => {
    if (props.all === props.book) return undefined
    const now = props.all.find({ measure: props.row.measure.id, place: props.row.place.id, period: props.row.period })?.figure
    return now === undefined || now.id === figure()?.id ? undefined : now
  }
  return (
    <tr>
      <Show when={props.name} fallback={<th scope="row" class="whole">{periodName(props.row.period.text)}</th>}>
        {(named) => (
          <>
            <th scope="row">{named()}</th>
            <td class="whole">{periodName(props.row.period.text)}</td>
          </>
        )}
      </Show>
      <td classList={{ number: true, hatched: figure() === undefined }}>
        <Show
          when={figure()}
          fallback={
            <Show when={later() === undefined} fallback={<span class="quiet">{texts().explorer.notYet}</span>}>
              <NumberLink recipe={recipe()} of={name()} />
            </Show>
          }
        >
          {(held) => (
            <>
              <NumberLink recipe={recipe()} of={name()} value={sayFigure(props.book, held(), unit())} />
              <span class="block small quiet">{sayBounds(props.book, held().interval, unit())}</span>
            </>
          )}
        </Show>
        <Show when={later()}>
          {(now) => (
            <span class="block small later">
              {texts().explorer.columns.later}
              {texts().colon}
              <NumberLink recipe={recipe()} of={name()} value={sayFigure(props.all, now(), unit())} asOf="" />
            </span>
          )}
        </Show>
      </td>
      <td class="number">
        <Show when={props.row.growth}>
          {(growth) => <NumberLink recipe={figureCell(growth())} of={cellName(props.book, { ...growth(), period: growth().period.text })} value={sayFigure(props.book, growth(), growth().unit)} />}
        </Show>
      </td>
      <td>
        <Show when={figure()}>{(held) => <VintageCell figure={held()} others={props.row.found?.others.length ?? 0} />}</Show>
      </td>
      <td class="whole">{figure()?.published}</td>
      <td class="source">
        <SourceCell figure={figure()} />
      </td>
    </tr>
  )
}

function VintageCell(props: { readonly figure: Figure; readonly others: number }): JSX.Element {
  return (
    <>
      {named(texts().explorer.vintages, props.figure.vintage)}
      <Show when={props.others > 0}>
        <span class="block small quiet">{texts().explorer.more(props.others)}</span>
      </Show>
    </>
  )
}

function SourceCell(props: { readonly figure: Figure | undefined }): JSX.Element {
  const source = () => props.figure?.source
  const name = (): string => source()?.title || source()?.address.replace(/^https?:\/\/(www\.)?/, '').split('/')[0] || ''
  return (
    <Show when={source()} fallback={<Show when={props.figure?.recipe}>{(recipe) => <code>{recipe()}</code>}</Show>}>
      {(from) => (
        <Show when={/^https?:\/\//.test(from().address)} fallback={name()}>
          <a href={from().address} rel="external noreferrer">
            {name()}
          </a>
        </Show>
      )}
    </Show>
  )
}
