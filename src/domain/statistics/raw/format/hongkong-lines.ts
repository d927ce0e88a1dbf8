// The fixed-width files of Hong Kong's trade statistics: HSCCIT (imports, domestic exports and re-exports by consignment),
// HSCOIT (imports by origin), HSCOCCIT (re-exports by origin and destination). They say no month; sums to date are left out.
import type { Dimension, Entry } from '../dictionary.ts'
import { goodsCell, hongkongPartnerCell } from '../cell-kinds.ts'
import { fixedLines } from '../lines.ts'
import { isFlow, monthsOf, rawIssue, type FileHead, type Inspected, type RawSettings, type RawTools } from '../raw-file.ts'
import { minorDecimals, type LineLayout, type RawTables } from '../raw-tables.ts'
import type { RowView } from '../row-plan.ts'

/** Type 1 is the 8-digit item; the others are its sums. */
const itemType = '1'
/** The merchandise total and the sum of everything stand among the items. */
const totals = ['00000000', '00000001']
const bases: Readonly<Record<string, string>> = { HSCCIT: 'consignment', HSCOIT: 'origin', HSCOCCIT: 'destination' }

export function hongkongLayout(head: FileHead, tables: RawTables): LineLayout | undefined {
  const markBytes = markOf(head.bytes)
  const lineEnd = head.bytes.indexOf(10)
  const line = head.bytes.subarray(markBytes, lineEnd < 0 ? head.bytes.length : lineEnd)
  const width = line.at(-1) === 13 ? line.length - 1 : line.length
  if (!line.subarray(0, 9).every((byte) => byte >= 48 && byte <= 57)) return undefined
  return tables.layouts.find((layout) => layout.width === width)
}

export function inspectHongkongLines(head: FileHead, told: RawSettings, { tables }: RawTools): Inspected {
  const layout = hongkongLayout(head, tables)
  if (layout === undefined) return { ok: false, issues: [rawIssue('statistics_not_this_source', { source: 'hongkong' })] }
  const months = told.period === undefined ? undefined : monthsOf(told.period)
  if (told.period === undefined || months?.[0] !== 'month') return { ok: false, issues: [rawIssue('statistics_month_missing', { file: layout.file })] }
  const at = (field: string): number => layout.fields.findIndex((each) => each.field === field)
  const constants: readonly (readonly [Dimension, Entry])[] = [
    ['period', months],
    ['edition', [tables.editionOf(months[1])]],
    ['place', ['territory', 'HKG']],
    ['currency', ['HKD']],
    ['basis', [bases[layout.file] ?? 'unstated']],
    // The unit of an item is in its tariff and not in the file.
    ['unit1', ['unstated']],
  ]
  const second = at('secondPartner')
  const flows = layout.fields.flatMap((each) => (each.field.endsWith('.value') ? [each.field.slice(0, -'.value'.length)] : [])).filter(isFlow)
  const views = flows.map((flow): RowView => ({
    when: [],
    constants: [...constants, ['flow', [flow]]],
    dimensions: [
      { dimension: 'goods', column: at('goods'), read: goodsCell() },
      { dimension: 'partner', column: at('partner'), read: hongkongPartnerCell() },
      ...(second < 0 ? [] : [{ dimension: 'secondPartner' as const, column: second, read: hongkongPartnerCell() }]),
    ],
    measures: [
      { measure: 'value', column: at(`${flow}.value`), scale: minorDecimals, isNeeded: true },
      { measure: 'quantity1', column: at(`${flow}.quantity`), scale: 3, isNeeded: false },
    ],
    isZeroLeftOut: true,
  }))
  return {
    ok: true,
    value: {
      format: 'hongkong-lines',
      plan: { columns: layout.fields.map((each) => each.field), charset: 'utf-8', keep: [{ column: at('type'), allowed: [itemType] }, { column: at('goods'), allowed: totals, isNot: true }], views },
      start: { offset: markOf(head.bytes), row: 0 },
      cutter: () => fixedLines(layout.width, layout.fields),
      settled: [{ what: 'period', value: told.period, from: 'told' }, { what: 'place', value: 'HKG', from: 'file' }, { what: 'currency', value: 'HKD', from: 'file' }],
      ignored: layout.fields.flatMap((each) => (each.field.endsWith('ToDate') ? [each.field] : [])),
    },
  }
}

function markOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}
