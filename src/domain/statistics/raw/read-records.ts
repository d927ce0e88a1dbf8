// From bytes to batches: joins the chunks of a file, cuts records and has them read. It can be left after any batch and begun
// again at `position`, with the same outcome.
import { maxRecordBytes, Cells, type RecordCutter } from './cells.ts'
import { RowBatch } from './row-batch.ts'
import type { RowReader } from './row-reader.ts'

export interface ReadPosition {
  /** Bytes of the file that are read. */
  readonly offset: number
  /** Number of the last row that was read. */
  readonly row: number
}

/** A batch that is full, or the last one, and where reading stands after it. The batch is filled anew by the next step. */
export interface ReadStep {
  readonly batch: RowBatch
  readonly position: ReadPosition
}

export interface RecordsGiven {
  /** Bytes of the file from `start.offset` on. */
  readonly chunks: AsyncIterable<Uint8Array>
  readonly start: ReadPosition
  readonly cutter: RecordCutter
  readonly reader: RowReader
}

export async function* readRecords({ chunks, start, cutter, reader }: RecordsGiven): AsyncGenerator<ReadStep, void> {
  const [batch, cells] = [new RowBatch(), new Cells()]
  let buffer = new Uint8Array(maxRecordBytes * 2)
  let [length, row, offset] = [0, start.row, start.offset]
  /** Reads what is whole in the buffer; answers with the place up to which it is read. */
  const readOn = (from: number, isLast: boolean): number => {
    let at = from
    while (at < length && !batch.isFull) {
      const after = cutter.next(buffer, at, length, isLast, cells)
      if (after < 0) break
      at = after
      if (cells.kind === 'end') return length
      if (cells.kind === 'partial') break
      row += 1
      if (cells.kind === 'cells') reader.read(cells, row, batch)
      else if (cells.kind === 'fault') reader.refuse(cells, row, batch)
    }
    return at
  }
  async function* drain(isLast: boolean): AsyncGenerator<ReadStep, void> {
    let at = 0
    for (;;) {
      const before = at
      at = readOn(at, isLast)
      if (batch.isFull) {
        yield { batch, position: { offset: offset + at, row } }
        batch.clear()
      } else if (at === before || at >= length) break
    }
    buffer.copyWithin(0, at, length)
    offset += at
    length -= at
  }
  for await (const chunk of chunks) {
    if (length + chunk.length > buffer.length) buffer = grown(buffer, length, length + chunk.length)
    buffer.set(chunk, length)
    length += chunk.length
    yield* drain(false)
  }
  yield* drain(true)
  if (cutter.isCutOff?.() === true) {
    cells.fault('statistics_json_cut')
    reader.refuse(cells, row + 1, batch)
  }
  yield { batch, position: { offset, row } }
}

function grown(buffer: Uint8Array, length: number, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, buffer.length * 2))
  larger.set(buffer.subarray(0, length))
  return larger
}
