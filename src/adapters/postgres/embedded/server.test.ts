// The embedded server on folders in the states that real ones are found in: fresh, killed, stale, half made, foreign.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { generateKeyPairSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { sha256 } from '../../system/hash.ts'
import { signingKey } from '../../system/signing-key.ts'
import { startEmbeddedPostgres, type EmbeddedServer } from './server.ts'
import { openPostgresJournal } from '../journal.ts'

const isRoot = process.getuid?.() === 0
const made: string[] = []
const running: EmbeddedServer[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-embedded-'))
  made.push(folder)
  return folder
}

async function start(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedPostgres({ folder, settings })
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function ask(server: EmbeddedServer, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

const { signer } = signingKey(generateKeyPairSync('ed25519').privateKey, 'embedded.example')

test('a fresh folder becomes a durable server, and the same data is there at the next start', async () => {
  const folder = newFolder()
  const server = await start(folder)
  const settings = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'server_encoding', 'listen_addresses', 'unix_socket_directories']
  expect(await ask(server, `select ${settings.map((name) => `current_setting('${name}')`).join(', ')}`)).toEqual(
    ['on', 'on', 'on', 'on', 'UTF8', '127.0.0.1', ''],
  )
  expect(await ask(server, `select 'Z' < 'a', lower('Ä'), datlocprovider from pg_database where datname = 'postgres'`)).toEqual([true, 'ä', 'b'])
  expect(String(await ask(server, 'show server_version'))).toMatch(/^18\./)
  await ask(server, 'create table kept as select 42 as answer')
  await server.stop()
  await server.stop()
  expect(await ask(await start(folder), 'select answer from kept')).toEqual([42])
})

test('the password and the log are for their owner only, and a wrong password is refused', async () => {
  const folder = newFolder()
  const server = await start(folder)
  for (const file of ['password', 'server.log']) expect(statSync(join(folder, file)).mode & 0o077).toBe(0)
  const client = new pg.Client({ connectionString: server.url.replace(/:[0-9a-f]+@/, ':wrong@') })
  await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
})

test('while another process owns the server, this one attaches to it and leaves it running', async () => {
  const folder = newFolder()
  const server = await start(folder)
  writeFileSync(join(folder, 'owner'), `${process.ppid}\n`)
  const guest = await startEmbeddedPostgres({ folder })
  expect([guest.isOwner(), guest.pid(), guest.url]).toEqual([false, server.pid(), server.url])
  await guest.stop()
  expect(await ask(server, 'select 1')).toEqual([1])
})

test('a server whose owner was killed is taken over', async () => {
  const folder = newFolder()
  const server = await start(folder)
  writeFileSync(join(folder, 'owner'), '99999999\n')
  const heir = await startEmbeddedPostgres({ folder })
  expect([heir.isOwner(), heir.pid()]).toEqual([true, server.pid()])
  await heir.stop()
  await expect(ask(server, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a killed server comes back on the same port, once for all who ask', async () => {
  const server = await start(newFolder())
  const pid = server.pid()
  await ask(server, 'create table kept as select 42 as answer')
  process.kill(pid, 'SIGKILL')
  // Until the system has let go of the killed process, it still counts as there.
  await expect.poll(async () => {
    await Promise.all([server.revive(), server.revive(), server.revive()])
    return server.pid()
  }).not.toBe(pid)
  expect(await ask(server, 'select answer from kept')).toEqual([42])
})

test('a postmaster.pid whose process id now belongs to another program does not keep it from starting', async () => {
  const folder = newFolder()
  const first = await start(folder)
  const pidFile = join(first.dataFolder, 'postmaster.pid')
  const left = readFileSync(pidFile, 'utf8')
  await first.stop()
  expect(existsSync(pidFile)).toBe(false)
  writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)))
  expect(await ask(await start(folder), 'select 1')).toEqual([1])
})

test('a half-made cluster and a lock of a dead process are cleared away', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'data.new'))
  writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18\n')
  writeFileSync(join(folder, 'starting'), '99999999\n')
  expect(await ask(await start(folder), 'select 1')).toEqual([1])
  expect(existsSync(join(folder, 'data.new'))).toBe(false)
})

test('a database of another major version is refused by name', async () => {
  const folder = newFolder()
  const server = await start(folder)
  await server.stop()
  writeFileSync(join(server.dataFolder, 'PG_VERSION'), '17\n')
  await expect(startEmbeddedPostgres({ folder })).rejects.toMatchObject({ code: 'embedded_postgres_unavailable', message: expect.stringContaining('PostgreSQL 17') })
})

test.runIf(isRoot)('as root, a folder behind one that the server may not enter is replaced by one of the system', async () => {
  const parent = newFolder()
  const folder = join(parent, 'private', 'postgres')
  mkdirSync(join(parent, 'private'), { mode: 0o700 })
  const server = await start(folder)
  const where = readFileSync(join(folder, 'where'), 'utf8').trim()
  made.push(where)
  expect(where).toMatch(/^\/var\/lib\/lingding\/[0-9a-f]{16}$/)
  expect(server.dataFolder).toBe(join(where, 'data'))
  expect(statSync(server.dataFolder).uid).not.toBe(0)
})

test.each([
  ['fsync', 'fsync is off'],
  ['full_page_writes', 'full_page_writes is off'],
  ['synchronous_commit', 'synchronous_commit is off'],
])('the journal refuses a server with %s off, and says so', async (setting, said) => {
  const server = await start(newFolder(), { [setting]: 'off' })
  await expect(openPostgresJournal({ url: server.url, sha256, signer })).rejects.toMatchObject({
    code: 'server_not_durable',
    message: expect.stringContaining(said),
  })
})

test('migrations are applied once, by several at once, and a newer schema is refused', async () => {
  const server = await start(newFolder())
  const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgresJournal({ url: server.url, sha256, signer })))
  for (const journal of opened) await journal.close()
  expect(await ask(server, 'select number, name from lingding.migrations')).toEqual([1, 'journal', 2, 'stores', 3, 'packed documents', 4, 'shipments by time', 5, 'filings that differ'])
  await ask(server, `insert into lingding.migrations (number, name) values (1000, 'from the future')`)
  await expect(openPostgresJournal({ url: server.url, sha256, signer })).rejects.toMatchObject({ code: 'schema_too_new' })
})

test('the chain or the organisation leads every key, every party row names its organisation, and no logic is in the database', async () => {
  const server = await start(newFolder())
  await (await openPostgresJournal({ url: server.url, sha256, signer })).close()
  const withoutChain = `select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'lingding' and i.indisunique and c.relname not like 'migrations%'
    and (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) not in ('chain', 'organisation')`
  expect(await ask(server, withoutChain)).toEqual([])
  const owned = `select table_name from information_schema.columns where table_schema = 'lingding' and column_name = 'organisation' order by 1`
  expect(await ask(server, owned)).toEqual(['decisions', 'documents', 'entries', 'filing_names', 'filings', 'kept', 'keys', 'shipments'])
  const logic = `select count(*)::integer from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'lingding'
    union all select count(*)::integer from pg_trigger where not tgisinternal`
  expect(await ask(server, logic)).toEqual([0, 0])
})
