// How far a webhook was told, and how each telling went. Both lie in the workspace, so that a restart goes on where it was.
// Of the deliveries the newest are kept in a ring of slots; older ones can be delivered again, only their outcome is
// forgotten.
import { formatInstant, type Instant } from '../../base/instant.ts'
import { InvariantBroken } from '../../base/invariant.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { Workspace } from '../ports.ts'
import { viewEvent, type Cursor, type FeedEvent, type NoticeKind } from './feed.ts'

export interface Progress {
  /** Everything before it was delivered or given up. */
  readonly cursor: Cursor
  /** Positions that are to be delivered again, before what is new. */
  readonly again: readonly number[]
}

export interface Delivery {
  readonly position: number
  readonly kind: NoticeKind
  readonly shipment: string
  readonly status: 'delivered' | 'trying' | 'failed'
  readonly tries: number
  readonly lastTryAt: Instant
  /** While it is tried. */
  readonly nextTryAt: Instant | null
  /** HTTP status of the receiver, or why there is none: `timeout`, `address-refused`, … */
  readonly answer: string
}

/** What is posted. */
export interface Notice {
  /** The same at every try and every redelivery. */
  readonly id: string
  readonly body: string
}

export const maxTries = 5
export const keptDeliveries = 1_000
const maxAgain = 100
const maxAttempts = 20
const firstPauseMs = 1_000

/** After `tries` failed tries: 1, 4, 16, 64 s, of that a share from a half to the whole; `share` is from 0 to 1. */
export function pauseAfter(tries: number, share: number): number {
  return firstPauseMs * 4 ** (tries - 1) * (0.5 + share / 2)
}

export function noticeOf(webhook: string, event: FeedEvent): Notice {
  const timestamp = formatInstant('Asia/Hong_Kong', event.at)
  return { id: noticeId(webhook, event.position), body: JSON.stringify({ type: event.kind, timestamp, data: viewEvent(event) }) }
}

export function noticeId(webhook: string, position: number): string {
  return `${webhook}-${position}`
}

/** Position of a delivery of this webhook; undefined when the id is of none. */
export function positionOf(webhook: string, id: string): number | undefined {
  const digits = id.startsWith(`${webhook}-`) ? id.slice(webhook.length + 1) : ''
  return /^(0|[1-9]\d{0,14})$/.test(digits) ? Number(digits) : undefined
}

export interface Owner {
  readonly organisation: OrganisationId
  readonly id: string
  readonly from: Cursor
}

export async function progressOf(workspace: Workspace, { organisation, id, from }: Owner): Promise<Progress> {
  const item = await workspace.find(organisation, 'delivery', id)
  return item === undefined ? { cursor: from, again: [] } : (JSON.parse(item.content) as Progress)
}

/** Changes what is kept now, whoever else changes it; answers with what it is then. */
export async function changeProgress(workspace: Workspace, owner: Owner, at: Instant, change: (progress: Progress) => Progress): Promise<Progress> {
  const { organisation, id } = owner
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const item = await workspace.find(organisation, 'delivery', id)
    const before = item === undefined ? { cursor: owner.from, again: [] } : (JSON.parse(item.content) as Progress)
    const after = change(before)
    if (item !== undefined && after === before) return before
    const content = JSON.stringify({ cursor: after.cursor, again: after.again.slice(-maxAgain) })
    const kept = await workspace.keep({ organisation, kind: 'delivery', id, content, changedAt: at, changedBy: 'webhooks', isRemoved: false }, item?.version ?? 0)
    if (kept.kind === 'kept') return after
  }
  throw new InvariantBroken(`progress of ${id} is not changed by others without end`)
}

export async function deliveryAt(workspace: Workspace, { organisation, id }: Owner, position: number): Promise<Delivery | undefined> {
  const item = await workspace.find(organisation, 'delivery', slotOf(id, position))
  const delivery = item === undefined ? undefined : (JSON.parse(item.content) as Delivery)
  return delivery?.position === position ? delivery : undefined
}

export async function keepDelivery(workspace: Workspace, { organisation, id }: Owner, delivery: Delivery): Promise<void> {
  const slot = slotOf(id, delivery.position)
  const known = await workspace.find(organisation, 'delivery', slot)
  const item = { organisation, kind: 'delivery' as const, id: slot, content: JSON.stringify(delivery), changedAt: delivery.lastTryAt, changedBy: 'webhooks', isRemoved: false }
  // Another process that told the same at the same time has said as much.
  await workspace.keep(item, known?.version ?? 0)
}

/** Newest first. */
export async function deliveriesOf(workspace: Workspace, { organisation, id }: Owner, limit: number): Promise<readonly Delivery[]> {
  const items = await workspace.list(organisation, 'delivery', { after: `${id}.`, limit: keptDeliveries })
  const own = items.filter((item) => item.id.startsWith(`${id}.`)).map((item) => JSON.parse(item.content) as Delivery)
  return own.toSorted((a, b) => b.position - a.position).slice(0, limit)
}

function slotOf(webhook: string, position: number): string {
  return `${webhook}.${String(position % keptDeliveries).padStart(3, '0')}`
}
