// Cancels a shipment: what that does to every filing, the reason, and the act, or its proposal to a second person.
import { createSignal, Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { previewChange, sendChange, type ChangeDone, type ChangePreview, type FiledShipment } from '../api/shipments.ts'
import { dropOnceKey, onceKey } from '../device/once-key.ts'
import { language, texts } from '../language.ts'
import { Notice } from '../parts/notices.tsx'
import { ChangeFailure, ReasonField } from './amend-page.tsx'
import { EffectList } from './change-tables.tsx'

export function CancelPanel(props: { readonly shipment: FiledShipment; readonly again: () => void }): JSX.Element {
  const { id } = props.shipment
  const [preview, setPreview] = createSignal<Answer<ChangePreview>>()
  const [outcome, setOutcome] = createSignal<Answer<ChangeDone>>()
  const [reason, setReason] = createSignal('')
  const [isSending, setIsSending] = createSignal(false)
  const open = (isOpen: boolean): void => {
    if (isOpen && preview()?.kind !== 'done') void previewChange(id, { kind: 'cancellation' }, language()).then(setPreview)
  }
  const found = (): ChangePreview | undefined => {
    const answer = preview()
    return answer?.kind === 'done' ? answer.value : undefined
  }
  const isReady = (): boolean => found() !== undefined && reason().trim() !== '' && !isSending()
  const send = async (): Promise<void> => {
    if (!isReady()) return
    setIsSending(true)
    const name = `cancel-${id}`
    const answer = await sendChange(id, { kind: 'cancellation' }, reason().trim(), onceKey(name, reason()), language())
    setIsSending(false)
    setOutcome(answer)
    if (answer.kind !== 'done') return
    dropOnceKey(name)
    props.again()
  }
  return (
    <details class="panel cancel on-screen" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{texts().change.cancel}</summary>
      <div class="stack">
        <p>{texts().change.cancelLead}</p>
        <Show when={found()}>{(value) => <EffectList effects={value().effects} />}</Show>
        <ReasonField value={reason()} onInput={setReason} name="cancel" />
        <Show when={found()?.needsSecondPerson}>
          <p class="quiet">{texts().change.secondPerson}</p>
        </Show>
        <p>
          <button type="button" class="alarm" aria-disabled={!isReady()} onClick={() => void send()}>
            {found()?.needsSecondPerson === true ? texts().change.proposeCancel : texts().change.cancelNow}
          </button>
        </p>
        <ChangeFailure answer={outcome() ?? preview()} />
        <Show when={outcome()?.kind === 'done'}>
          <Notice kind="plain" role="status">
            <p>{texts().change.proposed}</p>
          </Notice>
        </Show>
      </div>
    </details>
  )
}
