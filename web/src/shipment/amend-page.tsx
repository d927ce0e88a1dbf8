// Amends a filed shipment: the desk on the text that was filed; above it what is changed, what that does to every filing,
// the reason, and the act. Where the policy asks for a second person, the act proposes.
import { createEffect, createResource, createSignal, on, onCleanup, Show, untrack, type Accessor, type JSX } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { pageAddress } from '../address.ts'
import type { Answer } from '../api/call.ts'
import { getShipment, previewChange, sendChange, type Change, type ChangeDone, type ChangePreview, type FiledShipment } from '../api/shipments.ts'
import { dropOnceKey, onceKey } from '../device/once-key.ts'
import { CheckAway, CheckState } from '../desk/filing-bar.tsx'
import { createDesk, type Desk } from '../desk/desk-state.ts'
import { DeskTitle } from '../desk/desk-title.tsx'
import { DeskView } from '../desk/desk-view.tsx'
import { amendDraftId } from '../draft/draft-id.ts'
import { removeDraftOf } from '../drafts/draft-shelf.ts'
import { IssueList } from '../filing/issue-list.tsx'
import { language, texts } from '../language.ts'
import { Answered, Notice } from '../parts/notices.tsx'
import { may } from '../session/session.ts'
import { ChangeTable, EffectList } from './change-tables.tsx'

export function AmendPage(props: { readonly id: string }): JSX.Element {
  const [shipment, again] = createResource(() => getShipment(props.id, language()))
  return (
    <div class="page desk">
      <Answered answer={shipment()} again={() => void again.refetch()} heading={texts().change.amend}>
        {(value) => <Amend shipment={value()} />}
      </Answered>
    </div>
  )
}

function Amend(props: { readonly shipment: FiledShipment }): JSX.Element {
  const desk = createDesk({ id: amendDraftId(props.shipment.id), given: props.shipment.text })
  return (
    <>
      <p class="back">
        <a href={pageAddress('shipment', props.shipment.id)}>{texts().change.back(props.shipment.reference)}</a>
      </p>
      <DeskTitle desk={desk} untitled={props.shipment.reference} />
      <p>{texts().change.lead}</p>
      <DeskView desk={desk} act={() => <AmendBar desk={desk} shipment={props.shipment} />} />
    </>
  )
}

interface Amendment {
  readonly reason: Accessor<string>
  readonly setReason: (reason: string) => void
  /** What the server says that the change is and does. */
  readonly found: Accessor<ChangePreview | undefined>
  readonly done: Accessor<ChangeDone | undefined>
  readonly failure: Accessor<Answer<unknown> | undefined>
  readonly isReady: Accessor<boolean>
  readonly send: () => Promise<void>
}

function createAmendment(desk: Desk, shipment: FiledShipment): Amendment {
  const { id, revision } = shipment
  const changeOf = (text: string): Change => ({ kind: 'amendments', text, ...(revision === undefined ? {} : { basedOn: revision }) })
  const [reason, setReason] = createSignal('')
  const [preview, setPreview] = createSignal<Answer<ChangePreview>>()
  const [outcome, setOutcome] = createSignal<Answer<ChangeDone>>()
  const [isSending, setIsSending] = createSignal(false)
  createEffect(
    on([desk.preview, language], ([checked]) => {
      const text = untrack(desk.text)
      if (checked === undefined || text === undefined || text === shipment.text) return void setPreview()
      let isCurrent = true
      onCleanup(() => (isCurrent = false))
      void previewChange(id, changeOf(text), untrack(language)).then((answer) => (isCurrent ? setPreview(answer) : undefined))
    }),
  )
  const found = (): ChangePreview | undefined => valueOf(preview())
  const done = (): ChangeDone | undefined => valueOf(outcome())
  const isChange = (): boolean => (found()?.changes.length ?? 0) > 0 && desk.preview()?.isAcceptable === true
  const isReady = (): boolean => may('shipment.amend') && isChange() && reason().trim() !== '' && !isSending() && done() === undefined
  const send = async (): Promise<void> => {
    const text = untrack(desk.text)
    if (!untrack(isReady) || text === undefined) return
    setIsSending(true)
    const [name, why] = [amendDraftId(id), untrack(reason).trim()]
    const answer = await sendChange(id, changeOf(text), why, onceKey(name, `${why}\n${text}`), untrack(language))
    setIsSending(false)
    setOutcome(answer)
    if (answer.kind !== 'done') return
    dropOnceKey(name)
    await removeDraftOf(desk)
  }
  const failure = (): Answer<unknown> | undefined => [outcome(), preview()].find((answer) => answer !== undefined && answer.kind !== 'done')
  return { reason, setReason, found, done, failure, isReady, send }
}

function valueOf<Value>(answer: Answer<Value> | undefined): Value | undefined {
  return answer?.kind === 'done' ? answer.value : undefined
}

function AmendBar(props: { readonly desk: Desk; readonly shipment: FiledShipment }): JSX.Element {
  const amendment = createAmendment(props.desk, props.shipment)
  const { found, done } = amendment
  const isSecondPersonNeeded = (): boolean => found()?.needsSecondPerson === true
  return (
    <div class="filing-bar">
      <Show when={found()} fallback={<Show when={props.desk.text() === props.shipment.text}><p class="quiet">{texts().change.unchanged}</p></Show>}>
        {(changed) => <ChangePanel change={changed()} known={props.desk.issues()} />}
      </Show>
      <Show
        when={done()}
        fallback={
          <>
            <ReasonField value={amendment.reason()} onInput={amendment.setReason} name="amend" />
            <div class="filing-act">
              <button type="button" class="main" aria-disabled={!amendment.isReady()} aria-describedby="filing-state" onClick={() => void amendment.send()}>
                {isSecondPersonNeeded() ? texts().change.propose : texts().change.fileAmendment}
              </button>
              <CheckState desk={props.desk} action="shipment.amend" />
            </div>
            <Show when={isSecondPersonNeeded()}>
              <p class="quiet">{texts().change.secondPerson}</p>
            </Show>
          </>
        }
      >
        {(result) => (
          <Notice kind="plain" role="status">
            <p>{result().proposal === undefined ? texts().change.done(result().revision ?? 0) : texts().change.proposed}</p>
            <a class="button" href={pageAddress('shipment', props.shipment.id)}>
              {texts().shipment.toShipment}
            </a>
          </Notice>
        )}
      </Show>
      <CheckAway desk={props.desk} />
      <ChangeFailure answer={amendment.failure()} />
    </div>
  )
}

/** What changes and what it does; of its issues those that the desk does not show already. */
function ChangePanel(props: { readonly change: ChangePreview; readonly known: readonly RenderedIssue[] }): JSX.Element {
  const isKnown = (issue: RenderedIssue): boolean => props.known.some((each) => each.rule === issue.rule && each.path === issue.path)
  return (
    <div class="panel change-preview">
      <Show when={props.change.changes.length > 0} fallback={<p class="quiet">{texts().change.unchanged}</p>}>
        <ChangeTable changes={props.change.changes} caption={texts().change.changes} />
        <EffectList effects={props.change.effects} />
        <IssueList issues={props.change.issues.filter((issue) => !isKnown(issue))} />
      </Show>
    </div>
  )
}

export function ReasonField(props: { readonly value: string; readonly onInput: (value: string) => void; readonly name: string }): JSX.Element {
  return (
    <div class="reason">
      <label for={`${props.name}-reason`}>{texts().change.reason}</label>
      <textarea id={`${props.name}-reason`} rows="2" aria-describedby={`${props.name}-reason-help`} value={props.value} onInput={(event) => props.onInput(event.currentTarget.value)} />
      <p class="quiet small" id={`${props.name}-reason-help`}>
        {texts().change.reasonHelp}
      </p>
    </div>
  )
}

/** An answer that did not come, or a refusal with its issues. */
export function ChangeFailure(props: { readonly answer: Answer<unknown> | undefined }): JSX.Element {
  const refused = () => (props.answer?.kind === 'refused' ? props.answer : undefined)
  return (
    <>
      <Show when={refused()}>
        {(answer) => (
          <div role="alert">
            <Notice kind="alarm">
              <p>{texts().refused(answer().reason)}</p>
            </Notice>
            <IssueList issues={answer().issues} />
          </div>
        )}
      </Show>
      <Show when={props.answer?.kind === 'away'}>
        <Notice kind="alarm" role="alert">
          <p>{texts().change.away}</p>
        </Notice>
      </Show>
    </>
  )
}
