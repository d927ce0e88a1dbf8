// R18: fresh food, food of animal origin, animals and plants that enter Macao: licence by HS chapter, original health
// certificate, appointment at least one working day before, operator registration number. Sources: macao-rules.csv.
import { dateIn } from '../../../base/instant.ts'
import { foodUnsaid } from '../local-rules.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../rule.ts'
import { bringsFood, foodDocument } from './food.ts'
import { addWorkingDays } from './working-days.ts'

const noticeWorkingDays = 1 // IAM: at least one working day before

export const foodChecks: RuleChecks = {
  'R18.said': ({ submission }) =>
    submission.counterpart === 'macao' && submission.direction === 'export'
      ? foodUnsaid(submission, (line) => foodDocument(line) === undefined)
      : [],
  'R18.licence': forFood(({ submission }) =>
    submission.lines.flatMap((line, index): readonly Finding[] => {
      const document = foodDocument(line)
      if (line.destinationLicence !== undefined || (document !== 'licence' && document !== 'licence-for-parts')) return []
      const path = `lines[${index}].destinationLicence`
      const params = { line: index + 1, chapter: (line.codes.macao ?? line.codes.mainland ?? '').slice(0, 2) }
      const fix = { kind: 'act', code: 'mo_food_licence.fix', params } as const
      return document === 'licence'
        ? [{ path, code: 'mo_food_licence_missing', params, fix }]
        : [{ path, code: 'mo_food_licence_maybe', params, severity: 'warning', fix }]
    }),
  ),
  'R18.certificate': forFood(({ submission: { macao } }) =>
    macao.certificate === undefined ? [acted('macao.certificate', 'mo_food_certificate_missing')] : [],
  ),
  'R18.appointment': forFood(appointmentFindings),
  'R18.operator': forFood(({ submission: { parties } }) =>
    parties.overseas.macaoOperatorNumber === undefined
      ? [acted('parties.overseas.macaoOperatorNumber', 'mo_food_operator_missing')]
      : [],
  ),
}

function forFood(check: RuleCheck): RuleCheck {
  return (context) => (bringsFood(context.submission) ? check(context) : [])
}

function appointmentFindings({ submission: { macao }, now }: RuleContext): readonly Finding[] {
  if (macao.inspectionAt === undefined) return [acted('macao.inspectionAt', 'mo_food_appointment_missing')]
  if (macao.inspectionPlace === undefined) return [acted('macao.inspectionPlace', 'mo_food_place_missing')]
  const inspection = dateIn('Asia/Macau', macao.inspectionAt)
  const earliest = addWorkingDays(dateIn('Asia/Macau', now), noticeWorkingDays)
  if (inspection >= earliest) return []
  return [acted('macao.inspectionAt', 'mo_food_appointment_too_soon', { inspection, earliest })]
}

function acted(path: string, code: string, params: Readonly<Record<string, string>> = {}): Finding {
  return { path, code, params, fix: { kind: 'act', code: `${code}.fix`, params } }
}
