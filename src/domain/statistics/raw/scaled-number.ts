// Numbers as files write them (`1,234.50`, `2.5e+03`) as integers of a smaller unit: cents, thousandths. Exact; only digits
// below that unit are rounded, half up, and it is told.

export type ScaledNumber =
  | { readonly kind: 'number'; readonly value: bigint; readonly isRounded: boolean }
  | { readonly kind: 'fault'; readonly code: 'statistics_number' | 'statistics_number_commas' | 'statistics_number_negative' | 'statistics_number_large' }

const pattern = /^([+-]?)(\d+|\d[\d,]*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/
const grouped = /^\d{1,3}(,\d{3})+$/
/** 19 digits do not all fit into 64 bits; 18 do. */
const maxDigits = 18

/** Reads a text; `scale` is the power of ten from the unit of the text to that of the result. */
export function readScaled(text: string, scale: number): ScaledNumber {
  const match = pattern.exec(text)
  if (match === null) return { kind: 'fault', code: 'statistics_number' }
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole.includes(',') && !grouped.test(whole)) return { kind: 'fault', code: 'statistics_number_commas' }
  const digits = `${whole.replaceAll(',', '')}${fraction}`.replace(/^0+(?=\d)/, '')
  if (digits.length > 4 * maxDigits) return { kind: 'fault', code: 'statistics_number_large' }
  const shift = scale + Number(exponent) - fraction.length
  const units = BigInt(digits)
  if (units !== 0n && sign === '-') return { kind: 'fault', code: 'statistics_number_negative' }
  if (units !== 0n && digits.length + shift > maxDigits) return { kind: 'fault', code: 'statistics_number_large' }
  if (units === 0n) return { kind: 'number', value: 0n, isRounded: false }
  if (shift >= 0) return { kind: 'number', value: units * 10n ** BigInt(shift), isRounded: false }
  const divisor = 10n ** BigInt(-shift)
  return { kind: 'number', value: (units + divisor / 2n) / divisor, isRounded: units % divisor !== 0n }
}

const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const notPlain = -1

/**
 * The same for the plain cases, straight from the bytes: digits, thousands commas in their places, decimals within the
 * scale, at most 15 digits in the result. Below zero for anything else, which the slower reader then judges.
 */
export function readPlain(bytes: Uint8Array, from: number, to: number, scale: number): number {
  let value = 0
  let digits = 0
  let significant = 0
  let sinceComma = -1
  let decimals = -1
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48)
      digits += 1
      if (value > 0) significant += 1
      if (decimals >= 0) decimals += 1
      else if (sinceComma >= 0) sinceComma += 1
    } else if (byte === 44 && decimals < 0) {
      if (sinceComma >= 0 ? sinceComma !== 3 : digits < 1 || digits > 3) return notPlain
      sinceComma = 0
    } else if (byte === 46 && decimals < 0 && digits > 0) {
      if (sinceComma >= 0 && sinceComma !== 3) return notPlain
      decimals = 0
    } else return notPlain
  }
  if (digits === 0 || (decimals < 0 && sinceComma >= 0 && sinceComma !== 3)) return notPlain
  const shift = scale - (decimals < 0 ? 0 : decimals)
  if (shift < 0 || significant + shift > 15) return notPlain
  return value * (powers[shift] ?? 1)
}
