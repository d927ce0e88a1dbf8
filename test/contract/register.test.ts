// The register in PostgreSQL is what follows from the journal: `verify` finds every row that is not, two processes keep one
// register, and rows of an older fold are made again.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { openPostgresStores, type PostgresStores } from '../../src/adapters/postgres/stores.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import type { Journal } from '../../src/app/ports.ts'
import { fileShipment } from '../../src/app/shipment/file-shipment.ts'
import { ownPlatform } from '../../src/app/shipment/in-whose-name.ts'
import { openRegister, registerProjection } from '../../src/app/shipment/register.ts'
import { verifyJournal } from '../../src/app/verify-journal.ts'
import { readDraftText } from '../../src/domain/submission/index.ts'
import { hashOf, hashText } from '../../src/edges/compose.ts'
import { exampleText, knowledge, profiles } from '../knowledge.ts'
import { standingAt } from '../platform.ts'

const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'register.example')
const folder = mkdtempSync(join(tmpdir(), 'lingding-register-'))
let server: EmbeddedServer
let journal: Journal
let stores: PostgresStores
let superuser: pg.Client

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder })
  journal = await openPostgresJournal({ url: server.url, sha256, signer: key.signer })
  stores = await openPostgresStores({ url: server.url, fold: 1 })
  superuser = new pg.Client({ connectionString: server.url })
  await superuser.connect()
  for (const organisation of ['reg-a', 'reg-b']) for (let at = 1; at <= 5; at += 1) await file(organisation, `${organisation.toUpperCase()}-${at}`)
})
afterAll(async () => {
  await superuser.end()
  await stores.close()
  await journal.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function file(organisation: string, reference: string): Promise<void> {
  const text = exampleText('dongguan-hongkong-batteries').replace('SAMPLE-BATTERIES-1', reference)
  const read = readDraftText(text)
  const bytes = new TextEncoder().encode(text)
  const input = { draft: read.ok ? read.value.draft : {}, profiles, now: standingAt, hashText }
  const command = { organisation, standing: ownPlatform, actor: 'clerk', idempotencyKey: reference, received: { bytes, sha256: hashOf(bytes) }, input, ruleSet: 'data-test' }
  const done = await fileShipment(command, { knowledge, journal, hashOf })
  if (!done.ok) throw new Error(JSON.stringify(done.issues))
}

const tables = ['register_positions', 'shipments', 'filings', 'filing_names']

async function forget(): Promise<void> {
  await superuser.query(`truncate ${tables.map((table) => `lingding.${table}`).join(', ')}`)
}

async function faults(of: PostgresStores = stores): Promise<readonly string[]> {
  const register = openRegister(journal, of.shipments)
  const { faults: found } = await verifyJournal(journal, { sha256, verifiers: [key.verifier], projections: [registerProjection(register)] })
  return found.map((each) => `${each.code} ${String(each.params['name'])}`)
}

afterEach(forget)

test('what nobody touched is what follows from the journal', async () => {
  expect(await faults()).toEqual([])
  const { rows } = await superuser.query<{ count: number }>('select count(*)::integer as count from lingding.filings')
  expect(rows[0]?.count).toBeGreaterThanOrEqual(20)
})

const one = `(organisation, shipment) = (select organisation, shipment from lingding.filings where organisation = 'reg-a' order by 2 limit 1)`

test.each([
  [`update lingding.shipments set state = replace(state::text, 'REG-A-3', 'REG-A-4')::json where state->>'reference' = 'REG-A-3'`],
  [`update lingding.shipments set state = jsonb_set(state::jsonb, '{isCancelled}', 'true')::json where state->>'reference' = 'REG-B-1'`],
  [`update lingding.shipments set state = '{}'::json where state->>'reference' = 'REG-B-1'`],
  [`update lingding.shipments set filed_at = filed_at - 1 where state->>'reference' = 'REG-B-1'`],
  [`update lingding.shipments set position = position + 9 where state->>'reference' = 'REG-B-1'`],
  [`delete from lingding.shipments where state->>'reference' = 'REG-B-5'`],
  [`update lingding.filings set stage = 'released' where ${one} and filing = 'mainland-declaration'`],
  [`update lingding.filings set customs = 'macao' where ${one} and filing = 'mainland-declaration'`],
  [`update lingding.filings set row = jsonb_set(row::jsonb, '{hasDifference}', 'true')::json where ${one}`],
  [`update lingding.filings set has_difference = true where ${one}`],
  [`delete from lingding.filings where ${one}`],
  [`insert into lingding.filings select organisation, 'invented', filing, customs, stage, place, row, has_difference from lingding.filings where ${one} limit 1`],
  [`delete from lingding.filing_names where ${one}`],
  [`update lingding.filing_names set name = name || '-X' where ${one}`],
])('verify sees: %s', async (sql) => {
  await faults()
  const { rowCount } = await superuser.query(sql)
  expect(rowCount).toBeGreaterThan(0)
  expect(await faults()).toEqual(['journal_read_model_differs shipments'])
})

test('two processes keep one register, whoever is first', async () => {
  const other = await openPostgresStores({ url: server.url, fold: 1 })
  const registers = [openRegister(journal, stores.shipments), openRegister(journal, other.shipments)]
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([file('reg-c', `REG-C-${round}`), ...registers.map((register) => register.catchUp())])
    const counts = await Promise.all(registers.map(async (register) => (await register.list({ kind: 'own', organisation: 'reg-c' }, { limit: 99 })).length))
    expect(counts).toEqual([round + 1, round + 1])
  }
  expect(await faults()).toEqual([])
  await other.close()
})

test('rows of another fold are thrown away and folded again; the older program keeps nothing beside it', async () => {
  expect(await faults()).toEqual([])
  await superuser.query(`update lingding.shipments set state = '{}'::json`)
  const newer = await openPostgresStores({ url: server.url, fold: 2 })
  expect(await faults(newer)).toEqual([])
  const position = await newer.shipments.position('shipments-reg-a')
  expect(position).toBe(5)
  expect(await stores.shipments.apply('shipments-reg-a', 5, 6, [])).toBe(false)
  expect(await newer.shipments.position('shipments-reg-a')).toBe(5)
  await newer.close()
})

test('what was kept before lists went by time is listed, and is still what follows from the journal', async () => {
  expect(await faults()).toEqual([])
  const text = 'a NUL, and what looks like a time: \0 "filedAt":1'
  await superuser.query(`update lingding.shipments set state = replace(state::text, '"reference":"REG-C-4"', $1)::json`, [`"reference":${JSON.stringify(text)}`])
  await superuser.query(`update lingding.filings set row = replace(row::text, '"hasDifference":false', '"hasDifference":true')::json where filing = 'hongkong-cargo' and row ->> 'reference' = 'REG-C-3'`)
  await superuser.query(`alter table lingding.shipments drop column filed_at;
    create index shipments_own on lingding.shipments (organisation, position); create index shipments_all on lingding.shipments (position, organisation);
    alter table lingding.filings drop column has_difference; delete from lingding.migrations where number >= 4`)
  await (await openPostgresJournal({ url: server.url, sha256, signer: key.signer })).close()
  const later = await openPostgresStores({ url: server.url, fold: 1 })
  const listed = await later.shipments.list({ kind: 'all' }, { limit: 99 })
  expect(listed.map(({ organisation, position }) => `${organisation} ${position}`).slice(0, 3)).toEqual(['reg-c 4', 'reg-c 3', 'reg-c 2'])
  expect(listed[0]?.reference).toBe(text)
  const differing = await later.shipments.filings({ kind: 'all' }, { limit: 99, isDiffering: true })
  expect(differing.map(({ filing }) => filing)).toEqual(['hongkong-cargo'])
  await superuser.query(`update lingding.filings set row = replace(row::text, '"hasDifference":true', '"hasDifference":false')::json, has_difference = false`)
  await superuser.query(`update lingding.shipments set state = replace(state::text, $1, '"reference":"REG-C-4"')::json`, [`"reference":${JSON.stringify(text)}`])
  expect(await faults(later)).toEqual([])
  await later.close()
})

test('no reading and no keeping goes through a whole table', async () => {
  const before = await wholeReadings()
  const asked = await openPostgresStores({ url: server.url, fold: 1 })
  const register = openRegister(journal, asked.shipments)
  await register.list({ kind: 'own', organisation: 'reg-a' }, { limit: 10 })
  await register.list({ kind: 'all' }, { limit: 10 })
  await register.find({ kind: 'own', organisation: 'reg-a' }, 'reg-a', 'none')
  await register.filings({ kind: 'addressed', customs: 'hongkong' }, { stages: ['waiting'], limit: 10 })
  await register.filings({ kind: 'own', organisation: 'reg-a' }, { limit: 10 })
  await register.filings({ kind: 'all' }, { limit: 10 })
  await register.filings({ kind: 'all' }, { limit: 10, isDiffering: true })
  await register.byNumber('mainland', 'none')
  await register.all()
  await file('reg-d', 'REG-D-1')
  await register.catchUp()
  // A backend tells what it counted when it ends at the latest.
  await asked.close()
  expect(await wholeReadings()).toEqual(before)
})

/** Of the tables that grow with what is filed. */
async function wholeReadings(): Promise<readonly unknown[]> {
  const { rows } = await superuser.query(`select relname, seq_scan from pg_stat_user_tables where schemaname = 'lingding' and relname = any($1) order by 1`, [tables.slice(1)])
  return rows
}
