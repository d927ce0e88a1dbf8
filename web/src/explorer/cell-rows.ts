// The rows of a table of figures: every cell of a place or a measure, with the growth that was printed with it, and the years
// between that no source fills, so that a gap is seen as one.
import {
  addsUp,
  compareFractions,
  growthOf,
  isOneYear,
  parsePeriod,
  yearPeriod,
  yearsOf,
  type Figure,
  type FigureBook,
  type Found,
  type Measure,
  type Period,
  type Place,
} from '../../../src/domain/statistics/index.ts'

export interface CellRow {
  readonly measure: Measure
  readonly place: Place
  readonly period: Period
  /** What fills the cell; undefined where it is missing. */
  readonly found: Found | undefined
  readonly growth: Figure | undefined
}

export type Column = 'place' | 'measure' | 'period' | 'value' | 'growth' | 'vintage' | 'published'

export interface Order {
  readonly column: Column
  readonly isDescending: boolean
}

interface Choice {
  readonly measure?: string | undefined
  readonly place?: string | undefined
}

/** Cells of the choice that some figure fills, and the gaps between. Cells of `all` that `book` does not know are rows, too. */
export function rowsOf(book: FigureBook, all: FigureBook, choice: Choice): readonly CellRow[] {
  const cells = new Map<string, readonly [measure: string, place: string, period: Period]>()
  const add = (measure: string, place: string, period: Period): void => void cells.set(`${measure} ${place} ${period.text}`, [measure, place, period])
  for (const figure of all.figures) {
    const measure = all.measures.get(figure.measure)?.growthOf ?? figure.measure
    if (figure.standing === 'doubtful' || (choice.measure ?? measure) !== measure || (choice.place ?? figure.place) !== figure.place) continue
    add(measure, figure.place, figure.period)
  }
  for (const [measure, place, periods] of series([...cells.values()])) if (addsUpIn(book, measure)) for (const period of gapsOf(periods)) add(measure, place, period)
  return [...cells.values()].flatMap(([measure, place, period]) => rowOf(book, measure, place, period) ?? [])
}

function rowOf(book: FigureBook, measureId: string, placeId: string, period: Period): CellRow | undefined {
  const [measure, place] = [book.measures.get(measureId), book.places.get(placeId)]
  if (measure === undefined || place === undefined) return undefined
  return {
    measure,
    place,
    period,
    found: book.find({ measure: measureId, place: placeId, period }),
    growth: book.find({ measure: growthOf(measureId), place: placeId, period })?.figure,
  }
}

function addsUpIn(book: FigureBook, id: string): boolean {
  const measure = book.measures.get(id)
  return measure !== undefined && addsUp(measure)
}

function series(cells: readonly (readonly [string, string, Period])[]): readonly (readonly [string, string, readonly Period[]])[] {
  const groups = new Map<string, [string, string, Period[]]>()
  for (const [measure, place, period] of cells) {
    const key = `${measure} ${place}`
    const group = groups.get(key) ?? [measure, place, []]
    group[2].push(period)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The years from the first to the last, where there are at least two, and those of a span. */
function gapsOf(periods: readonly Period[]): readonly Period[] {
  const years = periods.filter(isOneYear).map(({ text }) => Number(text))
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const between = years.length < 2 ? [] : Array.from({ length: last - first + 1 }, (_, index) => yearPeriod(first + index))
  return [...between, ...periods.flatMap((period) => yearsOf(period) ?? [])]
}

export function sortRows(rows: readonly CellRow[], { column, isDescending }: Order, nameOf: (row: CellRow, column: 'place' | 'measure') => string): readonly CellRow[] {
  const sign = isDescending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [isEmptyA, isEmptyB] = [a, b].map((row) => isEmpty(row, column))
    // What is missing stands last, whichever way.
    if (isEmptyA !== isEmptyB) return isEmptyA ? 1 : -1
    return sign * compare(a, b, column, nameOf) || latestFirst(a, b)
  })
}

function isEmpty(row: CellRow, column: Column): boolean {
  if (column === 'value' || column === 'vintage' || column === 'published') return row.found === undefined
  return column === 'growth' && row.growth === undefined
}

function compare(a: CellRow, b: CellRow, column: Column, nameOf: (row: CellRow, column: 'place' | 'measure') => string): number {
  switch (column) {
    case 'place':
    case 'measure':
      return nameOf(a, column).localeCompare(nameOf(b, column))
    case 'period':
      return -latestFirst(a, b)
    case 'value':
      return byValue(a.found?.figure, b.found?.figure)
    case 'growth':
      return byValue(a.growth, b.growth)
    case 'vintage':
      return (a.found?.figure.vintage ?? '').localeCompare(b.found?.figure.vintage ?? '')
    case 'published':
      return (a.found?.figure.published ?? '').localeCompare(b.found?.figure.published ?? '')
  }
}

function byValue(a: Figure | undefined, b: Figure | undefined): number {
  const [left, right] = [a, b].map((figure) => figure?.interval.value ?? figure?.interval.low ?? figure?.interval.high)
  return left === undefined || right === undefined ? 0 : compareFractions(left, right)
}

/** By the last day that it speaks of, then the shorter one first. */
function latestFirst(a: CellRow, b: CellRow): number {
  const end = (row: CellRow): string => row.period.to ?? row.period.from ?? ''
  return end(b).localeCompare(end(a)) || b.period.text.length - a.period.text.length || b.period.text.localeCompare(a.period.text)
}

/** The span of years that a group is known for, with the cells of its members; undefined where there is none. */
export interface MemberCells {
  readonly span: Period
  readonly years: readonly Period[]
  readonly members: readonly Place[]
  readonly find: (member: Place, year: Period) => Found | undefined
  readonly known: number
  readonly all: number
}

export function memberCells(book: FigureBook, measure: Measure, place: Place): MemberCells | undefined {
  const spans = book.figures.filter((figure) => figure.measure === measure.id && figure.place === place.id && figure.standing !== 'doubtful').flatMap(({ period }) => ((yearsOf(period)?.length ?? 0) > 1 ? [period] : []))
  const span = spans.toSorted((a, b) => b.text.localeCompare(a.text))[0]
  const years = span === undefined ? undefined : yearsOf(parsePeriod(span.text) ?? span)
  const members = place.members.flatMap((member) => book.places.get(member.place) ?? [])
  if (span === undefined || years === undefined || members.length === 0 || !addsUp(measure)) return undefined
  const find = (member: Place, year: Period): Found | undefined => book.find({ measure: measure.id, place: member.id, period: year })
  const known = members.flatMap((member) => years.filter((year) => find(member, year) !== undefined)).length
  return known === 0 ? undefined : { span, years, members, find, known, all: members.length * years.length }
}
