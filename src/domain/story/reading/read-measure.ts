// Which measure a number is of: the words for flow, product and scheme nearest to it, and the row of
// data/story/measures.csv that they and the unit name.
import { hasRelation, nearest, wholeOf, wordsIn, type Parsed, type Span, type Surroundings } from './clause.ts'
import type { ClaimKind } from './claim.ts'
import type { Quantity } from './quantity.ts'
import type { MeasureRow, Vocabulary } from './vocabulary.ts'

/** Codes of words; empty where none was found. */
export interface MeasureWords {
  readonly flow: string
  readonly product: string
  readonly scheme: string
  /** Said of a part that the statistics do not have: one partner, one kind of firm, or another thing altogether. */
  readonly isRestricted: boolean
  /** The product is that of a clause before, which may speak of something else. */
  readonly isTopic?: boolean
  /** Sorted by "respectively". */
  readonly isRespective?: boolean
}

interface CarriedWords {
  readonly words: MeasureWords
}

export function measureWords(quantity: Quantity, one: Parsed, here: Surroundings, carried: CarriedWords): MeasureWords {
  const own = wordsFor(one, here, quantity)
  const before = namesMeasure(own) ? own : earlier(one, here)
  const later = before === undefined && one.quantities.length === 1 ? wordsInSpan(one, { start: here.clause.end, end: one.sentence.text.length }) : undefined
  const told = before ?? later ?? withoutMeasure(own)
  const pointsBack = ['carried', 'the_whole'].some((code) => hasRelation(one, wholeOf(one), code)) || quantity.unitKind === 'percent' || quantity.unitKind === 'points'
  const isCount = quantity.unitKind === 'count'
  const scheme = own.scheme || told.scheme || (isCount ? carried.words.scheme : '')
  const isRestricted = told.isRestricted || own.isRestricted
  if (told.flow === '' && told.product === '') {
    if (!pointsBack) return { ...told, scheme, isRestricted }
    return { ...carried.words, scheme: scheme || carried.words.scheme, isRestricted: isRestricted || carried.words.isRestricted }
  }
  const flow = told.flow || flowBefore(one, here) || carried.words.flow
  const topic = told.product === '' && own.flow !== '' ? topicBefore(one, here) : ''
  const isTopic = topic !== '' || later !== undefined || (told.product === '' && isSaidOfProduct(one, here, own.flow))
  return { flow, product: told.product || topic, scheme, isRestricted, isTopic, isRespective: own.isRespective === true }
}

/** The row that the words and the unit name, by the same unit or one it is mistaken for; empty when none or several do. */
export function measureOf(words: MeasureWords, quantity: Quantity, kind: ClaimKind, place: string, period: string, vocabulary: Vocabulary): string {
  const { measures, units } = vocabulary
  const isRate = kind === 'share' || kind === 'growth'
  const fits = (row: MeasureRow): boolean =>
    row.unit === quantity.unit || units.get(quantity.unit)?.confusedWith === row.unit || units.get(row.unit)?.confusedWith === quantity.unit
  const bySchemeAll = measures.filter((row) => row.scheme !== '' && row.scheme === words.scheme && (row.flow === '' || row.flow === words.flow))
  const byScheme = bySchemeAll.filter((row) => (isRate ? row.unit === 'percent' || !row.isStock : fits(row)))
  const byProduct = measures.filter((row) => row.scheme === '' && row.flow === words.flow && row.product === words.product && (isRate || fits(row)))
  const bridge = place === 'HZMB' && words.flow === 'total' ? measures.filter((row) => row.scheme === 'bridge' && (isRate || fits(row))) : []
  const found = bridge.length > 0 ? bridge : byScheme.length > 0 ? byScheme : byProduct
  const exact = found.filter((row) => row.unit === quantity.unit)
  const among = exact.length > 0 ? exact : found
  if (among.length <= 1) return among[0]?.code ?? ''
  const byNature = among.filter((row) => row.isStock !== /^\d{4}$/.test(period))
  const money = among.find((row) => row.unit === 'CNY')
  return (byNature.length === 1 ? byNature[0] : isRate ? money : undefined)?.code ?? ''
}

/** Codes of what stands in a stretch, the last of each kind. */
export function wordsInSpan(one: Parsed, span: Span): MeasureWords {
  const last = (kind: 'flow' | 'product' | 'scheme'): string => wordsIn(one, span, kind).at(-1)?.code ?? ''
  return { flow: last('flow'), product: last('product'), scheme: last('scheme'), isRestricted: wordsIn(one, span, 'restriction').length > 0 }
}

function wordsFor(one: Parsed, here: Surroundings, quantity: Quantity): MeasureWords {
  const before = wordsIn(one, { start: 0, end: quantity.start }, 'restriction').some((each) => each.code !== 'other')
  const isRestricted = before || wordsIn(one, here.clause, 'restriction').length > 0
  const respective = respectiveFlow(one, quantity)
  const flow = respective ?? nearest(one, here, 'flow', false)?.code ?? ''
  const near = nearest(one, here, 'product', false)
  return { flow, product: near?.code ?? '', scheme: nearest(one, here, 'scheme')?.code ?? '', isRestricted, isRespective: respective !== undefined }
}

/** "Exports and imports were 5.23 and 2.71 trillion respectively": the first of both is the first of both. */
function respectiveFlow(one: Parsed, quantity: Quantity): string | undefined {
  if (!hasRelation(one, wholeOf(one), 'respectively')) return undefined
  const alike = one.quantities.filter((each) => each.unitKind === quantity.unitKind)
  const first = alike[0]
  if (first === undefined) return undefined
  if (wordsIn(one, { start: 0, end: first.start }, 'place').length === alike.length) return undefined
  const flows = wordsIn(one, { start: 0, end: first.start }, 'flow').flatMap((each) => (each.code === 'total' ? bothWays(each.text) : [each.code]))
  return flows.length === alike.length ? flows[alike.indexOf(quantity)] : undefined
}

function bothWays(text: string): readonly string[] {
  const [out, into] = [text.search(/export|出/i), text.search(/import|进|進/i)]
  if (out < 0 || into < 0) return ['total']
  return out < into ? ['export', 'import'] : ['import', 'export']
}

/** The last clause before that names a measure. */
function earlier(one: Parsed, { clause }: Surroundings): MeasureWords | undefined {
  for (const each of one.clauses.filter(({ end }) => end <= clause.start).toReversed()) {
    const words = wordsInSpan(one, each)
    if (namesMeasure(words)) return words
  }
  return undefined
}

/** The product of the clauses before the first number: 新三样出口方面，九市合计出口…. */
function topicBefore(one: Parsed, { clause }: Surroundings): string {
  const first = Math.min(clause.start, ...one.quantities.map((each) => each.start))
  return wordsIn(one, { start: 0, end: first }, 'product').at(-1)?.code ?? ''
}

/** Exports of a product stand before in the sentence: exports without a product may still be those. */
function isSaidOfProduct(one: Parsed, { clause }: Surroundings, flow: string): boolean {
  return flow === 'export' && wordsIn(one, { start: 0, end: clause.start }, 'product').length > 0
}

function flowBefore(one: Parsed, { clause }: Surroundings): string {
  return wordsIn(one, { start: 0, end: clause.start }, 'flow').at(-1)?.code ?? ''
}

function namesMeasure({ flow, product }: MeasureWords): boolean {
  return flow !== '' || product !== ''
}

function withoutMeasure(words: MeasureWords): MeasureWords {
  return { ...words, flow: '', product: '' }
}
