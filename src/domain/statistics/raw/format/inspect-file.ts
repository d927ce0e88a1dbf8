// Which of the formats a file is, and whether enough is known to read it.
import { inspectTable } from './any-table.ts'
import { inspectComtradeCsv, inspectComtradeJson, isComtradeCsv, isComtradeJson } from './un-comtrade.ts'
import { inspectHongkongAnswer, isHongkongAnswer } from './hongkong-answer.ts'
import { hongkongLayout, inspectHongkongLines } from './hongkong-lines.ts'
import { inspectMainlandQuery, isMainlandQuery } from './mainland-query.ts'
import { rawIssue, type FileHead, type Inspected, type RawFormat, type RawSettings, type RawSource, type RawTools } from '../raw-file.ts'

interface KnownFormat {
  readonly format: RawFormat
  readonly source: RawSource
  readonly isIt: (head: FileHead, tools: RawTools) => boolean
  readonly inspect: (head: FileHead, told: RawSettings, tools: RawTools) => Inspected
}

/** From the surest to the loosest: any text with columns can be a table. */
const formats: readonly KnownFormat[] = [
  { format: 'un-comtrade-json', source: 'comtrade', isIt: isComtradeJson, inspect: (head, _, tools) => inspectComtradeJson(head, tools) },
  { format: 'un-comtrade-csv', source: 'comtrade', isIt: isComtradeCsv, inspect: (head, _, tools) => inspectComtradeCsv(head, tools) },
  { format: 'hongkong-answer', source: 'hongkong', isIt: isHongkongAnswer, inspect: (head, _, tools) => inspectHongkongAnswer(head, tools) },
  { format: 'hongkong-lines', source: 'hongkong', isIt: (head, { tables }) => hongkongLayout(head, tables) !== undefined, inspect: inspectHongkongLines },
  { format: 'mainland-query', source: 'mainland', isIt: isMainlandQuery, inspect: inspectMainlandQuery },
]

/** The format that the file has by its own content. */
export function formatOf(head: FileHead, tools: RawTools): RawFormat {
  return formats.find((each) => each.isIt(head, tools))?.format ?? 'table'
}

export function inspectFile(source: RawSource, head: FileHead, told: RawSettings, tools: RawTools): Inspected {
  if (head.bytes.length === 0) return { ok: false, issues: [rawIssue('statistics_file_empty')] }
  if (source === 'table') return inspectTable(head, told, tools)
  const known = formats.find((each) => each.isIt(head, tools))
  if (known === undefined) return { ok: false, issues: [rawIssue('statistics_not_this_source', { source })] }
  return known.source === source ? known.inspect(head, told, tools) : { ok: false, issues: [rawIssue('statistics_other_source', { source, found: known.source })] }
}
