// The value in the local currency: by term and charge, by hand; and that lines add up to the total for any shipment.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hongKongDraft, macaoDraft, read, withLine } from '../../../test/declaration/sample-crossing.ts'
import { formatDecimal, fromInteger, sum, type Decimal } from '../../base/decimal.ts'
import type { DraftObject } from '../submission/index.ts'
import { localLineInputs, localValue, shareByLargestRemainder } from './local-value.ts'

const base = { rates: [{ from: '142', to: '110', rate: '1', source: 'sample' }] }
const oneLine = { lines: [{ total: '1000', currency: '142', grossWeightKg: '500' }] }
const total = (mark: string, rate: string): DraftObject => ({ mark, rate, currency: '142' })

function valueOf(change: DraftObject, direction = 'export'): unknown {
  const { submission } = read(hongKongDraft, { ...base, ...oneLine, direction, ...change })
  const value = localValue(submission, 'hongkong')
  return value.kind === 'known' ? formatDecimal(value.total) : value.lacks.map(({ path, code }) => `${code} at ${path}`)
}

describe('terms and basis: price 1,000, freight 100, insurance 10', () => {
  const charges = { receivingFreight: total('3', '100'), receivingInsurance: total('3', '10'), other: total('3', '7') }
  const cases = [
    ['CIF', '1', '1000.00', '890.00'],
    ['C&F', '2', '1010.00', '900.00'],
    ['FOB', '3', '1110.00', '1000.00'],
    ['C&I', '4', '1100.00', '990.00'],
    ['EXW', '7', '1117.00', '1007.00'],
  ] as const
  test.each(cases)('%s', (_, tradeTerm, cif, fob) => {
    expect(valueOf({ terms: { ...charges, tradeTerm } })).toBe(cif)
    expect(valueOf({ terms: { ...charges, tradeTerm } }, 'import')).toBe(fob)
  })
})

describe('kinds of charge, FOB 1,000 to CIF, no insurance', () => {
  const none = total('3', '0')
  test('1: percent of the goods', () => expect(valueOf({ terms: { tradeTerm: '3', receivingFreight: total('1', '2.5'), receivingInsurance: none } })).toBe('1025.00'))
  test('2: per tonne of gross weight, 500 kg', () => expect(valueOf({ terms: { tradeTerm: '3', receivingFreight: total('2', '300'), receivingInsurance: none } })).toBe('1150.00'))
  test('3: total', () => expect(valueOf({ terms: { tradeTerm: '3', receivingFreight: total('3', '99.99'), receivingInsurance: none } })).toBe('1099.99'))
  test("the mainland's charge serves where no other is entered", () =>
    expect(valueOf({ terms: { tradeTerm: '3', freight: total('3', '50'), receivingFreight: null, receivingInsurance: none } })).toBe('1050.00'))
})

describe('what is lacking is named', () => {
  const cases: readonly [string, DraftObject, string][] = [
    ['term', { terms: { tradeTerm: null } }, 'local_value_term_missing at terms.tradeTerm'],
    ['a term that is none', { terms: { tradeTerm: '5' } }, 'local_value_term_not_convertible at terms.tradeTerm'],
    ['rate', { rates: [] }, 'local_value_rate_missing at rates'],
    ['freight', { terms: { receivingFreight: null } }, 'local_value_freight_missing at terms.receivingFreight.rate'],
    ['insurance', { terms: { receivingInsurance: null } }, 'local_value_insurance_missing at terms.receivingInsurance.rate'],
    ['kind of charge', { terms: { receivingFreight: { mark: null } } }, 'local_value_charge_kind_missing at terms.receivingFreight.mark'],
    ['currency of a charge', { terms: { receivingFreight: { currency: null } } }, 'local_value_charge_currency_missing at terms.receivingFreight.currency'],
    ['total', { lines: [{ currency: '142' }] }, 'local_value_total_missing at lines[0].total'],
    ['currency', { lines: [{ total: '1' }] }, 'local_value_currency_missing at lines[0].currency'],
    ['lines', { lines: [] }, 'local_value_no_lines at lines'],
  ]
  test.each(cases)('%s', (_, change, lack) => expect(valueOf(change)).toContain(lack))
  test('charges above the price', () => {
    const terms = { tradeTerm: '1', receivingFreight: total('3', '2000'), receivingInsurance: total('3', '0') }
    expect(valueOf({ terms }, 'import')).toEqual(['local_value_charges_exceed at terms.receivingFreight.rate'])
  })
})

test('Macao: 20,000 CNY CIF at 1.12 are MOP 22,400', () => {
  const value = localValue(read(macaoDraft).submission, 'macao')
  expect(value.kind === 'known' && [value.currency, value.basis, formatDecimal(value.total)]).toEqual(['MOP', 'cif', '22400.00'])
})

test('the same submission is computed once', () => {
  const { submission } = read(hongKongDraft)
  expect(localValue(submission, 'hongkong')).toBe(localValue(submission, 'hongkong'))
  expect(localValue(submission, 'macao')).not.toBe(localValue(submission, 'hongkong'))
})

test('largest remainder: 100.00 in three equal parts gives the first line the cent that is left', () => {
  const shares = shareByLargestRemainder(fromInteger(100), [fromInteger(1), fromInteger(1), fromInteger(1)])
  expect(shares.map(formatDecimal)).toEqual(['33.34', '33.33', '33.33'])
})

test('lines add up to the total to the cent, and none is off by a cent or more', () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 12n }).map((units): Decimal => ({ units, scale: 2 }))
  const weights = fc.array(fc.record({ units: fc.bigInt({ min: 0n, max: 10n ** 15n }), scale: fc.integer({ min: 0, max: 10 }) }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(cents, weights, (whole, parts) => {
      const shares = shareByLargestRemainder(whole, parts)
      expect(sum(shares).units).toBe(whole.units)
      const scaled = parts.map(({ units, scale }) => units * 10n ** BigInt(10 - scale))
      const all = scaled.reduce((a, b) => a + b, 0n)
      if (all === 0n) return
      for (const [index, share] of shares.entries()) {
        const off = share.units * all - whole.units * (scaled[index] ?? 0n)
        expect((off < 0n ? -off : off) < all).toBe(true)
      }
    }),
    { seed: 20251020, numRuns: 300 },
  )
})

test('header and lines agree for any totals, rate and freight', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 10n }).map((units) => formatDecimal({ units, scale: 2 }))
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), amount, (totals, freight) => {
      const lines = totals.map((each) => ({ total: each, currency: '142' }))
      const terms = { receivingFreight: { mark: '3', rate: freight, currency: '110' } }
      const value = localValue(read(hongKongDraft, { lines, terms }).submission, 'hongkong')
      expect(value.kind).toBe('known')
      if (value.kind === 'known') expect(formatDecimal(sum(value.lines))).toBe(formatDecimal(value.total))
    }),
    { seed: 20251020, numRuns: 100 },
  )
})

test('a change of one line changes what it is worth', () => {
  const { submission } = read(hongKongDraft, withLine(hongKongDraft, 0, { total: '60001' }))
  const value = localValue(submission, 'hongkong')
  // 90,001 × 1.09 = 98,101.09; + 1,000 + 294.30327 = 99,395.39327
  expect(value.kind === 'known' && formatDecimal(value.total)).toBe('99395.39')
})

describe('the paths behind a value', () => {
  const rates = [
    { from: '142', to: '121', rate: '1.1' },
    { from: '142', to: '110', rate: '1.08' },
    { from: '502', to: '110', rate: '7.8', source: 'sample' },
  ]
  const usd = { total: '1000', currency: '502', grossWeightKg: '500' }
  const inputsOf = (change: DraftObject, line = 0): readonly string[] => localLineInputs(read(hongKongDraft, { rates, lines: [usd], ...change }).submission, 'hongkong', line)

  test('CIF on import there: the rate and its source, no charge', () =>
    expect(inputsOf({ terms: { tradeTerm: '1', freight: total('3', '50') } })).toEqual(['lines[0].total', 'lines[0].currency', 'rates[2].rate', 'rates[2].source', 'terms.tradeTerm']))

  test('FOB: a charge per tonne in another currency, one in percent', () =>
    expect(inputsOf({ terms: { tradeTerm: '3', receivingFreight: total('2', '300'), receivingInsurance: { mark: '1', rate: '0.3' } } })).toEqual([
      'lines[0].total',
      'lines[0].currency',
      'rates[2].rate',
      'rates[2].source',
      'terms.tradeTerm',
      'terms.receivingFreight.mark',
      'terms.receivingFreight.rate',
      'terms.receivingFreight.currency',
      'rates[1].rate',
      'lines[0].grossWeightKg',
      'terms.receivingInsurance.mark',
      'terms.receivingInsurance.rate',
    ]))

  test('of several lines: its own, then the others, since all share one total', () => {
    const priced = { unitPrice: '2', quantity: '5', currency: '110' }
    const terms = { tradeTerm: '1' }
    expect(inputsOf({ lines: [usd, priced], terms }, 1)).toEqual([
      'lines[1].unitPrice',
      'lines[1].quantity',
      'lines[1].currency',
      'terms.tradeTerm',
      'lines[].total',
      'lines[].currency',
      'rates[2].rate',
      'rates[2].source',
      'lines[].unitPrice',
      'lines[].quantity',
    ])
  })
  test('none while something is lacking', () => expect(inputsOf({ terms: { tradeTerm: null } })).toEqual([]))
})
