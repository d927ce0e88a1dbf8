// JSON answers of Hong Kong's trade statistics (dataset hk-censtatd-trade-idds-trade): value and quantity come in rows of
// their own, value in thousands of dollars. Names of the rows' columns beside period and figure are as public readers have them.
import type { Dimension, Entry } from '../dictionary.ts'
import { flowCell, goodsCell, isoPartnerCell, periodCell, unitCell } from '../cell-kinds.ts'
import { listedObjects, listStart } from '../listed-objects.ts'
import { headText, rawIssue, type FileHead, type Inspected, type RawTools } from '../raw-file.ts'
import { minorDecimals } from '../raw-tables.ts'
import type { Condition, DimensionCell, RowView } from '../row-plan.ts'

const lists = ['dataSet', 'dataset']
const thousand = 3

export function isHongkongAnswer(head: FileHead): boolean {
  const text = headText(head.bytes)?.text ?? ''
  return text.trimStart().startsWith('{') && (listStart(text, lists) >= 0 || /"status"\s*:\s*\{[^}]*"Fail"/.test(text)) && text.includes('"header"')
}

export function inspectHongkongAnswer(head: FileHead, tools: RawTools): Inspected {
  const text = headText(head.bytes)
  const begin = listStart(text?.text ?? '', lists)
  // The service answers a wrong query with status 200 and says so inside.
  if (begin < 0 || /"name"\s*:\s*"Fail"/.test(text?.text ?? '')) return { ok: false, issues: [rawIssue('statistics_answer_failed')] }
  const { tables, book } = tools
  const facts = tables.columns('hongkong-answer')
  const columns = facts.map((fact) => fact.column)
  const at = (field: string): number => facts.findIndex((fact) => fact.field === field)
  const first = firstObject(text?.text ?? '', lists)
  const has = (field: string): boolean => first.includes(`"${facts[at(field)]?.column}"`)
  const cell = (dimension: Dimension, field: string, read: DimensionCell['read']): DimensionCell => ({ dimension, column: at(field), read })
  const hasConsignment = has('consignment')
  const dimensions = [
    cell('period', 'period', periodCell(tables)),
    cell('flow', 'flow', flowCell(tables.flows('hongkong-answer'))),
    ...(has('goods') ? [cell('goods', 'goods', goodsCell())] : []),
    ...(hasConsignment ? [cell('partner', 'consignment', isoPartnerCell(book, 'hongkong'))] : []),
    ...(has('origin') ? [cell(hasConsignment ? 'secondPartner' : 'partner', 'origin', isoPartnerCell(book, 'hongkong'))] : []),
  ]
  const constants: readonly (readonly [Dimension, Entry])[] = [
    ['place', ['territory', 'HKG']],
    ['currency', ['HKD']],
    ['basis', [hasConsignment ? 'consignment' : has('origin') ? 'origin' : 'unstated']],
    ...(has('goods') ? [] : [['goods', ['', '0']] as const]),
    ...(has('origin') || hasConsignment ? [] : [['partner', ['hongkong', '', '']] as const]),
  ]
  const views: readonly RowView[] = [
    { when: [{ column: at('measure'), allowed: ['VCm', 'VCM'] }], constants, dimensions, measures: [{ measure: 'value', column: at('figure'), scale: thousand + minorDecimals, isNeeded: true }], isZeroLeftOut: false },
    {
      when: [{ column: at('measure'), allowed: ['QCm', 'QCM'] }],
      constants,
      dimensions: [...dimensions, cell('unit1', 'unit1', unitCell())],
      measures: [{ measure: 'quantity1', column: at('figure'), scale: 3, isNeeded: true }],
      isZeroLeftOut: false,
    },
  ]
  // 5 is imports and exports together, which the other rows are already.
  const keep: Condition[] = [{ column: at('flow'), allowed: ['5'], isNot: true }]
  if (has('codeclass')) keep.push({ column: at('codeclass'), allowed: ['HKHS2', 'HKHS4', 'HKHS6', 'HKHS8', ''] })
  return {
    ok: true,
    value: {
      format: 'hongkong-answer',
      plan: { columns, charset: 'utf-8', keep, views },
      start: { offset: (text?.markBytes ?? 0) + begin, row: 0 },
      cutter: () => listedObjects(columns.map((column) => column.toLowerCase())),
      settled: [{ what: 'currency', value: 'HKD', from: 'file' }, { what: 'place', value: 'HKG', from: 'file' }],
      ignored: [],
    },
  }
}

function firstObject(text: string, names: readonly string[]): string {
  const found = new RegExp(`"(?:${names.join('|')})"\\s*:\\s*\\[\\s*(\\{[^}]*)`).exec(text)
  return found?.[1] ?? ''
}
