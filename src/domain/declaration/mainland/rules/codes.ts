// R7: commodity code, line numbers, lines of a container. R8: unified social credit code. R9: container number.
import { iso6346CheckDigit, isIso6346 } from '../../../../base/check-digit/iso6346.ts'
import { isUscc, usccCheckCharacter } from '../../../../base/check-digit/uscc.ts'
import type { Fix } from '../../../../base/issue.ts'
import { pathAt } from '../../../submission/index.ts'
import type { Finding, RuleCheck, RuleChecks } from '../../rule.ts'
import { filingOf, groupsOf, inGroup } from './built-filing.ts'

const tenDigits = /^\d{10}$/

const commodityCode: RuleCheck = ({ submission }) =>
  submission.lines.flatMap(({ codes: { mainland: code } }, index) => {
    if (code === undefined || tenDigits.test(code)) return []
    const path = pathAt('lines[].codes.mainland', index)
    const digits = code.replaceAll(/[\s.-]/g, '')
    const fix: Fix = tenDigits.test(digits) ? { kind: 'set', path, value: digits } : { kind: 'act', code: 'commodity_code_not_ten_digits.fix.act' }
    return [{ path, code: 'commodity_code_not_ten_digits', params: { line: index + 1, found: code }, fix }]
  })

const consecutiveNumbers: RuleCheck = (context) =>
  groupsOf(filingOf(context, 'mainland-declaration'), 'DecList').flatMap((group) => {
    const found = inGroup(group, 'GNo') ?? ''
    const expected = String(group.index + 1)
    if (found === expected) return []
    const fix: Fix = { kind: 'act', code: 'line_numbers_not_consecutive.fix', params: { expected } }
    return [{ path: `lines[${group.index}]`, code: 'line_numbers_not_consecutive', params: { found, expected }, fix }]
  })

/** The lines that a container names exist. Unverified for the logic. */
const containerLines: RuleCheck = ({ submission: { containers, lines } }) =>
  containers.flatMap(({ lineNumbers }, index) => {
    if (lineNumbers === undefined) return []
    const named = lineNumbers.split(/[,，;；\s]+/).filter((each) => each !== '')
    const known = named.filter((each) => /^\d{1,5}$/.test(each) && Number(each) >= 1 && Number(each) <= lines.length)
    if (named.length > 0 && known.length === named.length) return []
    const path = pathAt('containers[].lineNumbers', index)
    const value = (known.length > 0 ? known : lines.map((_, at) => String(at + 1))).join(',')
    const params = { found: lineNumbers, lines: lines.length }
    return [{ path, code: 'container_lines_unknown', params, fix: { kind: 'set', path, value } }]
  })

const creditCodes: RuleCheck = ({ submission: { parties } }) =>
  (['trader', 'owner', 'declarant'] as const).flatMap((role) => {
    const { uscc } = parties[role]
    if (uscc === undefined || isUscc(uscc)) return []
    return [creditCodeFinding(`parties.${role}.uscc`, uscc)]
  })

const containerNumbers: RuleCheck = ({ submission: { containers } }) =>
  containers.flatMap(({ number }, index) =>
    number === undefined || isIso6346(number) ? [] : [containerFinding(pathAt('containers[].number', index), number)],
  )

export const codeChecks: RuleChecks = {
  'R7.code': commodityCode,
  'R7.numbers': consecutiveNumbers,
  'R7.container': containerLines,
  R8: creditCodes,
  R9: containerNumbers,
}

function creditCodeFinding(path: string, found: string): Finding {
  const upper = found.toUpperCase()
  const check = upper.length === 18 ? usccCheckCharacter(upper.slice(0, 17)) : undefined
  if (check === undefined) {
    const params = { name: `#field.${path}`, found, length: found.length }
    return { path, code: 'credit_code_malformed', params, fix: { kind: 'act', code: 'credit_code_malformed.fix' } }
  }
  const value = upper.slice(0, 17) + check
  return { path, code: 'credit_code_check', params: { name: `#field.${path}`, found, last: found.slice(17) }, fix: { kind: 'set', path, value } }
}

function containerFinding(path: string, found: string): Finding {
  const compact = found.toUpperCase().replaceAll(/[\s-]/g, '')
  const check = compact.length === 11 ? iso6346CheckDigit(compact.slice(0, 10)) : undefined
  if (check === undefined) {
    return { path, code: 'container_number_malformed', params: { found }, fix: { kind: 'act', code: 'container_number_malformed.fix' } }
  }
  return { path, code: 'container_number_check', params: { found }, fix: { kind: 'set', path, value: compact.slice(0, 10) + check } }
}
