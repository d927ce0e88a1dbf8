// A cell of a sheet as it was read: what stands in it, and what kind of thing the program that wrote it said it is. Numbers
// are the digits that the file holds, never a floating point number.
import { shownNumber, wholeDigits } from './sheet-number.ts'
import { dayText, momentText } from './serial-date.ts'
import type { FieldKind } from '../field-table.ts'

export type CellKind = 'text' | 'number' | 'date' | 'flag' | 'error' | 'unvalued-formula'

export interface Cell {
  /** 0 is A. */
  readonly column: number
  readonly kind: CellKind
  /** A date as `2025-11-20` or `2025-11-20T14:30`; a flag as `true` or `false`; an error as `#N/A`. */
  readonly text: string
}

export interface SheetRow {
  /** 1 is the first. */
  readonly row: number
  readonly cells: readonly Cell[]
}

/** Corners of cells that were merged; rows from 1, columns from 0, both ends included. */
export interface Merge {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

export interface SheetEnd {
  readonly merges: readonly Merge[]
}

export type CellReading = { readonly kind: 'value'; readonly text: string } | { readonly kind: 'fault'; readonly code: string }

/** Digits of a number that Excel keeps. */
const keptDigits = 15
/** The mainland, Hong Kong and Macao have the same time, all year. */
const offset = '+08:00'

/** The text that a field of the form reads from the cell; a cell without a value that can be trusted is a fault. */
export function cellText({ kind, text }: Cell, type: FieldKind, is1904 = false): CellReading {
  switch (kind) {
    case 'error':
      return { kind: 'fault', code: 'workbook_cell_error' }
    case 'unvalued-formula':
      return { kind: 'fault', code: 'workbook_formula_without_value' }
    case 'date':
      return value(type.kind === 'date' ? text.slice(0, 10) : type.kind === 'instant' && text.includes('T') ? text + offset : text)
    case 'flag':
      return value(type.kind === 'choice' && type.options.includes('yes') ? (text === 'true' ? 'yes' : 'no') : text)
    case 'number':
      return numberText(text, type, is1904)
    case 'text':
      return value(type.kind === 'flag' && /^(true|false)$/i.test(text) ? text.toLowerCase() : text)
  }
}

function numberText(text: string, type: FieldKind, is1904: boolean): CellReading {
  // A plain number where a day is asked for is the number of a day: nothing else writes a day as one.
  if (type.kind === 'date') return value(dayText(text, is1904) ?? text)
  if (type.kind === 'instant') {
    const moment = momentText(text, is1904)
    return value(moment?.includes('T') === true ? moment + offset : (moment ?? text))
  }
  if (type.kind === 'text' && wholeDigits(text) > keptDigits) return { kind: 'fault', code: 'workbook_number_too_long' }
  return value(shownNumber(text) ?? text)
}

function value(text: string): CellReading {
  return { kind: 'value', text }
}

/** A, B, … Z, AA … XFD. */
export function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))
}

/** 0 for A; undefined for what names no column of a sheet (XFD is the last). */
export function columnIndex(name: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(name)) return undefined
  let index = 0
  for (const letter of name) index = index * 26 + letter.charCodeAt(0) - 64
  return index <= 16_384 ? index - 1 : undefined
}
