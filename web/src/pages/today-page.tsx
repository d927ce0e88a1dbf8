// The queue of the day: what waits for whoever is signed in, the most urgent first, and which ways to customs are closed.
import { createMemo, createResource, For, Show, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { getChannels, getUnfiled, type ChannelState, type IncomingRow } from '../api/round.ts'
import { getShipments, type FilingStage, type ShipmentRow } from '../api/shipments.ts'
import { draftAddress } from '../drafts/drafts-page.tsx'
import { readShelf, type ShelfRow } from '../drafts/draft-shelf.ts'
import { StageMark } from '../filing/stage-mark.tsx'
import { formatMoment, language, named, texts } from '../language.ts'
import { isAway } from '../offline/connection.ts'
import { forget, isFiledLater, ownActs, type FilingAct } from '../offline/outbox.ts'
import { Answered, Notice, SampleBadge } from '../parts/notices.tsx'
import { may, owner, principal } from '../session/session.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'
import { queueGroups, queueOf, type QueueEntry, type QueueGroup } from './today-queue.ts'

const shownDrafts = 8
/** Of how many shipments, the newest first, the queue is made. */
const mostShipments = 500

export function TodayPage(): JSX.Element {
  return (
    <div class="page today">
      <h1 tabindex="-1">{texts().today.title}</h1>
      <Show when={principal() !== null} fallback={<SignInChoices title={texts().session.toSee} />}>
        <Today />
      </Show>
    </div>
  )
}

function Today(): JSX.Element {
  const asked = () => [language(), owner(), isAway()] as const
  const [shipments, again] = createResource(asked, ([tongue]) => getShipments(tongue, mostShipments))
  const [channels] = createResource(asked, ([tongue]) => (may('channel.read') ? getChannels(tongue) : undefined))
  const [incoming] = createResource(asked, ([tongue]) => (may('share.receive') ? getUnfiled(tongue) : undefined))
  const [drafts] = createResource(asked, () => readShelf('drafts'))
  const closed = (): readonly ChannelState[] => (channels.latest?.kind === 'done' ? channels.latest.value.channels.filter((channel) => !channel.isOpen) : [])
  const toConfirm = (): readonly IncomingRow[] => (incoming.latest?.kind === 'done' ? incoming.latest.value.shares : [])
  const openDrafts = (): readonly ShelfRow[] => (drafts.latest?.rows ?? []).filter((row) => !row.isRemoved)
  return (
    <>
      <ClosedChannels channels={closed()} />
      <Outbox acts={ownActs().filter((act) => act.outcome.kind !== 'filed')} id="today-outbox" />
      <Answered answer={shipments.latest} again={() => void again.refetch()}>
        {(value) => <Queue shipments={value().shipments} toConfirm={toConfirm()} />}
      </Answered>
      <Outbox acts={ownActs().filter(isFiledLater)} id="today-filed" />
      <Show when={openDrafts().length > 0}>
        <section class="queue" aria-labelledby="today-drafts">
          <h2 id="today-drafts">
            {texts().today.drafts} <span class="count-of">{openDrafts().length}</span>
          </h2>
          <ul class="queue-list">
            <For each={openDrafts().slice(0, shownDrafts)}>
              {(row) => (
                <li>
                  <a href={draftAddress(row.id)}>{row.title || texts().drafts.untitled}</a>
                  <span class="quiet small">{formatMoment(row.changedAtMs)}</span>
                </li>
              )}
            </For>
          </ul>
          <p>
            <a href={pageAddress('drafts')}>{texts().today.allDrafts}</a>
          </p>
        </section>
      </Show>
    </>
  )
}

function ClosedChannels(props: { readonly channels: readonly ChannelState[] }): JSX.Element {
  return (
    <For each={props.channels}>
      {(channel) => (
        <Notice kind="look" role="status">
          <div>
            <p>
              <strong>{texts().today.closed(named(texts().filings.customs, channel.customs))}</strong>{' '}
              <Show when={channel.isSimulated}>
                <span class="badge">{texts().simulated}</span>
              </Show>
            </p>
            <p>{texts().today.closedText(channel.waiting, channel.since ? formatMoment(channel.since) : '')}</p>
            <Show when={channel.reasonText ?? channel.reason}>{(reason) => <p class="small">{reason()}</p>}</Show>
          </div>
        </Notice>
      )}
    </For>
  )
}

/** Acts of this browser: those that wait to be sent, and what came of the others until it was seen. */
function Outbox(props: { readonly acts: readonly FilingAct[]; readonly id: string }): JSX.Element {
  return (
    <Show when={props.acts.length > 0}>
      <section class="queue" aria-labelledby={props.id}>
        <h2 id={props.id}>{texts().outbox.title}</h2>
        <ul class="queue-list">
          <For each={props.acts}>{(act) => <OutboxAct act={act} />}</For>
        </ul>
      </section>
    </Show>
  )
}

function OutboxAct(props: { readonly act: FilingAct }): JSX.Element {
  const outcome = (): FilingAct['outcome'] => props.act.outcome
  const receiptId = (): string | undefined => {
    const now = outcome()
    return now.kind === 'filed' ? now.receipt.id : undefined
  }
  return (
    <li data-outcome={outcome().kind}>
      <span>
        <Show when={receiptId()} fallback={<strong>{props.act.reference || texts().drafts.untitled}</strong>}>
          {(id) => <a href={pageAddress('shipment', id())}>{props.act.reference}</a>}
        </Show>{' '}
        {texts().outbox.outcomes[outcome().kind]}
      </span>
      <span class="quiet small">{formatMoment(props.act.queuedAtMs)}</span>
      <button type="button" class="minor" aria-label={`${forgetWord(props.act)}${texts().colon}${props.act.reference}`} onClick={() => void forget(props.act.key)}>
        {forgetWord(props.act)}
      </button>
    </li>
  )
}

function forgetWord({ outcome }: FilingAct): string {
  return outcome.kind === 'waiting' ? texts().outbox.takeBack : texts().outbox.seen
}

function Queue(props: { readonly shipments: readonly ShipmentRow[]; readonly toConfirm: readonly IncomingRow[] }): JSX.Element {
  const queue = createMemo(() => queueOf(props.shipments))
  const entries = (group: QueueGroup): readonly QueueEntry[] => queue().get(group) ?? []
  const proposals = (): readonly ShipmentRow[] => props.shipments.filter((row) => numberOf(row.openProposals) > 0)
  const isIdle = (): boolean => proposals().length + props.toConfirm.length === 0 && queueGroups.every((group) => entries(group).length === 0)
  return (
    <>
      <QueueSection group="returned" entries={entries('returned')} isAlarm />
      <Show when={proposals().length > 0}>
        <section class="queue" aria-labelledby="today-proposals">
          <h2 id="today-proposals">
            {texts().today.proposals} <span class="count-of">{proposals().length}</span>
          </h2>
          <p class="quiet">{texts().today.proposalsNext}</p>
          <ul class="queue-list">
            <For each={proposals()}>{(row) => <li><ShipmentLink shipment={row} /></li>}</For>
          </ul>
        </section>
      </Show>
      <QueueSection group="differences" entries={entries('differences')} />
      <Show when={props.toConfirm.length > 0}>
        <section class="queue" aria-labelledby="today-incoming">
          <h2 id="today-incoming">
            {texts().today.incoming} <span class="count-of">{props.toConfirm.length}</span>
          </h2>
          <p class="quiet">{texts().today.incomingNext}</p>
          <ul class="queue-list">
            <For each={props.toConfirm}>
              {(row) => (
                <li>
                  <span>
                    <a href={pageAddress('receive', row.share)}>{row.reference}</a> <Show when={row.isSample}><SampleBadge /></Show> {row.sender.name}
                  </span>
                  <span class="quiet small">{formatMoment(row.at)}</span>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <QueueSection group="attention" entries={entries('attention')} />
      <QueueSection group="waiting" entries={entries('waiting')} />
      <QueueSection group="underway" entries={entries('underway')} />
      <Show when={isIdle()}>
        <div class="empty">
          <p>{texts().today.nothing}</p>
          <a class="button main" href={pageAddress('desk')}>
            {texts().start.ownOpen}
          </a>
        </div>
      </Show>
    </>
  )
}

function QueueSection(props: { readonly group: QueueGroup; readonly entries: readonly QueueEntry[]; readonly isAlarm?: boolean }): JSX.Element {
  return (
    <Show when={props.entries.length > 0}>
      <section class="queue" classList={{ alarm: props.isAlarm === true }} aria-labelledby={`today-${props.group}`}>
        <h2 id={`today-${props.group}`}>
          {texts().today.groups[props.group]} <span class="count-of">{props.entries.length}</span>
        </h2>
        <p class="quiet">{texts().today.next[props.group]}</p>
        <ul class="queue-list">
          <For each={props.entries}>
            {(entry) => (
              <li class="queue-entry">
                <ShipmentLink shipment={entry.shipment} />
                <ul class="queue-filings">
                  <For each={entry.filings}>{(filing) => <QueueFiling filing={filing} />}</For>
                </ul>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

function QueueFiling(props: { readonly filing: FilingStage }): JSX.Element {
  return (
    <li class="queue-filing">
      {props.filing.filingName ?? named(texts().filingNames, props.filing.filing)}
      {texts().colon}
      <StageMark stage={props.filing.stage} {...(props.filing.stageName === undefined ? {} : { name: props.filing.stageName })} />
      <span class="quiet small">{formatMoment(props.filing.changedAt)}</span>
      <Show when={props.filing.nextStep}>{(next) => <span class="small block">{next()}</span>}</Show>
    </li>
  )
}

function ShipmentLink(props: { readonly shipment: ShipmentRow }): JSX.Element {
  return (
    <span>
      <a href={pageAddress('shipment', props.shipment.id)}>{props.shipment.reference}</a>{' '}
      <Show when={props.shipment.isSample}>
        <SampleBadge />
      </Show>
    </span>
  )
}

/** A number in a list; the proposals themselves elsewhere. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Array.isArray(value) ? value.length : 0
}
