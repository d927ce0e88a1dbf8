// Intervals keep the truth inside: whatever the true values within the bounds of what is put in, the true result lies
// within the bounds of what comes out.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal } from '../../base/decimal.ts'
import { printedInterval } from './figure.ts'
import { compareFractions, dividedBy, fraction, fractionText, minus, one, plus, power, root, signOf, times, toDecimal, type Fraction } from './fraction.ts'
import { addIntervals, contains, divideIntervals, exactly, interval, isInside, multiplyIntervals, overlap, rootOfInterval, subtractIntervals, sumIntervals, type Interval } from './interval.ts'

const number = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 4n })).map(([top, bottom]) => fraction(top, bottom))
const open = (low: Fraction, high: Fraction, isOpenLow: boolean, isOpenHigh: boolean): Interval => interval(undefined, isOpenLow ? undefined : low, isOpenHigh ? undefined : high)
/** An interval, one end of it sometimes open, and a true value inside. */
const known = fc
  .tuple(fc.tuple(number, number, number), fc.boolean(), fc.boolean())
  .map(([all, isOpenLow, isOpenHigh]) => {
    const [low, truth, high] = all.toSorted(compareFractions)
    return { truth: truth ?? one, is: open(low ?? one, high ?? one, isOpenLow, isOpenHigh) }
  })

describe('soundness', () => {
  const operations: readonly (readonly [string, (a: Interval, b: Interval) => Interval | undefined, (a: Fraction, b: Fraction) => Fraction])[] = [
    ['sum', addIntervals, plus],
    ['difference', subtractIntervals, minus],
    ['product', multiplyIntervals, times],
    ['quotient', divideIntervals, dividedBy],
  ]
  test.each(operations)('%s', (name, ofIntervals, ofNumbers) => {
    fc.assert(
      fc.property(known, known, (a, b) => {
        fc.pre(name !== 'quotient' || signOf(b.truth) !== 0)
        const result = ofIntervals(a.is, b.is)
        expect(result === undefined || contains(result, ofNumbers(a.truth, b.truth))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('a sum of many, in any order', () => {
    fc.assert(
      fc.property(fc.array(known, { minLength: 1, maxLength: 12 }), (all) => {
        const truth = all.map((each) => each.truth).reduce(plus)
        expect(contains(sumIntervals(all.map(({ is }) => is)), truth)).toBe(true)
        expect(sumIntervals(all.map(({ is }) => is))).toEqual(sumIntervals(all.map(({ is }) => is).toReversed()))
      }),
    )
  })

  test('a yearly rate, raised again, holds the factor', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 1, max: 12 }), (top, years) => {
        const factor = fraction(top, 1000n)
        const yearly = rootOfInterval(exactly(factor), years)
        expect([compareFractions(power(yearly?.low ?? one, years), factor) <= 0, compareFractions(power(yearly?.high ?? one, years), factor) >= 0]).toEqual([true, true])
      }),
    )
  })
})

test('fractions are exact: what is divided and multiplied again is the same', () => {
  fc.assert(fc.property(number, number, (a, b) => signOf(b) === 0 || compareFractions(times(dividedBy(a, b), b), a) === 0))
  fc.assert(fc.property(number, (a) => compareFractions(fraction(toDecimal(a, 6, 'floor').units, 10n ** 6n), a) <= 0 && compareFractions(fraction(toDecimal(a, 6, 'ceiling').units, 10n ** 6n), a) >= 0))
})

describe('printed digits', () => {
  const factor = fraction(1n)
  const cases: readonly (readonly [printed: string, qualifier: '' | 'over' | 'nearly' | 'about' | 'exact' | 'under', low: string, high: string])[] = [
    ['37.34', '', '37.335', '37.345'],
    ['8.3', '', '8.25', '8.35'],
    ['-4.3', '', '-4.35', '-4.25'],
    ['95', '', '94.5', '95.5'],
    ['95', 'over', '95', '-'],
    ['50', 'nearly', '-', '50'],
    ['24', 'under', '-', '24'],
    ['130', 'about', '-', '-'],
    ['57', 'exact', '57', '57'],
  ]
  test.each(cases)('%s %s', (printed, qualifier, low, high) => {
    const read = printedInterval(decimal(printed), factor, qualifier)
    expect([read.low, read.high].map((bound) => (bound === undefined ? '-' : fractionText(bound, 6)))).toEqual([low, high])
  })
})

test('rounding of a printed number', () => {
  const half = fraction(-25n, 10n)
  expect([toDecimal(half, 0, 'nearest').units, toDecimal(half, 0, 'floor').units, toDecimal(half, 0, 'ceiling').units]).toEqual([-3n, -3n, -2n])
  expect(fractionText(root(fraction(2n), 2, 6, 'floor'), 6)).toBe('1.414213')
  expect(fractionText(root(fraction(2n), 2, 6, 'ceiling'), 6)).toBe('1.414214')
})

test('overlap and inside at the very ends', () => {
  const [a, b, c] = [interval(undefined, fraction(1n), fraction(2n)), interval(undefined, fraction(2n), fraction(3n)), interval(undefined, fraction(3n), undefined)]
  expect([overlap(a, b), overlap(a, c), overlap(b, c), isInside(a, interval(undefined, undefined, fraction(2n))), isInside(c, b)]).toEqual([true, false, true, true, false])
})
