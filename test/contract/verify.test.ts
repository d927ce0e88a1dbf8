// T5: as the database's superuser, change what is stored in every way that comes to mind, as clumsily or as carefully as
// one can, and verify with one checkpoint that left the building before. Every change must be seen.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openMemoryJournal } from '../../src/adapters/memory/journal.ts'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import type { Journal } from '../../src/app/ports.ts'
import { projectionOf, verifyJournal, type Verification, type VerifyOptions } from '../../src/app/verify-journal.ts'
import type { SignedCheckpoint } from '../../src/journal/index.ts'
import { request } from './journal-contract.ts'

const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'verify.example')
const folder = mkdtempSync(join(tmpdir(), 'lingding-verify-'))
const chain = 'c'
const size = 40
let server: EmbeddedServer
let journal: Journal
let superuser: pg.Client
let outside: SignedCheckpoint

/** Forty appends, each with a number, a document and a stream of two versions. */
async function fill(into: Journal): Promise<void> {
  for (let at = 0; at < size; at += 1) {
    await into.append(
      request(chain, `k${at}`, {
        stream: `s${at >> 1}`,
        numberSeries: { office: '5301', year: 2025 },
        document: { mediaType: 'text/plain', bytes: Buffer.from(`document ${at}`) },
      }),
    )
  }
}

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder })
  journal = await openPostgresJournal({ url: server.url, sha256, signer: key.signer })
  superuser = new pg.Client({ connectionString: server.url })
  await superuser.connect()
  await fill(journal)
  outside = await journal.checkpoint(chain)
  await superuser.query('truncate lingding.checkpoints')
})

afterAll(async () => {
  await superuser.end()
  await journal.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const tables = ['chains', 'entries', 'keys', 'documents', 'numbers', 'subtrees', 'checkpoints']

/** Runs the change, verifies, and puts everything back. */
async function tampered(sql: string, options: Partial<VerifyOptions> = {}): Promise<Verification> {
  for (const table of tables) await superuser.query(`create table saved_${table} as select * from lingding.${table}`)
  await superuser.query(sql)
  return verifyJournal(journal, { sha256, verifiers: [key.verifier], checkpoints: [outside.note], ...options })
}

afterEach(async () => {
  for (const table of tables) {
    const { rows } = await superuser.query<{ saved: string | null }>(`select to_regclass('saved_${table}')::text as saved`)
    if (rows[0]?.saved == null) continue
    await superuser.query(`begin; delete from lingding.${table}; insert into lingding.${table} select * from saved_${table} where chain = 'c'; drop table saved_${table}; commit`)
  }
})

const codesOf = (verification: Verification): readonly string[] => [...new Set(verification.faults.map((each) => each.code))].sort()

test('what nobody touched verifies, with its counts', async () => {
  const verification = await tampered('select 1')
  expect(verification).toMatchObject({ chains: 1, entries: size, documents: size, checkpoints: 1, faultCount: 0, faults: [] })
  expect(verification.heads).toEqual([{ origin: 'verify.example/c', size, root: outside.root }])
})

// The entry is changed, and the leaf hash beside it is left as it was.
test.each([
  [`update lingding.entries set payload = replace(payload, 'battery', 'batterz') where position = 7`, 'journal_entry_changed'],
  [`update lingding.entries set payload = '{' where position = 7`, 'journal_entry_changed'],
  [`update lingding.entries set actor = 'x' where position = 0`, 'journal_entry_changed'],
  [`update lingding.entries set organisation = 'x' where position = 39`, 'journal_entry_changed'],
  [`update lingding.entries set written_at = written_at - 1 where position = 20`, 'journal_entry_changed'],
  [`update lingding.entries set document = null where position = 20`, 'journal_entry_changed'],
  [`update lingding.entries set number_value = 77 where position = 39`, 'journal_number_gap'],
  [`update lingding.entries set leaf_hash = sha256('x') where position = 20`, 'journal_entry_changed'],
  [`update lingding.documents set bytes = 'other' where sha256 = sha256('document 5')`, 'journal_document_changed'],
  [`delete from lingding.documents where sha256 = sha256('document 5')`, 'journal_document_missing'],
  [`delete from lingding.keys where key = 'k9'`, 'journal_key_differs'],
  [`update lingding.keys set first_position = 3 where key = 'k9'`, 'journal_key_differs'],
  [`delete from lingding.entries where position = 12`, 'journal_position_gap'],
  [`delete from lingding.entries where position >= 30`, 'journal_tail_missing'],
  [`delete from lingding.entries`, 'journal_tail_missing'],
  [`truncate lingding.chains, lingding.entries, lingding.keys`, 'journal_tail_missing'],
  [`update lingding.entries set stream = 's99' where position = 13`, 'journal_entry_changed'],
  [`update lingding.chains set range = sha256('a') || sha256('b')`, 'journal_root_differs'],
])('seen: %s', async (sql, code) => {
  const verification = await tampered(sql)
  expect(codesOf(verification)).toContain(code)
  expect(verification.faultCount).toBeGreaterThan(0)
})

test('seen: two entries that changed places', async () => {
  const swap = `update lingding.entries set position = 1000 where position = 4;
    update lingding.entries set position = 4 where position = 6; update lingding.entries set position = 6 where position = 1000`
  expect(codesOf(await tampered(swap))).toEqual(expect.arrayContaining(['journal_entry_changed', 'journal_root_differs', 'journal_version_gap']))
})

test('seen: an entry inserted in the middle, the later ones moved on', async () => {
  const insert = `update lingding.entries set position = position + 1000 where position >= 10;
    update lingding.entries set position = position - 999 where position >= 1000;
    insert into lingding.entries select chain, 10, 's77', 1, kind, kind_version, organisation, actor, written_at, rule_set, 'new', input_hash,
      null, null, null, null, payload, leaf_hash from lingding.entries where position = 9;
    update lingding.chains set size = 41`
  expect(codesOf(await tampered(insert))).toEqual(expect.arrayContaining(['journal_entry_changed', 'journal_root_differs']))
})

/** The careful forger: a journal of his own, written with every hash right, put in place of ours. */
async function forge(change: (at: number) => string, length: number, signer = key.signer): Promise<string> {
  const forged = await openPostgresJournal({ url: server.url, sha256, signer })
  for (let at = 0; at < length; at += 1) {
    const events = [{ kind: 'SubmissionAccepted', kindVersion: 1, payload: { key: change(at), goods: ['battery', '電池'] } }]
    await forged.append(request('forged', `k${at}`, { stream: `s${at >> 1}`, events, numberSeries: { office: '5301', year: 2025 } }))
  }
  const { note } = await forged.checkpoint('forged')
  await forged.close()
  return note
}

test('seen: history written again with every hash right (fork), by the old checkpoint alone', async () => {
  await forge((at) => (at === 11 ? 'another' : `k${at}`), size + 5)
  const replace = ['chains', 'entries', 'keys', 'numbers', 'documents', 'checkpoints']
    .map((table) => `delete from lingding.${table} where chain = 'c'; update lingding.${table} set chain = 'c' where chain = 'forged';`)
    .join('')
  const verification = await tampered(replace)
  expect(codesOf(verification)).toContain('journal_root_differs')
})

test('seen: a checkpoint signed by another key, from outside or kept', async () => {
  const stranger = signingKey(generateKeyPairSync('ed25519').privateKey, 'verify.example')
  const head = await journal.head(chain)
  const other = openMemoryJournal({ sha256, signer: stranger.signer })
  await fill(other)
  const { note } = await other.checkpoint(chain)
  expect(codesOf(await tampered('select 1', { checkpoints: [note] }))).toEqual(['journal_checkpoint_unsigned'])
  await superuser.query('insert into lingding.checkpoints values ($1, $2, $3, $4)', [chain, head.size, Buffer.from(head.root), note])
  const kept = await verifyJournal(journal, { sha256, verifiers: [key.verifier] })
  expect(codesOf(kept)).toEqual(['journal_checkpoint_unsigned'])
})

test('seen: a read model that is not what follows from the journal', async () => {
  const counting = { initial: 0, step: (count: number) => count + 1, view: (count: number) => ({ count }) }
  const options = { sha256, verifiers: [key.verifier] }
  const right = projectionOf('submissions', counting, async () => ({ count: size }))
  const wrong = projectionOf('other', counting, async () => ({ count: size - 1 }))
  const verification = await verifyJournal(journal, { ...options, projections: [right, wrong] })
  expect(verification.faults.map((each) => [each.code, each.params['name']])).toEqual([['journal_read_model_differs', 'other']])
  expect(verification.projections).toBe(2)
})

test('every single byte of the entries, changed at random 200 times, is seen', async () => {
  // The text of an entry's payload, kind, actor, key …, one letter of it replaced by the next.
  const columns = ['payload', 'kind', 'actor', 'key', 'rule_set', 'organisation']
  for (let at = 0; at < 200; at += 1) {
    const [column, position] = [columns[at % columns.length] ?? 'payload', (at * 13) % size]
    const { rows } = await superuser.query<{ text: string }>(`select ${column} as text from lingding.entries where position = $1`, [position])
    const text = rows[0]?.text ?? ''
    const place = (at * 31) % text.length
    const changed = text.slice(0, place) + String.fromCodePoint(text.charCodeAt(place) + 1) + text.slice(place + 1)
    await superuser.query(`update lingding.entries set ${column} = $1 where position = $2`, [changed, position])
    const { faultCount } = await verifyJournal(journal, { sha256, verifiers: [key.verifier] })
    await superuser.query(`update lingding.entries set ${column} = $1 where position = $2`, [text, position])
    if (faultCount === 0) throw new Error(`not seen: ${column} of ${position}, letter ${place}`)
  }
  expect((await verifyJournal(journal, { sha256, verifiers: [key.verifier] })).faultCount).toBe(0)
})
