// Exact decimal numbers: an integer count of units of 10^-scale. No floating point, no silent rounding.
// Addition and multiplication are exact; every division and every shortening names its rounding.

export interface Decimal {
  readonly units: bigint
  /** Digits after the point, 0 to 20. */
  readonly scale: number
}

export type Rounding = 'half-up' | 'half-even' | 'up' | 'down'

const maxScale = 20
const maxDigits = 40
const powers: readonly bigint[] = Array.from({ length: maxScale * 2 + 1 }, (_, exponent) => 10n ** BigInt(exponent))
const pattern = /^(-?)(\d+)(?:\.(\d+))?$/

export const zero: Decimal = { units: 0n, scale: 0 }

/** Reads plain decimal digits such as `-12.50`; undefined for anything else, exponents and thousands commas included. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const whole = match[2] ?? ''
  const fraction = match[3] ?? ''
  if (whole.length + fraction.length > maxDigits || fraction.length > maxScale) return undefined
  const units = BigInt(whole + fraction)
  return { units: match[1] === '-' ? -units : units, scale: fraction.length }
}

/** The decimal of a literal that the programmer wrote; throws when it is not one. */
export function decimal(text: string): Decimal {
  const read = parseDecimal(text)
  if (read === undefined) throw new RangeError(`not a decimal: ${text}`)
  return read
}

export function fromInteger(value: number | bigint): Decimal {
  return { units: BigInt(value), scale: 0 }
}

/** All digits as they are held: `12.50` stays `12.50`. */
export function formatDecimal(value: Decimal): string {
  const negative = value.units < 0n
  const digits = (negative ? -value.units : value.units).toString()
  const sign = negative ? '-' : ''
  if (value.scale === 0) return sign + digits
  const padded = digits.padStart(value.scale + 1, '0')
  const point = padded.length - value.scale
  return `${sign}${padded.slice(0, point)}.${padded.slice(point)}`
}

/** The same number without trailing zeros after the point: `12.50` gives `12.5`. */
export function trimDecimal(value: Decimal): Decimal {
  let { units, scale } = value
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n
    scale -= 1
  }
  return scale === value.scale ? value : { units, scale }
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale }
  const scale = Math.max(a.scale, b.scale)
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale }
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { units: -b.units, scale: b.scale })
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

/** The quotient with `scale` digits after the point; `by` is not zero. */
export function divide(value: Decimal, by: Decimal, scale: number, rounding: Rounding): Decimal {
  if (by.units === 0n) throw new RangeError('division by zero')
  const shift = scale - value.scale + by.scale
  const top = shift >= 0 ? value.units * tenTo(shift) : value.units
  const bottom = shift >= 0 ? by.units : by.units * tenTo(-shift)
  return { units: roundedQuotient(top, bottom, rounding), scale }
}

/** The number with `scale` digits after the point. */
export function round(value: Decimal, scale: number, rounding: Rounding): Decimal {
  if (value.scale <= scale) return { units: unitsAt(value, scale), scale }
  return { units: roundedQuotient(value.units, tenTo(value.scale - scale), rounding), scale }
}

/** Below zero, zero or above zero as a is less than, equal to or more than b. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const left = unitsAt(a, scale)
  const right = unitsAt(b, scale)
  return left < right ? -1 : left > right ? 1 : 0
}

export function equals(a: Decimal, b: Decimal): boolean {
  return compare(a, b) === 0
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = zero
  for (const value of values) total = add(total, value)
  return total
}

/** Digits after the point that are not trailing zeros. */
export function decimalsUsed(value: Decimal): number {
  return trimDecimal(value).scale
}

function unitsAt(value: Decimal, scale: number): bigint {
  return scale === value.scale ? value.units : value.units * tenTo(scale - value.scale)
}

function tenTo(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent)
}

function roundedQuotient(top: bigint, bottom: bigint, rounding: Rounding): bigint {
  const negative = top < 0n !== bottom < 0n
  const dividend = top < 0n ? -top : top
  const divisor = bottom < 0n ? -bottom : bottom
  const quotient = dividend / divisor
  const rest = dividend % divisor
  const magnitude = quotient + (roundsAway(quotient, rest * 2n, divisor, rest, rounding) ? 1n : 0n)
  return negative ? -magnitude : magnitude
}

function roundsAway(quotient: bigint, twiceRest: bigint, divisor: bigint, rest: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case 'half-up':
      return twiceRest >= divisor
    case 'half-even':
      return twiceRest > divisor || (twiceRest === divisor && quotient % 2n === 1n)
    case 'up':
      return rest > 0n
    case 'down':
      return false
  }
}
