// A picture as data: marks with numbers in pixels. SVG is one way to write it; tests and the walk by keys read it as it is.
export type Paint =
  | 'none'
  | 'paper'
  | 'ink'
  | 'second-ink'
  | 'hairline'
  | 'accent'
  | 'band'
  | 'missing'
  | 'dots'
  | `grey-${number}`
  /** Greys that a thin line can be seen in. */
  | `line-${number}`
  /** From the palest wash to the full accent, `ramp-0` to `ramp-20`. */
  | `ramp-${number}`
  | `cold-${number}`

export interface Style {
  readonly fill?: Paint
  readonly stroke?: Paint
  readonly strokeWidth?: number
  readonly dash?: string
  readonly opacity?: number
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface TextMark extends Point {
  readonly type: 'text'
  readonly text: string
  readonly size: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly fill: Paint
  readonly isBold?: boolean
  /** A rim in the colour of the paper, for text over marks. */
  readonly hasRim?: boolean
}

export interface RectMark extends Box, Style {
  readonly type: 'rect'
}

export interface PathMark extends Style {
  readonly type: 'path'
  readonly d: string
  /** A whisker or a band: the picture explains them when it has one. */
  readonly isInterval?: boolean
}

export type PlainMark = RectMark | PathMark | TextMark

/** The marks of one cell, with the place where the focus ring is drawn. */
export interface DatumMark {
  readonly type: 'datum'
  /** Index of the datum in the arrangement. */
  readonly datum: number
  readonly at: Point
  readonly marks: readonly PlainMark[]
}

export type Mark = PlainMark | DatumMark

export interface Scene {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

export const sizes = { title: 17, subtitle: 13, label: 12, tick: 11.5, note: 11.5 } as const

/** The box of a text whose y is its baseline. */
export function textBox({ x, y, size, anchor }: Pick<TextMark, 'x' | 'y' | 'size' | 'anchor'>, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width
  return { x: left, y: y - size * 0.88, width, height: size * 1.12 }
}

export function rect(box: Box, style: Style): RectMark {
  return { type: 'rect', ...box, ...style }
}

export function path(d: string, style: Style): PathMark {
  return { type: 'path', d, ...style }
}

/** Two decimals: a hundredth of a pixel is finer than any screen, and the same text on every machine. */
export function px(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return String(Object.is(rounded, -0) ? 0 : rounded)
}

export function line(from: Point, to: Point, style: Style): PathMark {
  return path(`M${px(from.x)},${px(from.y)}L${px(to.x)},${px(to.y)}`, style)
}

export function datumMark(datum: number, at: Point, marks: readonly PlainMark[]): DatumMark {
  return { type: 'datum', datum, at, marks }
}
