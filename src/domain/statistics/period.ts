// The time a figure speaks of, written so that it says its own precision: `2023`, `2019/2023` (a span added up),
// `2023-01/2023-11`, `2024-02-22`, `../2024-02` (since the beginning), `..` (not stated). Also read: `2023M1-11`,
// `2024H1`, `2021Q1`. A measure that is a state (routes in use) is of a day, month or year; one that flows is of a span.
import { addDays, civilDate, parseCivilDate, type CivilDate } from '../../base/civil-date.ts'

export interface Period {
  /** The canonical writing, and the identity. */
  readonly text: string
  /** First day; left out when open. */
  readonly from?: CivilDate
  /** Last day; left out when open. */
  readonly to?: CivilDate
}

interface Stretch {
  readonly text: string
  readonly from: CivilDate
  readonly to: CivilDate
}

export function parsePeriod(text: string): Period | undefined {
  const trimmed = text.trim()
  if (trimmed === '..') return { text: '..' }
  const open = /^\.\.\/(.+)$/.exec(trimmed)
  if (open !== null) {
    const end = parseStretch(open[1] ?? '')
    return end === undefined ? undefined : { text: `../${end.text}`, to: end.to }
  }
  const whole = parseStretch(trimmed) ?? parseNamedPart(trimmed)
  if (whole !== undefined) return whole
  const [first, last, more] = trimmed.split('/')
  const [from, to] = [parseStretch(first ?? ''), parseStretch(last ?? '')]
  if (more !== undefined || from === undefined || to === undefined || from.from >= to.from || from.text.length !== to.text.length) return undefined
  return { text: `${from.text}/${to.text}`, from: from.from, to: to.to }
}

/** The years of a span of whole years, `2019/2023`; undefined for anything else. */
export function yearsOf(period: Period): readonly Period[] | undefined {
  const match = /^(\d{4})(?:\/(\d{4}))?$/.exec(period.text)
  if (match === null) return undefined
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  return Array.from({ length: last - first + 1 }, (_, index) => yearPeriod(first + index))
}

export function isOneYear(period: Period): boolean {
  return /^\d{4}$/.test(period.text)
}

export function yearPeriod(year: number): Period {
  return { text: String(year), from: civilDate(`${year}-01-01`), to: civilDate(`${year}-12-31`) }
}

/** The same stretch a year before, that growth is usually told against; undefined when it has no such stretch. */
export function yearBefore(period: Period): Period | undefined {
  if (period.text.startsWith('..')) return undefined
  return parsePeriod(period.text.replace(/\b\d{4}\b/g, (year) => String(Number(year) - 1)))
}

function parseStretch(text: string): Stretch | undefined {
  const day = parseCivilDate(text)
  if (day !== undefined) return { text, from: day, to: day }
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return { text, from: civilDate(`${text}-01`), to: lastDay(Number(text.slice(0, 4)), Number(text.slice(5))) }
  if (/^[12]\d{3}$/.test(text)) return { text, from: civilDate(`${text}-01-01`), to: civilDate(`${text}-12-31`) }
  return undefined
}

/** `2023M1-11`, `2023M4`, `2024H1`, `2021Q1`, with or without a hyphen after the year. */
function parseNamedPart(text: string): Period | undefined {
  const match = /^(\d{4})-?(?:M(\d{1,2})(?:-(\d{1,2}))?|H([12])|Q([1-4]))$/.exec(text)
  if (match === null) return undefined
  const [, year = '', month, lastMonth, half, quarter] = match
  const [first, last] = monthsOf(Number(month ?? 0), Number(lastMonth ?? month ?? 0), Number(half ?? 0), Number(quarter ?? 0))
  if (first < 1 || last > 12 || first > last) return undefined
  const [from, to] = [monthText(year, first), monthText(year, last)]
  return first === last ? parsePeriod(from) : parsePeriod(`${from}/${to}`)
}

function monthsOf(first: number, last: number, half: number, quarter: number): readonly [number, number] {
  if (half > 0) return [half * 6 - 5, half * 6]
  if (quarter > 0) return [quarter * 3 - 2, quarter * 3]
  return [first, last]
}

function monthText(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`
}

function lastDay(year: number, month: number): CivilDate {
  const next = month === 12 ? `${year + 1}-01-01` : `${monthText(String(year), month + 1)}-01`
  return addDays(civilDate(next), -1)
}
