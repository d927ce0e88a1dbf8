import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPlain, readScaled } from './scaled-number.ts'

const cases: readonly (readonly [text: string, scale: number, value: bigint | string, isRounded?: boolean])[] = [
  ['0', 2, 0n],
  ['7', 2, 700n],
  ['1,234,567', 2, 123_456_700n],
  ['1234567.89', 2, 123_456_789n],
  ['1,234.5', 3, 1_234_500n],
  ['5000000.126', 2, 500_000_013n, true],
  ['0.005', 2, 1n, true],
  ['0.004', 2, 0n, true],
  ['0.0040', 3, 4n],
  ['9500000000.0', 2, 950_000_000_000n],
  ['9.5e+09', 2, 950_000_000_000n],
  ['1E-3', 3, 1n],
  ['000000000000001000', 2, 100_000n],
  ['999999999999999999', 0, 999_999_999_999_999_999n],
  ['-0', 2, 0n],
  ['', 2, 'statistics_number'],
  ['abc', 2, 'statistics_number'],
  ['1 234', 2, 'statistics_number'],
  ['.5', 2, 'statistics_number'],
  ['1.2.3', 2, 'statistics_number'],
  ['1,23,456', 2, 'statistics_number_commas'],
  ['1234,567', 2, 'statistics_number_commas'],
  ['1,234,56', 2, 'statistics_number_commas'],
  ['-5', 2, 'statistics_number_negative'],
  ['1000000000000000000', 0, 'statistics_number_large'],
  ['1e300', 0, 'statistics_number_large'],
]

test.each(cases.map(([text, scale, value, isRounded = false]) => ({ text, scale, value, isRounded })))('$text × 10^$scale', ({ text, scale, value, isRounded }) => {
  const read = readScaled(text, scale)
  expect(read.kind === 'number' ? [read.value, read.isRounded] : read.code).toEqual(typeof value === 'string' ? value : [value, isRounded])
})

/** The fast reader may leave a text to the other, but never says something else. */
test('both readers agree', () => {
  const texts = fc.oneof(fc.stringMatching(/^[0-9,.]{0,20}$/), fc.stringMatching(/^\d{1,3}(,\d{3}){0,4}(\.\d{0,4})?$/), fc.stringMatching(/^\d{1,18}(\.\d{1,3})?$/))
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 5 }), (text, scale) => {
      const bytes = new TextEncoder().encode(`x${text}y`)
      const plain = readPlain(bytes, 1, bytes.length - 1, scale)
      if (plain < 0) return
      expect(Number.isSafeInteger(plain)).toBe(true)
      expect(readScaled(text, scale)).toEqual({ kind: 'number', value: BigInt(plain), isRounded: false })
    }),
    { numRuns: 3000 },
  )
})

test('plain numbers are not left to the slow reader', () => {
  for (const text of ['0', '12', '1,234,567', '12.5', '000000000000001000']) expect(readPlain(new TextEncoder().encode(text), 0, text.length, 2)).toBeGreaterThanOrEqual(0)
})
