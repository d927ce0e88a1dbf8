// Turns the answer of a lookup into an issue, so that every form says the same about the same code.
// A code that an incomplete list does not know is a warning: customs may know it.
import type { CivilDate } from '../../base/civil-date.ts'
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import type { Label } from '../../base/language.ts'
import type { CodeList } from './code-list.ts'
import type { Lookup } from './lookup.ts'

export interface CodeIssueInput {
  readonly path: string
  readonly rule: string
  readonly list: CodeList
  /** As written. */
  readonly code: string
  readonly on: CivilDate
  readonly answer: Lookup
}

type Outside = Extract<Lookup, { kind: 'outside_validity' }>
type Unknown = Extract<Lookup, { kind: 'unknown' }>

/**
 * Undefined when the code holds on the day. Params: `value` as written, `list` (its id), `on`, and the name of the list in each
 * language (`listEn`, …); outside validity also the name of the code (`nameEn`, …) and `from` or `to`.
 */
export function codeIssue(input: CodeIssueInput): Issue | undefined {
  switch (input.answer.kind) {
    case 'found':
      return undefined
    case 'outside_validity':
      return outsideIssue(input, input.answer)
    case 'unknown':
      return unknownIssue(input, input.answer)
  }
}

function outsideIssue(input: CodeIssueInput, answer: Outside): Issue {
  const { path, rule } = input
  const { before, after } = answer.validAround
  const source = answer.entry.source
  const fix = answer.instead === undefined ? {} : { fix: { kind: 'set' as const, path, value: answer.instead.code } }
  const params = { ...paramsOf(input), ...namesAs('name', answer.entry.names, answer.entry.code) }
  if (before?.to !== undefined) {
    return issue({ path, rule, code: 'reference.no_longer_valid', params: { ...params, to: before.to }, source, ...fix })
  }
  return issue({ path, rule, code: 'reference.not_yet_valid', params: { ...params, from: after?.from ?? '' }, source, ...fix })
}

function unknownIssue(input: CodeIssueInput, answer: Unknown): Issue {
  const { path, rule, list } = input
  const fix = answer.nearest.length === 0 ? {} : { fix: { kind: 'choose' as const, path, options: answer.nearest } }
  return issue({
    path,
    rule,
    code: answer.isComplete ? 'reference.unknown' : 'reference.not_in_known_part',
    severity: answer.isComplete ? 'error' : 'warning',
    params: paramsOf(input),
    source: `${list.publisher}: ${list.officialName}`,
    ...fix,
  })
}

function paramsOf(input: CodeIssueInput): IssueParams {
  const { list } = input
  return { value: input.code, list: list.id, on: input.on, ...namesAs('list', list.names, list.id) }
}

/** A message template takes the name in its own language: `{listZhHans}`, `{listZhHant}`, `{listEn}`, `{listPt}`. */
function namesAs(prefix: string, names: Partial<Label>, otherwise: string): IssueParams {
  return {
    [`${prefix}ZhHans`]: names['zh-Hans'] ?? otherwise,
    [`${prefix}ZhHant`]: names['zh-Hant'] ?? otherwise,
    [`${prefix}En`]: names.en ?? otherwise,
    [`${prefix}Pt`]: names.pt ?? otherwise,
  }
}
