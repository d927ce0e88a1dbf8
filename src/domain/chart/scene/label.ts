// Labels never overlap: each has a box from the width table, and a label that finds no free place is left out; its cell still
// has its title, its row and its sentence.
import { sizes, textBox, type Box, type Paint, type TextMark } from './scene.ts'
import { fitText, textWidth } from './text-size.ts'

export interface LabelPlace {
  readonly x: number
  readonly y: number
  readonly anchor: TextMark['anchor']
}

export interface LabelStyle {
  readonly size?: number
  readonly fill?: Paint
  readonly isBold?: boolean
  readonly hasRim?: boolean
  /** Pixels that it may take; longer texts end in an ellipsis. */
  readonly most?: number
}

export interface Labels {
  /** The text at the first of the places where it is free and inside; undefined when there is none. */
  readonly place: (text: string, places: readonly LabelPlace[], style?: LabelStyle) => TextMark | undefined
  /** Keeps a box free of labels. */
  readonly block: (box: Box) => void
}

/** `bounds` is what labels stay inside of. */
export function labelsWithin(bounds: Box): Labels {
  const taken: Box[] = []
  return {
    block: (box) => void taken.push(box),
    place: (text, places, { size = sizes.label, fill = 'ink', isBold = false, hasRim = false, most = Infinity } = {}) => {
      const fitted = fitText(text, most, size, isBold)
      if (fitted === undefined || fitted === '') return undefined
      const width = textWidth(fitted, size, isBold)
      for (const place of places) {
        const box = textBox({ ...place, size }, width)
        if (!isInside(box, bounds) || taken.some((other) => overlaps(box, other))) continue
        taken.push(box)
        return { type: 'text', text: fitted, size, fill, isBold, hasRim, ...place }
      }
      return undefined
    },
  }
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export function isInside(box: Box, bounds: Box): boolean {
  const slack = 0.01
  return box.x >= bounds.x - slack && box.y >= bounds.y - slack && box.x + box.width <= bounds.x + bounds.width + slack && box.y + box.height <= bounds.y + bounds.height + slack
}

/**
 * Heights moved apart so that neighbours are at least `gap` from each other and all lie between `top` and `bottom`, each as
 * near as possible to its own; undefined for those that find no room, the last ones first.
 */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): readonly (number | undefined)[] {
  const room = Math.max(0, Math.floor((bottom - top) / gap) + 1)
  const kept = wanted.map((y, index) => ({ y, index })).slice(0, room)
  const ordered = [...kept].sort((a, b) => a.y - b.y || a.index - b.index)
  const blocks: { y: number; count: number }[] = []
  for (const { y } of ordered) {
    blocks.push({ y: Math.min(Math.max(y, top), bottom), count: 1 })
    settle(blocks, gap, top, bottom)
  }
  const heights = blocks.flatMap(({ y, count }) => Array.from({ length: count }, (_, step) => y + step * gap))
  const found = new Map(ordered.map(({ index }, place) => [index, heights[place]]))
  return wanted.map((_, index) => found.get(index))
}

/** Joins the last block with the one above it while they touch; a block begins at `y`. */
function settle(blocks: { y: number; count: number }[], gap: number, top: number, bottom: number): void {
  for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
    last.y = Math.max(top, Math.min(last.y, bottom - (last.count - 1) * gap))
    const above = blocks.at(-2)
    if (above === undefined || above.y + above.count * gap <= last.y + 1e-9) return
    const middle = (above.y + ((above.count - 1) * gap) / 2) * above.count + (last.y + ((last.count - 1) * gap) / 2) * last.count
    const count = above.count + last.count
    blocks.splice(-2, 2, { y: middle / count - ((count - 1) * gap) / 2, count })
  }
}
