// Rows of a comma-separated file (RFC 4180) with a header line, as objects. For the data that ships with the product;
// untrusted files go through an importer with limits.
import { parse } from 'csv-parse/sync'

export type CsvRow = Readonly<Record<string, string>>

/** Throws when a row has another number of columns than the header: shipped data is right or the build is not. */
export function parseCsvRows(text: string): readonly CsvRow[] {
  return parse(text, { columns: true, bom: true, skip_empty_lines: true }) as CsvRow[]
}
