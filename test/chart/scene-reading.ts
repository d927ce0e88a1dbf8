// What the tests read out of a picture: its texts with their boxes, the marks of a cell, and SVG through an XML parser.
import { SaxesParser } from 'saxes'
import type { Mark, Scene } from '../../src/domain/chart/index.ts'
import { isInside, overlaps } from '../../src/domain/chart/scene/label.ts'
import { textBox, type Box, type DatumMark, type PlainMark, type RectMark, type TextMark } from '../../src/domain/chart/scene/scene.ts'
import { textWidth } from '../../src/domain/chart/scene/text-size.ts'

export function plainMarks({ marks }: Scene): readonly PlainMark[] {
  return marks.flatMap((mark: Mark): readonly PlainMark[] => (mark.type === 'datum' ? mark.marks : [mark]))
}

export function datumMarks({ marks }: Scene): readonly DatumMark[] {
  return marks.filter((mark) => mark.type === 'datum')
}

export function texts(scene: Scene): readonly (TextMark & { readonly box: Box })[] {
  return plainMarks(scene).flatMap((mark) => (mark.type === 'text' ? [{ ...mark, box: textBox(mark, textWidth(mark.text, mark.size, mark.isBold)) }] : []))
}

/** Texts that touch each other or leave the picture, as sentences. */
export function textFaults(scene: Scene): readonly string[] {
  const all = texts(scene)
  const outside = all.filter(({ box }) => !isInside(box, { x: 0, y: 0, width: scene.width, height: scene.height })).map(({ text }) => `outside: ${text}`)
  const touching = all.flatMap((a, index) => all.slice(index + 1).flatMap((b) => (overlaps(shrunk(a.box), shrunk(b.box)) ? [`${a.text} over ${b.text}`] : [])))
  return [...outside, ...touching]
}

/** Letters do not fill their line: half a pixel of each side may meet. */
function shrunk({ x, y, width, height }: Box): Box {
  return { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: Math.max(0, height - 1) }
}

/** The first box of a cell: its bar, tile or square. */
export function bodyOf(mark: DatumMark): RectMark | undefined {
  return mark.marks.find((each) => each.type === 'rect')
}

export interface ReadSvg {
  readonly elements: ReadonlyMap<string, number>
  /** Title of each cell by its datum. */
  readonly titles: ReadonlyMap<string, string>
  /** Every attribute that holds numbers. */
  readonly numbers: readonly string[]
}

/** Throws when the text is not well-formed XML. */
export function readSvg(svg: string): ReadSvg {
  const parser = new SaxesParser({ xmlns: true })
  const elements = new Map<string, number>()
  const titles = new Map<string, string>()
  const numbers: string[] = []
  const open: { readonly name: string; readonly datum: string | undefined }[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements.set(name, (elements.get(name) ?? 0) + 1)
    open.push({ name, datum: attributes['data-datum']?.value })
    for (const [key, { value }] of Object.entries(attributes)) if (['x', 'y', 'width', 'height', 'd', 'stroke-width', 'font-size', 'viewBox'].includes(key)) numbers.push(value)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (text) => {
    const datum = open.at(-2)?.datum
    if (open.at(-1)?.name === 'title' && datum !== undefined) titles.set(datum, text)
  })
  parser.write(svg).close()
  return { elements, titles, numbers }
}
