// The cursor API: every answer once, in order, whatever is appended meanwhile.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { watchChains } from '../../src/edges/webhooks/chain-watch.ts'
import { memoryPlatform, signedIn } from '../platform.ts'
import { fileSample, recordAnswer } from './recorded.ts'

interface Page {
  readonly answers: readonly { readonly cursor: string; readonly digest: string; readonly reference: string; readonly stageName: string; readonly codeName: string; readonly noticedAt: string }[]
  readonly next: string
  readonly hasMore: boolean
}

async function opened() {
  const platform = memoryPlatform()
  const app = httpApp(platform)
  const shipment = await fileSample(app, platform)
  const get = async (query: string, person = 'sample-agent'): Promise<Page> => {
    const response = await app.request(`/api/v1/answers?${query}`, { headers: signedIn(platform, person) })
    expect(response.status, query).toBe(200)
    return (await response.json()) as Page
  }
  return { platform, app, shipment, get, answer: (number: number) => recordAnswer(platform, shipment, number) }
}

describe('a page', () => {
  test('says what and whose, in the language', async () => {
    const { get, answer } = await opened()
    const digest = await answer(1)
    const page = await get('language=en')
    expect(page).toMatchObject({ next: '2', hasMore: false, answers: [{ cursor: '2', digest, reference: 'SAMPLE-BATTERIES-1', stageName: 'Accepted', noticedAt: '2025-10-20T09:01+08:00' }] })
    expect((await get('language=zh-Hant')).answers[0]?.stageName).toBe('已接受')
  })

  test('has a cursor to go on with also where there is nothing', async () => {
    const { get } = await opened()
    expect(await get('after=0')).toEqual({ answers: [], next: '1', hasMore: false })
    expect(await get('after=1')).toEqual({ answers: [], next: '1', hasMore: false })
    expect(await get('after=999999')).toEqual({ answers: [], next: '999999', hasMore: false })
  })

  test.each(['after=x', 'after=-1', 'after=01', 'after=9999999999999999', 'limit=0', 'limit=501', 'limit=1.5', 'wait=21', 'wait=-1', 'wait=x'])('%s is no page', async (query) => {
    const { app, platform } = await opened()
    expect((await app.request(`/api/v1/answers?${query}`, { headers: signedIn(platform, 'sample-agent') })).status).toBe(400)
  })

  test('is of the own organisation; an auditor names whose', async () => {
    const { get, answer } = await opened()
    await answer(1)
    for (const query of ['', 'organisation=sample-agent']) expect((await get(query, 'sample-exporter')).answers).toEqual([])
    expect((await get('', 'auditor')).answers).toEqual([])
    expect((await get('organisation=..%2F', 'auditor')).answers).toEqual([])
    expect((await get('organisation=sample-agent', 'auditor')).answers).toHaveLength(1)
  })
})

test('whatever comes between, each answer is given once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ limit: fc.integer({ min: 1, max: 4 }), append: fc.integer({ min: 0, max: 5 }) }), { maxLength: 12 }), async (steps) => {
      const { platform, get, answer } = await opened()
      const appended: string[] = []
      const given: string[] = []
      let after = '0'
      const take = async (limit: number): Promise<Page> => {
        const page = await get(`after=${after}&limit=${limit}`)
        given.push(...page.answers.map((each) => each.digest))
        after = page.next
        return page
      }
      for (const { limit, append } of steps) {
        for (let count = 0; count < append; count += 1) appended.push(await answer(appended.length + 1))
        await take(limit)
        if (append > 2) await fileSample(httpApp(platform), platform, `SAMPLE-BATTERIES-${appended.length + 1000}`)
      }
      while ((await take(3)).hasMore);
      expect(given).toEqual(appended)
    }),
    { numRuns: 15 },
  )
})

describe('waiting', () => {
  test('an answer that comes ends it; the cursor of an answer goes on behind it', async () => {
    const { get, answer } = await opened()
    const waited = get('after=1&wait=20')
    const digest = await answer(1)
    const page = await waited
    expect(page.answers.map((each) => each.digest)).toEqual([digest])
    expect((await get(`after=${page.answers[0]?.cursor ?? ''}`)).answers).toEqual([])
  })

  test('the end of the platform ends it too', async () => {
    const { get, platform } = await opened()
    const waited = get('after=1&wait=20')
    await platform.webhooks.close()
    expect((await waited).answers).toEqual([])
  })

  test('all who wait share one look; nobody waits, nobody looks', async () => {
    let looks = 0
    let size = 1
    const watch = watchChains({ size: async () => { looks += 1; return size } }, 1)
    const waiting = Promise.all(Array.from({ length: 50 }, () => watch.wait('shipments-a', 1, 10_000)))
    await expect.poll(() => looks).toBeGreaterThan(2)
    size = 2
    expect(await waiting).toEqual(Array.from({ length: 50 }, () => true))
    const before = looks
    expect(await watch.wait('shipments-a', 2, 1)).toBe(false)
    const stop = new AbortController()
    const stopped = watch.wait('shipments-a', 2, instant(10_000), stop.signal)
    stop.abort()
    expect([await stopped, looks - before < 20]).toEqual([false, true])
    watch.close()
    expect(await watch.wait('shipments-a', 0, 10_000)).toBe(false)
  })
})
