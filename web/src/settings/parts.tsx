// Small parts of the settings' forms: a field with its help, a choice of several, a secret that is shown once.
import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import { texts } from '../language.ts'

export function TextField(props: {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly isReadOnly?: boolean
  readonly onInput: (value: string) => void
}): JSX.Element {
  return (
    <div class="setting">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        readonly={props.isReadOnly}
        aria-describedby={props.help === undefined ? undefined : `${props.id}-help`}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.help}>
        <p class="quiet small" id={`${props.id}-help`}>
          {props.help}
        </p>
      </Show>
    </div>
  )
}

export function ManyChoice(props: {
  readonly title: string
  readonly options: readonly string[]
  readonly nameOf: (option: string) => string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}): JSX.Element {
  const turn = (option: string, isOn: boolean): void => props.onChange(props.options.filter((each) => (each === option ? isOn : props.chosen.includes(each))))
  return (
    <fieldset class="setting">
      <legend>{props.title}</legend>
      <div class="choices">
        <For each={props.options}>
          {(option) => (
            <label>
              <input type="checkbox" checked={props.chosen.includes(option)} onChange={(event) => turn(option, event.currentTarget.checked)} />
              {props.nameOf(option)}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

/** The focus goes to it, since it is gone with the page. */
export function SecretOnce(props: { readonly secret: string; readonly onSeen: () => void }): JSX.Element {
  let title: HTMLElement | undefined
  const [said, setSaid] = createSignal('')
  const copy = (): void => {
    void navigator.clipboard.writeText(props.secret).then(
      () => setSaid(texts().settings.once.copied),
      () => setSaid(texts().settings.once.byHand),
    )
  }
  onMount(() => queueMicrotask(() => title?.focus()))
  return (
    <section class="panel stack secret" aria-labelledby="secret-title">
      <h3 id="secret-title" tabindex="-1" ref={(element) => (title = element)}>
        {texts().settings.once.title}
      </h3>
      <p>{texts().settings.once.text}</p>
      <p>
        <output class="code-shown">{props.secret}</output>
      </p>
      <div class="acts">
        <button type="button" class="main" onClick={copy}>
          {texts().settings.once.copy}
        </button>
        <button type="button" onClick={() => props.onSeen()}>
          {texts().settings.once.seen}
        </button>
        <span role="status">{said()}</span>
      </div>
    </section>
  )
}

/** A form behind its button, closed again once it is done. */
export function Unfolding(props: { readonly title: string; readonly isOpen: boolean; readonly onToggle: (isOpen: boolean) => void; readonly children: JSX.Element }): JSX.Element {
  return (
    <details class="panel unfolding" open={props.isOpen} onToggle={(event) => props.onToggle(event.currentTarget.open)}>
      <summary>{props.title}</summary>
      <Show when={props.isOpen}>{props.children}</Show>
    </details>
  )
}

/** A list of words as somebody types it: spaces or commas between. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,，、;；]+/).filter((word) => word !== '')
}
