// A number of a text against what it should be. It holds when what is known rounds to the print; where both only
// touch, or where what is known is much coarser than what is printed, nothing is proven.
import { compare as order, formatDecimal, multiply, subtract, trimDecimal, type Decimal } from '../../../base/decimal.ts'
import { isAbove, isWithin, overlaps, tenTo, times, exactly, type Interval } from '../interval.ts'
import type { Quantity } from '../reading/quantity.ts'

/** What a cell or a sum of cells is known to be. */
export interface Estimate {
  readonly value: Decimal
  readonly interval: Interval
}

export type Comparing = 'holds' | 'fails' | 'unproven' | 'loose'

/** How much coarser than the print what is known may be. */
const coarsest: Decimal = { units: 25n, scale: 1 }
/** How far a published lower bound reaches when a slip is looked for. */
const littleMore: Decimal = { units: 102n, scale: 2 }
/** Slips of the pen: a digit, thousands, 万, 亿. */
const slips = [1, -1, 2, -2, 3, -3, 4, -4, 8, -8] as const

export function compareWith(actual: Estimate, quantity: Quantity): Comparing {
  const comparing = compared(actual, quantity)
  // A lower bound alone refuses nothing above it but a slip of the pen.
  return comparing === 'unproven' && actual.interval.high === undefined && slipOf(actual, quantity) !== undefined ? 'fails' : comparing
}

function compared(actual: Estimate, quantity: Quantity): Comparing {
  switch (quantity.comparison) {
    case 'equal':
      return comparePlain(actual, quantity.printed, quantity.value)
    case 'over':
      if (isBelow(actual.interval, quantity.value)) return 'fails'
      if (actual.interval.low === undefined || order(actual.interval.low, quantity.value) < 0) return 'unproven'
      // "Over 480,000" as published says nothing of another bound.
      if (actual.interval.high === undefined) return order(actual.interval.low, quantity.value) === 0 ? 'holds' : 'loose'
      return order(actual.value, quantity.allowed.high ?? actual.value) >= 0 ? 'loose' : 'holds'
    case 'under':
      if (isAbove(actual.interval, exactly(quantity.value))) return 'fails'
      if (actual.interval.high === undefined || order(actual.interval.high, quantity.value) > 0) return 'unproven'
      return order(actual.value, quantity.allowed.low ?? actual.value) <= 0 ? 'loose' : 'holds'
    case 'nearly':
    case 'about':
      if (!overlaps(actual.interval, quantity.allowed)) return 'fails'
      return isWithin(exactly(actual.value), quantity.allowed) && actual.interval.high !== undefined ? 'holds' : 'unproven'
  }
}

function comparePlain({ value, interval }: Estimate, printed: Interval, told: Decimal): Comparing {
  if (!overlaps(interval, printed)) return 'fails'
  const [known, print] = [widthOf(interval), widthOf(printed)]
  if (known === undefined || print === undefined) return 'unproven'
  if (order(known, multiply(print, coarsest)) > 0 && order(value, told) !== 0) return 'unproven'
  return isWithin(exactly(value), printed) ? 'holds' : 'unproven'
}

/** The power of ten by which the print is off, when that makes it fit. */
export function slipOf(actual: Estimate, quantity: Quantity): number | undefined {
  const { low, high } = actual.interval
  const near: Interval = { low, high: high ?? (low && multiply(low, littleMore)) }
  return slips.find((power) => overlaps(times(quantity.printed, exactly(tenTo(power))), near))
}

/** What the words allow, a "more than" without an upper end. */
export function meantBy({ comparison, value, printed, allowed }: Quantity): Interval {
  switch (comparison) {
    case 'equal':
      return printed
    case 'over':
      return { low: value, high: undefined }
    case 'under':
      return { low: undefined, high: value }
    case 'nearly':
    case 'about':
      return allowed
  }
}

/** Known within narrower bounds. */
export function isFiner(a: Estimate, b: Estimate): boolean {
  const [own, other] = [widthOf(a.interval), widthOf(b.interval)]
  return own !== undefined && (other === undefined || order(own, other) < 0)
}

export function plainText(value: Decimal | undefined): string {
  return value === undefined ? '…' : formatDecimal(trimDecimal(value))
}

function isBelow({ high }: Interval, value: Decimal): boolean {
  return high !== undefined && order(high, value) < 0
}

function widthOf({ low, high }: Interval): Decimal | undefined {
  return low === undefined || high === undefined ? undefined : subtract(high, low)
}
