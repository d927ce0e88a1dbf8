// When a change needs a second person: the column second_person of the policy table names the condition.
import type { FiledShipment } from '../state.ts'

export function needsSecondPerson(condition: string, filed: FiledShipment): boolean {
  switch (condition) {
    case '':
      return false
    case 'after-acceptance':
      return filed.filings.some((each) => each.wasAccepted === true)
    default:
      // A condition that is not known asks for more, never for less.
      return true
  }
}
