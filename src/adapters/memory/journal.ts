// The journal in memory: the oracle that the real ones are compared with, and the journal of tests and the simulator.
// It forgets everything when it is closed and so may never stand behind a receipt.
import { JournalUnavailable, type Journal } from '../../app/ports.ts'
import { invariant } from '../../base/invariant.ts'
import { accepted, refused } from '../../base/result.ts'
import {
  assertAppendable,
  canonicalJson,
  decideBatch,
  emptyHead,
  entryOf,
  fromHex,
  hashNode,
  keyName,
  parseJson,
  planConsistency,
  planInclusion,
  prepareAppend,
  proofFrom,
  rootOf,
  seriesName,
  signCheckpoint,
  type Appended,
  type AppendRequest,
  type AppendResult,
  type ChainHead,
  type EntryRecord,
  type KeyRecord,
  type NoteSigner,
  type OutboxRecord,
  type ReceivedDocument,
  type Sha256,
  type SignedCheckpoint,
  type Subtree,
  type TreeHead,
} from '../../journal/index.ts'

export interface MemoryJournalOptions {
  readonly sha256: Sha256
  /** Its name is the origin of the log. */
  readonly signer: NoteSigner
}

interface Chain {
  head: ChainHead
  readonly records: EntryRecord[]
  readonly keys: Map<string, KeyRecord>
  readonly versions: Map<string, number>
  readonly numbers: Map<string, number>
  readonly documents: Map<string, ReceivedDocument>
  readonly outbox: OutboxRecord[]
  readonly checkpoints: SignedCheckpoint[]
}

const readBatch = 256

export function openMemoryJournal({ sha256, signer }: MemoryJournalOptions): Journal {
  const chains = new Map<string, Chain>()
  let isClosed = false

  const find = (name: string): Chain => chains.get(name) ?? emptyChain()
  const head = (name: string): TreeHead => {
    const { range } = find(name).head
    return { origin: `${signer.name}/${name}`, size: range.size, root: rootOf(range, sha256) }
  }
  return {
    append: async (request) => {
      assertAppendable(request)
      if (isClosed) throw new JournalUnavailable('the journal is closed')
      const chain = find(request.chain)
      const result = appendTo(chain, request, sha256)
      if (result.ok) chains.set(request.chain, chain)
      return result
    },
    findByKey: async (name, organisation, key) => {
      const chain = find(name)
      const record = chain.keys.get(keyName(organisation, key))
      return record === undefined ? undefined : answerOf(chain, record)
    },
    readStream: async function* (name, stream, fromVersion = 1) {
      const entries = find(name).records.filter((record) => record.stream === stream && record.version >= fromVersion)
      for (const batch of batchesOf(entries)) yield batch.map(entryOf)
    },
    readChain: async function* (name, fromPosition = 0) {
      for (const batch of batchesOf(find(name).records.slice(fromPosition))) yield batch.map(entryOf)
    },
    readRecords: async function* (name, fromPosition = 0) {
      yield* batchesOf(find(name).records.slice(fromPosition))
    },
    readOutbox: async function* (name, fromSequence = 0) {
      yield* batchesOf(find(name).outbox.slice(fromSequence))
    },
    document: async (name, organisation, digest) => find(name).documents.get(keyName(organisation, digest)),
    chains: async () => [...chains.keys()].sort(),
    size: async (name) => find(name).head.range.size,
    head: async (name) => head(name),
    checkpoint: async (name) => {
      const chain = find(name)
      const kept = chain.checkpoints.find((each) => each.size === chain.head.range.size)
      if (kept !== undefined) return kept
      const signed = signCheckpoint(head(name), signer)
      chains.set(name, chain)
      chain.checkpoints.push(signed)
      return signed
    },
    checkpoints: async (name) => [...find(name).checkpoints],
    inclusionProof: async (name, position, size) => proofFrom(planInclusion(position, size), treeOf(find(name), sha256), sha256),
    consistencyProof: async (name, oldSize, newSize) => proofFrom(planConsistency(oldSize, newSize), treeOf(find(name), sha256), sha256),
    close: async () => {
      isClosed = true
    },
  }
}

function appendTo(chain: Chain, request: AppendRequest, sha256: Sha256): AppendResult {
  const decision = decideBatch(chain, [prepareAppend(request, sha256)], sha256)
  const [outcome] = decision.outcomes
  invariant(outcome !== undefined, 'one request has one outcome')
  if (outcome.kind === 'refused') return refused(outcome.issues)
  if (outcome.kind === 'replay') return accepted(answerOf(chain, outcome.of))
  chain.head = decision.head
  chain.records.push(...decision.records)
  chain.outbox.push(...decision.outbox.map((message) => ({ ...message, payload: parseJson(canonicalJson(message.payload)) ?? null })))
  chain.versions.set(request.stream, outcome.records.at(-1)?.version ?? 0)
  for (const key of decision.keys) chain.keys.set(keyName(key.organisation, key.key), key)
  for (const number of decision.numbers) chain.numbers.set(seriesName(number), number.value)
  for (const { organisation, sha256: digest, mediaType, bytes } of decision.documents) {
    chain.documents.set(keyName(organisation, digest), { mediaType, bytes: bytes.slice() })
  }
  return accepted(answered(outcome.records, false))
}

/** The root of any full subtree of the chain. */
function treeOf(chain: Chain, sha256: Sha256): (subtree: Subtree) => Uint8Array {
  return function hashAt({ level, index }) {
    if (level === 0) return fromHex(chain.records[index]?.leafHash ?? '') ?? sha256()
    const below = (side: number): Uint8Array => hashAt({ level: level - 1, index: 2 * index + side })
    return hashNode(below(0), below(1), sha256)
  }
}

function emptyChain(): Chain {
  return {
    head: emptyHead,
    records: [],
    keys: new Map(),
    versions: new Map(),
    numbers: new Map(),
    documents: new Map(),
    outbox: [],
    checkpoints: [],
  }
}

function answerOf(chain: Chain, key: KeyRecord): Appended {
  return answered(chain.records.slice(key.firstPosition, key.firstPosition + key.entryCount), true)
}

function answered(records: readonly EntryRecord[], isReplay: boolean): Appended {
  const number = records[0]?.number
  const entries = records.map(entryOf)
  return number === undefined ? { isReplay, entries } : { isReplay, entries, number }
}

function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += readBatch) yield items.slice(at, at + readBatch)
}
