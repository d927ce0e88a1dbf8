// Rows of the journal tables as records, and back.
import type { QueryConfig, QueryResultRow } from 'pg'
import pg from 'pg'
import { instant } from '../../base/instant.ts'
import { digestOf, entryOf, parseJson, type Appended, type Digest, type EntryRecord, type OutboxRecord } from '../../journal/index.ts'

export interface EntryRow extends QueryResultRow {
  readonly chain: string
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly kind: string
  readonly kind_version: number
  readonly organisation: string
  readonly actor: string
  readonly written_at: number
  readonly rule_set: string
  readonly key: string
  readonly input_hash: Buffer
  readonly document: Buffer | null
  readonly number_office: string | null
  readonly number_year: number | null
  readonly number_value: number | null
  readonly payload: string
  readonly leaf_hash: Buffer
}

export interface OutboxRow extends QueryResultRow {
  readonly sequence: number
  readonly position: number
  readonly topic: string
  readonly payload: string
}

const bigintType = 20

/** Reads bigint as a number: positions, sizes and times stay far below 2^53. */
export const numberTypes: NonNullable<QueryConfig['types']> = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigintType ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export function recordOf(row: EntryRow): EntryRecord {
  const { number_office: office, number_year: year, number_value: value } = row
  return {
    chain: row.chain,
    position: row.position,
    stream: row.stream,
    version: row.version,
    kind: row.kind,
    kindVersion: row.kind_version,
    organisation: row.organisation,
    actor: row.actor,
    writtenAt: instant(row.written_at),
    ruleSet: row.rule_set,
    key: row.key,
    inputHash: digestOf(row.input_hash),
    payloadText: row.payload,
    leafHash: digestOf(row.leaf_hash),
    ...(row.document === null ? {} : { document: digestOf(row.document) }),
    ...(office === null || year === null || value === null ? {} : { number: { office, year, value } }),
  }
}

export function outboxOf(row: OutboxRow): OutboxRecord {
  return { sequence: row.sequence, position: row.position, topic: row.topic, payload: parseJson(row.payload) ?? null }
}

/** The answer to an append whose records these are. */
export function answered(records: readonly EntryRecord[], isReplay: boolean): Appended {
  const number = records[0]?.number
  const entries = records.map(entryOf)
  return number === undefined ? { isReplay, entries } : { isReplay, entries, number }
}

export function bytesOf(digest: Digest): Buffer {
  return Buffer.from(digest, 'hex')
}

const unstorable = /[\0\p{Surrogate}]/gu

/** Text as PostgreSQL can hold it: no NUL, and no half of a surrogate pair. */
export function storable(text: string): string {
  return text.replace(unstorable, '\uFFFD')
}
