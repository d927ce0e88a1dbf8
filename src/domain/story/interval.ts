// What a printed number can stand for: from `low` to `high`, an end that is not known left out. Exact; a division rounds
// outwards, so that an interval never becomes narrower than it is.
import { add, compare, divide, multiply, subtract, type Decimal } from '../../base/decimal.ts'

export interface Interval {
  readonly low: Decimal | undefined
  readonly high: Decimal | undefined
}

/** Digits after the point of a quotient. */
const quotientScale = 10
const hundred: Decimal = { units: 100n, scale: 0 }

export function around(value: Decimal, half: Decimal): Interval {
  return { low: subtract(value, half), high: add(value, half) }
}

export function exactly(value: Decimal): Interval {
  return { low: value, high: value }
}

export function plus(a: Interval, b: Interval): Interval {
  return { low: both(a.low, b.low, add), high: both(a.high, b.high, add) }
}

export function minus(a: Interval, b: Interval): Interval {
  return { low: both(a.low, b.high, subtract), high: both(a.high, b.low, subtract) }
}

/** The product of two that are not below zero. */
export function times(a: Interval, b: Interval): Interval {
  return { low: both(a.low, b.low, multiply), high: both(a.high, b.high, multiply) }
}

/** The quotient of two that are above zero. */
export function over(a: Interval, b: Interval): Interval {
  return {
    low: both(a.low, b.high, (top, bottom) => quotient(top, bottom, 'down')),
    high: both(a.high, b.low, (top, bottom) => quotient(top, bottom, 'up')),
  }
}

/** The part in percent of the whole. */
export function percentOf(part: Interval, whole: Interval): Interval {
  return times(over(part, whole), exactly(hundred))
}

/** The growth in percent from the level before to the level after. */
export function growthOf(before: Interval, after: Interval): Interval {
  return minus(percentOf(after, before), exactly(hundred))
}

/** 1 + growth/100. */
export function factorOf(growth: Interval): Interval {
  return over(plus(growth, exactly(hundred)), exactly(hundred))
}

export function overlaps(a: Interval, b: Interval): boolean {
  return !isAbove(a, b) && !isAbove(b, a)
}

/** The whole of a is above the whole of b. */
export function isAbove(a: Interval, b: Interval): boolean {
  return a.low !== undefined && b.high !== undefined && compare(a.low, b.high) > 0
}

/** Every value of `inner` lies in `outer`. */
export function isWithin(inner: Interval, outer: Interval): boolean {
  const isLowIn = outer.low === undefined || (inner.low !== undefined && compare(inner.low, outer.low) >= 0)
  const isHighIn = outer.high === undefined || (inner.high !== undefined && compare(inner.high, outer.high) <= 0)
  return isLowIn && isHighIn
}

export function sumOf(intervals: readonly Interval[]): Interval {
  return intervals.reduce(plus, exactly({ units: 0n, scale: 0 }))
}

/** The smallest interval that holds all; undefined for none. */
export function hull(intervals: readonly Interval[]): Interval | undefined {
  const [first, ...rest] = intervals
  if (first === undefined) return undefined
  return rest.reduce(
    (so, each) => ({
      low: both(so.low, each.low, (a, b) => (compare(a, b) < 0 ? a : b)),
      high: both(so.high, each.high, (a, b) => (compare(a, b) > 0 ? a : b)),
    }),
    first,
  )
}

/** 10 to a power, also a negative one. */
export function tenTo(power: number): Decimal {
  return power >= 0 ? { units: 10n ** BigInt(power), scale: 0 } : { units: 1n, scale: -power }
}

function quotient(top: Decimal, bottom: Decimal, side: 'down' | 'up'): Decimal | undefined {
  return bottom.units <= 0n ? undefined : divide(top, bottom, quotientScale, side)
}

function both(a: Decimal | undefined, b: Decimal | undefined, of: (a: Decimal, b: Decimal) => Decimal | undefined): Decimal | undefined {
  return a === undefined || b === undefined ? undefined : of(a, b)
}
