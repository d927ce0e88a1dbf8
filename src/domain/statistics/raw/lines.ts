// Rows that are lines: comma-separated (RFC 4180, without line breaks inside quotes, so that row n is line n of the file) and
// of fixed width. The separators are ASCII and no byte of a longer character in UTF-8 or GB18030, so bytes are enough.
import { maxColumns, maxRecordBytes, type Cells, type RecordCutter } from './cells.ts'

const [lineFeed, carriageReturn, quote, space, tab] = [10, 13, 34, 32, 9]

export interface FixedField {
  /** From 0. */
  readonly from: number
  readonly length: number
}

/** `columns` is the number of cells of the header; a row may have one empty cell more or less at its end. */
export function separatedLines(separator: number, columns: number): RecordCutter {
  return lines((bytes, from, end, cells) => {
    splitLine(bytes, from, end, separator, cells)
    if (cells.kind !== 'cells') return
    while (cells.count > columns && cells.from[cells.count - 1] === cells.to[cells.count - 1]) cells.count -= 1
    while (cells.count === columns - 1) endCell(cells, end, end)
    if (cells.count !== columns) cells.fault('statistics_row_cells')
  })
}

export function fixedLines(width: number, fields: readonly FixedField[]): RecordCutter {
  return lines((bytes, from, end, cells) => {
    cells.count = 0
    if (end - from !== width) return cells.fault('statistics_line_width')
    for (const field of fields) endCell(cells, ...trimmed(bytes, from + field.from, from + field.from + field.length))
    cells.kind = 'cells'
  })
}

/** Cells of one line, quotes taken off; a doubled quote is made one in place. */
export function splitLine(bytes: Uint8Array, start: number, end: number, separator: number, cells: Cells): void {
  cells.bytes = bytes
  cells.count = 0
  cells.kind = 'cells'
  let at = start
  for (;;) {
    if (cells.count >= maxColumns) return cells.fault('statistics_row_cells')
    if (bytes[at] === quote && at < end) {
      at = quotedCell(bytes, at + 1, end, cells)
      if (at < 0 || (at < end && bytes[at] !== separator)) return cells.fault('statistics_quote')
    } else {
      const from = at
      while (at < end && bytes[at] !== separator) at += 1
      endCell(cells, ...trimmed(bytes, from, at, separator))
    }
    if (at >= end) return
    at += 1
  }
}

/** Answers with the place after the closing quote, -1 where there is none. */
function quotedCell(bytes: Uint8Array, from: number, end: number, cells: Cells): number {
  let to = from
  let at = from
  for (; at < end; at += 1, to += 1) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      if (at + 1 >= end || bytes[at + 1] !== quote) break
      at += 1
    }
    if (to !== at) bytes[to] = byte
  }
  if (at >= end) return -1
  endCell(cells, ...trimmed(bytes, from, to))
  return at + 1
}

function endCell(cells: Cells, from: number, to: number): void {
  cells.from[cells.count] = from
  cells.to[cells.count] = to
  cells.count += 1
}

function trimmed(bytes: Uint8Array, from: number, to: number, separator = 0): readonly [number, number] {
  let [start, end] = [from, to]
  while (start < end && isBlank(bytes[start], separator)) start += 1
  while (end > start && isBlank(bytes[end - 1], separator)) end -= 1
  return [start, end]
}

function isBlank(byte: number | undefined, separator: number): boolean {
  return byte === space || (byte === tab && separator !== tab)
}

function lines(cut: (bytes: Uint8Array, from: number, end: number, cells: Cells) => void): RecordCutter {
  let isTooLong = false
  const next: RecordCutter['next'] = (bytes, from, end, isLast, cells) => {
    const at = bytes.indexOf(lineFeed, from)
    const found = at >= end ? -1 : at
    if (found < 0 && !isLast) {
      if (end - from <= maxRecordBytes) return -1
      isTooLong = true
      cells.kind = 'partial'
      return end
    }
    const lineEnd = found < 0 ? end : found
    const contentEnd = lineEnd > from && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd
    cells.bytes = bytes
    if (isTooLong || contentEnd - from > maxRecordBytes) cells.fault('statistics_row_long')
    else if (contentEnd === from) cells.kind = found < 0 ? 'end' : 'blank'
    else cut(bytes, from, contentEnd, cells)
    isTooLong = false
    return found < 0 ? end : lineEnd + 1
  }
  return { next }
}
