// A level against the figures: of the very cell, then of its parts, years and places; and where it does not fit, whether it
// is the figure of something else, a slip, or in another unit.
import { exactly, times, type Interval } from '../interval.ts'
import type { Figure } from '../figure.ts'
import type { Claim, Subject } from '../reading/claim.ts'
import { measureNamed, placesIn } from '../reading/vocabulary.ts'
import { yearBefore } from '../reading/period-pattern.ts'
import { cellParams, composed, best, intervalParams, missingStep, published, type Known } from './cells.ts'
import { compareWith, isFiner, plainText, slipOf, type Comparing, type Estimate } from './compare.ts'
import { finding, step, type Finding, type Step } from './verdict.ts'
import { sum } from '../../../base/decimal.ts'

/** Digits that must agree before another cell is called the one that is meant. */
export const tellingDigits = 3

export function judgeLevel(claim: Claim, known: Known): Finding {
  const { subject, quantity } = claim
  if (claim.isEachYear) return finding('cannot be recomputed', [step('each_year_level', cellParams(subject))])
  if (claim.places.length > 1) return judgeTogether(claim, known)
  const row = measureNamed(known.vocabulary, subject.measure)
  if (row.isStock && subject.period !== 'stock') return judgeStockAsFlow(claim, known)
  const direct = telling(published(subject, known))
  const byCell = direct.map((figure) => ({ figure, comparing: compareWith(figure, quantity) }))
  const holding = byCell.filter(({ comparing }) => comparing === 'holds').map((each) => each.figure)
  const fitting = holding.find((figure) => figure.vintage !== 'revised')
  if (row.unit !== quantity.unit) {
    return fitting === undefined
      ? finding('cannot be recomputed', [step('unit_other', { unit: unitCode(quantity.unit), expected: unitCode(row.unit) }), ...direct.map((each) => publishedStep(subject, each))])
      : finding('wrong unit', [step('unit_wrong', { unit: unitCode(quantity.unit), expected: unitCode(row.unit) }), publishedStep(subject, fitting)])
  }
  const made = composed(subject, known).map((each) => ({ step: each.step, comparing: compareWith(each, quantity), value: each.value, interval: each.interval }))
  const agreeing = made.filter(({ comparing }) => comparing !== 'fails').map((each) => each.step)
  if (fitting !== undefined) return finding('recomputes', [publishedStep(subject, fitting), ...agreeing, ...coverage(subject, known)])
  if (direct.length === 0) return byComposition(claim, made, known)
  const steps = byCell.map(({ figure }) => publishedStep(subject, figure))
  if (holding.length > 0) return finding('cannot be recomputed', [...steps, step('fits_revision')], true)
  const open = byCell.find(({ comparing }) => comparing === 'unproven' || comparing === 'loose')
  if (open !== undefined) return finding('cannot be recomputed', [...steps, step(open.comparing === 'loose' ? 'bound_far' : 'not_proven')], open.comparing === 'unproven')
  return notFitting(claim, direct[0], steps, known)
}

/** A figure that was worked out tells nothing beside a published one that is as exact. */
function telling(figures: readonly Figure[]): readonly Figure[] {
  const firm = figures.filter((each) => each.vintage !== 'derived')
  return figures.filter((each) => each.vintage !== 'derived' || firm.every((other) => isFiner(each, other)))
}

function byComposition(claim: Claim, made: readonly (Estimate & { readonly step: Step; readonly comparing: Comparing })[], known: Known): Finding {
  const { subject } = claim
  const first = made.find(({ comparing }) => comparing === 'holds') ?? made[0]
  if (first === undefined) {
    const other = meantInstead(claim, known)
    if (other !== undefined) return finding('wrong subject', [missingStep(subject, known), other])
    return finding('cannot be recomputed', [missingStep(subject, known)])
  }
  if (first.comparing === 'holds') return finding('recomputes', [first.step])
  if (first.comparing === 'fails') return notFitting(claim, first, [first.step], known)
  return finding('cannot be recomputed', [first.step, step(first.comparing === 'loose' ? 'bound_far' : 'not_proven')], first.comparing === 'unproven')
}

/** It is the figure of another cell, or off by a power of ten, or just not the number. */
function notFitting(claim: Claim, actual: Estimate | undefined, steps: readonly Step[], known: Known): Finding {
  const slip = actual === undefined ? undefined : slipOf(actual, claim.quantity)
  if (slip !== undefined) return finding('differs', [...steps, step('slip', { factor: slipText(slip) })])
  const other = meantInstead(claim, known)
  return other === undefined ? finding('differs', steps) : finding('wrong subject', [...steps, other])
}

/** The one other cell that has this very figure: another measure, the year beside, the place around or within. */
function meantInstead({ subject, quantity }: Claim, known: Known): Step | undefined {
  if (quantity.digits < tellingDigits || quantity.comparison !== 'equal') return undefined
  const row = measureNamed(known.vocabulary, subject.measure)
  const { measures, inside } = known.vocabulary
  const others: readonly Subject[] = [
    ...measures.filter((each) => each.unit === row.unit && each.code !== row.code).map(({ code }) => ({ ...subject, measure: code })),
    ...besides(subject.period).map((period) => ({ ...subject, period })),
    ...[inside.get(subject.place) ?? '', ...placesIn(known.vocabulary, subject.place)].map((place) => ({ ...subject, place })),
  ]
  const fitting = others.filter((other) => telling(published(other, known)).some((figure) => compareWith(figure, quantity) === 'holds'))
  const [found] = fitting
  return found === undefined || fitting.length > 1 ? undefined : step('figure_of', { ...cellParams(found), value: plainText(best(found, known)?.value) })
}

function besides(period: string): readonly string[] {
  const before = yearBefore(period)
  const match = /^(\d{4})(.*)$/.exec(period)
  return before === undefined || match === null ? [] : [before, `${Number(match[1]) + 1}${match[2] ?? ''}`]
}

/** 57 routes are all there are, and not those of one year. */
function judgeStockAsFlow({ subject, quantity }: Claim, known: Known): Finding {
  const stock = { ...subject, period: 'stock' }
  const fitting = published(stock, known).find((figure) => compareWith(figure, quantity) === 'holds')
  if (fitting === undefined) return finding('cannot be recomputed', [missingStep(subject, known)])
  return finding('wrong subject', [step('stock_not_flow', { ...cellParams(subject), value: plainText(fitting.value), until: fitting.period })])
}

function judgeTogether({ subject, places, quantity }: Claim, known: Known): Finding {
  const cells = places.map((place) => ({ ...subject, place }))
  const estimates = cells.map((each) => best(each, known))
  const missing = cells.filter((_, index) => estimates[index] === undefined)
  if (missing.length > 0) return finding('cannot be recomputed', missing.map((each) => missingStep(each, known)))
  const found = estimates.filter((each) => each !== undefined)
  const total: Estimate = { value: sum(found.map((each) => each.value)), interval: found.map((each) => each.interval).reduce<Interval>((so, each) => addUp(so, each), exactly(sum([]))) }
  const shown = step('places_together', { ...cellParams(subject), places: places.join(' + '), terms: found.map((each) => plainText(each.value)).join(' + '), value: plainText(total.value), ...intervalParams(total.interval) })
  return byComparing(compareWith(total, quantity), [shown], slipOf(total, quantity))
}

function addUp(a: Interval, b: Interval): Interval {
  return { low: a.low && b.low && sum([a.low, b.low]), high: a.high && b.high && sum([a.high, b.high]) }
}

/** The verdict of one comparison, with its working. */
export function byComparing(comparing: Comparing, steps: readonly Step[], slip: number | undefined): Finding {
  switch (comparing) {
    case 'holds':
      return finding('recomputes', steps)
    case 'fails':
      return finding('differs', slip === undefined ? steps : [...steps, step('slip', { factor: slipText(slip) })])
    case 'unproven':
      return finding('cannot be recomputed', [...steps, step('not_proven')], true)
    case 'loose':
      return finding('cannot be recomputed', [...steps, step('bound_far')])
  }
}

/** What of the cells below a whole is sourced: said beside a number that stands by its own figure. */
function coverage(subject: Subject, known: Known): readonly Step[] {
  return known.vocabulary.complete.has(subject.place) && subject.measure === 'total' ? [missingStep(subject, known)] : []
}

function publishedStep(subject: Subject, figure: Figure): Step {
  return step('published', { ...cellParams(subject), value: plainText(figure.value), ...intervalParams(figure.interval), unit: unitCode(figure.unit), vintage: `#vintage.${figure.vintage}`, source: figure.source })
}

export function unitCode(unit: string): string {
  return unit === '' ? '' : `#unit.${unit.replaceAll(' ', '_')}`
}

export function slipText(power: number): string {
  return power > 0 ? `1${'0'.repeat(power)}` : `1/1${'0'.repeat(-power)}`
}

/** The other sign. */
export function negated(of: Estimate): Estimate {
  const minusOne = { units: -1n, scale: 0 }
  const flipped = times({ low: of.interval.high, high: of.interval.low }, exactly(minusOne))
  return { value: { ...of.value, units: -of.value.units }, interval: flipped }
}
