// Gives the other side its draft: sent to the organisation that has the party's number, or by a one-time code that is shown
// this once. Shows what was given before and what became of it.
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { postShare, type FiledShipment, type GivenShare, type MadeShare } from '../api/shipments.ts'
import { freshKey } from '../device/once-key.ts'
import { formatMoment, language, named, texts } from '../language.ts'
import { ChangeFailure } from './amend-page.tsx'

export function SharePanel(props: { readonly shipment: FiledShipment; readonly again: () => void }): JSX.Element {
  const [answer, setAnswer] = createSignal<Answer<MadeShare>>()
  const [isSending, setIsSending] = createSignal(false)
  const made = (): MadeShare | undefined => {
    const given = answer()
    return given?.kind === 'done' ? given.value : undefined
  }
  const give = async (by: 'push' | 'code'): Promise<void> => {
    if (isSending()) return
    setIsSending(true)
    const given = await postShare(props.shipment.id, by, freshKey(), language())
    setIsSending(false)
    setAnswer(given)
    if (given.kind === 'done' && by === 'push') props.again()
  }
  return (
    <section class="panel share on-screen" aria-labelledby="share-title">
      <h2 id="share-title">{texts().share.title}</h2>
      <p>{texts().share.lead}</p>
      <div class="acts">
        <button type="button" onClick={() => void give('push')}>
          {texts().share.push}
        </button>
        <button type="button" onClick={() => void give('code')}>
          {texts().share.byCode}
        </button>
      </div>
      <div aria-live="polite">
        <Show when={made()}>
          {(share) => (
            <Show when={share().code} fallback={<p>{texts().share.pushed(share().partyNumber)}</p>}>
              {(code) => <OneTimeCode code={code()} share={share()} />}
            </Show>
          )}
        </Show>
      </div>
      <ChangeFailure answer={answer()?.kind === 'done' ? undefined : answer()} />
      <Show when={(props.shipment.shares ?? []).length > 0}>
        <h3>{texts().share.given}</h3>
        <ul class="queue-list">
          <For each={props.shipment.shares}>{(share) => <Given share={share} />}</For>
        </ul>
      </Show>
    </section>
  )
}

function OneTimeCode(props: { readonly code: string; readonly share: MadeShare }): JSX.Element {
  const [said, setSaid] = createSignal('')
  const copy = (): void => {
    void navigator.clipboard.writeText(props.code).then(
      () => setSaid(texts().share.copied),
      () => setSaid(texts().share.copyByHand),
    )
  }
  return (
    <div class="one-time">
      <p>
        <output class="code-shown">{props.code}</output>
        <button type="button" class="minor" onClick={copy}>
          {texts().share.copy}
        </button>{' '}
        <span class="small" role="status">
          {said()}
        </span>
      </p>
      <p class="small">{texts().share.codeText(props.share.partyNumber, props.share.expiresAt === null ? '' : formatMoment(props.share.expiresAt))}</p>
    </div>
  )
}

function Given(props: { readonly share: GivenShare }): JSX.Element {
  const state = (): 'filed' | 'taken' | 'open' => (props.share.filedRevision > 0 ? 'filed' : props.share.takenBy === null ? 'open' : 'taken')
  const customs = (): string => props.share.administrations.map((each) => named(texts().filings.customs, each)).join(texts().and)
  return (
    <li>
      <span>
        {texts().share.ways[props.share.by]} · {customs()} · <code>{props.share.partyNumber}</code>
      </span>
      <span>{texts().share.states[state()]}</span>
      <span class="quiet small">{formatMoment(props.share.at)}</span>
    </li>
  )
}
