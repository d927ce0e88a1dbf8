// Two measures against each other: the first across, the second up, with whiskers both ways.
import type { Datum } from '../arrange.ts'
import { levelAxis, linearScale, tickRoom, uprightAxis } from '../scene/axis.ts'
import { labelsWithin } from '../scene/label.ts'
import { datumMark, rect, sizes, type Box, type Mark } from '../scene/scene.ts'
import { fitText } from '../scene/text-size.ts'
import { amount, amountsOf, missingBox, paintOf, scaleOf, symbol, whisker, type Plot, type PlotInput } from './plot.ts'

export function scatter(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, chart } = arrangement
  const [first, second] = chart.measures
  const upScale = second === undefined ? scale : scaleOf(arrangement, second, ({ up }) => up, words.language)
  const height = Math.round(Math.min(Math.max(width * 0.6, 230), 440))
  const upright = linearScale(data.flatMap(({ up }) => (up === undefined ? [] : amountsOf(up, upScale))), y + 22 + height, y + 22, 5, words.language)
  const left = tickRoom(upright) + 10
  const plot: Box = { x: x + left, y: y + 22, width: width - left - 14, height }
  const level = linearScale(data.flatMap(({ figure }) => amountsOf(figure, scale)), plot.x, plot.x + plot.width, Math.max(2, Math.round(width / 110)), words.language)
  const bounds: Box = { x, y, width, height: height + 64 }
  const heads = [
    { text: `↑ ${second?.label[words.language] ?? ''} (${upScale.label})`, x, y: y + 10, anchor: 'start' },
    { text: `${first?.label[words.language] ?? ''} (${scale.label}) →`, x: x + width, y: plot.y + height + 36, anchor: 'end' },
  ] as const
  const titles = heads.flatMap((head): readonly Mark[] => {
    const text = fitText(head.text, width, sizes.tick)
    return text === undefined ? [] : [{ type: 'text', ...head, text, size: sizes.tick, fill: 'second-ink' }]
  })
  const known = data.filter(({ figure, up }) => figure.value !== undefined && up?.value !== undefined)
  const missing = data.filter((datum) => !known.includes(datum))
  const labels = labelsWithin(plot)
  const at = (datum: Datum): { readonly x: number; readonly y: number } => ({ x: level.at(amount(datum.figure.value, scale) ?? 0), y: upright.at(amount(datum.up?.value, upScale) ?? 0) })
  for (const datum of known) labels.block({ x: at(datum).x - 4, y: at(datum).y - 4, width: 8, height: 8 })
  const points = known.map((datum) => {
    const point = at(datum)
    const [left, right, low, high] = [amount(datum.figure.low, scale), amount(datum.figure.high, scale), amount(datum.up?.low, upScale), amount(datum.up?.high, upScale)]
    const across = left === undefined || right === undefined ? [] : whisker({ x: level.at(left), y: point.y }, { x: level.at(right), y: point.y })
    const up = low === undefined || high === undefined ? [] : whisker({ x: point.x, y: upright.at(low) }, { x: point.x, y: upright.at(high) })
    const paint = chart.focus.length === 0 ? 'accent' : paintOf(arrangement, datum.at[0]?.code ?? '', 0)
    const isSimulated = datum.figure.row?.mark === 'simulated' || datum.up?.row?.mark === 'simulated'
    const style = isSimulated ? ({ fill: 'paper', stroke: paint, strokeWidth: 1.5, dash: '1.5 1.5' } as const) : ({ fill: paint, stroke: 'paper', strokeWidth: 1 } as const)
    const places = [
      { x: point.x + 8, y: point.y + 4, anchor: 'start' },
      { x: point.x - 8, y: point.y + 4, anchor: 'end' },
      { x: point.x, y: point.y - 8, anchor: 'middle' },
      { x: point.x, y: point.y + 16, anchor: 'middle' },
    ] as const
    const label = labels.place(datum.at[0]?.label[words.language] ?? '', places, { most: 160, hasRim: true })
    return datumMark(datum.index, point, [...across, ...up, symbol(0, point, 4.5, style), ...(label === undefined ? [] : [label])])
  })
  const strip = missingBox(missing, { x: plot.x, y: plot.y + height + 24, width: Math.min(missing.length * 12, plot.width * 0.4), height: 9 })
  const frame = rect(plot, { stroke: 'hairline', strokeWidth: 1 })
  return { marks: [...uprightAxis(upright, plot), ...levelAxis(level, plot, bounds), frame, ...titles, ...points, ...strip], height: height + 66 }
}
