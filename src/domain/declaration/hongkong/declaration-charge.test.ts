// R13, the charge. Expected values: the worked example of the charge page (100,000 → 7.0) and hand calculations from
// 0.2 for the first 46,000, 0.125 per further 1,000 or part, rounded up to 0.1, cap 200 since 2018-08-01.
import { describe, expect, test } from 'vitest'
import { hongKongDraft, on, read } from '../../../../test/declaration/sample-crossing.ts'
import { civilDate } from '../../../base/civil-date.ts'
import { decimal, formatDecimal, trimDecimal, type Decimal } from '../../../base/decimal.ts'
import type { HongKongFormType } from '../../submission/index.ts'
import { hongKongCharge } from './charge-of-submission.ts'
import { declarationCharge, lateCharge } from './declaration-charge.ts'

const text = (value: Decimal): string => formatDecimal(trimDecimal(value))

describe('R13 charge', () => {
  const cases: readonly [string, string, HongKongFormType, string][] = [
    ['worked example: 0.2 + 54 × 0.125 = 6.95', '100000', '1', '7'],
    ['nothing', '0', '1', '0.2'],
    ['the whole first band', '46000', '1', '0.2'],
    ['a cent more is a part of 1,000: 0.325', '46000.01', '1', '0.4'],
    ['one further 1,000: 0.325', '47000', '2', '0.4'],
    ['two: 0.45', '47000.01', '2', '0.5'],
    ['just under the cap: 0.2 + 1598 × 0.125 = 199.95', '1644000', '1', '200'],
    ['above the cap: 0.2 + 1599 × 0.125 = 200.075', '1645000', '1', '200'],
    ['far above the cap', '100000000', '2', '200'],
    ['food is flat', '5000000', '1A', '0.2'],
    ['exempt import', '100000', '1B', '0'],
    ['exempt export', '100000', '2B', '0'],
  ]
  test.each(cases)('%s', (_, value, form, charge) => expect(text(declarationCharge(decimal(value), form, on).totalHkd)).toBe(charge))

  test('form 2A adds the clothing levy: 7.0 + 100,000 × 0.3 / 1,000', () => {
    const charge = declarationCharge(decimal('100000'), '2A', on)
    expect([text(charge.chargeHkd), text(charge.levyHkd), text(charge.totalHkd)]).toEqual(['7', '30', '37'])
  })

  test('there is no cap before 2018-08-01: 0.2 + 1954 × 0.125 = 244.45', () => {
    expect(text(declarationCharge(decimal('2000000'), '1', civilDate('2018-07-31')).totalHkd)).toBe('244.5')
    expect(text(declarationCharge(decimal('2000000'), '1', civilDate('2018-08-01')).totalHkd)).toBe('200')
  })

  test('the working is data', () => {
    expect(declarationCharge(decimal('100000'), '1', on).steps).toEqual([
      { code: 'hk_charge_first', params: { upTo: '46000', amount: '0.2' } },
      { code: 'hk_charge_further', params: { above: '54000', count: '54', rate: '0.125', amount: '6.75' } },
      { code: 'hk_charge_rounded', params: { from: '6.95', to: '7' } },
    ])
  })
})

describe('R13 late charge', () => {
  const moved = civilDate('2025-01-31')
  const cases: readonly [string, string, string, string, string][] = [
    ['14 days', '2025-02-14', '20000', 'in-time', '0'],
    ['15 days, up to 20,000', '2025-02-15', '20000', 'one-month', '20'],
    ['15 days, above', '2025-02-15', '20000.01', 'one-month', '40'],
    ['28 February and 14 days', '2025-03-14', '20000', 'one-month', '20'],
    ['a day later', '2025-03-15', '20000', 'two-months', '40'],
    ['31 March and 14 days, above', '2025-04-14', '50000', 'two-months', '80'],
    ['later', '2025-04-15', '20000', 'later', '100'],
    ['later, above', '2026-01-01', '50000', 'later', '200'],
  ]
  test.each(cases)('%s', (_, lodged, value, band, amount) => {
    const late = lateCharge(decimal(value), moved, civilDate(lodged))
    expect([late.band, text(late.amountHkd), late.dueOn]).toEqual([band, amount, '2025-02-14'])
  })
})

test('the charge of the sample: 99,394.30 HKD, 54 further thousands', () => {
  const charge = hongKongCharge(read(hongKongDraft).submission, on)
  expect(charge && [text(charge.valueHkd), charge.choice.form, text(charge.charge.totalHkd)]).toEqual(['99394.3', '1', '7'])
  expect(hongKongCharge(read(hongKongDraft, { rates: [] }).submission, on)).toBeUndefined()
})
