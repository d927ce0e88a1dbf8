// R14: Macao's declaration. Whether one is asked, how long it holds, part two or a list in its place, the earlier document
// of a re-import or re-export, and NCEM codes that begin like the mainland's. Sources: data/rules/macao-rules.csv.
import { dateIn } from '../../../base/instant.ts'
import { commodityFindings, valueFindings } from '../local-rules.ts'
import { plain } from '../derivations.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../rule.ts'
import { needsMacaoDeclaration, operationOf, thresholdMop } from './operation.ts'
import { addWorkingDays, declarationWorkingDays } from './working-days.ts'

const ncem = /^\d{6}(?:\d{2}){0,2}$/ // how many digits follow the six is not verified

export const tradeChecks: RuleChecks = {
  'R14.threshold': forMacao(({ submission }) => {
    const need = needsMacaoDeclaration(submission)
    if (need.isNeeded) return []
    const params = { value: plain(need.valueMop) ?? '', threshold: plain(thresholdMop) ?? '' }
    return [{ path: 'lines', code: 'mo_declaration_not_needed', params, fix: { kind: 'act', code: 'mo_declaration_not_needed.fix', params } }]
  }),
  'R14.validity': forMacao(({ submission: { movement }, now }) => {
    if (movement.crossingAt === undefined) return []
    const crossing = dateIn('Asia/Macau', movement.crossingAt)
    const lastDay = addWorkingDays(dateIn('Asia/Macau', now), declarationWorkingDays)
    if (crossing <= lastDay) return []
    const params = { crossing, lastDay }
    return [{ path: 'movement.crossingAt', code: 'mo_declaration_expires', params, fix: { kind: 'act', code: 'mo_declaration_expires.fix', params } }]
  }),
  'R14.second-part': forMacao(secondPartFindings),
  'R14.previous': forMacao(({ submission }) => {
    const operation = operationOf(submission)
    if (operation !== 'reimport' && operation !== 'reexport') return []
    return submission.lines.flatMap((line, index): readonly Finding[] => {
      if (line.previousDocument !== undefined) return []
      const params = { line: index + 1, operation: `#macao.operation.${operation}` }
      const path = `lines[${index}].previousDocument`
      return [{ path, code: 'mo_previous_document_missing', params, fix: { kind: 'act', code: 'mo_previous_document_missing.fix', params } }]
    })
  }),
  'R14.ncem': forMacao(({ submission }) =>
    commodityFindings(
      submission,
      'macao',
      { missing: 'mo_ncem_missing', malformed: 'mo_ncem_malformed', apart: 'mo_ncem_other_subheading' },
      (code) => ncem.test(code),
    ),
  ),
  'R14.value': forMacao((context) => valueFindings(context, 'macao')),
}

function forMacao(check: RuleCheck): RuleCheck {
  return (context) => (context.submission.counterpart === 'macao' ? check(context) : [])
}

/** With a list attached instead of part two, the remaining copies are due ten working days after the crossing. */
function secondPartFindings({ submission }: RuleContext): readonly Finding[] {
  const { macao, movement, packages, lines } = submission
  if (macao.hasAttachedList !== true || movement.crossingAt === undefined) return []
  const isFull =
    packages.count !== undefined &&
    lines.every((line) => line.nameZh !== undefined && line.quantity !== undefined && line.grossWeightKg !== undefined)
  if (isFull) return []
  const due = addWorkingDays(dateIn('Asia/Macau', movement.crossingAt), declarationWorkingDays)
  return [{ path: 'macao.hasAttachedList', code: 'mo_copies_due', params: { due }, fix: { kind: 'act', code: 'mo_copies_due.fix', params: { due } } }]
}
