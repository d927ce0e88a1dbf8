// A schematic of the eleven cities of the delta as tiles on a grid of our own. It is no map: it has no coast, no scale and no
// boundary (docs/adr, "boundaries"). The square in a tile has an area in proportion to the value.
import type { Datum } from '../arrange.ts'
import { datumMark, rect, sizes, type Box, type Mark, type PlainMark } from '../scene/scene.ts'
import { fitText, textWidth } from '../scene/text-size.ts'
import { listed } from '../words/chart-words.ts'
import { amount, dashes, marked, missingBox, shortText, type Plot, type PlotInput } from './plot.ts'

/** Column and row by the code of GB/T 2260; west is left, north is up, and the water lies between the two shores. */
export const deltaTiles: Readonly<Record<string, readonly [column: number, row: number]>> = {
  '441200': [0, 0],
  '440600': [1, 0],
  '440100': [2, 0],
  '441300': [3, 0],
  '440700': [0, 1],
  '442000': [1, 1],
  '441900': [3, 1],
  '440400': [1, 2],
  '440300': [3, 2],
  '820000': [1, 3],
  '810000': [3, 3],
}
const columns = 4
const rows = 4

export function deltaMap(input: PlotInput): Plot {
  const { arrangement, words, x, y, width, scale } = input
  const { data, chart } = arrangement
  const side = Math.min(width / columns, 132)
  const gap = 4
  const left = x + (width - side * columns) / 2
  const most = Math.max(...data.flatMap(({ figure }) => [amount(figure.value, scale) ?? 0, amount(figure.high, scale) ?? 0]), Number.MIN_VALUE)
  const placed = data.filter(({ at }) => Object.hasOwn(deltaTiles, at[0]?.code ?? ''))
  const off = data.filter((datum) => !placed.includes(datum))
  const tiles = placed.map((datum): Mark => {
    const [column, row] = deltaTiles[datum.at[0]?.code ?? ''] ?? [0, 0]
    const box = { x: left + column * side + gap / 2, y: y + row * side + gap / 2, width: side - gap, height: side - gap }
    return tileMark(datum, box, most, chart.focus.length === 0 || chart.focus.includes(datum.at[0]?.code ?? ''), input)
  })
  const bottom = y + rows * side
  const others = off.length === 0 ? [] : missingBox(off, { x, y: bottom + 6, width: off.length * 14, height: 10 })
  const notes = off.length === 0 ? [] : [words.say('words.off_map', { places: listed(off.map(({ at }) => `${at[0]?.label[words.language] ?? ''}`), words) })]
  return { marks: [...tiles, ...others], height: rows * side + (off.length > 0 ? 20 : 4), notes }
}

function tileMark(datum: Datum, box: Box, most: number, isFocus: boolean, { scale, words }: PlotInput): Mark {
  const value = amount(datum.figure.value, scale)
  const room = box.height - 36
  const square = (part: number): Box => {
    const size = Math.sqrt(Math.max(0, part) / most) * Math.min(box.width - 8, room)
    return { x: box.x + (box.width - size) / 2, y: box.y + 18 + (room - size) / 2, width: size, height: size }
  }
  const name = fitText(datum.at[0]?.label[words.language] ?? '', box.width - 4, box.width < 90 ? 10.5 : sizes.label, true)
  const number = shortText(datum.figure, scale, words)
  const text = (content: string, y: number, size: number, isBold: boolean): PlainMark => ({ type: 'text', text: content, x: box.x + box.width / 2, y, size, anchor: 'middle', fill: 'ink', isBold })
  const texts = [
    ...(name === undefined ? [] : [text(name, box.y + 13, box.width < 90 ? 10.5 : sizes.label, true)]),
    ...(textWidth(number, sizes.tick) <= box.width - 4 ? [text(number, box.y + box.height - 6, sizes.tick, false)] : []),
  ]
  const ground = rect(box, { stroke: 'hairline', strokeWidth: 1 })
  const [low, high] = [amount(datum.figure.low, scale), amount(datum.figure.high, scale)]
  const rims = [low, high].flatMap((end) => (end === undefined || Math.abs(square(end).width - square(value ?? 0).width) < 3 ? [] : [rect(square(end), { stroke: 'ink', strokeWidth: 1, dash: dashes['estimated'] ?? '' })]))
  const body = value === undefined ? [rect({ x: box.x + 4, y: box.y + 18, width: box.width - 8, height: room }, { fill: 'missing' })] : marked(datum, square(value), isFocus ? 'accent' : 'grey-1')
  return datumMark(datum.index, { x: box.x + box.width / 2, y: box.y + 18 + room / 2 }, [ground, ...body, ...rims, ...texts])
}
