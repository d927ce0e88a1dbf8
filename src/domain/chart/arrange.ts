// Chart → cells in the order they are shown. Missing cells are there too, as missing. What is below the top n is joined into
// one exact sum or left out, and either is counted, so that it can be said.
import { add, compare, type Decimal } from '../../base/decimal.ts'
import type { Label } from '../../base/language.ts'
import { cellKey } from './chart.ts'
import { kinds } from './kinds.ts'
import { decimalOf } from './number/print-number.ts'
import type { Chart, ChartRow, Dimension, Measure, Member } from './spec.ts'

/** A value with the interval that it stands for; undefined where nobody published one. */
export interface Figure {
  readonly value: Decimal | undefined
  readonly low: Decimal | undefined
  readonly high: Decimal | undefined
  readonly row: ChartRow | undefined
  /** Cells without a figure in it: 1 for a missing cell, more in a sum of joined members. */
  readonly missing: number
}

export interface Datum {
  readonly index: number
  /** A member for each dimension, in order. */
  readonly at: readonly Member[]
  /** Members joined in this one; 0 for a cell of its own. */
  readonly joined: number
  readonly figure: Figure
  /** The second measure of a scatter. */
  readonly up: Figure | undefined
}

export interface Arrangement {
  readonly chart: Chart
  readonly measure: Measure
  readonly dimensions: readonly Dimension[]
  readonly data: readonly Datum[]
  /** Members of the ranked dimension that are not shown. */
  readonly leftOut: number
  /** The cell of these members of the dimensions, by their places. */
  readonly cell: (first: number, second?: number) => Datum | undefined
  /** The published total of the parts at a place of the other dimension; the first total when there is none. */
  readonly total: (first?: number) => Figure | undefined
}

/** Code of the member that stands for all below the top n. */
export const restCode = '…'
const restLabel: Label = { 'zh-Hans': '其他', 'zh-Hant': '其他', en: 'Others', pt: 'Outros' }
/** More cells than this are not drawn one by one; the table has them all. */
export const mostCells = 5000

export function arrange(chart: Chart): Arrangement {
  const [measure] = chart.measures
  const traits = kinds[chart.kind]
  const full = withSeries(chart)
  const rows = new Map(full.rows.map((row) => [cellKey(full, row), row]))
  const ordered = orderedMembers(full, rows)
  const shown = ordered.slice(0, shownCount(full, ordered.length))
  const below = ordered.slice(shown.length)
  const isJoined = traits.rest === 'joined' && below.length > 0
  const members = isJoined ? [...shown, { code: restCode, label: restLabel }] : shown
  const dimensions = full.dimensions.map((each, index) => (index === traits.ranked ? { ...each, members } : each))
  const data = (traits.dense ? denseCells(dimensions) : sparseCells(full, dimensions, below, isJoined)).map((at, index) => datumOf(full, rows, below, at, index))
  const places = new Map(data.map((datum) => [datum.at.map(({ code }) => code).join('\u0000'), datum]))
  return {
    chart: full,
    measure: measure ?? { id: '', label: restLabel, unit: { id: '', power: 0, label: restLabel } },
    dimensions,
    data,
    leftOut: isJoined ? 0 : below.length,
    cell: (first, second = 0) => places.get([dimensions[0]?.members[first]?.code, dimensions[1]?.members[second]?.code].filter((code) => code !== undefined).join('\u0000')),
    total: (first = 0) => totalAt(full, first),
  }
}

/** Numbers of a figure that are drawn: its value and both ends of its interval. */
export function numbersOf({ value, low, high }: Figure): readonly Decimal[] {
  return [low, value, high].filter((each) => each !== undefined)
}

export function sumOf(figures: readonly Figure[]): Figure {
  const known = figures.filter(({ value }) => value !== undefined)
  const totalOf = (pick: (figure: Figure) => Decimal | undefined): Decimal | undefined =>
    known.map(pick).reduce<Decimal | undefined>((sum, each) => (sum === undefined ? each : each === undefined ? sum : add(sum, each)), undefined)
  const hasInterval = known.some(({ low }) => low !== undefined)
  return {
    value: totalOf(({ value }) => value),
    low: hasInterval ? totalOf(({ low, value }) => low ?? value) : undefined,
    high: hasInterval ? totalOf(({ high, value }) => high ?? value) : undefined,
    row: undefined,
    missing: figures.reduce((count, { missing }) => count + missing, 0),
  }
}

/** Lines without a second dimension are one series, named after the measure. */
function withSeries(chart: Chart): Chart {
  if (chart.kind !== 'lines' || chart.dimensions.length > 1) return chart
  const label = chart.measures[0]?.label ?? restLabel
  return {
    ...chart,
    dimensions: [...chart.dimensions, { id: '', label, members: [{ code: '', label }] }],
    rows: chart.rows.map((row) => ({ ...row, at: { ...row.at, '': '' } })),
  }
}

function shownCount(chart: Chart, all: number): number {
  const { ranked } = kinds[chart.kind]
  const others = chart.dimensions.reduce((count, { members }, index) => (index === ranked || !kinds[chart.kind].dense ? count : count * members.length), 1)
  return Math.min(chart.top ?? all, Math.max(1, Math.floor(mostCells / others)))
}

function orderedMembers(chart: Chart, rows: ReadonlyMap<string, ChartRow>): readonly Member[] {
  const { ranked } = kinds[chart.kind]
  const members = chart.dimensions[ranked]?.members ?? []
  if (chart.order === 'given') return members
  const values = rankValues(chart, ranked, rows)
  return [...members].sort((a, b) => byValue(values.get(a.code), values.get(b.code)))
}

/** What members are ranked by: the last known value of a series, the sum of the known cells elsewhere. */
function rankValues(chart: Chart, ranked: number, rows: ReadonlyMap<string, ChartRow>): ReadonlyMap<string, Decimal> {
  const dimension = chart.dimensions[ranked]
  const first = chart.measures[0]?.id
  const found = new Map<string, Decimal>()
  const isSeries = chart.kind === 'lines' || chart.kind === 'slope'
  const across = new Map((chart.dimensions[0]?.members ?? []).map(({ code }, index) => [code, index]))
  const inOrder = isSeries ? [...rows.values()].sort((a, b) => (across.get(a.at[chart.dimensions[0]?.id ?? ''] ?? '') ?? 0) - (across.get(b.at[chart.dimensions[0]?.id ?? ''] ?? '') ?? 0)) : rows.values()
  for (const row of inOrder) {
    const value = decimalOf(row.value)
    const code = row.at[dimension?.id ?? '']
    if (value === undefined || code === undefined || (row.measure ?? first) !== first) continue
    const before = found.get(code)
    found.set(code, isSeries || before === undefined ? value : add(before, value))
  }
  return found
}

/** The largest first, what has no value last. */
function byValue(a: Decimal | undefined, b: Decimal | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return compare(b, a)
}

function denseCells(dimensions: readonly Dimension[]): readonly (readonly Member[])[] {
  return dimensions.reduce<readonly (readonly Member[])[]>((cells, { members }) => cells.flatMap((cell) => members.map((member) => [...cell, member])), [[]])
}

function sparseCells(chart: Chart, dimensions: readonly Dimension[], below: readonly Member[], isJoined: boolean): readonly (readonly Member[])[] {
  const { ranked } = kinds[chart.kind]
  const hidden = new Set(below.map(({ code }) => code))
  const cells = new Map<string, readonly string[]>()
  for (const row of chart.rows) {
    const codes = dimensions.map(({ id }, index) => {
      const code = row.at[id] ?? ''
      return index === ranked && hidden.has(code) ? restCode : code
    })
    if (isJoined || codes[ranked] !== restCode) cells.set(codes.join('\u0000'), codes)
  }
  const orders = dimensions.map(({ members }) => new Map(members.map((member, place) => [member.code, { member, place }])))
  const places = (codes: readonly string[]): readonly number[] => codes.map((code, index) => orders[index]?.get(code)?.place ?? 0)
  return [...cells.values()]
    .sort((a, b) => byPlaces(places(a), places(b)))
    .slice(0, mostCells)
    .map((codes) => codes.flatMap((code, index) => orders[index]?.get(code)?.member ?? []))
}

function byPlaces(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((place, at) => place !== b[at])
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

function datumOf(chart: Chart, rows: ReadonlyMap<string, ChartRow>, below: readonly Member[], at: readonly Member[], index: number): Datum {
  const codes = at.map(({ code }) => code)
  const isRest = codes.includes(restCode)
  const figure = (measure: Measure | undefined): Figure => {
    if (measure === undefined) return figureOf(undefined)
    if (!isRest) return figureOf(rows.get([measure.id, ...codes].join('\u0000')))
    const parts = below.map(({ code }) => rows.get([measure.id, ...codes.map((each) => (each === restCode ? code : each))].join('\u0000')))
    const { dense } = kinds[chart.kind]
    return sumOf(parts.filter((row) => dense || row !== undefined).map(figureOf))
  }
  return { index, at, joined: isRest ? below.length : 0, figure: figure(chart.measures[0]), up: chart.measures.length > 1 ? figure(chart.measures[1]) : undefined }
}

function figureOf(row: ChartRow | undefined): Figure {
  const value = decimalOf(row?.value)
  return { value, low: decimalOf(row?.low), high: decimalOf(row?.high), row, missing: value === undefined ? 1 : 0 }
}

function totalAt(chart: Chart, first: number): Figure | undefined {
  const { ranked } = kinds[chart.kind]
  const [across] = chart.dimensions
  const code = across?.members[first]?.code
  const row = (chart.totals ?? []).find((each) => ranked === 0 || each.at[across?.id ?? ''] === code)
  return row === undefined ? undefined : figureOf(row)
}
