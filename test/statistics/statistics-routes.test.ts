// Figures, texts and stories over HTTP, for somebody who is not signed in.
import { expect, test } from 'vitest'
import { httpApp } from '../../src/edges/http/server.ts'
import { memoryPlatform } from '../platform.ts'

const app = httpApp(memoryPlatform())

async function get(path: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await app.request(`/api/v1${path}`)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function check(body: unknown): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await app.request('/api/v1/text-checks', { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('a figure with its bounds, vintage and sources', async () => {
  const { status, body } = await get('/figure?measure=total&place=GBA9&period=2019/2023')
  expect(status).toBe(200)
  expect(body).toMatchObject({ value: 373400, low: 373350, high: 373450, unit: '1e8 CNY', sources: [{ printed: '37.34' }] })
})

test('as it was known on a day', async () => {
  expect((await get('/figure?measure=total&place=GBA9&period=2019/2023&asOf=2024-02-23')).status).toBe(422)
  expect((await get('/figure?measure=total&place=GBA9&period=2019/2023&asOf=2024-02-24')).status).toBe(200)
})

test('a missing cell is named', async () => {
  const { status, body } = await get('/figure?measure=total&place=GBA9&period=2021&language=en')
  expect([status, JSON.stringify(body['issues'])]).toEqual([422, expect.stringContaining('total[Zhaoqing, 2021]')])
})

test.each([
  ['/figure?measure=total&place=GBA9&period=2023&asOf=yesterday', 400],
  ['/figure', 422],
  ['/stories/nine-cities?asOf=2024-02-30', 400],
  ['/stories/..%2Fnine-cities', 404],
  ['/stories/none', 404],
])('%s is %d', async (path, expected) => expect((await get(path)).status).toBe(expected))

test('the numbers of a text, and what is wrong with it', async () => {
  const { status, body } = await check({ text: 'Over 480,000 containers were moved by Combined Ports and One Port Pass in 2023.', on: '2024-02-24' })
  expect([status, body['numbers']]).toEqual([200, [expect.objectContaining({ verdict: 'wrong unit' })]])
  expect((await check({ text: 'x'.repeat(20_001) })).status).toBe(413)
  expect((await check({ text: 'In 2023', on: '2024-02-31' })).status).toBe(400)
  expect((await check({})).status).toBe(400)
})

test('a story, claim by claim', async () => {
  const { status, body } = await get('/stories/nine-cities')
  expect([status, body['holds'], body['issues']]).toEqual([200, true, []])
  expect((body['claims'] as readonly { id: string }[]).map((each) => each.id)).toContain('C2')
})
