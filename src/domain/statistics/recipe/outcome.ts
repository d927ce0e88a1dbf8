// What comes of a recipe: an estimate with its working, or the cells that are missing with what the known ones still say,
// or a refusal. Missing cells are named, never filled.
import type { Issue } from '../../../base/issue.ts'
import { cellText, type Cell, type Figure, type Vintage } from '../figure.ts'
import { one } from '../fraction.ts'
import type { Interval } from '../interval.ts'
import type { Unit } from '../unit.ts'

/** One line of the working: a part of the recipe and what it comes to. */
export interface Step {
  readonly recipe: string
  readonly interval: Interval
  readonly unit: Unit
  /** The figure that was looked up, where the step is one. */
  readonly figure?: Figure
}

export interface Estimate {
  /** In the smallest of the unit's dimension. */
  readonly interval: Interval
  /** The unit that it is shown in. */
  readonly unit: Unit
  /** Every figure used, down to the printed ones, once each. */
  readonly inputs: readonly Figure[]
  readonly steps: readonly Step[]
  /** What a reader must know: vintages mixed, a source in doubt. */
  readonly cautions: readonly Issue[]
}

export type Outcome =
  | { readonly kind: 'estimate'; readonly estimate: Estimate }
  | Missing
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

export interface Missing {
  readonly kind: 'missing'
  readonly cells: readonly Cell[]
  /** What the known cells add up to, where the recipe is a sum: a lower bound of what cannot be below zero. */
  readonly known?: Estimate
}

/** What a cell holds: the figure that the rule of choice takes, and the others that are kept. */
export interface Found {
  readonly figure: Figure
  readonly others: readonly Figure[]
}

/** `preliminary`, or `mixed` where several stages of release meet. */
export function vintageOf(inputs: readonly Figure[]): Vintage | 'mixed' | 'none' {
  const found = new Set(inputs.map((figure) => figure.vintage))
  const [only] = found
  return only === undefined ? 'none' : found.size === 1 ? only : 'mixed'
}

export function distinct(figures: readonly Figure[]): readonly Figure[] {
  return [...new Map(figures.map((figure) => [figure.id, figure])).values()]
}

/** Figures down to the printed ones. */
export function leavesOf(figures: readonly Figure[]): readonly Figure[] {
  return distinct(figures.flatMap((figure) => (figure.inputs.length === 0 ? [figure] : leavesOf(figure.inputs))))
}

/** The estimates of a list of outcomes, without those that are none. */
export function estimatesOf(outcomes: readonly Outcome[]): readonly Estimate[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'estimate' ? [outcome.estimate] : []))
}

/** The refusals, else all the missing cells together, with what the known ones come to; undefined when nothing stands in the way. */
export function stopOf(outcomes: readonly Outcome[], known?: Estimate): Outcome | undefined {
  const issues = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? outcome.issues : []))
  if (issues.length > 0) return { kind: 'refused', issues }
  const cells = outcomes.flatMap((outcome) => (outcome.kind === 'missing' ? outcome.cells : []))
  if (cells.length === 0) return undefined
  return { kind: 'missing', cells: [...new Map(cells.map((cell) => [cellText(cell), cell])).values()], ...(known === undefined ? {} : { known }) }
}

/** What several estimates bring along; interval and unit are those of the first. */
export function merged(estimates: readonly Estimate[]): Estimate {
  const [first] = estimates
  return {
    interval: first?.interval ?? {},
    unit: first?.unit ?? { id: '', dimension: '', factor: one, label: { 'zh-Hans': '', 'zh-Hant': '', en: '', pt: '' } },
    inputs: distinct(estimates.flatMap(({ inputs }) => inputs)),
    steps: estimates.flatMap(({ steps }) => steps),
    cautions: estimates.flatMap(({ cautions }) => cautions),
  }
}
