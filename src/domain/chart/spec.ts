// The one specification of a chart: a JSON value with a version number. It says what is shown, never how many pixels.
// Picture, table, words, keys, citation and address are all made from it, by the same functions in Node and in a browser.
import type { Label, Language } from '../../base/language.ts'

export const specVersion = 1

export const chartKinds = ['lines', 'share', 'area', 'bars', 'treemap', 'slope', 'scatter', 'heat', 'flow', 'map'] as const
export type ChartKind = (typeof chartKinds)[number]

export const orders = ['given', 'value'] as const
/** As the members are listed, or the largest first. */
export type Order = (typeof orders)[number]

/** What a number counts: `{ id: 'CNY', power: 8, label: yuan }` is 亿元. */
export interface Unit {
  readonly id: string
  /** Values are given in units of ten to this power. */
  readonly power: number
  readonly label: Label
  /** Written right after the digits instead of a scale word and a label: `%`. */
  readonly sign?: string
}

export interface Measure {
  readonly id: string
  readonly label: Label
  readonly unit: Unit
}

export interface Member {
  readonly code: string
  readonly label: Label
  /** Place on the axis where steps are not equal, such as a year with a gap before it. */
  readonly position?: number
}

export interface Dimension {
  readonly id: string
  readonly label: Label
  readonly members: readonly Member[]
}

export const rowMarks = ['estimated', 'simulated'] as const
export type RowMark = (typeof rowMarks)[number]

/** One cell. Digits are decimal text, exact. */
export interface ChartRow {
  /** Member code by dimension id. */
  readonly at: Readonly<Record<string, string>>
  /** Measure id; the first measure when left out. */
  readonly measure?: string
  /** Null where nobody published a figure: missing, which is not zero. */
  readonly value: string | null
  /** Interval that the printed digits stand for. */
  readonly low?: string
  readonly high?: string
  readonly mark?: RowMark
  readonly source: string
  /** Id of the receipt: the recipe, its inputs, vintage and rounding. */
  readonly receipt: string
}

export interface ChartContent {
  /** The finding or the measure. */
  readonly title: Label
  /** Period and place, for the line under the title. */
  readonly scope?: Label
  /** One; two for a scatter, first across, then up. */
  readonly measures: readonly Measure[]
  /** In the order that the kind asks for: see kinds.ts. */
  readonly dimensions: readonly Dimension[]
  readonly rows: readonly ChartRow[]
  /** What the parts are parts of, as published: rows without the dimension of the parts. */
  readonly totals?: readonly ChartRow[]
}

/** Rows by name: who answers it knows the title, the members and the figures. */
export interface NamedQuery {
  readonly name: string
  readonly measures: readonly string[]
  /** Dimension ids in the order that the kind asks for. */
  readonly by: readonly string[]
  /** Member codes, or ranges `2019..2023`, by dimension id. */
  readonly select: Readonly<Record<string, readonly string[]>>
}

export interface ChartSpec {
  readonly version: typeof specVersion
  readonly kind: ChartKind
  readonly language: Language
  readonly order: Order
  /** How many of the ranked dimension are shown one by one; the others are joined or left out, and that is said. */
  readonly top?: number
  /** Member codes in the accent colour; the first of the order when empty. */
  readonly focus: readonly string[]
  readonly data: { readonly query: NamedQuery } | { readonly content: ChartContent }
}

/** A specification with its content: what every function of this folder takes. */
export interface Chart extends ChartContent {
  readonly kind: ChartKind
  readonly language: Language
  readonly order: Order
  readonly top?: number
  readonly focus: readonly string[]
}
