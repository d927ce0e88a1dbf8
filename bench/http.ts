// HTTP: a shipment filed durably, beside a bare server of the same framework that only inserts the JSON, in one run on one
// PostgreSQL; then the same at 2 and 10 times the capacity just measured. The sender shares the two cores.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded/server.ts'
import { readDraftText } from '../src/domain/submission/index.ts'
import type { LoadOptions, LoadResult } from './http/load.ts'
import { familyTimeMs, processorTimeMs } from './http/processor-time.ts'

const sample = 'dongguan-hongkong-batteries'
const connections = 32
const seconds = 8
const rounds = 3
const overloadConnections = 600

interface Served {
  readonly port: number
  readonly session?: string
  readonly process: ChildProcess
}

/** With the milliseconds of processor that each accepted request took, in every process. */
interface Loaded extends LoadResult {
  readonly serverMs: number
  readonly databaseMs: number
  readonly senderMs: number
}

export async function benchHttp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-bench-'))
  const database = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
  const bodyFile = join(folder, 'body.json')
  writeFileSync(bodyFile, JSON.stringify({ draft: sampleDraft() }))
  const bare = await start('bare', database.url)
  const ours = await start('ours', database.url, join(folder, 'data'))
  let run = 0
  const load = async (served: Served, path: string, more: Partial<LoadOptions> = {}): Promise<Loaded> => {
    run += 1
    const before = { server: processorTimeMs(served.process.pid ?? 0), database: familyTimeMs(database.pid()) }
    const headers: Record<string, string> = { 'Idempotency-Key': 'k-{n}', ...(served.session === undefined ? {} : { Authorization: `Bearer ${served.session}` }) }
    const result = await sendLoad({ port: served.port, path, headers, bodyFile, connections, seconds, run: `r${run}`, ...more })
    const good = Math.max(1, result.good)
    return { ...result, serverMs: (processorTimeMs(served.process.pid ?? 0) - before.server) / good, databaseMs: (familyTimeMs(database.pid()) - before.database) / good, senderMs: result.processorMs / good }
  }
  try {
    await load(bare, '/shipments', { seconds: 3 })
    await load(ours, '/api/v1/shipments', { seconds: 3 })
    const best = { bare: 0, ours: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const inserted = await load(bare, '/shipments')
      const filed = await load(ours, '/api/v1/shipments')
      print('bare server, inserts the JSON', inserted)
      print('Lingding, files with every customs', filed)
      best.bare = Math.max(best.bare, inserted.goodPerSecond)
      best.ours = Math.max(best.ours, filed.goodPerSecond)
    }
    console.log(`filed to inserted, best of ${rounds} rounds each: ${(best.ours / best.bare).toFixed(2)} (bar: 0.5)`)
    for (const times of [1, 2, 10]) {
      // Just before, since other work on the machine comes and goes.
      const peak = await load(ours, '/api/v1/shipments')
      const before = residentMegabytes(ours.process)
      const result = await load(ours, '/api/v1/shipments', { rate: peak.goodPerSecond * times, connections: overloadConnections })
      print(`open loop at ${times} times the capacity`, result)
      console.log(`  goodput to peak (${peak.goodPerSecond.toFixed(0)}/s) ${(result.goodPerSecond / peak.goodPerSecond).toFixed(2)} (bar: 0.9), memory ${before} → ${residentMegabytes(ours.process)} MB`)
    }
  } finally {
    await Promise.all([bare, ours].map(({ process: child }) => ended(child)))
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The sample as a broker's program sends it: JSON, under a reference of its own. */
function sampleDraft(): unknown {
  const read = readDraftText(readFileSync(new URL(`../../examples/${sample}.yaml`, import.meta.url), 'utf8'))
  if (!read.ok) throw new Error(`${sample} is a shipment`)
  return { ...read.value.draft, reference: 'SAMPLE-{n}' }
}

function start(name: 'bare' | 'ours', url: string, ...args: readonly string[]): Promise<Served> {
  const script = fileURLToPath(new URL(`http/${name}.js`, import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATABASE_URL: url } })
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${name} ended`)))
    child.stdout?.once('data', (bytes: Buffer) => resolve({ ...(JSON.parse(bytes.toString()) as { readonly port: number }), process: child }))
  })
}

/** Ends it, and waits for what it still writes. */
function ended(child: ChildProcess): Promise<unknown> {
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return exit
}

function sendLoad(options: LoadOptions): Promise<LoadResult> {
  const script = fileURLToPath(new URL('http/load.js', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()))
    child.once('exit', () => (text === '' ? reject(new Error('the sender said nothing')) : resolve(JSON.parse(text) as LoadResult)))
  })
}

function print(name: string, { goodPerSecond, p50Ms, p99Ms, statuses, refusedP99Ms, withRetryAfter, unsent, serverMs, databaseMs, senderMs }: Loaded): void {
  const refused = Object.entries(statuses).filter(([status]) => !status.startsWith('2'))
  const tail = refused.length === 0 ? '' : `  refused ${refused.map(([status, count]) => `${status}: ${count}`).join(', ')} (${withRetryAfter} with Retry-After, p99 ${refusedP99Ms.toFixed(0)} ms)`
  console.log(`${name.padEnd(40)}${goodPerSecond.toFixed(0).padStart(6)}/s  p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms${tail}${unsent > 0 ? `  unsent ${unsent}` : ''}`)
  console.log(`  processor for each: server ${serverMs.toFixed(2)} ms, PostgreSQL ${databaseMs.toFixed(2)} ms, sender ${senderMs.toFixed(2)} ms`)
}

function residentMegabytes({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes ?? 0) / 1024)
}
