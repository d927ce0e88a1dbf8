// The rows of a chart as a table without a cap: every row that was given, exact, in the unit of the source, with its interval,
// mark, source and receipt.
import { kinds } from '../kinds.ts'
import { decimalOf, printDigits } from '../number/print-number.ts'
import type { Chart, ChartRow, Measure } from '../spec.ts'
import type { ChartWords } from '../words/chart-words.ts'

export interface TableColumn {
  /** Name in files: letters, digits and underscores. */
  readonly name: string
  readonly title: string
  readonly kind: 'text' | 'number'
}

export interface TableRow {
  /** As in files: codes, plain digits, empty where there is no figure. */
  readonly cells: readonly string[]
  /** As a page shows them: names and numbers of the language. */
  readonly shown: readonly string[]
  readonly isMissing: boolean
}

export interface DataTable {
  readonly caption: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

export function tableOf(chart: Chart, words: ChartWords): DataTable {
  const { language } = words
  const dimensions = chart.dimensions.flatMap(({ id, label }): readonly TableColumn[] => [
    { name: columnName(id), title: label[language], kind: 'text' },
    { name: `${columnName(id)}_name`, title: label[language], kind: 'text' },
  ])
  const own = (name: 'measure' | 'value' | 'low' | 'high' | 'unit' | 'mark' | 'source' | 'receipt'): TableColumn => ({
    name,
    title: words.say(`table.${name}`),
    kind: name === 'value' || name === 'low' || name === 'high' ? 'number' : 'text',
  })
  const columns = [...dimensions, ...(['measure', 'value', 'low', 'high', 'unit', 'mark', 'source', 'receipt'] as const).map(own)]
  const names = chart.dimensions.map(({ id, members }) => ({ id, names: new Map(members.map((member) => [member.code, member.label[language]])) }))
  return { caption: chart.title[language], columns, rows: chart.rows.map((row) => tableRow(row, chart, names, words)) }
}

interface Names {
  readonly id: string
  readonly names: ReadonlyMap<string, string>
}

function tableRow(row: ChartRow, chart: Chart, dimensions: readonly Names[], words: ChartWords): TableRow {
  const measure = measureOf(row, chart)
  const codes = dimensions.flatMap(({ id, names }) => {
    const code = row.at[id] ?? ''
    return [code, names.get(code) ?? code]
  })
  const tail = (print: (digits: string | null | undefined) => string, measureText: string, mark: string): readonly string[] => [
    ...codes,
    measureText,
    print(row.value),
    print(row.low),
    print(row.high),
    unitCode(measure),
    mark,
    row.source,
    row.receipt,
  ]
  const shownNumber = (digits: string | null | undefined): string => {
    const value = decimalOf(digits)
    return value === undefined ? '' : printDigits(value, words.language)
  }
  const shown = tail(shownNumber, measure?.label[words.language] ?? '', row.mark === undefined ? '' : words.say(row.mark))
  const value = codes.length + 1
  return {
    cells: tail((digits) => digits ?? '', measure?.id ?? '', row.mark ?? ''),
    shown: row.value === null ? shown.with(value, words.say('no_figure')) : shown,
    isMissing: row.value === null,
  }
}

export function measureOf(row: ChartRow, chart: Chart): Measure | undefined {
  return row.measure === undefined ? chart.measures[0] : chart.measures.find(({ id }) => id === row.measure)
}

/** `1e8 CNY`: ten to the power and the unit. */
export function unitCode(measure: Measure | undefined): string {
  if (measure === undefined) return ''
  const { power, id } = measure.unit
  return power === 0 ? id : `1e${power} ${id}`
}

export function columnName(id: string): string {
  return id.replace(/[^\w]/g, '_')
}

/** What the kind calls its dimensions: used by pages for the heads of a pivot. */
export function dimensionRoles({ kind, dimensions }: Chart): readonly string[] {
  return kinds[kind].dimensions.slice(0, dimensions.length)
}
