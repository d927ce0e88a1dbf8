// Reading the journal, always in bounded batches and by key, so that a chain of any length needs the same memory.
import type { ClientBase, QueryConfig, QueryResultRow } from 'pg'
import { invariant } from '../../base/invariant.ts'
import { parseDigest, type Digest, type EntryRecord, type KeyRecord, type OutboxRecord, type ReceivedDocument } from '../../journal/index.ts'
import type { Database } from './database.ts'
import { unpackDocument, type PackedDocument } from './packed-document.ts'
import { bytesOf, outboxOf, recordOf, type EntryRow, type OutboxRow } from './rows.ts'

export const readBatch = 256

/** Runs a query on one connection, again where the connection breaks. */
export type Readable = Pick<Database, 'patiently'>

export async function readKeyed(client: ClientBase, chain: string, key: KeyRecord): Promise<readonly EntryRecord[]> {
  const { rows } = await client.query<EntryRow>({
    name: 'read-keyed',
    text: 'select * from lingding.entries where chain = $1 and position >= $2 and position < $3 order by position',
    values: [chain, key.firstPosition, key.firstPosition + key.entryCount],
  })
  return rows.map(recordOf)
}

export async function findKey(client: ClientBase, chain: string, organisation: string, key: string): Promise<KeyRecord | undefined> {
  const { rows } = await client.query<{ input_hash: Buffer; first_position: number; entry_count: number }>({
    name: 'find-key',
    text: 'select input_hash, first_position, entry_count from lingding.keys where chain = $1 and organisation = $2 and key = $3',
    values: [chain, organisation, key],
  })
  const [row] = rows
  if (row === undefined) return undefined
  const inputHash = parseDigest(row.input_hash.toString('hex'))
  invariant(inputHash !== undefined, 'a stored input hash has 32 bytes')
  return { organisation, key, inputHash, firstPosition: row.first_position, entryCount: row.entry_count }
}

export function readPositions(database: Readable, chain: string, from: number): AsyncGenerator<readonly EntryRecord[]> {
  const text = 'select * from lingding.entries where chain = $1 and position >= $2 order by position limit $3'
  const query = (next: number): QueryConfig => ({ name: 'read-chain', text, values: [chain, next, readBatch] })
  return readOn<EntryRow, EntryRecord>(database, query, recordOf, (last) => last.position, from)
}

export function readVersions(database: Readable, chain: string, stream: string, from: number): AsyncGenerator<readonly EntryRecord[]> {
  const text = 'select * from lingding.entries where chain = $1 and stream = $2 and version >= $3 order by version limit $4'
  const query = (next: number): QueryConfig => ({ name: 'read-stream', text, values: [chain, stream, next, readBatch] })
  return readOn<EntryRow, EntryRecord>(database, query, recordOf, (last) => last.version, from)
}

export function readMessages(database: Readable, chain: string, from: number): AsyncGenerator<readonly OutboxRecord[]> {
  const text = 'select sequence, position, topic, payload from lingding.outbox where chain = $1 and sequence >= $2 order by sequence limit $3'
  const query = (next: number): QueryConfig => ({ name: 'read-outbox', text, values: [chain, next, readBatch] })
  return readOn<OutboxRow, OutboxRecord>(database, query, outboxOf, (last) => last.sequence, from)
}

export async function readDocument(database: Readable, chain: string, organisation: string, digest: Digest): Promise<ReceivedDocument | undefined> {
  const text = 'select media_type, packing, bytes from lingding.documents where chain = $1 and organisation = $2 and sha256 = $3'
  const query = { name: 'read-document', text, values: [chain, organisation, bytesOf(digest)] }
  const { rows } = await database.patiently((client) => client.query<PackedDocument & { readonly media_type: string }>(query))
  return rows[0] === undefined ? undefined : { mediaType: rows[0].media_type, bytes: unpackDocument(rows[0]) }
}

async function* readOn<Row extends QueryResultRow, Item>(
  database: Readable,
  query: (next: number) => QueryConfig,
  itemOf: (row: Row) => Item,
  placeOf: (item: Item) => number,
  from: number,
): AsyncGenerator<readonly Item[]> {
  for (let next = from; ;) {
    const { rows } = await database.patiently((client) => client.query<Row>(query(next)))
    const items = rows.map(itemOf)
    const last = items.at(-1)
    if (last === undefined) return
    yield items
    if (items.length < readBatch) return
    next = placeOf(last) + 1
  }
}
