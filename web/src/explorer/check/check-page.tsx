// Checks the numbers of a text: paste it, see each number marked with what becomes of it, and the working beside.
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import type { CheckKnowledge } from '../../../../src/app/story/check-text.ts'
import { parseCivilDate } from '../../../../src/base/civil-date.ts'
import { languages } from '../../../../src/base/language.ts'
import { renderIssue } from '../../../../src/base/message.ts'
import { language, texts } from '../../language.ts'
import { Notice } from '../../parts/notices.tsx'
import { WithFigures } from '../with-figures.tsx'
import { CheckForm } from './check-form.tsx'
import { checkHere, checkKnowledge } from './check-here.ts'
import { CheckedView } from './checked-view.tsx'
import { examples, type Example } from './examples.ts'

interface Asked {
  readonly text: string
  readonly on: string
}

export function CheckPage(): JSX.Element {
  return (
    <WithFigures part="check" title={texts().check.title} fetch={checkKnowledge}>
      {(_, knowledge) => <CheckView knowledge={knowledge} />}
    </WithFigures>
  )
}

function CheckView(props: { readonly knowledge: CheckKnowledge }): JSX.Element {
  const [text, setText] = createSignal('')
  const [on, setOn] = createSignal('')
  const [asked, setAsked] = createSignal<Asked>()
  const checked = createMemo(() => {
    const now = asked()
    return now === undefined ? undefined : checkHere(now.text, now.on, language(), props.knowledge)
  })
  const isExample = (): boolean => languages.some((each) => examples[each].text === text())
  const isChanged = (): boolean => asked() !== undefined && (asked()?.text !== text() || asked()?.on !== on())
  const isBadDay = (): boolean => on().trim() !== '' && parseCivilDate(on().trim()) === undefined
  const check = (): void => {
    if (text().trim() !== '' && !isBadDay()) setAsked({ text: text(), on: on().trim() })
  }
  const take = (example: Example): void => {
    setText(example.text)
    setOn(example.on)
    check()
  }
  const clear = (): void => {
    setText('')
    setAsked(undefined)
  }
  return (
    <>
      <section class="story">
        <h1 tabindex="-1">{texts().check.title}</h1>
        <p class="lead">{texts().check.lead}</p>
        <p class="quiet">{texts().check.here}</p>
      </section>
      <CheckForm text={text()} on={on()} isBadDay={isBadDay()} onText={setText} onDate={setOn} onCheck={check} onClear={clear} onExample={take} />
      <Show when={isExample()}>
        <Notice kind="look">
          <p>
            <span class="badge">{texts().sample}</span> {texts().check.exampleLabel}
          </p>
        </Notice>
      </Show>
      <Show when={isChanged()}>
        <p class="quiet" role="status">
          {texts().check.changed}
        </p>
      </Show>
      <Show when={checked()} keyed>
        {(found) =>
          found.ok ? (
            <CheckedView view={found.value} text={asked()?.text ?? ''} messages={props.knowledge.messages} />
          ) : (
            <Notice kind="alarm" role="alert">
              <For each={found.issues}>
                {(each) => {
                  const { reason, fix } = renderIssue(each, props.knowledge.messages, language())
                  return <p>{`${reason} ${fix}`}</p>
                }}
              </For>
            </Notice>
          )
        }
      </Show>
    </>
  )
}
