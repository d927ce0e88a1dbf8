// `npm run bench -- import`: raw statistics from the file to the table that is read, beside DuckDB's own CSV reader on the same
// file; a million rows with a thousand planted faults; and the memory of a process that imports one million rows and more.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { importRaw } from '../src/app/statistics/import/import-raw.ts'
import type { RawStore } from '../src/app/ports.ts'
import { rawTablesFrom } from '../src/domain/statistics/index.ts'
import { loadKnowledge, openRawStore, packageRoot } from '../src/edges/compose.ts'
import { writeLargeStatistics, type Planted } from './large-statistics.ts'

const million = 1_000_000
const rounds = 5
const bar = 0.5

export async function benchImport(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-bench-'))
  try {
    const clean = writeLargeStatistics(join(folder, 'clean.csv'), { rows: million, bad: 0, seed: 1 })
    console.log(`${million} rows, ${(clean.bytes / 1e6).toFixed(0)} MB, 14 columns; from the file to a table on the disk; median of ${rounds} rounds, one after the other`)
    await besideDuckdb(folder, clean)
    await planted(folder)
    const most = Number(process.env['LINGDING_BENCH_ROWS'] ?? 3 * million)
    for (const rows of [million, most]) await memory(folder, rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function besideDuckdb(folder: string, { path }: Planted): Promise<void> {
  const peers: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['Lingding: every cell judged, sorted', async () => importInto(await openRawStore(join(folder, 'ours')), path)],
    ['DuckDB read_csv, types detected', () => duckdb(folder, path, '')],
    ['DuckDB read_csv, all text', () => duckdb(folder, path, ', all_varchar = true')],
  ]
  const times = peers.map(() => [] as number[])
  const cpu = peers.map(() => [] as number[])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, run]] of peers.entries()) {
      rmSync(join(folder, 'ours'), { recursive: true, force: true })
      const [start, used] = [performance.now(), process.cpuUsage()]
      await run()
      const { user, system } = process.cpuUsage(used)
      times[index]?.push(performance.now() - start)
      cpu[index]?.push((user + system) / 1000)
    }
  }
  const [ours = 0] = times.map(median)
  console.log('| | rows a second | wall | processor | our rows a second ÷ theirs |')
  console.log('|---|---|---|---|---|')
  for (const [index, [name]] of peers.entries()) {
    const [wall, processor] = [median(times[index] ?? []), median(cpu[index] ?? [])]
    const ratio = index === 0 ? '' : `${(wall / ours).toFixed(2)} (bar ${bar})`
    console.log(`| ${name} | ${Math.round((million * 1000) / wall)} | ${(wall / 1000).toFixed(2)} s | ${(processor / 1000).toFixed(2)} s | ${ratio} |`)
  }
}

async function planted(folder: string): Promise<void> {
  const file = writeLargeStatistics(join(folder, 'planted.csv'), { rows: million, bad: 1000, seed: 2, charset: 'gb18030' })
  const store = await openRawStore(join(folder, 'planted'))
  const start = performance.now()
  const id = await importInto(store, file.path)
  const seconds = (performance.now() - start) / 1000
  const staging = await store.staging(id, false)
  const found = (await staging.faults(million)).map(({ row, code }) => `${row} ${code}`)
  staging.close()
  const wanted = file.faults.map(([row, code]) => `${row} ${code}`)
  const isExact = found.length === wanted.length && found.every((each, index) => each === wanted[index])
  console.log(`${million} rows in GB18030 with ${wanted.length} planted faults: ${found.length} reported in ${seconds.toFixed(1)} s, ${isExact ? 'exactly those' : 'NOT those'}`)
}

/** In a process of its own. */
async function memory(folder: string, rows: number): Promise<void> {
  const { path, bytes } = writeLargeStatistics(join(folder, 'memory.csv'), { rows, bad: 0, seed: 3 })
  const script = `
    const { runCommandLine } = await import(process.argv[1] + '/dist/src/edges/cli/main.js')
    const start = performance.now()
    const exit = await runCommandLine(['import', 'mainland', process.argv[2], '--flow', 'export', '--json', '--data', process.argv[3]], { print: () => undefined, warn: () => undefined, environment: {} })
    console.log(JSON.stringify({ exit, seconds: (performance.now() - start) / 1000, rss: Math.round(process.resourceUsage().maxRSS / 1024) }))
  `
  const data = join(folder, `memory-${rows}`)
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, packageRoot, path, data])
  const { exit, seconds, rss } = JSON.parse(stdout) as { readonly exit: number; readonly seconds: number; readonly rss: number }
  rmSync(data, { recursive: true })
  console.log(`${rows} rows, ${(bytes / 1e6).toFixed(0)} MB, by the command line: exit ${exit}, ${seconds.toFixed(1)} s, at most ${rss} MB resident`)
}

async function importInto(store: RawStore, path: string) {
  const { knowledge } = loadKnowledge()
  const received = await store.receive(path)
  const [file] = received.ok ? received.value : []
  if (file === undefined) throw new Error(`${path} holds nothing`)
  const outcome = await importRaw(file, { source: 'mainland', settings: { flow: 'export' }, policy: 'good-rows', isReplaced: false }, { book: knowledge.book, tables: rawTablesFrom(knowledge.rows), store, onProgress: () => undefined })
  if (outcome.kind !== 'published') throw new Error(`the file is ${outcome.kind}`)
  return file.digest
}

async function duckdb(folder: string, path: string, options: string): Promise<void> {
  const table = join(folder, 'peer.duckdb')
  rmSync(table, { force: true })
  const instance = await DuckDBInstance.create(table, { threads: '2' })
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE raw AS SELECT * FROM read_csv('${path}'${options})`)
  await connection.run('CHECKPOINT')
  connection.closeSync()
  instance.closeSync()
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
