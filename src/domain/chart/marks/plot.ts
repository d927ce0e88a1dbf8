// What every kind of picture is given and gives back, and the marks that several kinds share.
import { subtract } from '../../../base/decimal.ts'
import { numbersOf, type Arrangement, type Datum, type Figure } from '../arrange.ts'
import { printShort, sharedScale, shifted, toNumber, type SharedScale } from '../number/print-number.ts'
import { path, px, rect, type Box, type DatumMark, type Mark, type Paint, type PlainMark, type Point, type Style, datumMark } from '../scene/scene.ts'
import type { Theme } from '../scene/paint.ts'
import type { Measure } from '../spec.ts'
import type { ChartWords } from '../words/chart-words.ts'

export interface PlotInput {
  readonly arrangement: Arrangement
  readonly words: ChartWords
  /** Top left corner and width of what may be drawn on. */
  readonly x: number
  readonly y: number
  readonly width: number
  /** Scale of the first measure. */
  readonly scale: SharedScale
  readonly theme: Theme
}

export interface Plot {
  readonly marks: readonly Mark[]
  readonly height: number
  /** Said under the picture beside what every kind says. */
  readonly notes?: readonly string[]
}

export function scaleOf({ data }: Arrangement, measure: Measure, pick: (datum: Datum) => Figure | undefined, language: ChartWords['language'], totals: readonly Figure[] = []): SharedScale {
  const figures = [...data.map(pick), ...totals].filter((figure) => figure !== undefined)
  return sharedScale(figures.flatMap(numbersOf), measure.unit, language)
}

/** Pixels need numbers: the value in the scale of the picture. */
export function amount(value: Figure['value'], { shift }: SharedScale): number | undefined {
  return value === undefined ? undefined : toNumber(shifted(value, shift))
}

export function amountsOf(figure: Figure, scale: SharedScale): readonly number[] {
  return numbersOf(figure).map((value) => toNumber(shifted(value, scale.shift)))
}

export function shortText(figure: Figure, scale: SharedScale, words: ChartWords): string {
  const { value, low, high } = figure
  if (value === undefined) return words.say('no_figure')
  return printShort(value, scale, words.language, low === undefined || high === undefined ? undefined : subtract(high, low))
}

/** Teal for the focus, greys for the others; without a focus the first of the order. */
export function paintOf(arrangement: Arrangement, code: string, place: number): Paint {
  return isFocus(arrangement, code, place) ? 'accent' : `grey-${place % 6}`
}

/** The same for thin lines. */
export function linePaintOf(arrangement: Arrangement, code: string, place: number): Paint {
  return isFocus(arrangement, code, place) ? 'accent' : `line-${place % 3}`
}

export function isFocus({ chart }: Arrangement, code: string, place: number): boolean {
  return chart.focus.length === 0 ? place === 0 : chart.focus.includes(code)
}

export const dashes: Readonly<Record<string, string>> = { estimated: '6 3', simulated: '1.5 3' }

/** A shape for each series, so that they are told apart without colour. */
export function symbol(place: number, { x, y }: Point, size: number, style: Style): PlainMark {
  const [s, t] = [size, size * 0.88]
  const at = (dx: number, dy: number): string => `${px(x + dx)},${px(y + dy)}`
  const shapes = [
    `M${at(-s, 0)}a${px(s)},${px(s)} 0 1,0 ${px(2 * s)},0a${px(s)},${px(s)} 0 1,0 ${px(-2 * s)},0Z`,
    `M${at(-t, -t)}L${at(t, -t)}L${at(t, t)}L${at(-t, t)}Z`,
    `M${at(0, -s * 1.15)}L${at(s * 1.1, s * 0.8)}L${at(-s * 1.1, s * 0.8)}Z`,
    `M${at(0, -s * 1.25)}L${at(s * 1.25, 0)}L${at(0, s * 1.25)}L${at(-s * 1.25, 0)}Z`,
    `M${at(0, s * 1.15)}L${at(s * 1.1, -s * 0.8)}L${at(-s * 1.1, -s * 0.8)}Z`,
    `M${at(-s, -t * 0.4)}L${at(s, -t * 0.4)}L${at(s, t * 0.4)}L${at(-s, t * 0.4)}Z`,
  ]
  return path(shapes[place % shapes.length] ?? '', style)
}

/** The interval as a thin line with ends, when it is wide enough to be seen. */
export function whisker(low: Point, high: Point, stroke: Paint = 'second-ink'): readonly PlainMark[] {
  const [dx, dy] = [high.x - low.x, high.y - low.y]
  const length = Math.hypot(dx, dy)
  if (length < 3) return []
  const [nx, ny] = [(-dy / length) * 3, (dx / length) * 3]
  const cap = ({ x, y }: Point): string => `M${px(x - nx)},${px(y - ny)}L${px(x + nx)},${px(y + ny)}`
  const shaft = `M${px(low.x)},${px(low.y)}L${px(high.x)},${px(high.y)}`
  return [{ type: 'path', d: shaft + cap(low) + cap(high), stroke, strokeWidth: 1, isInterval: true }]
}

/** Cells without a figure side by side in a hatched box: none is given a size that nobody knows. */
export function missingBox(data: readonly Datum[], box: Box): readonly DatumMark[] {
  const width = box.width / Math.max(1, data.length)
  return data.map(({ index }, place) => {
    const part = { ...box, x: box.x + place * width, width }
    return datumMark(index, { x: part.x + width / 2, y: box.y + box.height / 2 }, [rect(part, { fill: 'missing', stroke: 'hairline', strokeWidth: 0.5 })])
  })
}

/** Dots over what is simulated, a dashed edge round what is estimated. */
export function marked(datum: Datum, box: Box, fill: Paint): readonly PlainMark[] {
  const mark = datum.figure.row?.mark
  const body = rect(box, { fill, stroke: 'paper', strokeWidth: 1 })
  if (mark === 'simulated') return [body, rect(box, { fill: 'dots' })]
  const inset = { x: box.x + 1.5, y: box.y + 1.5, width: Math.max(0, box.width - 3), height: Math.max(0, box.height - 3) }
  return mark === 'estimated' ? [body, rect(inset, { stroke: 'ink', strokeWidth: 1, dash: dashes['estimated'] ?? '' })] : [body]
}

/** Ground for text over dots. */
export function plate(datum: Datum, box: Box, fill: Paint): readonly PlainMark[] {
  return datum.figure.row?.mark === 'simulated' ? [rect(box, { fill })] : []
}
