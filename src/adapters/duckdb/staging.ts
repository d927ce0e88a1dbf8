// The rows of one import on their way: columns of numbers, the dictionary they speak of, the faults, and how far reading has
// come, all in one DuckDB file and committed together.
import { DuckDBDataChunk, BIGINT, INTEGER, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { Dictionary, dimensions, numberColumns, noRows, type NumberedEntry, type ReadPosition, type RowBatch, type RowCounts, type RowFault } from '../../domain/statistics/index.ts'
import type { RawStaging } from '../../app/ports.ts'
import { openDatabase } from './database.ts'

const chunkRows = 2048
const memoryMegabytes = 96
const columnTypes = [INTEGER, ...dimensions.map(() => INTEGER), ...numberColumns.map(() => BIGINT)]

const schema = [
  `CREATE TABLE IF NOT EXISTS staged("row" INTEGER, ${dimensions.map((name) => `${name} INTEGER`).join(', ')}, ${numberColumns.map((name) => `${name} BIGINT`).join(', ')})`,
  'CREATE TABLE IF NOT EXISTS entry(id INTEGER, a VARCHAR, b VARCHAR, c VARCHAR)',
  'CREATE TABLE IF NOT EXISTS fault("row" INTEGER, nth INTEGER, "column" VARCHAR, code VARCHAR, params VARCHAR)',
  'CREATE TABLE IF NOT EXISTS progress(file_offset BIGINT, file_row INTEGER, counts VARCHAR, is_complete BOOLEAN)',
]

export async function openStaging(path: string, spillFolder: string): Promise<RawStaging> {
  const { connection, close } = await openDatabase(path, spillFolder, memoryMegabytes)
  for (const statement of schema) await connection.run(statement)
  const progress = await progressOf(connection)
  const dictionary = new Dictionary(await entriesOf(connection))
  const rows = await connection.createAppender('staged')
  const faults = await connection.createAppender('fault')
  const entries = await connection.createAppender('entry')
  // Appenders write by themselves when they are full: a transaction is always open, so that nothing is there without its progress.
  await connection.run('BEGIN')
  return {
    ...progress,
    dictionary,
    put: (batch) => {
      appendRows(rows, batch)
      batch.faults.forEach((fault, nth) => appendFault(faults, fault, nth))
    },
    commit: async (position, counts, isComplete) => {
      for (const entry of dictionary.takeNew()) appendEntry(entries, entry)
      for (const appender of [rows, faults, entries]) appender.flushSync()
      await connection.run('DELETE FROM progress')
      await connection.run('INSERT INTO progress VALUES ($1, $2, $3, $4)', [BigInt(position.offset), position.row, JSON.stringify(counts), isComplete])
      await connection.run('COMMIT')
      await connection.run('BEGIN')
    },
    faults: (limit) => faultsOf(connection, limit),
    close,
  }
}

/** The columns are what the engine's vectors are, so they are copied whole; value by value it takes as long as all the reading. */
function appendRows(appender: DuckDBAppender, batch: RowBatch): void {
  const columns = [batch.row, ...batch.dimensions, ...batch.measures]
  for (let from = 0; from < batch.size; from += chunkRows) {
    const to = Math.min(batch.size, from + chunkRows)
    const chunk = DuckDBDataChunk.create(columnTypes, to - from)
    for (const [index, column] of columns.entries()) {
      const size = column.BYTES_PER_ELEMENT
      duckdb.copy_data_to_vector(duckdb.data_chunk_get_vector(chunk.chunk, index), 0, column.buffer, column.byteOffset + from * size, (to - from) * size)
    }
    appender.appendDataChunk(chunk)
  }
}

function appendFault(appender: DuckDBAppender, fault: RowFault, nth: number): void {
  appender.appendInteger(fault.row)
  appender.appendInteger(nth)
  for (const text of [fault.column, fault.code, JSON.stringify(fault.params)]) appender.appendVarchar(text)
  appender.endRow()
}

function appendEntry(appender: DuckDBAppender, { id, entry }: NumberedEntry): void {
  appender.appendInteger(id)
  for (const part of [0, 1, 2]) appender.appendVarchar(entry[part] ?? '')
  appender.endRow()
}

async function progressOf(connection: DuckDBConnection): Promise<{ readonly reached: ReadPosition | undefined; readonly counts: RowCounts; readonly isComplete: boolean }> {
  const [row] = (await connection.runAndReadAll('SELECT file_offset, file_row, counts, is_complete FROM progress')).getRows()
  if (row === undefined) return { reached: undefined, counts: noRows, isComplete: false }
  const [offset, fileRow, counts, isComplete] = row
  return { reached: { offset: Number(offset), row: Number(fileRow) }, counts: JSON.parse(String(counts)) as RowCounts, isComplete: isComplete === true }
}

async function entriesOf(connection: DuckDBConnection): Promise<readonly (readonly string[])[]> {
  const rows = (await connection.runAndReadAll('SELECT a, b, c FROM entry ORDER BY id')).getRows()
  return rows.map((row) => row.map(String))
}

async function faultsOf(connection: DuckDBConnection, limit: number): Promise<readonly RowFault[]> {
  const rows = (await connection.runAndReadAll('SELECT "row", "column", code, params FROM fault ORDER BY "row", nth LIMIT $1', [limit])).getRows()
  return rows.map(([row, column, code, params]) => ({ row: Number(row), column: String(column), code: String(code), params: JSON.parse(String(params)) as RowFault['params'] }))
}
