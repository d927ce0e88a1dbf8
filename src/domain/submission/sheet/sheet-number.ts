// Numbers of a sheet, from the digits that the file holds. Excel writes up to 17 digits so that the same double comes back
// (1164.35 as `1164.3499999999999`, 0.07 as `7.0000000000000007E-2`), and shows 15 of them, which is what was typed. Longer
// fractions are therefore cut to 15 digits, half up, in whole numbers: nothing here is a floating point number.
const pattern = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/
const shownDigits = 15

interface Digits {
  readonly sign: string
  /** Without leading zeros. */
  readonly digits: string
  /** Where the point stands in `digits`; may be before it or after it. */
  readonly point: number
}

/** Plain decimal digits, `1164.35`; undefined when it is no number. */
export function shownNumber(written: string): string | undefined {
  const read = digitsOf(written)
  if (read === undefined) return undefined
  const isPlain = !/e/i.test(written) && read.digits.length <= shownDigits
  if (isPlain) return plain(written)
  return text(read.point < read.digits.length ? shortened(read) : read)
}

/** What a cell in percent shows: 0.003 is `0.3`. */
export function shownPercent(written: string): string | undefined {
  const read = digitsOf(written)
  return read && text(shortened({ ...read, point: read.point + 2 }))
}

/** What a cell with the format `0000000000` shows: 101 is `0000000101`. */
export function shownPadded(written: string, width: number): string | undefined {
  const shown = shownNumber(written)
  return shown !== undefined && /^\d+$/.test(shown) ? shown.padStart(width, '0') : shown
}

/** Digits before the point. */
export function wholeDigits(written: string): number {
  const read = digitsOf(written)
  return read === undefined ? 0 : Math.max(0, read.point)
}

/** The whole part and the digits after the point; undefined for negative numbers. */
export function partsOf(written: string): { readonly whole: string; readonly fraction: string } | undefined {
  const shown = shownNumber(written)
  if (shown === undefined || shown.startsWith('-')) return undefined
  const [whole = '0', fraction = ''] = shown.split('.')
  return { whole, fraction }
}

function digitsOf(written: string): Digits | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = pattern.exec(written) ?? []
  const all = whole + fraction
  if (all === '' || all.length > 400) return undefined
  const digits = all.replace(/^0+/, '')
  return { sign, digits, point: whole.length + Number(exponent) - (all.length - digits.length) }
}

/** To 15 digits, half up. */
function shortened(read: Digits): Digits {
  if (read.digits.length <= shownDigits) return read
  const kept = BigInt(read.digits.slice(0, shownDigits)) + (Number(read.digits[shownDigits]) >= 5 ? 1n : 0n)
  const digits = kept.toString()
  return { sign: read.sign, digits, point: read.point + digits.length - shownDigits }
}

function text({ sign, digits, point }: Digits): string {
  if (digits === '') return '0'
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(point, 1)
  const fraction = padded.slice(at).replace(/0+$/, '')
  return sign + padded.slice(0, at) + (fraction === '' ? '' : `.${fraction}`)
}

/** As written, `12.50` too; `.5` and `5.` get what they lack. */
function plain(written: string): string {
  const [, sign = '', whole = '', fraction = ''] = pattern.exec(written) ?? []
  return sign + (whole === '' ? '0' : whole) + (fraction === '' ? '' : `.${fraction}`)
}
