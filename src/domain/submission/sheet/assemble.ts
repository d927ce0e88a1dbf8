// Puts the rows of one reference together into a draft: invoice and packing list are joined by the number of the line.
// Every value remembers the cell that it came from, so that whatever is said of it later names that cell.
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import type { DraftObject } from '../draft.ts'
import { patternOf } from '../field-path.ts'
import type { FieldKind } from '../field-table.ts'
import { cellText, columnName, type Cell } from './cell.ts'
import { linePath, linesPrefix, markPath, partyPrefix, profilePath, referencePath, typeOfPath, type ColumnTable } from './column-table.ts'
import { setAt, type Writable } from './draft-writer.ts'
import type { WorkbookMapping } from './mapping.ts'

/** Where something stands; without a column, of the whole row. */
export interface CellPlace {
  readonly sheet: number
  readonly row: number
  readonly column?: number
}

export interface PlacedIssue {
  readonly place: CellPlace
  readonly issue: Issue
}

/** A row of a sheet, by its place in the workbook. */
export interface PlacedRow {
  readonly sheet: number
  readonly row: number
  readonly cells: readonly Cell[]
}

export type RowMeaning =
  | { readonly kind: 'left-out' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'profile'; readonly name: string; readonly values: DraftObject; readonly issues: readonly PlacedIssue[] }
  | { readonly kind: 'shipment'; readonly reference: string }
  | { readonly kind: 'refused'; readonly issues: readonly PlacedIssue[] }

export interface AssembledShipment {
  readonly draft: DraftObject
  readonly issues: readonly PlacedIssue[]
  /** The cell of a field path; where it has none, the column or at least the row where it would stand. */
  readonly placeOf: (path: string) => CellPlace
}

interface Value extends CellPlace {
  readonly column: number
  readonly path: string
  readonly text: string
}

interface Line {
  readonly number: number
  readonly sheets: Set<number>
  readonly rows: CellPlace[]
  readonly values: Map<string, Value>
}

const source = 'Lingding: workbooks'
const maxReference = 80

export interface RowReader {
  readonly meaningOf: (row: PlacedRow) => RowMeaning
  /** The rows of one reference in the order of the workbook. */
  readonly assemble: (reference: string, rows: readonly PlacedRow[]) => AssembledShipment
}

export function rowReader(mapping: WorkbookMapping, table: ColumnTable, is1904 = false): RowReader {
  const columns = new Map(mapping.sheets.map((sheet) => [sheet.sheet, new Map(sheet.columns.map(({ column, path }) => [column, { path, type: typeOfPath(path, table) }]))]))
  const columnOf = new Map(mapping.sheets.map((sheet) => [sheet.sheet, new Map(sheet.columns.map(({ column, path }) => [path, column]))]))
  const sheetsWithLines = mapping.sheets.filter((sheet) => sheet.columns.some(({ path }) => path.startsWith(linesPrefix))).length

  const valuesOf = ({ sheet, row, cells }: PlacedRow, issues: PlacedIssue[]): readonly Value[] =>
    cells.flatMap((cell): readonly Value[] => {
      const mapped = columns.get(sheet)?.get(cell.column)
      if (mapped?.type === undefined || cell.text === '') return []
      const place = { sheet, row, column: cell.column }
      const text = textOf(cell, mapped.type, is1904, place, mapped.path, issues)
      return text === '' ? [] : [{ ...place, path: mapped.path, text }]
    })

  const meaningOf = (row: PlacedRow): RowMeaning => {
    const issues: PlacedIssue[] = []
    const values = valuesOf(row, issues)
    const at = (path: string): string | undefined => values.find((each) => each.path === path)?.text
    if (at(markPath) !== undefined) return { kind: 'left-out' }
    if (values.length === 0 && issues.length === 0) return { kind: 'empty' }
    const own = columnOf.get(row.sheet)
    if (own?.has(profilePath) === true) return profileOf(row, at(profilePath), values, issues, own.get(profilePath))
    const reference = at(referencePath) ?? mapping.constants[referencePath]
    if (reference !== undefined && reference.length <= maxReference) return { kind: 'shipment', reference }
    const column = own?.get(referencePath)
    const place = { sheet: row.sheet, row: row.row, ...(column === undefined ? {} : { column }) }
    const found = issues.filter((each) => each.place.column === column)
    const code = reference === undefined ? 'workbook_reference_missing' : 'workbook_reference_too_long'
    return { kind: 'refused', issues: found.length > 0 ? found : [{ place, issue: fault(code, referencePath, { max: maxReference }) }] }
  }

  const assemble = (reference: string, rows: readonly PlacedRow[]): AssembledShipment => {
    const issues: PlacedIssue[] = []
    const shared = new Map<string, Value>()
    const lines = new Map<number, Line>()
    const running = new Map<number, number>()
    for (const row of rows) {
      const values = valuesOf(row, issues)
      for (const value of values) if (!value.path.startsWith(linesPrefix) && !value.path.startsWith('#')) keep(shared, value, issues)
      const own = values.filter((value) => value.path.startsWith(linesPrefix))
      if (own.length > 0) keepLine(lines, own, numberOf(row, values, running, columnOf, issues), row, issues)
    }
    const sorted = [...lines.values()].toSorted((a, b) => a.number - b.number)
    if (sheetsWithLines > 1) issues.push(...unmatched(sorted, mapping))
    return { ...written(reference, mapping, shared, sorted), issues, placeOf: placing(rows, shared, sorted, columnOf) }
  }
  return { meaningOf, assemble }
}

function textOf(cell: Cell, type: FieldKind, is1904: boolean, place: CellPlace, path: string, issues: PlacedIssue[]): string {
  const read = cellText({ ...cell, text: cell.text.trim() }, type, is1904)
  if (read.kind === 'value') return read.text.trim()
  issues.push({ place, issue: fault(read.code, path.replace(/^#/, ''), { found: cell.text.slice(0, 40) }) })
  return ''
}

function profileOf(row: PlacedRow, name: string | undefined, values: readonly Value[], issues: readonly PlacedIssue[], column: number | undefined): RowMeaning {
  const place = { sheet: row.sheet, row: row.row, ...(column === undefined ? {} : { column }) }
  if (name === undefined) return { kind: 'refused', issues: [{ place, issue: fault('workbook_profile_missing', '', {}) }] }
  const members = values.flatMap(({ path, text }) => (path.startsWith(partyPrefix) ? [[path.slice(partyPrefix.length), text] as const] : []))
  return { kind: 'profile', name, values: Object.fromEntries(members), issues }
}

/** The same value again says nothing new; another one is a contradiction. */
function keep(values: Map<string, Value>, value: Value, issues: PlacedIssue[]): void {
  const before = values.get(value.path)
  if (before === undefined) values.set(value.path, value)
  else if (before.text !== value.text) {
    const params = { found: value.text.slice(0, 40), other: before.text.slice(0, 40), cell: `${columnName(before.column)}${before.row}` }
    issues.push({ place: value, issue: fault('workbook_value_differs', value.path, params) })
  }
}

function keepLine(lines: Map<number, Line>, values: readonly Value[], number: number | undefined, { sheet, row }: PlacedRow, issues: PlacedIssue[]): void {
  if (number === undefined) return
  const line: Line = lines.get(number) ?? { number, sheets: new Set(), rows: [], values: new Map() }
  lines.set(number, line)
  if (line.sheets.has(sheet)) issues.push({ place: { sheet, row }, issue: fault('workbook_line_twice', 'lines', { line: number }) })
  line.sheets.add(sheet)
  line.rows.push({ sheet, row })
  for (const value of values) keep(line.values, value, issues)
}

/** As the row says; of a sheet without such a column, in the order of its rows. */
function numberOf(row: PlacedRow, values: readonly Value[], running: Map<number, number>, columnOf: ReadonlyMap<number, ReadonlyMap<string, number>>, issues: PlacedIssue[]): number | undefined {
  const column = columnOf.get(row.sheet)?.get(linePath)
  if (column === undefined) {
    const next = (running.get(row.sheet) ?? 0) + 1
    running.set(row.sheet, next)
    return next
  }
  const text = values.find(({ path }) => path === linePath)?.text
  if (text !== undefined && /^\d{1,6}(\.0+)?$/.test(text) && Number(text) > 0) return Number(text)
  const code = text === undefined ? 'workbook_line_missing' : 'workbook_line_wrong'
  issues.push({ place: { sheet: row.sheet, row: row.row, column }, issue: fault(code, 'lines', { found: text ?? '' }) })
  return undefined
}

/** A line that the invoice has and the packing list lacks, or the other way round. */
function unmatched(lines: readonly Line[], { sheets }: WorkbookMapping): readonly PlacedIssue[] {
  const used = new Set(lines.flatMap((line) => [...line.sheets]))
  if (used.size < 2) return []
  return lines.flatMap(({ number, sheets: own, rows }) => {
    const [first = { sheet: 0, row: 0 }] = rows
    const lacking = [...used].filter((sheet) => !own.has(sheet)).map((sheet) => sheets.find((each) => each.sheet === sheet)?.name ?? '')
    return lacking.length === 0 ? [] : [{ place: first, issue: fault('workbook_line_unmatched', 'lines', { line: number, sheet: lacking.join(', ') }) }]
  })
}

function written(reference: string, { constants }: WorkbookMapping, shared: ReadonlyMap<string, Value>, lines: readonly Line[]): { readonly draft: DraftObject } {
  const draft: Writable = {}
  for (const [path, text] of Object.entries(constants)) setAt(draft, path, text)
  for (const { path, text } of shared.values()) setAt(draft, path, text)
  for (const [index, line] of lines.entries()) for (const { path, text } of line.values.values()) setAt(draft, path.replace('[]', `[${index}]`), text)
  draft['reference'] = reference
  return { draft }
}

function placing(rows: readonly PlacedRow[], shared: ReadonlyMap<string, Value>, lines: readonly Line[], columnOf: ReadonlyMap<number, ReadonlyMap<string, number>>) {
  const [head = { sheet: 0, row: 0 }] = rows
  return (path: string): CellPlace => {
    const line = lines[Number(/^lines\[(\d+)\]/.exec(path)?.[1] ?? -1)]
    const pattern = line === undefined ? path : path.replace(/^lines\[\d+\]/, 'lines[]')
    const value = (line?.values ?? shared).get(pattern) ?? [...shared.values()].find((each) => patternOf(each.path) === patternOf(path))
    if (value !== undefined) return { sheet: value.sheet, row: value.row, column: value.column }
    // Nothing stands there: the column in which it would.
    for (const { sheet, row } of line?.rows ?? rows) {
      const column = columnOf.get(sheet)?.get(pattern)
      if (column !== undefined) return { sheet, row, column }
    }
    const { sheet, row } = line?.rows[0] ?? head
    return { sheet, row }
  }
}

function fault(code: string, path: string, params: IssueParams): Issue {
  return issue({ path, rule: 'workbook.row', code, params, source, fix: { kind: 'act', code: `${code}.fix`, params } })
}
