// The list of what was filed, newest first; every column sorts.
import { createEffect, createMemo, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { getShipments, type ShipmentRow } from '../api/shipments.ts'
import { StageMark } from '../filing/stage-mark.tsx'
import { formatInteger, formatMoment, language, named, texts } from '../language.ts'
import { Answered, SampleBadge } from '../parts/notices.tsx'

const pageSize = 100

type Column = 'reference' | 'direction' | 'counterpart' | 'filedAt' | 'filings'
const columns: readonly Column[] = ['reference', 'direction', 'counterpart', 'filedAt', 'filings']

interface Order {
  readonly column: Column
  readonly isDescending: boolean
}

export function ShipmentsPage(): JSX.Element {
  const [shipments, again] = createResource(language, (tongue) => getShipments(tongue, pageSize))
  const [older, setOlder] = createSignal<readonly ShipmentRow[]>([])
  const [next, setNext] = createSignal<string>()
  createEffect(() => {
    const answer = shipments()
    setOlder([])
    setNext(answer?.kind === 'done' ? answer.value.next : undefined)
  })
  const more = async (): Promise<void> => {
    const answer = await getShipments(language(), pageSize, next())
    if (answer.kind !== 'done') return
    setOlder((before) => [...before, ...answer.value.shipments])
    setNext(answer.value.next)
  }
  return (
    <div class="page">
      <h1 tabindex="-1">{texts().shipments.title}</h1>
      <Answered answer={shipments.latest} again={() => void again.refetch()}>
        {(value) => (
          <Show when={value().shipments.length > 0} fallback={<Empty />}>
            <ShipmentTable shipments={[...value().shipments, ...older()]} />
            <Show when={next() !== undefined}>
              <p>
                <button type="button" onClick={() => void more()}>
                  {texts().shipments.more}
                </button>
              </p>
            </Show>
          </Show>
        )}
      </Answered>
    </div>
  )
}

function Empty(): JSX.Element {
  return (
    <div class="empty">
      <p>{texts().shipments.empty}</p>
      <a class="button main" href={pageAddress('start')}>
        {texts().shipments.emptyStep}
      </a>
    </div>
  )
}

function ShipmentTable(props: { readonly shipments: readonly ShipmentRow[] }): JSX.Element {
  const [order, setOrder] = createSignal<Order>({ column: 'filedAt', isDescending: true })
  const sorted = createMemo(() => sortRows(props.shipments, order(), new Intl.Collator(language(), { numeric: true })))
  const sortBy = (column: Column): void =>
    void setOrder((before) => ({ column, isDescending: before.column === column ? !before.isDescending : column === 'filedAt' }))
  const sortState = (column: Column): 'ascending' | 'descending' | 'none' =>
    order().column !== column ? 'none' : order().isDescending ? 'descending' : 'ascending'
  return (
    <div class="wide-table" role="region" tabindex="0" aria-label={texts().shipments.title}>
      <table class="list stacks">
        <caption class="unseen">{texts().shipments.caption}</caption>
        <thead>
          <tr>
            <For each={columns}>
              {(column) => (
                <th scope="col" aria-sort={sortState(column)} class={column === 'filings' ? 'number' : undefined}>
                  <button type="button" class="sort" onClick={() => sortBy(column)}>
                    {texts().shipments[column]}
                    <span aria-hidden="true">{{ ascending: ' ▲', descending: ' ▼', none: '' }[sortState(column)]}</span>
                  </button>
                </th>
              )}
            </For>
            <th scope="col">{texts().shipments.state}</th>
          </tr>
        </thead>
        <tbody>
          <For each={sorted()}>{(row) => <Row row={row} />}</For>
        </tbody>
      </table>
    </div>
  )
}

function Row(props: { readonly row: ShipmentRow }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={pageAddress('shipment', props.row.id)}>{props.row.reference}</a>{' '}
        <Show when={props.row.isSample}>
          <SampleBadge />
        </Show>
      </th>
      <td>{named(texts().shipments.directions, props.row.direction)}</td>
      <td>{named(texts().shipments.counterparts, props.row.counterpart)}</td>
      <td class="moment">{formatMoment(props.row.filedAt)}</td>
      <td class="number" data-name={texts().shipments.filings}>
        {formatInteger(filingsIn(props.row))}
      </td>
      <td>
        <Show when={props.row.isCancelled !== true} fallback={texts().change.cancelled}>
          <For each={stagesIn(props.row)}>{([stage, name]) => <StageMark stage={stage} {...(name === undefined ? {} : { name })} />}</For>
        </Show>
      </td>
    </tr>
  )
}

export function sortRows(rows: readonly ShipmentRow[], { column, isDescending }: Order, collator: Intl.Collator): readonly ShipmentRow[] {
  const sign = isDescending ? -1 : 1
  return rows.toSorted((a, b) => sign * collator.compare(cellOf(a, column), cellOf(b, column)))
}

function cellOf(row: ShipmentRow, column: Column): string {
  return column === 'filings' ? String(filingsIn(row)) : row[column]
}

/** A filing may be written as several files. */
function filingsIn(row: ShipmentRow): number {
  return row.filings?.length ?? new Set((row.files ?? []).map((file) => file.kind)).size
}

/** Every stage that a filing of the shipment is in, once. */
function stagesIn(row: ShipmentRow): readonly (readonly [string, string | undefined])[] {
  return [...new Map((row.filings ?? []).map(({ stage, stageName }) => [stage, stageName]))]
}
