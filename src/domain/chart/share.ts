// Parts of a whole, to a number of decimals, and what rounding leaves over: the parts and the residual together are exactly
// a hundred, or exactly the total.
import { decimal, divide, multiply, round, subtract, sum, type Decimal } from '../../base/decimal.ts'

export interface Shares {
  /** Percent, each rounded half up by itself. */
  readonly percent: readonly Decimal[]
  /** 100 less the printed shares. */
  readonly residual: Decimal
}

const hundred = decimal('100')

/** Shares of the total, or of the sum of the parts where no total is given; undefined when the whole is zero. */
export function sharesOf(parts: readonly Decimal[], decimals: number, total: Decimal = sum(parts)): Shares | undefined {
  if (total.units === 0n) return undefined
  const percent = parts.map((part) => divide(multiply(part, hundred), total, decimals, 'half-up'))
  return { percent, residual: subtract(round(hundred, decimals, 'half-up'), sum(percent)) }
}

/** The published total less its published parts. */
export function residualOf(parts: readonly Decimal[], total: Decimal): Decimal {
  return subtract(total, sum(parts))
}
