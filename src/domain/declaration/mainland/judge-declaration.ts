// The rules that look at a mainland declaration alone, run over one that somebody else wrote: the same checks under the same
// ids as for a submission, with the elements of the message as their paths. Rules that compare several filings, or need what
// the message does not say, are not run.
import type { CivilDate } from '../../../base/civil-date.ts'
import { instant } from '../../../base/instant.ts'
import type { Fix, Issue } from '../../../base/issue.ts'
import type { CodeBook } from '../../reference/index.ts'
import { patternOf } from '../../submission/index.ts'
import { elementPath, type Filing } from '../filing.ts'
import { judge, type Rule } from '../rule.ts'
import { asSubmission, elementOfPath } from './as-submission.ts'

export const rulesOfOneDeclaration: ReadonlySet<string> = new Set([
  'R1.sum',
  'R1.minimum',
  'R2.none',
  'R2.bulk',
  'R3.total',
  'R4.transaction',
  'R4.second',
  'R5.fob',
  'R5.currency',
  'R5.terms',
  'R7.code',
  'R7.numbers',
  'R7.container',
  'R8',
  'R9',
  'R17.licence',
  'R20.one',
  'R21.first',
  'R21.client',
  'R21.entry',
])

/** Where a rule finds something that no submission has. */
const elementOfRule: Readonly<Record<string, readonly [group: string, element: string]>> = {
  'R21.first': ['DecHead', 'SeqNo'],
  'R21.entry': ['DecHead', 'EntryId'],
}

/** Issues at element paths such as `mainland-declaration/DecList[0]/DeclTotal`; none for a filing that says no direction. */
export function judgeDeclaration(filing: Filing, rules: readonly Rule[], book: CodeBook, on: CivilDate): readonly Issue[] {
  const submission = asSubmission(filing)
  if (submission === undefined) return []
  const asked = rules.filter(({ fact }) => rulesOfOneDeclaration.has(fact.id))
  // None of these rules asks the moment or the sender's number.
  return judge(asked, { submission, filings: [filing], book, on, now: instant(0), senderNumber: '' }).map((found) => atElement(found, filing))
}

function atElement(found: Issue, filing: Filing): Issue {
  const [group, element] = elementOfRule[found.rule] ?? elementOfPath[patternOf(found.path)] ?? []
  if (group === undefined || element === undefined) return found
  // An index counts lines, containers or packages; the head stands once.
  const index = group === 'DecHead' ? 0 : Number(/\[(\d+)\]/.exec(found.path)?.[1] ?? '0')
  const path = elementPath(filing.kind, group, index, element)
  const { name } = found.params
  const params = name === undefined ? found.params : { ...found.params, name: `#element.${filing.kind}.${element}` }
  const moved = { ...found, path, params, ...(found.fix === undefined ? {} : { fix: fixAt(found.fix, element) }) }
  // A message may be a later sending; and the net weight of a line is known by R4 only, which is derived.
  if (found.rule === 'R21.first') return { ...moved, severity: 'warning', code: 'sequence_number_read', fix: { kind: 'act', code: 'sequence_number_read.fix' } }
  return found.code === 'net_not_sum_of_lines' ? { ...moved, severity: 'warning' } : moved
}

/** A message is mended by whoever made it: the fix says the element and the value. */
function fixAt(fix: Fix, element: string): Fix {
  switch (fix.kind) {
    case 'set':
      return { kind: 'act', code: 'filing_element_set', params: { element, value: fix.value } }
    case 'remove':
      return { kind: 'act', code: 'filing_element_remove', params: { element } }
    case 'choose':
    case 'act':
      return fix
  }
}
