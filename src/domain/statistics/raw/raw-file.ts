// What is known of a raw file before its rows are read: its beginning, what it was said to be, and the layout that follows.
import type { Issue } from '../../../base/issue.ts'
import { issue, type Fix, type IssueParams } from '../../../base/issue.ts'
import type { Result } from '../../../base/result.ts'
import { decodeText, type Charset } from '../../../base/text-codec.ts'
import type { CodeBook } from '../../reference/index.ts'
import type { RecordCutter } from './cells.ts'
import { flows, type Flow, type Geography, type PartnerCodeSet } from './observation.ts'
import type { RawTables } from './raw-tables.ts'
import type { ReadPosition } from './read-records.ts'
import type { RowPlan } from './row-plan.ts'

export const rawSources = ['mainland', 'comtrade', 'hongkong', 'table'] as const
export type RawSource = (typeof rawSources)[number]

export const rawFormats = ['mainland-query', 'un-comtrade-csv', 'un-comtrade-json', 'hongkong-answer', 'hongkong-lines', 'table'] as const
export type RawFormat = (typeof rawFormats)[number]

/** The beginning of a file is enough to know it by. */
export const headBytes = 65_536

export interface FileHead {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a file does not say of itself. */
export interface RawSettings {
  readonly flow?: Flow
  /** `2023`, `202301` or `202301-202306`. */
  readonly period?: string
  readonly mapping?: TableMapping
}

export interface MappedColumn {
  readonly heading: string
  readonly field: MappedField
}

export const mappedFields = ['period', 'flow', 'goods', 'partner', 'place', 'tradeMode', 'currency', 'value', 'quantity1', 'unit1', 'netWeight'] as const
export type MappedField = (typeof mappedFields)[number]

/** How the columns of any table are to be read: proposed by the importer, confirmed by a person. */
export interface TableMapping {
  readonly columns: readonly MappedColumn[]
  readonly flow?: Flow
  readonly currency?: string
  readonly geography: Geography
  /** Of every row, where no column says it. */
  readonly place?: string
  readonly partnerCodes: Extract<PartnerCodeSet, 'gacc' | 'iso-3166'>
  /** Units of the currency in one unit of the column: 1, 1000, 10000, 1000000 or 100000000. */
  readonly valueUnit: number
}

export interface RawTools {
  readonly book: CodeBook
  readonly tables: RawTables
}

/** Everything that reading needs, and what was settled about the file as a whole. */
export interface RawLayout {
  readonly format: RawFormat
  readonly plan: RowPlan
  /** Where the first row begins, and the number of the row before it. */
  readonly start: ReadPosition
  readonly cutter: () => RecordCutter
  /** What holds for the whole file and where it is known from, for a person to look at. */
  readonly settled: readonly Settled[]
  /** Columns that nobody reads. */
  readonly ignored: readonly string[]
}

export interface Settled {
  readonly what: 'flow' | 'period' | 'currency' | 'place'
  readonly value: string
  readonly from: 'file' | 'file-name' | 'told'
}

export type Inspected = Result<RawLayout>

export function rawIssue(code: string, params: IssueParams = {}, fix: Fix = { kind: 'act', code: `${code}.fix`, params }): Issue {
  return issue({ rule: 'statistics.file', code, params, source: 'Lingding: docs/formats/statistics-files.md', fix })
}

export interface HeadText {
  readonly text: string
  readonly charset: Charset
  /** Bytes of a byte order mark. */
  readonly markBytes: number
}

/**
 * The head as text: UTF-8 where it is that, else GB18030. Where bytes in it are no text, its first line only: what is wrong
 * with a row is told of that row.
 */
export function headText(bytes: Uint8Array): HeadText | undefined {
  const markBytes = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const isCut = bytes.length >= headBytes
  const [firstBreak, lastBreak] = [bytes.indexOf(10) + 1, bytes.lastIndexOf(10) + 1]
  // A long line may be cut in the middle of a character of up to four bytes.
  const ends = !isCut ? [bytes.length] : lastBreak > 0 ? [lastBreak] : [0, 1, 2, 3].map((cut) => bytes.length - cut)
  for (const end of firstBreak > 0 ? [...ends, firstBreak] : ends) {
    for (const charset of ['utf-8', 'gb18030'] as const) {
      const decoded = decodeText(bytes.subarray(markBytes, end), charset)
      if (decoded.kind === 'text' && !decoded.text.includes('\0')) return { text: decoded.text, charset, markBytes }
    }
  }
  return undefined
}

export function isFlow(text: string): text is Flow {
  return (flows as readonly string[]).includes(text)
}

/** The months of `2023`, `202301` or `202301-202306` as an entry of the dictionary. */
export function monthsOf(period: string): readonly [frequency: string, first: string, last: string] | undefined {
  const match = /^(\d{4})(?:(0[1-9]|1[0-2])(?:-(\d{4})(0[1-9]|1[0-2]))?)?$/.exec(period)
  if (match === null) return undefined
  const [, year = '', month, lastYear, lastMonth] = match
  if (month === undefined) return ['year', `${year}01`, `${year}12`]
  if (lastYear === undefined) return ['month', `${year}${month}`, `${year}${month}`]
  const [first, last] = [`${year}${month}`, `${lastYear}${lastMonth}`]
  if (first > last) return undefined
  if (first === last) return ['month', first, last]
  return first.endsWith('01') && last === `${year}12` ? ['year', first, last] : ['span', first, last]
}

/** The flow that the name of a file tells, if it tells exactly one. */
export function flowInName(name: string, tables: RawTables): Flow | undefined {
  const words = tables.flows('file-name')
  const parts = name.toLowerCase().split(/[^\p{Letter}]+/u)
  const found = new Set([...words].filter(([word]) => (/^[a-z]/.test(word) ? parts.includes(word) : name.includes(word))).map(([, flow]) => flow))
  return found.size === 1 ? [...found][0] : undefined
}
