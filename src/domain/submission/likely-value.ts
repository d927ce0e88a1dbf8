// What somebody probably meant who typed a value in another notation: `1,200`, `1.2e3`, `20/11/2025`, `2025-11-20 14:30`.
// Never taken without asking: a value is offered where one reading is left, a choice where two are, nothing else.
import { parseCivilDate } from '../../base/civil-date.ts'
import { compare, fromInteger, formatDecimal, parseDecimal, round, trimDecimal, type Decimal } from '../../base/decimal.ts'
import { parseInstant } from '../../base/instant.ts'

/** Longer text is no slip of notation. */
const maxLength = 60

/** Full-width digits become plain ones; text that is too long becomes nothing. */
function plainText(text: string): string {
  return text.length > maxLength ? '' : text.normalize('NFKC').trim()
}

/** Thousands separated by commas, points or spaces, a decimal comma, an exponent, a plus; undefined for negative numbers. */
export function likelyDecimal(text: string): Decimal | undefined {
  const written = plainText(text).replaceAll(/(?<=\d)[\s'’](?=\d)/g, '').replace(/^\+/, '')
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written)) return parseDecimal(written.replaceAll(',', ''))
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(written)) return parseDecimal(written.replaceAll('.', '').replace(',', '.'))
  if (/^\d+,\d+$/.test(written)) return parseDecimal(written.replace(',', '.'))
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(written)
  const [, whole = '', fraction = '', exponent = '0'] = match ?? []
  return match === null || whole + fraction === '' ? undefined : shifted(whole, fraction, Number(exponent))
}

function shifted(whole: string, fraction: string, exponent: number): Decimal | undefined {
  const point = whole.length + exponent
  const digits = whole + fraction
  if (point <= 0) return parseDecimal(`0.${'0'.repeat(-point)}${digits}`)
  const padded = digits.padEnd(point, '0')
  const after = padded.slice(point)
  return parseDecimal(after === '' ? padded : `${padded.slice(0, point)}.${after}`)
}

/** Without leading and trailing zeros, as it is written in a field. */
export function writtenDecimal(value: Decimal): string {
  return formatDecimal(trimDecimal(value))
}

/** One whole number, or the two on either side of a fraction. */
export function likelyIntegers(text: string): readonly string[] {
  const value = likelyDecimal(text)
  if (value === undefined) return []
  const below = round(value, 0, 'down')
  const above = round(value, 0, 'up')
  const whole = compare(below, above) === 0 ? [below] : [below, above]
  return compare(above, fromInteger(1_000_000_000)) < 0 ? whole.map(formatDecimal) : []
}

/** Days as year-month-day; where day and month may be either, day before month comes first, as Hong Kong and Macao write. */
export function likelyDates(text: string): readonly string[] {
  const written = plainText(text)
  const yearFirst = /^(\d{4})(?:[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?|(\d{2})(\d{2}))(?:T.*)?$/.exec(written)
  const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(written)
  const [, year = '', month, day, closeMonth = '', closeDay = ''] = yearFirst ?? []
  const [, first = '', second = '', last = ''] = yearLast ?? []
  const readings = yearFirst !== null ? [dayOf(year, month ?? closeMonth, day ?? closeDay)] : [dayOf(last, second, first), dayOf(last, first, second)]
  return [...new Set(readings.filter((each) => parseCivilDate(each) !== undefined))]
}

function dayOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A day and a time; where no offset was typed, +08:00 of the mainland, Hong Kong and Macao. */
export function likelyInstants(text: string): readonly string[] {
  const match = /^(.+?)[T\s]+(\d{1,2}):(\d{2})(:\d{2}(?:\.\d{1,3})?)?\s*(?:(Z)|([+-]\d{2}):?(\d{2}))?$/i.exec(plainText(text))
  if (match === null) return []
  const [, date = '', hour = '', minute = '', second = '', utc, offsetHour = '+08', offsetMinute = '00'] = match
  const offset = utc === undefined ? `${offsetHour}:${offsetMinute}` : 'Z'
  const instants = likelyDates(date).map((day) => `${day}T${hour.padStart(2, '0')}:${minute}${second}${offset}`)
  return instants.filter((each) => parseInstant(each) !== undefined)
}

const yes: ReadonlySet<string> = new Set(['true', 'yes', 'y', 't', '1', '是', 'sim'])
const no: ReadonlySet<string> = new Set(['false', 'no', 'n', 'f', '0', '否', 'não', 'nao'])

export function likelyFlags(text: string): readonly string[] {
  const written = plainText(text).toLowerCase()
  return yes.has(written) ? ['true'] : no.has(written) ? ['false'] : ['true', 'false']
}

/** The option that differs in case only, else all of them. */
export function likelyOptions(text: string, options: readonly string[]): readonly string[] {
  const written = plainText(text).toLowerCase()
  const same = options.filter((option) => option.toLowerCase() === written)
  return same.length === 1 ? same : options
}
