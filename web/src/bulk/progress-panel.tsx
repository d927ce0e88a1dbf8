// How far an import is: its four steps, and while it is worked on a bar and words. What is read out changes with every tenth
// only.
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { Import, ImportState } from '../api/imports.ts'
import { formatInteger, texts } from '../language.ts'

const steps = ['read', 'columns', 'check', 'file'] as const
const stepNow: Readonly<Record<ImportState, number>> = { reading: 0, refused: 0, mapping: 1, judging: 2, judged: 3, filing: 3, done: 4, cancelled: -1 }

const statusId = 'import-status'

export function focusStatus(): void {
  document.getElementById(statusId)?.focus()
}

export function ProgressPanel(props: { readonly of: Import }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports'] => texts().imports
  const now = (): number => (props.of.state === 'cancelled' ? stoppedAt(props.of) : stepNow[props.of.state])
  const isStopped = (): boolean => props.of.state === 'cancelled' || props.of.state === 'refused'
  const percent = createMemo(() => tenths(props.of))
  const stateOf = (step: number): 'done' | 'now' | 'stopped' | 'later' => (step < now() ? 'done' : step > now() ? 'later' : isStopped() ? 'stopped' : 'now')
  const says: Readonly<Record<'done' | 'now' | 'stopped' | 'later', () => string>> = {
    done: () => words().steps.isDone,
    now: () => words().steps.isNow,
    stopped: () => words().steps.isStopped,
    later: () => '',
  }
  return (
    <section class="stack" aria-label={words().steps.title}>
      <ol class="import-steps">
        <For each={steps}>
          {(step, at) => (
            <li data-step={stateOf(at())} aria-current={stateOf(at()) === 'now' ? 'step' : undefined}>
              <span class="step-name">{words().steps[step]}</span>
              <Show when={says[stateOf(at())]()}>{(said) => <span class="small">{said()}</span>}</Show>
            </li>
          )}
        </For>
      </ol>
      <p role="status" id={statusId} class="said" tabindex="-1">
        {words().now[props.of.state]}
        <Show when={percent()}>{(each) => <span class="unseen"> {words().percent(formatInteger(each()))}</span>}</Show>
      </p>
      <Show when={props.of.progress.isRunning}>
        <div>
          <progress aria-label={words().now[props.of.state]} {...(props.of.progress.total > 0 ? { value: props.of.progress.done, max: props.of.progress.total } : {})} />
          <p class="quiet small">
            {counted(props.of)} · {words().leaveOpen}
          </p>
        </div>
      </Show>
    </section>
  )
}

function counted({ state, rows, progress }: Import): string {
  const { progress: ofShipments, rowsRead } = texts().imports
  if (state === 'reading' || progress.total === 0) return rowsRead(rows, formatInteger(rows))
  return ofShipments(formatInteger(progress.done), formatInteger(progress.total))
}

/** Undefined while nothing is counted. */
function tenths({ progress: { isRunning, done, total } }: Import): number | undefined {
  return isRunning && total > 0 ? Math.floor((done * 10) / total) * 10 : undefined
}

function stoppedAt({ mapping, policy }: Import): number {
  if (policy !== undefined) return 3
  return mapping.sheets.length > 0 ? 2 : 0
}
