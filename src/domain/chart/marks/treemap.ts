// Areas in proportion to the values, squarified by d3-hierarchy without padding, so that the proportion is exact. What has
// no area (missing, zero) stands in a row below.
import { hierarchy, treemap as layoutOf, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy'
import type { Datum } from '../arrange.ts'
import { inkOn } from '../scene/paint.ts'
import { datumMark, rect, sizes, type Box, type Mark, type Paint, type PlainMark } from '../scene/scene.ts'
import { fitText, textWidth } from '../scene/text-size.ts'
import { amount, marked, paintOf, plate, shortText, type Plot, type PlotInput } from './plot.ts'

interface Tile {
  readonly datum?: Datum
  readonly value?: number
  readonly children?: readonly Tile[]
}

export function treemap(input: PlotInput): Plot {
  const { arrangement, x, y, width, scale } = input
  const { data, dimensions, chart } = arrangement
  const sized = data.flatMap((datum): readonly Tile[] => {
    const value = amount(datum.figure.value, scale)
    return value === undefined || value <= 0 ? [] : [{ datum, value }]
  })
  const height = Math.round(Math.min(Math.max(width * 0.6, 220), 460))
  const groups = dimensions[1]?.members ?? []
  const children = groups.length === 0 ? sized : groups.map(({ code }) => ({ children: sized.filter(({ datum }) => datum?.at[1]?.code === code) })).filter(({ children }) => children.length > 0)
  const tree = hierarchy<Tile>({ children }, (tile) => tile.children).sum(({ value = 0 }) => value)
  const ordered = chart.order === 'value' ? tree.sort((a, b) => (b.value ?? 0) - (a.value ?? 0)) : tree
  const root = layoutOf<Tile>().size([width, height]).round(false).tile(treemapSquarify)(ordered)
  const boxOf = ({ x0, y0, x1, y1 }: HierarchyRectangularNode<Tile>): Box => ({ x: x + x0, y: y + y0, width: x1 - x0, height: y1 - y0 })
  const tiles = sized.length === 0 ? [] : root.leaves().flatMap((leaf): readonly Mark[] => (leaf.data.datum === undefined ? [] : [tileMark(leaf.data.datum, boxOf(leaf), input)]))
  const rims = groups.length === 0 || sized.length === 0 ? [] : (root.children ?? []).map((group) => rect(boxOf(group), { stroke: 'paper', strokeWidth: 4 }))
  const rest = data.filter(({ figure }) => (amount(figure.value, scale) ?? 0) <= 0)
  const perRow = Math.max(1, Math.floor(width / 16))
  const small = rest.map((datum, place) => {
    const box = { x: x + (place % perRow) * 16, y: y + height + 8 + Math.floor(place / perRow) * 16, width: 12, height: 12 }
    return datumMark(datum.index, { x: box.x + 6, y: box.y + 6 }, [rect(box, { fill: datum.figure.value === undefined ? 'missing' : 'none', stroke: 'second-ink', strokeWidth: 1 })])
  })
  return { marks: [...tiles, ...rims, ...small], height: height + (rest.length > 0 ? 8 + Math.ceil(rest.length / perRow) * 16 : 0) }
}

function tileMark(datum: Datum, box: Box, { arrangement, words, scale, theme }: PlotInput): Mark {
  const [item, group] = datum.at
  const place = arrangement.dimensions[0]?.members.findIndex(({ code }) => code === item?.code) ?? 0
  const paint = paintOf(arrangement, item?.code ?? '', place)
  const names = [item, group].map((member) => member?.label[words.language] ?? '').filter((text) => text !== '')
  const texts = tileTexts(names.join(' · '), shortText(datum.figure, scale, words), box, inkOn(paint, theme))
  const wide = Math.max(0, ...texts.map((each) => (each.type === 'text' ? textWidth(each.text, each.size, each.isBold) : 0)))
  const ground = texts.length === 0 ? [] : plate(datum, { x: box.x + 2, y: box.y + 2, width: Math.min(wide + 6, box.width - 4), height: texts.length * 15 + 3 }, paint)
  return datumMark(datum.index, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, [...marked(datum, box, paint), ...ground, ...texts])
}

/** The name and under it the number, where the tile has room for them. */
export function tileTexts(name: string, value: string, box: Box, ink: Paint): readonly PlainMark[] {
  if (box.height < sizes.label * 1.5) return []
  const fitted = fitText(name, box.width - 10, sizes.label, true)
  if (fitted === undefined) return []
  const text = (content: string, row: number, isBold: boolean): PlainMark => ({ type: 'text', text: content, x: box.x + 5, y: box.y + 15 + row * 15, size: sizes.label, anchor: 'start', fill: ink, isBold })
  const hasRoom = box.height >= sizes.label * 2.9 && textWidth(value, sizes.label) <= box.width - 10
  return hasRoom ? [text(fitted, 0, true), text(value, 1, false)] : [text(fitted, 0, true)]
}
