// Contributions add up to the growth exactly, in whatever order, and what rounding leaves is told.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, decimal, equals, formatDecimal, sum } from '../../base/decimal.ts'
import { explainGrowth, printParts } from './contribution.ts'
import { compareFractions, dividedBy, fraction, minus, plus, times, fromDecimal, zero } from './fraction.ts'

const parts = fc.array(
  fc.record({ id: fc.string(), before: fc.bigInt({ min: 0n, max: 10n ** 14n }).map((n) => fraction(n, 100n)), now: fc.bigInt({ min: 0n, max: 10n ** 14n }).map((n) => fraction(n, 100n)) }),
  { minLength: 1, maxLength: 20 },
)

describe('contributions', () => {
  test('add up to the growth of the whole', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 4 }), (all, scale) => {
        const [before, now] = [all.map((part) => part.before).reduce(plus, zero), all.map((part) => part.now).reduce(plus, zero)]
        const explained = explainGrowth(all)
        fc.pre(explained !== undefined && compareFractions(before, zero) !== 0)
        if (explained === undefined) return
        expect(compareFractions(explained.growth, times(fraction(100n), dividedBy(minus(now, before), before)))).toBe(0)
        expect(compareFractions(explained.parts.map(({ points }) => points).reduce(plus, zero), explained.growth)).toBe(0)
        const printed = printParts(explained.growth, explained.parts.map(({ points }) => points), scale)
        expect(equals(add(sum(printed.parts), printed.residual), printed.whole)).toBe(true)
        expect(compareFractions(explainGrowth(all.toReversed())?.growth ?? zero, explained.growth)).toBe(0)
      }),
    )
  })

  test('from nothing there is no growth', () => expect(explainGrowth([{ id: 'a', before: zero, now: fraction(1n) }])).toBeUndefined())

  test('three thirds leave a residual of 0.1', () => {
    const third = fraction(100n, 3n)
    const printed = printParts(fraction(100n), [third, third, third], 1)
    expect([...printed.parts, printed.whole, printed.residual].map(formatDecimal)).toEqual(['33.3', '33.3', '33.3', '100.0', '0.1'])
  })

  test('the new three of Shenzhen, January to November 2023: 16.9 + 24.1 + 1.3 = 42.3', () => {
    // levels 602.4, 190.8, 30.9 with +19.4, +273.9, +32.1 percent; by hand 97.9, 139.8, 7.5 of 578.9
    const part = (id: string, level: string, growth: string) => {
      const now = fromDecimal(decimal(level))
      return { id, now, before: dividedBy(now, plus(fraction(1n), fromDecimal(decimal(growth)))) }
    }
    const explained = explainGrowth([part('lithium', '602.4', '0.194'), part('vehicles', '190.8', '2.739'), part('solar', '30.9', '0.321')])
    const printed = printParts(explained?.growth ?? zero, (explained?.parts ?? []).map(({ points }) => points), 1)
    expect([...printed.parts, printed.whole, printed.residual].map(formatDecimal)).toEqual(['16.9', '24.1', '1.3', '42.3', '0.0'])
  })
})
