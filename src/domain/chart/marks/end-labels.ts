// Names beside the ends of lines or the parts of a column, moved apart where they would touch, with a thin leader.
import { spread } from '../scene/label.ts'
import { line, sizes, type Mark, type Paint } from '../scene/scene.ts'
import { fitText, textWidth } from '../scene/text-size.ts'

export interface EndLabel {
  readonly text: string
  /** Height of what it names. */
  readonly y: number
  readonly isFocus: boolean
}

const gap = sizes.label * 1.25
const leader = 14

/** Pixels that the labels want beside the plot, at most a part of the width. */
export function labelRoom(texts: readonly string[], width: number, part: number): number {
  const widest = Math.max(0, ...texts.map((text) => textWidth(text, sizes.label, true)))
  return widest === 0 ? 0 : Math.min(widest + leader + 4, width * part)
}

/** Labels from `x` outwards to `x + room`, or to the left of it; and how many found no room. */
export function endLabels(labels: readonly EndLabel[], x: number, room: number, top: number, bottom: number, side: 'left' | 'right' = 'right'): { readonly marks: readonly Mark[]; readonly unlabelled: number } {
  const sign = side === 'right' ? 1 : -1
  const heights = spread(labels.map(({ y }) => y), gap, top, bottom)
  const marks = labels.flatMap(({ text, y, isFocus }, index): readonly Mark[] => {
    const height = heights[index]
    const fitted = fitText(text, room - leader, sizes.label, isFocus)
    if (height === undefined || fitted === undefined) return []
    const fill: Paint = isFocus ? 'accent' : 'ink'
    const label: Mark = { type: 'text', text: fitted, x: x + sign * leader, y: height + 4, size: sizes.label, anchor: side === 'right' ? 'start' : 'end', fill, isBold: isFocus }
    return [line({ x: x + sign * 4, y }, { x: x + sign * (leader - 2), y: height }, { stroke: 'hairline', strokeWidth: 1 }), label]
  })
  return { marks, unlabelled: labels.length - marks.length / 2 }
}
