// Working days of Macao counted from Monday to Friday. Public holidays are not known here: a day that is counted from
// them can only come later than what stands here.
import { addDays, dayNumber, type CivilDate } from '../../../base/civil-date.ts'

/** A declaration is valid for 10 working days (Administrative Regulation 28/2003). */
export const declarationWorkingDays = 10

/** Day 0 of the count of days, 1970-01-01, was a Thursday. */
function isWorkingDay(date: CivilDate): boolean {
  const weekday = (dayNumber(date) + 3) % 7
  return weekday < 5
}

/** The `count`-th working day after a day; the day itself does not count. */
export function addWorkingDays(date: CivilDate, count: number): CivilDate {
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}
