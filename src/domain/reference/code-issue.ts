// Turns the answer of a lookup into an issue, so that every form says the same about the same code.
// A code that an incomplete list does not know is a warning: customs may know it.
import type { CivilDate } from '../../base/civil-date.ts'
import { issue, type Fix, type Issue, type IssueParams } from '../../base/issue.ts'
import { languages, type Label, type Language } from '../../base/language.ts'
import { entriesOn, nameOf, type CodeList } from './code-list.ts'
import type { Lookup } from './lookup.ts'
import type { Suggestion } from './nearest.ts'
import { quoted } from './quoted.ts'

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

/** A complete list of up to so many codes is shown whole where nothing in it is near. */
const maxShown = 20

/**
 * Undefined when the code holds on the day. Params: `field` (the label of a field of the submission, or the last step of a path
 * in a message), `value` as written, `list` (its id), `on`, and the name of the list in each language (`listEn`, …); outside
 * validity also the name of the code (`nameEn`, …) and `from` or `to`; unknown with choices also these with their names (`nearEn`, …).
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
  const params = { ...paramsOf(input), ...namesAs('name', answer.entry.names, answer.entry.code) }
  const [code, when] = before?.to !== undefined ? ['reference.no_longer_valid', { to: before.to }] as const : ['reference.not_yet_valid', { from: after?.from ?? '' }] as const
  const fix: Fix = answer.instead === undefined ? { kind: 'act', code: `${code}.act.fix` } : { kind: 'set', path, value: answer.instead.code }
  return issue({ path, rule, code, params: { ...params, ...when }, source, fix })
}

function unknownIssue(input: CodeIssueInput, answer: Unknown): Issue {
  const { path, rule, list } = input
  const code = answer.isComplete ? 'reference.unknown' : 'reference.not_in_known_part'
  const near = answer.nearest.length > 0 ? answer.nearest : wholeList(input)
  const [first, second] = near
  const fix: Fix =
    first === undefined
      ? { kind: 'act', code: `${code}.act.fix` }
      : first.isSame && second?.isSame !== true
        ? { kind: 'set', path, value: first.spelling }
        : { kind: 'choose', path, options: near.map(({ spelling }) => spelling) }
  return issue({
    path,
    rule,
    code,
    severity: answer.isComplete ? 'error' : 'warning',
    params: { ...paramsOf(input), ...(first === undefined ? {} : namesAs('near', namedIn(fix.kind === 'set' ? [first] : near), '')) },
    source: `${list.publisher}: ${list.officialName}`,
    fix,
  })
}

function wholeList({ list, on }: CodeIssueInput): readonly Suggestion[] {
  const entries = list.isComplete ? entriesOn(list, on) : []
  return entries.length > maxShown ? [] : entries.map((entry) => ({ spelling: entry.code, entry, isSame: false }))
}

/** `HKD (Hong Kong Dollar), …` in each language. */
function namedIn(near: readonly Suggestion[]): Label {
  const named = ({ spelling, entry }: Suggestion, language: Language): string => {
    const name = nameOf(entry, language)
    if (name === spelling) return spelling
    return language.startsWith('zh') ? `${spelling}（${name}）` : `${spelling} (${name})`
  }
  const texts = languages.map((language) => [language, near.map((each) => named(each, language)).join(language.startsWith('zh') ? '、' : ', ')] as const)
  return Object.fromEntries(texts) as Label
}

/** The label of a field of the submission; in a message, whose paths have slashes, its element. */
function fieldOf(path: string): string {
  return path.includes('/') ? path.slice(path.lastIndexOf('/') + 1) : `#field.${path.replaceAll(/\[\d+\]/g, '[]')}`
}

function paramsOf(input: CodeIssueInput): IssueParams {
  const { list } = input
  return { field: fieldOf(input.path), value: quoted(input.code), list: list.id, on: input.on, ...namesAs('list', list.names, list.id) }
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
