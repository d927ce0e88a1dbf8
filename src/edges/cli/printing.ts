// How the command line writes: issues one under the other, and tables with aligned columns.
import type { RenderedIssue } from '../../base/message.ts'

/** One issue in up to three lines: where and why, what would pass, who says so. */
export function issueLines(issue: RenderedIssue): readonly string[] {
  const lines = [`${issue.severity}  ${issue.path || '(whole shipment)'}  [${issue.rule}]  ${issue.reason}`]
  if (issue.fix !== '') lines.push(`    → ${issue.fix}`)
  lines.push(`    ${issue.source}`)
  return lines
}

/** Rows with columns padded to the widest cell; numbers stand right. Wide (CJK) characters count as two. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell))
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const padding = ' '.repeat((widths[index] ?? 0) - widthOf(cell))
        return /^[\d.,%]+$/.test(cell) ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
}

function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += /[\u1100-\u115F\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character) ? 2 : 1
  return width
}
