// The CSV of the mainland customs' online query (stats.customs.gov.cn): columns by what was asked, the currency as the name of
// the value column, and no word of whether it is exports or imports. Facts: data/statistics/raw-columns.csv.
import type { Dimension, Entry } from '../dictionary.ts'
import { gaccPartnerCell, goodsCell, listCell, periodCell, placeCell, unitCell } from '../cell-kinds.ts'
import { headerOf } from './header-line.ts'
import { separatedLines } from '../lines.ts'
import { flowInName, monthsOf, rawIssue, type FileHead, type Inspected, type RawSettings, type RawTools, type Settled } from '../raw-file.ts'
import { minorDecimals, type ColumnFact } from '../raw-tables.ts'
import type { CellReader, DimensionCell, MeasureCell, RowView } from '../row-plan.ts'
import type { Issue } from '../../../../base/issue.ts'
import type { Flow } from '../observation.ts'

export function isMainlandQuery(head: FileHead, { tables }: RawTools): boolean {
  const columns = new Set(headerOf(head)?.columns)
  const facts = tables.columns('mainland-query').filter((fact) => columns.has(fact.column))
  return facts.some((fact) => fact.field === 'value') && facts.length >= 3
}

export function inspectMainlandQuery(head: FileHead, told: RawSettings, tools: RawTools): Inspected {
  const header = headerOf(head)
  if (header === undefined) return { ok: false, issues: [rawIssue('statistics_not_text')] }
  const facts = new Map(tools.tables.columns('mainland-query').map((fact) => [fact.column, fact]))
  const used = header.columns.flatMap((column, index) => {
    const fact = facts.get(column)
    return fact === undefined ? [] : [{ ...fact, index }]
  })
  const inName = flowInName(head.name, tools.tables)
  const flow = told.flow ?? inName
  const hasPeriod = used.some((fact) => fact.field === 'period')
  const months = told.period === undefined ? undefined : monthsOf(told.period)
  const issues = missing(used, flow, hasPeriod || months !== undefined)
  if (issues.length > 0 || flow === undefined) return { ok: false, issues }
  const settled: Settled[] = [{ what: 'flow', value: flow, from: told.flow === undefined ? 'file-name' : 'told' }]
  if (!hasPeriod && told.period !== undefined) settled.push({ what: 'period', value: told.period, from: 'told' })
  const constants = constantsOf(used, flow, hasPeriod ? undefined : months, tools)
  const dimensions = used.flatMap((fact): DimensionCell[] => {
    const read = readerOf(fact, tools)
    return read === undefined ? [] : [{ ...read, column: fact.index }]
  })
  const quantities = used.filter((fact) => fact.field === 'quantity1' || fact.field === 'quantity2')
  const views = used
    .filter((fact) => fact.field === 'value')
    .map((fact, nth): RowView => ({
      when: [],
      constants: [...constants, ['currency', [fact.set]]],
      dimensions,
      // Where a file has two currencies, quantities belong to the first.
      measures: [{ measure: 'value', column: fact.index, scale: minorDecimals, isNeeded: true }, ...(nth === 0 ? quantities.map(quantityOf) : [])],
      isZeroLeftOut: false,
    }))
  for (const fact of used) if (fact.field === 'value') settled.push({ what: 'currency', value: fact.set, from: 'file' })
  return {
    ok: true,
    value: {
      format: 'mainland-query',
      plan: { columns: header.columns, charset: header.charset, keep: [], views },
      start: header.start,
      cutter: () => separatedLines(header.separator, header.columns.length),
      settled,
      ignored: header.columns.filter((column) => !facts.has(column)),
    },
  }
}

function missing(used: readonly ColumnFact[], flow: Flow | undefined, hasPeriod: boolean): readonly Issue[] {
  const issues: Issue[] = []
  if (flow === undefined) issues.push(rawIssue('statistics_flow_missing', {}, { kind: 'choose', path: 'flow', options: ['import', 'export'] }))
  if (!hasPeriod) issues.push(rawIssue('statistics_period_missing'))
  if (!used.some((fact) => fact.field === 'value')) issues.push(rawIssue('statistics_value_missing', { options: '美元, 人民币' }))
  return issues
}

/** What was not asked for is the total: all goods, all partners, all trade modes, all places. */
function constantsOf(used: readonly ColumnFact[], flow: Flow, months: Entry | undefined, { tables }: RawTools): readonly (readonly [Dimension, Entry])[] {
  const has = (field: string): boolean => used.some((fact) => fact.field === field)
  const constants: (readonly [Dimension, Entry])[] = [
    ['flow', [flow]],
    // By origin and by last known destination, as far as is known; the files do not say it.
    ['basis', ['unstated']],
  ]
  if (months !== undefined) constants.push(['period', months], ['edition', [tables.editionOf(months[1] ?? '')]])
  if (!has('goods')) constants.push(['goods', ['', '0']])
  if (!has('partner')) constants.push(['partner', ['gacc', '', '']])
  if (!has('place')) constants.push(['place', ['registered-place', '']])
  return constants
}

function readerOf(fact: ColumnFact, { book, tables }: RawTools): { readonly dimension: Dimension; readonly read: CellReader } | undefined {
  switch (fact.field) {
    case 'period':
      return { dimension: 'period', read: periodCell(tables) }
    case 'goods':
      return { dimension: 'goods', read: goodsCell() }
    case 'partner':
      return { dimension: 'partner', read: gaccPartnerCell(book) }
    case 'tradeMode':
      return { dimension: 'tradeMode', read: listCell(book, 'supervision-mode') }
    case 'place':
      return { dimension: 'place', read: placeCell('registered-place') }
    case 'unit1':
    case 'unit2':
      return { dimension: fact.field, read: unitCell() }
    default:
      return undefined
  }
}

function quantityOf(fact: ColumnFact & { readonly index: number }): MeasureCell {
  return { measure: fact.field === 'quantity1' ? 'quantity1' : 'quantity2', column: fact.index, scale: 3, isNeeded: false }
}
