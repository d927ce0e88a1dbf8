// The charge on a Hong Kong import or export declaration and on one that is late, in HKD, with its working step by step.
// Charge: Hong Kong Customs, Import and Export Declaration Charges. Late charge: fees table of the Hong Kong General
// Chamber of Commerce, 2024.
import {
  add,
  compare,
  decimal,
  divide,
  formatDecimal,
  fromInteger,
  multiply,
  round,
  subtract,
  trimDecimal,
  zero,
  type Decimal,
} from '../../../base/decimal.ts'
import { addDays, civilDate, daysBetween, type CivilDate } from '../../../base/civil-date.ts'
import type { IssueParams } from '../../../base/issue.ts'
import type { HongKongFormType } from '../../submission/index.ts'

/** One step of a working; its text has the code in the message table. */
export interface ChargeStep {
  readonly code: string
  readonly params: IssueParams
}

export interface DeclarationCharge {
  /** Charge and levy together. */
  readonly totalHkd: Decimal
  readonly chargeHkd: Decimal
  readonly levyHkd: Decimal
  readonly steps: readonly ChargeStep[]
  readonly source: string
}

export type LateBand = 'in-time' | 'one-month' | 'two-months' | 'later'

export interface LateCharge {
  readonly band: LateBand
  readonly amountHkd: Decimal
  /** Last day on which the declaration is in time. */
  readonly dueOn: CivilDate
  readonly steps: readonly ChargeStep[]
  readonly source: string
}

/** Days after the movement within which the declaration is lodged (C&SD). */
export const lodgingDays = 14

const chargeSource = 'Hong Kong Customs, Import and Export Declaration Charges (customs.gov.hk, cargo_clearance/declaration/charges)'
const lateSource = 'Hong Kong General Chamber of Commerce, fees 2024 (late charges on import and export declarations)'

// Customs, charges page: 0.2 for the first 46,000; 0.125 for each further 1,000 or part; the sum rounded up to 0.1.
const firstBandHkd = decimal('46000')
const firstChargeHkd = decimal('0.2')
const furtherBandHkd = decimal('1000')
const furtherChargeHkd = decimal('0.125')
const roundedToDecimals = 1
const foodChargeHkd = decimal('0.2') // Customs, charges page: food imports, flat
const capHkd = decimal('200') // Customs, charges page: cap of one declaration
const capSince = civilDate('2018-08-01') // Customs, charges page: the cap holds since this day
const levyPerThousand = '0.3' // Customs, charges page: clothing levy on form 2A, HKD
const levyPerHkd = decimal('0.0003')
const levyDecimals = 2 // ours: to the cent, half up; how Customs rounds the levy is not verified

/** The charge for a declared value on a day. The levy of form 2A is pro rata and outside the cap: neither is verified. */
export function declarationCharge(valueHkd: Decimal, form: HongKongFormType, on: CivilDate): DeclarationCharge {
  switch (form) {
    case '1B':
    case '2B':
      return charged(zero, zero, [{ code: 'hk_charge_exempt', params: { form } }])
    case '1A':
      return charged(foodChargeHkd, zero, [{ code: 'hk_charge_food', params: { amount: text(foodChargeHkd) } }])
    case '1':
    case '2':
      return chargeByValue(valueHkd, on, zero, [])
    case '2A': {
      const levy = round(multiply(valueHkd, levyPerHkd), levyDecimals, 'half-up')
      return chargeByValue(valueHkd, on, levy, [
        { code: 'hk_charge_levy', params: { value: text(valueHkd), rate: levyPerThousand, amount: text(levy) } },
      ])
    }
  }
}

/** What a declaration costs when it is lodged on a day, for goods that moved on another. */
export function lateCharge(valueHkd: Decimal, movedOn: CivilDate, lodgedOn: CivilDate): LateCharge {
  const dueOn = addDays(movedOn, lodgingDays)
  const isSmall = compare(valueHkd, decimal('20000')) <= 0 // fees table: up to HKD 20,000, and above
  const band = lateBand(movedOn, lodgedOn, dueOn)
  const amounts: Readonly<Record<LateBand, number>> = isSmall
    ? { 'in-time': 0, 'one-month': 20, 'two-months': 40, later: 100 }
    : { 'in-time': 0, 'one-month': 40, 'two-months': 80, later: 200 }
  const amountHkd = fromInteger(amounts[band])
  const daysLate = Math.max(0, daysBetween(dueOn, lodgedOn))
  const steps = [{ code: `hk_late_${band.replaceAll('-', '_')}`, params: { dueOn, daysLate, value: text(valueHkd), amount: text(amountHkd) } }]
  return { band, amountHkd, dueOn, steps, source: lateSource }
}

function chargeByValue(valueHkd: Decimal, on: CivilDate, levy: Decimal, levySteps: readonly ChargeStep[]): DeclarationCharge {
  const steps: ChargeStep[] = [{ code: 'hk_charge_first', params: { upTo: text(firstBandHkd), amount: text(firstChargeHkd) } }]
  const above = subtract(valueHkd, firstBandHkd)
  let amount = firstChargeHkd
  if (compare(above, zero) > 0) {
    const count = divide(above, furtherBandHkd, 0, 'up')
    const further = multiply(count, furtherChargeHkd)
    amount = add(amount, further)
    steps.push({ code: 'hk_charge_further', params: { above: text(above), count: text(count), rate: text(furtherChargeHkd), amount: text(further) } })
  }
  const rounded = round(amount, roundedToDecimals, 'up')
  if (compare(rounded, amount) !== 0) steps.push({ code: 'hk_charge_rounded', params: { from: text(amount), to: text(rounded) } })
  const isCapped = on >= capSince && compare(rounded, capHkd) > 0
  if (isCapped) steps.push({ code: 'hk_charge_capped', params: { from: text(rounded), cap: text(capHkd), since: capSince } })
  return charged(isCapped ? capHkd : rounded, levy, [...steps, ...levySteps])
}

function charged(chargeHkd: Decimal, levyHkd: Decimal, steps: readonly ChargeStep[]): DeclarationCharge {
  return { totalHkd: add(chargeHkd, levyHkd), chargeHkd, levyHkd, steps, source: chargeSource }
}

function lateBand(movedOn: CivilDate, lodgedOn: CivilDate, dueOn: CivilDate): LateBand {
  if (lodgedOn <= dueOn) return 'in-time'
  if (lodgedOn <= addDays(addMonths(movedOn, 1), lodgingDays)) return 'one-month'
  return lodgedOn <= addDays(addMonths(movedOn, 2), lodgingDays) ? 'two-months' : 'later'
}

/** The same day of a later month, or its last day where there is no such day: 31 January gives 28 February. */
function addMonths(date: CivilDate, months: number): CivilDate {
  const counted = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = String(Math.floor(counted / 12)).padStart(4, '0')
  const month = String((counted % 12) + 1).padStart(2, '0')
  const next = counted + 1
  const firstOfNext = civilDate(`${String(Math.floor(next / 12)).padStart(4, '0')}-${String((next % 12) + 1).padStart(2, '0')}-01`)
  const lastDay = addDays(firstOfNext, -1).slice(8)
  const day = date.slice(8) < lastDay ? date.slice(8) : lastDay
  return civilDate(`${year}-${month}-${day}`)
}

function text(value: Decimal): string {
  return formatDecimal(trimDecimal(value))
}
