import { expect, test } from 'vitest'
import { fuzzEdifact } from './edifact.fuzz.ts'

test('5,000 mutated interchanges: none throws, hangs, or depends on how the bytes were cut', () => {
  const report = fuzzEdifact(20251013, 5_000)
  expect(report.failures).toEqual([])
  expect(report.refused + report.accepted).toBe(5_000)
  expect(report.accepted).toBeGreaterThan(100)
  expect(report.maxHeapMb).toBeLessThan(256)
})
