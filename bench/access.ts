// Does the time of an answer tell whether something of somebody else exists? The same request is sent for what another
// organisation has and for what nobody has, in random order, and Welch's t-test compares the times. As in dudect (Reparaz,
// Balasch, Verbauwhede 2017), |t| above 4.5 would say that they differ; with and without the slowest 5 percent.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomInt } from 'node:crypto'
import type { Hono } from 'hono'
import { examplesFolder, openPlatform } from '../src/edges/compose.ts'
import { httpApp } from '../src/edges/http/server.ts'

const requestsEach = 10_000
const warmUp = 500
const bar = 4.5
const owner = 'sample-agent'
const asker = 'sample-exporter'

export async function benchAccess(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-bench-'))
  const platform = await openPlatform({ dataFolder: folder })
  try {
    const app = httpApp(platform)
    const id = await fileSample(app, platform.openSession(owner))
    const missing = [...id].toReversed().join('')
    const headers = { Authorization: `Bearer ${platform.openSession(asker)}` }
    console.log(`${requestsEach} requests each by another organisation, in random order; |t| above ${bar} would tell them apart`)
    for (const [name, foreign, none] of [
      ['GET /shipments/{id}', `/shipments/${id}`, `/shipments/${missing}`],
      ['GET /shipments/{id}/print/{kind}', `/shipments/${id}/print/mainland-declaration`, `/shipments/${missing}/print/mainland-declaration`],
      ['GET /checkpoint/{chain}', `/checkpoint/shipments-${owner}`, '/checkpoint/shipments-sample-nobod'],
    ] as const) {
      const times = await timesOf(app, [foreign, none], headers)
      const cut = [...times[0], ...times[1]].toSorted((a, b) => a - b)[Math.floor(requestsEach * 2 * 0.95)] ?? Infinity
      const t = welch(times[0], times[1])
      const tCut = welch(times[0].filter((each) => each < cut), times[1].filter((each) => each < cut))
      const verdict = Math.abs(tCut) < bar && Math.abs(t) < bar ? 'not told apart' : 'TOLD APART'
      console.log(`${name.padEnd(36)}foreign ${mean(times[0]).toFixed(4)} ms  missing ${mean(times[1]).toFixed(4)} ms  t ${t.toFixed(2)}, of the fastest 95% ${tCut.toFixed(2)}  ${verdict}`)
    }
  } finally {
    await platform.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fileSample(app: Hono, session: string): Promise<string> {
  const text = readFileSync(join(examplesFolder, 'dongguan-hongkong-batteries.yaml'), 'utf8')
  const headers = { Authorization: `Bearer ${session}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'bench' }
  const response = await app.request('/api/v1/shipments', { method: 'POST', headers, body: JSON.stringify({ text }) })
  return ((await response.json()) as { readonly id: string }).id
}

async function timesOf(app: Hono, paths: readonly [string, string], headers: Record<string, string>): Promise<readonly [number[], number[]]> {
  const times: [number[], number[]] = [[], []]
  const ask = async (which: 0 | 1): Promise<number> => {
    const start = performance.now()
    const response = await app.request(`/api/v1${paths[which]}`, { headers })
    await response.text()
    if (response.status !== 404) throw new Error(`${paths[which]} answers ${response.status}`)
    return performance.now() - start
  }
  for (let at = 0; at < warmUp; at += 1) await ask(at % 2 === 0 ? 0 : 1)
  while (times[0].length < requestsEach || times[1].length < requestsEach) {
    const which = times[0].length >= requestsEach ? 1 : times[1].length >= requestsEach ? 0 : randomInt(2) === 0 ? 0 : 1
    times[which].push(await ask(which))
  }
  return times
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Welch's t: the difference of the means by the error of that difference. */
function welch(a: readonly number[], b: readonly number[]): number {
  const error = (values: readonly number[]): number => {
    const middle = mean(values)
    return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1) / values.length
  }
  return (mean(a) - mean(b)) / Math.sqrt(error(a) + error(b))
}
