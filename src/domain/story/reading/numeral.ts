// A printed number as it stands in a text: digits in the manner of the language, or Chinese numerals. What is printed says
// how exact it is: half of the last printed digit.
import { formatDecimal, multiply, parseDecimal, type Decimal } from '../../../base/decimal.ts'
import { tenTo } from '../interval.ts'
import type { Tongue } from './term.ts'

export interface Numeral {
  readonly value: Decimal
  /** Power of ten of the last printed digit: −2 for 37.34, 4 for 480,000. */
  readonly lastDigit: number
  /** Digits printed that say something. */
  readonly digits: number
  readonly warning: string
}

const chineseDigit = '〇一二三四五六七八九'
const grouped = { en: /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, pt: /^\d{1,3}(?:[. ]\d{3})+(?:,\d+)?$/ }

/** Reads a token of digits, points, commas and thin spaces; undefined when it can be read in no or in two ways. */
export function readDigits(token: string, tongue: Tongue): Numeral | undefined {
  if (/^\d+$/.test(token)) return numeral(token)
  if (tongue === 'pt') {
    if (grouped.pt.test(token)) return numeral(token.replace(/[. ]/g, '').replace(',', '.'))
    if (/^\d+,\d+$/.test(token)) return numeral(token.replace(',', '.'))
    // A point with other than three digits behind it groups nothing: the manner of another language.
    return /^\d+\.\d+$/.test(token) ? numeral(token, 'decimal_point_foreign') : undefined
  }
  if (grouped.en.test(token)) return numeral(token.replaceAll(',', ''))
  return /^\d+\.\d+$/.test(token) ? numeral(token) : undefined
}

/** 四十五点八, 两千三百, 二〇. */
export function readChinese(text: string): Numeral | undefined {
  const [whole = '', fraction, ...more] = text.replaceAll('零', '〇').replaceAll(/[两兩]/g, '二').split(/[点點]/)
  if (more.length > 0 || whole === '') return undefined
  const integer = /[十百千]/.test(whole) ? readPlaces(whole) : readRow(whole)
  const after = fraction === undefined ? '' : readRow(fraction)
  if (integer === undefined || after === undefined) return undefined
  return numeral(after === '' ? integer : `${integer}.${after}`)
}

export function numeralOf(value: number): Numeral | undefined {
  return Number.isInteger(value) ? numeral(String(value)) : undefined
}

/** The number times 10^power: before a scale word, zeros are digits as well (3,000 billion). */
export function scaled(of: Numeral, power: number): Numeral {
  const zeros = Math.max(of.lastDigit, 0)
  return { ...of, value: multiply(of.value, tenTo(power)), lastDigit: of.lastDigit - zeros + power, digits: of.digits + zeros }
}

/** Half of the last printed digit. */
export function halfOf({ lastDigit }: Numeral): Decimal {
  return multiply({ units: 5n, scale: 1 }, tenTo(lastDigit))
}

function readRow(text: string): string | undefined {
  const digits = [...text].map((sign) => chineseDigit.indexOf(sign))
  return digits.includes(-1) ? undefined : digits.join('')
}

function readPlaces(text: string): string | undefined {
  const match = /^(?:([一二三四五六七八九])千)?〇?(?:([一二三四五六七八九])百)?〇?(?:([一二三四五六七八九])?十)?〇?([一二三四五六七八九])?$/.exec(text)
  if (match === null) return undefined
  const [thousands, hundreds, tens, ones] = match.slice(1).map((sign) => (sign === undefined ? 0 : chineseDigit.indexOf(sign)))
  if ([thousands, hundreds, tens, ones].includes(-1)) return undefined
  const tensRead = text.includes('十') ? tens || 1 : 0
  return String((thousands ?? 0) * 1000 + (hundreds ?? 0) * 100 + tensRead * 10 + (ones ?? 0))
}

/** Three zeros or more at the end of an integer say its size, not its digits. */
function numeral(plain: string, warning = ''): Numeral | undefined {
  const value = parseDecimal(plain)
  if (value === undefined) return undefined
  const zeros = value.scale > 0 ? 0 : (/0+$/.exec(plain)?.[0].length ?? 0)
  const lastDigit = value.scale > 0 ? -value.scale : zeros >= 3 ? zeros : 0
  const digits = formatDecimal(value).replace('.', '').replace(/^0+/, '').length - (zeros >= 3 ? zeros : 0)
  return { value, lastDigit, digits: Math.max(digits, 1), warning }
}
