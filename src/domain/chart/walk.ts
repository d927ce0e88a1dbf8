// A chart by keys: one stop for the whole and one for every cell, each with the sentence that a screen reader says and the
// stops that the arrow keys lead to. The page moves a focus ring to the place of the stop and says its sentence.
import { arrange, type Arrangement, type Datum } from './arrange.ts'
import type { Chart, ChartKind } from './spec.ts'
import { sentences, type ChartWords } from './words/chart-words.ts'
import { walkSentence } from './words/datum-sentence.ts'
import { describe } from './words/describe.ts'

export const walkKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'] as const
export type WalkKey = (typeof walkKeys)[number]

export interface Stop {
  /** `start`, or `datum-7` as in the picture. */
  readonly id: string
  /** Index of the datum in the arrangement; undefined for the start. */
  readonly datum: number | undefined
  /** Code of the series, row or group that it is in. */
  readonly series: string
  readonly sentence: string
  readonly source: string
  readonly receipt: string
  /** Where each key leads, by index of the stop; a key that leads nowhere is not there. */
  readonly next: Readonly<Partial<Record<WalkKey, number>>>
}

/** How cells lie on the keys: along the first dimension sideways and the second up and down, or all in one row. */
const ways: Readonly<Record<ChartKind, 'grid' | 'row' | 'column'>> = {
  lines: 'grid',
  share: 'grid',
  area: 'grid',
  slope: 'grid',
  heat: 'grid',
  bars: 'column',
  flow: 'column',
  treemap: 'row',
  scatter: 'row',
  map: 'row',
}

/** Stops in reading order: the start, then series by series. */
export function walkOf(chart: Chart, words: ChartWords): readonly Stop[] {
  const arrangement = arrange(chart)
  const lanes = lanesOf(arrangement)
  const firsts = lanes.map((_, lane) => 1 + lanes.slice(0, lane).reduce((count, { length }) => count + length, 0))
  const last = lanes.reduce((count, { length }) => count + length, 0)
  const isColumn = ways[chart.kind] === 'column'
  const start: Stop = {
    id: 'start',
    datum: undefined,
    series: '',
    sentence: words.say('walk.start', { words: sentences(describe(chart, words).slice(0, 2).map(({ text }) => text), words) }),
    source: '',
    receipt: '',
    next: last === 0 ? {} : { ArrowRight: 1, ArrowDown: 1, End: last },
  }
  const stops = lanes.flatMap((lane, place) =>
    lane.map((datum, index) => {
      const at = (of: number, position: number): number | undefined => {
        const length = lanes[of]?.length ?? 0
        return length === 0 ? undefined : (firsts[of] ?? 0) + Math.min(position, length - 1)
      }
      const here = (firsts[place] ?? 0) + index
      const before = index > 0 ? here - 1 : place === 0 || isColumn ? 0 : undefined
      const after = index < lane.length - 1 ? here + 1 : undefined
      const above = place > 0 ? at(place - 1, index) : 0
      const below = at(place + 1, index)
      const moves = isColumn ? { ArrowUp: before, ArrowDown: after } : { ArrowLeft: before, ArrowRight: after, ArrowUp: above, ArrowDown: below }
      return stopOf(datum, arrangement, { ...moves, Home: firsts[place], End: (firsts[place] ?? 0) + lane.length - 1, PageUp: 0, PageDown: last }, words)
    }),
  )
  return [start, ...stops]
}

/** The stop that a key leads to; the same one where it leads nowhere. */
export function walkTo(stops: readonly Stop[], from: number, key: WalkKey): number {
  return stops[from]?.next[key] ?? from
}

/** Series of cells: one line, one row of a grid, or all of them. */
function lanesOf({ chart, data, dimensions }: Arrangement): readonly (readonly Datum[])[] {
  if (ways[chart.kind] !== 'grid') return data.length === 0 ? [] : [data]
  return (dimensions[1]?.members ?? []).map(({ code }) => data.filter(({ at }) => at[1]?.code === code))
}

function stopOf(datum: Datum, arrangement: Arrangement, next: Readonly<Partial<Record<WalkKey, number | undefined>>>, words: ChartWords): Stop {
  const known = Object.entries(next).filter((entry): entry is [WalkKey, number] => entry[1] !== undefined)
  return {
    id: `datum-${datum.index}`,
    datum: datum.index,
    series: datum.at[1]?.code ?? '',
    sentence: walkSentence(datum, arrangement, words),
    source: datum.figure.row?.source ?? '',
    receipt: datum.figure.row?.receipt ?? '',
    next: Object.fromEntries(known),
  }
}
