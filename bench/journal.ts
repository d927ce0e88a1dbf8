// Durable appends, each with idempotency row, 2 KB document, gap-free number, entry and outbox row: our group commit
// beside one transaction per row with 16 clients, on the same server, in the same run, fsync on. Three forms of one row
// per transaction: with the same promises (a chain whose positions have no gap and whose leaves are hashed, so its head
// is locked), without a chain (positions from a sequence, which has gaps), and that in one single statement. Then memory
// over many appends, 100,000 unless LINGDING_BENCH_APPENDS says otherwise (the bar is 1,000,000).
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../src/adapters/postgres/journal.ts'
import { sha256 } from '../src/adapters/system/hash.ts'
import { signingKey } from '../src/adapters/system/signing-key.ts'
import type { Journal } from '../src/app/ports.ts'
import { instant } from '../src/base/instant.ts'
import { digestOf } from '../src/journal/index.ts'

const clients = 16
const offices = 40
const warmUpMs = 1_000
const measureMs = 3_000
const rounds = 3
const documentBytes = 2_048
const defaultAppends = 100_000

export async function benchJournal(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-bench-'))
  const server = await startEmbeddedPostgres({ folder })
  const { signer } = signingKey(generateKeyPairSync('ed25519').privateKey, 'bench.example')
  const journal = await openPostgresJournal({ url: server.url, sha256, signer })
  const pool = new pg.Pool({ connectionString: server.url, max: clients })
  pool.on('error', () => {
    // Connections of the baseline may still be open when the server stops.
  })
  try {
    await pool.query(baselineTables)
    const run = randomBytes(4).toString('hex')
    const forms: readonly Form[] = [
      { name: 'one row per transaction, 16 clients, chain head locked', clients, task: (key) => oneTransaction(pool, key, true) },
      { name: 'one row per transaction, 16 clients, no chain', clients, task: (key) => oneTransaction(pool, key, false) },
      { name: 'one row per transaction, 16 clients, no chain, one statement', clients, task: (key) => oneStatement(pool, key) },
      { name: 'journal, 16 submitters', clients, task: (key) => append(journal, key) },
      { name: 'journal, 64 submitters', clients: 4 * clients, task: (key) => append(journal, key) },
    ]
    const best = forms.map(() => 0)
    // Interleaved rounds, the best of each, so that a busy moment of the machine falls on one round only.
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, form] of forms.entries()) {
        best[at] = Math.max(best[at] ?? 0, await perSecond(form.clients, (count) => form.task(`${run}-${at}-${round}-${count}`)))
      }
    }
    forms.forEach((form, at) => print(form.name, best[at] ?? 0))
    const [chained = 0, free = 0, single = 0, sixteen = 0, sixtyFour = 0] = best
    const ratios = (ours: number): string => [chained, free, single].map((other) => (ours / other).toFixed(2)).join(', ')
    console.log(`journal to one row per transaction (same promises, no chain, one statement): 16 submitters ${ratios(sixteen)}; 64 submitters ${ratios(sixtyFour)} (bar: 3)`)
    await memoryOver(journal, Number(process.env['LINGDING_BENCH_APPENDS'] ?? defaultAppends), run)
  } finally {
    await pool.end()
    await journal.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const baselineTables = `
create schema bench;
create table bench.entries (like lingding.entries including all);
create table bench.keys (like lingding.keys including all);
create table bench.documents (like lingding.documents including all) with (toast_tuple_target = 8160);
create table bench.numbers (like lingding.numbers including all);
create table bench.outbox (like lingding.outbox including all);
create table bench.chains (like lingding.chains including all);
insert into bench.chains values ('bench', 0, '', 0);
create sequence bench.position minvalue 0;`

interface Form {
  readonly name: string
  readonly clients: number
  readonly task: (key: string) => Promise<void>
}

interface Submission {
  readonly key: string
  readonly document: Buffer
  readonly payload: string
  readonly office: string
}

function submissionOf(key: string): Submission {
  const office = `office-${createHash('sha256').update(key).digest().readUInt8() % offices}`
  return { key, document: randomBytes(documentBytes), payload: JSON.stringify({ key, goods: ['battery', '電池'], netWeightKg: '1240.5' }), office }
}

async function append(journal: Journal, key: string): Promise<void> {
  const { document, payload, office } = submissionOf(key)
  const result = await journal.append({
    chain: 'bench',
    stream: `submission/${key}`,
    expectedVersion: 0,
    organisation: 'sample',
    actor: 'bench',
    idempotencyKey: key,
    inputHash: digestOf(sha256(document)),
    events: [{ kind: 'SubmissionAccepted', kindVersion: 1, payload: { payload } }],
    document: { mediaType: 'application/octet-stream', bytes: document },
    writtenAt: instant(1_760_319_000_000),
    ruleSet: 'bench',
    numberSeries: { office, year: 2025 },
    outbox: [{ topic: 'accepted', payload: { key } }],
  })
  if (!result.ok) throw new Error('an append of the bench was refused')
}

const insertKey = `insert into bench.keys (chain, organisation, key, input_hash, first_position, entry_count)
  select 'bench', 'sample', $1, $2, position, 1 from place`
const insertDocument = (hash: string, bytes: string): string => `insert into bench.documents (chain, organisation, sha256, media_type, bytes) 
  values ('bench', 'sample', ${hash}, 'application/octet-stream', ${bytes})`
const takeNumber = (office: string): string => `insert into bench.numbers as n (chain, office, year, last) values ('bench', ${office}, 2025, 1)
  on conflict (chain, office, year) do update set last = n.last + 1 returning last`
const insertEntry = `insert into bench.entries (chain, position, stream, version, kind, kind_version, organisation, actor, written_at,
    rule_set, key, input_hash, document, number_office, number_year, number_value, payload, leaf_hash)
  select 'bench', position, 'submission/' || $1, 1, 'SubmissionAccepted', 1, 'sample', 'bench', 1760319000000, 'bench', $1, $2, $2, $3, 2025, last, $4, $2
  from place, number`
const insertMessage = `insert into bench.outbox (chain, sequence, position, topic, payload) select 'bench', position, position, 'accepted', $4 from place`

async function oneStatement(pool: pg.Pool, key: string): Promise<void> {
  const { document, payload, office } = submissionOf(key)
  await pool.query({
    name: 'one-statement',
    text: `with place as (select nextval('bench.position') as position), number as (${takeNumber('$3')}), key as (${insertKey}),
      document as (${insertDocument('$2', '$5')}), entry as (${insertEntry}) ${insertMessage}`,
    values: [key, sha256(document), office, payload, document],
  })
}

async function oneTransaction(pool: pg.Pool, key: string, isChained: boolean): Promise<void> {
  const { document, payload, office } = submissionOf(key)
  const hash = sha256(document)
  const client = await pool.connect()
  const step = (name: string, text: string, values: readonly unknown[]) =>
    client.query<{ position: string; last: string }>({ name, text, values: [...values] })
  try {
    await client.query('begin')
    const next = isChained ? `select size + 1000000000 as position from bench.chains where chain = 'bench' for update` : `select nextval('bench.position') as position`
    const { rows } = await step(`t-next-${isChained}`, next, [])
    const position = rows[0]?.position
    await step('t-key', `with place as (select $3::bigint as position) ${insertKey}`, [key, hash, position])
    await step('t-document', insertDocument('$1', '$2'), [hash, document])
    const numbers = await step('t-number', takeNumber('$1'), [office])
    const known = 'with place as (select $5::bigint as position), number as (select $6::bigint as last)'
    await step('t-entry', `${known} ${insertEntry}`, [key, hash, office, payload, position, numbers.rows[0]?.last])
    await step('t-outbox', `with place as (select $2::bigint as position) ${insertMessage.replace('$4', '$1')}`, [payload, position])
    // The leaf and, on average, one node above it.
    const head = isChained ? sha256(sha256(hash, payload), hash) : undefined
    if (head !== undefined) await step('t-head', `update bench.chains set size = size + 1, range = $1 where chain = 'bench'`, [head])
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Completed tasks a second with so many of them always under way, after a warm-up. */
async function perSecond(underWay: number, task: (count: number) => Promise<void>): Promise<number> {
  const from = performance.now() + warmUpMs
  const to = from + measureMs
  let [count, done] = [0, 0]
  await Promise.all(
    Array.from({ length: underWay }, async () => {
      while (performance.now() < to) {
        await task((count += 1))
        if (performance.now() >= from && performance.now() < to) done += 1
      }
    }),
  )
  return (done * 1000) / measureMs
}

async function memoryOver(journal: Journal, appends: number, run: string): Promise<void> {
  const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1_000_000)
  const tenth = Math.ceil(appends / 10)
  const seen: number[] = []
  let next = 0
  const from = performance.now()
  for (let part = 1; part <= 10; part += 1) {
    await Promise.all(
      Array.from({ length: 10 * clients }, async () => {
        while (next < part * tenth) await append(journal, `${run}-m-${(next += 1)}`)
      }),
    )
    globalThis.gc?.()
    seen.push(megabytes())
  }
  const rate = (next * 1000) / (performance.now() - from)
  console.log(`memory over ${next} appends with ${10 * clients} submitters (${rate.toFixed(0)}/s): RSS after each tenth ${seen.join(', ')} MB`)
}

function print(name: string, rate: number): void {
  console.log(`${name.padEnd(62)}${rate.toFixed(0).padStart(8)}/s`)
}
