// A civil date is a day of the calendar without a clock: `2025-10-13`. It sorts as text.
// Day numbers count from 1970-01-01; the arithmetic is the proleptic Gregorian calendar.

export type CivilDate = string & { readonly __brand: 'CivilDate' }

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const msPerDay = 86_400_000

/** Reads `YYYY-MM-DD`; undefined when there is no such day. */
export function parseCivilDate(text: string): CivilDate | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  const date = new Date(ms)
  if (date.getUTCMonth() + 1 !== Number(match[2]) || date.getUTCDate() !== Number(match[3])) return undefined
  return text as CivilDate
}

/** The date of a literal that the programmer wrote; throws when there is no such day. */
export function civilDate(text: string): CivilDate {
  const read = parseCivilDate(text)
  if (read === undefined) throw new RangeError(`not a date: ${text}`)
  return read
}

export function dayNumber(date: CivilDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / msPerDay
}

/** By Howard Hinnant's civil_from_days: a year that begins in March has its leap day at the end. Years 0 to 9999. */
export function fromDayNumber(day: number): CivilDate {
  const shifted = day + 719_468 // days from 0000-03-01 to 1970-01-01
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}` as CivilDate
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Days from `a` to `b`; negative when b is before a. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return dayNumber(b) - dayNumber(a)
}

/** `YYYYMMDD`, as most customs messages write a date. */
export function compactDate(date: CivilDate): string {
  return date.replaceAll('-', '')
}

/** Reads `YYYYMMDD`; undefined when there is no such day. */
export function parseCompactDate(text: string): CivilDate | undefined {
  if (!/^\d{8}$/.test(text)) return undefined
  return parseCivilDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
}
