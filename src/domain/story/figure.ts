// What the checker asks of published statistics: the figures of one cell, which may be several where the cell was
// published again. Values are in base units (yuan, vehicles, TEU), not in the 1e8 or 1e4 of the source.
import type { Decimal } from '../../base/decimal.ts'
import type { Interval } from './interval.ts'

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

/** `1e8 CNY` is 8 and CNY, `hours` is 0 and hours. */
export function baseUnit(printed: string): { readonly power: number; readonly unit: string } {
  const match = /^1e(\d+) (.+)$/.exec(printed)
  return match === null ? { power: 0, unit: printed } : { power: Number(match[1]), unit: match[2] ?? '' }
}
