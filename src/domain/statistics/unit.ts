// Units of figures. A unit belongs to a dimension and is so many of its smallest: `1e8 CNY` is 100,000,000 of CNY. Two
// numbers add only within a dimension, so TEU never meet containers, crossings never meet cars, CNY never meets USD.
import type { CsvRow } from '../../base/csv-rows.ts'
import { parseDecimal } from '../../base/decimal.ts'
import { invariant } from '../../base/invariant.ts'
import type { Label } from '../../base/language.ts'
import { labelOf } from '../../base/message.ts'
import { fromDecimal, type Fraction } from './fraction.ts'

export interface Unit {
  readonly id: string
  readonly dimension: string
  /** How many of the dimension's smallest one of this unit is. */
  readonly factor: Fraction
  readonly label: Label
}

export type Units = ReadonlyMap<string, Unit>

/** Shares, growth and multiples are numbers without a dimension of their own. */
export const ratioDimension = 'ratio'

/** Columns: id, dimension, factor and the four languages. */
export function unitsFrom(rows: readonly CsvRow[]): Units {
  return new Map(
    rows.map((row) => {
      const id = row['id'] ?? ''
      const factor = parseDecimal(row['factor'] ?? '')
      invariant(factor !== undefined && factor.units > 0n, `unit ${id} has a factor above zero`)
      return [id, { id, dimension: row['dimension'] ?? '', factor: fromDecimal(factor), label: labelOf(row) }]
    }),
  )
}

export function unitNamed(units: Units, id: string): Unit {
  const unit = units.get(id)
  invariant(unit !== undefined, `there is a unit ${id}`)
  return unit
}
