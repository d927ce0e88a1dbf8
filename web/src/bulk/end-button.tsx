// Stops an import that is worked on, or takes away one that is not; asks once more before either.
import { Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { endImport, getImport, type Import } from '../api/imports.ts'
import type { Language } from '../../../src/base/language.ts'
import { language, texts } from '../language.ts'
import { SureButton, type Act } from '../settings/act.tsx'

interface EndProps {
  readonly of: Import
  readonly act: Act
  readonly onRemoved: () => void
  readonly onStopped: () => void
}

export function EndButton(props: EndProps): JSX.Element {
  const remove = (): void =>
    void props.act.run(() => endImport(props.of.id, language()), () => texts().imports.removed(nameOf(props.of))).then((isDone) => (isDone ? props.onRemoved() : undefined))
  const stop = (): void =>
    void props.act.run(() => stopImport(props.of.id, language()), (isStopped) => (isStopped ? texts().imports.stopped : texts().imports.finished)).then(() => props.onStopped())
  return (
    <Show when={props.of.progress.isRunning} fallback={<SureButton word={texts().imports.remove} sure={texts().imports.sureRemove} of={nameOf(props.of)} onSure={remove} />}>
      <SureButton word={texts().imports.stop} sure={texts().imports.sureStop} of={nameOf(props.of)} onSure={stop} />
    </Show>
  )
}

/** What has come to its end meanwhile would be taken away by the same request, so it is looked at first. False: it had ended. */
async function stopImport(id: string, tongue: Language): Promise<Answer<boolean>> {
  const now = await getImport(id, tongue)
  if (now.kind !== 'done') return now
  if (!now.value.progress.isRunning) return { kind: 'done', status: 200, value: false }
  const ended = await endImport(id, tongue)
  return ended.kind === 'done' ? { kind: 'done', status: 200, value: true } : ended
}

export function nameOf({ name, id }: Pick<Import, 'name' | 'id'>): string {
  return name === '' ? id : name
}
