// The workbooks that were sent in, the newest first: where each stands, and stopping or removing it.
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import type { Import } from '../api/imports.ts'
import { formatInteger, formatMoment, language, texts } from '../language.ts'
import { Rows } from '../parts/rows.tsx'
import { ActOutcome, createAct } from '../settings/act.tsx'
import { EndButton, nameOf } from './end-button.tsx'
import { StateMark } from './state-mark.tsx'

type Column = 'name' | 'at' | 'state' | 'good' | 'bad' | 'filed'
const columns: readonly Column[] = ['name', 'at', 'state', 'good', 'bad', 'filed']

interface Order {
  readonly column: Column
  readonly isDescending: boolean
}

export function ImportList(props: { readonly imports: readonly Import[]; readonly again: () => void }): JSX.Element {
  const act = createAct()
  const [order, setOrder] = createSignal<Order>({ column: 'at', isDescending: true })
  const sorted = createMemo(() => sortImports(props.imports, order(), new Intl.Collator(language(), { numeric: true })))
  const sortBy = (column: Column): void =>
    void setOrder((before) => ({ column, isDescending: before.column === column ? !before.isDescending : column !== 'name' && column !== 'state' }))
  const sortState = (column: Column): 'ascending' | 'descending' | 'none' => (order().column !== column ? 'none' : order().isDescending ? 'descending' : 'ascending')
  return (
    <>
      <ActOutcome act={act} whole={texts().imports.whole} />
      <Show when={props.imports.length > 0} fallback={<p class="quiet">{texts().imports.list.empty}</p>}>
        <table class="list stacks">
          <caption class="unseen">{texts().imports.list.caption}</caption>
          <thead>
            <tr>
              <For each={columns}>
                {(column) => (
                  <th scope="col" aria-sort={sortState(column)} class={isNumber(column) ? 'number' : undefined}>
                    <button type="button" class="sort" onClick={() => sortBy(column)}>
                      {texts().imports.list[column]}
                      <span aria-hidden="true">{{ ascending: ' ▲', descending: ' ▼', none: '' }[sortState(column)]}</span>
                    </button>
                  </th>
                )}
              </For>
              <th scope="col">{texts().imports.list.acts}</th>
            </tr>
          </thead>
          <tbody>
            <Rows each={sorted()} by={({ id }) => id}>
              {(each) => (
                <tr>
                  <th scope="row">
                    <a href={pageAddress('import', each().id)}>{nameOf(each())}</a>
                  </th>
                  <td class="moment">{formatMoment(each().at)}</td>
                  <td>
                    <StateMark state={each().state} name={each().stateName} />
                  </td>
                  <For each={['good', 'bad', 'filed'] as const}>
                    {(column) => (
                      <td class="number" data-name={texts().imports.list[column]}>
                        {formatInteger(each()[column])}
                      </td>
                    )}
                  </For>
                  <td>
                    <EndButton of={each()} act={act} onRemoved={props.again} onStopped={props.again} />
                  </td>
                </tr>
              )}
            </Rows>
          </tbody>
        </table>
      </Show>
    </>
  )
}

function isNumber(column: Column): column is 'good' | 'bad' | 'filed' {
  return column === 'good' || column === 'bad' || column === 'filed'
}

export function sortImports(imports: readonly Import[], { column, isDescending }: Order, collator: Intl.Collator): readonly Import[] {
  const sign = isDescending ? -1 : 1
  const cell = (each: Import): string => (column === 'state' ? each.stateName : String(each[column]))
  return imports.toSorted((a, b) => sign * collator.compare(cell(a), cell(b)))
}
