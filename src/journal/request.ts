// What an append asks for and what it answers. Everything in one request is kept in one transaction, or nothing is.
import { invariant } from '../base/invariant.ts'
import { issue } from '../base/issue.ts'
import { refused, type Result } from '../base/result.ts'
import type { Instant } from '../base/instant.ts'
import type { Json } from './canonical-json.ts'
import type { AssignedNumber, Entry, JournalEvent, NumberSeries } from './entry.ts'
import type { Digest } from './digest.ts'

/** The bytes as they were received, before anything parsed them. */
export interface ReceivedDocument {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface AppendedDocument extends ReceivedDocument {
  /** The same bytes deflated (RFC 1951), where somebody has done it already: a store may keep these. */
  readonly deflated?: Uint8Array
}

/** A message to be carried on after the commit, in commit order. */
export interface OutboxMessage {
  readonly topic: string
  readonly payload: Json
}

export interface AppendRequest {
  /** One per customs and year. It must follow from the input, never from the clock, or a retry could land in another. */
  readonly chain: string
  readonly stream: string
  /** Events that the writer has seen in the stream; 0 for a new stream. Left out: append whatever came between. */
  readonly expectedVersion?: number
  /** The organisation whose data this is; keys and documents are its own. */
  readonly organisation: string
  readonly actor: string
  readonly idempotencyKey: string
  /** Hash of the input that the key stands for; with the same key it must be the same. */
  readonly inputHash: Digest
  /** At least one. */
  readonly events: readonly JournalEvent[]
  readonly document?: AppendedDocument
  /** The writer's clock. */
  readonly writtenAt: Instant
  readonly ruleSet: string
  /** Takes the next number of the series. */
  readonly numberSeries?: NumberSeries
  readonly outbox?: readonly OutboxMessage[]
}

export interface Appended {
  /** True when the key had been used before with the same input: this is the first answer again. */
  readonly isReplay: boolean
  readonly entries: readonly Entry[]
  readonly number?: AssignedNumber
}

export type AppendResult = Result<Appended>

/** Events in one append; a document of a thousand lines is one event, not a thousand. */
export const maxEventsPerAppend = 1_000
const chainPattern = /^[A-Za-z0-9._-]{1,100}$/
const unkeepable = /[\0\p{Surrogate}]/u
export const journalSource = 'Lingding journal invariants, DESIGN section 2'

/** What a request must be before it is queued; a caller that breaks it has not parsed its input. */
export function assertAppendable(request: AppendRequest): void {
  const count = request.events.length
  invariant(count > 0 && count <= maxEventsPerAppend, `an append has 1 to ${maxEventsPerAppend} events`)
  invariant(chainPattern.test(request.chain), 'the name of a chain is letters, digits, dot, line and low line')
  const { stream, organisation, actor, idempotencyKey, ruleSet, numberSeries, document } = request
  const names = [stream, organisation, actor, idempotencyKey, ruleSet, numberSeries?.office, document?.mediaType]
    .concat(request.events.map((event) => event.kind), request.outbox?.map((message) => message.topic) ?? [])
  for (const name of names) invariant(name === undefined || (name !== '' && !unkeepable.test(name)), 'a name is text without NUL and half characters')
}

/** The answer when as much waits as may wait. */
export function busy(waiting: number): AppendResult {
  const fix = { kind: 'act', code: 'journal_busy.fix' } as const
  return refused([issue({ rule: 'J3', code: 'journal_busy', params: { waiting }, source: journalSource, fix })])
}
