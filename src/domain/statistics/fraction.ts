// Exact fractions. A share or a growth rate seldom has an end after the point; as a fraction it loses nothing, so parts
// add up to their whole exactly and a bound is a bound. Rounding happens once, when a number is printed.
import { type Decimal, formatDecimal, trimDecimal } from '../../base/decimal.ts'
import { invariant } from '../../base/invariant.ts'

export interface Fraction {
  readonly top: bigint
  /** Above zero; top and bottom have no common divisor. */
  readonly bottom: bigint
}

/** Which way a number is shortened: to the nearest (half away from zero), to the next below, to the next above. */
export type Shortening = 'nearest' | 'floor' | 'ceiling'

export const zero: Fraction = { top: 0n, bottom: 1n }
export const one: Fraction = { top: 1n, bottom: 1n }

export function fraction(top: bigint, bottom = 1n): Fraction {
  invariant(bottom !== 0n, 'a fraction has a bottom that is not zero')
  const divisor = commonDivisor(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n)
  return divisor === 1n ? { top, bottom } : { top: top / divisor, bottom: bottom / divisor }
}

export function fromDecimal(value: Decimal): Fraction {
  return fraction(value.units, 10n ** BigInt(value.scale))
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom)
}

/** `by` is not zero. */
export function dividedBy(a: Fraction, by: Fraction): Fraction {
  return fraction(a.top * by.bottom, a.bottom * by.top)
}

export function negative(a: Fraction): Fraction {
  return { top: -a.top, bottom: a.bottom }
}

/** Below zero, zero or above zero as a is less than, equal to or more than b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.top * b.bottom, b.top * a.bottom]
  return left < right ? -1 : left > right ? 1 : 0
}

export function signOf(a: Fraction): number {
  return a.top < 0n ? -1 : a.top > 0n ? 1 : 0
}

export function power(a: Fraction, exponent: number): Fraction {
  invariant(Number.isInteger(exponent) && exponent >= 0, 'a power has a whole exponent, zero or above')
  return { top: a.top ** BigInt(exponent), bottom: a.bottom ** BigInt(exponent) }
}

/** The number with `scale` digits after the point. */
export function toDecimal(a: Fraction, scale: number, shortening: Shortening): Decimal {
  const shifted = a.top * 10n ** BigInt(scale)
  switch (shortening) {
    case 'floor':
      return { units: floorOf(shifted, a.bottom), scale }
    case 'ceiling':
      return { units: -floorOf(-shifted, a.bottom), scale }
    case 'nearest': {
      const magnitude = ((shifted < 0n ? -shifted : shifted) * 2n + a.bottom) / (a.bottom * 2n)
      return { units: shifted < 0n ? -magnitude : magnitude, scale }
    }
  }
}

/** Digits with at most `scale` after the point, no trailing zeros: `45.84`. */
export function fractionText(a: Fraction, scale: number, shortening: Shortening = 'nearest'): string {
  return formatDecimal(trimDecimal(toDecimal(a, scale, shortening)))
}

/** The n-th root of a number that is not negative, to `scale` digits, from below or from above. */
export function root(a: Fraction, degree: number, scale: number, shortening: 'floor' | 'ceiling'): Fraction {
  invariant(a.top >= 0n && degree >= 1, 'a root is taken of a number that is not negative')
  const unit = 10n ** BigInt(scale)
  const target = a.top * unit ** BigInt(degree)
  const low = wholeRoot(target / a.bottom, degree)
  const isExact = low ** BigInt(degree) * a.bottom === target
  return fraction(shortening === 'floor' || isExact ? low : low + 1n, unit)
}

function floorOf(top: bigint, bottom: bigint): bigint {
  const quotient = top / bottom
  return top < 0n && quotient * bottom !== top ? quotient - 1n : quotient
}

/** The largest whole number whose power is not above `value`, by bisection. */
function wholeRoot(value: bigint, degree: number): bigint {
  const exponent = BigInt(degree)
  let high = 1n
  while (high ** exponent <= value) high *= 2n
  let low = high / 2n
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** exponent <= value) low = middle
    else high = middle
  }
  return low
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b]
  while (right !== 0n) [left, right] = [right, left % right]
  return left === 0n ? 1n : left
}
