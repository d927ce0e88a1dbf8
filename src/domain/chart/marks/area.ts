// Areas stacked on zero; the published total as a line above, and what missing parts must hold hatched between the two.
import { area as areaPath, line as linePath } from 'd3-shape'
import type { Datum } from '../arrange.ts'
import { linearScale, memberAxis, pointScale, tickRoom, uprightAxis } from '../scene/axis.ts'
import { datumMark, line, path, type Box, type Mark } from '../scene/scene.ts'
import { endLabels, labelRoom } from './end-labels.ts'
import { stripMarks } from './lines.ts'
import { amount, paintOf, type Plot, type PlotInput } from './plot.ts'

interface Level {
  readonly x: number
  readonly low: number
  readonly high: number
}

export function area(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, dimensions } = arrangement
  const [across, parts] = [dimensions[0]?.members ?? [], dimensions[1]?.members ?? []]
  const columns = across.map(({ code }) => data.filter(({ at }) => at[0]?.code === code))
  const stacks = columns.map((column) => stacked(column.map(({ figure }) => amount(figure.value, scale) ?? 0)))
  const totals = across.map((_, place) => amount(arrangement.total(place)?.value, scale))
  const tops = [...stacks.map((levels) => levels.at(-1) ?? 0), ...totals.flatMap((total) => total ?? [])]
  const height = Math.round(Math.min(Math.max(width * 0.5, 200), 400))
  const upright = linearScale([0, ...tops], y + height, y, 5, words.language, true)
  const left = tickRoom(upright) + 10
  const right = labelRoom(parts.map(({ label }) => label[words.language]), width, 0.36)
  const plot: Box = { x: x + left, y, width: Math.max(40, width - left - right), height }
  const xs = pointScale(across, plot.x, plot.x + plot.width)
  const levels = parts.map((_, part) => across.map((_, place): Level => ({ x: xs[place] ?? plot.x, low: stacks[place]?.[part] ?? 0, high: stacks[place]?.[part + 1] ?? 0 })))
  const shape = areaPath<Level>().digits(2).x((each) => each.x).y0(({ low }) => upright.at(low)).y1(({ high }) => upright.at(high))
  const bodies = parts.map(({ code }, part) => path(shape(levels[part] ?? []) ?? '', { fill: paintOf(arrangement, code, part), stroke: 'paper', strokeWidth: 1 }))
  const cells = columns.flatMap((column, place) => column.flatMap((datum, part) => cellMark(datum, levels[part]?.[place], upright.at)))
  const labels = parts.flatMap(({ code, label }, part) => {
    const last = levels[part]?.at(-1)
    return last === undefined || last.high === last.low ? [] : [{ text: label[words.language], y: upright.at((last.low + last.high) / 2), isFocus: paintOf(arrangement, code, part) === 'accent' }]
  })
  const beside = endLabels(labels, plot.x + plot.width, right, y + 6, y + height - 2)
  const strip = columns.flatMap((column, place) => stripMarks(column.filter(({ figure }) => figure.value === undefined), xs[place] ?? 0, plot, across.length))
  const axis = memberAxis(across, xs, y + height + 26, { x, y, width, height: height + 40 }, words.language)
  const over = totalMarks(columns, totals, levels.at(-1) ?? [], upright.at)
  return { marks: [...uprightAxis(upright, plot), ...axis, ...bodies, ...over, ...cells, ...beside.marks, ...strip], height: height + 32 }
}

/** Sums from zero: one more than there are parts. */
function stacked(amounts: readonly number[]): readonly number[] {
  const levels = [0]
  for (const each of amounts) levels.push((levels.at(-1) ?? 0) + each)
  return levels
}

function cellMark(datum: Datum, level: Level | undefined, at: (value: number) => number): readonly Mark[] {
  if (level === undefined || datum.figure.value === undefined) return []
  const [from, to] = [{ x: level.x, y: at(level.low) }, { x: level.x, y: at(level.high) }]
  return [datumMark(datum.index, { x: level.x, y: (from.y + to.y) / 2 }, [line(from, to, { stroke: 'paper', strokeWidth: 1, opacity: 0.5 })])]
}

function totalMarks(columns: readonly (readonly Datum[])[], totals: readonly (number | undefined)[], tops: readonly Level[], at: (value: number) => number): readonly Mark[] {
  const levels = tops.map(({ x, high }, place) => ({ x, low: high, high: Math.max(high, totals[place] ?? high) }))
  const hasGap = (place: number): boolean => totals[place] !== undefined && (columns[place] ?? []).some(({ figure }) => figure.missing > 0)
  const gap = areaPath<Level>().digits(2).defined((_, place) => hasGap(place) || hasGap(place - 1) || hasGap(place + 1)).x(({ x }) => x).y0(({ low }) => at(low)).y1(({ high }) => at(high))(levels)
  const rim = linePath<Level>().digits(2).defined((_, place) => totals[place] !== undefined).x(({ x }) => x).y(({ high }) => at(high))(levels)
  return [...(gap === null || gap === '' ? [] : [path(gap, { fill: 'missing' })]), ...(rim === null || rim === '' ? [] : [path(rim, { stroke: 'ink', strokeWidth: 1.5 })])]
}
