// What happened to a shipment, as sentences, the newest first: who did what, what customs answered, what to do next. What a
// simulator made says so.
import { createResource, For, onCleanup, Show, type JSX } from 'solid-js'
import { getTimeline, type FiledShipment, type TimelineEvent } from '../api/shipments.ts'
import { ProvenanceMark } from '../filing/provenance-mark.tsx'
import { StageMark } from '../filing/stage-mark.tsx'
import { formatMoment, language, named, texts } from '../language.ts'
import { whenBack } from '../offline/connection.ts'
import { Answered } from '../parts/notices.tsx'

export function Timeline(props: { readonly shipment: FiledShipment }): JSX.Element {
  const [timeline, again] = createResource(
    () => [language(), props.shipment] as const,
    ([tongue, shipment]) => getTimeline(shipment.id, tongue),
  )
  onCleanup(whenBack(() => void again.refetch()))
  return (
    <section class="panel" aria-labelledby="timeline-title">
      <div class="shelf-head">
        <h2 id="timeline-title">{texts().shipment.timeline}</h2>
        <button type="button" class="minor on-screen" onClick={() => void again.refetch()}>
          {texts().shipment.refresh}
        </button>
      </div>
      <Answered answer={timeline.latest} again={() => void again.refetch()}>
        {(value) => (
          <ol class="timeline">
            <For each={value().events.toReversed()}>{(event) => <TimelineItem event={event} />}</For>
          </ol>
        )}
      </Answered>
    </section>
  )
}

function TimelineItem(props: { readonly event: TimelineEvent }): JSX.Element {
  return (
    <li>
      <p class="quiet small">
        <time dateTime={props.event.at}>{formatMoment(props.event.at)}</time>
        {' · '}
        {props.event.byName ?? props.event.by}
      </p>
      <p>
        <strong>{props.event.title}</strong>{' '}
        <Show when={props.event.isSimulated}>
          <ProvenanceMark kind="simulated" />
        </Show>
      </p>
      <Show when={props.event.stage}>
        {(stage) => (
          <p class="stage-head">
            <Show when={props.event.filing}>{(filing) => <span>{named(texts().filingNames, filing())}</span>}</Show>
            <StageMark stage={stage()} {...(props.event.stageName === undefined ? {} : { name: props.event.stageName })} />
            <Show when={props.event.code}>
              {(code) => (
                <span class="small">
                  <code>{code()}</code> <Show when={props.event.codeName !== props.event.stageName}>{props.event.codeName}</Show>
                </span>
              )}
            </Show>
          </p>
        )}
      </Show>
      <Show when={props.event.detail}>{(detail) => <p>{detail()}</p>}</Show>
      <Show when={props.event.note}>
        {(note) => (
          <p>
            {texts().shipment.note}
            {texts().colon}
            <q>{note()}</q>
          </p>
        )}
      </Show>
      <Show when={props.event.nextStep}>
        {(next) => (
          <p>
            <strong>
              {texts().shipment.next}
              {texts().colon}
            </strong>
            {next()}
          </p>
        )}
      </Show>
    </li>
  )
}
