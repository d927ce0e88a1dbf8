// A checked text: its numbers marked where they stand, and beside it the list of them with subject, verdict and working. The
// keys n and p lead from number to number.
import { createMemo, createSignal, For, onCleanup, onMount, Show, type JSX } from 'solid-js'
import type { CheckedNumber, CheckedTextView } from '../../../../src/app/story/check-text.ts'
import { numberText } from '../../../../src/app/story/number-text.ts'
import { renderMessage, type Messages } from '../../../../src/base/message.ts'
import { language, texts } from '../../language.ts'
import { signOf, VerdictMark, VerdictSign } from '../verdict-mark.tsx'
import { partsOfText } from './text-parts.ts'

interface CheckedViewProps {
  readonly view: CheckedTextView
  readonly text: string
  readonly messages: Messages
}

export function CheckedView(props: CheckedViewProps): JSX.Element {
  const [chosen, setChosen] = createSignal(-1)
  const numbers = (): readonly CheckedNumber[] => props.view.numbers
  const choose = (index: number): void => {
    setChosen(index)
    document.getElementById(`mark-${index}`)?.focus()
    document.getElementById(`number-${index}`)?.scrollIntoView({ block: 'nearest' })
  }
  const keys = (event: KeyboardEvent): void => {
    const move = event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0
    const isTyping = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    if (move === 0 || isTyping || event.ctrlKey || event.metaKey || event.altKey || numbers().length === 0) return
    event.preventDefault()
    const count = numbers().length
    choose(chosen() < 0 ? (move > 0 ? 0 : count - 1) : (chosen() + move + count) % count)
  }
  onMount(() => {
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
  })
  return (
    <>
      <p class="found" role="status">
        {texts().check.found(numbers().length)} <Counts numbers={numbers()} />
      </p>
      <Show when={numbers().length > 0}>
        <p class="quiet small on-screen">{texts().check.keys}</p>
        <div class="checked">
          <section aria-label={texts().check.marked}>
            <MarkedText text={props.text} numbers={numbers()} chosen={chosen()} onChoose={choose} />
          </section>
          <section aria-labelledby="numbers-title">
            <h2 id="numbers-title">{texts().check.list}</h2>
            <ol class="numbers">
              <For each={numbers()}>
                {(number, index) => <NumberItem number={number} index={index()} isChosen={index() === chosen()} messages={props.messages} onChoose={() => choose(index())} />}
              </For>
            </ol>
          </section>
        </div>
      </Show>
    </>
  )
}

function Counts(props: { readonly numbers: readonly CheckedNumber[] }): JSX.Element {
  const counts = createMemo(() => (['holds', 'fails', 'open'] as const).map((sign) => ({ sign, count: props.numbers.filter(({ verdict }) => signOf(verdict) === sign).length })))
  const verdictOf = { holds: 'recomputes', fails: 'differs', open: 'cannot be recomputed' } as const
  return (
    <For each={counts().filter(({ count }) => count > 0)}>
      {({ sign, count }) => (
        <>
          <VerdictMark verdict={verdictOf[sign]} word={texts().check.signs[sign](count)} />{' '}
        </>
      )}
    </For>
  )
}

function MarkedText(props: { readonly text: string; readonly numbers: readonly CheckedNumber[]; readonly chosen: number; readonly onChoose: (index: number) => void }): JSX.Element {
  return (
    <div class="marked-text">
      <For each={partsOfText(props.text, props.numbers)}>
        {(part) => (
          <Show when={part.index !== undefined} fallback={part.text}>
            <button
              type="button"
              id={`mark-${part.index}`}
              class="number-mark"
              data-sign={signOf(props.numbers[part.index ?? 0]?.verdict ?? '')}
              aria-current={part.index === props.chosen ? 'true' : undefined}
              onClick={() => props.onChoose(part.index ?? 0)}
            >
              {part.text}
              <span class="number-verdict">
                <VerdictSign verdict={props.numbers[part.index ?? 0]?.verdict ?? ''} />
                <span class="unseen">: </span>
                {props.numbers[part.index ?? 0]?.verdictText}
              </span>
            </button>
          </Show>
        )}
      </For>
    </div>
  )
}

function NumberItem(props: { readonly number: CheckedNumber; readonly index: number; readonly isChosen: boolean; readonly messages: Messages; readonly onChoose: () => void }): JSX.Element {
  const unit = (): string => renderMessage(`unit.${props.number.unit}`, {}, props.messages, language())
  const bound = (value: string): string => (value === '' ? texts().explorer.noBound : numberText(value, language()))
  const stands = (): string => (props.number.low === props.number.high ? bound(props.number.low) : `${bound(props.number.low)} – ${bound(props.number.high)}`)
  const warnings = (): readonly string[] => props.number.warnings.flatMap((each) => props.messages.get(`story.warning.${each}`)?.[language()] ?? [])
  return (
    <li id={`number-${props.index}`} classList={{ chosen: props.isChosen }}>
      <p class="number-head">
        <button type="button" class="link" onClick={() => props.onChoose()}>
          {props.number.text}
        </button>{' '}
        <VerdictMark verdict={props.number.verdict} word={props.number.verdictText} />
      </p>
      <p>
        <span class="quiet">
          {texts().check.subject}
          {texts().colon}
        </span>
        {props.number.subject.text === '' ? texts().check.noSubject : props.number.subject.text} <span class="quiet small">({texts().check.sentence(props.number.sentence)})</span>
      </p>
      <Show when={props.number.isConsistent}>
        <p>{texts().check.consistent}</p>
      </Show>
      <details open={props.isChosen || signOf(props.number.verdict) === 'fails'}>
        <summary>{texts().check.working}</summary>
        <ul>
          <Show when={props.number.low !== '' || props.number.high !== ''}>
            <li>
              {texts().check.stands}
              {texts().colon}
              {stands()} {unit()}
            </li>
          </Show>
          <For each={[...props.number.working.map((step) => step.text), ...warnings()]}>{(line) => <li>{line}</li>}</For>
        </ul>
      </details>
    </li>
  )
}
