// Single keys on the officer's pages, and the line that tells them. They can be switched off, for whoever speaks to the
// computer or types by accident; arrows, Enter and Escape stay.
import { createSignal, For, onCleanup, onMount, type JSX } from 'solid-js'
import { texts } from '../language.ts'

const storedName = 'lingding.single-keys'
const [areOn, setAreOn] = createSignal(stored())

export interface Shortcut {
  /** As the keyboard event names it. */
  readonly key: string
  /** How the line of keys names it; left out of the line when empty. */
  readonly shown: string
  readonly words: string
  readonly act: () => void
}

/** Calls the act of a key while nothing is being typed. */
export function useShortcuts(shortcuts: () => readonly Shortcut[]): void {
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return
    if (event.key.length === 1 && !areOn()) return
    const found = shortcuts().find(({ key }) => key === event.key.toLowerCase() || key === event.key)
    if (found === undefined) return
    event.preventDefault()
    found.act()
  }
  onMount(() => document.addEventListener('keydown', press))
  onCleanup(() => document.removeEventListener('keydown', press))
}

/** The keys in a line that is always in sight where there is a keyboard. */
export function KeyHelp(props: { readonly keys: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <div class="key-help on-screen">
      <span class="key-title">{texts().officer.keys.title}</span>
      <For each={props.keys}>
        {([keys, words]) => (
          <span class="key">
            <For each={keys.split(' ')}>{(each) => <kbd>{each}</kbd>}</For> {words}
          </span>
        )}
      </For>
      <label>
        <input type="checkbox" checked={areOn()} onChange={(event) => switchTo(event.currentTarget.checked)} />
        {texts().officer.keys.on}
      </label>
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox'
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

function switchTo(isOn: boolean): void {
  setAreOn(isOn)
  try {
    localStorage.setItem(storedName, isOn ? 'on' : 'off')
  } catch {
    // It holds for this visit.
  }
}

function stored(): boolean {
  try {
    return localStorage.getItem(storedName) !== 'off'
  } catch {
    return true
  }
}
