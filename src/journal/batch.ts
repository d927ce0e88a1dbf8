// The decision of an append, pure: what one appender does with whatever waits. Given the head of the chain and what the
// store knows of the keys, streams and series that the requests name, it answers for each request and says which rows
// to write. A request that is refused leaves no trace, so it takes no position, no version and no number.
import { issue, type Issue } from '../base/issue.ts'
import { canonicalJson } from './canonical-json.ts'
import { digestOf, type Digest, type Sha256 } from './digest.ts'
import { leafHashOf, type AssignedNumber, type EntryRecord, type NumberSeries, type UnhashedRecord } from './entry.ts'
import { appendLeaf, emptyRange, type CompactRange, type Subtree } from './merkle.ts'
import { journalSource as source, type AppendedDocument, type AppendRequest, type OutboxMessage } from './request.ts'

export interface ChainHead {
  readonly range: CompactRange
  readonly outboxSize: number
}

/** What an idempotency key stands for, kept as long as the entries. */
export interface KeyRecord {
  readonly organisation: string
  readonly key: string
  readonly inputHash: Digest
  readonly firstPosition: number
  readonly entryCount: number
}

/** What the store knows, for the names that occur in the batch; a name that is missing is new. */
export interface BatchState {
  readonly head: ChainHead
  readonly keys: ReadonlyMap<string, KeyRecord>
  readonly versions: ReadonlyMap<string, number>
  readonly numbers: ReadonlyMap<string, number>
}

export interface DocumentRecord extends AppendedDocument {
  readonly organisation: string
  readonly sha256: Digest
}

export interface OutboxRecord extends OutboxMessage {
  /** Counts from 0 in the chain, without gap, in commit order. */
  readonly sequence: number
  /** Position of the first entry of the append that sent it. */
  readonly position: number
}

export interface SubtreeRecord extends Subtree {
  readonly hash: Uint8Array
}

export type Outcome =
  | { readonly kind: 'appended'; readonly records: readonly EntryRecord[] }
  | { readonly kind: 'replay'; readonly of: KeyRecord }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

export interface BatchDecision {
  /** One per request, in the same order. */
  readonly outcomes: readonly Outcome[]
  readonly head: ChainHead
  readonly records: readonly EntryRecord[]
  readonly keys: readonly KeyRecord[]
  readonly numbers: readonly AssignedNumber[]
  readonly documents: readonly DocumentRecord[]
  readonly outbox: readonly OutboxRecord[]
  /** Roots of subtrees that this batch completed, at every level whose subtrees are stored. */
  readonly subtrees: readonly SubtreeRecord[]
}

export const emptyHead: ChainHead = Object.freeze({ range: emptyRange, outboxSize: 0 })

/** Roots of 2^8, 2^16, 2^24 … leaves are stored, so that a proof never reads more than 255 hashes of a level. */
export const storedLevelStep = 8

export function keyName(organisation: string, key: string): string {
  return JSON.stringify([organisation, key])
}

export function seriesName(series: NumberSeries): string {
  return JSON.stringify([series.office, series.year])
}

/** What follows from a request alone, so that it can be worked out while the store is busy with others. */
export interface PreparedAppend {
  readonly request: AppendRequest
  readonly documentHash: Digest | undefined
  readonly payloadTexts: readonly string[]
}

export function prepareAppend(request: AppendRequest, sha256: Sha256): PreparedAppend {
  return {
    request,
    documentHash: request.document === undefined ? undefined : digestOf(sha256(request.document.bytes)),
    payloadTexts: request.events.map((event) => canonicalJson(event.payload)),
  }
}

/** Answers appends of one chain in their order. */
export function decideBatch(state: BatchState, appends: readonly PreparedAppend[], sha256: Sha256): BatchDecision {
  const batch = new Batch(state, sha256)
  const outcomes = appends.map((each) => batch.take(each))
  return { outcomes, ...batch.written() }
}

class Batch {
  readonly #sha256: Sha256
  readonly #keys: Map<string, KeyRecord>
  readonly #versions: Map<string, number>
  readonly #numbers: Map<string, number>
  #range: CompactRange
  #outboxSize: number
  readonly #newKeys: KeyRecord[] = []
  readonly #newNumbers = new Map<string, AssignedNumber>()
  readonly #records: EntryRecord[] = []
  readonly #documents = new Map<string, DocumentRecord>()
  readonly #outbox: OutboxRecord[] = []
  readonly #subtrees: SubtreeRecord[] = []

  constructor(state: BatchState, sha256: Sha256) {
    this.#sha256 = sha256
    this.#keys = new Map(state.keys)
    this.#versions = new Map(state.versions)
    this.#numbers = new Map(state.numbers)
    this.#range = state.head.range
    this.#outboxSize = state.head.outboxSize
  }

  written(): Omit<BatchDecision, 'outcomes'> {
    return {
      head: { range: this.#range, outboxSize: this.#outboxSize },
      records: this.#records,
      keys: this.#newKeys,
      numbers: [...this.#newNumbers.values()],
      documents: [...this.#documents.values()],
      outbox: this.#outbox,
      subtrees: this.#subtrees,
    }
  }

  take(prepared: PreparedAppend): Outcome {
    const { request } = prepared
    const known = this.#keys.get(keyName(request.organisation, request.idempotencyKey))
    if (known !== undefined) {
      return known.inputHash === request.inputHash ? { kind: 'replay', of: known } : { kind: 'refused', issues: [keyReused(request)] }
    }
    const version = this.#versions.get(request.stream) ?? 0
    if (request.expectedVersion !== undefined && request.expectedVersion !== version) {
      return { kind: 'refused', issues: [streamConflict(request, version)] }
    }
    return { kind: 'appended', records: this.#append(prepared, version) }
  }

  #append({ request, documentHash, payloadTexts }: PreparedAppend, version: number): readonly EntryRecord[] {
    const firstPosition = this.#range.size
    const document = this.#keepDocument(request, documentHash)
    const number = this.#takeNumber(request)
    const records = request.events.map((event, at) => {
      const unhashed: UnhashedRecord = {
        chain: request.chain,
        position: this.#range.size,
        stream: request.stream,
        version: version + at + 1,
        kind: event.kind,
        kindVersion: event.kindVersion,
        organisation: request.organisation,
        actor: request.actor,
        writtenAt: request.writtenAt,
        ruleSet: request.ruleSet,
        key: request.idempotencyKey,
        inputHash: request.inputHash,
        payloadText: payloadTexts[at] ?? '',
        ...(document === undefined ? {} : { document }),
        ...(number === undefined || at > 0 ? {} : { number }),
      }
      return { ...unhashed, leafHash: this.#addLeaf(unhashed) }
    })
    this.#versions.set(request.stream, version + records.length)
    this.#records.push(...records)
    this.#keepKey(request, firstPosition)
    for (const message of request.outbox ?? []) {
      this.#outbox.push({ ...message, sequence: this.#outboxSize, position: firstPosition })
      this.#outboxSize += 1
    }
    return records
  }

  #addLeaf(record: UnhashedRecord): Digest {
    const leafHash = leafHashOf(record, this.#sha256)
    this.#range = appendLeaf(this.#range, leafHash, this.#sha256, (subtree, hash) => {
      if (subtree.level % storedLevelStep === 0) this.#subtrees.push({ ...subtree, hash })
    })
    return digestOf(leafHash)
  }

  #keepKey(request: AppendRequest, firstPosition: number): void {
    const record: KeyRecord = {
      organisation: request.organisation,
      key: request.idempotencyKey,
      inputHash: request.inputHash,
      firstPosition,
      entryCount: request.events.length,
    }
    this.#keys.set(keyName(record.organisation, record.key), record)
    this.#newKeys.push(record)
  }

  #keepDocument({ organisation, document }: AppendRequest, sha256: Digest | undefined): Digest | undefined {
    if (document === undefined || sha256 === undefined) return undefined
    this.#documents.set(keyName(organisation, sha256), { organisation, sha256, ...document })
    return sha256
  }

  #takeNumber(request: AppendRequest): AssignedNumber | undefined {
    const series = request.numberSeries
    if (series === undefined) return undefined
    const name = seriesName(series)
    const number = { office: series.office, year: series.year, value: (this.#numbers.get(name) ?? 0) + 1 }
    this.#numbers.set(name, number.value)
    this.#newNumbers.set(name, number)
    return number
  }
}

function keyReused(request: AppendRequest): Issue {
  return issue({
    rule: 'J1',
    code: 'idempotency_key_reused',
    params: { key: request.idempotencyKey },
    source,
    fix: { kind: 'act', code: 'idempotency_key_reused.fix' },
  })
}

function streamConflict(request: AppendRequest, version: number): Issue {
  return issue({
    rule: 'J2',
    code: 'stream_conflict',
    params: { stream: request.stream, expected: request.expectedVersion ?? 0, found: version },
    source,
    fix: { kind: 'act', code: 'stream_conflict.fix' },
  })
}
