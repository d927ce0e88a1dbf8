// The decision about a filing: what may be decided now, the reason where one is needed, sent once under a key of its own,
// and then the next filing with one key.
import { createSignal, Index, Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { postDecision, type OfficerFiling, type PossibleDecision } from '../api/officer.ts'
import { dropOnceKey, onceKey } from '../device/once-key.ts'
import { IssueList } from '../filing/issue-list.tsx'
import { language, texts } from '../language.ts'
import { Notice } from '../parts/notices.tsx'
import { may } from '../session/session.ts'
import { decidedAbout, markDecided, type Decided } from './queue.ts'
import type { Shortcut } from './shortcuts.tsx'

/** Longest reason that the record takes. */
const maxReason = 500

export interface Decision {
  readonly chosen: () => PossibleDecision | undefined
  readonly choose: (decision: string) => void
  readonly reason: () => string
  readonly setReason: (reason: string) => void
  /** What stands in the way of sending, as a sentence; empty for nothing. */
  readonly fault: () => string
  readonly isSending: () => boolean
  readonly answer: () => Answer<unknown> | undefined
  readonly send: () => Promise<void>
}

export function createDecision(filing: () => OfficerFiling, id: string): Decision {
  const [name, setName] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [fault, setFault] = createSignal('')
  const [isSending, setIsSending] = createSignal(false)
  const [answer, setAnswer] = createSignal<Answer<unknown>>()
  const chosen = (): PossibleDecision | undefined => filing().decisions.find(({ decision }) => decision === name())
  const send = async (): Promise<void> => {
    const what = chosen()
    if (isSending() || decidedAbout(filing().row) !== undefined) return
    const isReasonMissing = what?.needsReason === true && reason().trim() === ''
    setFault(what === undefined ? texts().officer.chooseFirst : isReasonMissing ? texts().officer.reasonFirst : '')
    if (what === undefined) return focusOn('input[name=decision]')
    if (isReasonMissing) return focusOn('#decision-reason')
    setIsSending(true)
    const act = `decide-${id}`
    const text = reason().trim()
    const given = await postDecision(id, what.decision, text, onceKey(act, `${what.decision}\n${text}`), language())
    setIsSending(false)
    setAnswer(given)
    // A refusal is an answer: the same decision, sent again later, is another act.
    if (given.kind !== 'away') dropOnceKey(act)
    if (given.kind !== 'done') return
    const { stage, changedAt } = filing().row
    markDecided(id, { name: what.name, stage, changedAt })
    setName('')
    setReason('')
    queueMicrotask(() => focusOn('#next-filing'))
  }
  const choose = (decision: string): void => {
    setFault('')
    setName(decision)
  }
  return { chosen, choose, reason, setReason, fault, isSending, answer, send }
}

/** A digit chooses a decision and leads to what is still missing: the reason, or the button. */
export function decisionShortcuts(filing: () => OfficerFiling, decision: Decision): readonly Shortcut[] {
  if (!may('filing.decide') || decidedAbout(filing().row) !== undefined) return []
  const digits = filing().decisions.slice(0, 9).map((each, at) => ({
    key: String(at + 1),
    shown: '',
    words: each.name,
    act: () => {
      decision.choose(each.decision)
      focusOn(each.needsReason ? '#decision-reason' : '#send-decision')
    },
  }))
  return [...digits, { key: 'r', shown: '', words: '', act: () => focusOn('#decision-reason') }]
}

interface DecisionPanelProps {
  readonly filing: OfficerFiling
  readonly decision: Decision
  readonly hasNext: boolean
  readonly toNext: () => void
  readonly refresh: () => void
}

export function DecisionPanel(props: DecisionPanelProps): JSX.Element {
  const decided = (): Decided | undefined => decidedAbout(props.filing.row)
  return (
    <section class="panel stack on-screen" aria-labelledby="decide-title">
      <h2 id="decide-title">{texts().officer.decide}</h2>
      <Show when={decided()} fallback={<ToDecide {...props} />}>
        {(what) => <Done what={what()} />}
      </Show>
      <GoOn {...props} isMain={decided() !== undefined} />
    </section>
  )
}

function ToDecide(props: DecisionPanelProps): JSX.Element {
  return (
    <Show when={may('filing.decide')} fallback={<p class="quiet">{texts().officer.mayNot}</p>}>
      <Show when={props.filing.decisions.length > 0} fallback={<p class="quiet">{texts().officer.nothingToDecide}</p>}>
        <DecisionForm {...props} />
      </Show>
    </Show>
  )
}

function DecisionForm(props: DecisionPanelProps): JSX.Element {
  const submit = (event: Event): void => {
    event.preventDefault()
    void props.decision.send()
  }
  const sendFromReason = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    if (event.key === 'Escape') return focusOn('#send-decision')
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void props.decision.send()
  }
  const buttonText = (): string => {
    if (props.decision.isSending()) return texts().officer.sending
    const chosen = props.decision.chosen()
    return chosen === undefined ? texts().officer.decide : texts().officer.send(chosen.name)
  }
  return (
    <form class="stack" novalidate onSubmit={submit}>
      <fieldset class="decisions">
        <legend class="unseen">{texts().officer.decisions}</legend>
        <Index each={props.filing.decisions}>
          {(each, at) => (
            <label>
              <input type="radio" name="decision" value={each().decision} checked={props.decision.chosen()?.decision === each().decision} onChange={() => props.decision.choose(each().decision)} />
              <span>{each().name}</span>
              <Show when={at < 9}>
                <kbd aria-hidden="true">{at + 1}</kbd>
              </Show>
            </label>
          )}
        </Index>
      </fieldset>
      <div class="reason">
        <label for="decision-reason">{texts().officer.reason}</label>
        <textarea
          id="decision-reason"
          rows="3"
          maxlength={maxReason}
          aria-describedby="decision-reason-help"
          aria-required={props.decision.chosen()?.needsReason === true}
          value={props.decision.reason()}
          onInput={(event) => props.decision.setReason(event.currentTarget.value)}
          onKeyDown={sendFromReason}
        />
        <p class="quiet small" id="decision-reason-help">
          {props.decision.chosen()?.needsReason === true ? texts().officer.reasonNeeded : texts().officer.reasonFree}
        </p>
      </div>
      <p role="status" class="fault">
        {props.decision.fault()}
      </p>
      <div>
        <button type="submit" class="main" id="send-decision" aria-disabled={props.decision.isSending()}>
          {buttonText()}
        </button>
      </div>
      <Failure answer={props.decision.answer()} />
    </form>
  )
}

function Failure(props: { readonly answer: Answer<unknown> | undefined }): JSX.Element {
  const refused = () => (props.answer?.kind === 'refused' ? props.answer : undefined)
  return (
    <div role="alert">
      <Show when={refused()}>
        {(answer) => (
          <Show when={answer().issues.length > 0} fallback={<Notice kind="alarm"><p>{texts().refused(answer().reason)}</p></Notice>}>
            <IssueList issues={answer().issues} />
          </Show>
        )}
      </Show>
      <Show when={props.answer?.kind === 'away'}>
        <Notice kind="alarm">
          <p>{texts().officer.away}</p>
        </Notice>
      </Show>
    </div>
  )
}

function Done(props: { readonly what: Decided }): JSX.Element {
  return (
    <div role="status">
      <p>
        <strong>{texts().officer.done(props.what.name)}</strong>
      </p>
      <p>{texts().officer.doneText}</p>
    </div>
  )
}

function GoOn(props: DecisionPanelProps & { readonly isMain: boolean }): JSX.Element {
  return (
    <>
      <div class="acts">
        <button type="button" id="next-filing" class={props.isMain ? 'main' : 'minor'} onClick={() => props.toNext()}>
          {texts().officer.next} <kbd aria-hidden="true">n</kbd>
        </button>
        <button type="button" class="minor" onClick={() => props.refresh()}>
          {texts().officer.refresh}
        </button>
      </div>
      <p role="status">{props.hasNext ? '' : texts().officer.noNext}</p>
    </>
  )
}

function focusOn(selector: string): void {
  const found = document.querySelector<HTMLElement>(selector)
  found?.focus()
  found?.scrollIntoView({ block: 'nearest' })
}
