// One chain of `lingding verify`, read from zero; see verify-journal.ts.
import type { IssueParams } from '../base/issue.ts'
import { InvariantBroken } from '../base/invariant.ts'
import {
  appendLeaf,
  digestOf,
  emptyRange,
  entryOf,
  equalBytes,
  leafHashOf,
  openCheckpoint,
  parseJson,
  rootOf,
  seriesName,
  type CompactRange,
  type Entry,
  type EntryRecord,
  type NoteVerifier,
  type Sha256,
  type TreeHead,
} from '../journal/index.ts'
import type { Journal } from './ports.ts'

export interface VerificationCounts {
  readonly entries: number
  readonly documents: number
  readonly checkpoints: number
}

/** Collects what is wrong; bounded, however much is. */
export interface FaultList {
  readonly report: (code: string, path: string, params: IssueParams) => void
}

export interface ChainOptions extends FaultList {
  readonly sha256: Sha256
  readonly verifiers: readonly NoteVerifier[]
  /** Checkpoints of this chain from outside, already opened. */
  readonly given: readonly TreeHead[]
  readonly take: (entry: Entry) => void
}

export interface VerifiedChain extends VerificationCounts {
  readonly head: TreeHead
}

/** Streams whose versions are followed in one reading; a chain with more entries is read again for the rest. */
export const maxStreamsAtOnce = 500_000

export async function verifyChain(journal: Journal, chain: string, options: ChainOptions): Promise<VerifiedChain> {
  const before = await readHead(journal, chain, options)
  const kept = await keptCheckpoints(journal, chain, options)
  const heads = [...kept, ...options.given, ...(before === undefined ? [] : [before])]
  const checker = new ChainChecker(journal, chain, options, heads)
  const readings = Math.max(1, Math.ceil((before?.size ?? 0) / maxStreamsAtOnce))
  const versions = new VersionChecker(options, readings, 0)
  for await (const batch of journal.readRecords(chain)) {
    for (const record of batch) {
      await checker.take(record)
      versions.take(record)
    }
  }
  for (let reading = 1; reading < readings; reading += 1) {
    const others = new VersionChecker(options, readings, reading)
    for await (const batch of journal.readRecords(chain)) batch.forEach((record) => others.take(record))
  }
  // The chain may have grown while it was read, but it may not be longer than its head says afterwards.
  const after = before === undefined ? undefined : await readHead(journal, chain, options)
  checker.end(after?.size)
  return { ...checker.counts(), checkpoints: kept.length + options.given.length, head: { ...checker.head(), origin: before?.origin ?? '' } }
}

/** The head of the chain; undefined, and a fault, when it cannot be one. */
async function readHead(journal: Journal, chain: string, options: ChainOptions): Promise<TreeHead | undefined> {
  try {
    return await journal.head(chain)
  } catch (error) {
    if (!(error instanceof InvariantBroken)) throw error
    options.report('journal_head_unreadable', chain, {})
    return undefined
  }
}

async function keptCheckpoints(journal: Journal, chain: string, options: ChainOptions): Promise<readonly TreeHead[]> {
  return (await journal.checkpoints(chain)).flatMap(({ size, root, note }) => {
    const head = openCheckpoint(note, options.verifiers)
    if (head?.origin.endsWith(`/${chain}`) && head.size === size && equalBytes(head.root, root)) return [head]
    options.report('journal_checkpoint_unsigned', `${chain}.checkpoints[${size}]`, { size })
    return []
  })
}

class ChainChecker {
  readonly #journal: Journal
  readonly #chain: string
  readonly #options: ChainOptions
  /** Heads still to be compared, the smallest last. */
  readonly #heads: TreeHead[]
  readonly #numbers = new Map<string, number>()
  #range: CompactRange = emptyRange
  #nextPosition = 0
  #lastKey = ''
  #documents = 0

  constructor(journal: Journal, chain: string, options: ChainOptions, heads: readonly TreeHead[]) {
    this.#journal = journal
    this.#chain = chain
    this.#options = options
    this.#heads = heads.toSorted((a, b) => b.size - a.size)
    this.#compareRoots()
  }

  async take(record: EntryRecord): Promise<void> {
    const { report, sha256 } = this.#options
    const path = `${this.#chain}[${record.position}]`
    if (record.position !== this.#nextPosition) {
      report('journal_position_gap', path, { expected: this.#nextPosition, found: record.position })
    }
    this.#nextPosition = record.position + 1
    const leafHash = leafHashOf(record, sha256)
    const isReadable = parseJson(record.payloadText) !== undefined
    if (digestOf(leafHash) !== record.leafHash || !isReadable) report('journal_entry_changed', path, { position: record.position })
    this.#range = appendLeaf(this.#range, leafHash, sha256)
    this.#compareRoots()
    this.#checkNumber(record, path)
    const key = `${record.organisation}\n${record.key}`
    if (key !== this.#lastKey) {
      await this.#checkKey(record, path)
      await this.#checkDocument(record, path)
    }
    this.#lastKey = key
    if (isReadable) this.#options.take(entryOf(record))
  }

  /** After the last entry: what should have been there, and a head that counts otherwise. */
  end(headSize: number | undefined): void {
    const { size } = this.#range
    for (const head of this.#heads) this.#options.report('journal_tail_missing', this.#chain, { size: head.size, found: size })
    if (headSize !== undefined && size > headSize) this.#options.report('journal_head_differs', this.#chain, { size: headSize, found: size })
  }

  counts(): { readonly entries: number; readonly documents: number } {
    return { entries: this.#range.size, documents: this.#documents }
  }

  head(): { readonly size: number; readonly root: Uint8Array } {
    return { size: this.#range.size, root: rootOf(this.#range, this.#options.sha256) }
  }

  #compareRoots(): void {
    for (let head = this.#heads.at(-1); head?.size === this.#range.size; head = this.#heads.at(-1)) {
      this.#heads.pop()
      const isSame = equalBytes(rootOf(this.#range, this.#options.sha256), head.root)
      if (!isSame) this.#options.report('journal_root_differs', this.#chain, { size: head.size })
    }
  }

  #checkNumber({ number }: EntryRecord, path: string): void {
    if (number === undefined) return
    const name = seriesName(number)
    const expected = (this.#numbers.get(name) ?? 0) + 1
    this.#numbers.set(name, number.value)
    if (number.value === expected) return
    this.#options.report('journal_number_gap', path, { office: number.office, year: number.year, expected, found: number.value })
  }

  async #checkKey(record: EntryRecord, path: string): Promise<void> {
    const found = await this.#journal.findByKey(this.#chain, record.organisation, record.key).catch(() => undefined)
    if (found?.entries[0]?.position !== record.position) this.#options.report('journal_key_differs', path, { key: record.key })
  }

  async #checkDocument({ organisation, document }: EntryRecord, path: string): Promise<void> {
    if (document === undefined) return
    this.#documents += 1
    const kept = await this.#journal.document(this.#chain, organisation, document)
    if (kept === undefined) this.#options.report('journal_document_missing', path, { document })
    else if (digestOf(this.#options.sha256(kept.bytes)) !== document) this.#options.report('journal_document_changed', path, { document })
  }
}

/** Follows the versions of one share of the streams, so that memory stays bounded however many streams there are. */
class VersionChecker {
  readonly #options: ChainOptions
  readonly #shares: number
  readonly #share: number
  readonly #versions = new Map<string, number>()

  constructor(options: ChainOptions, shares: number, share: number) {
    this.#options = options
    this.#shares = shares
    this.#share = share
  }

  take(record: EntryRecord): void {
    if (this.#shares > 1 && shareOf(record.stream, this.#shares) !== this.#share) return
    const expected = (this.#versions.get(record.stream) ?? 0) + 1
    this.#versions.set(record.stream, record.version)
    if (record.version === expected) return
    const path = `${record.chain}[${record.position}]`
    this.#options.report('journal_version_gap', path, { stream: record.stream, expected, found: record.version })
  }
}

/** FNV-1a of the UTF-16 code units: only spreads, so that it need not be strong. */
function shareOf(text: string, shares: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % shares
}
