// The ports of the application: what the use cases need from the world outside, as plain interfaces. Adapters keep them;
// one contract suite per port judges every adapter.
import type { Instant } from '../base/instant.ts'
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

/** The store cannot be reached, or answered so that the outcome is not known. Nothing acknowledged is lost by it. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable'
  readonly code = 'journal_unavailable'
}
