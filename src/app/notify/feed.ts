// The feed of an organisation: what happened to its shipments, read from its own chain of the journal in the order of
// commits. A cursor is the number of entries that were read; positions have no gap, so nothing is passed over and nothing
// moves while others append. The cursor API and every webhook read this one feed.
import { formatInstant, type Instant } from '../../base/instant.ts'
import type { Scope } from '../../domain/access/index.ts'
import type { Digest, Entry } from '../../journal/index.ts'
import type { ScopedJournal } from '../ports.ts'
import { chainOf, streamOf, type AgreementChecked, type CustomsAnswered, type Filed, type FilingsSent, type ShipmentAmended, type ShipmentCancelled, type ShipmentEventKind } from '../shipment/events.ts'

export const noticeKinds = ['filing.answered', 'filings.sent', 'shipment.filed', 'shipment.amended', 'shipment.cancelled', 'sides.compared'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Entries read so far, as decimal digits; for its holder an opaque text. */
export type Cursor = number

export interface FeedEvent {
  readonly kind: NoticeKind
  readonly position: number
  readonly organisation: string
  readonly shipment: string
  /** The trader's own reference of the shipment. */
  readonly reference: string
  readonly at: Instant
  readonly document: Digest | null
  readonly entry: Entry
}

export interface FeedQuery {
  readonly after: Cursor
  readonly limit: number
  readonly kinds: readonly NoticeKind[]
}

export interface FeedPage {
  readonly events: readonly FeedEvent[]
  /** To go on with, always there. */
  readonly next: Cursor
  /** There may be more right away. */
  readonly hasMore: boolean
}

export interface Feed {
  readonly page: (scope: Scope, organisation: string, query: FeedQuery) => Promise<FeedPage>
}

/** Entries that one page looks at, so that a long stretch without anything to tell holds nobody up. */
const maxScanned = 5_000
/** References that are remembered; a shipment never changes its own. */
const maxReferences = 10_000

const kindOf: Readonly<Partial<Record<ShipmentEventKind, NoticeKind>>> = {
  CustomsAnswered: 'filing.answered',
  FilingsSent: 'filings.sent',
  ShipmentFiled: 'shipment.filed',
  ShipmentAmended: 'shipment.amended',
  ShipmentCancelled: 'shipment.cancelled',
  AgreementChecked: 'sides.compared',
}

export function openFeed(scopedJournal: ScopedJournal): Feed {
  const references = new Map<string, string>()
  const referenceOf = async (scope: Scope, { chain, stream }: Entry): Promise<string> => {
    const key = `${chain}\n${stream}`
    const known = references.get(key)
    if (known !== undefined) return known
    for await (const [first] of scopedJournal.readStream(scope, chain, stream)) {
      if (first === undefined) break
      const { reference } = first.payload as unknown as Filed
      if (references.size >= maxReferences) references.clear()
      references.set(key, reference)
      return reference
    }
    return ''
  }
  return {
    page: async (scope, organisation, { after, limit, kinds }) => {
      const found: { readonly entry: Entry; readonly kind: NoticeKind }[] = []
      let next = after
      reading: for await (const batch of scopedJournal.readChain(scope, chainOf(organisation), after)) {
        for (const entry of batch) {
          if (found.length >= limit || entry.position - after >= maxScanned) break reading
          next = entry.position + 1
          const kind = kindOf[entry.kind as ShipmentEventKind]
          if (kind !== undefined && kinds.includes(kind)) found.push({ entry, kind })
        }
      }
      const events: FeedEvent[] = []
      for (const { entry, kind } of found) events.push(eventOf(entry, kind, await referenceOf(scope, entry)))
      return { events, next, hasMore: found.length >= limit || next - after >= maxScanned }
    },
  }
}

/** Undefined when the text was not given as a cursor. */
export function parseCursor(text: string): Cursor | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined
}

function eventOf(entry: Entry, kind: NoticeKind, reference: string): FeedEvent {
  const shipment = entry.stream.slice(streamOf('').length)
  return { kind, position: entry.position, organisation: entry.organisation, shipment, reference, at: entry.writtenAt, document: entry.document ?? null, entry }
}

/** An answer as programs read it, without sentences of a language. */
export interface AnswerView {
  readonly cursor: string
  readonly at: string
  readonly shipment: string
  readonly reference: string
  readonly customs: string
  readonly filing: string
  readonly stage: string
  readonly code: string
  readonly note: string
  /** When customs says it was; null where it does not say. */
  readonly noticedAt: string | null
  readonly numbers: CustomsAnswered['reference']
  readonly isSimulated: boolean
  readonly digest: string
  readonly fileName: string
}

export function viewAnswer(event: FeedEvent): AnswerView {
  const { customs, filing, stage, code, note, noticedAt, reference, isSimulated, digest, fileName } = event.entry.payload as unknown as CustomsAnswered
  return { ...placeOf(event), customs, filing, stage, code, note, noticedAt: noticedAt === null ? null : timeOf(noticedAt), numbers: reference, isSimulated, digest, fileName }
}

/** What a webhook tells of an event: enough to act on; the rest can be fetched. */
export function viewEvent(event: FeedEvent): Readonly<Record<string, unknown>> {
  const { payload } = event.entry
  switch (event.kind) {
    case 'filing.answered':
      return { ...viewAnswer(event) }
    case 'filings.sent': {
      const { customs, revision, files, channel } = payload as unknown as FilingsSent
      return { ...placeOf(event), customs, revision, files, channel }
    }
    case 'shipment.filed':
    case 'shipment.amended': {
      const { revision = 1, isSample } = payload as unknown as Partial<ShipmentAmended>
      return { ...placeOf(event), revision, isSample: isSample === true }
    }
    case 'shipment.cancelled':
      return { ...placeOf(event), reason: (payload as unknown as ShipmentCancelled).reason }
    case 'sides.compared': {
      const { revision, otherRevision, differences } = payload as unknown as AgreementChecked
      return { ...placeOf(event), revision, otherRevision, differences: differences.map(({ fact }) => fact) }
    }
  }
}

function placeOf({ position, at, shipment, reference }: FeedEvent): Pick<AnswerView, 'cursor' | 'at' | 'shipment' | 'reference'> {
  return { cursor: String(position + 1), at: timeOf(at), shipment, reference }
}

function timeOf(at: Instant): string {
  return formatInstant('Asia/Hong_Kong', at)
}
