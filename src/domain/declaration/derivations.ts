// Values that more than one filing computes from the submission. Each is named by its rule id, described in
// data/rules/derivations.csv.
import {
  add,
  compare,
  fromInteger,
  formatDecimal,
  multiply,
  round,
  trimDecimal,
  zero,
  type Decimal,
} from '../../base/decimal.ts'
import type { GoodsLine, Submission } from '../submission/index.ts'

/** Mainland country codes (GACC, list country_region). */
export const countryCodes = { mainland: '142', hongkong: '110', macao: '121' } as const

const oneKilogram = fromInteger(1)
const kilogramUnit = '035' // GACC, list unit: kilogram
const totalDecimals = 2 // R3: totals have two decimals

export function counterpartCountry(submission: Submission): string {
  return countryCodes[submission.counterpart]
}

/** Sum over the lines; undefined when a line has none, since a part of a sum is no sum. */
export function sumOfLines(submission: Submission, pick: (line: GoodsLine) => Decimal | undefined): Decimal | undefined {
  let total: Decimal = zero
  for (const line of submission.lines) {
    const value = pick(line)
    if (value === undefined) return undefined
    total = add(total, value)
  }
  return submission.lines.length === 0 ? undefined : total
}

/** Header weight in kilograms: the sum of the lines, and 1 where it is less (R1). */
export function headerWeight(submission: Submission, pick: (line: GoodsLine) => Decimal | undefined): Decimal | undefined {
  const total = sumOfLines(submission, pick)
  if (total === undefined) return undefined
  return compare(total, zero) > 0 && compare(total, oneKilogram) < 0 ? oneKilogram : total
}

/** The total as entered, else price × quantity rounded half up to two decimals (R3). */
export function lineTotal(line: GoodsLine): Decimal | undefined {
  if (line.total !== undefined) return line.total
  if (line.unitPrice === undefined || line.quantity === undefined) return undefined
  return round(multiply(line.unitPrice, line.quantity), totalDecimals, 'half-up')
}

/** The first statutory quantity as entered; else the net weight for kilograms, else the quantity when the units agree. */
export function firstStatutoryQuantity(line: GoodsLine): Decimal | undefined {
  if (line.firstQuantity !== undefined) return line.firstQuantity
  return quantityIn(line, line.firstUnit)
}

export function secondStatutoryQuantity(line: GoodsLine): Decimal | undefined {
  if (line.secondUnit === undefined) return undefined
  return line.secondQuantity ?? quantityIn(line, line.secondUnit)
}

export function finalDestination(submission: Submission, line: GoodsLine): string {
  if (line.destinationCountry !== undefined) return line.destinationCountry
  return submission.direction === 'export' ? counterpartCountry(submission) : countryCodes.mainland
}

export function plain(value: Decimal | undefined): string | undefined {
  return value === undefined ? undefined : formatDecimal(trimDecimal(value))
}

function quantityIn(line: GoodsLine, unit: string | undefined): Decimal | undefined {
  if (unit === kilogramUnit) return line.netWeightKg
  return unit !== undefined && unit === line.unit ? line.quantity : undefined
}
