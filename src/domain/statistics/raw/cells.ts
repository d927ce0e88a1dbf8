// One row of a file, cut into cells that still lie in the bytes of the file. Cells are read where they lie; nothing is copied.

/** What a record is: cells to be read, nothing, the end of the list, or what keeps it from being cut. */
export type RecordKind = 'cells' | 'blank' | 'end' | 'partial' | 'fault'

export const maxColumns = 256
/** A longer row is refused; it is no row of statistics. */
export const maxRecordBytes = 65_536

export class Cells {
  bytes: Uint8Array = new Uint8Array(0)
  readonly from = new Int32Array(maxColumns)
  readonly to = new Int32Array(maxColumns)
  count = 0
  kind: RecordKind = 'blank'
  /** Of a fault. */
  code = ''

  fault(code: string): void {
    this.kind = 'fault'
    this.code = code
  }
}

/** Cuts one record off the bytes from `from` on into `cells`; answers with the place after it, or -1 where more bytes are needed. */
export interface RecordCutter {
  /** The file has ended and what it began has not. */
  readonly isCutOff?: () => boolean
  readonly next: (bytes: Uint8Array, from: number, end: number, isLast: boolean, cells: Cells) => number
}
