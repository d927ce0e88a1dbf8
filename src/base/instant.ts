// An instant is a point in time, in milliseconds since 1970-01-01T00:00Z. It is read with an explicit offset and shown
// in the zone of the port. Mainland China, Hong Kong and Macao all keep UTC+08:00 without summer time; the tz database
// has the last summer time of the mainland in 1991 and of Hong Kong and Macao in 1979.
import { fromDayNumber, type CivilDate } from './civil-date.ts'

export type Instant = number & { readonly __brand: 'Instant' }

export type Zone = 'Asia/Shanghai' | 'Asia/Hong_Kong' | 'Asia/Macau'

const offsetMinutes: Readonly<Record<Zone, number>> = { 'Asia/Shanghai': 480, 'Asia/Hong_Kong': 480, 'Asia/Macau': 480 }
// Years 1900 to 2199: far enough from the ends of the calendar for every reckoning of days and months.
const pattern = /^(?:19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
export const msPerMinute = 60_000
export const msPerDay = 86_400_000

/** Reads ISO 8601 with an offset, `2025-10-13T09:30+08:00`; undefined without an offset or when there is no such time. */
export function parseInstant(text: string): Instant | undefined {
  if (!pattern.test(text)) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return undefined
  // Date.parse rolls 30 February into March; the written day must be the day that comes out in the written offset.
  const offset = text.endsWith('Z') ? 0 : Date.parse(`1970-01-01T00:00${text.slice(-6)}`)
  return new Date(ms - offset).toISOString().slice(0, 16) === text.slice(0, 16) ? (ms as Instant) : undefined
}

export function instant(ms: number): Instant {
  return ms as Instant
}

export function dateIn(zone: Zone, at: Instant): CivilDate {
  return fromDayNumber(Math.floor((at + offsetMinutes[zone] * msPerMinute) / msPerDay))
}

/** `2025-10-13T09:30+08:00`, to the minute, in the zone. */
export function formatInstant(zone: Zone, at: Instant): string {
  const minutes = offsetMinutes[zone]
  const hours = String(Math.trunc(Math.abs(minutes) / 60)).padStart(2, '0')
  return `${local(zone, at).slice(0, 16)}${minutes < 0 ? '-' : '+'}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
}

/** Midnight at the start of the date in the zone. */
export function startOf(date: CivilDate, zone: Zone): Instant {
  return (Date.parse(`${date}T00:00:00Z`) - offsetMinutes[zone] * msPerMinute) as Instant
}

function local(zone: Zone, at: Instant): string {
  return new Date(at + offsetMinutes[zone] * msPerMinute).toISOString()
}
