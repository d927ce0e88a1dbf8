// R10 and R13: Hong Kong's import and export declaration. Lodged within 14 days, the right form, value in HKD, what may
// stand together, an address that is no PO box, a description in English, an eight-digit HKHS code that begins like the
// mainland's. Sources stand in data/rules/hongkong-rules.csv.
import { hkBrnCheckDigit } from '../../../base/check-digit/hk-brn.ts'
import { dateIn } from '../../../base/instant.ts'
import { commodityFindings, foodUnsaid, valueFindings } from '../local-rules.ts'
import { localValue } from '../local-value.ts'
import { plain } from '../derivations.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../rule.ts'
import { chooseForm } from './choose-form.ts'
import { lateCharge } from './declaration-charge.ts'
import { groupingOf } from './grouping.ts'

const poBox = /\b(?:G\.?\s*)?P\.?\s*O\.?\s*Box\b|\bpost\s+office\s+box\b|[邮郵][政局]信箱/i
const ideograph = /\p{Script=Han}/u
const latinWord = /[A-Za-z]{2}/
const eightDigits = /^\d{8}$/
/** One or two letters, six digits and a check digit in brackets: the shape only. */
const identityCard = /^[A-Z]{1,2}\d{6}\(?[0-9A]\)?$/

export const declarationChecks: RuleChecks = {
  R10: forHongKong(({ submission }) => {
    const path = 'parties.overseas.businessRegistration'
    const number = submission.parties.overseas.businessRegistration ?? ''
    const expected = hkBrnCheckDigit(number)
    if (number !== '' && expected === undefined && !identityCard.test(number)) {
      return [{ path, code: 'hk_brn_shape', params: { found: number }, fix: { kind: 'act', code: 'hk_brn_shape.fix' } }]
    }
    if (expected === undefined || expected === number.charAt(7)) return []
    const params = { found: number, expected, digit: number.charAt(7) }
    return [{ path, code: 'hk_brn_check_digit', params, fix: { kind: 'act', code: 'hk_brn_check_digit.fix', params } }]
  }),
  'R13.deadline': forHongKong(deadlineFindings),
  'R13.form': forHongKong(formFindings),
  'R13.food': forHongKong(({ submission }) => (submission.direction === 'export' ? foodUnsaid(submission, () => true) : [])),
  'R13.value': forHongKong((context) => valueFindings(context, 'hongkong')),
  'R13.grouping': forHongKong(groupingFindings),
  'R13.address': forHongKong(({ submission }) => {
    const path = 'parties.overseas.address'
    const address = submission.parties.overseas.address ?? ''
    if (!poBox.test(address)) return []
    return [{ path, code: 'hk_address_po_box', params: { found: address }, fix: { kind: 'act', code: 'hk_address_po_box.fix' } }]
  }),
  'R13.description': forHongKong(({ submission }) =>
    submission.lines.flatMap(({ nameEn }, index): readonly Finding[] => {
      if (nameEn === undefined || (latinWord.test(nameEn) && !ideograph.test(nameEn))) return []
      const params = { line: index + 1, found: nameEn }
      const code = 'hk_description_not_english'
      return [{ path: `lines[${index}].nameEn`, code, params, fix: { kind: 'act', code: `${code}.fix`, params } }]
    }),
  ),
  'R13.hkhs': forHongKong(({ submission }) =>
    commodityFindings(
      submission,
      'hongkong',
      { missing: 'hk_hkhs_missing', malformed: 'hk_hkhs_length', apart: 'hk_hkhs_other_subheading' },
      (code) => eightDigits.test(code),
    ),
  ),
}

function forHongKong(check: RuleCheck): RuleCheck {
  return (context) => (context.submission.counterpart === 'hongkong' ? check(context) : [])
}

function deadlineFindings({ submission, now }: RuleContext): readonly Finding[] {
  const { crossingAt } = submission.movement
  if (crossingAt === undefined) return []
  const value = localValue(submission, 'hongkong')
  const lodgedOn = dateIn('Asia/Hong_Kong', now)
  if (value.kind === 'lacking') return []
  const late = lateCharge(value.total, dateIn('Asia/Hong_Kong', crossingAt), lodgedOn)
  if (late.band === 'in-time') return []
  const params = { due: late.dueOn, lodged: lodgedOn, charge: plain(late.amountHkd) ?? '' }
  return [{ path: 'movement.crossingAt', code: 'hk_declaration_late', params, fix: { kind: 'act', code: 'hk_declaration_late.fix', params } }]
}

function formFindings({ submission }: RuleContext): readonly Finding[] {
  const path = 'hongkong.form'
  const { form, reasons, isMixed } = chooseForm(submission)
  const reason = `#${reasons.at(-1) ?? ''}`
  const entered = submission.hongkong.form
  const findings: Finding[] = []
  if (entered !== undefined && entered !== form) {
    findings.push({ path, code: 'hk_form_contradicts', params: { found: entered, form, reason }, fix: { kind: 'set', path, value: form } })
  }
  if (isMixed) {
    const params = { form, special: form === '1' ? '1A' : '2A', reason }
    findings.push({ path: 'lines', code: 'hk_form_mixed', params, severity: 'warning', fix: { kind: 'act', code: 'hk_form_mixed.fix', params } })
  }
  return findings
}

function groupingFindings({ submission }: RuleContext): readonly Finding[] {
  const grouping = groupingOf(submission)
  if (grouping.kind !== 'apart') return []
  const params = { first: grouping.first + 1, other: grouping.other + 1, differs: `#hk_grouping_${grouping.differs}` }
  return [
    {
      path: 'movement.billNumber',
      code: 'hk_lines_apart',
      params,
      // Which country the rule means is not stated, so a difference of origin alone is only pointed out.
      ...(grouping.differs === 'country' ? { severity: 'warning' as const } : {}),
      fix: { kind: 'act', code: 'hk_lines_apart.fix', params },
    },
  ]
}
