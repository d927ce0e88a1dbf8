// A fact holds from a day to a day, both ends open when unknown. `from` is the first day, `to` the first day after.
import type { CivilDate } from './civil-date.ts'

export interface Validity {
  readonly from?: CivilDate
  readonly to?: CivilDate
}

export function holdsOn(validity: Validity, on: CivilDate): boolean {
  return (validity.from === undefined || validity.from <= on) && (validity.to === undefined || on < validity.to)
}
