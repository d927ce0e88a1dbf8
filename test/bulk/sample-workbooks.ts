// Workbooks made from the sample shipments, in the shape of the template: what examples/workbooks holds, and what tests read.
import { writeWorkbook } from '../../src/adapters/workbook/write-workbook.ts'
import { bulkColumns, sheetTitle } from '../../src/app/bulk/template.ts'
import type { ContentCell, ContentSheet } from '../../src/app/ports.ts'
import type { Language } from '../../src/base/language.ts'
import { csvField } from '../../src/base/csv-text.ts'
import { columnLabel, isDraftObject, readDraftText, type DraftObject, type DraftValue, type TemplateSheet } from '../../src/domain/submission/index.ts'
import { exampleText, knowledge, profiles } from '../knowledge.ts'

export const table = bulkColumns(knowledge)
const packingFields = new Set(table.template.filter(({ sheet }) => sheet === 'packing').map(({ path }) => path))

export function exampleDraft(name: string): DraftObject {
  const read = readDraftText(exampleText(name))
  if (!read.ok) throw new Error(`${name} cannot be read`)
  return read.value.draft
}

/** Every value of a draft by its path, `lines[0].vehicles[1].vin`. */
export function valuesIn(draft: DraftObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (value: DraftValue | undefined, at: string): void => {
    if (value === undefined || value === null) return
    if (Array.isArray(value)) for (const [index, each] of (value as readonly DraftValue[]).entries()) visit(each, `${at}[${index}]`)
    else if (isDraftObject(value)) for (const [name, each] of Object.entries(value)) visit(each, at === '' ? name : `${at}.${name}`)
    else found.set(at, String(value))
  }
  visit(draft, '')
  return found
}

interface Rows {
  readonly sheet: TemplateSheet
  readonly rows: readonly ReadonlyMap<string, string>[]
}

/** The rows of the three sheets. */
export function rowsOf(drafts: readonly DraftObject[]): readonly Rows[] {
  const [shipments, lines, packing]: [ReadonlyMap<string, string>[], ReadonlyMap<string, string>[], ReadonlyMap<string, string>[]] = [[], [], []]
  for (const draft of drafts) {
    const values = [...valuesIn(draft)]
    const reference = String(draft['reference'])
    shipments.push(new Map(values.filter(([path]) => !path.startsWith('lines['))))
    const count = Array.isArray(draft['lines']) ? draft['lines'].length : 0
    for (let line = 0; line < count; line += 1) {
      const own = values.filter(([path]) => path.startsWith(`lines[${line}].`)).map(([path, text]) => [path.replace(/^lines\[\d+\]/, 'lines[]'), text] as const)
      const head = [['reference', reference], ['#line', String(line + 1)]] as const
      lines.push(new Map([...head, ...own.filter(([path]) => !packingFields.has(path))]))
      packing.push(new Map([...head, ...own.filter(([path]) => packingFields.has(path))]))
    }
  }
  return [{ sheet: 'shipments', rows: shipments }, { sheet: 'lines', rows: lines }, { sheet: 'packing', rows: packing }]
}

function pathsOf(rows: Rows['rows']): readonly string[] {
  return [...new Set(rows.flatMap((row) => [...row.keys()]))]
}

export function contentOf(drafts: readonly DraftObject[], language: Language): readonly ContentSheet[] {
  return rowsOf(drafts).map(({ sheet, rows }): ContentSheet => {
    const paths = pathsOf(rows)
    return {
      name: sheetTitle(sheet, { knowledge, language }),
      columns: paths.map(() => ({ width: 18, style: 'plain' })),
      rows: [
        { cells: paths.map((path) => ({ text: columnLabel(path, table, language), style: 'head' })) },
        { cells: paths.map((path) => ({ text: path, style: 'path' })) },
        ...rows.map((row) => ({ cells: paths.map((path) => cellOf(path, row.get(path))) })),
      ],
      frozenRows: 2,
      choices: [],
    }
  })
}

/** Numbers and dates as a spreadsheet keeps them, everything else as text. */
function cellOf(path: string, text: string | undefined): ContentCell | undefined {
  if (text === undefined) return undefined
  const kind = table.fields.byPath.get(path.replace(/\[\d+\]/g, '[]'))?.type.kind
  if (path === '#line' || kind === 'decimal' || kind === 'integer') return { text, style: 'plain', kind: 'number' }
  if (kind === 'date') return { text: String(serialOf(text)), style: 'plain', kind: 'date' }
  if (kind === 'instant') return { text: String(serialOf(text)), style: 'plain', kind: 'moment' }
  return { text, style: 'text' }
}

/** Number of a day of the 1900 system, from 1899-12-30 on, in the time of the samples (+08:00). */
function serialOf(text: string): number {
  return (Date.parse(text.includes('T') ? text.replace(/(Z|[+-]\d\d:\d\d)$/, 'Z') : `${text}T00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

/** With the parties that the shipments name, so that the workbook stands for itself. */
export function sampleWorkbook(names: readonly string[], language: Language): Uint8Array {
  const drafts = names.map(exampleDraft)
  return writeWorkbook([...contentOf(drafts, language), partiesOf(drafts, language)])
}

function partiesOf(drafts: readonly DraftObject[], language: Language): ContentSheet {
  const named = new Set(drafts.flatMap((draft) => [...valuesIn(draft)].flatMap(([path, text]) => (/^parties\.\w+\.profile$/.test(path) ? [text] : []))))
  const rows = [...named].map((name) => new Map([['#profile', name], ...[...valuesIn(profiles.get(name) ?? {})].map(([member, text]) => [`#party.${member}`, text] as const)]))
  const paths = pathsOf(rows)
  return {
    name: sheetTitle('parties', { knowledge, language }),
    columns: paths.map(() => ({ width: 24, style: 'plain' })),
    rows: [
      { cells: paths.map((path) => ({ text: columnLabel(path, table, language), style: 'head' })) },
      { cells: paths.map((path) => ({ text: path, style: 'path' })) },
      ...rows.map((row) => ({ cells: paths.map((path) => (row.has(path) ? { text: row.get(path) ?? '', style: 'text' as const } : undefined)) })),
    ],
    frozenRows: 2,
    choices: [],
  }
}

/** One flat table: what a shipment has is repeated on each of its lines. */
export function sampleCsv(names: readonly string[], separator = ','): string {
  const rows = names.map(exampleDraft).flatMap((draft) => {
    const [shipments, lines, packing] = rowsOf([draft])
    return (lines?.rows ?? []).map((line, at) => new Map([...(shipments?.rows[0] ?? []), ...line, ...(packing?.rows[at] ?? [])]))
  })
  const paths = pathsOf(rows)
  const records = [paths.map((path) => columnLabel(path, table, 'en')), paths, ...rows.map((row) => paths.map((path) => row.get(path) ?? ''))]
  return `${records.map((record) => record.map((field) => csvField(field, separator)).join(separator)).join('\r\n')}\r\n`
}
