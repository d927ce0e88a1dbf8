// What a column of a workbook may be said to be: the fields of the form, and the columns of the template that are no field,
// each with its name, in the sections of the form.
import { parseCsvRows } from '../../../src/base/csv-rows.ts'
import type { Language } from '../../../src/base/language.ts'
import { firstItem, markPath, patternOf } from '../../../src/domain/submission/index.ts'
import type { FormField } from '../api/reading.ts'
import { named, texts } from '../language.ts'

export interface FieldChoice {
  /** As a mapping has it: `lines[].unit`, `containers[0].number`, `#line`. */
  readonly path: string
  readonly label: string
  /** The field behind it, where it is one. */
  readonly field?: FormField
}

export interface FieldGroup {
  readonly title: string
  readonly choices: readonly FieldChoice[]
}

const files = import.meta.glob<string>('../../../data/submission/workbook-columns.csv', { query: '?raw', import: 'default', eager: true })
const columns = Object.values(files).flatMap(parseCsvRows)

export function fieldGroups(fields: readonly FormField[], language: Language): readonly FieldGroup[] {
  const own: readonly FieldChoice[] = columns.flatMap((row) => (row['en'] ? [{ path: row['path'] ?? '', label: row[language] || row['en'] }] : []))
  const ofForm = fields.flatMap((field) => itemsOf(firstItem(field.path)).map((path) => ({ path, label: numbered(field.label, path), field })))
  const choices = new Map([...ofForm, ...own].map((each) => [each.path, each]))
  const groups = new Map<string, FieldChoice[]>()
  const inOrder = [...choices.values()].toSorted((a, b) => rank(a.path) - rank(b.path))
  for (const choice of inOrder) {
    const title = choice.path === markPath ? texts().imports.columns.marks : titleOf(choice.path)
    const label = choice.path === markPath ? texts().imports.columns.leaveOut : choice.label
    const group = groups.get(title) ?? []
    group.push({ ...choice, label })
    groups.set(title, group)
  }
  return [...groups].map(([title, each]) => ({ title, choices: each }))
}

/** Of a list beside the lines the first two can be chosen; a workbook that writes its paths may have more. */
function itemsOf(path: string): readonly string[] {
  return path.includes('[0]') ? [path, path.replace('[0]', '[1]')] : [path]
}

/** `Vehicle: VIN (2)`. */
function numbered(label: string, path: string): string {
  const number = Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0) + 1
  return number === 1 ? label : `${label} (${number})`
}

/** Marks of rows and lines come first, parties that are described in the workbook last. */
function rank(path: string): number {
  if (path.startsWith('#party.') || path === '#profile') return 2
  return path.startsWith('#') ? 0 : 1
}

function titleOf(path: string): string {
  if (rank(path) === 2) return texts().imports.columns.profile
  if (rank(path) === 0) return texts().imports.columns.marks
  const { sections } = texts()
  const steps = patternOf(path).split('.').slice(0, -1)
  if (path.endsWith('.profile')) return sections.parties
  return steps.length === 0 ? sections.general : named(sections, steps.join('.'))
}

/** The name of a path; the path itself where none is known. */
export function labelIn(groups: readonly FieldGroup[], path: string): string {
  const choices = groups.flatMap((group) => group.choices)
  const found = choices.find((each) => each.path === path)
  if (found !== undefined) return found.label
  const alike = choices.find((each) => patternOf(each.path) === patternOf(path))
  return alike === undefined ? path : numbered(alike.label, path)
}
