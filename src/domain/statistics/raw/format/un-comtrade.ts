// Answers and downloads of UN Comtrade: JSON (`data[]`) and CSV with the same columns, in either case of letters. A commodity
// stands in several rows, by second partner, procedure and transport; only the total row of each is kept.
import type { Dimension, Entry } from '../dictionary.ts'
import { comtradePartnerCell, comtradeReporterCell, editionCell, flowCell, goodsCell, periodCell, unitCell } from '../cell-kinds.ts'
import { headerOf } from './header-line.ts'
import { separatedLines } from '../lines.ts'
import { listedObjects, listStart } from '../listed-objects.ts'
import { headText, rawIssue, type FileHead, type Inspected, type RawTools } from '../raw-file.ts'
import { minorDecimals } from '../raw-tables.ts'
import type { Condition, DimensionCell, MeasureCell, RowPlan } from '../row-plan.ts'

/** Rows without these columns cannot be told from their parts. */
const needed = ['period', 'reporterCode', 'flowCode', 'partnerCode', 'partner2Code', 'customsCode', 'motCode', 'classificationCode', 'cmdCode', 'primaryValue']
const lists = ['data']

export function isComtradeCsv(head: FileHead): boolean {
  const columns = headerOf(head)?.columns.map((column) => column.toLowerCase()) ?? []
  return columns.includes('cmdcode') && columns.includes('primaryvalue')
}

export function isComtradeJson(head: FileHead): boolean {
  const text = headText(head.bytes)?.text ?? ''
  return text.trimStart().startsWith('{') && listStart(text, lists) >= 0 && /"(cmdCode|elapsedTime)"/i.test(text)
}

export function inspectComtradeCsv(head: FileHead, tools: RawTools): Inspected {
  const header = headerOf(head)
  if (header === undefined) return { ok: false, issues: [rawIssue('statistics_not_text')] }
  const small = new Set(header.columns.map((column) => column.toLowerCase()))
  const absent = needed.filter((column) => !small.has(column.toLowerCase()))
  if (absent.length > 0) return { ok: false, issues: [rawIssue('statistics_columns_missing', { columns: absent.join(', ') })] }
  const facts = new Set(tools.tables.columns('un-comtrade').map((fact) => fact.column.toLowerCase()))
  return {
    ok: true,
    value: {
      format: 'un-comtrade-csv',
      // Descriptions may be ISO 8859-1; what is read here is ASCII in any of them.
      plan: planOf(header.columns, tools),
      start: header.start,
      cutter: () => separatedLines(header.separator, header.columns.length),
      settled: [{ what: 'currency', value: 'USD', from: 'file' }],
      ignored: header.columns.filter((column) => !facts.has(column.toLowerCase())),
    },
  }
}

export function inspectComtradeJson(head: FileHead, tools: RawTools): Inspected {
  const text = headText(head.bytes)
  const columns = tools.tables.columns('un-comtrade').map((fact) => fact.column)
  return {
    ok: true,
    value: {
      format: 'un-comtrade-json',
      plan: planOf(columns, tools),
      start: { offset: (text?.markBytes ?? 0) + listStart(text?.text ?? '', lists), row: 0 },
      cutter: () => listedObjects(columns.map((column) => column.toLowerCase())),
      settled: [{ what: 'currency', value: 'USD', from: 'file' }],
      ignored: [],
    },
  }
}

function planOf(columns: readonly string[], { tables }: RawTools): RowPlan {
  const facts = tables.columns('un-comtrade')
  const small = columns.map((column) => column.toLowerCase())
  const at = (field: string): number => small.indexOf((facts.find((fact) => fact.field === field)?.column ?? '').toLowerCase())
  const keep: Condition[] = facts.filter((fact) => fact.field === 'keep').map((fact) => ({ column: small.indexOf(fact.column.toLowerCase()), allowed: [fact.set] }))
  const dimension = (name: Dimension, read: DimensionCell['read'], beside?: string): readonly DimensionCell[] => {
    const [column, next] = [at(name), beside === undefined ? -1 : at(beside)]
    return column < 0 ? [] : [{ dimension: name, column, read, ...(next < 0 ? {} : { beside: next }) }]
  }
  const measure = (name: MeasureCell['measure'], scale: number, isNeeded = false): readonly MeasureCell[] => {
    const column = at(name)
    return column < 0 ? [] : [{ measure: name, column, scale, isNeeded }]
  }
  const constants: readonly (readonly [Dimension, Entry])[] = [['basis', ['unstated']], ['currency', ['USD']]]
  return {
    columns,
    charset: 'utf-8',
    keep,
    views: [
      {
        when: [],
        constants,
        dimensions: [
          ...dimension('period', yearOrMonth(tables)),
          ...dimension('place', comtradeReporterCell()),
          ...dimension('flow', flowCell(tables.flows('un-comtrade'))),
          ...dimension('partner', comtradePartnerCell(tables), 'partnerIso'),
          ...dimension('goods', goodsCell(['TOTAL'])),
          ...dimension('edition', editionCell(tables)),
          ...dimension('unit1', unitCell(), 'unit1Name'),
          ...dimension('unit2', unitCell(), 'unit2Name'),
        ],
        measures: [...measure('value', minorDecimals, true), ...measure('quantity1', 3), ...measure('quantity2', 3), ...measure('netWeight', 3)],
        isZeroLeftOut: false,
      },
    ],
  }
}

/** The edition stands in a column of its own. */
function yearOrMonth(tables: RawTools['tables']): DimensionCell['read'] {
  const read = periodCell(tables)
  return (text, beside) => {
    const reading = read(text, beside)
    return reading.kind === 'entry' ? { kind: 'entry', entry: reading.entry } : reading
  }
}
