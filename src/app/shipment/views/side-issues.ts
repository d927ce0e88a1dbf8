// What one side has to know of the other, as issues: facts that do not agree (R22), corrections that wait, a newer draft, a
// cancellation.
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import type { Knowledge } from '../../knowledge.ts'
import type { Difference } from '../events.ts'
import type { FiledShipment } from '../state.ts'

const pathOfFact: Readonly<Record<Difference['fact'], string>> = { packages: 'packages.count', goods: 'lines', party: 'parties.overseas.nameEn', date: 'movement.crossingAt' }

export interface OtherSide {
  /** The other side's shipment, where there is one. */
  readonly other: FiledShipment | undefined
  /** How many of its corrections are not taken over. */
  readonly openCorrections: number
}

export function sideIssues(filed: FiledShipment, { other, openCorrections }: OtherSide, { rules }: Knowledge): readonly Issue[] {
  const sourceOf = (id: string): string => rules.find((rule) => rule.fact.id === id)?.fact.source ?? 'Lingding: two sides of one shipment'
  const differences = filed.agreements.flatMap(({ differences: found, otherRevision }) =>
    found.map(({ fact, own, other: theirs }) => {
      const params = { fact: `#agreement.${fact}`, own, other: theirs, revision: otherRevision }
      return issue({ path: pathOfFact[fact], rule: `R22.${fact}`, code: 'sides_disagree', params, source: sourceOf(`R22.${fact}`), fix: { kind: 'act', code: 'sides_disagree.fix', params } })
    }),
  )
  return [
    ...(filed.isCancelled ? [] : differences),
    ...(openCorrections === 0 ? [] : [told('other_side_corrected', { count: openCorrections })]),
    ...(other?.isCancelled === true && !filed.isCancelled ? [told('other_side_cancelled', { reference: filed.reference })] : []),
    ...(filed.sharedFrom !== null && (other?.revision ?? 0) > filed.sharedFrom.revision ? [told('other_side_newer', { revision: other?.revision ?? 0, on: filed.sharedFrom.revision })] : []),
  ]
}

function told(code: string, params: IssueParams): Issue {
  return issue({ rule: 'share.other-side', code, severity: 'warning', params, source: 'Lingding: two sides of one shipment', fix: { kind: 'act', code: `${code}.fix`, params } })
}
