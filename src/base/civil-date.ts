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

export function fromDayNumber(day: number): CivilDate {
  return new Date(day * msPerDay).toISOString().slice(0, 10) as CivilDate
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
