// Looking into the filings that a rule is given: they may be built from the submission or read from a message.
import type { FiledGroup, Filing } from '../../filing.ts'
import type { FilingKind } from '../../form.ts'
import type { RuleContext } from '../../rule.ts'

export function filingOf(context: RuleContext, kind: FilingKind): Filing | undefined {
  return context.filings.find((filing) => filing.kind === kind)
}

export function groupsOf(filing: Filing | undefined, group: string): readonly FiledGroup[] {
  return filing === undefined ? [] : filing.groups.filter((each) => each.group === group)
}

export function inGroup(group: FiledGroup, element: string): string | undefined {
  return group.elements.find((each) => each.element === element)?.value
}
