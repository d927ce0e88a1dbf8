// Rows on their way into the store: columns of numbers, filled again and again, so that ten million rows need no more room
// than thirty thousand. Beside them the faults, row by row.
import type { IssueParams } from '../../../base/issue.ts'
import { dimensions } from './dictionary.ts'

export const batchRows = 32_768
/** The most observations that one row of a file makes. */
export const maxObservationsOfRow = 4
/** Stands for "no number". */
export const noNumber = -(2n ** 63n)

export const numberColumns = ['value', 'quantity1', 'quantity2', 'netWeight'] as const
export type NumberColumn = (typeof numberColumns)[number]

/** What is wrong with one cell, or with the row as a whole when `column` is empty. */
export interface RowFault {
  readonly row: number
  readonly column: string
  /** Key of the message table; `<code>.fix` says what would pass. */
  readonly code: string
  readonly params: IssueParams
}

export interface RowCounts {
  /** Rows of the file that were read, good, bad and left out. */
  readonly rows: number
  readonly good: number
  readonly bad: number
  /** Rows that repeat what others say in more detail or in less, and blank ones. */
  readonly leftOut: number
  readonly observations: number
  /** Values with more digits than their minor unit has. */
  readonly rounded: number
}

export const noRows: RowCounts = { rows: 0, good: 0, bad: 0, leftOut: 0, observations: 0, rounded: 0 }

export class RowBatch {
  readonly row = new Int32Array(batchRows)
  /** One column for each of `dimensions`, of ids. */
  readonly dimensions: readonly Int32Array<ArrayBuffer>[] = dimensions.map(() => new Int32Array(batchRows))
  /** One column for each of `measures`. */
  readonly measures: readonly BigInt64Array<ArrayBuffer>[] = numberColumns.map(() => new BigInt64Array(batchRows))
  size = 0
  faults: RowFault[] = []
  counts: { -readonly [K in keyof RowCounts]: number } = { ...noRows }

  get isFull(): boolean {
    return this.size > batchRows - maxObservationsOfRow || this.faults.length >= batchRows
  }

  /** The counts go on. */
  clear(): void {
    this.size = 0
    this.faults = []
  }
}
