// What is checked of a message that somebody else wrote, element by element, against the published facts: size, digits,
// dates, codes, and what is flagged to declare. All of it warns: the message is read as it is.
import { parseCompactDate, type CivilDate } from '../../../base/civil-date.ts'
import { parseDecimal } from '../../../base/decimal.ts'
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import { codeIssue, lookup, type CodeBook, type CodeListId } from '../../reference/index.ts'
import type { ElementFact } from '../element-fact.ts'
import { elementPath, valueOf, type Filing } from '../filing.ts'
import type { MessagePlan } from './message-plan.ts'

/** Code list of the element facts → code list of the reference data. Lists that are not here are not checked. */
const lists: Readonly<Record<string, CodeListId>> = {
  country_region: 'country',
  currency: 'currency',
  unit: 'unit',
  trade_mode: 'supervision-mode',
  cut_mode: 'levy-nature',
  traf_mode: 'transport-mode',
  wrap_type: 'package-kind',
  trans_mode: 'trade-term',
  duty_mode: 'duty-mode',
  use_to: 'use',
  license_doc_code: 'control-document',
  'customs district 4-digit': 'customs-office',
  'domestic district 5-digit': 'source-district',
  entry_type: 'entry-type',
  edi_id: 'edi-id',
  decl_trn_rel: 'transit-relation',
  ie_flag: 'direction',
  fee_mark: 'charge-mark',
  yes_no: 'yes-no',
  check_flag: 'check-flag',
  tax_admin_mark: 'tax-admin-mark',
  bill_type: 'record-list-type',
  oper_type: 'operation-type',
  domain_id: 'signer-role',
  edoc_code: 'attached-document',
  edoc_format_type: 'attached-document-format',
  e_seal_flag: 'electronic-seal-flag',
  trn_trans_flag: 'transit-flag',
  trn_type: 'paper-mode',
  cop_promise_material: 'promised-material',
}

/** Flagged to declare, but asked on import only: an export generator does not send them. */
const importOnly: ReadonlySet<string> = new Set(['GoodsPlace', 'DespPortCode'])
/** Flagged to declare, but made by the operator's card. */
const madeByClient: ReadonlySet<string> = new Set(['Sign', 'SignDate'])
const neededGroups: readonly string[] = ['DecHead', 'DecList', 'DecSign']

export interface ReadCode {
  /** Canonical where the list knows it, else as written. */
  readonly value: string
  readonly issue?: Issue
}

/** The list that the codes of an element are looked up in; undefined where none is. */
export function codeListOf(fact: ElementFact): CodeListId | undefined {
  return lists[fact.codeList]
}

/** A code in the family that the reference data writes: CHN becomes 142, USD becomes 502. */
export function readCode(fact: ElementFact, written: string, path: string, book: CodeBook, on: CivilDate): ReadCode {
  const id = codeListOf(fact)
  if (id === undefined) return { value: written }
  const list = book.list(id)
  const answer = lookup(list, written.trim(), on)
  if (answer.kind === 'found') return { value: answer.code }
  const found = codeIssue({ path, rule: `${ruleStem(fact)}.code`, list, code: written.slice(0, 80), on, answer })
  return found === undefined ? { value: written } : { value: written, issue: { ...found, severity: 'warning' } }
}

/** What is wrong with the size or shape of a value; undefined when it fits. */
export function sizeIssue(fact: ElementFact, value: string, path: string): Issue | undefined {
  const code = sizeFault(fact, value)
  if (code === undefined) return undefined
  const found = value.length > 80 ? `${value.slice(0, 80)}…` : value
  return warn(fact, path, code, { found, length: value.length, max: fact.maxLength ?? 0, decimals: fact.decimals ?? 0 })
}

/** Elements and nodes that are flagged to declare and are not there, by the direction of the declaration. */
export function missingIssues(filing: Filing, plan: MessagePlan): readonly Issue[] {
  const issues: Issue[] = []
  for (const group of neededGroups) {
    const node = plan.byGroup.get(group)
    const fact = node?.facts[0]
    if (fact !== undefined && !filing.groups.some((each) => each.group === group)) {
      issues.push(warn(fact, `${filing.kind}/${group}`, 'decmessage_node_missing', { node: group }, `decmessage.${group}.required`))
    }
  }
  const isExport = valueOf(filing, 'DecHead', 'IEFlag') === 'E'
  for (const { group, index, elements } of filing.groups) {
    const present = new Set(elements.map(({ element }) => element))
    for (const fact of plan.byGroup.get(group)?.facts ?? []) {
      if (present.has(fact.element) || !isNeeded(fact, isExport, present)) continue
      const path = elementPath(filing.kind, group, index, fact.element)
      issues.push(warn(fact, path, 'decmessage_element_missing', { name: `#element.${ruleStem(fact)}` }, `${ruleStem(fact)}.required`))
    }
  }
  return issues
}

/** Of a filing that was made from another format: what does not fit its element, and what is missing. */
export function contentIssues(filing: Filing, plan: MessagePlan): readonly Issue[] {
  const sizes = filing.groups.flatMap(({ group, index, elements }) =>
    elements.flatMap(({ element, value }) => {
      const fact = plan.byGroup.get(group)?.factByName.get(element.toLowerCase())
      return (fact === undefined ? undefined : sizeIssue(fact, value, elementPath(filing.kind, group, index, element))) ?? []
    }),
  )
  return [...sizes, ...missingIssues(filing, plan)]
}

function isNeeded(fact: ElementFact, isExport: boolean, present: ReadonlySet<string>): boolean {
  if (!fact.required.includes('declare:Y') || madeByClient.has(fact.element)) return false
  if (isExport && importOnly.has(fact.element)) return false
  return fact.element !== 'SecondQty' || present.has('SecondUnit')
}

function sizeFault(fact: ElementFact, value: string): string | undefined {
  const max = fact.maxLength
  switch (fact.type) {
    case 'decimal':
      return max === undefined || decimalFits(value, max, fact.decimals ?? 0) ? undefined : 'decmessage_number_wrong'
    case 'integer':
      return /^-?\d+$/.test(value) && (max === undefined || value.length <= max) ? undefined : 'decmessage_integer_wrong'
    case 'date':
      return max !== 8 || parseCompactDate(value) !== undefined ? undefined : 'decmessage_date_wrong'
    default:
      return max === undefined || value.length <= max ? undefined : 'decmessage_too_long'
  }
}

function decimalFits(value: string, digits: number, decimals: number): boolean {
  if (parseDecimal(value) === undefined) return false
  const point = value.indexOf('.')
  const fraction = point < 0 ? 0 : value.length - point - 1
  const whole = value.replace(/^-/, '').length - (point < 0 ? 0 : fraction + 1)
  return fraction <= decimals && whole + fraction <= digits
}

function ruleStem(fact: ElementFact): string {
  return `mainland-declaration.${fact.element}`
}

function warn(fact: ElementFact, path: string, code: string, params: IssueParams, rule = `${ruleStem(fact)}.size`): Issue {
  return issue({ path, rule, code, severity: 'warning', params: { element: fact.element, ...params }, source: fact.source })
}
