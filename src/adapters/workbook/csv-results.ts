// The same separated text with a column more, in UTF-8 with a byte order mark, so that Excel reads it as such.
import type { ResultColumn } from '../../app/ports.ts'
import { csvField, unescapedField } from '../../base/csv-text.ts'
import { csvRecords, csvShape } from './csv-rows.ts'

export async function* csvWithResults(path: string, columns: readonly ResultColumn[]): AsyncGenerator<Buffer, void> {
  const { charset, separator, hasSeparatorLine } = await csvShape(path)
  const [result] = columns
  const options = { delimiter: separator, relax_column_count: true, skip_empty_lines: false, ...(hasSeparatorLine ? { from_line: 2 } : {}) }
  yield Buffer.from(`\uFEFF${hasSeparatorLine ? `sep=${separator}\r\n` : ''}`)
  let row = hasSeparatorLine ? 1 : 0
  for await (const record of csvRecords(path, charset, options)) {
    row += 1
    const fields = [...record]
    const text = await result?.textOf(row)
    if (result !== undefined && (text !== undefined || fields.length > result.column)) {
      while (fields.length < result.column) fields.push('')
      fields[result.column] = text ?? ''
    }
    yield Buffer.from(`${fields.map((field) => csvField(unescapedField(field), separator)).join(separator)}\r\n`)
  }
}
