// Opens DuckDB files with bounds on memory, and without anything that would be loaded from the network.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

export interface Database {
  readonly connection: DuckDBConnection
  /** Both may be called more than once. */
  readonly close: () => void
}

/** A file of the store is in use by another process, damaged, or not what was written. It is derived: importing again makes it new. */
export class StatisticsStoreUnavailable extends Error {
  override readonly name = 'StatisticsStoreUnavailable'
  readonly code = 'raw_store_unavailable'
}

/** Sorting a table larger than its memory goes through `spillFolder`. */
export async function openDatabase(path: string, spillFolder: string, memoryMegabytes: number): Promise<Database> {
  const opening = DuckDBInstance.create(path, {
    memory_limit: `${memoryMegabytes}MB`,
    temp_directory: spillFolder,
    threads: '2',
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const instance = await opening.catch((error: unknown) => Promise.reject(new StatisticsStoreUnavailable(`${path} cannot be opened: ${firstLine(error)}`)))
  const connection = await instance.connect()
  let isOpen = true
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    connection.closeSync()
    instance.closeSync()
  }
  return { connection, close }
}

export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}

/** A text as it stands in a statement. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
