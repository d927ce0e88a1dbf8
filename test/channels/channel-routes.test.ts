// The routes about channels and parked answers: who sees what, and in which words.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Hono } from 'hono'
import { openMemoryChannel, type MemoryChannel } from '../../src/adapters/memory/channel.ts'
import { openChannelDesk } from '../../src/app/channel/channel-desk.ts'
import { administrations } from '../../src/domain/access/index.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { hashOf, hashText, type Platform } from '../../src/edges/compose.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { memoryPlatform, signedIn } from '../platform.ts'
import { fileSample } from './filed.ts'

let platform: Platform
let channels: readonly MemoryChannel[]
let app: Hono

beforeEach(() => {
  const base = memoryPlatform()
  const { register, journal, clock, knowledge } = base
  channels = administrations.map(openMemoryChannel)
  const desk = openChannelDesk({ register, journal, channels, answers: knowledge.answers, clock, ruleSet: 'data-test', hashOf, hashText })
  desk.startReceiving()
  platform = { ...base, channels: desk }
  app = httpApp(platform)
})

async function asked(person: string, path: string, method = 'GET'): Promise<{ readonly status: number; readonly body: Record<string, unknown>; readonly text: string }> {
  const response = await app.request(`/api/v1${path}`, { method, headers: { ...signedIn(platform, person), ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}) } })
  const text = await response.text()
  return { status: response.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} }
}

describe('GET /channels', () => {
  test('says for each customs whether the way is open, and how many of the own filings wait', async () => {
    await fileSample(platform, 'SAMPLE-1')
    const { body } = await asked('sample-agent', '/channels?language=en')
    expect(body['channels']).toMatchObject([
      { customs: 'mainland', isOpen: true, waiting: 4, reason: '', isSimulated: true, since: '2025-10-20T09:00+08:00' },
      { customs: 'hongkong', isOpen: true, waiting: 3 },
      { customs: 'macao', isOpen: true, waiting: 0 },
    ])
    expect((await asked('sample-exporter', '/channels')).body['channels']).toMatchObject([{ waiting: 0 }, { waiting: 0 }, { waiting: 0 }])
    expect((await asked('officer-hongkong', '/channels')).body['channels']).toMatchObject([{ customs: 'hongkong', waiting: 3 }])
  })

  test.each([
    ['en', 'The way to this customs is closed now: the disk is full. Filings queue and are sent once each as soon as it opens.'],
    ['zh-Hant', '通道現在不通：磁碟已滿。申報都排着隊，一通就發，每份只發一次。'],
  ])('says in %s why it is closed', async (language, reason) => {
    channels[2]?.setDown('ENOSPC')
    expect((await asked('sample-agent', `/channels?language=${language}`)).body['channels']).toMatchObject([{ isOpen: true }, { isOpen: true }, { isOpen: false, reasonCode: 'ENOSPC', reason }])
  })

  test('a reason that has no words is said as it is', async () => {
    channels[2]?.setDown('EWEIRD')
    const { body } = await asked('sample-agent', '/channels?language=en')
    expect(JSON.stringify(body)).toContain('closed now: EWEIRD.')
  })
})

describe('parked answers', () => {
  const page = encodeUtf8('<html>who?</html>')

  test('are for the operator and the auditor to see, and for the operator to try again', async () => {
    await channels[0]?.arrive({ folder: 'mainland/Deccus001', name: 'page.xml', bytes: page })
    const { body } = await asked('operator', '/parked?language=en')
    const digest = hashOf(page)
    const id = `mainland-${digest}`
    expect(body).toMatchObject({ parked: [{ id, digest, customs: 'mainland', fileName: 'page.xml', isReplayed: false, reasonCode: 'answer_is_page' }] })
    expect(JSON.stringify(body)).not.toContain('answer_is_page {')
    expect((await asked('auditor', `/parked/${id}/content`)).text).toBe('<html>who?</html>')
    for (const person of ['sample-agent', 'officer-mainland']) expect((await asked(person, '/parked')).status).toBe(403)
    expect((await asked('auditor', `/parked/${id}/replay`, 'POST')).status).toBe(403)
    expect((await asked('operator', `/parked/${id}/replay?language=en`, 'POST')).body).toMatchObject({ kind: 'parked' })
  })

  test('what is not there is not found, a page that is none is refused', async () => {
    expect((await asked('operator', '/parked/0000/content')).status).toBe(404)
    expect((await asked('operator', '/parked/0000/replay', 'POST')).status).toBe(404)
    expect((await asked('operator', '/parked?limit=0')).status).toBe(400)
    expect((await asked('operator', '/parked?after=5')).status).toBe(400)
  })

  test('come in pages, each once', async () => {
    for (const at of [1, 2, 3]) await channels[0]?.arrive({ folder: 'mainland/Deccus001', name: `${at}.xml`, bytes: encodeUtf8(`<html>${at}</html>`) })
    const found: string[] = []
    for (let after = ''; ;) {
      const { body } = await asked('operator', `/parked?limit=1${after}`)
      const page = body as unknown as { readonly parked: readonly { readonly fileName: string }[]; readonly next?: string }
      found.push(...page.parked.map(({ fileName }) => fileName))
      if (page.next === undefined) break
      after = `&after=${page.next}`
    }
    expect(found.filter((name) => /^[123]\.xml$/.test(name)).toSorted()).toEqual(['1.xml', '2.xml', '3.xml'])
  })

  test('come in pages, the newest first', async () => {
    for (let at = 0; at < 5; at += 1) await channels[0]?.arrive({ folder: 'mainland/Deccus001', name: `${at}.xml`, bytes: encodeUtf8(`<html>${at}</html>`) })
    const seen: unknown[] = []
    let after = ''
    for (let pages = 0; pages < 3; pages += 1) {
      const { body } = await asked('operator', `/parked?limit=2${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`)
      seen.push(...(body['parked'] as readonly { readonly fileName: string }[]).map(({ fileName }) => fileName))
      after = typeof body['next'] === 'string' ? body['next'] : ''
    }
    expect([seen.length, new Set(seen).size, after]).toEqual([5, 5, ''])
  })
})
