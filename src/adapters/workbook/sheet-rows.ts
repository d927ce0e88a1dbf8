// The rows of one sheet as its part streams by: one row is in memory at a time, and nothing has the size that the sheet
// claims. Rows without a value are not given.
import type { FileHandle } from 'node:fs/promises'
import { columnIndex, general, numberCell, type Cell, type Merge, type SheetEnd, type SheetRow } from '../../domain/submission/index.ts'
import { Unreadable, workbookLimits as limits } from './limits.ts'
import type { SheetPart, WorkbookParts } from './workbook-parts.ts'
import { decoded, unescaped, xmlFeed, type XmlListener } from './xml-events.ts'
import { contentOf } from './zip-file.ts'

/** Throws Unreadable. */
export async function* sheetRows(file: FileHandle, { part, name }: SheetPart, workbook: WorkbookParts): AsyncGenerator<SheetRow, SheetEnd> {
  const ready: SheetRow[] = []
  const merges: Merge[] = []
  const feed = xmlFeed(part.name, rowListener(name, workbook, ready, merges))
  for await (const text of decoded(contentOf(file, part), part.name)) {
    feed.write(text)
    yield* ready
    ready.length = 0
  }
  feed.end()
  yield* ready
  return { merges }
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  isFormula: boolean
  value: string
}

function rowListener(sheet: string, workbook: WorkbookParts, ready: SheetRow[], merges: Merge[]): XmlListener {
  let [row, column] = [0, -1]
  let cells: Cell[] = []
  let cell: OpenCell | undefined
  let [isValue, isPhonetic] = [false, false]
  return {
    open: (name, attributes) => {
      switch (name) {
        case 'row':
          row = nextRow(attributes['r'], row, sheet)
          column = -1
          cells = []
          return
        case 'c':
          column = nextColumn(attributes['r'], column, { row, sheet })
          cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), isFormula: false, value: '' }
          return
        case 'f':
          if (cell !== undefined) cell.isFormula = true
          return
        case 'rPh':
          isPhonetic = true
          return
        case 'v':
        case 't':
          isValue = cell !== undefined && !isPhonetic
          return
        case 'mergeCell': {
          const merge = mergeOf(attributes['ref'] ?? '')
          if (merge !== undefined) merges.push(merge)
          if (merges.length > limits.merges) throw new Unreadable('workbook_too_many_merges', { sheet, max: limits.merges })
        }
      }
    },
    text: (text) => {
      if (!isValue || cell === undefined) return
      cell.value += text
      if (cell.value.length > 2 * limits.cellCharacters) throw new Unreadable('workbook_cell_too_long', { sheet, row, max: limits.cellCharacters })
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'c' && cell !== undefined) {
        const read = cellOf(cell, workbook)
        if (read !== undefined && read.text.trim() !== '') cells.push(read)
        cell = undefined
      }
      if (name === 'row' && cells.length > 0) {
        ready.push({ row, cells })
        cells = []
      }
    },
  }
}

function cellOf({ column, type, style, isFormula, value }: OpenCell, { texts, formats, is1904 }: WorkbookParts): Cell | undefined {
  if (isFormula && value === '' && type !== 'str') return { column, kind: 'unvalued-formula', text: '=' }
  switch (type) {
    case 's':
      return { column, kind: 'text', text: texts.at(Number(value)) ?? '' }
    case 'str':
    case 'inlineStr':
      return { column, kind: 'text', text: unescaped(value) }
    case 'b':
      return { column, kind: 'flag', text: value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false' }
    case 'e':
      return { column, kind: 'error', text: value }
    case 'd':
      return { column, kind: 'date', text: value.trim().replace(/(T\d\d:\d\d)(:00(\.0+)?)?Z?$/, '$1').replace(/T00:00$/, '') }
    default:
      return value.trim() === '' ? undefined : numberCell(column, value.trim(), formats[style] ?? general, is1904)
  }
}

function nextRow(written: string | undefined, before: number, sheet: string): number {
  const row = written === undefined ? before + 1 : Number(written)
  if (!Number.isInteger(row) || row <= before || row > limits.lastRow) throw new Unreadable('workbook_row_wrong', { sheet, row: String(written).slice(0, 20) })
  return row
}

function nextColumn(written: string | undefined, before: number, { row, sheet }: { readonly row: number; readonly sheet: string }): number {
  const column = written === undefined ? before + 1 : (columnIndex(/^[A-Z]+/.exec(written)?.[0] ?? '') ?? -1)
  if (column <= before) throw new Unreadable('workbook_row_wrong', { sheet, row })
  if (column >= limits.columns) throw new Unreadable('workbook_too_wide', { sheet, row, max: limits.columns })
  return column
}

function mergeOf(ref: string): Merge | undefined {
  const [, a = '', firstRow = '', b = '', lastRow = ''] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? []
  const [firstColumn, lastColumn] = [columnIndex(a), columnIndex(b)]
  return firstColumn === undefined || lastColumn === undefined ? undefined : { firstRow: Number(firstRow), lastRow: Number(lastRow), firstColumn, lastColumn }
}
