// Any comma-separated table, through a mapping of its columns: the importer proposes it by the headings, a person confirms it.
import type { Issue } from '../../../../base/issue.ts'
import type { Dimension, Entry } from '../dictionary.ts'
import { currencyCell, flowCell, gaccPartnerCell, goodsCell, isGeography, isoPartnerCell, listCell, periodCell, placeCell, unitCell } from '../cell-kinds.ts'
import { headerOf } from './header-line.ts'
import { separatedLines } from '../lines.ts'
import { flowInName, isFlow, mappedFields, monthsOf, rawIssue, type FileHead, type Inspected, type MappedField, type RawSettings, type RawTools, type Settled, type TableMapping } from '../raw-file.ts'
import { minorDecimals } from '../raw-tables.ts'
import type { CellReader, MeasureCell, RowPlan } from '../row-plan.ts'

export const valueUnits: Readonly<Record<number, number>> = { 1: 0, 1000: 3, 10_000: 4, 1_000_000: 6, 100_000_000: 8 }
/** What a heading may say of its unit, the larger first. */
const unitWords: readonly (readonly [RegExp, number])[] = [[/亿|億|100 million/i, 100_000_000], [/million|milhões|百万|百萬/i, 1_000_000], [/万|萬|10[, ]?000/, 10_000], [/thousand|mil |千|'000|(?<![\d,])1[, ]?000/i, 1000]]
const measureFields = ['value', 'quantity1', 'netWeight'] as const

/** What the headings seem to mean; a field is proposed once, for the first column that may be it. */
export function proposedMapping(head: FileHead, { tables }: RawTools): TableMapping {
  const columns = headerOf(head)?.columns ?? []
  const taken = new Set<string>()
  const mapped = columns.flatMap((heading) => {
    const field = mappedFields.find((each) => each === tables.headings.get(heading.trim().toLowerCase().replaceAll(/[（(].*[)）]$/g, '').trim()))
    if (field === undefined || taken.has(field)) return []
    taken.add(field)
    return [{ heading, field }]
  })
  const valueHeading = mapped.find((each) => each.field === 'value')?.heading ?? ''
  const currency = [...tables.currencies].find(([word]) => valueHeading.toLowerCase().includes(word))?.[1]
  const flow = flowInName(head.name, tables)
  return {
    columns: mapped,
    ...(flow === undefined ? {} : { flow }),
    ...(currency === undefined || taken.has('currency') ? {} : { currency }),
    geography: 'registered-place',
    partnerCodes: 'iso-3166',
    valueUnit: unitWords.find(([words]) => words.test(valueHeading))?.[1] ?? 1,
  }
}

/** A mapping as a person wrote it; undefined when it is none. */
export function readTableMapping(value: unknown): TableMapping | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { columns, flow, currency, geography, place, partnerCodes, valueUnit } = value as Record<string, unknown>
  if (!Array.isArray(columns) || typeof geography !== 'string' || !isGeography(geography)) return undefined
  const read = columns.flatMap((each: unknown) => {
    const { heading, field } = (each ?? {}) as Record<string, unknown>
    const known = mappedFields.find((name) => name === field)
    return typeof heading === 'string' && known !== undefined ? [{ heading, field: known }] : []
  })
  const unit = typeof valueUnit === 'number' ? valueUnit : 1
  if (read.length !== columns.length || valueUnits[unit] === undefined) return undefined
  if (partnerCodes !== 'gacc' && partnerCodes !== 'iso-3166') return undefined
  return {
    columns: read,
    ...(typeof flow === 'string' && isFlow(flow) ? { flow } : {}),
    ...(typeof currency === 'string' ? { currency } : {}),
    geography,
    ...(typeof place === 'string' ? { place } : {}),
    partnerCodes,
    valueUnit: unit,
  }
}

export function inspectTable(head: FileHead, told: RawSettings, tools: RawTools): Inspected {
  const header = headerOf(head)
  if (header === undefined || header.columns.length < 2) return { ok: false, issues: [rawIssue('statistics_not_text')] }
  const { mapping } = told
  if (mapping === undefined) return { ok: false, issues: [rawIssue('statistics_mapping_unconfirmed')] }
  const has = (field: MappedField): boolean => mapping.columns.some((each) => each.field === field)
  const flow = told.flow ?? mapping.flow
  const currency = mapping.currency === undefined ? undefined : tools.tables.currencies.get(mapping.currency.toLowerCase())
  const months = told.period === undefined ? undefined : monthsOf(told.period)
  const issues: Issue[] = mapping.columns.filter((each) => !header.columns.includes(each.heading)).map((each) => rawIssue('statistics_heading_absent', { heading: each.heading }))
  if (!has('flow') && flow === undefined) issues.push(rawIssue('statistics_flow_missing', {}, { kind: 'choose', path: 'flow', options: ['import', 'export'] }))
  if (!has('period') && months === undefined) issues.push(rawIssue('statistics_period_missing'))
  if (!has('currency') && currency === undefined) issues.push(rawIssue('statistics_currency_missing'))
  if (!has('value')) issues.push(rawIssue('statistics_value_missing', { options: 'value' }))
  if (issues.length > 0) return { ok: false, issues }
  const constants: (readonly [Dimension, Entry])[] = [['basis', ['unstated']]]
  const settled: Settled[] = []
  if (!has('flow') && flow !== undefined) {
    constants.push(['flow', [flow]])
    settled.push({ what: 'flow', value: flow, from: 'told' })
  }
  if (!has('period') && months !== undefined) constants.push(['period', months], ['edition', [tools.tables.editionOf(months[1])]])
  if (!has('currency') && currency !== undefined) {
    constants.push(['currency', [currency]])
    settled.push({ what: 'currency', value: currency, from: 'told' })
  }
  if (!has('goods')) constants.push(['goods', ['', '0']])
  if (!has('partner')) constants.push(['partner', [mapping.partnerCodes, '', '']])
  if (!has('place')) constants.push(['place', [mapping.geography, mapping.place ?? '']])
  return {
    ok: true,
    value: {
      format: 'table',
      plan: { columns: header.columns, charset: header.charset, keep: [], views: [viewOf(header.columns, mapping, constants, tools)] },
      start: header.start,
      cutter: () => separatedLines(header.separator, header.columns.length),
      settled,
      ignored: header.columns.filter((column) => !mapping.columns.some((each) => each.heading === column)),
    },
  }
}

function viewOf(columns: readonly string[], mapping: TableMapping, constants: readonly (readonly [Dimension, Entry])[], tools: RawTools): RowPlan['views'][number] {
  const scales = { value: minorDecimals + (valueUnits[mapping.valueUnit] ?? 0), quantity1: 3, netWeight: 3 }
  const placed = mapping.columns.map((each) => ({ ...each, column: columns.indexOf(each.heading) }))
  return {
    when: [],
    constants,
    dimensions: placed.flatMap(({ field, column }) => {
      const dimension = field === 'value' || field === 'quantity1' || field === 'netWeight' ? undefined : field
      return dimension === undefined ? [] : [{ dimension, column, read: readerOf(dimension, mapping, tools) }]
    }),
    measures: measureFields.flatMap((field): MeasureCell[] => {
      const found = placed.find((each) => each.field === field)
      return found === undefined ? [] : [{ measure: field, column: found.column, scale: scales[field], isNeeded: field === 'value' }]
    }),
    isZeroLeftOut: false,
  }
}

function readerOf(field: Exclude<MappedField, (typeof measureFields)[number]>, mapping: TableMapping, { book, tables }: RawTools): CellReader {
  switch (field) {
    case 'period':
      return periodCell(tables)
    case 'flow':
      return flowCell(tables.flows('table'))
    case 'goods':
      return goodsCell(['', 'TOTAL'])
    case 'partner':
      return mapping.partnerCodes === 'gacc' ? gaccPartnerCell(book) : isoPartnerCell(book)
    case 'place':
      return placeCell(mapping.geography)
    case 'tradeMode':
      return listCell(book, 'supervision-mode')
    case 'currency':
      return currencyCell(tables)
    case 'unit1':
      return unitCell()
  }
}
