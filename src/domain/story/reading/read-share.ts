// What a percentage is a part of: "Shenzhen accounted for 45.8 percent of the nine cities' trade", 占全省外贸的95%, and
// "of the total", where the whole stands in a sentence before.
import type { Claim, Subject } from './claim.ts'
import { hasRelation, wholeOf, wordsIn, type Parsed, type Span, type Surroundings } from './clause.ts'
import { measureOf, wordsInSpan, type MeasureWords } from './read-measure.ts'
import type { Quantity } from './quantity.ts'
import { isInside, type Vocabulary } from './vocabulary.ts'

export interface ShareRead {
  readonly subject: Subject
  readonly whole: Subject | undefined
  readonly isWholeCarried: boolean
  readonly isRestricted: boolean
}

interface ShareInput {
  readonly quantity: Quantity
  readonly one: Parsed
  readonly here: Surroundings
  readonly carried: { readonly place: string; readonly levels: readonly (Subject & { readonly sentence: number })[]; readonly words: MeasureWords }
  readonly input: { readonly vocabulary: Vocabulary }
  /** Words nearest to the number, for a share that names no whole of its own. */
  readonly words: MeasureWords
  readonly period: string
  /** The claim before in the sentence. */
  readonly previous: Claim | undefined
}

const behind = /^\s*(?:of|share\s+of|do|da|dos|das|de)\s/i

export function readShare(input: ShareInput): ShareRead {
  const { quantity, one, here, carried, previous, period } = input
  const shareWords = wordsIn(one, { start: here.clause.start, end: quantity.start }, 'relation').filter((each) => each.code === 'share')
  // 占全省的比重: the whole stands between the two.
  const share = shareWords.find((each) => wordsIn(one, { start: each.end, end: quantity.start }, 'place').length > 0) ?? shareWords.at(-1)
  const namesNothing = (['place', 'product', 'flow'] as const).every((kind) => wordsIn(one, here.clause, kind).length === 0)
  const isSameAsBefore = namesNothing && previous?.kind === 'share' && !behind.test(one.sentence.text.slice(quantity.end))
  if (isSameAsBefore && previous !== undefined) {
    const at = (of: Subject): Subject => ({ ...of, period })
    return { subject: at(previous.subject), whole: previous.whole === undefined ? undefined : at(previous.whole), isWholeCarried: previous.isWholeCarried, isRestricted: previous.doubts.includes('subject_restricted') }
  }
  const partIn = partInWhole(one, here.clause, share, quantity)
  const between: Span = { start: partIn?.end ?? share?.end ?? quantity.start, end: quantity.start }
  const isBehind = behind.test(one.sentence.text.slice(quantity.end)) || (share === undefined && quantity.isFraction)
  const tail: Span = { start: quantity.start, end: isBehind ? tailEnd(one, here) : quantity.start }
  const numeratorSpan: Span = partIn ?? { start: here.clause.start, end: share?.start ?? quantity.start }
  const isRestricted = [between, tail, numeratorSpan].some((span) => wordsIn(one, span, 'restriction').length > 0)
  const pointsBack = hasRelation(one, here.clause, 'the_whole') || hasRelation(one, { start: quantity.start, end: tail.end }, 'the_whole')
  const named = namedWhole(input, between, tail)
  const part = partOf(input, numeratorSpan, tail, named.place)
  const isCarried = named.place === '' && named.measure === ''
  if (isCarried) return { ...carriedWhole(input, part, pointsBack), isRestricted: isRestricted || carried.words.isRestricted }
  const measure = named.measure || part.measure || lastMeasure(carried.levels.filter((each) => pointsBack || each.sentence === one.sentence.number))
  const place = named.place || outerPlace(input, part.place) || part.place || carried.place
  // A part lies in its whole, in whatever order both are named.
  const isTurned = part.place !== '' && isInside(input.input.vocabulary, place, part.place)
  const pronoun = part.measure === '' && part.place === '' ? carried.levels.findLast((each) => each.measure !== measure && each.place === place) : undefined
  const subject = { measure: part.measure || (pronoun?.measure ?? measure), place: isTurned ? place : part.place || place, period }
  const whole = { measure, place: isTurned ? part.place : place, period }
  const isOne = subject.measure === whole.measure && subject.place === whole.place
  return { subject, whole: isOne ? undefined : whole, isWholeCarried: false, isRestricted }
}

/** "The share of machines in the exports of the nine cities": what stands before the "in" is the part. */
function partInWhole(one: Parsed, clause: Span, share: Span | undefined, quantity: Quantity): Span | undefined {
  if (share === undefined) return undefined
  const split = /\s(?:in|nas|nos|na|no)\s/i.exec(one.sentence.text.slice(share.end, quantity.start))
  if (split === null) return undefined
  const part = { start: share.end, end: share.end + split.index }
  const named = (span: Span): number => wordsIn(one, span, 'place').length + wordsIn(one, span, 'product').length
  return named(part) > 0 && named({ start: clause.start, end: share.start }) === 0 ? part : undefined
}

interface Cell {
  readonly measure: string
  readonly place: string
}

/** The whole as the clause names it. */
function namedWhole({ quantity, one, input, period }: ShareInput, between: Span, tail: Span): Cell {
  const span = [between, tail].find((each) => (['place', 'flow', 'product'] as const).some((kind) => wordsIn(one, each, kind).length > 0)) ?? tail
  const place = wordsIn(one, span, 'place')[0]?.code ?? ''
  const first = wordsInSpan(one, span)
  return { place, measure: measureOf({ ...first, scheme: '' }, quantity, 'share', place, period, input.vocabulary) || productMeasure(first, input.vocabulary) }
}

/** "of the new three" without saying exports: the only money row there is. */
function productMeasure({ flow, product }: MeasureWords, { measures }: Vocabulary): string {
  if (product === '' || flow !== '') return ''
  return measures.find((row) => row.product === product && (row.unit === 'CNY' || row.flow === 'output'))?.code ?? ''
}

/** What is a part: before the share word, else behind the whole ("came from Shenzhen"), else earlier in the sentence. */
function partOf({ quantity, one, here, input, period, words }: ShareInput, span: Span, tail: Span, wholePlace: string): Cell {
  const earlier: Span = { start: 0, end: here.clause.start }
  const after = wordsIn(one, tail, 'place').find((each) => each.code !== wholePlace)
  const listedBefore = wordsIn(one, span, 'place').at(-1)?.code ?? ''
  const place = listedBefore || (after?.code ?? '') || (wordsIn(one, earlier, 'place').findLast((each) => each.code !== wholePlace)?.code ?? '')
  const told = wordsInSpan(one, span)
  // "85.1 percent were lithium batteries".
  const own = told.flow + told.product === '' && tail.end === tail.start ? wordsInSpan(one, { start: quantity.end, end: here.tail.end }) : told
  const before = own.flow + own.product === '' ? wordsInSpan(one, earlier) : own
  const flow = before.flow || (before.product === '' ? '' : wordsInSpan(one, earlier).flow || words.flow)
  const measure = before.product === '' && before.flow === '' ? '' : measureOf({ ...before, flow, scheme: '' }, quantity, 'share', place, period, input.vocabulary) || productMeasure({ ...before, flow: '' }, input.vocabulary)
  return { place, measure }
}

/** The last level said before that is not the part itself. */
function carriedWhole({ carried, period, words, quantity, input }: ShareInput, part: Cell, pointsBack: boolean): Omit<ShareRead, 'isRestricted'> {
  const measureHere = part.measure || (words.product === '' && words.flow === '' ? '' : measureOf({ ...words, scheme: '' }, quantity, 'share', part.place, period, input.vocabulary))
  const isPart = (level: Subject): boolean => level.measure === (measureHere || level.measure) && level.place === (part.place || level.place)
  const whole = carried.levels.findLast((level) => !isPart(level)) ?? (pointsBack ? carried.levels.at(-1) : undefined)
  const subject = { measure: part.measure || (whole?.measure ?? measureHere), place: part.place || (whole?.place ?? carried.place), period: whole?.period || period }
  if (whole === undefined || (whole.measure === subject.measure && whole.place === subject.place)) return { subject, whole: undefined, isWholeCarried: true }
  return { subject, whole: { measure: whole.measure, place: whole.place, period: subject.period }, isWholeCarried: true }
}

function lastMeasure(levels: readonly Subject[]): string {
  return levels.at(-1)?.measure ?? ''
}

/** A place of the sentence, or of the one before, that the part lies in. */
function outerPlace({ one, carried, input }: ShareInput, place: string): string {
  const all = wordsIn(one, wholeOf(one), 'place').map((each) => each.code)
  return [...all, carried.place].find((each) => each !== '' && isInside(input.vocabulary, place, each)) ?? ''
}

/** "of the total exports and imports of X" may go over a comma but not over the next number. */
function tailEnd(one: Parsed, here: Surroundings): number {
  const next = one.quantities.find((each) => each.start >= here.tail.end)?.start ?? one.sentence.text.length
  return Math.min(Math.max(here.tail.end, here.clause.end), next)
}
