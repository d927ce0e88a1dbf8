// When a change needs a second person: the column second_person of the policy table names the condition.
import type { Stage } from '../../../domain/declaration/index.ts'
import type { FiledShipment, FilingStatus } from '../state.ts'

/** What a customs says after it has accepted; what was accepted and then given back stays something it had accepted. */
const acceptedStages: ReadonlySet<Stage | 'notice'> = new Set(['accepted', 'tax-due', 'inspection', 'released', 'cleared'])

export function needsSecondPerson(condition: string, filed: FiledShipment): boolean {
  switch (condition) {
    case '':
      return false
    case 'after-acceptance':
      return filed.filings.some(wasAccepted)
    default:
      // A condition that is not known asks for more, never for less.
      return true
  }
}

function wasAccepted({ stage, answers }: FilingStatus): boolean {
  return acceptedStages.has(stage) || answers.some((each) => acceptedStages.has(each.stage))
}
