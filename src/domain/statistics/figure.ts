// A figure is a number as somebody published it: whose, of when, of what, its printed digits, and how far it can be
// trusted. Its digits make it an interval. A cell is the place it fills; a cell may hold figures of several sources and
// vintages, and all are kept.
import type { CsvRow } from '../../base/csv-rows.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import { parseDecimal, type Decimal } from '../../base/decimal.ts'
import { invariant } from '../../base/invariant.ts'
import { compareFractions, fraction, fromDecimal, negative, times, zero, type Fraction } from './fraction.ts'
import { aroundPrinted, exactly, interval, type Interval } from './interval.ts'
import { parsePeriod, type Period } from './period.ts'
import type { Unit } from './unit.ts'

/** Order of release: the first figures of a period, those that a later release implies, and the yearbook's. */
export const vintages = ['preliminary', 'revised', 'final'] as const
export type Vintage = (typeof vintages)[number]

/** The word printed before the number; `exact` for a count of things that is not rounded. */
export const qualifiers = ['', 'exact', 'over', 'about', 'nearly', 'under'] as const
export type Qualifier = (typeof qualifiers)[number]

/** Doubtful figures are kept to be seen, and never used unless named. */
export const standings = ['published', 'derived', 'doubtful'] as const
export type Standing = (typeof standings)[number]

/** A an official body or major outlet, B a secondary page or transcription, C an anonymous reprint. */
export const reliabilities = ['A', 'B', 'C'] as const
export type Reliability = (typeof reliabilities)[number]

export interface Source {
  readonly id: string
  readonly address: string
  readonly title: string
  readonly reliability: Reliability
}

/** What a figure is asked by. Left out: whatever there is, by the rule of choice. */
export interface Cell {
  readonly measure: string
  readonly place: string
  readonly period: Period
  readonly vintage?: Vintage
  readonly basis?: string
  /** One figure by its id. */
  readonly id?: string
}

export interface Figure {
  readonly id: string
  readonly measure: string
  readonly place: string
  readonly period: Period
  /** Digits as printed, in `unit`; empty for a derived figure. */
  readonly printed: string
  readonly unit: Unit
  readonly qualifier: Qualifier
  /** In the smallest of the unit's dimension. */
  readonly interval: Interval
  readonly vintage: Vintage
  /** By whose rule it counts: registered place, port, statistics bureau, producers' association. */
  readonly basis: string
  readonly standing: Standing
  readonly source: Source | undefined
  /** Day, month or year of the publication, as far as known. */
  readonly published: string
  /** The recipe of a derived figure. */
  readonly recipe?: string
  /** Figures that a derived one is made of, down to the printed ones. */
  readonly inputs: readonly Figure[]
  readonly note: string
}

/** Where a figure stands, `total[Shenzhen, 2019]`. */
export function figureCell(figure: Pick<Figure, 'measure' | 'place'> & { readonly period: Pick<Period, 'text'> }): string {
  return `${figure.measure}[${figure.place}, ${figure.period.text}]`
}

/** The text of a cell with what it was asked by, `total[Shenzhen, 2019, vintage=final]`. */
export function cellText(cell: Cell): string {
  const more = (['vintage', 'basis', 'id'] as const).flatMap((key) => (cell[key] === undefined ? [] : [`${key}=${cell[key]}`]))
  return `${cell.measure}[${[cell.place, cell.period.text, ...more].join(', ')}]`
}

/** Columns: id, address, title, reliability. */
export function sourcesFrom(rows: readonly CsvRow[]): ReadonlyMap<string, Source> {
  return new Map(
    rows.map((row) => {
      const id = row['id'] ?? ''
      return [id, { id, address: row['address'] ?? '', title: row['title'] ?? '', reliability: oneOf(reliabilities, row['reliability'], `reliability of source ${id}`) }]
    }),
  )
}

export interface FigureTables {
  readonly units: ReadonlyMap<string, Unit>
  readonly places: ReadonlyMap<string, unknown>
  readonly measures: ReadonlyMap<string, { readonly unit: Unit }>
  readonly sources: ReadonlyMap<string, Source>
}

/** A published figure. Columns: id, place, period, measure, printed, unit, qualifier, low, high, vintage, basis, standing, source, published, note. */
export function figureFrom(row: CsvRow, tables: FigureTables): Figure {
  const id = row['id'] ?? ''
  const unit = tables.units.get(row['unit'] ?? '')
  const measure = tables.measures.get(row['measure'] ?? '')
  const source = tables.sources.get(row['source'] ?? '')
  const period = parsePeriod(row['period'] ?? '')
  const printed = parseDecimal(row['printed'] ?? '')
  invariant(tables.places.has(row['place'] ?? ''), `figure ${id} has a place that is known, not '${row['place']}'`)
  invariant(measure !== undefined && unit !== undefined && source !== undefined, `figure ${id} has a measure, unit and source that are known`)
  invariant(period !== undefined && period.text === row['period'], `figure ${id} has a period in its canonical writing, not '${row['period']}'`)
  invariant(printed !== undefined, `figure ${id} has digits, not '${row['printed']}'`)
  invariant(measure.unit.dimension === unit.dimension, `figure ${id} is in a unit of ${measure.unit.dimension}, not ${unit.id}`)
  const qualifier = oneOf(qualifiers, row['qualifier'], `qualifier of figure ${id}`)
  const bounds = { low: parseDecimal(row['low'] ?? ''), high: parseDecimal(row['high'] ?? '') }
  return {
    id,
    measure: row['measure'] ?? '',
    place: row['place'] ?? '',
    period,
    printed: row['printed'] ?? '',
    unit,
    qualifier,
    interval: printedInterval(printed, unit.factor, qualifier, bounds),
    vintage: oneOf(vintages, row['vintage'], `vintage of figure ${id}`),
    basis: row['basis'] ?? '',
    standing: oneOf(standings, row['standing'], `standing of figure ${id}`),
    source,
    published: row['published'] ?? '',
    inputs: [],
    note: row['note'] ?? '',
  }
}

/** What printed digits say: half of the last digit on both sides, or what the word before them leaves. In the smallest of the dimension. */
export function printedInterval(
  printed: Decimal,
  factor: Fraction,
  qualifier: Qualifier,
  bounds: { readonly low?: Decimal | undefined; readonly high?: Decimal | undefined } = {},
): Interval {
  const value = times(fromDecimal(printed), factor)
  const step = times(fraction(1n, 10n ** BigInt(printed.scale)), factor)
  switch (qualifier) {
    case 'exact':
      return exactly(value)
    case 'over':
      return interval(value, value, undefined)
    case 'nearly':
    case 'under':
      return interval(value, undefined, value)
    case 'about':
      return interval(value, undefined, undefined)
    case '': {
      const around = aroundPrinted(value, step)
      const [low, high] = [bounds.low ?? undefined, bounds.high ?? undefined].map((bound) => (bound === undefined ? undefined : times(fromDecimal(bound), factor)))
      return interval(value, low ?? around.low, high ?? around.high)
    }
  }
}

/** The last day on which a figure was published at the latest: `2024-01` was out on 2024-01-31. Undefined where no date is known. */
export function publishedBy(figure: Pick<Figure, 'published'>): CivilDate | undefined {
  return parsePeriod(figure.published)?.to ?? parseCivilDate(figure.published)
}

export function absolute(value: Fraction): Fraction {
  return compareFractions(value, zero) < 0 ? negative(value) : value
}

export function oneOf<T extends string>(all: readonly T[], text: string | undefined, what: string): T {
  const found = all.find((each) => each === text)
  invariant(found !== undefined, `${what} is one of ${all.join(', ')}, not '${text}'`)
  return found
}
