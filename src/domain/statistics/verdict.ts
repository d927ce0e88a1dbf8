// Whether a stated number holds. The rule: it recomputes when the interval of its printed digits meets the interval that
// its recipe gives. What cannot be computed is said to be so, with the cells that are missing; a number that fits another
// subject or another unit only is told as that. Never a guess.
import type { Issue } from '../../base/issue.ts'
import { issue } from '../../base/issue.ts'
import { parseDecimal } from '../../base/decimal.ts'
import { invariant } from '../../base/invariant.ts'
import { cellText, printedInterval, type Qualifier } from './figure.ts'
import { compareFractions, fraction, times, type Fraction } from './fraction.ts'
import { interval, isBounded, isInside, overlap, type Interval } from './interval.ts'
import { evaluate, type RecipeContext } from './recipe/evaluate.ts'
import { isSeries, recipeText, type Expression } from './recipe/expression.ts'
import type { Estimate, Outcome } from './recipe/outcome.ts'
import type { Unit } from './unit.ts'

export const verdicts = ['recomputes', 'sourced', 'consistent', 'differs', 'cannot be recomputed', 'wrong subject', 'wrong unit', 'inconsistent', 'not checked'] as const
export type Verdict = (typeof verdicts)[number]

/** A number as a text states it, and how it should come about. */
export interface Claim {
  readonly id: string
  /** Digits as printed, in `unit`. */
  readonly printed: string
  readonly unit: Unit
  readonly qualifier: Qualifier
  /** Left out: nothing here can compute it. */
  readonly recipe?: Expression
  /** Other subjects that the same digits may really speak of. */
  readonly otherSubjects: readonly Expression[]
  /** "Every year": the mean of the years, and the claim that states it. */
  readonly mean?: { readonly recipe: Expression; readonly claim: string }
  /** Message of what keeps it from being proven even where the digits agree. */
  readonly caveat?: string
}

export interface Judgement {
  readonly verdict: Verdict
  /** What the recipe gives; of the other subject where the verdict is "wrong subject". */
  readonly estimate?: Estimate
  /** The recipe that the estimate is of. */
  readonly recipe?: string
  readonly reasons: readonly Issue[]
}

/** "Nearly", "about" and "over" leave this part of the number. Ours: no publication says how near nearly is. */
const nearness = fraction(1n, 20n)
const rule = 'statistics.claim'

export function judge(claim: Claim, context: RecipeContext): Judgement {
  if (claim.recipe === undefined) return { verdict: 'not checked', reasons: [issue({ path: claim.id, rule, code: claim.caveat ?? 'claim_without_recipe', severity: 'warning', source: 'Lingding' })] }
  const broken = everyBroken(claim, context)
  if (broken !== undefined) return broken
  const outcome = evaluate(claim.recipe, context)
  const told = { recipe: recipeText(claim.recipe) }
  switch (outcome.kind) {
    case 'refused':
      return { verdict: 'cannot be recomputed', ...told, reasons: outcome.issues }
    case 'missing':
      return otherSubject(claim, context) ?? { verdict: 'cannot be recomputed', ...told, reasons: [missing(claim, outcome)] }
    case 'estimate':
      return ofEstimate(claim, outcome.estimate, told.recipe, context)
  }
}

function ofEstimate(claim: Claim, estimate: Estimate, recipe: string, context: RecipeContext): Judgement {
  const told = { estimate, recipe }
  if (estimate.unit.dimension !== claim.unit.dimension) {
    return { verdict: 'wrong unit', ...told, reasons: [issue({ path: claim.id, rule, code: 'claim_unit', params: { stated: claim.unit.id, found: estimate.unit.id }, source: sourceOf(estimate) })] }
  }
  switch (agreement(claim, estimate.interval)) {
    case 'differs':
      return otherSubject(claim, context) ?? { verdict: 'differs', ...told, reasons: [issue({ path: claim.id, rule, code: 'claim_differs', source: sourceOf(estimate) })] }
    case 'open':
      return { verdict: 'consistent', ...told, reasons: [issue({ path: claim.id, rule, code: claim.caveat ?? 'claim_open', severity: 'warning', source: sourceOf(estimate) })] }
    case 'agrees': {
      const caveat = claim.caveat === undefined ? [] : [issue({ path: claim.id, rule, code: claim.caveat, severity: 'warning', source: sourceOf(estimate) })]
      return { verdict: caveat.length > 0 ? 'consistent' : isOnlyLookedUp(claim, estimate) ? 'sourced' : 'recomputes', ...told, reasons: [...caveat, ...estimate.cautions] }
    }
  }
}

/** What the digits and the word before them allow; `nearly` and `about` are as near as `nearness`. */
export function statedInterval(printed: string, unit: Unit, qualifier: Qualifier): Interval {
  const digits = parseDecimal(printed)
  invariant(digits !== undefined, `${printed} is digits`)
  const plain = printedInterval(digits, unit.factor, qualifier)
  if ((qualifier !== 'nearly' && qualifier !== 'about') || plain.value === undefined) return plain
  const [below, above] = [scaledBy(plain.value, -1n), scaledBy(plain.value, 1n)].toSorted(compareFractions)
  return interval(plain.value, below, qualifier === 'nearly' ? plain.value : above)
}

function scaledBy(value: Fraction, sign: bigint): Fraction {
  return times(value, fraction(nearness.bottom + sign * nearness.top, nearness.bottom))
}

/** `open` when the bounds neither prove nor disprove it. */
export function agreement(claim: Pick<Claim, 'printed' | 'unit' | 'qualifier'>, computed: Interval): 'agrees' | 'differs' | 'open' {
  const stated = statedInterval(claim.printed, claim.unit, claim.qualifier)
  if (!overlap(stated, computed) || isFar(stated, computed)) return 'differs'
  if (claim.qualifier === '' || claim.qualifier === 'exact') return isBounded(computed) ? 'agrees' : 'open'
  return isInside(computed, stated) ? 'agrees' : 'open'
}

/** "Over" and "about" leave a side open, but are said of numbers near by: what is open does not reach any number at all. */
function isFar(stated: Interval, computed: Interval): boolean {
  if (isBounded(computed) || computed.value === undefined || stated.value === undefined) return false
  const reach = [scaledBy(computed.value, -1n), scaledBy(computed.value, 1n)].toSorted(compareFractions)
  return !overlap(stated, interval(undefined, reach[0], reach[1]))
}

/** A lookup of one published figure with the same digits proves only that a source states it. */
function isOnlyLookedUp(claim: Claim, estimate: Estimate): boolean {
  const [figure] = estimate.inputs
  if (claim.recipe?.kind !== 'figure' || isSeries(claim.recipe) || figure === undefined || figure.standing !== 'published') return false
  return figure.qualifier === 'exact' || isInside(printedAs(claim), figure.interval)
}

function printedAs(claim: Claim): Interval {
  const digits = parseDecimal(claim.printed)
  invariant(digits !== undefined, `${claim.printed} is digits`)
  return printedInterval(digits, claim.unit.factor, claim.qualifier)
}

function otherSubject(claim: Claim, context: RecipeContext): Judgement | undefined {
  for (const recipe of claim.otherSubjects) {
    const outcome = evaluate(recipe, context)
    if (outcome.kind === 'estimate' && outcome.estimate.unit.dimension === claim.unit.dimension && agreement(claim, outcome.estimate.interval) === 'agrees') {
      const told = recipeText(recipe)
      return { verdict: 'wrong subject', estimate: outcome.estimate, recipe: told, reasons: [issue({ path: claim.id, rule, code: 'claim_subject', params: { recipe: told }, source: sourceOf(outcome.estimate) })] }
    }
  }
  return undefined
}

/** A mean lies between the least and the most of its years: where it does not reach the number, not every year does. */
function everyBroken(claim: Claim, context: RecipeContext): Judgement | undefined {
  if (claim.mean === undefined) return undefined
  const outcome: Outcome = evaluate(claim.mean.recipe, context)
  if (outcome.kind !== 'estimate' || agreement(claim, outcome.estimate.interval) !== 'differs') return undefined
  const recipe = recipeText(claim.mean.recipe)
  return { verdict: 'inconsistent', estimate: outcome.estimate, recipe, reasons: [issue({ path: claim.id, rule, code: 'claim_every_year', params: { claim: claim.mean.claim, recipe }, source: sourceOf(outcome.estimate) })] }
}

function missing(claim: Claim, outcome: Extract<Outcome, { kind: 'missing' }>): Issue {
  return issue({ path: claim.id, rule, code: 'figure_missing', params: { cells: outcome.cells.map(cellText).join('; ') }, source: 'Lingding' })
}

function sourceOf(estimate: Estimate): string {
  return estimate.inputs[0]?.source?.address || estimate.inputs[0]?.source?.title || 'Lingding'
}
