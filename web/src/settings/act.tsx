// An act of the settings: sent once at a time, and what came of it said in one place that is read out.
import { createEffect, createSignal, on, Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { IssueList } from '../filing/issue-list.tsx'
import { texts } from '../language.ts'
import { Notice } from '../parts/notices.tsx'

export interface Act {
  readonly isBusy: () => boolean
  /** A sentence about what was done, or what is missing before it can be. */
  readonly said: () => string
  readonly say: (sentence: string) => void
  readonly failure: () => Answer<unknown> | undefined
  /** How often something was done. */
  readonly timesDone: () => number
  /** The value when it was done; nothing while another act is on its way. */
  readonly run: <Value>(send: () => Promise<Answer<Value>>, done: (value: Value) => string) => Promise<boolean>
}

export function createAct(): Act {
  const [isBusy, setIsBusy] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const [timesDone, setTimesDone] = createSignal(0)
  const [failure, setFailure] = createSignal<Answer<unknown>>()
  const say = (sentence: string): void => {
    setFailure(undefined)
    setSaid(sentence)
  }
  return {
    isBusy,
    said,
    say,
    failure,
    timesDone,
    run: async (send, done) => {
      if (isBusy()) return false
      setIsBusy(true)
      const answer = await send()
      setIsBusy(false)
      say(answer.kind === 'done' ? done(answer.value) : '')
      if (answer.kind === 'done') setTimesDone((before) => before + 1)
      else setFailure(answer)
      return answer.kind === 'done'
    },
  }
}

/** `whole` names what an issue without a place is about, `away` what to do when no answer came. */
export function ActOutcome(props: { readonly act: Act; readonly whole?: string; readonly away?: string }): JSX.Element {
  const refused = () => {
    const failure = props.act.failure()
    return failure?.kind === 'refused' ? failure : undefined
  }
  // What was pressed may be gone: the focus goes to what is said about it.
  let sentence: HTMLElement | undefined
  createEffect(on(props.act.timesDone, () => (props.act.said() === '' ? undefined : sentence?.focus()), { defer: true }))
  return (
    <>
      <p role="status" class="said" tabindex="-1" ref={(element) => (sentence = element)}>
        {props.act.said()}
      </p>
      <div role="alert">
        <Show when={refused()}>
          {(answer) => (
            <Show
              when={answer().issues.length > 0}
              fallback={
                <Notice kind="alarm">
                  <p>{texts().refused(answer().reason)}</p>
                </Notice>
              }
            >
              <IssueList issues={answer().issues} whole={props.whole} />
            </Show>
          )}
        </Show>
        <Show when={props.act.failure()?.kind === 'away'}>
          <Notice kind="alarm">
            <p>{props.away ?? texts().settings.away}</p>
          </Notice>
        </Show>
      </div>
    </>
  )
}

/** Asks once more before something that cannot be had back; the focus stays on the same button. */
export function SureButton(props: { readonly word: string; readonly sure: string; readonly of: string; readonly onSure: () => void }): JSX.Element {
  const [isAsked, setIsAsked] = createSignal(false)
  const word = (): string => (isAsked() ? props.sure : props.word)
  const press = (): void => {
    if (isAsked()) props.onSure()
    setIsAsked((before) => !before)
  }
  return (
    <button type="button" class="minor" classList={{ alarm: isAsked() }} aria-label={`${word()}${texts().colon}${props.of}`} onClick={press} onBlur={() => setIsAsked(false)}>
      {word()}
    </button>
  )
}
