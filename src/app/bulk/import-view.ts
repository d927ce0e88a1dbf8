// An import as a person or a program reads it, in one language.
import { formatInstant } from '../../base/instant.ts'
import type { Language } from '../../base/language.ts'
import { renderIssue, renderMessage } from '../../base/message.ts'
import { columnLabel, columnName, type ColumnTable, type WorkbookMapping } from '../../domain/submission/index.ts'
import type { Knowledge } from '../knowledge.ts'
import { viewIssues } from '../shipment-view.ts'
import type { ImportRecord, Problem } from './import-record.ts'
import { cellName } from './result-column.ts'

const stillWorking: ReadonlySet<string> = new Set(['reading', 'judging', 'filing'])

export function viewImport(record: ImportRecord, table: ColumnTable, knowledge: Knowledge, language: Language) {
  const { id, name, bytes, createdBy, createdAt, state, kind, counts, mappedBy, policy, issues, problems } = record
  return {
    id, name, bytes, kind, state,
    stateName: renderMessage(`import_state.${state}`, {}, knowledge.messages, language),
    by: createdBy,
    at: formatInstant('Asia/Hong_Kong', createdAt),
    rows: counts.rows,
    good: counts.good,
    bad: counts.bad,
    filed: counts.filed,
    filedBefore: counts.filedBefore,
    leftOut: counts.leftOut,
    progress: { isRunning: stillWorking.has(state), done: counts.done, total: counts.shipments },
    ...(policy === undefined ? {} : { policy }),
    mappedBy,
    mapping: viewMapping(record.mapping),
    sheets: record.sheets.map(({ name: sheet, isHidden, rows, headRow, firstRow, columns }) => ({
      name: sheet, isHidden, rows, headRow, firstRow,
      columns: columns.map(({ letter, head, path, ground, examples }) => ({ column: letter, head, path, label: path === '' ? '' : columnLabel(path, table, language), ground, examples })),
    })),
    problems: problems.map((problem) => viewProblem(problem, record, knowledge, language)),
    issues: viewIssues(issues, knowledge, language),
  }
}

/** As it is sent back to say so: letters instead of numbers. */
export function viewMapping({ sheets, constants }: WorkbookMapping) {
  return { sheets: sheets.map(({ sheet, firstRow, columns }) => ({ sheet, firstRow, columns: columns.map(({ column, path }) => ({ column: columnName(column), path })) })), constants }
}

export function viewProblem({ place, reference, issue }: Problem, record: Pick<ImportRecord, 'sheets'>, knowledge: Knowledge, language: Language) {
  const sheet = record.sheets[place.sheet]
  const column = place.column === undefined ? '' : columnName(place.column)
  return {
    sheet: sheet?.name ?? '',
    row: place.row,
    column,
    cell: cellName({ place }, record, place.sheet),
    head: sheet?.columns.find(({ letter }) => letter === column)?.head ?? '',
    reference,
    ...renderIssue(issue, knowledge.messages, language),
  }
}
