// What each kind of chart asks for and how it is arranged, one row each.
import type { ChartKind } from './spec.ts'

export interface KindTraits {
  /** What the dimensions stand for, in order; those after `least` may be left out. */
  readonly dimensions: readonly string[]
  readonly least: number
  readonly measures: number
  /** Index of the dimension that is ordered by value and cut to the top n. */
  readonly ranked: number
  /** What happens to the members below the top n. */
  readonly rest: 'joined' | 'left-out'
  /** Every combination of members is a cell, so that one without a row is missing; else it does not exist. */
  readonly dense: boolean
  /** Areas and parts cannot be below zero. */
  readonly partsOnly: boolean
}

export const kinds: Readonly<Record<ChartKind, KindTraits>> = {
  lines: { dimensions: ['across', 'series'], least: 1, measures: 1, ranked: 1, rest: 'left-out', dense: true, partsOnly: false },
  share: { dimensions: ['across', 'part'], least: 2, measures: 1, ranked: 1, rest: 'joined', dense: true, partsOnly: true },
  area: { dimensions: ['across', 'part'], least: 2, measures: 1, ranked: 1, rest: 'joined', dense: true, partsOnly: true },
  bars: { dimensions: ['item'], least: 1, measures: 1, ranked: 0, rest: 'joined', dense: true, partsOnly: false },
  treemap: { dimensions: ['item', 'group'], least: 1, measures: 1, ranked: 0, rest: 'joined', dense: false, partsOnly: true },
  slope: { dimensions: ['across', 'series'], least: 2, measures: 1, ranked: 1, rest: 'left-out', dense: true, partsOnly: false },
  scatter: { dimensions: ['item'], least: 1, measures: 2, ranked: 0, rest: 'left-out', dense: true, partsOnly: false },
  heat: { dimensions: ['column', 'row'], least: 2, measures: 1, ranked: 1, rest: 'left-out', dense: true, partsOnly: false },
  flow: { dimensions: ['from', 'to'], least: 2, measures: 1, ranked: 0, rest: 'left-out', dense: false, partsOnly: true },
  map: { dimensions: ['place'], least: 1, measures: 1, ranked: 0, rest: 'left-out', dense: true, partsOnly: true },
}
