// Where the filings of both sides do not say the same, and what the other side corrected in what it was given.
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { go } from '../address.ts'
import type { Answer } from '../api/call.ts'
import { previewChange, type Agreement, type FieldChange, type FiledShipment, type SharedFrom } from '../api/shipments.ts'
import { keepLocalDraft } from '../device/local-drafts.ts'
import { amendDraftId } from '../draft/draft-id.ts'
import { IssueList } from '../filing/issue-list.tsx'
import { language, named, texts } from '../language.ts'
import { may, owner } from '../session/session.ts'
import { ChangeFailure } from './amend-page.tsx'
import { ChangeTable } from './change-tables.tsx'

export function Differences(props: { readonly shipment: FiledShipment }): JSX.Element {
  const differing = () => (props.shipment.agreements ?? []).filter((agreement) => agreement.differences.length > 0)
  const newer = (): SharedFrom | undefined => ((props.shipment.sharedFrom?.newerChanges ?? []).length > 0 ? (props.shipment.sharedFrom ?? undefined) : undefined)
  // What the tables below say is not said twice.
  const others = (): readonly RenderedIssue[] => (props.shipment.issues ?? []).filter((issue) => !/^R22\b/.test(issue.rule))
  return (
    <>
      <Show when={others().length > 0}>
        <IssueList issues={others()} />
      </Show>
      <For each={differing()}>
        {(agreement) => (
          <section class="panel differing" aria-labelledby="differences-title">
            <h2 id="differences-title">{texts().share.differences(agreement.otherName ?? agreement.other)}</h2>
            <p>{texts().share.differencesText}</p>
            <DifferenceTable differences={agreement.differences} />
          </section>
        )}
      </For>
      <For each={props.shipment.shares ?? []}>
        {(share) => (
          <TakeOver shipment={props.shipment} share={share.share} changes={share.openCorrections ?? share.corrections} title={texts().share.corrections} text={texts().share.correctionsText} />
        )}
      </For>
      <Show when={newer()}>
        {(from) => <TakeOver shipment={props.shipment} share={from().share} changes={from().newerChanges ?? []} title={texts().share.newer} text={texts().share.newerText} />}
      </Show>
    </>
  )
}

function DifferenceTable(props: { readonly differences: Agreement['differences'] }): JSX.Element {
  return (
    <table class="changes stacks">
      <thead>
        <tr>
          <th scope="col">{texts().share.fact}</th>
          <th scope="col">{texts().share.own}</th>
          <th scope="col">{texts().share.other}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.differences}>
          {(difference) => (
            <tr>
              <th scope="row">{named(texts().share.facts, difference.fact)}</th>
              <td data-name={texts().share.own}>{difference.own}</td>
              <td data-name={texts().share.other}>{difference.other}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

interface TakeOverProps {
  readonly shipment: FiledShipment
  readonly share: string
  readonly changes: readonly FieldChange[]
  readonly title: string
  readonly text: string
}

/** What the other side says otherwise, and the way to say so too: as an amendment on the desk, filed by whoever reads it. */
function TakeOver(props: TakeOverProps): JSX.Element {
  const [failure, setFailure] = createSignal<Answer<unknown>>()
  const titleId = (): string => `take-over-${props.share}`
  const takeOver = async (): Promise<void> => {
    const { id } = props.shipment
    const answer = await previewChange(id, { kind: 'amendments', takeOver: props.share }, language())
    if (answer.kind !== 'done' || answer.value.text === undefined) return void setFailure(answer)
    await keepLocalDraft({ id: amendDraftId(id), owner: owner(), text: answer.value.text, base: { version: 0, text: '' }, typedAtMs: Date.now() })
    go('amend', id)
  }
  return (
    <Show when={props.changes.length > 0}>
      <section class="panel stack" aria-labelledby={titleId()}>
        <h2 id={titleId()}>{props.title}</h2>
        <p>{props.text}</p>
        <ChangeTable changes={props.changes} caption={texts().change.changes} />
        <Show when={may('shipment.amend') && props.shipment.isCancelled !== true}>
          <p>
            <button type="button" onClick={() => void takeOver()}>
              {texts().share.takeOver}
            </button>
          </p>
        </Show>
        <ChangeFailure answer={failure()} />
      </section>
    </Show>
  )
}
