// Draft → submission. Every problem at once: a member that no form knows, a value of the wrong kind, too long or too
// precise, a code that is not in its list on the day. What comes out is typed and its codes are canonical.
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import { formatDecimal, parseDecimal, trimDecimal, type Decimal } from '../../base/decimal.ts'
import { parseInstant } from '../../base/instant.ts'
import { issue, type Issue, type IssueInput } from '../../base/issue.ts'
import { codeIssue, lookup, type CodeBook, type CodeListId } from '../reference/index.ts'
import { isDraftObject, type DraftObject, type DraftValue, type ResolvedDraft } from './draft.ts'
import type { Field, FieldNode, FieldTable } from './field-table.ts'
import type { Submission } from './submission.ts'

/** A code that was typed in another family or spelling than the canonical one. */
export interface Translation {
  readonly list: CodeListId
  readonly from: string
  readonly to: string
}

/** Where the values of a submission came from, by path; a path in neither map was entered as it stands. */
export interface Origins {
  readonly fromProfile: ReadonlyMap<string, string>
  readonly translated: ReadonlyMap<string, Translation>
}

export interface ParsedSubmission {
  /** Undefined only when it is not known which way the goods go or to whom. A value that was refused is left out. */
  readonly submission: Submission | undefined
  readonly origins: Origins
  readonly issues: readonly Issue[]
}

const source = 'Lingding: submission form'
/** Longest list of lines, containers, vehicles or documents in one submission. */
export const maxListLength = 5_000

interface Parsing {
  readonly book: CodeBook
  readonly on: CivilDate
  readonly issues: Issue[]
  readonly translated: Map<string, Translation>
}

/** Reads a draft as of a date; what could be read is there beside every issue found. */
export function parseDraft(resolved: ResolvedDraft, table: FieldTable, book: CodeBook, on: CivilDate): ParsedSubmission {
  const parsing: Parsing = { book, on, issues: [...resolved.issues], translated: new Map() }
  const read = readNode(resolved.draft, table.root, '', parsing)
  for (const member of ['reference', 'direction', 'counterpart']) {
    if (read[member] === undefined && !parsing.issues.some((each) => each.path === member)) {
      parsing.issues.push(issue({ path: member, rule: `submission.${member}.required`, code: 'field_missing', source }))
    }
  }
  const isShipment = read['direction'] !== undefined && read['counterpart'] !== undefined
  return {
    submission: isShipment ? ({ reference: '', ...read } as unknown as Submission) : undefined,
    origins: { fromProfile: resolved.fromProfile, translated: parsing.translated },
    issues: parsing.issues,
  }
}

/** A place in the draft; its path is written out only when something is to be said of it. */
interface Place {
  readonly at: string
  readonly member: string
}

function pathOf({ at, member }: Place): string {
  return at === '' ? member : `${at}.${member}`
}

function readNode(draft: DraftObject, node: FieldNode, at: string, parsing: Parsing): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const member of Object.keys(draft)) {
    const value = draft[member]
    if (value === undefined || value === null || value === '') continue
    const field = node.fields.get(member)
    if (field !== undefined) {
      const parsed = readField(value, field, { at, member }, parsing)
      if (parsed !== undefined) read[member] = parsed
    } else if (node.members.has(member)) {
      if (!isDraftObject(value)) report(parsing, { path: pathOf({ at, member }), rule: 'submission.shape', code: 'not_a_group', source })
    } else if (node.lists.has(member)) {
      if (!Array.isArray(value)) report(parsing, { path: pathOf({ at, member }), rule: 'submission.shape', code: 'not_a_list', source })
    } else {
      reportUnknown(member, pathOf({ at, member }), node, parsing)
    }
  }
  for (const [name, child] of node.members) {
    const value = draft[name]
    read[name] = readNode(isDraftObject(value) ? value : {}, child, at === '' ? name : `${at}.${name}`, parsing)
  }
  for (const [name, child] of node.lists) {
    const value = draft[name]
    read[name] = Array.isArray(value) ? readList(value, child, at === '' ? name : `${at}.${name}`, parsing) : []
  }
  return read
}

function readList(values: readonly DraftValue[], node: FieldNode, at: string, parsing: Parsing): readonly unknown[] {
  if (values.length > maxListLength) {
    report(parsing, { path: at, rule: 'submission.shape', code: 'list_too_long', params: { count: values.length, max: maxListLength }, source })
    return []
  }
  return values.map((value, index) => {
    const path = `${at}[${index}]`
    if (isDraftObject(value)) return readNode(value, node, path, parsing)
    report(parsing, { path, rule: 'submission.shape', code: 'not_a_group', source })
    return {}
  })
}

function readField(value: DraftValue, field: Field, place: Place, parsing: Parsing): unknown {
  const { type } = field
  const found = typeof value === 'object' ? undefined : String(value)
  if (found === undefined) return wrong(parsing, field, place, 'a single value', 'value_not_single', '')
  switch (type.kind) {
    case 'text':
      return readText(found.trim(), type.maxLength, field, place, parsing)
    case 'decimal':
      return readDecimal(found, type.digits, type.decimals, field, place, parsing)
    case 'integer':
      return /^\d{1,9}$/.test(found) ? Number(found) : wrong(parsing, field, place, '12', 'not_an_integer', found)
    case 'flag':
      return found === 'true' || found === 'false' ? found === 'true' : wrong(parsing, field, place, 'true, false', 'not_a_flag', found)
    case 'date':
      return parseCivilDate(found) ?? wrong(parsing, field, place, '2025-10-20', 'not_a_date', found)
    case 'instant':
      return parseInstant(found) ?? wrong(parsing, field, place, '2025-10-20T09:30+08:00', 'not_an_instant', found)
    case 'choice':
      return type.options.includes(found) ? found : wrongChoice(parsing, field, place, type.options, found)
    case 'code':
      return readCode(found, type.list, field, place, parsing)
  }
}

function readText(text: string, maxLength: number, field: Field, place: Place, parsing: Parsing): string | undefined {
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text)) {
    return wrong(parsing, field, place, '', 'control_character', '')
  }
  if (text.length <= maxLength) return text === '' ? undefined : text
  const path = pathOf(place)
  report(parsing, {
    path,
    rule: `submission.${field.path}.length`,
    code: 'text_too_long',
    params: { length: text.length, max: maxLength },
    source,
    fix: { kind: 'set', path, value: text.slice(0, maxLength) },
  })
  return undefined
}

function readDecimal(text: string, digits: number, decimals: number, field: Field, place: Place, parsing: Parsing): Decimal | undefined {
  const value = parseDecimal(text)
  if (value === undefined || value.units < 0n) return wrong(parsing, field, place, '1234.5', 'not_a_decimal', text)
  const written = formatDecimal(trimDecimal(value))
  const [whole = '', fraction = ''] = written.split('.')
  if (fraction.length > decimals || whole.length + fraction.length > digits) {
    report(parsing, {
      path: pathOf(place),
      rule: `submission.${field.path}.digits`,
      code: 'decimal_too_precise',
      params: { found: text, decimals, digits },
      source,
    })
    return undefined
  }
  return value
}

function readCode(text: string, listId: CodeListId, field: Field, place: Place, parsing: Parsing): string | undefined {
  const list = parsing.book.list(listId)
  const found = lookup(list, text, parsing.on)
  if (found.kind === 'found') {
    if (found.code !== text) parsing.translated.set(pathOf(place), { list: listId, from: text, to: found.code })
    return found.code
  }
  const fault = codeIssue({ path: pathOf(place), rule: `submission.${field.path}.code`, list, code: text, on: parsing.on, answer: found })
  if (fault !== undefined) parsing.issues.push(fault)
  return found.kind === 'unknown' && !found.isComplete ? text : undefined
}

function wrong(parsing: Parsing, field: Field, place: Place, expected: string, code: string, found: string): undefined {
  report(parsing, { path: pathOf(place), rule: `submission.${field.path}.${field.type.kind}`, code, params: { found, expected }, source })
  return undefined
}

function wrongChoice(parsing: Parsing, field: Field, place: Place, options: readonly string[], found: string): undefined {
  const path = pathOf(place)
  report(parsing, {
    path,
    rule: `submission.${field.path}.choice`,
    code: 'not_a_choice',
    params: { found, options: options.join(', ') },
    source,
    fix: { kind: 'choose', path, options },
  })
  return undefined
}

function reportUnknown(member: string, path: string, node: FieldNode, parsing: Parsing): void {
  const known = [...node.fields.keys(), ...node.members.keys(), ...node.lists.keys()]
  report(parsing, {
    path,
    rule: 'submission.shape',
    code: 'field_unknown',
    params: { member, known: known.join(', ') },
    source,
    fix: { kind: 'remove', path },
  })
}

function report(parsing: Parsing, input: IssueInput): void {
  parsing.issues.push(issue(input))
}
