// Cells that were merged: the value stands in the first one and counts for all of them.
import type { Cell, Merge, SheetRow } from './cell.ts'

/** The text of the merged cell that covers this one; undefined where none does. */
export function mergedText(merges: readonly Merge[], rows: readonly SheetRow[], row: number, column: number): string | undefined {
  const over = merges.find((each) => each.firstRow <= row && row <= each.lastRow && each.firstColumn <= column && column <= each.lastColumn)
  return over && rows.find((each) => each.row === over.firstRow)?.cells.find((cell) => cell.column === over.firstColumn)?.text
}

/** Fills merged cells of several rows while rows go by in order; what is merged over columns only stays as it is. */
export function mergeFiller(merges: readonly Merge[]): (row: SheetRow) => SheetRow {
  const waiting = merges.filter(({ firstRow, lastRow }) => lastRow > firstRow).toSorted((a, b) => a.firstRow - b.firstRow)
  let next = 0
  let open: { readonly merge: Merge; readonly cell: Cell | undefined }[] = []
  return (given) => {
    open = open.filter(({ merge }) => merge.lastRow >= given.row)
    const filled = open.flatMap(({ merge, cell }) => (cell === undefined || given.cells.some(({ column }) => column === merge.firstColumn) ? [] : [cell]))
    for (let merge = waiting[next]; merge !== undefined && merge.firstRow <= given.row; merge = waiting[next]) {
      next += 1
      const { firstRow, lastRow, firstColumn } = merge
      if (firstRow === given.row && lastRow > firstRow) open.push({ merge, cell: given.cells.find(({ column }) => column === firstColumn) })
    }
    return filled.length === 0 ? given : { row: given.row, cells: [...given.cells, ...filled].toSorted((a, b) => a.column - b.column) }
  }
}
