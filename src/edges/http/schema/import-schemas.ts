// What the API says of imports of workbooks.
import { importStates, policies } from '../../../app/bulk/import-record.ts'
import { count, describe, flag, listOf, object, oneOf, recordOf, ref, text, time } from './shape.ts'

const issueMembers = { path: text, rule: text, severity: oneOf('error', 'warning'), reason: text, source: text, fix: text }

export const importSchemas = {
  ImportColumn: object({
    column: describe(text, 'A, B, …'),
    head: text,
    path: describe(text, 'what it is said or thought to be; empty: nothing'),
    label: text,
    ground: describe(oneOf('path', 'name', 'values', 'none'), 'why it is thought so'),
    examples: listOf(text),
  }),
  ImportProblem: object({ sheet: text, row: count, column: text, cell: text, head: text, reference: text, ...issueMembers }),
  Import: object({
    id: text,
    name: text,
    bytes: count,
    kind: oneOf('xlsx', 'csv'),
    state: oneOf(...importStates),
    stateName: text,
    by: text,
    at: time,
    rows: describe(count, 'rows with a value, read so far'),
    good: describe(count, 'shipments without errors'),
    bad: describe(count, 'shipments with errors, and rows that belong to none'),
    filed: count,
    filedBefore: describe(count, 'shipments that were filed earlier with the same content'),
    leftOut: describe(count, 'rows that are marked'),
    progress: object({ isRunning: flag, done: describe(count, 'shipments judged or filed so far'), total: count }),
    'policy?': oneOf(...policies),
    mappedBy: describe(oneOf('paths', 'remembered', 'person', 'nobody'), 'who said which column is what'),
    mapping: object({ sheets: listOf(object({ sheet: count, firstRow: count, columns: listOf(object({ column: text, path: text })) })), constants: recordOf(text) }),
    sheets: listOf(object({ name: text, isHidden: flag, rows: count, headRow: count, firstRow: count, columns: listOf(ref('ImportColumn')) })),
    problems: describe(listOf(ref('ImportProblem')), 'the first of them; all stand in the result'),
    issues: describe(listOf(ref('Issue')), 'why the file is not read'),
  }),
  Imports: object({ imports: listOf(ref('Import')) }),
} as const
