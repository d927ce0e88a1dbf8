// Flows from left to right, laid out by d3-sankey: the thickness of a band is its value. A code that is both a source and a
// target stands in the middle, so a flow may have any number of steps.
import { sankey, sankeyJustify } from 'd3-sankey'
import { compare, sum, type Decimal } from '../../../base/decimal.ts'
import type { Datum } from '../arrange.ts'
import { printShort, shifted } from '../number/print-number.ts'
import { labelsWithin } from '../scene/label.ts'
import { datumMark, path, px, rect, sizes, type Box, type Mark, type Paint } from '../scene/scene.ts'
import type { Member } from '../spec.ts'
import { amount, dashes, missingBox, paintOf, type Plot, type PlotInput } from './plot.ts'

interface FlowNode {
  readonly code: string
  readonly member: Member
}

interface FlowLink {
  readonly source: string
  readonly target: string
  readonly value: number
  readonly datum: Datum
}

const nodeWidth = 12

export function flow(input: PlotInput): Plot {
  const { arrangement, x, y, width, scale } = input
  const { data, chart } = arrangement
  const links = data.flatMap((datum): readonly FlowLink[] => {
    const value = amount(datum.figure.value, scale)
    const [from, to] = datum.at
    return value === undefined || value <= 0 || from === undefined || to === undefined ? [] : [{ source: from.code, target: to.code, value, datum }]
  })
  const nodes = new Map(links.flatMap(({ datum }) => datum.at.map((member) => [member.code, { code: member.code, member }] as const)))
  const perSide = Math.max(new Set(links.map(({ source }) => source)).size, new Set(links.map(({ target }) => target)).size)
  const height = Math.round(Math.min(Math.max(perSide * 34, 200), 620))
  const rest = data.filter((datum) => !links.some((link) => link.datum === datum))
  const strip = missingBox(rest, { x, y: y + height + 8, width: Math.min(width, rest.length * 14), height: 10 })
  const total = height + (rest.length > 0 ? 22 : 0)
  if (links.length === 0) return { marks: strip, height: total }
  const layout = sankey<FlowNode, { readonly datum: Datum }>()
    .nodeId(({ code }) => code)
    .nodeAlign(sankeyJustify)
    .nodeWidth(nodeWidth)
    .nodePadding(Math.min(18, height / (perSide * 2)))
    .extent([[x, y], [x + width, y + height]])
  const ordered = chart.order === 'given' ? layout.nodeSort(null) : layout
  const graph = ordered({ nodes: [...nodes.values()].map((node) => ({ ...node })), links: links.map((link) => ({ ...link })) })
  const placesOf = new Map((arrangement.dimensions[0]?.members ?? []).map(({ code }, place) => [code, place]))
  const bands = graph.links.map((link): Mark => {
    const [source, target] = [link.source, link.target]
    const [x0, x1] = [typeof source === 'object' ? (source.x1 ?? x) : x, typeof target === 'object' ? (target.x0 ?? x) : x]
    const code = typeof source === 'object' ? source.code : ''
    return bandMark(link.datum, { x0, x1, y0: link.y0 ?? y, y1: link.y1 ?? y, width: link.width ?? 0 }, paintOf(arrangement, code, placesOf.get(code) ?? 1))
  })
  const boxes = graph.nodes.map((node) => ({ node, box: { x: node.x0 ?? x, y: node.y0 ?? y, width: nodeWidth, height: (node.y1 ?? y) - (node.y0 ?? y) } }))
  const posts = boxes.map(({ box }) => rect(box, { fill: 'ink' }))
  return { marks: [...bands, ...posts, ...nodeLabels(boxes, links, { x, y: y - 4, width, height: height + 8 }, input), ...strip], height: total }
}

function bandMark(datum: Datum, { x0, x1, y0, y1, width }: { readonly x0: number; readonly x1: number; readonly y0: number; readonly y1: number; readonly width: number }, paint: Paint): Mark {
  const middle = (x0 + x1) / 2
  const d = `M${px(x0)},${px(y0)}C${px(middle)},${px(y0)} ${px(middle)},${px(y1)} ${px(x1)},${px(y1)}`
  const mark = datum.figure.row?.mark
  const strokeWidth = Math.round(Math.max(width, 0.5) * 100) / 100
  return datumMark(datum.index, { x: middle, y: (y0 + y1) / 2 }, [path(d, { stroke: paint, strokeWidth, opacity: paint === 'accent' ? 0.75 : 0.55, ...(mark === undefined ? {} : { dash: dashes[mark] ?? '' }) })])
}

/** Name and sum of a node: the larger of what comes in and what goes out. */
function nodeLabels(boxes: readonly { readonly node: FlowNode; readonly box: Box }[], links: readonly FlowLink[], bounds: Box, { words, scale }: PlotInput): readonly Mark[] {
  const labels = labelsWithin(bounds)
  const sumOf = (side: 'source' | 'target', code: string): Decimal => sum(links.filter((link) => link[side] === code).flatMap(({ datum }) => datum.figure.value ?? []))
  return [...boxes]
    .sort((a, b) => b.box.height - a.box.height)
    .flatMap(({ node, box }): readonly Mark[] => {
      const [out, into] = [sumOf('source', node.code), sumOf('target', node.code)]
      const value = printShort(shifted(compare(out, into) > 0 ? out : into, 0), scale, words.language)
      const y = box.y + box.height / 2 + 4
      const steps = [0, -14, 14, -28, 28]
      const right = { x: box.x + box.width + 5, y, anchor: 'start' } as const
      const left = { x: box.x - 5, y, anchor: 'end' } as const
      const isLast = box.x + box.width + 20 > bounds.x + bounds.width
      const label = labels.place(`${node.member.label[words.language]} ${value}`, (isLast ? [left] : [right, left]).flatMap((each) => steps.map((step) => ({ ...each, y: y + step }))), { size: sizes.label, hasRim: true, most: bounds.width * 0.46 })
      return label === undefined ? [] : [label]
    })
}
