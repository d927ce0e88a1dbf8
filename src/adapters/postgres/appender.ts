// Group commit: the one appender of a chain takes whatever waits, up to a named maximum, and commits it in one
// transaction; what arrives meanwhile waits for the next. A request is answered after the commit has returned. When the
// connection breaks, the outcome is not known: the same batch is run again, and its keys tell what had been committed.
import type { PoolClient } from 'pg'
import { JournalUnavailable } from '../../app/ports.ts'
import { accepted, refused } from '../../base/result.ts'
import { invariant } from '../../base/invariant.ts'
import {
  busy,
  decideBatch,
  prepareAppend,
  type AppendRequest,
  type AppendResult,
  type KeyRecord,
  type Outcome,
  type PreparedAppend,
  type Sha256,
} from '../../journal/index.ts'
import type { Database } from './database.ts'
import { answered } from './rows.ts'
import { readKeyed } from './reading.ts'
import { openKnownState, type KnownState } from './known-state.ts'
import { batchState, isOvertaken, stateQuery, type StateRow } from './statements.ts'
import { writeQuery } from './write-statement.ts'

export interface AppenderLimits {
  readonly maxBatch: number
  /** Bytes of documents in one batch; a single larger one goes alone. */
  readonly maxBatchBytes: number
  /** Above this the answer is `journal_busy`. */
  readonly maxWaiting: number
  /** How long the store may be away before those who wait are told that the outcome is not known. */
  readonly unavailableAfterMs: number
}

export const defaultLimits: AppenderLimits = { maxBatch: 256, maxBatchBytes: 8_000_000, maxWaiting: 10_000, unavailableAfterMs: 20_000 }

/** Times that another process may be first before the batch steps back for a moment. */
const maxAttempts = 20

interface Waiting {
  readonly request: AppendRequest
  prepared?: PreparedAppend
  readonly answer: (result: AppendResult) => void
  readonly fail: (error: unknown) => void
}

export interface Appender {
  readonly append: (request: AppendRequest) => Promise<AppendResult>
  /** Answers when nothing waits any more. */
  readonly idle: () => Promise<void>
}

export function openAppender(chain: string, database: Database, sha256: Sha256, limits: AppenderLimits): Appender {
  const waiting: Waiting[] = []
  const known = openKnownState()
  let working: Promise<void> | undefined

  const work = async (): Promise<void> => {
    // One turn of the event loop first, so that everything which arrived with this request is in the first batch.
    await new Promise(setImmediate)
    while (waiting.length > 0) await settle(takeBatch(waiting, limits))
    // In the same step as the last look at what waits, or a request that comes between would wait for ever.
    working = undefined
  }
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await database.patiently((client) => commit(client, chain, batch, known, sha256))
      batch.forEach((each, at) => {
        const result = results[at]
        if (result !== undefined) each.answer(result)
      })
    } catch (error) {
      // One request that the store will not take must not stop the others: each goes alone, and only that one fails.
      const isForAll = batch.length === 1 || error instanceof JournalUnavailable
      if (isForAll) for (const each of batch) each.fail(error)
      else for (const each of batch) await settle([each])
    }
  }
  return {
    append: (request) => {
      if (waiting.length >= limits.maxWaiting) return Promise.resolve(busy(waiting.length))
      const answer = new Promise<AppendResult>((resolve, reject) => {
        const each: Waiting = { request, answer: resolve, fail: reject }
        // The store is busy with the batch before: use the time.
        if (working !== undefined) each.prepared = prepareAppend(request, sha256)
        waiting.push(each)
      })
      working ??= work()
      return answer
    },
    idle: async () => {
      await working
    },
  }
}

function takeBatch(waiting: Waiting[], limits: AppenderLimits): readonly Waiting[] {
  let [count, bytes] = [0, 0]
  for (const { request } of waiting) {
    bytes += request.document?.bytes.length ?? 0
    if (count === limits.maxBatch || (count > 0 && bytes > limits.maxBatchBytes)) break
    count += 1
  }
  return waiting.splice(0, count)
}

async function commit(client: PoolClient, chain: string, batch: readonly Waiting[], known: KnownState, sha256: Sha256): Promise<readonly AppendResult[]> {
  const requests = batch.map((each) => each.request)
  const prepared = (): readonly PreparedAppend[] => batch.map((each) => (each.prepared ??= prepareAppend(each.request, sha256)))
  for (let attempt = 0; ; attempt += 1) {
    const guess = attempt === 0 ? known.guess(requests) : undefined
    const asked = guess === undefined ? client.query<StateRow>(stateQuery(chain, requests)) : undefined
    // Hashing while the answer is on its way.
    const appends = prepared()
    const state = guess ?? batchState((await asked)?.rows[0])
    const decision = decideBatch(state, appends, sha256)
    try {
      if (decision.records.length > 0) await client.query(writeQuery(chain, state.head.range.size, decision))
      known.learn(state, decision)
    } catch (error) {
      known.forget()
      if (!isOvertaken(error) || attempt === maxAttempts) throw error
      continue
    }
    const results: AppendResult[] = []
    for (const outcome of decision.outcomes) results.push(await answerTo(outcome, (key) => readKeyed(client, chain, key)))
    return results
  }
}

async function answerTo(outcome: Outcome, read: (key: KeyRecord) => ReturnType<typeof readKeyed>): Promise<AppendResult> {
  switch (outcome.kind) {
    case 'refused':
      return refused(outcome.issues)
    case 'appended':
      return accepted(answered(outcome.records, false))
    case 'replay': {
      const records = await read(outcome.of)
      invariant(records.length === outcome.of.entryCount, 'a key stands for entries that are there')
      return accepted(answered(records, true))
    }
  }
}
