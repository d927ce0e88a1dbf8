// The drafts and templates of the organisation: go on, begin from a template, remove and have back, sorted as wished.
import { createMemo, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import { go, pageAddress, type Page } from '../address.ts'
import type { Shelf } from '../api/drafts.ts'
import { purposeOf } from '../draft/draft-id.ts'
import { formatMoment, language, texts } from '../language.ts'
import { isAway } from '../offline/connection.ts'
import { Loading, Notice } from '../parts/notices.tsx'
import { may, owner } from '../session/session.ts'
import { draftFromTemplate, readShelf, removeRow, restoreRow, type ShelfRow, type ShelfRows } from './draft-shelf.ts'

type Column = 'title' | 'changedAt'

export function DraftsPage(): JSX.Element {
  return (
    <div class="page">
      <div class="desk-title">
        <h1 tabindex="-1">{texts().drafts.title}</h1>
        <Show when={may('draft.keep')}>
          <a class="button main" href={pageAddress('desk')}>
            {texts().drafts.begin}
          </a>
        </Show>
      </div>
      <p class="quiet">{texts().drafts.lead}</p>
      <ShelfSection shelf="drafts" />
      <ShelfSection shelf="templates" />
    </div>
  )
}

function ShelfSection(props: { readonly shelf: Shelf }): JSX.Element {
  const [found, again] = createResource(
    () => [owner(), isAway(), may('draft.read')] as const,
    () => readShelf(props.shelf),
  )
  const [removed, setRemoved] = createSignal<ShelfRow>()
  const [hasFailed, setHasFailed] = createSignal(false)
  const [isWithRemoved, setIsWithRemoved] = createSignal(false)
  const after = async (done: Promise<boolean>, undo?: ShelfRow): Promise<void> => {
    const isDone = await done
    setHasFailed(!isDone)
    setRemoved(isDone ? undo : undefined)
    await again.refetch()
  }
  const rows = createMemo(() => (found.latest?.rows ?? []).filter((row) => isWithRemoved() || !row.isRemoved))
  const hasRemoved = (): boolean => (found.latest?.rows ?? []).some((row) => row.isRemoved)
  const words = (): ReturnType<typeof texts>['drafts'] => texts().drafts
  return (
    <section class="shelf" aria-labelledby={`${props.shelf}-title`}>
      <div class="shelf-head">
        <h2 id={`${props.shelf}-title`}>{words()[props.shelf]}</h2>
        <Show when={hasRemoved()}>
          <label class="only-filled">
            <input type="checkbox" checked={isWithRemoved()} onChange={(event) => setIsWithRemoved(event.currentTarget.checked)} />
            {words().showRemoved}
          </label>
        </Show>
      </div>
      <ShelfNotices found={found.latest} removed={removed()} hasFailed={hasFailed()} undo={(row) => void after(restoreRow(props.shelf, row))} />
      <Show when={found.latest} fallback={<Loading />}>
        <Show when={rows().length > 0} fallback={<p class="quiet">{words().empty[props.shelf]}</p>}>
          <ShelfTable
            shelf={props.shelf}
            rows={rows()}
            onRemove={(row) => void after(removeRow(props.shelf, row), row)}
            onRestore={(row) => void after(restoreRow(props.shelf, row))}
          />
        </Show>
      </Show>
    </section>
  )
}

function ShelfNotices(props: { readonly found: ShelfRows | undefined; readonly removed: ShelfRow | undefined; readonly hasFailed: boolean; readonly undo: (row: ShelfRow) => void }): JSX.Element {
  return (
    <div aria-live="polite">
      <Show when={props.found?.isPartial === true}>
        <Notice kind="look">
          <p>{texts().drafts.partial}</p>
        </Notice>
      </Show>
      <Show when={props.hasFailed}>
        <Notice kind="alarm">
          <p>{texts().drafts.failed}</p>
        </Notice>
      </Show>
      <Show when={props.removed}>
        {(row) => (
          <Notice kind="plain">
            <p>{texts().drafts.wasRemoved(row().title || texts().drafts.untitled)}</p>
            <button type="button" onClick={() => props.undo(row())}>
              {texts().drafts.undo}
            </button>
          </Notice>
        )}
      </Show>
    </div>
  )
}

interface ShelfTableProps {
  readonly shelf: Shelf
  readonly rows: readonly ShelfRow[]
  readonly onRemove: (row: ShelfRow) => void
  readonly onRestore: (row: ShelfRow) => void
}

function ShelfTable(props: ShelfTableProps): JSX.Element {
  const [order, setOrder] = createSignal<{ readonly column: Column; readonly isDescending: boolean }>({ column: 'changedAt', isDescending: true })
  const sorted = createMemo(() => {
    const { column, isDescending } = order()
    const collator = new Intl.Collator(language(), { numeric: true })
    const compare = (a: ShelfRow, b: ShelfRow): number => (column === 'title' ? collator.compare(a.title, b.title) : a.changedAtMs - b.changedAtMs)
    return props.rows.toSorted((a, b) => (isDescending ? -1 : 1) * compare(a, b))
  })
  const sortBy = (column: Column): void => void setOrder((before) => ({ column, isDescending: before.column === column ? !before.isDescending : column === 'changedAt' }))
  const sortState = (column: Column): 'ascending' | 'descending' | 'none' => (order().column !== column ? 'none' : order().isDescending ? 'descending' : 'ascending')
  return (
    <table class="list stacks">
      <caption class="unseen">{texts().drafts[props.shelf]}</caption>
      <thead>
        <tr>
          <For each={['title', 'changedAt'] as const}>
            {(column) => (
              <th scope="col" aria-sort={sortState(column)}>
                <button type="button" class="sort" onClick={() => sortBy(column)}>
                  {column === 'title' ? texts().drafts.reference : texts().drafts.changedAt}
                  <span aria-hidden="true">{{ ascending: ' ▲', descending: ' ▼', none: '' }[sortState(column)]}</span>
                </button>
              </th>
            )}
          </For>
          <th scope="col">{texts().drafts.changedBy}</th>
          <th scope="col">{texts().drafts.acts}</th>
        </tr>
      </thead>
      <tbody>
        <For each={sorted()}>{(row) => <Row {...props} row={row} />}</For>
      </tbody>
    </table>
  )
}

function Row(props: ShelfTableProps & { readonly row: ShelfRow }): JSX.Element {
  const title = (): string => props.row.title || texts().drafts.untitled
  const begin = async (): Promise<void> => {
    const id = await draftFromTemplate(props.row.id)
    if (id !== undefined) go('desk', id)
  }
  const named = (act: string): string => `${act}${texts().colon}${title()}`
  return (
    <tr classList={{ removed: props.row.isRemoved }}>
      <th scope="row">
        <Show when={props.shelf === 'drafts' && !props.row.isRemoved} fallback={title()}>
          <a href={draftAddress(props.row.id)}>{title()}</a>
        </Show>
        <Show when={purposeOf(props.row.id)?.kind ?? 'shipment'}>{(kind) => <Show when={kind() !== 'shipment'}><span class="quiet small block">{texts().drafts.purposes[kind()]}</span></Show>}</Show>
      </th>
      <td class="moment">{formatMoment(props.row.changedAtMs)}</td>
      <td>
        {props.row.changedBy || texts().drafts.here}
        <Show when={props.row.isOnlyHere && props.row.changedBy !== ''}>
          <span class="quiet small block">{texts().drafts.here}</span>
        </Show>
      </td>
      <td>
        <div class="acts">
          <Show when={props.row.isRemoved} fallback={<PresentActs {...props} begin={() => void begin()} named={named} />}>
            <button type="button" class="minor" aria-label={named(texts().drafts.restore)} onClick={() => props.onRestore(props.row)}>
              {texts().drafts.restore}
            </button>
          </Show>
        </div>
      </td>
    </tr>
  )
}

function PresentActs(props: ShelfTableProps & { readonly row: ShelfRow; readonly begin: () => void; readonly named: (act: string) => string }): JSX.Element {
  return (
    <>
      <Show
        when={props.shelf === 'templates'}
        fallback={
          <a class="button minor" href={draftAddress(props.row.id)} aria-label={props.named(texts().drafts.goOn)}>
            {texts().drafts.goOn}
          </a>
        }
      >
        <button type="button" class="minor" aria-label={props.named(texts().drafts.fromTemplate)} onClick={() => props.begin()}>
          {texts().drafts.fromTemplate}
        </button>
      </Show>
      <button type="button" class="minor" aria-label={props.named(texts().drafts.remove)} onClick={() => props.onRemove(props.row)}>
        {texts().drafts.remove}
      </button>
    </>
  )
}

/** The page that a draft is gone on with. */
export function draftAddress(id: string): string {
  const purpose = purposeOf(id)
  const pages: Readonly<Record<string, Page>> = { amend: 'amend', incoming: 'receive' }
  return purpose === undefined || purpose.kind === 'shipment' ? pageAddress('desk', id) : pageAddress(pages[purpose.kind] ?? 'desk', purpose.id)
}
