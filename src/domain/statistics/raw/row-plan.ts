// How the rows of one file become observations: which cell is read how, and what holds for every row. A plan is data; every
// format makes one from its table of columns, and one reader works them all.
import type { IssueParams } from '../../../base/issue.ts'
import type { Charset } from '../../../base/text-codec.ts'
import type { Dimension, Entry } from './dictionary.ts'
import type { NumberColumn } from './row-batch.ts'

export type CellReading =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly also?: { readonly dimension: Dimension; readonly entry: Entry } }
  | { readonly kind: 'fault'; readonly code: string; readonly params?: IssueParams }

/** What the text of a cell means; `beside` is the text of the cell that explains it, a name beside a code. */
export type CellReader = (text: string, beside: string) => CellReading

export interface DimensionCell {
  readonly dimension: Dimension
  readonly column: number
  readonly beside?: number
  readonly read: CellReader
}

export interface MeasureCell {
  readonly measure: NumberColumn
  readonly column: number
  /** Power of ten from the unit of the file to cents, thousandths or grams. */
  readonly scale: number
  readonly isNeeded: boolean
}

/** The cell has one of these texts; with `isNot` it has none of them. */
export interface Condition {
  readonly column: number
  readonly allowed: readonly string[]
  readonly isNot?: boolean
}

/** One observation that a row makes. */
export interface RowView {
  readonly when: readonly Condition[]
  readonly constants: readonly (readonly [Dimension, Entry])[]
  readonly dimensions: readonly DimensionCell[]
  readonly measures: readonly MeasureCell[]
  /** A row whose numbers are all 0 says that nothing moved, and makes no observation. */
  readonly isZeroLeftOut: boolean
}

export interface RowPlan {
  /** Names of the columns, as the file has them. */
  readonly columns: readonly string[]
  readonly charset: Charset
  /** Rows that do not fulfil all of them are left out. */
  readonly keep: readonly Condition[]
  readonly views: readonly RowView[]
}

export function entryOf(...texts: readonly string[]): CellReading {
  return { kind: 'entry', entry: texts }
}

export function faultOf(code: string, params?: IssueParams): CellReading {
  return params === undefined ? { kind: 'fault', code } : { kind: 'fault', code, params }
}
