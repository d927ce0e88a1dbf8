import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate, compactDate, daysBetween, fromDayNumber, parseCivilDate, parseCompactDate } from './civil-date.ts'
import { dateIn, formatInstant, parseInstant, startOf } from './instant.ts'
import { holdsOn } from './validity.ts'

describe('civil dates', () => {
  test.each(['2024-02-29', '2000-02-29', '2026-12-31'])('%s is a day', (text) => expect(parseCivilDate(text)).toBe(text))
  test.each(['2023-02-29', '1900-02-29', '2026-13-01', '2026-04-31', '2026-1-1', '20260101'])('%s is not', (text) => {
    expect(parseCivilDate(text)).toBeUndefined()
  })
  test('a leap day counts', () => expect(daysBetween(civilDate('2024-02-28'), civilDate('2024-03-01'))).toBe(2))
  test('compact form', () => {
    expect(compactDate(civilDate('2025-10-20'))).toBe('20251020')
    expect(parseCompactDate('20251020')).toBe('2025-10-20')
    expect(parseCompactDate('20251320')).toBeUndefined()
  })
  test('adding days and counting them agree', () => {
    const days = fc.integer({ min: -200_000, max: 200_000 })
    fc.assert(fc.property(days, (count) => daysBetween(civilDate('2000-01-01'), addDays(civilDate('2000-01-01'), count)) === count))
  })
})

test('day numbers are those of the machine’s own calendar', () => {
  const days = fc.integer({ min: -700_000, max: 2_900_000 })
  fc.assert(fc.property(days, (day) => fromDayNumber(day) === new Date(day * 86_400_000).toISOString().slice(0, 10)))
  expect(fromDayNumber(0)).toBe('1970-01-01')
  expect(fromDayNumber(19_782)).toBe('2024-02-29')
})

describe('instants', () => {
  test('an offset is asked for', () => expect(parseInstant('2025-10-20T09:30')).toBeUndefined())
  test.each(['9999-12-31T23:59-12:00', '0001-01-01T00:00Z', '2025-02-30T09:30+08:00', '2025-10-20T24:30+08:00', '2025-10-20T09:60Z'])('%s is no time', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })
  test('the day is that of the place', () => {
    const at = parseInstant('2025-10-20T17:30Z')
    expect(at && dateIn('Asia/Hong_Kong', at)).toBe('2025-10-21')
    expect(at && formatInstant('Asia/Macau', at)).toBe('2025-10-21T01:30+08:00')
  })
  test('a day starts at midnight of the place', () => {
    expect(formatInstant('Asia/Shanghai', startOf(civilDate('2025-10-20'), 'Asia/Shanghai'))).toBe('2025-10-20T00:00+08:00')
  })
})

test('a validity holds from its first day until the day before its end', () => {
  const validity = { from: civilDate('2025-01-01'), to: civilDate('2025-02-01') }
  const days = ['2024-12-31', '2025-01-01', '2025-01-31', '2025-02-01'].map(civilDate)
  expect(days.map((day) => holdsOn(validity, day))).toEqual([false, true, true, false])
})
