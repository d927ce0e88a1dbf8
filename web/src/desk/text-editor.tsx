// The shipment as text with line numbers. The browser's own undo works, since only the person's typing goes through the
// text area; a line can be marked, and the value at the caret is told.
import { createEffect, on, Show, type JSX } from 'solid-js'
import { texts } from '../language.ts'

/** Height of a line in the style sheet, in rem. */
const lineRem = 1.35

export interface TextEditorProps {
  readonly text: string
  /** Line from 1 that is marked. */
  readonly line: number | undefined
  readonly isReadOnly?: boolean
  readonly onText?: (text: string) => void
  /** The line of the caret, when the person moves it. */
  readonly onLine?: (line: number) => void
}

export function TextEditor(props: TextEditorProps): JSX.Element {
  let area: HTMLTextAreaElement | undefined
  let gutter: HTMLPreElement | undefined
  let mark: HTMLDivElement | undefined
  const numbers = (): string => Array.from({ length: props.text.split('\n').length }, (_, index) => index + 1).join('\n')
  const follow = (): void => {
    if (area === undefined) return
    if (gutter !== undefined) gutter.scrollTop = area.scrollTop
    mark?.style.setProperty('--scroll', `${-area.scrollTop}px`)
  }
  const tellLine = (): void => {
    if (area !== undefined) props.onLine?.(area.value.slice(0, area.selectionStart).split('\n').length)
  }
  createEffect(
    on(
      () => props.line,
      (line) => {
        if (area === undefined || line === undefined || document.activeElement === area) return
        scrollToLine(area, line)
        follow()
      },
    ),
  )
  return (
    <div class="editor">
      <pre class="gutter" aria-hidden="true" ref={(element) => (gutter = element)}>
        {numbers()}
      </pre>
      <div class="editor-body">
        <Show when={props.line}>
          {(line) => (
            <div class="line-mark" aria-hidden="true" ref={(element) => (mark = element)} style={{ '--at': String(line() - 1) }} />
          )}
        </Show>
        <textarea
          id="shipment-text"
          ref={(element) => (area = element)}
          aria-label={texts().desk.textLabel}
          value={props.text}
          readOnly={props.isReadOnly === true}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          wrap="off"
          onScroll={follow}
          onInput={(event) => props.onText?.(event.currentTarget.value)}
          onClick={tellLine}
          onKeyUp={(event) => (event.key.startsWith('Arrow') || event.key.startsWith('Page') ? tellLine() : undefined)}
        />
      </div>
    </div>
  )
}

/** Puts the caret on a line of the shown text and gives it the focus. */
export function focusLine(line: number): void {
  const area = document.querySelector<HTMLTextAreaElement>('#shipment-text')
  if (area === null) return
  const lines = area.value.split('\n')
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  area.focus()
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  scrollToLine(area, line)
}

function scrollToLine(area: HTMLTextAreaElement, line: number): void {
  const height = lineRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const top = (line - 1) * height
  if (top < area.scrollTop || top > area.scrollTop + area.clientHeight - 2 * height) area.scrollTop = Math.max(0, top - area.clientHeight / 3)
}
