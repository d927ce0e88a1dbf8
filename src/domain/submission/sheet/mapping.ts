// Which column of which sheet is which field: proposed from the heads and the values, confirmed once by a person, and known
// again by the heads.
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import { columnName } from './cell.ts'
import { linePath, linesPrefix, partyPrefix, profilePath, referencePath, typeOfPath, type ColumnTable } from './column-table.ts'

export interface ColumnMapping {
  /** 0 is A. */
  readonly column: number
  readonly path: string
}

export interface SheetMapping {
  /** Its place in the workbook, from 0, hidden sheets counted. */
  readonly sheet: number
  readonly name: string
  /** The first row with values, from 1. */
  readonly firstRow: number
  readonly columns: readonly ColumnMapping[]
}

export interface WorkbookMapping {
  readonly sheets: readonly SheetMapping[]
  /** Values of every shipment in the file, by path: what no column says. */
  readonly constants: Readonly<Record<string, string>>
}

const source = 'Lingding: workbooks'
const maxColumns = 512
const maxIndex = 49
const shipmentFields = ['direction', 'counterpart']

/** Everything that keeps rows from being read by this mapping. */
export function mappingIssues(mapping: WorkbookMapping, table: ColumnTable): readonly Issue[] {
  const issues = [...mapping.sheets.flatMap((sheet) => sheetIssues(sheet, mapping, table)), ...constantIssues(mapping, table)]
  const withLines = mapping.sheets.filter((sheet) => has(sheet, (path) => path.startsWith(linesPrefix)))
  if (withLines.length > 1) {
    const without = withLines.filter((sheet) => !has(sheet, (path) => path === linePath))
    issues.push(...without.map(({ name }) => fault('mapping_line_missing', { sheet: name })))
  }
  const isSaid = (path: string): boolean => mapping.constants[path] !== undefined || mapping.sheets.some((sheet) => has(sheet, (each) => each === path))
  if (mapping.sheets.every(({ columns }) => columns.length === 0)) issues.push(fault('mapping_empty'))
  else issues.push(...shipmentFields.filter((path) => !isSaid(path)).map((path) => fault('mapping_field_missing', { path }, path)))
  return issues
}

function sheetIssues({ name, columns }: SheetMapping, { constants }: WorkbookMapping, table: ColumnTable): Issue[] {
  if (columns.length === 0) return []
  const issues: Issue[] = []
  const seen = new Map<string, number>()
  if (columns.length > maxColumns) return [fault('mapping_too_wide', { sheet: name, max: maxColumns })]
  for (const { column, path } of columns) {
    const at = { sheet: name, column: columnName(column) }
    if (!isPath(path, table)) issues.push(fault('mapping_path_unknown', { ...at, found: path.slice(0, 60) }))
    const before = seen.get(path)
    if (before !== undefined) issues.push(fault('mapping_path_twice', { ...at, path, other: columnName(before) }))
    seen.set(path, column)
  }
  const isParties = seen.has(profilePath)
  if (!isParties && !seen.has(referencePath) && constants[referencePath] === undefined) issues.push(fault('mapping_reference_missing', { sheet: name }))
  if (!isParties && [...seen.keys()].some((path) => path.startsWith(partyPrefix))) issues.push(fault('mapping_profile_missing', { sheet: name }))
  return issues
}

function constantIssues({ constants }: WorkbookMapping, table: ColumnTable): readonly Issue[] {
  return Object.keys(constants)
    .filter((path) => path.startsWith('#') || path.startsWith(linesPrefix) || !isPath(path, table))
    .map((path) => fault('mapping_path_unknown', { sheet: '—', column: '—', found: path.slice(0, 60) }))
}

/** A field of the form, with `[]` for the line and a number in every other list; or one of the columns that are no field. */
function isPath(path: string, table: ColumnTable): boolean {
  if (typeOfPath(path, table) === undefined) return false
  if (path.startsWith('#')) return true
  const indexes = [...path.matchAll(/\[(\d*)\]/g)].map((match) => match[1] ?? '')
  return indexes.every((index, at) => (index === '' ? at === 0 && path.startsWith(linesPrefix) : Number(index) <= maxIndex && !path.startsWith('lines[0')))
}

function has({ columns }: SheetMapping, test: (path: string) => boolean): boolean {
  return columns.some(({ path }) => test(path))
}

function fault(code: string, params: IssueParams = {}, path = ''): Issue {
  return issue({ path, rule: 'workbook.mapping', code, params, source, fix: { kind: 'act', code: `${code}.fix`, params } })
}
