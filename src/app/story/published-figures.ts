// The published figures as the checker of texts asks for them. Its places are codes, its measures are words of a text: a
// column of data/story/measures.csv says which figure each is. Doubtful figures hold nothing up, and where somebody published
// the cell, what we make of its parts is not a second truth beside it.
import type { CsvRow } from '../../base/csv-rows.ts'
import { multiply, type Decimal } from '../../base/decimal.ts'
import { inUnit, parsePeriod, toDecimal, type Figure as PublishedFigure, type FigureBook, type Fraction } from '../../domain/statistics/index.ts'
import { baseUnit, tenTo, type Figure, type FigureQuery, type FigureSource } from '../../domain/story/index.ts'

/** Digits after the point kept of a derived number that has no end, in the unit it was printed in. */
const scale = 10

/** `measures` are the rows of story/measures.csv: code, unit, figure, figure_place. */
export function publishedFigures(book: FigureBook, measures: readonly CsvRow[]): FigureSource {
  const rows = new Map(measures.map((row) => [row['code'] ?? '', row]))
  const places = new Map([...book.places.values()].map((place) => [place.code === '' ? place.id : place.code, place.id]))
  const byCell = new Map<string, PublishedFigure[]>()
  for (const figure of book.figures) {
    if (figure.standing === 'doubtful') continue
    for (const period of periodsOf(figure)) {
      const key = `${figure.measure} ${figure.place} ${period}`
      byCell.set(key, [...(byCell.get(key) ?? []), figure])
    }
  }
  return {
    figures: ({ measure, place, period }: FigureQuery) => {
      const row = rows.get(measure)
      const named = row?.['figure'] === undefined || row['figure'] === '' ? measure : row['figure']
      const at = row?.['figure_place'] === undefined || row['figure_place'] === '' ? (places.get(place) ?? '') : row['figure_place']
      const asked = period === 'stock' ? period : (parsePeriod(period)?.text ?? period)
      const growth = byCell.get(`${named}_growth ${at} ${asked}`)
      return withoutRivals(byCell.get(`${named} ${at} ${asked}`) ?? []).flatMap((figure) => figureOf(figure, row?.['unit'] ?? '', growth) ?? [])
    },
  }
}

/** A derived figure of a vintage that is published too is left out. */
function withoutRivals(figures: readonly PublishedFigure[]): readonly PublishedFigure[] {
  return figures.filter((figure) => figure.standing !== 'derived' || !figures.some((each) => each.standing === 'published' && each.vintage === figure.vintage))
}

/** A state up to a day or month is also the state that a text speaks of without a date. */
function periodsOf({ period }: PublishedFigure): readonly string[] {
  return /^(\.\.\/.+|\d{4}-\d{2}(-\d{2})?)$/.test(period.text) ? [period.text, 'stock'] : [period.text]
}

function figureOf(figure: PublishedFigure, unit: string, growth: readonly PublishedFigure[] | undefined): Figure | undefined {
  const { power, unit: printed } = baseUnit(figure.unit.id)
  const base = (bound: Fraction | undefined, shortening: 'nearest' | 'floor' | 'ceiling'): Decimal | undefined => {
    const own = inUnit(bound, figure.unit)
    return own === undefined ? undefined : multiply(toDecimal(own, scale, shortening), tenTo(power))
  }
  const { interval } = figure
  const [low, high] = [base(interval.low, 'floor'), base(interval.high, 'ceiling')]
  const value = base(interval.value, 'nearest') ?? low ?? high
  if (value === undefined) return undefined
  const source = figure.source?.address ?? 'derived'
  const [told] = growth?.filter((each) => each.source?.id === figure.source?.id) ?? []
  return {
    value,
    interval: { low, high },
    unit: unit === '' ? printed : unit,
    vintage: figure.vintage,
    source,
    period: figure.period.text,
    growth: told?.interval.value === undefined ? undefined : toDecimal(inUnit(told.interval.value, told.unit) ?? told.interval.value, scale, 'nearest'),
  }
}
