// P7, T7: one answer among ten thousand that cannot be worked on delays no other by more than a second, and is parked. On
// real folders; the journal is in memory and hangs for the poison alone.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolderChannel } from '../../src/adapters/folder/folder-channel.ts'
import { openMemoryJournal } from '../../src/adapters/memory/journal.ts'
import { platformKey } from '../../src/app/platform-key.ts'
import { openChannelDesk, type ChannelDesk } from '../../src/app/channel/channel-desk.ts'
import type { FilingRow, Journal } from '../../src/app/ports.ts'
import { instant } from '../../src/base/instant.ts'
import { hashOf, hashText } from '../../src/edges/compose.ts'
import { withinMs } from '../../src/edges/workers/in-time.ts'
import { generateKeyPairSync } from 'node:crypto'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import { knowledge } from '../knowledge.ts'

const count = 10_000
const poisonAt = 5_000
const shipment = '0123456789abcdef'
let root = ''

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lingding-poison-'))
  const inBox = join(root, 'hongkong/InBox')
  await mkdir(inBox, { recursive: true })
  for (let at = 0; at < count; at += 500) await Promise.all(Array.from({ length: 500 }, (_, of) => writeFile(join(inBox, `${String(at + of).padStart(5, '0')}.json`), textOf(at + of))))
})
afterAll(() => rm(root, { recursive: true, force: true }))

function textOf(at: number): string {
  return JSON.stringify({ format: 'lingding-answer/1', customs: 'hongkong', filing: 'hongkong-cargo', shipment, code: 'received', at: '2025-10-13T09:30:00+08:00', note: `answer ${at}` })
}

/** One filing that every answer means; a lookup in life is one query. */
const row: FilingRow = {
  organisation: 'sample-agent',
  shipment,
  reference: 'SAMPLE',
  customs: 'hongkong',
  filing: 'hongkong-cargo',
  stage: 'sent',
  revision: 1,
  sentRevision: 1,
  senderNumber: shipment,
  numbers: {},
  names: [`${shipment}/hongkong-cargo`],
  changedAt: instant(0),
  isSample: true,
  isCancelled: false,
  hasDifference: false,
  place: '',
}

test('the others are recorded without a gap, the poison is parked', async () => {
  const inner = openMemoryJournal({ sha256, signer: signingKey(generateKeyPairSync('ed25519').privateKey, 'poison.example').signer })
  const poison = platformKey(`answer-${hashOf(new TextEncoder().encode(textOf(poisonAt)))}-0`)
  const recordedAtMs: number[] = []
  let hangs = 0
  const journal: Journal = {
    ...inner,
    append: async (request) => {
      if (request.idempotencyKey === poison && (hangs += 1) > 0) return new Promise(() => undefined)
      const appended = await inner.append(request)
      if (request.idempotencyKey.startsWith(platformKey('answer-'))) recordedAtMs.push(performance.now())
      return appended
    },
  }
  const none = async () => []
  const register = { find: async () => undefined, filing: async () => undefined, list: none, filings: none, byNumber: async () => [row], all: async () => ({ shipments: [], filings: [] }), catchUp: async () => undefined }
  const channel = openFolderChannel({ root, customs: 'hongkong', limits: { retryMs: 50 } })
  const desk: ChannelDesk = openChannelDesk({ register, journal, channels: [channel], answers: knowledge.answers, clock: () => instant(0), ruleSet: 'test', hashOf, hashText, inTime: withinMs(200) })
  desk.startReceiving()
  await expect.poll(() => readdir(join(root, 'hongkong/InBox')), { timeout: 90_000, interval: 100 }).toEqual([])
  await desk.close()
  const gaps = recordedAtMs.slice(1).map((at, index) => at - (recordedAtMs[index] ?? 0))
  expect(recordedAtMs).toHaveLength(count - 1)
  expect(hangs).toBe(5)
  expect(Math.max(...gaps)).toBeLessThan(1_000)
  expect((await desk.parked.list({ limit: 10 })).map(({ fileName, issues }) => [fileName, issues[0]?.code])).toEqual([['05000.json', 'answer_not_processed']])
})
