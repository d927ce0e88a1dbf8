// A filed shipment: where each filing stands and what to do next, what happened to it, what may be done with it, and what
// was filed.
import { createResource, Show, type JSX } from 'solid-js'
import { go, pageAddress } from '../address.ts'
import { getShipment, receiptAddress, type FiledShipment } from '../api/shipments.ts'
import { draftFromShipment } from '../drafts/draft-shelf.ts'
import { FiledFiles, PrintLinks, RecordFacts } from '../filing/filed-files.tsx'
import { formatMoment, language, texts } from '../language.ts'
import { Answered, Notice, SampleBadge } from '../parts/notices.tsx'
import { may } from '../session/session.ts'
import { CancelPanel } from './cancel-panel.tsx'
import { Differences } from './differences.tsx'
import { FilingStages } from './filing-stages.tsx'
import { Proposals } from './proposals.tsx'
import { SharePanel } from './share-panel.tsx'
import { ShipmentValues } from './shipment-values.tsx'
import { Timeline } from './timeline.tsx'

export function ShipmentPage(props: { readonly id: string }): JSX.Element {
  const [shipment, again] = createResource(language, (tongue) => getShipment(props.id, tongue))
  return (
    <div class="page desk">
      <Answered answer={shipment.latest} again={() => void again.refetch()} heading={texts().pages.shipments}>
        {(value) => <Shipment shipment={value()} again={() => void again.refetch()} />}
      </Answered>
    </div>
  )
}

interface ShipmentProps {
  readonly shipment: FiledShipment
  readonly again: () => void
}

function Shipment(props: ShipmentProps): JSX.Element {
  return (
    <>
      <div class="desk-title">
        <h1 tabindex="-1">{props.shipment.reference}</h1>
        <Show when={props.shipment.isSample}>
          <SampleBadge />
        </Show>
        <Show when={props.shipment.isCancelled}>
          <span class="stage" data-course="stopped">
            {texts().change.cancelled}
          </span>
        </Show>
      </div>
      <Acts {...props} />
      <Show when={props.shipment.sharedFrom}>
        {(from) => (
          <Notice kind="plain">
            <p>{texts().share.madeFrom(from().name ?? from().organisation, from().revision)}</p>
          </Notice>
        )}
      </Show>
      <Proposals shipment={props.shipment} again={props.again} />
      <Differences shipment={props.shipment} />
      <div class="columns record">
        <div class="column">
          <FilingStages filings={props.shipment.filings ?? []} />
          <Timeline shipment={props.shipment} />
        </div>
        <div class="column">
          <Record shipment={props.shipment} />
          <Show when={may('share.create')}>
            <SharePanel shipment={props.shipment} again={props.again} />
          </Show>
          <Show when={may('shipment.cancel') && props.shipment.isCancelled !== true}>
            <CancelPanel shipment={props.shipment} again={props.again} />
          </Show>
        </div>
      </div>
      <Show when={props.shipment.preview}>{(preview) => <ShipmentValues text={props.shipment.text} preview={preview()} />}</Show>
    </>
  )
}

function Acts(props: ShipmentProps): JSX.Element {
  const copy = async (): Promise<void> => {
    const id = await draftFromShipment(props.shipment.id)
    if (id !== undefined) go('desk', id)
  }
  const isOpen = (): boolean => props.shipment.isCancelled !== true
  return (
    <div class="acts on-screen">
      <Show when={may('shipment.amend') && isOpen()}>
        <a class="button" href={pageAddress('amend', props.shipment.id)}>
          {texts().change.amend}
        </a>
      </Show>
      <Show when={may('draft.keep')}>
        <button type="button" onClick={() => void copy()}>
          {texts().drafts.copyShipment}
        </button>
      </Show>
      <a class="button" href={receiptAddress(props.shipment.id)} download={`receipt-${props.shipment.id}.json`}>
        {texts().shipment.receipt}
      </a>
    </div>
  )
}

function Record(props: { readonly shipment: FiledShipment }): JSX.Element {
  return (
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">{texts().shipment.record}</h2>
      <dl class="facts">
        <div>
          <dt>{texts().shipment.at}</dt>
          <dd>{formatMoment(props.shipment.filedAt)}</dd>
        </div>
        <div>
          <dt>{texts().shipment.by}</dt>
          <dd>{props.shipment.byName ?? props.shipment.by}</dd>
        </div>
        <Show when={(props.shipment.revision ?? 1) > 1}>
          <div>
            <dt>{texts().shipment.revision}</dt>
            <dd>{props.shipment.revision}</dd>
          </div>
        </Show>
      </dl>
      <RecordFacts receipt={props.shipment} />
      <p class="quiet small">{texts().shipment.receiptNote}</p>
      <FiledFiles id={props.shipment.id} files={props.shipment.files} />
      <Show when={props.shipment.preview}>{(preview) => <PrintLinks id={props.shipment.id} filings={preview().filings} />}</Show>
    </section>
  )
}
