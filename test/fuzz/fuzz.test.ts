// Fuzzing with fixed seeds, as part of the tests. The counts are what one core does in about two minutes; more by hand:
//   FUZZ_FACTOR=10 npx vitest run test/fuzz          ten times as many cases
//   FUZZ_SEED=7 npx vitest run test/fuzz             other cases
//   FUZZ=zip:123456 npx vitest run test/fuzz         one case again, by the target and seed that a failure prints
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { caseLimitMs, describeReport, fuzz, processWatch, seedOfCase, type FuzzTarget, type FuzzWatch } from './runner.ts'
import { fuzzEdifact } from './edifact.fuzz.ts'
import { targets } from './targets.ts'

const counts: Readonly<Record<string, number>> = { decmessage: 28_000, wco: 25_000, zip: 25_000, yaml: 15_000, json: 15_000, answer: 20_000 }
const edifactCases = 15_000
const seed = Number(process.env['FUZZ_SEED'] ?? '20260302')
const factor = Number(process.env['FUZZ_FACTOR'] ?? '1')
const replay = /^([a-z]+):(\d+)$/.exec(process.env['FUZZ'] ?? '')
const peakLimitMb = 512
const keptLimitMb = 48

describe.skipIf(replay !== null)('no case crashes, hangs or fills the memory', () => {
  const watch = processWatch()
  test.each(targets)('$name', (target) => {
    const report = fuzz(target, seed, (counts[target.name] ?? 1_000) * factor, watch)
    console.log(describeReport(report))
    expect(report.failures).toEqual([])
    expect(report.peakGrowthMb).toBeLessThan(peakLimitMb)
    expect(report.keptGrowthMb).toBeLessThan(keptLimitMb)
  }, 600_000 * factor)

  test('edifact', () => {
    const report = fuzzEdifact(seed, edifactCases * factor)
    const { cases, accepted, slowestMs, maxHeapMb } = report
    console.log(`edifact: ${cases} cases (${Math.round((100 * accepted) / cases)} % accepted), slowest ${slowestMs.toFixed(1)} ms, heap +${maxHeapMb.toFixed(0)} MB at its peak`)
    // A failure here is replayed by fuzzEdifact(seed, 1).
    expect(report.failures).toEqual([])
    expect(maxHeapMb).toBeLessThan(peakLimitMb)
  }, 600_000 * factor)

  test('100,000 cases or more in all', () => {
    const own = Object.values(counts).reduce((sum, count) => sum + count, 0)
    expect((own + edifactCases) * factor).toBeGreaterThanOrEqual(100_000)
    expect(targets.map(({ name }) => name)).toEqual(Object.keys(counts))
  })
})

describe.runIf(replay !== null)('one case again', () => {
  test('by its seed', () => {
    const target = targets.find(({ name }) => name === replay?.[1])
    if (target === undefined) throw new Error(`no target ${replay?.[1] ?? ''}`)
    const bytes = target.make(seededRandom(Number(replay?.[2])))
    console.log(JSON.stringify(new TextDecoder('latin1').decode(bytes)))
    target.run(bytes)
  })
})

describe('the fuzzing can fail', () => {
  const steady: FuzzWatch = { nowMs: () => 0, heapMb: () => 0 }
  const planted = (run: FuzzTarget['run']): FuzzTarget => ({ name: 'planted', make: (random) => Uint8Array.from([random.integer(256)]), run })

  test('a planted crash is caught, with the seed that makes it again', () => {
    const target = planted(([byte]) => {
      if (byte === 7) throw new TypeError('planted')
      return true
    })
    const { failures } = fuzz(target, 1, 5_000, steady)
    expect(failures[0]).toMatchObject({ kind: 'threw', detail: expect.stringContaining('planted') as string })
    expect([...target.make(seededRandom(failures[0]?.seed ?? 0))]).toEqual([7])
    expect(describeReport(fuzz(target, 1, 5_000, steady))).toContain(`FUZZ=planted:${failures[0]?.seed}`)
  })

  test('a planted hang is caught', () => {
    let now = 0
    const target = planted(() => {
      now += caseLimitMs + 1
      return true
    })
    expect(fuzz(target, 1, 1, { ...steady, nowMs: () => now }).failures).toEqual([{ seed: seedOfCase(1, 0), kind: 'slow', detail: `${caseLimitMs + 1} ms` }])
  })

  test('a planted leak is seen', () => {
    const held: Uint8Array[] = []
    const target = planted(() => held.push(new Uint8Array(64 * 1024)) > 0)
    expect(fuzz(target, 1, 1_000, processWatch()).keptGrowthMb).toBeGreaterThan(keptLimitMb)
  })

  test('the same seed makes the same cases, another seed others', () => {
    const [target] = targets
    const made = (from: number): string => [...Array(20).keys()].map((at) => target?.make(seededRandom(seedOfCase(from, at))).join(' ')).join('\n')
    expect(made(1)).toBe(made(1))
    expect(made(1)).not.toBe(made(2))
  })
})
