// The door of the journal: entries, tree, checkpoints, streams, and the decision of an append.
export { canonicalJson, parseJson, type Json, type JsonObject } from './canonical-json.ts'
export { digestOf, equalBytes, fromBase64, fromHex, parseDigest, toBase64, toHex, type Digest, type Sha256 } from './digest.ts'
export {
  entryOf,
  leafHashOf,
  leafText,
  type AssignedNumber,
  type Entry,
  type EntryRecord,
  type JournalEvent,
  type NumberSeries,
  type UnhashedRecord,
} from './entry.ts'
export { appendLeaf, emptyRange, hashLeaf, hashNode, rangeHashCount, rootOf, type CompactRange, type Subtree } from './merkle.ts'
export {
  planConsistency,
  planInclusion,
  proofFrom,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
  type ProofNode,
} from './proof.ts'
export { ed25519Algorithm, ed25519KeyId, openNote, signNote, verifierKey, type NoteSigner, type NoteVerifier } from './signed-note.ts'
export { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint, type SignedCheckpoint, type TreeHead } from './checkpoint.ts'
export { foldStream, upcastWith, type Folded, type Upcast, type Upcaster } from './stream.ts'
export {
  assertAppendable,
  busy,
  journalSource,
  maxEventsPerAppend,
  type Appended,
  type AppendedDocument,
  type AppendRequest,
  type AppendResult,
  type OutboxMessage,
  type ReceivedDocument,
} from './request.ts'
export {
  decideBatch,
  emptyHead,
  keyName,
  prepareAppend,
  seriesName,
  storedLevelStep,
  type BatchDecision,
  type BatchState,
  type ChainHead,
  type DocumentRecord,
  type KeyRecord,
  type Outcome,
  type OutboxRecord,
  type PreparedAppend,
  type SubtreeRecord,
} from './batch.ts'
