// Scales and axes: numbers to pixels, and the few ticks that a reader needs.
import { tickStep, ticks } from 'd3-array'
import { decimal } from '../../../base/decimal.ts'
import type { Language } from '../../../base/language.ts'
import { printDigits } from '../number/print-number.ts'
import type { Member } from '../spec.ts'
import { labelsWithin } from './label.ts'
import { line, sizes, type Box, type Mark } from './scene.ts'
import { textWidth } from './text-size.ts'

export interface LinearScale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
  readonly at: (value: number) => number
  /** A tick in the digits of the language. */
  readonly print: (tick: number) => string
}

/** From values to pixels between `from` and `to`, the ends widened to round numbers; includes zero when asked or when near. */
export function linearScale(values: readonly number[], from: number, to: number, count: number, language: Language, withZero = false): LinearScale {
  const [least, most] = values.reduce<readonly [number, number]>(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity])
  const known: readonly [number, number] = least <= most ? [least, most] : [0, 1]
  const nearZero = withZero || (known[0] > 0 && known[0] < 0.6 * known[1]) || (known[1] < 0 && known[1] > 0.6 * known[0])
  const low = nearZero ? Math.min(0, known[0]) : known[0]
  const top = nearZero ? Math.max(0, known[1]) : known[1]
  const high = top > low ? top : low === 0 ? 1 : low + Math.abs(low) * 0.1
  const step = tickStep(low, high, count)
  const decimals = Math.max(0, Math.min(20, Math.ceil(-Math.log10(step) - 1e-9)))
  const tidy = (steps: number): number => Number((steps * step).toFixed(decimals))
  const ends: readonly [number, number] = [tidy(Math.floor(low / step + 1e-9)), tidy(Math.ceil(high / step - 1e-9))]
  return {
    low: ends[0],
    high: ends[1],
    ticks: ticks(ends[0], ends[1], count),
    at: (value) => from + ((value - ends[0]) / (ends[1] - ends[0])) * (to - from),
    print: (tick) => printDigits(decimal(Math.abs(tick) < step / 1e6 ? '0' : tick.toFixed(decimals)), language),
  }
}

/** Pixels that the ticks of an upright axis take. */
export function tickRoom({ ticks, print }: LinearScale): number {
  return Math.max(0, ...ticks.map((tick) => textWidth(print(tick), sizes.tick)))
}

/** Lines across the plot with their numbers at the left; the zero line in ink. */
export function uprightAxis(scale: LinearScale, plot: Box): readonly Mark[] {
  return scale.ticks.flatMap((tick) => {
    const y = scale.at(tick)
    const across = line({ x: plot.x, y }, { x: plot.x + plot.width, y }, { stroke: tick === 0 ? 'second-ink' : 'hairline', strokeWidth: 1 })
    return [across, { type: 'text', text: scale.print(tick), x: plot.x - 6, y: y + 4, size: sizes.tick, anchor: 'end', fill: 'second-ink' } as const]
  })
}

/** Lines up the plot with their numbers below. */
export function levelAxis(scale: LinearScale, plot: Box, bounds: Box): readonly Mark[] {
  const labels = labelsWithin(bounds)
  return scale.ticks.flatMap((tick) => {
    const x = scale.at(tick)
    const up = line({ x, y: plot.y }, { x, y: plot.y + plot.height }, { stroke: tick === 0 ? 'second-ink' : 'hairline', strokeWidth: 1 })
    const label = labels.place(scale.print(tick), [{ x, y: plot.y + plot.height + 16, anchor: 'middle' }], { size: sizes.tick, fill: 'second-ink' })
    return label === undefined ? [up] : [up, label]
  })
}

/** Where the members of a dimension stand: by their positions where all have one, else at equal steps. */
export function pointScale(members: readonly Member[], from: number, to: number): readonly number[] {
  const positions = members.map(({ position }, index) => (members.every((each) => each.position !== undefined) ? (position ?? index) : index))
  const low = Math.min(...positions)
  const high = Math.max(...positions)
  return positions.map((position) => (high > low ? from + ((position - low) / (high - low)) * (to - from) : (from + to) / 2))
}

/** Names below the plot; those that do not fit beside each other are left out, the first and the last kept. */
export function memberAxis(members: readonly Member[], xs: readonly number[], y: number, bounds: Box, language: Language): readonly Mark[] {
  const labels = labelsWithin(bounds)
  const order = [0, members.length - 1, ...members.keys()].filter((place, index, all) => all.indexOf(place) === index)
  const step = xs.length > 1 ? Math.abs((xs.at(-1) ?? 0) - (xs[0] ?? 0)) / (xs.length - 1) : bounds.width
  return order.flatMap((place) => {
    const [member, x] = [members[place], xs[place]]
    if (member === undefined || x === undefined) return []
    const text = member.label[language]
    const half = textWidth(text, sizes.tick) / 2
    const inside = Math.min(Math.max(x, bounds.x + half), bounds.x + bounds.width - half)
    const style = { size: sizes.tick, fill: 'second-ink', most: Math.max(step - 4, textWidth(text, sizes.tick) <= step * 2 ? Infinity : 40) } as const
    const label = labels.place(text, [{ x: Math.abs(inside - x) < half ? inside : x, y, anchor: 'middle' }], style)
    return label === undefined ? [] : [label]
  })
}
