// Runs many cases against one reader and counts: exceptions, cases over the time limit, growth of the heap. Every case has a
// seed of its own, so that a failure is one command to replay: FUZZ=<target>:<seed> npx vitest run test/fuzz
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { seededRandom, type Random } from '../../src/base/random.ts'

export interface FuzzTarget {
  readonly name: string
  readonly make: (random: Random) => Uint8Array
  /** True when the reader accepted the case. Throws when it does what it must not; a refusal is no failure. */
  readonly run: (bytes: Uint8Array) => boolean
}

export interface FuzzFailure {
  readonly seed: number
  readonly kind: 'threw' | 'slow'
  readonly detail: string
}

export interface FuzzReport {
  readonly target: string
  readonly cases: number
  /** Cases that the reader did not refuse. */
  readonly accepted: number
  readonly failures: readonly FuzzFailure[]
  readonly slowestMs: number
  readonly totalMs: number
  /** Highest heap in use seen between cases, above what was in use at the start. */
  readonly peakGrowthMb: number
  /** What is left of that after the garbage is collected. */
  readonly keptGrowthMb: number
}

export interface FuzzWatch {
  readonly nowMs: () => number
  readonly heapMb: (isCollected: boolean) => number
}

/** Generous: the slowest honest case takes some tens of milliseconds. */
export const caseLimitMs = 2_000
const heapEvery = 128
const shownFailures = 5
const megabyte = 1024 * 1024

export function processWatch(): FuzzWatch {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return {
    nowMs: () => performance.now(),
    heapMb: (isCollected) => {
      if (isCollected) {
        collect()
        collect()
      }
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return (heapUsed + arrayBuffers) / megabyte
    },
  }
}

/** The seed of one case of a run. */
export function seedOfCase(seed: number, index: number): number {
  return (Math.imul(seed, 0x9e3779b1) + index) >>> 0
}

export function fuzz(target: FuzzTarget, seed: number, cases: number, watch: FuzzWatch): FuzzReport {
  const failures: FuzzFailure[] = []
  const startHeap = watch.heapMb(true)
  const start = watch.nowMs()
  let slowestMs = 0
  let accepted = 0
  let peak = startHeap
  for (let index = 0; index < cases; index += 1) {
    const caseSeed = seedOfCase(seed, index)
    const bytes = target.make(seededRandom(caseSeed))
    const before = watch.nowMs()
    const fault = outcome(target, bytes)
    const took = watch.nowMs() - before
    slowestMs = Math.max(slowestMs, took)
    if (fault === true) accepted += 1
    if (typeof fault === 'string') failures.push({ seed: caseSeed, kind: 'threw', detail: fault })
    else if (took > caseLimitMs) failures.push({ seed: caseSeed, kind: 'slow', detail: `${Math.round(took)} ms` })
    if (index % heapEvery === 0) peak = Math.max(peak, watch.heapMb(false))
    if (failures.length >= shownFailures) break
  }
  return {
    target: target.name,
    cases,
    accepted,
    failures,
    slowestMs,
    totalMs: watch.nowMs() - start,
    peakGrowthMb: peak - startHeap,
    keptGrowthMb: watch.heapMb(true) - startHeap,
  }
}

/** One line for the log, and one per failure that says how to replay it. */
export function describeReport(report: FuzzReport): string {
  const line = `${report.target}: ${report.cases} cases (${Math.round((100 * report.accepted) / report.cases)} % accepted) in ${(report.totalMs / 1000).toFixed(1)} s, slowest ${report.slowestMs.toFixed(1)} ms, heap +${report.peakGrowthMb.toFixed(0)} MB at its peak, +${report.keptGrowthMb.toFixed(1)} MB kept`
  return [line, ...report.failures.map((each) => `  ${each.kind}: ${each.detail}\n  replay: FUZZ=${report.target}:${each.seed} npx vitest run test/fuzz`)].join('\n')
}

/** Whether the case was accepted, or what was thrown. */
function outcome(target: FuzzTarget, bytes: Uint8Array): boolean | string {
  try {
    return target.run(bytes)
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : String(error)
  }
}
