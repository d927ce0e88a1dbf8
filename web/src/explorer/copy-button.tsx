// Copies a text, and says whether it did.
import { createSignal, type JSX } from 'solid-js'
import { texts } from '../language.ts'

export function CopyButton(props: { readonly label: string; readonly text: () => string }): JSX.Element {
  const [said, setSaid] = createSignal('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.text())
      setSaid(texts().explorer.copied)
    } catch {
      setSaid(texts().explorer.copyFailed)
    }
  }
  return (
    <>
      <button type="button" class="minor" onClick={() => void copy()}>
        {props.label}
      </button>
      <span class="small quiet" role="status">
        {said()}
      </span>
    </>
  )
}
