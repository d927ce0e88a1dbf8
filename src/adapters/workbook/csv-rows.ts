// The records of a comma-separated file as it streams by: UTF-8 with or without a byte order mark, UTF-16 as Excel's
// "Unicode text", GB18030 (and GBK, GB 2312, which are parts of it) as Chinese Windows saves; comma, semicolon, tab or bar.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse, type Options } from 'csv-parse'
import { unescapedField } from '../../base/csv-text.ts'
import type { SheetEnd, SheetRow } from '../../domain/submission/index.ts'
import { Unreadable, workbookLimits as limits } from './limits.ts'

export type CsvCharset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface CsvShape {
  readonly charset: CsvCharset
  readonly separator: string
  /** Excel's first line `sep=;`, which is no row. */
  readonly hasSeparatorLine: boolean
}

const separators = [',', ';', '\t', '|']
const looksAt = 65_536

/** Reads the whole file once to know what its bytes are; throws Unreadable. */
export async function csvShape(path: string): Promise<CsvShape> {
  const charset = await charsetOf(path)
  let head = ''
  for await (const text of characters(path, charset)) {
    head += text
    if (head.length >= looksAt) break
  }
  const said = /^sep=(.)\r?\n/.exec(head)?.[1]
  return said === undefined ? { charset, separator: separatorOf(head), hasSeparatorLine: false } : { charset, separator: said, hasSeparatorLine: true }
}

export async function* csvRows(path: string, shape: CsvShape): AsyncGenerator<SheetRow, SheetEnd> {
  const { separator, hasSeparatorLine } = shape
  const options = { delimiter: separator, relax_column_count: true, skip_empty_lines: false, max_record_size: limits.tokenCharacters, ...(hasSeparatorLine ? { from_line: 2 } : {}) }
  let row = hasSeparatorLine ? 1 : 0
  for await (const record of csvRecords(path, shape.charset, options)) {
    row += 1
    if (record.length > limits.columns) throw new Unreadable('workbook_too_wide', { sheet: 'CSV', row, max: limits.columns })
    const cells = record.flatMap((field, column) => (field.trim() === '' ? [] : [{ column, kind: 'text' as const, text: unescapedField(field) }]))
    if (cells.length > 0) yield { row, cells }
  }
  return { merges: [] }
}

/** Every record as it stands, for writing it again. */
export async function* csvRecords(path: string, charset: CsvCharset, options: Options): AsyncGenerator<readonly string[], void> {
  const source = Readable.from(characters(path, charset))
  const parser = source.pipe(parse(options))
  source.once('error', (error) => parser.destroy(error))
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) yield record
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable(error.code === 'CSV_MAX_RECORD_SIZE' ? 'workbook_cell_too_long' : 'workbook_csv_quote', { sheet: 'CSV', row: Number(error['lines'] ?? 0), max: limits.cellCharacters })
    throw error
  } finally {
    source.destroy()
    parser.destroy()
  }
}

async function* characters(path: string, charset: CsvCharset): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(charset, { fatal: true })
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function charsetOf(path: string): Promise<CsvCharset> {
  const [a, b] = await firstBytes(path)
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  for (const charset of ['utf-8', 'gb18030'] as const) {
    if (await isText(path, charset)) return charset
  }
  throw new Unreadable('workbook_csv_charset')
}

async function isText(path: string, charset: CsvCharset): Promise<boolean> {
  try {
    for await (const text of characters(path, charset)) if (text.includes('\0')) return false
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function firstBytes(path: string): Promise<readonly (number | undefined)[]> {
  for await (const chunk of createReadStream(path, { start: 0, end: 1 }) as AsyncIterable<Uint8Array>) return [chunk[0], chunk[1]]
  return []
}

/** The one that stands in most of the first lines, outside of quotes. */
function separatorOf(head: string): string {
  const lines = head.replaceAll(/"[^"]*"/g, '').split(/\r?\n/).slice(0, 10).filter((line) => line.trim() !== '')
  const counts = separators.map((separator) => ({ separator, count: lines.filter((line) => line.includes(separator)).length * 1_000 + (lines[0]?.split(separator).length ?? 0) }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator
}
