// What each part adds to the growth of the whole, in percentage points. The parts add up to the growth exactly; what
// rounding leaves when they are printed is shown, never hidden in one of them.
import type { Decimal } from '../../base/decimal.ts'
import { subtract, sum } from '../../base/decimal.ts'
import { dividedBy, fraction, minus, plus, signOf, times, toDecimal, zero, type Fraction } from './fraction.ts'

export interface Part {
  readonly id: string
  readonly before: Fraction
  readonly now: Fraction
}

export interface Contribution {
  readonly id: string
  readonly points: Fraction
}

export interface GrowthExplained {
  /** In percent. */
  readonly growth: Fraction
  readonly parts: readonly Contribution[]
}

const hundred = fraction(100n)

/** Undefined when the parts were nothing before: from nothing there is no growth rate. */
export function explainGrowth(parts: readonly Part[]): GrowthExplained | undefined {
  const before = parts.map((part) => part.before).reduce(plus, zero)
  if (signOf(before) === 0) return undefined
  const points = parts.map(({ id, before: from, now }) => ({ id, points: times(hundred, dividedBy(minus(now, from), before)) }))
  return { growth: points.map((part) => part.points).reduce(plus, zero), parts: points }
}

export interface PrintedParts {
  readonly whole: Decimal
  readonly parts: readonly Decimal[]
  /** Whole less the printed parts: what rounding leaves. */
  readonly residual: Decimal
}

/** The whole and its parts with so many digits, each rounded by itself. */
export function printParts(whole: Fraction, parts: readonly Fraction[], scale: number): PrintedParts {
  const rounded = parts.map((part) => toDecimal(part, scale, 'nearest'))
  const total = toDecimal(whole, scale, 'nearest')
  return { whole: total, parts: rounded, residual: subtract(total, sum(rounded)) }
}
