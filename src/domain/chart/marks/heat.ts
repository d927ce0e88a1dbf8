// A grid of cells, the darker the more; the number stands in the cell where it fits, so that colour is never alone.
import type { Datum } from '../arrange.ts'
import { memberAxis } from '../scene/axis.ts'
import { inkOn, rampSteps } from '../scene/paint.ts'
import { datumMark, rect, sizes, type Mark, type Paint, type PlainMark } from '../scene/scene.ts'
import { fitText, textWidth } from '../scene/text-size.ts'
import { amount, dashes, shortText, type Plot, type PlotInput } from './plot.ts'

export function heat(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, dimensions, cell } = arrangement
  const [columns, rows] = [dimensions[0]?.members ?? [], dimensions[1]?.members ?? []]
  const names = rows.map(({ label }) => label[words.language])
  const left = Math.min(Math.max(0, ...names.map((name) => textWidth(name, sizes.label))), width * 0.34) + 8
  const wide = (width - left) / Math.max(1, columns.length)
  const tall = rows.length > 60 ? 16 : 26
  const most = Math.max(...data.map(({ figure }) => Math.abs(amount(figure.value, scale) ?? 0)), Number.MIN_VALUE)
  const labels = names.flatMap((name, row): readonly Mark[] => {
    const text = fitText(name, left - 8, sizes.label)
    return text === undefined ? [] : [{ type: 'text', text, x: x + left - 8, y: y + row * tall + tall / 2 + 4, size: sizes.label, anchor: 'end', fill: 'ink' }]
  })
  const cells = rows.flatMap((_, row) =>
    columns.flatMap((_, column) => {
      const datum = cell(column, row)
      return datum === undefined ? [] : [cellMark(datum, { x: x + left + column * wide, y: y + row * tall, width: wide, height: tall }, most, input)]
    }),
  )
  const bottom = y + rows.length * tall
  const axis = memberAxis(columns, columns.map((_, column) => x + left + (column + 0.5) * wide), bottom + 16, { x, y, width, height: rows.length * tall + 40 }, words.language)
  return { marks: [...labels, ...cells, ...axis], height: rows.length * tall + 22 }
}

function cellMark(datum: Datum, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, most: number, { scale, words, theme }: PlotInput): Mark {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const value = amount(datum.figure.value, scale)
  if (value === undefined) return datumMark(datum.index, middle, [rect(box, { fill: 'missing', stroke: 'paper', strokeWidth: 1.5 })])
  const paint = rampPaint(value, most)
  const text = shortText(datum.figure, scale, words)
  const hasRoom = box.height >= 16 && textWidth(text, sizes.tick) <= box.width - 4
  const number: readonly PlainMark[] = hasRoom ? [{ type: 'text', text, x: middle.x, y: middle.y + 4, size: sizes.tick, anchor: 'middle', fill: inkOn(paint, theme) }] : []
  const mark = datum.figure.row?.mark
  const edge = mark === undefined ? [] : [rect({ x: box.x + 2, y: box.y + 2, width: Math.max(0, box.width - 4), height: box.height - 4 }, { stroke: inkOn(paint, theme), strokeWidth: 1, dash: dashes[mark] ?? '' })]
  return datumMark(datum.index, middle, [rect(box, { fill: paint, stroke: 'paper', strokeWidth: 1.5 }), ...edge, ...number])
}

/** Teal above zero, grey below, in steps of the largest. */
export function rampPaint(value: number, most: number): Paint {
  const step = Math.min(rampSteps, Math.max(0, Math.round((Math.abs(value) / most) * rampSteps)))
  return value < 0 ? `cold-${step}` : `ramp-${step}`
}
