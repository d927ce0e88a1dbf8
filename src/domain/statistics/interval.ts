// What is known of a number: its best value and the bounds between which the true one lies. Printed digits give half of
// the last digit on both sides; "over" gives a lower bound only, "nearly" an upper one, "about" none. Bounds are exact and
// closed; a bound that is left out is not known. Every operation keeps the true result inside.
import { invariant } from '../../base/invariant.ts'
import { compareFractions, dividedBy, fraction, minus, negative, one, plus, power, root, signOf, times, zero, type Fraction } from './fraction.ts'

export interface Interval {
  /** Best value; left out where only bounds are known. */
  readonly value?: Fraction
  readonly low?: Fraction
  readonly high?: Fraction
}

export function exactly(value: Fraction): Interval {
  return { value, low: value, high: value }
}

/** Makes an interval of bounds that may be missing. */
export function interval(value: Fraction | undefined, low: Fraction | undefined, high: Fraction | undefined): Interval {
  invariant(low === undefined || high === undefined || compareFractions(low, high) <= 0, 'the lower bound is not above the upper one')
  return { ...(value === undefined ? {} : { value }), ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return interval(both(plus, a.value, b.value), both(plus, a.low, b.low), both(plus, a.high, b.high))
}

export function subtractIntervals(a: Interval, b: Interval): Interval {
  return interval(both(minus, a.value, b.value), both(minus, a.low, b.high), both(minus, a.high, b.low))
}

export function sumIntervals(all: readonly Interval[]): Interval {
  return all.reduce(addIntervals, exactly(zero))
}

export function multiplyIntervals(a: Interval, b: Interval): Interval {
  const value = both(times, a.value, b.value)
  if (isNotNegative(a) && isNotNegative(b)) return interval(value, both(times, a.low, b.low), both(times, a.high, b.high))
  if (isBounded(a) && isBounded(b)) {
    const corners = [a.low, a.high].flatMap((left) => [b.low, b.high].map((right) => times(left, right)))
    return interval(value, smallest(corners), largest(corners))
  }
  if (isSingle(b)) return scaled(a, b.low)
  if (isSingle(a)) return scaled(b, a.low)
  return interval(value, undefined, undefined)
}

/** Undefined when the divisor is zero; where it may be zero, the result has no bounds. */
export function divideIntervals(a: Interval, by: Interval): Interval | undefined {
  const reciprocal = reciprocalOf(by)
  return reciprocal === undefined ? undefined : multiplyIntervals(a, reciprocal)
}

/** The yearly factor that makes `factor` in so many years; bounds to 12 digits, outward. Undefined for a negative factor. */
export function rootOfInterval(factor: Interval, years: number): Interval | undefined {
  const scale = 12
  const at = (bound: Fraction | undefined, shortening: 'floor' | 'ceiling'): Fraction | undefined =>
    bound === undefined ? undefined : root(bound, years, scale, shortening)
  if (!isNotNegative(factor)) return undefined
  return interval(at(factor.value, 'floor'), at(factor.low, 'floor'), at(factor.high, 'ceiling'))
}

export function isBounded(a: Interval): a is Interval & { readonly low: Fraction; readonly high: Fraction } {
  return a.low !== undefined && a.high !== undefined
}

/** Whether the two may be the same number. */
export function overlap(a: Interval, b: Interval): boolean {
  return isNotAbove(a.low, b.high) && isNotAbove(b.low, a.high)
}

/** Whether every number of `inner` is in `outer`. */
export function isInside(inner: Interval, outer: Interval): boolean {
  const low = outer.low === undefined || (inner.low !== undefined && compareFractions(outer.low, inner.low) <= 0)
  const high = outer.high === undefined || (inner.high !== undefined && compareFractions(inner.high, outer.high) <= 0)
  return low && high
}

export function contains(a: Interval, value: Fraction): boolean {
  return isNotAbove(a.low, value) && isNotAbove(value, a.high)
}

/** High less low; undefined when open on a side. */
export function widthOf(a: Interval): Fraction | undefined {
  return isBounded(a) ? minus(a.high, a.low) : undefined
}

/** The interval of `half` of the last printed digit around `value`; `step` is what one more in that digit is worth. */
export function aroundPrinted(value: Fraction, step: Fraction): Interval {
  const half = times(step, fraction(1n, 2n))
  return interval(value, minus(value, half), plus(value, half))
}

export function powerOfInterval(a: Interval, exponent: number): Interval {
  invariant(isNotNegative(a), 'a power is taken of what is not negative')
  const raised = (bound: Fraction | undefined): Fraction | undefined => (bound === undefined ? undefined : power(bound, exponent))
  return interval(raised(a.value), raised(a.low), raised(a.high))
}

function both(operation: (a: Fraction, b: Fraction) => Fraction, a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined {
  return a === undefined || b === undefined ? undefined : operation(a, b)
}

function isNotNegative(a: Interval): boolean {
  return a.low !== undefined && signOf(a.low) >= 0
}

function isSingle(a: Interval): a is Interval & { readonly low: Fraction } {
  return isBounded(a) && compareFractions(a.low, a.high) === 0
}

function scaled(a: Interval, by: Fraction): Interval {
  if (signOf(by) === 0) return exactly(zero)
  const [low, high] = [a.low, a.high].map((bound) => both(times, bound, by))
  const value = both(times, a.value, by)
  return signOf(by) > 0 ? interval(value, low, high) : interval(value, high, low)
}

/** 1 / a. An end without bound has its reciprocal at zero. */
function reciprocalOf(a: Interval): Interval | undefined {
  const [low, high] = [a.low, a.high]
  const value = a.value === undefined || signOf(a.value) === 0 ? undefined : dividedBy(one, a.value)
  if (low !== undefined && signOf(low) > 0) return interval(value, high === undefined ? zero : dividedBy(one, high), dividedBy(one, low))
  if (high !== undefined && signOf(high) < 0) {
    const mirrored = reciprocalOf(interval(undefined, negative(high), low === undefined ? undefined : negative(low)))
    return mirrored === undefined ? undefined : interval(value, mirrored.high && negative(mirrored.high), mirrored.low && negative(mirrored.low))
  }
  return value === undefined ? undefined : interval(value, undefined, undefined)
}

function isNotAbove(a: Fraction | undefined, b: Fraction | undefined): boolean {
  return a === undefined || b === undefined || compareFractions(a, b) <= 0
}

function smallest(all: readonly Fraction[]): Fraction | undefined {
  return all.reduce<Fraction | undefined>((least, each) => (least === undefined || compareFractions(each, least) < 0 ? each : least), undefined)
}

function largest(all: readonly Fraction[]): Fraction | undefined {
  return all.reduce<Fraction | undefined>((most, each) => (most === undefined || compareFractions(each, most) > 0 ? each : most), undefined)
}
