// Two points in time and a line for each series between them, with names and numbers at both ends.
import type { Member } from '../spec.ts'
import type { Datum } from '../arrange.ts'
import { linearScale } from '../scene/axis.ts'
import { datumMark, line, path, px, sizes, type Mark, type Point } from '../scene/scene.ts'
import { fitText, textWidth } from '../scene/text-size.ts'
import { endLabels, labelRoom } from './end-labels.ts'
import { amount, amountsOf, dashes, linePaintOf, missingBox, shortText, symbol, whisker, type Plot, type PlotInput } from './plot.ts'

interface Side {
  readonly x: number
  readonly room: number
  readonly texts: readonly string[]
}

export function slope(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, dimensions, cell } = arrangement
  const series = dimensions[1]?.members ?? []
  const height = Math.round(Math.min(Math.max(series.length * 20, 200), 420))
  const upright = linearScale(data.flatMap(({ figure }) => amountsOf(figure, scale)), y + 24 + height, y + 34, 5, words.language)
  const sides = [0, 1].map((end): Side => {
    const texts = series.map((member, place) => sideText(member, cell(end, place), end, input))
    return { x: 0, room: Math.max(labelRoom(texts, width, 0.38), 20), texts }
  })
  const xs = [x + (sides[0]?.room ?? 0) + 8, x + width - (sides[1]?.room ?? 0) - 8]
  const isFocus = (place: number): boolean => linePaintOf(arrangement, series[place]?.code ?? '', place) === 'accent'
  const pointOf = (datum: Datum | undefined, end: number): Point | undefined => {
    const value = amount(datum?.figure.value, scale)
    return value === undefined ? undefined : { x: xs[end] ?? x, y: upright.at(value) }
  }
  const drawn = series.flatMap((_, place) => seriesMarks([cell(0, place), cell(1, place)], [pointOf(cell(0, place), 0), pointOf(cell(1, place), 1)], place, upright.at, input))
  const labels = sides.map((side, end) => {
    const ends = series.flatMap((_, place) => {
      const point = pointOf(cell(end, place), end)
      return point === undefined ? [] : [{ text: side.texts[place] ?? '', y: point.y, isFocus: isFocus(place) }]
    })
    return endLabels(ends, xs[end] ?? x, side.room, y + 32, y + 24 + height, end === 0 ? 'left' : 'right')
  })
  const missing = xs.flatMap((at, end) => {
    const cells = series.flatMap((_, place) => cell(end, place) ?? []).filter(({ figure }) => figure.value === undefined)
    const wide = cells.length * 9
    return missingBox(cells, { x: end === 0 ? at - wide + 4 : at - 4, y: y + height + 30, width: wide, height: 8 })
  })
  const posts = xs.map((at) => line({ x: at, y: y + 26 }, { x: at, y: y + 24 + height }, { stroke: 'hairline', strokeWidth: 1 }))
  const unlabelled = labels.reduce((count, each) => count + each.unlabelled, 0)
  return {
    marks: [...posts, ...headMarks(dimensions[0]?.members ?? [], xs, input), ...drawn, ...labels.flatMap(({ marks }) => marks), ...missing],
    height: height + 42,
    ...(unlabelled > 0 ? { notes: [words.say('words.unlabelled', { count: unlabelled })] } : {}),
  }
}

function sideText({ label }: Member, datum: Datum | undefined, end: number, { words, scale, width }: PlotInput): string {
  const value = datum === undefined ? '' : shortText(datum.figure, scale, words)
  const name = label[words.language]
  if (end === 1 && width < 480) return value
  return end === 0 ? `${name} ${value}` : `${value} ${name}`
}

function headMarks(members: readonly Member[], xs: readonly number[], { words, x, y, width }: PlotInput): readonly Mark[] {
  return members.flatMap((member, end): readonly Mark[] => {
    const text = fitText(member.label[words.language], width / 2 - 4, sizes.label, true)
    if (text === undefined) return []
    const half = textWidth(text, sizes.label, true) / 2
    const at = end === 0 ? Math.min(Math.max(xs[0] ?? x, x + half), x + width / 2 - half - 2) : Math.max(Math.min(xs[1] ?? x, x + width - half), x + width / 2 + half + 2)
    return [{ type: 'text', text, x: at, y: y + 14, size: sizes.label, anchor: 'middle', fill: 'ink', isBold: true }]
  })
}

function seriesMarks(data: readonly (Datum | undefined)[], points: readonly (Point | undefined)[], place: number, at: (value: number) => number, { arrangement, scale }: PlotInput): readonly Mark[] {
  const code = data.find((datum) => datum !== undefined)?.at[1]?.code ?? ''
  const paint = linePaintOf(arrangement, code, place)
  const [from, to] = points
  const mark = data.map((datum) => datum?.figure.row?.mark).find((each) => each !== undefined)
  const isFocus = paint === 'accent'
  const body = from === undefined || to === undefined ? [] : [path(`M${px(from.x)},${px(from.y)}L${px(to.x)},${px(to.y)}`, { stroke: paint, strokeWidth: isFocus ? 2.5 : 1.5, ...(mark === undefined ? {} : { dash: dashes[mark] ?? '' }) })]
  const ends = data.flatMap((datum, end): readonly Mark[] => {
    const point = points[end]
    if (datum === undefined || point === undefined) return []
    const [low, high] = [amount(datum.figure.low, scale), amount(datum.figure.high, scale)]
    const interval = low === undefined || high === undefined ? [] : whisker({ x: point.x, y: at(low) }, { x: point.x, y: at(high) }, paint)
    return [datumMark(datum.index, point, [...interval, symbol(place, point, isFocus ? 4 : 3.2, { fill: paint, stroke: 'paper', strokeWidth: 1 })])]
  })
  return [...body, ...ends]
}
