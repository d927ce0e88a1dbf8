// Changes that wait for a second person: what, why, by whom, what they do, and the decision. Nobody decides on their own.
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { decideProposal, type FiledShipment, type OpenProposal } from '../api/shipments.ts'
import { formatMoment, language, texts } from '../language.ts'
import { may } from '../session/session.ts'
import { ChangeFailure, ReasonField } from './amend-page.tsx'
import { ChangeTable, EffectList } from './change-tables.tsx'

export function Proposals(props: { readonly shipment: FiledShipment; readonly again: () => void }): JSX.Element {
  return <For each={props.shipment.proposals ?? []}>{(proposal) => <Proposal proposal={proposal} shipment={props.shipment.id} again={props.again} />}</For>
}

function Proposal(props: { readonly proposal: OpenProposal; readonly shipment: string; readonly again: () => void }): JSX.Element {
  const [reason, setReason] = createSignal('')
  const [answer, setAnswer] = createSignal<Answer<unknown>>()
  const titleId = (): string => `proposal-${props.proposal.proposal}`
  const decide = async (decision: 'approve' | 'refuse'): Promise<void> => {
    if (decision === 'refuse' && reason().trim() === '') return
    const given = await decideProposal(props.shipment, props.proposal.proposal, decision, reason().trim(), language())
    setAnswer(given)
    if (given.kind === 'done') props.again()
  }
  return (
    <section class="panel proposal" aria-labelledby={titleId()}>
      <h2 id={titleId()}>{texts().change.proposalTitle[props.proposal.change]}</h2>
      <p>
        {texts().change.proposedBy(props.proposal.byName ?? props.proposal.by, formatMoment(props.proposal.at))} {texts().change.because(props.proposal.reason)}
      </p>
      <Show when={props.proposal.changes.length > 0}>
        <ChangeTable changes={props.proposal.changes} caption={texts().change.changes} />
      </Show>
      <EffectList effects={props.proposal.effects} />
      <Show when={props.proposal.isOutdated}>
        <p class="quiet">{texts().change.outdated}</p>
      </Show>
      <Show when={props.proposal.isMine !== true && may('change.decide')} fallback={<p class="quiet">{texts().change.waitsForOther}</p>}>
        <ReasonField value={reason()} onInput={setReason} name={titleId()} />
        <div class="acts">
          <button type="button" class="main" onClick={() => void decide('approve')}>
            {texts().change.approve}
          </button>
          <button type="button" aria-disabled={reason().trim() === ''} onClick={() => void decide('refuse')}>
            {texts().change.refuse}
          </button>
          <span class="quiet small">{texts().change.refuseHelp}</span>
        </div>
      </Show>
      <ChangeFailure answer={answer()?.kind === 'done' ? undefined : answer()} />
    </section>
  )
}
