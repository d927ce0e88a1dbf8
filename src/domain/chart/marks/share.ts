// Columns stacked to a hundred percent of the published total, or of the parts where all are known. Parts without a figure
// share what is left, hatched; a column whose whole is not known is hatched as a whole.
import { decimal, divide, multiply, sum, type Decimal } from '../../../base/decimal.ts'
import type { Datum } from '../arrange.ts'
import { printDigits, shifted, toNumber } from '../number/print-number.ts'
import { linearScale, memberAxis, tickRoom, uprightAxis } from '../scene/axis.ts'
import { inkOn } from '../scene/paint.ts'
import { datumMark, sizes, type Box, type Mark, type PlainMark } from '../scene/scene.ts'
import { textWidth } from '../scene/text-size.ts'
import { endLabels, labelRoom } from './end-labels.ts'
import { amount, marked, missingBox, paintOf, plate, type Plot, type PlotInput } from './plot.ts'

interface Column {
  readonly marks: readonly Mark[]
  /** Middle of each part by its code, for the names beside the last column. */
  readonly middles: ReadonlyMap<string, number>
}

export function share(input: PlotInput): Plot {
  const { arrangement, words, x, y, width } = input
  const { data, dimensions } = arrangement
  const [across, parts] = [dimensions[0]?.members ?? [], dimensions[1]?.members ?? []]
  const height = Math.round(Math.min(Math.max(width * 0.5, 220), 400))
  const upright = linearScale([0, 100], y + height, y, 4, words.language, true)
  const percent = { ...upright, print: (tick: number) => `${upright.print(tick)}%` }
  const left = tickRoom(percent) + 10
  const right = labelRoom(parts.map(({ label }) => label[words.language]), width, 0.36)
  const plot: Box = { x: x + left, y, width: Math.max(40, width - left - right), height }
  const slot = plot.width / across.length
  const columns = across.map((member, place) => {
    const box = { x: plot.x + place * slot + slot * 0.12, y, width: slot * 0.76, height }
    return columnOf(data.filter(({ at }) => at[0]?.code === member.code), place, box, input)
  })
  const named = columns.findLast(({ middles }) => middles.size > 0)?.middles ?? new Map<string, number>()
  const labels = parts.flatMap(({ code, label }, place) => {
    const middle = named.get(code)
    return middle === undefined ? [] : [{ text: label[words.language], y: middle, isFocus: paintOf(arrangement, code, place) === 'accent' }]
  })
  const beside = endLabels(labels, plot.x + plot.width - slot * 0.12, right + slot * 0.12, y + 6, y + height - 2)
  const axis = memberAxis(across, across.map((_, place) => plot.x + (place + 0.5) * slot), y + height + 18, { x, y, width, height: height + 40 }, words.language)
  const notes = beside.unlabelled > 0 ? [words.say('words.unlabelled', { count: beside.unlabelled })] : []
  return { marks: [...uprightAxis(percent, plot), ...axis, ...columns.flatMap(({ marks }) => marks), ...beside.marks], height: height + 24, notes }
}

function columnOf(data: readonly Datum[], place: number, box: Box, input: PlotInput): Column {
  const { arrangement, scale } = input
  const known = data.filter(({ figure }) => figure.value !== undefined)
  const missing = data.filter(({ figure }) => figure.value === undefined)
  const parts = sum(known.flatMap(({ figure }) => figure.value ?? []))
  const hasGap = data.some(({ figure }) => figure.missing > 0)
  const published = arrangement.total(place)?.value
  const whole = published ?? (hasGap ? undefined : parts)
  const amounts = known.map(({ figure }) => amount(figure.value, scale) ?? 0)
  const together = amounts.reduce((total, each) => total + each, 0)
  const all = Math.max(toNumber(shifted(whole ?? parts, scale.shift)), together)
  if (whole === undefined || all <= 0) return { marks: missingBox(data, box), middles: new Map() }
  const middles = new Map<string, number>()
  let bottom = box.y + box.height
  const marks = known.map((datum, index): Mark => {
    const height = ((amounts[index] ?? 0) / all) * box.height
    bottom -= height
    const part = { ...box, y: bottom, height }
    middles.set(datum.at[1]?.code ?? '', bottom + height / 2)
    return datumMark(datum.index, { x: box.x + box.width / 2, y: bottom + height / 2 }, segment(datum, part, whole, input))
  })
  const rest = { ...box, y: box.y, height: Math.max(0, bottom - box.y) }
  const gap = missing.length === 0 ? [] : missingBox(missing, rest.height < 2 ? { ...rest, y: rest.y - 2, height: 2 } : rest)
  return { marks: [...marks, ...gap], middles }
}

function segment(datum: Datum, box: Box, whole: Decimal, { arrangement, words, theme }: PlotInput): readonly PlainMark[] {
  const [, member] = datum.at
  const place = arrangement.dimensions[1]?.members.findIndex(({ code }) => code === member?.code) ?? 0
  const paint = paintOf(arrangement, member?.code ?? '', place)
  const body = marked(datum, box, paint)
  const percent = datum.figure.value === undefined ? undefined : divide(multiply(datum.figure.value, decimal('100')), whole, 1, 'half-up')
  const text = percent === undefined ? '' : printDigits(percent, words.language)
  if (box.height < sizes.label * 1.3 || textWidth(text, sizes.label) > box.width - 4) return body
  const wide = textWidth(text, sizes.label)
  const ground = { x: box.x + (box.width - wide) / 2 - 3, y: box.y + box.height / 2 - 7, width: wide + 6, height: 14 }
  return [...body, ...plate(datum, ground, paint), { type: 'text', text, x: box.x + box.width / 2, y: box.y + box.height / 2 + 4, size: sizes.label, anchor: 'middle', fill: inkOn(paint, theme) }]
}
