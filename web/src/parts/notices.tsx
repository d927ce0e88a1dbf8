// Small parts that stand on several pages: loading, a message with its step, the label of sample data.
import { Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { texts } from '../language.ts'

export function Loading(): JSX.Element {
  return (
    <p class="quiet" role="status">
      {texts().loading}…
    </p>
  )
}

export function SampleBadge(): JSX.Element {
  return <span class="badge">{texts().sample}</span>
}

/** A message with the word of its weight; `step` is what can be done. */
export function Notice(props: { readonly kind: 'alarm' | 'look' | 'plain'; readonly role?: 'alert' | 'status'; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class={`notice ${props.kind}`} role={props.role}>
      {props.children}
    </div>
  )
}

/** Shows what came of an answer that only reads: loading, away, refused, or the value. */
export function Answered<Value>(props: {
  readonly answer: Answer<Value> | undefined
  readonly again: () => void
  /** Title of the page while the value, which has one of its own, is not there. */
  readonly heading?: string
  readonly children: (value: () => Value) => JSX.Element
}): JSX.Element {
  const value = (): Value | undefined => (props.answer?.kind === 'done' ? props.answer.value : undefined)
  const reason = (): string => (props.answer?.kind === 'refused' ? texts().refused(props.answer.reason) : texts().awayReading)
  return (
    <Show
      when={value()}
      fallback={
        <>
          <Show when={props.heading}>{(heading) => <h1 tabindex="-1">{heading()}</h1>}</Show>
          <Show when={props.answer !== undefined} fallback={<Loading />}>
            <Notice kind="alarm" role="alert">
              <p>{reason()}</p>
              <button type="button" onClick={() => props.again()}>
                {texts().tryAgain}
              </button>
            </Notice>
          </Show>
        </>
      }
    >
      {(found) => props.children(found as () => Value)}
    </Show>
  )
}
