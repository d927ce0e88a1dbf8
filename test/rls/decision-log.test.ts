// The log of decisions when the database is away: nothing recorded is lost, nobody waits, and when too much waits the log
// says that it is full. Where the outcome of a batch is not known, it may be there twice.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { openPostgresDecisionLog } from '../../src/adapters/postgres/decision-log.ts'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import type { AccessDecision, DecisionLog } from '../../src/app/ports.ts'
import { killTree } from '../rig/processes.ts'
import { at } from '../contract/store-samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'lingding-log-'))
let server: EmbeddedServer

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder })
  const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'log.example')
  await (await openPostgresJournal({ url: server.url, sha256, signer: key.signer })).close()
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Opened {
  readonly log: DecisionLog
  readonly close: () => Promise<void>
}

function open(maxWaiting: number, unavailableAfterMs = 20_000): Opened {
  const options = { url: server.url, revive: server.revive, unavailableAfterMs }
  const members = openDatabase({ ...options, role: 'lingding_member' })
  const log = openPostgresDecisionLog({ writer: openDatabase({ ...options, role: 'lingding_service', maxConnections: 1 }), members }, { maxWaiting, maxTogether: 100, gatherMs: 5, retryMs: 20 })
  return { log, close: () => log.close().finally(() => members.close()) }
}

function decision(resource: string): AccessDecision {
  return { at, principal: { kind: 'key', id: 'key-1', organisation: 'a' }, action: 'shipment.read', resource, isAllowed: false, reason: 'not-found' }
}

test('the server is killed while decisions come in: each is there, in order', async () => {
  const { log, close } = open(1_000)
  for (let index = 0; index < 300; index += 1) {
    log.record(decision(`GET /killed/${String(index).padStart(3, '0')}`))
    if (index === 100) killTree(server.pid())
    if (index % 50 === 0) await new Promise(setImmediate)
  }
  await log.flush()
  const found = (await log.list({ limit: 1_000 })).map((each) => each.resource).filter((each) => each.startsWith('GET /killed'))
  const once = [...new Set(found)]
  expect(once).toHaveLength(300)
  expect(once).toEqual(once.toSorted().toReversed())
  await close()
})

test('a log that cannot be written is full, says so, and is not full any more when it was written', async () => {
  const { log, close } = open(3)
  for (const index of [0, 1]) log.record(decision(`GET /full/${index}`))
  expect(log.isFull()).toBe(false)
  log.record(decision('GET /full/2'))
  expect(log.isFull()).toBe(true)
  // What is under way when it becomes full is still told.
  log.record(decision('GET /full/3'))
  await log.flush()
  expect(log.isFull()).toBe(false)
  expect((await log.list({ limit: 4 })).map((each) => each.resource)).toEqual(['GET /full/3', 'GET /full/2', 'GET /full/1', 'GET /full/0'])
  await close()
})

test('a made-up path does not stop the log', async () => {
  const { log, close } = open(10)
  log.record(decision(`GET /\0\uD83D${'x'.repeat(10_000)}`))
  log.record(decision('GET /after'))
  expect((await log.list({ limit: 2 })).map((each) => each.resource.slice(0, 12))).toEqual(['GET /after', 'GET /\uFFFD\uFFFDxxxxx'])
  await close()
})

test('what was recorded just before the end is kept', async () => {
  const { log, close } = open(1_000)
  for (let index = 0; index < 250; index += 1) log.record(decision(`GET /end/${index}`))
  await close()
  const after = open(10)
  expect((await after.log.list({ limit: 1_000 })).filter((each) => each.resource.startsWith('GET /end'))).toHaveLength(250)
  await after.close()
})

test('what cannot be logged at the end is told, not forgotten in silence', async () => {
  const { log, close } = open(10, 0)
  const unreachable = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', role: 'lingding_service', maxConnections: 1, unavailableAfterMs: 0 })
  const lost = openPostgresDecisionLog({ writer: unreachable, members: unreachable })
  lost.record(decision('GET /lost'))
  await expect(lost.close()).rejects.toMatchObject({ code: 'journal_unavailable' })
  expect(log.isFull()).toBe(false)
  await close()
})
