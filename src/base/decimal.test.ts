import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, decimal, divide, formatDecimal, multiply, parseDecimal, round, subtract, sum, trimDecimal, type Rounding } from './decimal.ts'

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, scale]) => ({ units, scale }))

describe('reading and writing', () => {
  test.each(['0', '12', '-12.50', '0.05', '123456789012345678.12345'])('%s comes back as it was written', (text) => {
    expect(formatDecimal(decimal(text))).toBe(text)
  })

  test.each(['', '1e3', '1,000', '.5', '5.', '+1', ' 1', '１', '1.2.3', '9'.repeat(41), `0.${'1'.repeat(21)}`])('%j is no decimal', (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })

  test('trailing zeros go and the number stays', () => {
    expect(formatDecimal(trimDecimal(decimal('12.500')))).toBe('12.5')
    expect(formatDecimal(trimDecimal(decimal('1200')))).toBe('1200')
  })
})

describe('arithmetic by hand', () => {
  test('0.1 + 0.2 = 0.3', () => expect(formatDecimal(add(decimal('0.1'), decimal('0.2')))).toBe('0.3'))
  test('19.99 × 3 = 59.97', () => expect(formatDecimal(multiply(decimal('19.99'), decimal('3')))).toBe('59.97'))

  const roundings: readonly [string, number, Rounding, string][] = [
    ['2.345', 2, 'half-up', '2.35'],
    ['2.345', 2, 'half-even', '2.34'],
    ['2.355', 2, 'half-even', '2.36'],
    ['-2.345', 2, 'half-up', '-2.35'],
    ['2.341', 2, 'up', '2.35'],
    ['-2.349', 2, 'down', '-2.34'],
    ['2', 2, 'half-up', '2.00'],
  ]
  test.each(roundings)('%s to %i digits, %s, is %s', (text, scale, rounding, expected) => {
    expect(formatDecimal(round(decimal(text), scale, rounding))).toBe(expected)
  })

  test('10 ÷ 3 to four digits', () => expect(formatDecimal(divide(decimal('10'), decimal('3'), 4, 'half-up'))).toBe('3.3333'))
  test('1 ÷ 0.25 = 4', () => expect(formatDecimal(divide(decimal('1'), decimal('0.25'), 0, 'half-up'))).toBe('4'))
  test('division by zero is a mistake of the programmer', () => expect(() => divide(decimal('1'), decimal('0'), 2, 'up')).toThrow(RangeError))
})

describe('laws', () => {
  test('what is written is read back', () => {
    fc.assert(fc.property(decimals, (value) => compare(decimal(formatDecimal(value)), value) === 0))
  })
  test('subtraction undoes addition', () => {
    fc.assert(fc.property(decimals, decimals, (a, b) => compare(subtract(add(a, b), b), a) === 0))
  })
  test('a sum does not depend on the order', () => {
    fc.assert(fc.property(fc.array(decimals), (values) => compare(sum(values), sum(values.toReversed())) === 0))
  })
  test('rounding moves by less than one unit of the last digit', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom<Rounding>('half-up', 'half-even', 'up', 'down'), (value, rounding) => {
        const moved = subtract(round(value, 2, rounding), value)
        return compare(moved, decimal('0.01')) < 0 && compare(moved, decimal('-0.01')) > 0
      }),
    )
  })
})
