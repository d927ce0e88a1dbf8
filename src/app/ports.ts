// The ports of the application: what the use cases need from the world outside, as plain interfaces. Adapters keep them;
// one contract suite per port judges every adapter.
import type { Instant } from '../base/instant.ts'
import type { Result } from '../base/result.ts'
import type { Customs, OrganisationId, Principal, Scope } from '../domain/access/index.ts'
import type { AnswerReference, FilingKind, Stage } from '../domain/declaration/index.ts'
import type { SheetEnd, SheetRow } from '../domain/submission/index.ts'
import type {
  Appended,
  AppendRequest,
  AppendResult,
  Digest,
  Entry,
  EntryRecord,
  OutboxRecord,
  ReceivedDocument,
  SignedCheckpoint,
  TreeHead,
} from '../journal/index.ts'
import type { FiledShipment } from './shipment/state.ts'

export type { FiledShipment } from './shipment/state.ts'
export type { Published, RawFile, RawImport, RawStaging, RawStore } from './statistics/import/raw-store.ts'

export type Clock = () => Instant

/** The record. Positions, versions and numbers of a chain have no gap, and their order is the order of commits. */
export interface Journal {
  /**
   * Answers when the append is durable, with the entries or with the refusals `idempotency_key_reused`,
   * `stream_conflict` and `journal_busy` (too much waits: come back later). Throws JournalUnavailable when the outcome
   * is not known; the same request with the same key may be sent again at any time and has one effect.
   */
  readonly append: (request: AppendRequest) => Promise<AppendResult>
  /** The first answer to a key, if there was one. */
  readonly findByKey: (chain: string, organisation: string, key: string) => Promise<Appended | undefined>
  /** The entries of a stream from a version on, in bounded batches. */
  readonly readStream: (chain: string, stream: string, fromVersion?: number) => AsyncIterable<readonly Entry[]>
  /** The entries of a chain from a position on up to the newest, in bounded batches. */
  readonly readChain: (chain: string, fromPosition?: number) => AsyncIterable<readonly Entry[]>
  /** The same as they are stored, for verification. */
  readonly readRecords: (chain: string, fromPosition?: number) => AsyncIterable<readonly EntryRecord[]>
  readonly readOutbox: (chain: string, fromSequence?: number) => AsyncIterable<readonly OutboxRecord[]>
  readonly document: (chain: string, organisation: string, sha256: Digest) => Promise<ReceivedDocument | undefined>
  readonly chains: () => Promise<readonly string[]>
  /** Number of entries of a chain; 0 when there is no such chain. */
  readonly size: (chain: string) => Promise<number>
  /** What the chain is now, unsigned. */
  readonly head: (chain: string) => Promise<TreeHead>
  /** Signs what the chain is now, keeps it and answers with it. */
  readonly checkpoint: (chain: string) => Promise<SignedCheckpoint>
  /** The checkpoints kept, from the oldest to the newest. */
  readonly checkpoints: (chain: string) => Promise<readonly SignedCheckpoint[]>
  /** Proves that the entry at a position is in the tree of that size. */
  readonly inclusionProof: (chain: string, position: number, size: number) => Promise<readonly Uint8Array[]>
  /** Proves that the tree of the new size begins with the tree of the old size. */
  readonly consistencyProof: (chain: string, oldSize: number, newSize: number) => Promise<readonly Uint8Array[]>
  readonly close: () => Promise<void>
}

/** Reads the journal for somebody, within their scope: what is outside it is not there. */
export interface ScopedJournal {
  readonly readStream: (scope: Scope, chain: string, stream: string, fromVersion?: number) => AsyncIterable<readonly Entry[]>
  readonly readChain: (scope: Scope, chain: string, fromPosition?: number) => AsyncIterable<readonly Entry[]>
  readonly document: (scope: Scope, chain: string, organisation: OrganisationId, sha256: Digest) => Promise<ReceivedDocument | undefined>
}

/** Where a shipment stands in every list: by its time, then by organisation and position. No two stand in one place. */
export type ShipmentPlace = Pick<FiledShipment, 'filedAt' | 'organisation' | 'position'>

export interface ShipmentQuery {
  readonly limit: number
  /** The last one of the page before. */
  readonly before?: ShipmentPlace
}

export interface FilingQuery {
  readonly customs?: Customs
  readonly stages?: readonly Stage[]
  /** Only where the two sides do not agree. */
  readonly isDiffering?: boolean
  readonly limit: number
  /** `place` of the last row of the page before. */
  readonly after?: string
}

/** One filing with what an officer's queue and an answer need of its shipment. */
export interface FilingRow {
  readonly organisation: OrganisationId
  readonly shipment: string
  readonly reference: string
  readonly customs: Customs
  readonly filing: FilingKind
  readonly stage: Stage
  readonly revision: number
  /** Revision that customs has; 0 for none. */
  readonly sentRevision: number
  /** What customs' answers come back by. */
  readonly senderNumber: string
  readonly numbers: AnswerReference
  /** Everything that an answer may call it by. */
  readonly names: readonly string[]
  readonly changedAt: Instant
  readonly isSample: boolean
  readonly isCancelled: boolean
  readonly hasDifference: boolean
  /** Sorts as the queue does: the longest unchanged first. */
  readonly place: string
}

/** What the register keeps of one shipment. */
export interface RegisterRow {
  readonly shipment: FiledShipment
  readonly filings: readonly FilingRow[]
}

export interface RegisterContent {
  readonly shipments: readonly FiledShipment[]
  /** With `names` as `byNumber` would find them. */
  readonly filings: readonly FilingRow[]
}

/** Where the register of shipments is kept: a read model that can be built again from the journal at any time. */
export interface Shipments {
  /** Entries of the chain that are folded in. */
  readonly position: (chain: string) => Promise<number>
  /** The rows as they stand, for folding on. */
  readonly load: (of: readonly { readonly organisation: OrganisationId; readonly id: string }[]) => Promise<readonly FiledShipment[]>
  /** Keeps the rows and the position in one step; false when the position is no longer `from`. */
  readonly apply: (chain: string, from: number, to: number, rows: readonly RegisterRow[]) => Promise<boolean>
  readonly find: (scope: Scope, organisation: OrganisationId, id: string) => Promise<FiledShipment | undefined>
  /** Newest first. */
  readonly list: (scope: Scope, query: ShipmentQuery) => Promise<readonly FiledShipment[]>
  /** With `own` those of the organisation, with `addressed` those of the administration. */
  readonly filings: (scope: Scope, query: FilingQuery) => Promise<readonly FilingRow[]>
  /** One filing within the scope. */
  readonly filing: (scope: Scope, organisation: OrganisationId, shipment: string, filing: string) => Promise<FilingRow | undefined>
  /** All that are called by a number, at most two: whose an answer with it is must be certain. For the platform itself. */
  readonly byNumber: (customs: Customs, number: string) => Promise<readonly FilingRow[]>
  /** Everything there is, to be compared with what follows from the journal. */
  readonly all: () => Promise<RegisterContent>
}

export const keptKinds = ['draft', 'template', 'profile', 'mapping', 'import', 'webhook', 'delivery'] as const
export type KeptKind = (typeof keptKinds)[number]

/** Something that an organisation keeps and goes on changing before or beside filing. It never expires. */
export interface KeptItem {
  readonly organisation: OrganisationId
  readonly kind: KeptKind
  readonly id: string
  /** 1, 2, 3 …: each change is one more. */
  readonly version: number
  /** What a list shows of it beside the id. */
  readonly title?: string
  /** Text or JSON, as it was given. */
  readonly content: string
  readonly changedAt: Instant
  readonly changedBy: string
  /** Removed, and kept so that it can be had back. */
  readonly isRemoved: boolean
}

export type Keeping = { readonly kind: 'kept'; readonly item: KeptItem } | { readonly kind: 'conflict'; readonly item: KeptItem | undefined }

/** What organisations keep: drafts, templates, profiles, mappings. Answers when it is durable. */
export interface Workspace {
  /** In order of id, removed ones left out unless asked for. */
  readonly list: (
    organisation: OrganisationId,
    kind: KeptKind,
    query: {
      readonly limit: number
      readonly after?: string
      readonly isWithRemoved?: boolean
      /** The contents may be large: they are left empty. */
      readonly isWithoutContent?: boolean
    },
  ) => Promise<readonly KeptItem[]>
  /** How many there are, removed ones too. */
  readonly count: (organisation: OrganisationId, kind: KeptKind) => Promise<number>
  readonly find: (organisation: OrganisationId, kind: KeptKind, id: string) => Promise<KeptItem | undefined>
  /** `expectedVersion` is the version that was changed, 0 for a new one; another version is a conflict and keeps nothing. */
  readonly keep: (item: Omit<KeptItem, 'version'>, expectedVersion: number) => Promise<Keeping>
}

/** One decision about who may do what, without personal content. */
export interface AccessDecision {
  readonly at: Instant
  readonly principal: Pick<Principal, 'kind' | 'id' | 'organisation'>
  readonly action: string
  /** What it was asked of: `GET /api/v1/shipments/{id}` and the id. */
  readonly resource: string
  readonly isAllowed: boolean
  /** `own`, `addressed`, `all`; or why not: `not-signed-in`, `not-allowed`, `not-found`, or the type of the problem that was answered. */
  readonly reason: string
}

/** Every allow and deny, only ever added to. */
export interface DecisionLog {
  /** Kept within a moment; throws nothing and holds nobody up. A full log refuses work at the door instead: `isFull`. */
  readonly record: (decision: AccessDecision) => void
  readonly isFull: () => boolean
  /** Newest first. */
  readonly list: (query: { readonly limit: number; readonly before?: number }) => Promise<readonly (AccessDecision & { readonly sequence: number })[]>
  /** Answers when everything recorded so far is kept. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface OutgoingFile {
  readonly customs: Customs
  /** Relative, with slashes: `mainland/Deccus001/OutBox`. */
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
}

export interface IncomingFile {
  readonly customs: Customs
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
  /** Only of a file that is larger than the channel reads: its size. Then `bytes` is its beginning. */
  readonly wholeSize?: number
}

/** The way to one customs and back. */
export interface Channel {
  readonly name: string
  readonly customs: Customs
  /**
   * Answers when the files are where the other side takes them; the same files again change nothing, another file under a
   * name that was used fails. Throws ChannelDown.
   */
  readonly send: (files: readonly OutgoingFile[]) => Promise<void>
  /**
   * Gives every file that comes in to `take`, several at a time, until `close`. A file is taken away only after `take` has
   * answered; if it throws, the file comes again later.
   */
  readonly receive: (take: (file: IncomingFile) => Promise<void>) => void
  /** Why nothing can be received now, `EACCES`; empty when all is well. */
  readonly trouble: () => string
  /** Begins nothing more, and answers when what is under way has ended. */
  readonly close: () => Promise<void>
}

/** The other side cannot be reached now; nothing was lost, and the same may be sent again. */
export class ChannelDown extends Error {
  override readonly name = 'ChannelDown'
  readonly code = 'channel_down'
}

export interface OpenedSheet {
  readonly name: string
  readonly isHidden: boolean
  /** Its rows that have a value, in order and one at a time; ends with what keeps it from being read, if anything does. */
  readonly rows: () => AsyncGenerator<SheetRow, Result<SheetEnd>>
}

/** An .xlsx or a .csv on the disk. */
export interface OpenedWorkbook {
  readonly kind: 'xlsx' | 'csv'
  /** Days count from 1904. */
  readonly is1904: boolean
  readonly sheets: readonly OpenedSheet[]
  readonly close: () => Promise<void>
}

/** Texts put away one after the other, each found again by its place. What is there when it is opened anew stays. */
export interface Spool {
  readonly append: (text: string) => Promise<number>
  readonly read: (place: number) => Promise<string>
  /** Those from a place up to another, in order. */
  readonly entries: (from?: number, to?: number) => AsyncGenerator<{ readonly place: number; readonly text: string }, void>
  /** Where the next one goes. */
  readonly end: () => number
  readonly close: () => Promise<void>
}

/** A column that is put beside the rows of a sheet. */
export interface ResultColumn {
  readonly sheet: number
  readonly column: number
  /** What goes into it, row by row; undefined leaves the row as it is. */
  readonly textOf: (row: number) => Promise<string | undefined>
}

export interface ReceivedWorkbook {
  readonly digest: Digest
  readonly bytes: number
  /** Puts it where the import finds it; the same one again changes nothing. */
  readonly keep: (id: string) => Promise<void>
  readonly drop: () => Promise<void>
}

/** The files of imports: the workbook as it was sent, and what is written while it is worked on, which may be lost. */
export interface ImportFiles {
  readonly receive: (content: AsyncIterable<Uint8Array>) => Promise<ReceivedWorkbook>
  readonly open: (id: string) => Promise<Result<OpenedWorkbook>>
  /** With `isNew` an empty one; else what is there, undefined where nothing is. */
  readonly spool: (id: string, name: 'rows' | 'results', isNew: boolean) => Promise<Spool | undefined>
  /** The same workbook with a column more, or another text in it. */
  readonly withResults: (id: string, columns: readonly ResultColumn[]) => AsyncGenerator<Uint8Array, void>
  readonly remove: (id: string) => Promise<void>
}

export type ContentStyle = 'plain' | 'text' | 'head' | 'needed' | 'path' | 'sample' | 'note'

export interface ContentSheet {
  readonly name: string
  /** Width in characters, and the style of cells that nobody has filled yet. */
  readonly columns: readonly { readonly width: number; readonly style: ContentStyle }[]
  readonly rows: readonly { readonly cells: readonly (ContentCell | undefined)[] }[]
  /** Rows at the top that stay in sight. */
  readonly frozenRows: number
  /** What a column offers to choose from, from a row on: words, or cells of another sheet (`Codes!$A$3:$A$9`). */
  readonly choices: readonly { readonly column: number; readonly firstRow: number; readonly list: readonly string[] | string }[]
}

export interface ContentCell {
  readonly text: string
  readonly style: ContentStyle
  /** A number or, with `date`, the number of a day (1900 system), and no text. */
  readonly kind?: 'number' | 'date' | 'moment'
}

/** An .xlsx of that content; the same content gives the same bytes. */
export type WriteWorkbook = (sheets: readonly ContentSheet[]) => Uint8Array

/** The store cannot be reached, or answered so that the outcome is not known. Nothing acknowledged is lost by it. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable'
  readonly code = 'journal_unavailable'
}
