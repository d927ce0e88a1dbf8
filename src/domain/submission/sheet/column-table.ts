// The columns that a workbook may have, and what people call them: fields of the submission (data/submission/fields.csv),
// the columns of our template (workbook-columns.csv) and other names in use (workbook-names.csv).
import type { CsvRow } from '../../../base/csv-rows.ts'
import { languages, type Label, type Language } from '../../../base/language.ts'
import { labelOf } from '../../../base/message.ts'
import { patternOf } from '../field-path.ts'
import type { FieldKind, FieldTable } from '../field-table.ts'

export const templateSheets = ['shipments', 'lines', 'packing', 'parties'] as const
export type TemplateSheet = (typeof templateSheets)[number]

/** Columns that are no field: leave the row out, number of the line, name of a profile. */
export const markPath = '#row'
export const linePath = '#line'
export const profilePath = '#profile'
/** `#party.uscc`: a value of the profile that the row names. */
export const partyPrefix = '#party.'
export const referencePath = 'reference'
export const linesPrefix = 'lines[].'

export interface TemplateColumn {
  readonly sheet: TemplateSheet
  readonly path: string
  readonly label: Label
  readonly type: FieldKind
  readonly sample: string
  readonly isNeeded: boolean
}

export interface ColumnTable {
  readonly fields: FieldTable
  readonly template: readonly TemplateColumn[]
  /** What a path is called: for those of the template and for every field. */
  readonly labels: ReadonlyMap<string, Label>
  /** Path by a name as `plainName` writes it; a name that means two things is not here. */
  readonly byName: ReadonlyMap<string, string>
}

const plainText: FieldKind = { kind: 'text', maxLength: 400 }

export function columnTableFrom(fields: FieldTable, columns: readonly CsvRow[], names: readonly CsvRow[]): ColumnTable {
  const template = columns.map((row) => templateColumn(row, fields))
  const labels = new Map<string, Label>([
    ...fields.fields.map(({ path, label }) => [path, label] as const),
    ...template.map(({ path, label }) => [path, label] as const),
  ])
  const byLanguage = (of: Iterable<readonly [string, Label]>) => [...of].flatMap(([path, label]) => languages.map((language) => [label[language], firstItem(path)] as const))
  // What we say of a name goes before what our template calls a column, and that before the names of rarer fields.
  const byName = new Map([
    ...unambiguous(byLanguage(fields.fields.map(({ path, label }) => [path, label]))),
    // In somebody else's table a column with a code or a name is one of a shipment, not of a profile.
    ...unambiguous(byLanguage(template.filter(({ sheet }) => sheet !== 'parties').map(({ path, label }) => [path, label]))),
    ...unambiguous(names.map((row) => [row['name'] ?? '', row['path'] ?? ''])),
  ])
  return { fields, template, labels, byName }
}

/** `containers[].number` in a column is that of the first container; lines have a row each. */
export function firstItem(pattern: string): string {
  return pattern.replace(/^(lines\[\])?(.*)$/, (_, lines: string | undefined, rest: string) => (lines ?? '') + rest.replaceAll('[]', '[0]'))
}

/** The type of the field at a path of a mapping; undefined when there is no such field. */
export function typeOfPath(path: string, { fields }: Pick<ColumnTable, 'fields'>): FieldKind | undefined {
  if (path === linePath) return { kind: 'integer' }
  if (path === markPath || path === profilePath || /^#party\.[A-Za-z]{2,30}$/.test(path) || /^parties\.[A-Za-z]{2,30}\.profile$/.test(path)) return plainText
  return fields.byPath.get(patternOf(path))?.type
}

/** The name of a column in a language: that of its field, with a number where a list has several. */
export function columnLabel(path: string, { labels }: Pick<ColumnTable, 'labels'>, language: Language): string {
  return labels.get(path)?.[language] ?? labels.get(patternOf(path))?.[language] ?? path
}

/** For comparing: small letters, without spaces and signs, full-width as plain. What stands in brackets stays. */
export function plainName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function templateColumn(row: CsvRow, fields: FieldTable): TemplateColumn {
  const path = row['path'] ?? ''
  const own = labelOf(row)
  const label = own.en === '' ? fields.byPath.get(patternOf(path))?.label : own
  const type = typeOfPath(path, { fields })
  const sheet = templateSheets.find((each) => each === row['sheet'])
  if (label === undefined || type === undefined || sheet === undefined) throw new Error(`workbook columns: ${row['sheet']} ${path} is no column`)
  return { sheet, path, label, type, sample: row['sample'] ?? '', isNeeded: row['needed'] === 'yes' }
}

function unambiguous(named: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const [name, path] of named) {
    const plain = plainName(name)
    if (plain === '') continue
    if ((found.get(plain) ?? path) !== path) twice.add(plain)
    found.set(plain, path)
  }
  for (const name of twice) found.delete(name)
  return found
}
