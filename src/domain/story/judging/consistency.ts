// The numbers of a text against each other, before any figure is asked: two values of one cell, totals and parts, parts and
// wholes, shares and growth against levels, growth of parts against growth of the whole, and every year against the mean.
import { decimal } from '../../../base/decimal.ts'
import { exactly, factorOf, growthOf, hull, isAbove, minus, over, overlaps, percentOf, sumOf, tenTo, times, type Interval } from '../interval.ts'
import { sameCell, type Claim, type Subject } from '../reading/claim.ts'
import { yearBefore } from '../reading/period-pattern.ts'
import { isInside, measureNamed, type Vocabulary } from '../reading/vocabulary.ts'
import { cellParams, intervalParams } from './cells.ts'
import { meantBy } from './compare.ts'
import { slipText } from './judge-level.ts'
import { step, type Step } from './verdict.ts'

/** Numbers that cannot all be true. */
export interface Conflict {
  readonly claims: readonly Claim[]
  readonly step: Step
}

const hundred = decimal('100')
/** Numbers of one group that are held against each other; a text with more repeats itself. */
const maxPaired = 200
/** Slips looked for between numbers of a text. */
const slips = [1, -1, 3, -3, 4, -4] as const

export function conflictsIn(all: readonly Claim[], vocabulary: Vocabulary): readonly Conflict[] {
  const claims = all.filter((each) => each.doubts.length === 0 && each.places.length <= 1)
  const levels = claims.filter((each) => each.kind === 'level' && !each.isEachYear && unitFits(each, vocabulary))
  const shares = claims.filter((each) => each.kind === 'share' && each.whole !== undefined)
  const growths = claims.filter((each) => each.kind === 'growth' && each.quantity.unit === 'percent')
  return [
    ...doubles(claims),
    ...totals(levels, vocabulary),
    ...partsAbove(levels, vocabulary),
    ...sharesOfLevels(shares, levels),
    ...sharesOfParts(shares, vocabulary),
    ...growthsOfLevels(growths, levels),
    ...growthsOfParts(growths, levels, vocabulary),
    ...everyYear(shares),
  ]
}

function unitFits({ subject, quantity }: Claim, vocabulary: Vocabulary): boolean {
  return measureNamed(vocabulary, subject.measure).unit === quantity.unit
}

function doubles(claims: readonly Claim[]): readonly Conflict[] {
  return pairs(claims, ({ kind, subject }) => `${kind} ${subject.measure} ${subject.place} ${subject.period}`).flatMap(([a, b]) => {
    const isSame = a.kind === b.kind && a.isEachYear === b.isEachYear && a.quantity.unit === b.quantity.unit && sameCell(a.subject, b.subject) && a.base === b.base
    const isSameWhole = a.whole === undefined || b.whole === undefined ? a.whole === b.whole : sameCell(a.whole, b.whole)
    if (!isSame || !isSameWhole || overlaps(signed(a), signed(b))) return []
    return [conflict('two_values', [a, b], { ...cellParams(a.subject), first: a.quantity.text, second: b.quantity.text }, slipBetween(a, b))]
  })
}

/** A total against the sum of its parts, where the text has all of them. */
function totals(levels: readonly Claim[], vocabulary: Vocabulary): readonly Conflict[] {
  return plainOf(levels).flatMap((total) => {
    const parts = measureNamed(vocabulary, total.subject.measure).parts.map((measure) => findCell(levels, { ...total.subject, measure }))
    const found = parts.filter((each) => each !== undefined)
    if (parts.length === 0 || found.length < parts.length) return []
    const sum = sumOf(found.map((each) => meantBy(each.quantity)))
    if (overlaps(sum, meantBy(total.quantity))) return []
    return [conflict('parts_and_total', [total, ...found], { ...cellParams(total.subject), ...intervalParams(sum), total: total.quantity.text })]
  })
}

/** A part is not above its whole: a product in exports, exports in trade, a city in the nine. */
function partsAbove(levels: readonly Claim[], vocabulary: Vocabulary): readonly Conflict[] {
  return pairs(levels, ({ subject, quantity }) => `${subject.period} ${quantity.unit}`).flatMap(([a, b]) =>
    [[a, b] as const, [b, a] as const].flatMap(([part, whole]) => {
      const isPart = isPartOf(part.subject, whole.subject, vocabulary)
      if (!isPart || !isAbove(meantBy(part.quantity), meantBy(whole.quantity))) return []
      return [conflict('part_above_whole', [part, whole], { part: part.quantity.text, whole: whole.quantity.text }, slipBetween(part, whole))]
    }),
  )
}

function isPartOf(part: Subject, whole: Subject, vocabulary: Vocabulary): boolean {
  if (part.period !== whole.period) return false
  if (part.measure === whole.measure) return isInside(vocabulary, part.place, whole.place)
  if (part.place !== whole.place) return false
  const [small, large] = [measureNamed(vocabulary, part.measure), measureNamed(vocabulary, whole.measure)]
  if (small.unit !== large.unit || small.scheme + large.scheme !== '') return false
  if (large.parts.includes(small.code)) return true
  const isProduct = small.product !== '' && large.product === ''
  return isProduct && (large.flow === small.flow || large.flow === 'total')
}

function sharesOfLevels(shares: readonly Claim[], levels: readonly Claim[]): readonly Conflict[] {
  return shares.flatMap((share) => {
    const [part, whole] = [findCell(levels, share.subject), share.whole && findCell(levels, share.whole)]
    if (part === undefined || whole === undefined || share.isEachYear) return []
    const actual = percentOf(meantBy(part.quantity), meantBy(whole.quantity))
    if (overlaps(actual, meantBy(share.quantity))) return []
    return [conflict('share_of_levels', [share, part, whole], { part: part.quantity.text, whole: whole.quantity.text, share: share.quantity.text, ...intervalParams(actual) }, slipOfInterval(actual, share))]
  })
}

/** Shares of all parts of a whole add up to a hundred. */
function sharesOfParts(shares: readonly Claim[], vocabulary: Vocabulary): readonly Conflict[] {
  const wholes = shares.filter((each, index) => shares.findIndex((other) => sameWhole(each, other)) === index)
  return wholes.flatMap((first) => {
    const parts = first.whole === undefined ? [] : measureNamed(vocabulary, first.whole.measure).parts
    const found = parts.map((measure) => shares.find((each) => sameWhole(each, first) && each.subject.measure === measure && each.subject.place === first.whole?.place && !each.isEachYear))
    const all = found.filter((each) => each !== undefined)
    if (parts.length === 0 || all.length < parts.length) return []
    const sum = sumOf(all.map((each) => meantBy(each.quantity)))
    return overlaps(sum, exactly(hundred)) ? [] : [conflict('shares_not_hundred', all, intervalParams(sum))]
  })
}

function growthsOfLevels(growths: readonly Claim[], levels: readonly Claim[]): readonly Conflict[] {
  return growths.flatMap((growth) => {
    const before = growth.base || yearBefore(growth.subject.period)
    const [after, base] = [findCell(levels, growth.subject), before === undefined ? undefined : findCell(levels, { ...growth.subject, period: before })]
    if (after === undefined || base === undefined) return []
    const actual = growthOf(meantBy(base.quantity), meantBy(after.quantity))
    if (overlaps(actual, signed(growth))) return []
    return [conflict('growth_of_two', [growth, base, after], { before: base.quantity.text, after: after.quantity.text, growth: growth.quantity.text, ...intervalParams(actual) }, slipOfInterval(actual, growth))]
  })
}

/** The growth of a whole lies between those of its parts, and with levels the bases must add up. */
function growthsOfParts(growths: readonly Claim[], levels: readonly Claim[], vocabulary: Vocabulary): readonly Conflict[] {
  return growths.flatMap((total) => {
    const parts = measureNamed(vocabulary, total.subject.measure).parts.map((measure) => findCell(growths, { ...total.subject, measure }))
    const found = parts.filter((each) => each !== undefined)
    if (parts.length === 0 || found.length < parts.length) return []
    const mean = hull(found.map(signed))
    if (mean !== undefined && !overlaps(mean, signed(total))) return [conflict('growth_outside_parts', [total, ...found], intervalParams(mean))]
    const all = [total, ...found]
    const own = all.map((each) => findCell(levels, each.subject))
    const bases = all.map((each, index) => baseOf(own[index], each))
    const [whole, ...others] = bases.filter((each) => each !== undefined)
    if (whole === undefined || others.length < found.length) return []
    const sum = sumOf(others)
    if (overlaps(sum, whole)) return []
    return [conflict('growth_bases', [...all, ...own.filter((each) => each !== undefined)], { ...intervalParams(sum), wholeLow: intervalParams(whole).low, wholeHigh: intervalParams(whole).high })]
  })
}

function baseOf(level: Claim | undefined, growth: Claim): Interval | undefined {
  return level === undefined ? undefined : over(meantBy(level.quantity), factorOf(signed(growth)))
}

/** "Nearly 50 percent every year" against the share of all years together, which lies between the years. */
function everyYear(shares: readonly Claim[]): readonly Conflict[] {
  return shares
    .filter((each) => each.isEachYear)
    .flatMap((yearly) => {
      const mean = shares.find((each) => !each.isEachYear && sameCell(each.subject, yearly.subject) && sameWhole(each, yearly))
      if (mean === undefined || overlaps(meantBy(yearly.quantity), meantBy(mean.quantity))) return []
      return [conflict('every_year_and_mean', [yearly, mean], { yearly: yearly.quantity.text, mean: mean.quantity.text, ...intervalParams(yearly.quantity.allowed) })]
    })
}

function sameWhole(a: Claim, b: Claim): boolean {
  return a.whole !== undefined && b.whole !== undefined && sameCell(a.whole, b.whole)
}

function signed(claim: Claim): Interval {
  const { low, high } = meantBy(claim.quantity)
  const negative: Interval = minus(exactly(decimal('0')), { low, high })
  return claim.kind === 'growth' && claim.isFall ? negative : { low, high }
}

function findCell(claims: readonly Claim[], subject: Subject): Claim | undefined {
  return plainOf(claims).find((each) => sameCell(each.subject, subject)) ?? claims.find((each) => sameCell(each.subject, subject))
}

/** Those that print a plain value. */
function plainOf(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((each) => each.quantity.comparison === 'equal')
}

/** All pairs within a group. */
function pairs(claims: readonly Claim[], group: (claim: Claim) => string): readonly (readonly [Claim, Claim])[] {
  const groups = new Map<string, Claim[]>()
  for (const claim of claims) groups.set(group(claim), [...(groups.get(group(claim)) ?? []), claim])
  return [...groups.values()].flatMap((each) => each.slice(0, maxPaired).flatMap((a, index) => each.slice(index + 1, maxPaired).map((b) => [a, b] as const)))
}

function slipBetween(a: Claim, b: Claim): number | undefined {
  return slips.find((power) => overlaps(times(a.quantity.printed, exactly(tenTo(power))), b.quantity.printed))
}

function slipOfInterval(actual: Interval, claim: Claim): number | undefined {
  return slips.find((power) => overlaps(times(claim.quantity.printed, exactly(tenTo(power))), actual))
}

function conflict(code: string, claims: readonly Claim[], params: Step['params'], slip?: number): Conflict {
  const sentences = [...new Set(claims.map((each) => each.sentence))].toSorted((a, b) => a - b).join(', ')
  return { claims, step: step(code, { ...params, sentences, ...(slip === undefined ? {} : { factor: slipText(slip) }) }) }
}
