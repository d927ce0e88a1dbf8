// Numbers in the scales of four languages, exact; parts of a hundred with what rounding leaves.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, decimal, equals, sum, type Decimal } from '../../src/base/decimal.ts'
import { printDigits, printNumber, printRange, residualOf, sharesOf, type Unit } from '../../src/domain/chart/index.ts'
import { printShort, sharedScale, shifted } from '../../src/domain/chart/number/print-number.ts'
import { growth, label, yuan } from './samples.ts'

const teu: Unit = { id: 'TEU', power: 4, label: label('标箱', '標準箱', 'TEU', 'TEU') }
const cars: Unit = { id: 'vehicles', power: 4, label: label('辆', '輛', 'vehicles', 'veículos') }
const plainYuan: Unit = { ...yuan, power: 0 }

describe('a number in the reader’s scale', () => {
  // Values of the trade of the nine cities as they are published (37.34 trillion, 404.71 billion, 480,000 TEU); scales by hand.
  const rows: readonly [string, Unit, string, string, string, string][] = [
    ['373400', yuan, '37.34万亿元', '37.34萬億元', '37.34 trillion yuan', '37,34 biliões de yuans'],
    ['38710.70', yuan, '3.871070万亿元', '3.871070萬億元', '3.871070 trillion yuan', '3,871070 biliões de yuans'],
    ['4047.1', yuan, '4,047.1亿元', '4,047.1億元', '404.71 billion yuan', '404,71 mil milhões de yuans'],
    ['10000', yuan, '1万亿元', '1萬億元', '1 trillion yuan', '1 bilião de yuans'],
    ['0.5', yuan, '5,000万元', '5,000萬元', '50 million yuan', '50 milhões de yuans'],
    ['0.01', yuan, '100万元', '100萬元', '1 million yuan', '1 milhão de yuans'],
    ['48', teu, '48万标箱', '48萬標準箱', '480,000 TEU', '480\u00A0000 TEU'],
    ['253.18', cars, '253.18万辆', '253.18萬輛', '2.5318 million vehicles', '2,5318 milhões de veículos'],
    ['1234.5', plainYuan, '1,234.5元', '1,234.5元', '1,234.5 yuan', '1234,5 yuans'],
    ['-12345.60', plainYuan, '−1.234560万元', '−1.234560萬元', '−12,345.60 yuan', '−12\u00A0345,60 yuans'],
    ['0', yuan, '0元', '0元', '0 yuan', '0 yuans'],
    ['-0.3', growth.unit, '−0.3%', '−0.3%', '−0.3%', '−0,3%'],
  ]
  test.each(rows)('%s of %o', (digits, unit, hans, hant, en, pt) => {
    const value = decimal(digits)
    expect([printNumber(value, unit, 'zh-Hans'), printNumber(value, unit, 'zh-Hant'), printNumber(value, unit, 'en'), printNumber(value, unit, 'pt')]).toEqual([hans, hant, en, pt])
  })

  test('an interval has one scale', () => {
    expect(printRange(decimal('373350'), decimal('373450'), yuan, 'en')).toBe('37.335–37.345 trillion yuan')
    expect(printRange(decimal('-0.35'), decimal('-0.25'), growth.unit, 'pt')).toBe('−0,35 – −0,25%')
  })

  test('a number of 30 digits keeps every one of them', () => {
    expect(printDigits(decimal('123456789012345678901234.567891'), 'en')).toBe('123,456,789,012,345,678,901,234.567891')
  })

  test('labels of a picture share a scale and have no digit that the source had not', () => {
    const scale = sharedScale([decimal('38710.70'), decimal('400')], yuan, 'en')
    expect(scale).toEqual({ shift: -4, label: 'trillion yuan', decimals: 2 })
    expect(printShort(decimal('38710.70'), scale, 'en')).toBe('3.87')
    expect(printShort(decimal('400'), scale, 'en')).toBe('0.04')
    expect(printShort(decimal('40000'), scale, 'en')).toBe('4')
    expect(printShort(decimal('40000'), scale, 'en', decimal('100'))).toBe('4.00')
    expect(printShort(decimal('40000'), scale, 'en', decimal('1000'))).toBe('4')
    expect(sharedScale([decimal('4.2')], teu, 'pt').label).toBe('mil TEU')
    expect(sharedScale([], yuan, 'zh-Hans').label).toBe('亿元')
  })
})

describe('shares', () => {
  test('three thirds leave a tenth', () => {
    const shares = sharesOf([decimal('1'), decimal('1'), decimal('1')], 1)
    expect(shares?.percent.map((each) => printDigits(each, 'en'))).toEqual(['33.3', '33.3', '33.3'])
    expect(shares?.residual).toEqual(decimal('0.1'))
  })

  test('the new three of the nine cities: 85.1, 10.3 and 4.6 percent, nothing left', () => {
    const parts = [decimal('3444.8'), decimal('416.8'), decimal('185.5')]
    expect(sharesOf(parts, 1)?.percent.map((each) => printDigits(each, 'en'))).toEqual(['85.1', '10.3', '4.6'])
    expect(sharesOf(parts, 1)?.residual).toEqual(decimal('0.0'))
    expect(residualOf(parts, decimal('4047.1'))).toEqual(decimal('0.0'))
  })

  test('nothing has no shares', () => expect(sharesOf([decimal('0')], 1)).toBeUndefined())

  test('shares and residual are exactly a hundred', () => {
    const parts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }).map((units): Decimal => ({ units, scale: 2 })), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 4 }), (values, decimals) => {
        const shares = sharesOf(values, decimals)
        if (shares === undefined) return
        expect(equals(add(sum(shares.percent), shares.residual), decimal('100'))).toBe(true)
      }),
    )
  })

  test('moving the point loses nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: -12, max: 12 }), (units, scale, power) => {
        expect(equals(shifted(shifted({ units, scale }, power), -power), { units, scale })).toBe(true)
      }),
    )
  })
})
