// Days as numbers, as spreadsheets keep them (ECMA-376 part 1, 18.17.4.1): in the 1900 system 1 is 1 January 1900 and 60 a
// 29 February that never was, so that from 61 on day 0 is 30 December 1899; in the 1904 system 0 is 1 January 1904.
import { civilDate, dayNumber, fromDayNumber } from '../../../base/civil-date.ts'
import { partsOf } from './sheet-number.ts'

const zero1900 = dayNumber(civilDate('1899-12-30'))
const zero1904 = dayNumber(civilDate('1904-01-01'))
const neverWas = 60
const lastSerial = 2_958_465 // 9999-12-31 in the 1900 system
const secondsPerDay = 86_400n

interface DayAndSeconds {
  readonly day: string
  readonly seconds: number
}

/** `2025-11-20`; undefined for what is no day. */
export function dayText(serial: string, is1904: boolean): string | undefined {
  return read(serial, is1904)?.day
}

/** `2025-11-20` of a whole number, else `2025-11-20T14:30`, with seconds where there are any. */
export function momentText(serial: string, is1904: boolean): string | undefined {
  const found = read(serial, is1904)
  if (found === undefined || !/\.0*[1-9]/.test(serial)) return found?.day
  const { day, seconds } = found
  const two = (value: number): string => String(value).padStart(2, '0')
  const rest = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`
  return `${day}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${rest}`
}

function read(serial: string, is1904: boolean): DayAndSeconds | undefined {
  const parts = partsOf(serial)
  if (parts === undefined || parts.whole.length > 7) return undefined
  const scale = 10n ** BigInt(parts.fraction.length)
  const seconds = (BigInt(parts.fraction || '0') * secondsPerDay * 2n + scale) / (2n * scale)
  const isNextDay = seconds === secondsPerDay
  const whole = Number(parts.whole) + (isNextDay ? 1 : 0)
  if (whole > lastSerial || (!is1904 && (whole < 1 || whole === neverWas))) return undefined
  const zero = is1904 ? zero1904 : whole < neverWas ? zero1900 + 1 : zero1900
  return { day: fromDayNumber(zero + whole), seconds: isNextDay ? 0 : Number(seconds) }
}
