// What the checker asks of published statistics: the figures of one cell, which may be several where the cell was
// published again. Values are in base units (yuan, vehicles, TEU), not in the 1e8 or 1e4 of the source.
import type { CsvRow } from '../../base/csv-rows.ts'
import { multiply, parseDecimal, type Decimal } from '../../base/decimal.ts'
import { exactly, tenTo, times, type Interval } from './interval.ts'

export interface FigureQuery {
  /** Code of the measure, `total`, `new_three_export`. */
  readonly measure: string
  /** Code of the place, `GBA9`, `440300`. */
  readonly place: string
  /** `2023`, `2019/2023`, `2023M1-11`, `2024H1`, `2024Q1`, `2021-04`; `stock` for whatever a stock was last. */
  readonly period: string
}

export interface Figure {
  readonly value: Decimal
  readonly interval: Interval
  readonly unit: string
  /** `published`, `preliminary`, `final`, `revised`, `derived`. */
  readonly vintage: string
  readonly source: string
  readonly period: string
  /** Growth in percent on the same period of the year before, as the source prints it. */
  readonly growth: Decimal | undefined
}

export interface FigureSource {
  readonly figures: (query: FigureQuery) => readonly Figure[]
}

/**
 * Figures of rows with the columns place_code, year, measure, value, unit, lo, hi, growth_percent, status, source_url. A row
 * without `lo` is left out, having no digits to go by; one without `hi` is a lower bound.
 */
export function figuresFrom(rows: readonly CsvRow[]): FigureSource {
  const cells = new Map<string, Figure[]>()
  for (const row of rows) {
    const figure = figureOf(row)
    if (figure === undefined) continue
    const periods = isStockPeriod(figure.period) ? [figure.period, 'stock'] : [figure.period]
    for (const period of periods) {
      const key = keyOf({ measure: row['measure'] ?? '', place: row['place_code'] ?? '', period })
      cells.set(key, [...(cells.get(key) ?? []), figure])
    }
  }
  return { figures: (query) => cells.get(keyOf(query)) ?? [] }
}

function keyOf({ measure, place, period }: FigureQuery): string {
  return `${measure} ${place} ${period}`
}

/** A state up to a day or month, not the sum of a period. */
function isStockPeriod(period: string): boolean {
  return period.startsWith('to ') || /^\d{4}-\d{2}(-\d{2})?$/.test(period)
}

function figureOf(row: CsvRow): Figure | undefined {
  const { power, unit } = baseUnit(row['unit'] ?? '')
  const [value, low, high] = ['value', 'lo', 'hi'].map((column) => parseDecimal(row[column] ?? ''))
  if (value === undefined || low === undefined) return undefined
  const scale = tenTo(power)
  const interval = times({ low, high }, exactly(scale))
  return {
    value: multiply(value, scale),
    interval,
    unit,
    vintage: row['status'] ?? '',
    source: row['source_url'] ?? '',
    period: row['year'] ?? '',
    growth: parseDecimal(row['growth_percent'] ?? ''),
  }
}

/** `1e8 CNY` is 8 and CNY, `hours` is 0 and hours. */
export function baseUnit(printed: string): { readonly power: number; readonly unit: string } {
  const match = /^1e(\d+) (.+)$/.exec(printed)
  return match === null ? { power: 0, unit: printed } : { power: Number(match[1]), unit: match[2] ?? '' }
}
