// Shares and growth against the figures. A share needs its part and its whole; growth is taken as published, with the base
// of its own release, and never made from levels of different releases.
import { compare, decimalsUsed, divide, decimal, multiply, subtract, type Decimal } from '../../../base/decimal.ts'
import { around, growthOf, isAbove, minus, overlaps, percentOf, tenTo, type Interval } from '../interval.ts'
import type { Claim, Subject } from '../reading/claim.ts'
import type { Quantity } from '../reading/quantity.ts'
import { yearBefore, yearsOf } from '../reading/period-pattern.ts'
import { atLeast, best, cellParams, intervalParams, missingStep, published, type Known } from './cells.ts'
import { compareWith, meantBy, plainText, slipOf, type Estimate } from './compare.ts'
import { byComparing, negated, tellingDigits } from './judge-level.ts'
import { finding, step, type Finding, type Step } from './verdict.ts'

const hundred = decimal('100')
/** Percentage points by which the revision of a base can move a growth: more than any revision seen (0.5 percent). */
const revisionPoints = decimal('1')

interface Share extends Estimate {
  readonly step: Step
}

export function judgeShare(claim: Claim, known: Known): Finding {
  const { whole, subject, quantity } = claim
  if (whole === undefined) return finding('cannot be recomputed', [step('no_whole')])
  if (claim.isEachYear) return judgeEachYear(claim, whole, known)
  const share = shareFor(claim, whole, known)
  if (share === undefined) {
    const missing = [subject, whole].filter((each) => best(each, known) === undefined).map((each) => missingStep(each, known))
    const other = otherWhole(claim, whole, known)
    return other === undefined ? finding('cannot be recomputed', missing) : finding('wrong subject', [...impliedRest(claim, whole, known), ...missing, other])
  }
  const found = byComparing(compareWith(share, quantity), [share.step], slipOf(share, quantity))
  if (found.verdict !== 'differs') return found
  const other = otherWhole(claim, whole, known)
  return other === undefined ? found : finding('wrong subject', [...found.working, other])
}

/** By the basis of the whole with which it holds, where the whole is published on several; else by the most exact. */
function shareFor({ subject, quantity }: Claim, whole: Subject, known: Known): Share | undefined {
  const bases = published(whole, known).filter((each) => each.vintage !== 'revised')
  const byBasis = bases.length < 2 ? [] : bases.map((basis) => shareOf(subject, whole, known, basis))
  return byBasis.find((each) => each !== undefined && compareWith(each, quantity) === 'holds') ?? shareOf(subject, whole, known)
}

function shareOf(part: Subject, whole: Subject, known: Known, basis?: Estimate): Share | undefined {
  const [top, bottom] = [best(part, known), basis ?? best(whole, known)]
  if (top === undefined || bottom === undefined) return undefined
  const value = divide(multiply(top.value, hundred), bottom.value, 4, 'half-even')
  const interval = percentOf(top.interval, bottom.interval)
  const params = { part: plainText(top.value), whole: plainText(bottom.value), value: plainText(value), ...intervalParams(interval), period: part.period }
  return { value, interval, step: step('share', { ...params, partMeasure: `#measure.${part.measure}`, partPlace: `#place.${part.place}`, wholeMeasure: `#measure.${whole.measure}`, wholePlace: `#place.${whole.place}` }) }
}

/** The same share of another measure fits: 45.8 percent of all trade, not of the new three. */
function otherWhole({ subject, quantity }: Claim, whole: Subject, known: Known): Step | undefined {
  if (quantity.digits < tellingDigits || quantity.comparison !== 'equal') return undefined
  const others = (['total', 'export', 'import'] as const).flatMap((measure) => {
    if (measure === whole.measure || subject.place === whole.place) return []
    const share = shareOf({ ...subject, measure }, { ...whole, measure }, known)
    return share !== undefined && compareWith(share, quantity) === 'holds' ? [share.step] : []
  })
  return others.length === 1 && others[0] !== undefined ? step('share_of_other', others[0].params) : undefined
}

/** What the share as read would leave for the years of the part that nobody published. */
function impliedRest({ subject, quantity }: Claim, whole: Subject, known: Known): readonly Step[] {
  const [total, years] = [best(whole, known), yearsOf(subject.period)]
  if (total === undefined || years === undefined) return []
  const implied = divide(multiply(total.value, quantity.value), hundred, 0, 'half-even')
  const found = years.flatMap((year) => {
    const figure = best({ ...subject, period: String(year) }, known)
    return figure === undefined ? [] : [{ year, value: figure.value }]
  })
  if (found.length === 0) return []
  const rest = found.reduce((so, each) => subtract(so, each.value), implied)
  return [step('implied_rest', { ...cellParams(subject), implied: plainText(implied), known: found.map((each) => `${each.year}: ${plainText(each.value)}`).join(', '), rest: plainText(rest), years: years.length - found.length })]
}

function judgeEachYear({ subject, quantity }: Claim, whole: Subject, known: Known): Finding {
  const years = yearsOf(subject.period) ?? []
  const outcomes = years.map((year) => {
    const [part, all] = [{ ...subject, period: String(year) }, { ...whole, period: String(year) }]
    const share = shareOf(part, all, known)
    if (share !== undefined) return { comparing: compareWith(share, quantity), step: share.step }
    return atMost(part, all, quantity, known) ?? { comparing: 'unproven' as const, step: missingStep(all, known) }
  })
  const steps = outcomes.map((each) => each.step)
  if (outcomes.some((each) => each.comparing === 'fails')) return finding('differs', steps)
  return outcomes.length > 0 && outcomes.every((each) => each.comparing === 'holds') ? finding('recomputes', steps) : finding('cannot be recomputed', steps)
}

/** Where only some cells of the whole are known the share is at most this, which may be enough to refuse. */
function atMost(part: Subject, whole: Subject, quantity: Quantity, known: Known): { readonly comparing: 'fails' | 'unproven'; readonly step: Step } | undefined {
  const [top, bottom] = [best(part, known), atLeast(whole, known)]
  if (top === undefined || bottom === undefined) return undefined
  const { high } = percentOf(top.interval, bottom)
  // A whole that is more than half unknown bounds nothing.
  if (high === undefined || compare(high, hundred) >= 0) return undefined
  const interval: Interval = { low: undefined, high }
  const shown = step('share_at_most', { ...cellParams(part), wholePlace: `#place.${whole.place}`, high: intervalParams(interval).high })
  return { comparing: isAbove(meantBy(quantity), interval) ? 'fails' : 'unproven', step: shown }
}

export function judgeGrowth(claim: Claim, known: Known): Finding {
  const { subject, quantity } = claim
  const before = claim.base || yearBefore(subject.period)
  if (before === undefined) return finding('cannot be recomputed', [step('no_base', cellParams(subject))])
  const signed = (of: Estimate): Estimate => (claim.isFall ? negated(of) : of)
  const told = claim.base === '' || claim.base === yearBefore(subject.period) ? publishedGrowth(subject, known) : []
  const base = best({ ...subject, period: before }, known)
  const level = best(subject, known)
  const levels = base === undefined || level === undefined ? undefined : growthEstimate(base, level)
  const isBaseOwn = published({ ...subject, period: before }, known).some((each) => each.vintage !== 'derived' && each.vintage !== 'revised')
  const levelStep = levels === undefined ? [] : [step('growth_of_levels', { ...cellParams(subject), before: plainText(base?.value), after: plainText(level?.value), value: plainText(levels.value), ...intervalParams(levels.interval) })]
  if (told.length > 0) {
    const fits = told.find((each) => compareWith(signed(each), quantity) === 'holds')
    const toldStep = step('growth_published', { ...cellParams(subject), value: told.map((each) => plainText(each.value)).join(', ') })
    if (quantity.unit === 'points') return fits === undefined ? finding('cannot be recomputed', [toldStep]) : finding('wrong unit', [step('unit_wrong', { unit: '#unit.points', expected: '#unit.percent' }), toldStep])
    if (fits === undefined) return finding('differs', [toldStep, ...levelStep])
    if (levels === undefined || !isBaseOwn) return finding('cannot be recomputed', [toldStep, step('base_not_published', { before })], true)
    if (overlaps(signed(levels).interval, quantity.printed)) return finding('recomputes', [toldStep, ...levelStep])
    return finding('cannot be recomputed', [toldStep, ...levelStep, step('base_revised', { before })], true)
  }
  if (levels === undefined) return finding('cannot be recomputed', [missingStep({ ...subject, period: level === undefined ? subject.period : before }, known)])
  const own = signed(levels)
  if (quantity.unit !== 'points' && overlaps(own.interval, quantity.printed)) return finding('cannot be recomputed', [...levelStep, step('across_vintages')], true)
  const nearly: Interval = minus(own.interval, { low: { ...revisionPoints, units: -revisionPoints.units }, high: revisionPoints })
  return overlaps(nearly, quantity.printed) && isBaseOwn ? finding('cannot be recomputed', [...levelStep, step('across_vintages')]) : finding('differs', levelStep)
}

/** Growth as printed beside the level, or as a figure of its own. */
function publishedGrowth(subject: Subject, known: Known): readonly Estimate[] {
  const beside = published(subject, known).flatMap(({ growth }) => (growth === undefined ? [] : [printedGrowth(growth)]))
  const own = published({ ...subject, measure: `${subject.measure}_growth` }, known)
  return [...beside, ...own.map(({ value, interval }) => ({ value, interval }))]
}

function printedGrowth(value: Decimal): Estimate {
  return { value, interval: around(value, multiply(decimal('0.5'), tenTo(-decimalsUsed(value)))) }
}

function growthEstimate(base: Estimate, level: Estimate): Estimate {
  const value = subtract(divide(multiply(level.value, hundred), base.value, 4, 'half-even'), hundred)
  return { value, interval: growthOf(base.interval, level.interval) }
}
