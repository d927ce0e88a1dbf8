// The journal in PostgreSQL: the record behind every receipt. It refuses a server that could lose what it acknowledged,
// brings the schema up to date, and has one appender per chain.
import { JournalUnavailable, type Journal } from '../../app/ports.ts'
import {
  assertAppendable,
  emptyRange,
  entryOf,
  planConsistency,
  planInclusion,
  rootOf,
  signCheckpoint,
  type CompactRange,
  type EntryRecord,
  type NoteSigner,
  type Sha256,
  type SignedCheckpoint,
  type TreeHead,
} from '../../journal/index.ts'
import { defaultLimits, openAppender, type Appender, type AppenderLimits } from './appender.ts'
import { openDatabase, type Database } from './database.ts'
import { requireDurable } from './schema/durable.ts'
import { migrate } from './schema/migrate.ts'
import { readProof } from './proofs.ts'
import { findKey, readDocument, readKeyed, readMessages, readPositions, readVersions } from './reading.ts'
import { answered } from './rows.ts'
import { requireRoles } from './schema/server-roles.ts'
import { batchState, stateQuery, type StateRow } from './statements.ts'

export interface PostgresJournalOptions {
  /** `postgres://…`, the embedded server's or DATABASE_URL. */
  readonly url: string
  readonly sha256: Sha256
  /** Its name is the origin of the log. */
  readonly signer: NoteSigner
  /** Brings the server back when it is ours, `EmbeddedServer.revive`. */
  readonly revive?: () => Promise<void>
  readonly limits?: Partial<AppenderLimits>
  /** Skips the check of fsync and its like. Only for the rig that shows that without them entries are lost. */
  readonly allowUnsafe?: boolean
}

/** Opens the journal. Throws ServerNotDurable, RolesMissing, SchemaTooNew, or the error of the connection. */
export async function openPostgresJournal(options: PostgresJournalOptions): Promise<Journal> {
  const { sha256, signer } = options
  const limits = { ...defaultLimits, ...options.limits }
  const owner = openDatabase({ ...options, role: 'owner', maxConnections: 1, unavailableAfterMs: limits.unavailableAfterMs })
  try {
    await owner.patiently(async (client) => {
      if (options.allowUnsafe !== true) await requireDurable(client)
      await requireRoles(client)
      await migrate(client)
    })
  } finally {
    await owner.close()
  }
  const database = openDatabase({ ...options, role: 'lingding_service', unavailableAfterMs: limits.unavailableAfterMs })
  const appenders = new Map<string, Appender>()
  let isClosed = false
  const head = async (chain: string): Promise<TreeHead> => {
    const range = await readRange(database, chain)
    return { origin: `${signer.name}/${chain}`, size: range.size, root: rootOf(range, sha256) }
  }
  const appenderOf = (chain: string): Appender => {
    const appender = appenders.get(chain) ?? openAppender(chain, database, sha256, limits)
    appenders.set(chain, appender)
    return appender
  }
  return {
    append: async (request) => {
      assertAppendable(request)
      if (isClosed) throw new JournalUnavailable('the journal is closed')
      return appenderOf(request.chain).append(request)
    },
    findByKey: (chain, organisation, key) =>
      database.patiently(async (client) => {
        const record = await findKey(client, chain, organisation, key)
        return record === undefined ? undefined : answered(await readKeyed(client, chain, record), true)
      }),
    readStream: (chain, stream, fromVersion = 1) => entriesOf(readVersions(database, chain, stream, fromVersion)),
    readChain: (chain, fromPosition = 0) => entriesOf(readPositions(database, chain, fromPosition)),
    readRecords: (chain, fromPosition = 0) => readPositions(database, chain, fromPosition),
    readOutbox: (chain, fromSequence = 0) => readMessages(database, chain, fromSequence),
    document: (chain, organisation, digest) => readDocument(database, chain, organisation, digest),
    chains: () =>
      database.patiently(async (client) => {
        const { rows } = await client.query<{ chain: string }>('select chain from lingding.chains order by chain collate "C"')
        return rows.map((row) => row.chain)
      }),
    size: async (chain) => (await readRange(database, chain)).size,
    head,
    checkpoint: async (chain) => keepCheckpoint(database, chain, signCheckpoint(await head(chain), signer)),
    checkpoints: (chain) => readCheckpoints(database, chain),
    inclusionProof: (chain, position, size) =>
      database.patiently((client) => readProof(client, chain, planInclusion(position, size), sha256)),
    consistencyProof: (chain, oldSize, newSize) =>
      database.patiently((client) => readProof(client, chain, planConsistency(oldSize, newSize), sha256)),
    close: async () => {
      if (isClosed) return
      isClosed = true
      await Promise.all([...appenders.values()].map((appender) => appender.idle()))
      await database.close()
    },
  }
}

async function* entriesOf(batches: AsyncIterable<readonly EntryRecord[]>): AsyncGenerator<ReturnType<typeof entryOf>[]> {
  for await (const batch of batches) yield batch.map(entryOf)
}

async function readRange(database: Database, chain: string): Promise<CompactRange> {
  return database.patiently(async (client) => {
    const { rows } = await client.query<StateRow>(stateQuery(chain, []))
    return rows[0]?.head === null ? emptyRange : batchState(rows[0]).head.range
  })
}

async function keepCheckpoint(database: Database, chain: string, signed: SignedCheckpoint): Promise<SignedCheckpoint> {
  await database.patiently((client) =>
    client.query({
      text: 'insert into lingding.checkpoints (chain, size, root, note) values ($1, $2, $3, $4) on conflict (chain, size) do nothing',
      values: [chain, signed.size, Buffer.from(signed.root), signed.note],
    }),
  )
  return signed
}

async function readCheckpoints(database: Database, chain: string): Promise<readonly SignedCheckpoint[]> {
  return database.patiently(async (client) => {
    const { rows } = await client.query<{ size: number; root: Buffer; note: string }>({
      text: 'select size, root, note from lingding.checkpoints where chain = $1 order by size',
      values: [chain],
    })
    return rows
  })
}
