// Draft → submission. Every problem at once: a member that no form knows, a value of the wrong kind, too long or too
// precise, a code that is not in its list on the day. What comes out is typed and its codes are canonical.
import type { CivilDate } from '../../base/civil-date.ts'
import { issue, type Fix, type Issue } from '../../base/issue.ts'
import { quoted, type CodeBook } from '../reference/index.ts'
import { isDraftObject, type DraftObject, type DraftValue, type ResolvedDraft } from './draft.ts'
import type { FieldNode, FieldTable } from './field-table.ts'
import { pathOf, readField, type FieldReading, type Translation } from './read-field.ts'
import type { Submission } from './submission.ts'

export type { Translation } from './read-field.ts'

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

/** Reads a draft as of a date; what could be read is there beside every issue found. */
export function parseDraft(resolved: ResolvedDraft, table: FieldTable, book: CodeBook, on: CivilDate): ParsedSubmission {
  const parsing: FieldReading = { book, on, issues: [...resolved.issues], translated: new Map() }
  const read = readNode(resolved.draft, table.root, '', parsing)
  for (const member of ['reference', 'direction', 'counterpart']) {
    if (read[member] === undefined && !parsing.issues.some((each) => each.path === member)) {
      parsing.issues.push(issue({ path: member, rule: `submission.${member}.required`, code: 'field_missing', source, fix: missingFix(member, table) }))
    }
  }
  const isShipment = read['direction'] !== undefined && read['counterpart'] !== undefined
  return {
    submission: isShipment ? ({ reference: '', ...read } as unknown as Submission) : undefined,
    origins: { fromProfile: resolved.fromProfile, translated: parsing.translated },
    issues: parsing.issues,
  }
}

function missingFix(member: string, table: FieldTable): Fix {
  const type = table.byPath.get(member)?.type
  if (type?.kind === 'choice') return { kind: 'choose', path: member, options: type.options }
  return { kind: 'act', code: 'field_missing.act.fix', params: { label: `#field.${member}` } }
}

function readNode(draft: DraftObject, node: FieldNode, at: string, parsing: FieldReading): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const member of Object.keys(draft)) {
    const value = draft[member]
    if (value === undefined || value === null || value === '') continue
    const field = node.fields.get(member)
    if (field !== undefined) {
      const parsed = readField(value, field, { at, member }, parsing)
      if (parsed !== undefined) read[member] = parsed
    } else if (node.members.has(member)) {
      if (!isDraftObject(value)) reportShape('not_a_group', pathOf({ at, member }), { known: namesIn(node.members.get(member)) }, parsing)
    } else if (node.lists.has(member)) {
      if (!Array.isArray(value)) reportShape('not_a_list', pathOf({ at, member }), {}, parsing)
    } else {
      reportUnknown(member, at, node, parsing)
    }
  }
  for (const [name, child] of node.members) {
    const value = draft[name]
    read[name] = isDraftObject(value) ? readNode(value, child, at === '' ? name : `${at}.${name}`, parsing) : child.nothing
  }
  for (const [name, child] of node.lists) {
    const value = draft[name]
    read[name] = Array.isArray(value) ? readList(value, child, at === '' ? name : `${at}.${name}`, parsing) : node.nothing[name]
  }
  return read
}

function readList(values: readonly DraftValue[], node: FieldNode, at: string, parsing: FieldReading): readonly unknown[] {
  if (values.length > maxListLength) {
    reportShape('list_too_long', at, { count: values.length, max: maxListLength }, parsing)
    return []
  }
  return values.map((value, index) => {
    const path = `${at}[${index}]`
    if (isDraftObject(value)) return readNode(value, node, path, parsing)
    reportShape('not_a_group', path, { known: namesIn(node) }, parsing)
    return node.nothing
  })
}

function reportShape(code: string, path: string, params: Readonly<Record<string, string | number>>, parsing: FieldReading): void {
  const fix = { kind: 'act', code: `${code}.fix`, params: { path } } as const
  parsing.issues.push(issue({ path, rule: 'submission.shape', code, params, source, fix }))
}

/** The first fields of a group, as an example of what goes into it. */
function namesIn(node: FieldNode | undefined): string {
  return node === undefined ? '' : [...node.fields.keys(), ...node.members.keys(), ...node.lists.keys()].slice(0, 5).join(', ')
}

function reportUnknown(member: string, at: string, node: FieldNode, parsing: FieldReading): void {
  const path = pathOf({ at, member: quoted(member) })
  const known = [...node.fields.keys(), ...node.members.keys(), ...node.lists.keys()].join(', ')
  const params = { member: quoted(member), known }
  parsing.issues.push(issue({ path, rule: 'submission.shape', code: 'field_unknown', params, source, fix: { kind: 'remove', path } }))
}
