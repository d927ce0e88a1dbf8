// The name of a field that leads to it, and what knows the way.
import { Show, type JSX } from 'solid-js'
import { texts } from '../language.ts'

export interface FieldGuide {
  /** The label of a concrete path in the reader's language. */
  readonly labelOf: (path: string) => string
  /** Line of the text where the value stands. */
  readonly lineOf: (path: string) => number | undefined
  /** Brings the field into sight and gives it the focus. */
  readonly show: (path: string) => void
}

/** A pattern stands for every line, so it is named but leads nowhere. */
export function FieldLink(props: { readonly path: string; readonly guide: FieldGuide }): JSX.Element {
  const line = (): number | undefined => props.guide.lineOf(props.path)
  const name = (): JSX.Element => (
    <>
      {props.guide.labelOf(props.path)} <code>{props.path}</code>
    </>
  )
  return (
    <Show when={!props.path.includes('[]')} fallback={<span class="field-link">{name()}</span>}>
      <button type="button" class="link field-link" onClick={() => props.guide.show(props.path)}>
        {name()} <Show when={line()}>{(found) => <span class="quiet">{texts().filings.line(found())}</span>}</Show>
      </button>
    </Show>
  )
}
