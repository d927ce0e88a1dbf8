// What was filed with the officer's administration, the longest unchanged first. The whole list is one stop for the Tab
// key; j and k, the arrows, Home and End move in it, and coming back from a filing finds the place again.
import { batch, createEffect, createMemo, For, on, onMount, Show, untrack, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { idOfFiling, type FiledFiling } from '../api/officer.ts'
import { StageMark } from '../filing/stage-mark.tsx'
import { formatMoment, language, named, texts } from '../language.ts'
import { Answered, Notice, SampleBadge } from '../parts/notices.tsx'
import { Rows } from '../parts/rows.tsx'
import { stepTo } from '../parts/tabs.tsx'
import { may, owner, principal } from '../session/session.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'
import { answer, at, beginQueue, decidedAbout, hasMore, isDifferingOnly, loadMore, loadQueue, setAt, setIsDifferingOnly, setStage, shownRows, stage } from './queue.ts'
import { KeyHelp, useShortcuts } from './shortcuts.tsx'
import '../styles/officer.css'

export function QueuePage(): JSX.Element {
  return (
    <Show when={may('filing.read')} fallback={<NotForThis />}>
      <Queue />
    </Show>
  )
}

/** Nobody, or somebody who is no officer. */
export function NotForThis(): JSX.Element {
  return (
    <div class="page">
      <h1 tabindex="-1">{texts().officer.title}</h1>
      <Show when={principal() !== null}>
        <p>{texts().session.notAllowed}</p>
      </Show>
      <SignInChoices title={texts().session.toSee} actions={['officer']} />
    </div>
  )
}

export function PlayingCustoms(props: { readonly isSimulated: boolean | undefined }): JSX.Element {
  return (
    <Show when={props.isSimulated}>
      <Notice kind="plain">
        <p>
          <span class="badge">{texts().simulated}</span> {texts().officer.simulated}
        </p>
      </Notice>
    </Show>
  )
}

function Queue(): JSX.Element {
  beginQueue(untrack(owner))
  createEffect(on([language, stage, isDifferingOnly], ([tongue]) => void loadQueue(tongue)))
  const isSimulated = (): boolean | undefined => {
    const found = answer()
    return found?.kind === 'done' ? found.value.isSimulated : undefined
  }
  return (
    <div class="page">
      <PlayingCustoms isSimulated={isSimulated()} />
      <h1 tabindex="-1">{texts().officer.title}</h1>
      <p>{texts().officer.lead}</p>
      <Choice />
      <KeyHelp
        keys={[
          ['j ↓', texts().officer.keys.down],
          ['k ↑', texts().officer.keys.up],
          ['Enter', texts().officer.keys.open],
        ]}
      />
      <Answered answer={answer()} again={() => void loadQueue(language())}>
        {() => <Filings />}
      </Answered>
    </div>
  )
}

const filterStages = ['sent', 'imported', 'received', 'held', 'accepted', 'tax-due', 'inspection', 'returned', 'rejected', 'deleted', 'released', 'cleared'] as const

function Choice(): JSX.Element {
  return (
    <div class="one-line">
      <label class="choice">
        {texts().officer.stage}
        <select onChange={(event) => void setStage(event.currentTarget.value)}>
          <option value="" selected={stage() === ''}>
            {texts().officer.everyStage}
          </option>
          <For each={filterStages}>
            {(each) => (
              <option value={each} selected={stage() === each}>
                {texts().stages[each]}
              </option>
            )}
          </For>
        </select>
      </label>
      <label>
        <input type="checkbox" checked={isDifferingOnly()} onChange={(event) => setIsDifferingOnly(event.currentTarget.checked)} />
        {texts().officer.differingOnly}
      </label>
      <button type="button" class="minor" onClick={() => void loadQueue(language())}>
        {texts().officer.refresh}
      </button>
    </div>
  )
}

function Filings(): JSX.Element {
  let list: HTMLElement | undefined
  const ids = createMemo(() => shownRows().map(idOfFiling))
  /** The one that the Tab key stops at. */
  const stop = (): string => (ids().includes(at()) ? at() : (ids()[0] ?? ''))
  const focusRow = (id: string | undefined): void => {
    if (id === undefined) return
    setAt(id)
    list?.querySelector<HTMLElement>(`[data-filing="${CSS.escape(id)}"]`)?.focus()
  }
  const move = (key: 'ArrowDown' | 'ArrowUp'): void => {
    const isHere = list?.contains(document.activeElement) === true
    const to = isHere ? stepTo(key, ids().indexOf(stop()), ids().length) : ids().indexOf(stop())
    focusRow(to === undefined ? undefined : ids()[to])
  }
  useShortcuts(() => [
    { key: 'j', shown: '', words: '', act: () => move('ArrowDown') },
    { key: 'k', shown: '', words: '', act: () => move('ArrowUp') },
  ])
  // The button may be gone after the last page: the focus goes on to what came.
  const more = async (): Promise<void> => {
    const before = ids().length
    await loadMore(language())
    focusRow(ids()[before])
  }
  const moveInList = (event: KeyboardEvent): void => {
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return
    const to = stepTo(event.key, ids().indexOf(stop()), ids().length)
    if (to === undefined) return
    event.preventDefault()
    focusRow(ids()[to])
  }
  // A list that came anew may have moved the row that has the focus.
  let isInList = false
  const keepFocus = (): void => (isInList && document.activeElement === document.body && ids().includes(at()) ? focusRow(at()) : undefined)
  createEffect(on(shownRows, () => queueMicrotask(keepFocus), { defer: true }))
  // Back from a filing: where the officer was.
  onMount(() => queueMicrotask(() => (at() === '' || !ids().includes(at()) ? undefined : focusRow(at()))))
  return (
    <Show when={shownRows().length > 0} fallback={<Nothing />}>
      <div ref={(element) => (list = element)} onKeyDown={moveInList} onFocusIn={() => (isInList = true)} onFocusOut={(event) => (isInList = event.relatedTarget === null)}>
        <table class="list stacks">
          <caption class="unseen">{texts().officer.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{texts().officer.reference}</th>
              <th scope="col">{texts().officer.filing}</th>
              <th scope="col">{texts().officer.declarant}</th>
              <th scope="col">{texts().officer.stage}</th>
              <th scope="col">{texts().officer.changedAt}</th>
            </tr>
          </thead>
          <tbody>
            <Rows each={shownRows()} by={idOfFiling}>
              {(row) => <Row row={row()} isStop={stop() === idOfFiling(row())} />}
            </Rows>
          </tbody>
        </table>
        <p class="acts list-foot">
          <span class="quiet" role="status">
            {texts().officer.shown(shownRows().length)}
          </span>
          <Show when={hasMore()}>
            <button type="button" onClick={() => void more()}>
              {texts().officer.more}
            </button>
          </Show>
        </p>
      </div>
    </Show>
  )
}

function Row(props: { readonly row: FiledFiling; readonly isStop: boolean }): JSX.Element {
  const id = (): string => idOfFiling(props.row)
  return (
    <tr classList={{ done: decidedAbout(props.row) !== undefined }}>
      <th scope="row">
        <a href={pageAddress('officer-filing', id())} data-filing={id()} tabindex={props.isStop ? 0 : -1} onFocus={() => setAt(id())}>
          {props.row.reference}
        </a>{' '}
        <Show when={props.row.isSample}>
          <SampleBadge />
        </Show>
      </th>
      <td>{props.row.filingName ?? named(texts().count.columns, props.row.filing)}</td>
      <td>{props.row.organisationName}</td>
      <td>
        <StageMark stage={props.row.stage} {...(props.row.stageName === undefined ? {} : { name: props.row.stageName })} />
        <Show when={props.row.hasDifference}>
          <span class="differs block">
            <span aria-hidden="true">≠</span> {texts().officer.differs}
          </span>
        </Show>
        <Show when={props.row.isCancelled}>
          <span class="small block">{texts().officer.cancelled}</span>
        </Show>
        <Show when={decidedAbout(props.row)}>{(what) => <span class="small block">{texts().officer.decided(what().name)}</span>}</Show>
      </td>
      <td class="moment" data-name={texts().officer.changedAt}>
        {formatMoment(props.row.changedAt)}
      </td>
    </tr>
  )
}

function Nothing(): JSX.Element {
  const isChosen = (): boolean => stage() !== '' || isDifferingOnly()
  const showAll = (): void => {
    batch(() => {
      setIsDifferingOnly(false)
      setStage('')
    })
    document.querySelector<HTMLElement>('main h1')?.focus()
  }
  return (
    <div class="empty">
      <p>{isChosen() ? texts().officer.emptyFilter : texts().officer.empty}</p>
      <Show when={isChosen()}>
        <button type="button" onClick={showAll}>
          {texts().officer.showAll}
        </button>
      </Show>
    </div>
  )
}
