// Reads a mapping that somebody sends: shape only; whether it makes sense is for `mappingIssues`.
import { columnIndex, type ColumnMapping, type SheetMapping, type WorkbookMapping } from '../../domain/submission/index.ts'

type Unknown = Readonly<Record<string, unknown>>

const [maxSheets, maxColumns, maxConstants, maxText] = [50, 512, 100, 400]

/** Undefined when it is none. */
export function readMapping(text: string): WorkbookMapping | undefined {
  const body = parsed(text)
  if (!isObject(body) || !Array.isArray(body['sheets']) || body['sheets'].length > maxSheets) return undefined
  const sheets = body['sheets'].map(sheetIn)
  const constants = body['constants'] ?? {}
  if (!isObject(constants) || Object.keys(constants).length > maxConstants) return undefined
  const values = Object.entries(constants)
  if (!sheets.every((each) => each !== undefined) || !values.every(([path, value]) => path !== '__proto__' && isShort(value))) return undefined
  return { sheets, constants: Object.fromEntries(values) as Readonly<Record<string, string>> }
}

function sheetIn(value: unknown): SheetMapping | undefined {
  if (!isObject(value)) return undefined
  const { sheet, firstRow, columns } = value
  if (!isCount(sheet) || !isCount(firstRow) || firstRow < 1 || !Array.isArray(columns) || columns.length > maxColumns) return undefined
  const read = columns.map(columnIn)
  return read.every((each) => each !== undefined) ? { sheet, name: '', firstRow, columns: read } : undefined
}

function columnIn(value: unknown): ColumnMapping | undefined {
  if (!isObject(value)) return undefined
  const { column, path } = value
  const index = typeof column === 'string' ? columnIndex(column) : undefined
  return index === undefined || !isShort(path) ? undefined : { column: index, path }
}

function isObject(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 1_048_576
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxText
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
