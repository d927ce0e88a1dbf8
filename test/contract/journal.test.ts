// The journal suite over every journal there is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMemoryJournal } from '../../src/adapters/memory/journal.ts'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import type { Journal } from '../../src/app/ports.ts'
import { verifyJournal } from '../../src/app/verify-journal.ts'
import { killTree } from '../rig/processes.ts'
import { answerOf, journalContract, request } from './journal-contract.ts'

const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'contract.example')

describe('memory', () => {
  const journal = openMemoryJournal({ sha256, signer: key.signer })
  journalContract(() => ({ journal, verifier: key.verifier }))
})

describe('postgres', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-contract-'))
  let server: EmbeddedServer
  let journal: Journal

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ folder })
    journal = await openPostgresJournal({ url: server.url, revive: server.revive, sha256, signer: key.signer })
  })
  afterAll(async () => {
    await journal.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  journalContract(() => ({ journal, verifier: key.verifier }))

  test('two processes on one chain take turns: no gap, no double', async () => {
    const other = await openPostgresJournal({ url: server.url, sha256, signer: key.signer })
    const sent = Array.from({ length: 400 }, (_, at) =>
      (at % 2 === 0 ? journal : other).append(request('two', `k${at >> 2}`, { numberSeries: { office: '5301', year: 2025 } })),
    )
    const values = (await Promise.all(sent)).map(answerOf)
    await other.close()
    expect(values.filter((each) => !each.isReplay).map((each) => each.number?.value).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 1),
    )
    expect(await journal.size('two')).toBe(100)
  })

  test('more than may wait is refused as busy, and what waits is answered', async () => {
    const small = await openPostgresJournal({ url: server.url, sha256, signer: key.signer, limits: { maxWaiting: 3 } })
    const results = await Promise.all(Array.from({ length: 5 }, (_, at) => small.append(request('busy', `k${at}`))))
    await small.close()
    expect(results.map((each) => (each.ok ? 'kept' : each.issues[0]?.code))).toEqual(['kept', 'kept', 'kept', 'journal_busy', 'journal_busy'])
  })

  test('one request that the store will not take fails alone', async () => {
    const poison = request('poison', 'k1', { numberSeries: { office: '5301', year: 10_000_000_000 } })
    const sent = [request('poison', 'k0'), poison, request('poison', 'k2')].map((each) => journal.append(each))
    const settled = await Promise.allSettled(sent)
    expect(settled.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await journal.size('poison')).toBe(2)
  })

  test('a store that was put back to an older state is noticed: no gap, and what was cut off can be sent again', async () => {
    const numberSeries = { office: '5301', year: 2025 }
    const send = (at: number) => journal.append(request('restored', `k${at}`, { expectedVersion: 0, numberSeries }))
    const superuser = new pg.Client({ connectionString: server.url })
    await superuser.connect()
    for (const at of [0, 1]) answerOf(await send(at))
    await superuser.query(`create table old_head as select * from lingding.chains where chain = 'restored'`)
    for (const at of [2, 3, 4]) answerOf(await send(at))
    await superuser.query(`begin; delete from lingding.entries where chain = 'restored' and position >= 2;
      delete from lingding.keys where chain = 'restored' and first_position >= 2; update lingding.numbers set last = 2 where chain = 'restored';
      delete from lingding.chains where chain = 'restored'; insert into lingding.chains select * from old_head; commit`)
    await superuser.end()
    const values = (await Promise.all([5, 2, 3, 4].map(send))).map(answerOf)
    expect(values.map((each) => [each.isReplay, each.entries[0]?.position, each.number?.value])).toEqual([2, 3, 4, 5].map((at) => [false, at, at + 1]))
    expect((await verifyJournal(journal, { sha256, verifiers: [key.verifier] })).faults).toEqual([])
  })

  test('P1: kill -9 of the server while appends are under way loses and doubles none', async () => {
    const sent = Array.from({ length: 50 }, (_, at) => journal.append(request('killed', `k${at}`)))
    killTree(server.pid())
    const values = (await Promise.all(sent)).map(answerOf)
    expect(new Set(values.map((each) => each.entries[0]?.position)).size).toBe(50)
    expect(await journal.size('killed')).toBe(50)
  })

  test('a closed journal says so', async () => {
    const closed = await openPostgresJournal({ url: server.url, sha256, signer: key.signer })
    await closed.close()
    await expect(closed.append(request('closed', 'k'))).rejects.toMatchObject({ code: 'journal_unavailable' })
  })
})
