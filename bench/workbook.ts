// `npm run bench -- workbook`: 100,000 rows of one workbook read, judged, and given back with their results, in a process
// with a small heap. Says how long each took and the most memory that the process ever had.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../src/edges/compose.ts'
import { rowCount, writeLargeWorkbook } from './large-workbook.ts'

const size = { shipments: 4_000, linesEach: 12, badEvery: 50 }
const heapMegabytes = 160

export interface Measured {
  readonly rows: number
  readonly good: number
  readonly bad: number
  readonly readMs: number
  readonly judgeMs: number
  readonly resultMs: number
  readonly resultBytes: number
  readonly maxRssMegabytes: number
}

/** Runs in a process of its own, from dist; the script is the same for the bench and for the test. */
export async function measureWorkbook(path: string, heap: number): Promise<Measured> {
  const script = `
    const { createReadStream } = await import('node:fs')
    const { openBulkRun } = await import(process.argv[1] + '/dist/src/edges/bulk-run.js')
    const { loadKnowledge } = await import(process.argv[1] + '/dist/src/edges/compose.js')
    const run = await openBulkRun(process.argv[2], createReadStream(process.argv[2]), { ...loadKnowledge(), note: () => undefined })
    const [times, mark] = [[], () => times.push(performance.now())]
    mark()
    await run.read('if certain')
    mark()
    const { counts } = await run.judge()
    mark()
    let resultBytes = 0
    for await (const chunk of await run.result('en')) resultBytes += chunk.length
    mark()
    await run.close()
    const [readMs, judgeMs, resultMs] = [times[1] - times[0], times[2] - times[1], times[3] - times[2]].map(Math.round)
    console.log(JSON.stringify({ rows: counts.rows, good: counts.good, bad: counts.bad, readMs, judgeMs, resultMs, resultBytes, maxRssMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }))
  `
  const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${heap}`, '--input-type=module', '-e', script, packageRoot, path])
  return JSON.parse(stdout) as Measured
}

export async function benchWorkbook(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-bench-'))
  try {
    const path = join(folder, 'large.xlsx')
    await writeLargeWorkbook(path, new URL(`file://${packageRoot}/examples/dongguan-hongkong-batteries.yaml`), size)
    console.log(`${rowCount(size)} rows of ${size.shipments} shipments, ${(statSync(path).size / 1e6).toFixed(1)} MB packed; heap ${heapMegabytes} MB`)
    const { rows, good, bad, readMs, judgeMs, resultMs, resultBytes, maxRssMegabytes } = await measureWorkbook(path, heapMegabytes)
    console.log('| rows | good | to mend | read | judged | given back | most memory (RSS) |')
    console.log('|---|---|---|---|---|---|---|')
    console.log(`| ${rows} | ${good} | ${bad} | ${(readMs / 1000).toFixed(1)} s | ${(judgeMs / 1000).toFixed(1)} s | ${(resultMs / 1000).toFixed(1)} s, ${(resultBytes / 1e6).toFixed(1)} MB | ${maxRssMegabytes} MB |`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
