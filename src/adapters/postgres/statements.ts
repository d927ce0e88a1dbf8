// The question of one batch: what its decision needs to know. What follows is written by one statement (write-statement.ts)
// that is its own transaction. So a batch costs two round trips and one commit, whatever its size. Nothing needs a lock:
// every append moves the head of the chain, so when anything came between question and answer, the head is not the one
// that was decided on, a constraint refuses the whole statement, and the batch asks again. Both stay within one chain.
import type { QueryConfig } from 'pg'
import {
  emptyHead,
  fromHex,
  keyName,
  parseDigest,
  rangeHashCount,
  seriesName,
  type AppendRequest,
  type BatchState,
  type ChainHead,
  type KeyRecord,
} from '../../journal/index.ts'
import { invariant } from '../../base/invariant.ts'

/** Lists are null when nothing was asked, and have null where what was asked is not there. */
export interface StateRow {
  readonly head: readonly [size: number, rangeHex: string, outboxSize: number] | null
  readonly keys: readonly (readonly [organisation: string, key: string, inputHash: string, firstPosition: number, entryCount: number] | null)[] | null
  readonly versions: readonly (readonly [stream: string, version: number | null])[] | null
  readonly numbers: readonly (readonly [office: string, year: number, last: number] | null)[] | null
}

const hashBytes = 32
/** SQLSTATE, PostgreSQL 18 appendix A. */
const uniqueViolation = '23505'
const checkViolation = '23514'

/** Each name is looked up by itself: a join would leave it to the planner to read the whole chain. */
export function stateQuery(chain: string, requests: readonly AppendRequest[]): QueryConfig {
  const series = requests.flatMap((request) => request.numberSeries ?? [])
  return {
    name: 'batch-state',
    text: `select
      (select json_build_array(size, encode(range, 'hex'), outbox_size) from lingding.chains where chain = $1) as head,
      (select json_agg((select json_build_array(k.organisation, k.key, encode(k.input_hash, 'hex'), k.first_position, k.entry_count)
          from lingding.keys k where k.chain = $1 and k.organisation = asked.organisation and k.key = asked.key))
        from unnest($2::text[], $3::text[]) as asked (organisation, key)) as keys,
      (select json_agg(json_build_array(asked.stream,
          (select e.version from lingding.entries e where e.chain = $1 and e.stream = asked.stream order by e.version desc limit 1)))
        from unnest($4::text[]) as asked (stream)) as versions,
      (select json_agg((select json_build_array(n.office, n.year, n.last)
          from lingding.numbers n where n.chain = $1 and n.office = asked.office and n.year = asked.year))
        from unnest($5::text[], $6::integer[]) as asked (office, year)) as numbers`,
    values: [
      chain,
      requests.map((request) => request.organisation),
      requests.map((request) => request.idempotencyKey),
      [...new Set(requests.map((request) => request.stream))],
      series.map((each) => each.office),
      series.map((each) => each.year),
    ],
  }
}

/** True when the store is not what the batch was decided on: another appender was first, or a guess was wrong. */
export function isOvertaken(error: unknown): boolean {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown }
  return code === uniqueViolation || (code === checkViolation && constraint === 'chains_size_check')
}

export function batchState(row: StateRow | undefined): BatchState {
  invariant(row !== undefined, 'the question about a batch has one answer')
  return {
    head: row.head === null ? emptyHead : chainHead(...row.head),
    keys: new Map((row.keys ?? []).flatMap((key) => (key === null ? [] : [[keyName(key[0], key[1]), keyRecord(...key)]]))),
    versions: new Map((row.versions ?? []).map(([stream, version]) => [stream, version ?? 0])),
    numbers: new Map((row.numbers ?? []).flatMap((number) => (number === null ? [] : [[seriesName({ office: number[0], year: number[1] }), number[2]]]))),
  }
}

function chainHead(size: number, rangeHex: string, outboxSize: number): ChainHead {
  const bytes = fromHex(rangeHex) ?? new Uint8Array()
  invariant(bytes.length === rangeHashCount(size) * hashBytes, 'the stored edge of the tree has a hash for each one-bit of its size')
  const hashes = Array.from({ length: bytes.length / hashBytes }, (_, at) => bytes.slice(at * hashBytes, (at + 1) * hashBytes))
  return { range: { size, hashes }, outboxSize }
}

function keyRecord(organisation: string, key: string, inputHashHex: string, firstPosition: number, entryCount: number): KeyRecord {
  const inputHash = parseDigest(inputHashHex)
  invariant(inputHash !== undefined, 'a stored input hash has 32 bytes')
  return { organisation, key, inputHash, firstPosition, entryCount }
}
