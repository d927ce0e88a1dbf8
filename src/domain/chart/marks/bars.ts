// Ranked bars from a zero line, the name at the left, the number at the end, whiskers for the interval.
import type { Datum } from '../arrange.ts'
import { linearScale } from '../scene/axis.ts'
import { labelsWithin, type Labels } from '../scene/label.ts'
import { datumMark, line, sizes, type Mark, type PlainMark } from '../scene/scene.ts'
import { fitText, textWidth } from '../scene/text-size.ts'
import { amount, amountsOf, isFocus as hasFocus, marked, missingBox, shortText, whisker, type Plot, type PlotInput } from './plot.ts'

const step = 26
const thickness = 17
/** Width of what stands for a missing bar. */
const stub = 26

export function bars(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, dimensions } = arrangement
  const members = dimensions[0]?.members ?? []
  const names = members.map(({ label }) => label[words.language])
  const nameRoom = Math.min(Math.max(0, ...names.map((name) => textWidth(name, sizes.label, true))), width * 0.38) + 8
  const values = data.map(({ figure }) => shortText(figure, scale, words))
  const valueRoom = Math.min(Math.max(0, ...values.map((value) => textWidth(value, sizes.label))) + 12, width * 0.28) + (data.some(({ figure }) => figure.value === undefined) ? stub : 0)
  const amounts = data.flatMap(({ figure }) => amountsOf(figure, scale))
  const hasNegative = amounts.some((each) => each < 0)
  const from = x + nameRoom + (hasNegative ? valueRoom : 0)
  const level = linearScale(amounts, from, Math.max(from + 30, x + width - valueRoom), 4, words.language, true)
  const labels = labelsWithin({ x: x + nameRoom, y: y - 4, width: width - nameRoom, height: data.length * step + 8 })
  const marks = data.flatMap((datum, place): readonly Mark[] => {
    const top = y + place * step
    const isFocus = hasFocus(arrangement, datum.at[0]?.code ?? '', place)
    const name = fitText(names[place] ?? '', nameRoom - 8, sizes.label, isFocus)
    const label: readonly Mark[] = name === undefined ? [] : [{ type: 'text', text: name, x: x + nameRoom - 8, y: top + 17, size: sizes.label, anchor: 'end', fill: isFocus ? 'accent' : 'ink', isBold: isFocus }]
    return [...label, ...barMarks(datum, place, top, level.at, labelAt(values[place] ?? '', labels, top + 17), input)]
  })
  const zero = line({ x: level.at(0), y: y - 2 }, { x: level.at(0), y: y + data.length * step }, { stroke: 'second-ink', strokeWidth: 1 })
  return { marks: [...marks, zero], height: data.length * step + 4 }
}

type LabelAt = (end: number, isLeft: boolean) => readonly PlainMark[]

/** The number beside an end, where there is room for it. */
function labelAt(text: string, labels: Labels, y: number): LabelAt {
  return (end, isLeft) => {
    const label = labels.place(text, [{ x: end + (isLeft ? -6 : 6), y, anchor: isLeft ? 'end' : 'start' }])
    return label !== undefined && label.text === text ? [label] : []
  }
}

function barMarks(datum: Datum, place: number, top: number, at: (value: number) => number, number: LabelAt, { arrangement, scale }: PlotInput): readonly Mark[] {
  const { figure } = datum
  const middle = top + 4 + thickness / 2
  const [value, low, high] = [amount(figure.value, scale), amount(figure.low, scale), amount(figure.high, scale)]
  const interval = low === undefined || high === undefined ? [] : whisker({ x: at(low), y: middle }, { x: at(high), y: middle }, 'ink')
  if (value === undefined) {
    const box = { x: at(0), y: top + 4, width: stub, height: thickness }
    if (interval.length > 0) return [datumMark(datum.index, { x: at(high ?? 0), y: middle }, [...interval, ...number(at(high ?? 0), false)])]
    return missingBox([datum], box).map((mark) => ({ ...mark, marks: [...mark.marks, ...number(box.x + box.width, false)] }))
  }
  const [left, right] = [Math.min(at(0), at(value)), Math.max(at(0), at(value))]
  const body = marked(datum, { x: left, y: top + 4, width: right - left, height: thickness }, hasFocus(arrangement, datum.at[0]?.code ?? '', place) ? 'accent' : 'grey-1')
  const end = value < 0 ? Math.min(left, at(low ?? value)) : Math.max(right, at(high ?? value))
  return [datumMark(datum.index, { x: at(value), y: middle }, [...body, ...interval, ...number(end, value < 0)])]
}
