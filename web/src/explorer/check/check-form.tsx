// Where the text is pasted, with its date and the examples.
import { For, type JSX } from 'solid-js'
import { languages } from '../../../../src/base/language.ts'
import { texts } from '../../language.ts'
import { examples, type Example } from './examples.ts'

interface CheckFormProps {
  readonly text: string
  readonly on: string
  readonly isBadDay: boolean
  readonly onText: (text: string) => void
  readonly onDate: (on: string) => void
  readonly onCheck: () => void
  readonly onClear: () => void
  readonly onExample: (example: Example) => void
}

export function CheckForm(props: CheckFormProps): JSX.Element {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    props.onCheck()
  }
  return (
    <form class="check-form on-screen" onSubmit={submit}>
      <label for="check-text">{texts().check.text}</label>
      <textarea id="check-text" rows="8" spellcheck={false} value={props.text} onInput={(event) => props.onText(event.currentTarget.value)} />
      <div class="check-date">
        <label for="check-date">{texts().check.date}</label>
        <input
          id="check-date"
          inputmode="numeric"
          autocomplete="off"
          placeholder="2024-02-24"
          value={props.on}
          aria-invalid={props.isBadDay}
          aria-describedby="check-date-help"
          onInput={(event) => props.onDate(event.currentTarget.value)}
        />
        <p id="check-date-help" class="quiet small">
          {props.isBadDay ? texts().explorer.badDay : texts().check.dateHelp}
        </p>
      </div>
      <p class="acts">
        <button type="submit" class="main">
          {texts().check.check}
        </button>
        <button type="button" onClick={() => props.onClear()}>
          {texts().check.clear}
        </button>
      </p>
      <p class="acts">
        <span class="small quiet">{texts().check.examples}</span>
        <For each={languages}>
          {(each) => (
            <button type="button" class="minor" onClick={() => props.onExample(examples[each])}>
              {texts().check.useExample[each]}
            </button>
          )}
        </For>
      </p>
    </form>
  )
}
