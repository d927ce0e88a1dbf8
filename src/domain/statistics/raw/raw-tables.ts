// The published facts about raw files, from data/statistics/raw-*.csv: columns, widths, flows, editions, currencies.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'
import { flows, type Flow } from './observation.ts'

export interface ColumnFact {
  readonly column: string
  readonly field: string
  /** Code set, geography, currency or the text that a row must have. */
  readonly set: string
}

export interface LayoutField {
  readonly field: string
  /** From 0. */
  readonly from: number
  readonly length: number
}

export interface LineLayout {
  readonly file: string
  readonly width: number
  readonly fields: readonly LayoutField[]
}

export interface RawTables {
  readonly columns: (format: string) => readonly ColumnFact[]
  readonly layouts: readonly LineLayout[]
  /** Flows by the code or word of a format, in small letters. */
  readonly flows: (format: string) => ReadonlyMap<string, Flow>
  /** `HS2022` for a month of 2022 or later; empty where it is not known. */
  readonly editionOf: (month: string) => string
  /** By the code of UN Comtrade, `H6`. */
  readonly comtradeEditions: ReadonlyMap<string, string>
  /** ISO alpha-3 by the code of UN Comtrade, of the few that a file need not name. */
  readonly comtradeIso: ReadonlyMap<string, string>
  /** ISO 4217 by any word for it, in small letters. */
  readonly currencies: ReadonlyMap<string, string>
  /** Fields of a table by what its heading may be, in small letters. */
  readonly headings: ReadonlyMap<string, string>
}

/** Decimals of the minor unit: fen, cents, avos. The four currencies have two. */
export const minorDecimals = 2

/** `rows` gives the rows of a file of data/, `statistics/raw-columns.csv`. */
export function rawTablesFrom(rows: (file: string) => readonly CsvRow[]): RawTables {
  const [columns, flowRows, editions, currencies] = ['columns', 'flows', 'editions', 'currencies'].map((name) => rows(`statistics/raw-${name}.csv`)) as [readonly CsvRow[], readonly CsvRow[], readonly CsvRow[], readonly CsvRow[]]
  invariant(currencies.every((row) => row['decimals'] === String(minorDecimals)), `every currency has ${minorDecimals} decimals`)
  return {
    columns: (format) => columns.filter((row) => row['format'] === format).map((row) => ({ column: row['column'] ?? '', field: row['field'] ?? '', set: row['set'] ?? '' })),
    layouts: layoutsFrom(rows('statistics/raw-layouts.csv')),
    flows: (format) => new Map(flowRows.filter((row) => row['format'] === format).map((row) => [(row['code'] ?? '').toLowerCase(), flowOf(row)])),
    editionOf: (month) => editions.find((row) => isWithin(month.slice(0, 4), row))?.['edition'] ?? '',
    comtradeEditions: new Map(editions.map((row) => [row['comtrade'] ?? '', row['edition'] ?? ''])),
    comtradeIso: new Map(rows('statistics/raw-territories.csv').map((row) => [row['code'] ?? '', row['iso3'] ?? ''])),
    currencies: new Map(currencies.flatMap((row) => (row['words'] ?? '').split(' ').map((word) => [word, row['currency'] ?? ''] as const))),
    headings: new Map(rows('statistics/raw-headings.csv').map((row) => [row['heading'] ?? '', row['field'] ?? ''])),
  }
}

function layoutsFrom(rows: readonly CsvRow[]): readonly LineLayout[] {
  return [...new Set(rows.map((row) => row['file'] ?? ''))].map((file) => {
    const own = rows.filter((row) => row['file'] === file)
    const fields = own.map((row) => ({ field: row['field'] ?? '', from: Number(row['from']) - 1, length: Number(row['length']) }))
    const width = Number(own[0]?.['width'])
    invariant(fields.reduce((sum, field) => sum + field.length, 0) === width, `the fields of ${file} fill its ${width} characters`)
    return { file, width, fields }
  })
}

function flowOf(row: CsvRow): Flow {
  const flow = flows.find((each) => each === row['flow'])
  invariant(flow !== undefined, `raw-flows.csv names a known flow, not '${row['flow']}'`)
  return flow
}

function isWithin(year: string, row: CsvRow): boolean {
  const from = row['fromYear'] ?? ''
  const to = row['toYear'] ?? ''
  return from !== '' && from <= year && (to === '' || year <= to)
}
