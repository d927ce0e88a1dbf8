// Time series: a line and a shape for each series, gaps where figures are missing, bands and whiskers for intervals.
import { area as areaPath, line as linePath } from 'd3-shape'
import type { Datum } from '../arrange.ts'
import { linearScale, memberAxis, pointScale, tickRoom, uprightAxis, type LinearScale } from '../scene/axis.ts'
import { datumMark, path, px, type Box, type Mark, type Paint, type Point } from '../scene/scene.ts'
import { endLabels, labelRoom } from './end-labels.ts'
import { amount, amountsOf, dashes, linePaintOf, missingBox, shortText, symbol, whisker, type Plot, type PlotInput } from './plot.ts'

export function lines(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, dimensions } = arrangement
  const [across, series] = [dimensions[0]?.members ?? [], dimensions[1]?.members ?? []]
  const bySeries = series.map(({ code }) => data.filter(({ at }) => at[1]?.code === code))
  const texts = series.map(({ label, code }, place) => [code === '' ? '' : label[words.language], lastText(bySeries[place] ?? [], input)].filter((part) => part !== '').join(' '))
  const height = Math.round(Math.min(Math.max(width * 0.5, 190), 400))
  const upright = linearScale(data.flatMap(({ figure }) => amountsOf(figure, scale)), y + height, y, 5, words.language)
  const left = tickRoom(upright) + 10
  const right = labelRoom(texts, width, 0.42)
  const plot: Box = { x: x + left, y, width: Math.max(40, width - left - right), height }
  const xs = pointScale(across, plot.x + 8, plot.x + plot.width - 8)
  const at = new Map(across.map(({ code }, place) => [code, xs[place] ?? plot.x]))
  const order = series.map((_, place) => place).sort((a, b) => Number(isFocus(a)) - Number(isFocus(b)))
  function isFocus(place: number): boolean {
    return linePaintOf(arrangement, series[place]?.code ?? '', place) === 'accent'
  }
  const drawn = order.flatMap((place) => seriesMarks(bySeries[place] ?? [], place, linePaintOf(arrangement, series[place]?.code ?? '', place), at, upright, input))
  const ends = series.flatMap((_, place) => {
    const last = (bySeries[place] ?? []).findLast(({ figure }) => figure.value !== undefined)
    const value = amount(last?.figure.value, scale)
    return last === undefined || value === undefined ? [] : [{ text: texts[place] ?? '', y: upright.at(value), isFocus: isFocus(place) }]
  })
  const labels = endLabels(ends, plot.x + plot.width - 8, right + 8, y + 6, y + height - 2)
  const strip = across.flatMap(({ code }) => stripMarks(data.filter(({ at, figure }) => at[0]?.code === code && figure.value === undefined && figure.low === undefined), at.get(code) ?? 0, plot, across.length))
  const axis = memberAxis(across, xs, y + height + 26, { x, y, width, height: height + 40 }, words.language)
  return {
    marks: [...uprightAxis(upright, plot), ...axis, ...drawn, ...labels.marks, ...strip],
    height: height + 32,
    ...(labels.unlabelled > 0 ? { notes: [words.say('words.unlabelled', { count: labels.unlabelled })] } : {}),
  }
}

/** Hatched under the axis: a figure is missing at this place for as many series as there are boxes. */
export function stripMarks(missing: readonly Datum[], x: number, plot: Box, places: number): readonly Mark[] {
  const width = Math.min(missing.length * 9, (plot.width / Math.max(1, places)) * 0.9)
  return missingBox(missing, { x: Math.max(plot.x, x - width / 2), y: plot.y + plot.height + 3, width, height: 8 })
}

function lastText(data: readonly Datum[], { scale, words }: PlotInput): string {
  const last = data.findLast(({ figure }) => figure.value !== undefined)
  return last === undefined ? '' : shortText(last.figure, scale, words)
}

interface Placed extends Point {
  readonly datum: Datum
  readonly value: number | undefined
}

function seriesMarks(data: readonly Datum[], place: number, paint: Paint, at: ReadonlyMap<string, number>, upright: LinearScale, { scale, arrangement }: PlotInput): readonly Mark[] {
  const placed: readonly Placed[] = data.map((datum) => {
    const value = amount(datum.figure.value, scale)
    return { datum, value, x: at.get(datum.at[0]?.code ?? '') ?? 0, y: upright.at(value ?? upright.low) }
  })
  const band = areaPath<Placed>()
    .digits(2)
    .defined(({ datum, value }) => value !== undefined && datum.figure.low !== undefined && datum.figure.high !== undefined)
    .x(({ x }) => x)
    .y0(({ datum }) => upright.at(amount(datum.figure.low, scale) ?? 0))
    .y1(({ datum }) => upright.at(amount(datum.figure.high, scale) ?? 0))(placed)
  const isFine = arrangement.data.length > 400
  const isFocus = paint === 'accent'
  return [
    ...(band === null || band === '' ? [] : [{ ...path(band, { fill: isFocus ? 'band' : 'hairline', opacity: isFocus ? 1 : 0.5 }), isInterval: true }]),
    ...segments(placed).map(({ d, mark }) => path(d, { stroke: paint, strokeWidth: isFocus ? 2.5 : 1.5, ...(mark === undefined ? {} : { dash: dashes[mark] ?? '' }) })),
    ...placed.flatMap(({ datum, value, x, y }) => {
      const ends = [datum.figure.low, datum.figure.high].map((end) => amount(end, scale))
      const [low, high] = ends
      const interval = low === undefined || high === undefined ? [] : whisker({ x, y: upright.at(low) }, { x, y: upright.at(high) }, value === undefined ? 'ink' : paint)
      if (value === undefined) return low === undefined || high === undefined ? [] : [datumMark(datum.index, { x, y: upright.at((low + high) / 2) }, interval)]
      return [datumMark(datum.index, { x, y }, [...interval, symbol(place, { x, y }, isFine ? 1.5 : isFocus ? 3.6 : 3, { fill: paint, stroke: 'paper', strokeWidth: isFine ? 0 : 1 })])]
    }),
  ]
}

/** Runs of known cells, cut where figures are missing and where the mark changes: dashed when either end is estimated. */
function segments(placed: readonly Placed[]): readonly { readonly d: string; readonly mark: string | undefined }[] {
  const marks = placed.map(({ datum }) => datum.figure.row?.mark)
  if (marks.every((mark) => mark === undefined)) {
    const d = linePath<Placed>().digits(2).defined(({ value }) => value !== undefined).x((each) => each.x).y((each) => each.y)(placed)
    return d === null || d === '' ? [] : [{ d, mark: undefined }]
  }
  return placed.slice(1).flatMap((to, index) => {
    const from = placed[index]
    if (from?.value === undefined || to.value === undefined) return []
    return [{ d: `M${px(from.x)},${px(from.y)}L${px(to.x)},${px(to.y)}`, mark: marks[index + 1] ?? marks[index] }]
  })
}
