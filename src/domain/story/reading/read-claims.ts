// Reads the numbers of a text as claims. What a sentence leaves out is taken from the sentence before in the same paragraph,
// and only where the text itself points back ("among them", 其中) or leaves no other reading; the rest stays a doubt.
import { parseCivilDate, type CivilDate } from '../../../base/civil-date.ts'
import { around, hasRelation, parsed, wholeOf, wordsIn, type Parsed, type Surroundings } from './clause.ts'
import type { Claim, ClaimKind, Doubt, Subject } from './claim.ts'
import { mentionsOf } from './mention.ts'
import { measureWords, measureOf, type MeasureWords } from './read-measure.ts'
import { periodOf, type PeriodRead } from './read-period.ts'
import { placesOf } from './read-place.ts'
import { readShare } from './read-share.ts'
import { quantitiesOf, type Quantity } from './quantity.ts'
import { sentencesOf, type Sentence } from './sentence.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A level of a sentence before, or of this one. */
export type Level = Subject & { readonly sentence: number }

/** What the sentences before leave behind, within a paragraph. */
export interface Carried {
  readonly paragraph: number
  readonly place: string
  readonly words: MeasureWords
  readonly period: string
  /** Levels said so far in the paragraph, the last one last. */
  readonly levels: readonly Level[]
  /** The last city or province named, for "the city"; kept over paragraphs. */
  readonly lastPlace: string
}

export interface ReadingInput {
  readonly vocabulary: Vocabulary
  /** The date of the text, for "last year". */
  readonly on: CivilDate | undefined
}

export interface ReadText {
  readonly sentences: readonly Sentence[]
  readonly claims: readonly Claim[]
}

const nothing: MeasureWords = { flow: '', product: '', scheme: '', isRestricted: false }
const atStart: Carried = { paragraph: 0, place: '', words: nothing, period: '', levels: [], lastPlace: '' }

export function readClaims(text: string, given: ReadingInput): ReadText {
  const sentences = sentencesOf(text)
  const input: ReadingInput = { ...given, on: given.on ?? dateLine(sentences, given.vocabulary) }
  const claims: Claim[] = []
  let carried = atStart
  for (const sentence of sentences) {
    const mentions = mentionsOf(sentence, input.vocabulary).map((each) => (each.kind === 'place' && each.code === 'same' && carried.lastPlace !== '' ? { ...each, code: carried.lastPlace } : each))
    const one = parsed(sentence, mentions, quantitiesOf(sentence, mentions, input.vocabulary))
    const pointsBack = hasRelation(one, wholeOf(one), 'carried') || hasRelation(one, wholeOf(one), 'the_whole')
    if (sentence.paragraph !== carried.paragraph && !pointsBack) carried = { ...atStart, lastPlace: carried.lastPlace }
    carried = { ...carried, paragraph: sentence.paragraph }
    for (const quantity of one.quantities) {
      const claim = claimOf(quantity, one, carried, input, claims)
      claims.push(claim)
      if (claim.kind === 'level' && claim.subject.measure !== '') carried = { ...carried, levels: [...carried.levels, { ...claim.subject, sentence: sentence.number }] }
    }
    carried = leaving(one, carried, claims, input)
  }
  return { sentences, claims }
}

/** The date of a line that is hardly more than a date; undefined when there is none. */
function dateLine(sentences: readonly Sentence[], vocabulary: Vocabulary): CivilDate | undefined {
  for (const sentence of sentences) {
    const iso = /^\D{0,12}(\d{4}-\d{2}-\d{2})\D{0,12}$/.exec(sentence.text)
    const mention = mentionsOf(sentence, vocabulary).find((each) => each.kind === 'period' && each.word.code === 'day')
    const isLine = mention !== undefined && sentence.text.length - mention.text.length <= 12
    if (iso !== null) return parseCivilDate(iso[1] ?? '')
    if (isLine && mention.kind === 'period') return parseCivilDate([mention.word.y1, ...[mention.word.n, mention.word.day].map((part) => String(part).padStart(2, '0'))].join('-'))
  }
  return undefined
}

/** What the sentence leaves for the next one. */
function leaving(one: Parsed, carried: Carried, claims: readonly Claim[], input: ReadingInput): Carried {
  const last = claims.findLast((each) => each.sentence === one.sentence.number)
  const span = wholeOf(one)
  const place = wordsIn(one, span, 'place').find((each) => each.code !== 'elsewhere')?.code ?? carried.place
  const said = last?.subject.period || (periodOf(undefined, one, carried, input).period ?? '')
  const period = said === 'stock' || said === '' ? carried.period : said
  const [flow, product, scheme] = (['flow', 'product', 'scheme'] as const).map((kind) => wordsIn(one, span, kind)[0]?.code ?? '')
  const words = { flow: flow ?? '', product: product ?? '', scheme: scheme ?? '', isRestricted: wordsIn(one, span, 'restriction').length > 0 }
  return { ...carried, place, lastPlace: place || carried.lastPlace, period, words: words.flow + words.product + words.scheme === '' ? carried.words : words }
}

function claimOf(given: Quantity, one: Parsed, carried: Carried, input: ReadingInput, claims: readonly Claim[]): Claim {
  const here = around(given, one)
  const quantity = counted(given, measureWords(given, one, here, carried), input.vocabulary)
  const kind = kindOf(quantity, one, here, claims)
  const period = periodOf(here, one, carried, input)
  const words = measureWords(quantity, one, here, carried)
  const previous = claims.findLast((each) => each.sentence === one.sentence.number)
  const { places, isUncertain } = placesOf(quantity, one, here, carried, previous, input.vocabulary)
  const isOpened = hasRelation(one, wholeOf(one), 'opened')
  const base = {
    index: claims.length,
    sentence: one.sentence.number,
    offset: one.sentence.offset + quantity.start,
    quantity,
    isEachYear: period.isEachYear,
    isOpened,
    isFall: quantity.isNegative || relationFor(one, here, quantity) === 'fall',
    base: period.base,
    isUncertain: isUncertain || words.isTopic === true || isUnsorted(one, quantity, words, places),
  }
  if (kind === 'share') {
    const share = readShare({ quantity, one, here, carried, input, words, period: period.period ?? '', previous })
    const doubts = doubtsOf(quantity, share.isRestricted, period.isUndated, share.subject, share.whole === undefined ? ['no_whole'] : [])
    return { ...base, kind, ...share, places: [share.subject.place], doubts }
  }
  const measure = measureOf(words, quantity, kind, places.at(-1) ?? '', period.period ?? '', input.vocabulary)
  const subject = subjectOf(measure, places, period, one, input.vocabulary)
  const isLevel = kind === 'growth' && input.vocabulary.measures.some((each) => each.code === measure && each.unit === 'percent')
  const doubts = doubtsOf(quantity, words.isRestricted, period.isUndated, subject, kind === 'unknown' ? ['kind_unknown'] : [])
  return { ...base, kind: isLevel ? 'level' : kind, subject, places, whole: undefined, isWholeCarried: false, doubts }
}

/** "An output of 1.786 million": where what is counted comes in one unit only, it is that one. Money comes in several. */
function counted(quantity: Quantity, { flow, product }: MeasureWords, { measures, units }: Vocabulary): Quantity {
  if (quantity.unit !== '' || product === '') return quantity
  const rows = measures.filter((row) => row.flow === flow && row.product === product)
  const [row, ...more] = rows
  return row === undefined || more.length > 0 || units.get(row.unit)?.kind !== 'count' ? quantity : { ...quantity, unit: row.unit, unitKind: 'count' }
}

/** "Respectively" where what belongs to what could not be sorted out. */
function isUnsorted(one: Parsed, quantity: Quantity, { isRespective }: MeasureWords, places: readonly string[]): boolean {
  if (!hasRelation(one, wholeOf(one), 'respectively') || isRespective === true) return false
  const alike = one.quantities.filter((each) => each.unitKind === quantity.unitKind)
  const listed = wordsIn(one, { start: 0, end: alike[0]?.start ?? 0 }, 'place')
  return listed.length !== alike.length || places.length !== 1
}

/** A stock is a state: its year counts only where the sentence says that year and not "so far". */
function subjectOf(measure: string, places: readonly string[], { period = '', isOwn }: PeriodRead, one: Parsed, { measures }: Vocabulary): Subject {
  const row = measures.find((each) => each.code === measure)
  const isOfYear = /^\d{4}$/.test(period) && (isOwn || hasRelation(one, wholeOf(one), 'opened')) && !hasRelation(one, wholeOf(one), 'so_far')
  return { measure, place: row?.place || (places.at(-1) ?? ''), period: row?.isStock === true && !isOfYear ? 'stock' : period }
}

function doubtsOf(quantity: Quantity, isRestricted: boolean, isUndated: boolean, subject: Subject, more: readonly Doubt[]): readonly Doubt[] {
  const read: readonly (readonly [boolean, Doubt])[] = [
    [quantity.warnings.includes('number_unreadable'), 'number_unreadable'],
    [quantity.warnings.includes('scale_ambiguous'), 'scale_ambiguous'],
    [quantity.warnings.includes('number_range'), 'number_range'],
    [quantity.unit === '', 'no_unit'],
    [isRestricted, 'subject_restricted'],
    [subject.measure === '', 'no_measure'],
    [subject.place === '' || subject.place === 'elsewhere' || subject.place === 'same' || subject.place === 'GBA11', 'no_place'],
    [subject.period === '' && isUndated, 'relative_period_undated'],
    [subject.period === '' && !isUndated, 'no_period'],
  ]
  return [...read.flatMap(([isSo, doubt]) => (isSo ? [doubt] : [])), ...more]
}

/** A percentage is a growth, a share, or of no kind that can be told. */
function kindOf(quantity: Quantity, one: Parsed, here: Surroundings, claims: readonly Claim[]): ClaimKind {
  if (quantity.unitKind !== 'percent' && quantity.unitKind !== 'points') return 'level'
  if (quantity.isFraction) return 'share'
  const relation = relationFor(one, here, quantity)
  if (relation === 'rise' || relation === 'fall') return 'growth'
  if (relation === 'share' || (/^(?:Of|Dos|Das|Do|Da)\s/.test(one.sentence.text) && claims.at(-1)?.sentence === one.sentence.number) || /^\s*(?:of|do|da|dos|das|de)\s/i.test(one.sentence.text.slice(quantity.end))) return 'share'
  const before = claims.findLast((each) => each.sentence === one.sentence.number && (each.kind === 'share' || each.kind === 'growth'))
  if (before !== undefined) return before.kind
  return quantity.isNegative ? 'growth' : 'unknown'
}

/** rise, fall or share: the nearest before it, else behind it, else earlier in the clause. */
function relationFor(one: Parsed, { clause, head, tail }: Surroundings, { end }: Quantity): string {
  const told = (span: { readonly start: number; readonly end: number }): readonly string[] =>
    wordsIn(one, span, 'relation').flatMap(({ code }) => (code === 'rise' || code === 'fall' || code === 'share' ? [code] : []))
  return told(head).at(-1) ?? told({ start: end, end: tail.end })[0] ?? told({ start: clause.start, end: head.start }).at(-1) ?? ''
}
