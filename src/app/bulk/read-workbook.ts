// Reads a workbook once, from its first byte to its last: its rows are put away one by one, and what its heads say is
// remembered. Nothing of it is held in memory but the first rows of each sheet and its merged cells.
import type { Issue } from '../../base/issue.ts'
import { refused, accepted, type Result } from '../../base/result.ts'
import { headRows, mergeFiller, proposeMapping, resultHead, type ColumnTable, type MappingProposal, type Merge, type SheetHead, type SheetRow } from '../../domain/submission/index.ts'
import type { OpenedSheet, OpenedWorkbook, Spool } from '../ports.ts'
import type { ImportSheet } from './import-record.ts'
import { packRow, unpackRow } from './row-text.ts'

/** `wait`: nothing can be done now, come back in a while. */
export type Step = 'worked' | 'wait'

export interface ReadProgress {
  rows: number
}

export interface ReadWorkbook {
  readonly sheets: readonly ImportSheet[]
  readonly proposal: MappingProposal
}

interface SheetRead {
  readonly head: SheetHead
  readonly rows: number
  readonly lastColumn: number
  readonly from: number
  readonly to: number
}

const rowsPerStep = 100

export async function* readWorkbook(workbook: OpenedWorkbook, spool: Spool, table: ColumnTable, progress: ReadProgress): AsyncGenerator<Step, Result<ReadWorkbook>> {
  const reads: SheetRead[] = []
  const issues: Issue[] = []
  for (const [index, sheet] of workbook.sheets.entries()) {
    const read = yield* readSheet(sheet, index, spool, progress)
    if (read.ok) reads.push(read.value)
    else issues.push(...read.issues)
    if (issues.length > 0) return refused(issues)
  }
  const proposal = proposeMapping(reads.map(({ head }) => head), table)
  const sheets = reads.map((read, index): ImportSheet => {
    const { headRow = 0, firstRow = 1, columns = [] } = proposal.sheets[index] ?? {}
    const earlier = columns.find(({ head }) => head.trim() === resultHead)?.column
    const { name, isHidden } = read.head
    return { name, isHidden, rows: read.rows, headRow, firstRow, columns, resultColumn: earlier ?? read.lastColumn + 1, from: read.from, to: read.to }
  })
  return accepted({ sheets, proposal })
}

async function* readSheet(sheet: OpenedSheet, index: number, spool: Spool, progress: ReadProgress): AsyncGenerator<Step, Result<SheetRead>> {
  const { name, isHidden } = sheet
  const head: SheetRow[] = []
  let [rows, lastColumn, from] = [0, -1, spool.end()]
  const reading = sheet.rows()
  try {
    for (;;) {
      const next = await reading.next()
      if (next.done === true) {
        if (!next.value.ok) return next.value
        const merges = next.value.value.merges.filter(({ lastRow, firstRow }) => lastRow > firstRow)
        if (merges.length > 0) from = yield* fillMerged(spool, from, merges)
        return accepted({ head: { name, isHidden, rows: head, merges: next.value.value.merges }, rows, lastColumn, from, to: spool.end() })
      }
      // What is hidden was not meant to be sent; it is looked through so that the file is known to be whole.
      if (isHidden) continue
      const { row, cells } = next.value
      if (head.length < headRows) head.push(next.value)
      lastColumn = Math.max(lastColumn, cells.at(-1)?.column ?? -1)
      await spool.append(packRow({ sheet: index, row, cells }))
      rows += 1
      progress.rows += 1
      if (rows % rowsPerStep === 0) yield 'worked'
    }
  } finally {
    await reading.return(accepted({ merges: [] }))
  }
}

/** Cells merged over rows are known at the end of a sheet only: its rows are put away once more, filled. */
async function* fillMerged(spool: Spool, from: number, merges: readonly Merge[]): AsyncGenerator<Step, number> {
  const fill = mergeFiller(merges)
  const filledFrom = spool.end()
  let rows = 0
  for await (const { text } of spool.entries(from, filledFrom)) {
    const row = unpackRow(text)
    await spool.append(packRow({ sheet: row.sheet, ...fill(row) }))
    rows += 1
    if (rows % rowsPerStep === 0) yield 'worked'
  }
  return filledFrom
}
