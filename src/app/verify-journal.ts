// `lingding verify`: is the journal what it was? Every chain is read from zero and hashed again: entries, documents, the
// tree at the size of every checkpoint that is kept or given, versions, numbers and keys; then every read model is folded
// again and compared. Whoever gives a checkpoint that was taken away earlier sees any later change, even by somebody who
// can write every table. In memory: one batch of entries, one document, one number for each of `maxStreamsAtOnce` streams.
import { issue, type Issue } from '../base/issue.ts'
import {
  canonicalJson,
  digestOf,
  journalSource,
  openCheckpoint,
  type Entry,
  type Json,
  type NoteVerifier,
  type Sha256,
  type TreeHead,
} from '../journal/index.ts'
import type { Journal } from './ports.ts'
import { verifyChain, type FaultList, type VerificationCounts } from './verify-chain.ts'

/** A read model: how it follows from the journal, and what it says now. */
export interface Projection {
  readonly name: string
  readonly replay: () => Replay
  readonly read: () => Promise<Json>
}

/** One reading from zero; entries come chain after chain, each chain in its order. */
export interface Replay {
  readonly take: (entry: Entry) => void
  readonly view: () => Json
}

export interface VerifyOptions {
  readonly sha256: Sha256
  readonly verifiers: readonly NoteVerifier[]
  /** Signed notes from outside: printed, published, or kept by a witness. */
  readonly checkpoints?: readonly string[]
  readonly projections?: readonly Projection[]
}

export interface Verification extends VerificationCounts {
  readonly chains: number
  readonly projections: number
  /** What each chain is, by the hashes computed now. */
  readonly heads: readonly TreeHead[]
  /** Empty when all is well; the first `maxFaults`, in the order found. */
  readonly faults: readonly Issue[]
  readonly faultCount: number
}

export const maxFaults = 1_000

/** A projection from a fold, as most are. */
export function projectionOf<State>(
  name: string,
  fold: { readonly initial: State; readonly step: (state: State, entry: Entry) => State; readonly view: (state: State) => Json },
  read: () => Promise<Json>,
): Projection {
  const replay = (): Replay => {
    let state = fold.initial
    return {
      take: (entry) => {
        state = fold.step(state, entry)
      },
      view: () => fold.view(state),
    }
  }
  return { name, replay, read }
}

export async function verifyJournal(journal: Journal, options: VerifyOptions): Promise<Verification> {
  const faults: Issue[] = []
  let faultCount = 0
  const report: FaultList['report'] = (code, path, params) => {
    faultCount += 1
    if (faults.length < maxFaults) faults.push(issue({ path, rule: 'J5', code, params, source: journalSource }))
  }
  const given = openGiven(options, report)
  const chains = [...new Set([...(await journal.chains()), ...given.keys()])].sort()
  const replays = (options.projections ?? []).map((each) => ({ ...each, running: each.replay() }))
  const takeAll = (entry: Entry): void => {
    for (const { running } of replays) running.take(entry)
  }
  let [entries, documents, checkpoints] = [0, 0, 0]
  const heads: TreeHead[] = []
  for (const chain of chains) {
    const verified = await verifyChain(journal, chain, { ...options, given: given.get(chain) ?? [], report, take: takeAll })
    entries += verified.entries
    documents += verified.documents
    checkpoints += verified.checkpoints
    heads.push(verified.head)
  }
  for (const { name, running, read } of replays) {
    const [folded, stored] = [canonicalJson(running.view()), canonicalJson(await read())]
    if (folded === stored) continue
    const hashOf = (text: string): string => digestOf(options.sha256(text))
    report('journal_read_model_differs', `projections[${name}]`, { name, folded: hashOf(folded), stored: hashOf(stored) })
  }
  return { chains: chains.length, projections: replays.length, entries, documents, checkpoints, heads, faults, faultCount }
}

/** The checkpoints from outside, by chain; a note that no known key signed proves nothing and is a fault. */
function openGiven(options: VerifyOptions, report: FaultList['report']): ReadonlyMap<string, readonly TreeHead[]> {
  const byChain = new Map<string, TreeHead[]>()
  for (const [at, note] of (options.checkpoints ?? []).entries()) {
    const head = openCheckpoint(note, options.verifiers)
    const chain = options.verifiers.flatMap(({ name }) => (head?.origin.startsWith(`${name}/`) ? [head.origin.slice(name.length + 1)] : []))[0]
    if (head === undefined || chain === undefined) report('journal_checkpoint_unsigned', `checkpoints[${at}]`, { size: head?.size ?? 0 })
    else byChain.set(chain, [...(byChain.get(chain) ?? []), head])
  }
  return byChain
}
