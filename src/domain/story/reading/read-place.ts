// Where a number is said of: one place, or several taken together.
import { hasRelation, nearest, wholeOf, wordsIn, type Parsed, type Surroundings } from './clause.ts'
import type { WordMention } from './mention.ts'
import type { Quantity } from './quantity.ts'
import { isInside, type Vocabulary } from './vocabulary.ts'

interface CarriedPlace {
  readonly place: string
}

/** The claim before in the sentence. */
interface Before {
  readonly subject: { readonly place: string }
  readonly whole: { readonly place: string } | undefined
  readonly quantity: Quantity
}

/** What stands between places of one list. */
const listed = /^\s*(?:,|，|、|和|与|與|及|以及|and|e|,\s*and)?\s*$/i

export interface PlacesRead {
  readonly places: readonly string[]
  /** The likely place and no more. */
  readonly isUncertain: boolean
}

export function placesOf(quantity: Quantity, one: Parsed, here: Surroundings, carried: CarriedPlace, before: Before | undefined, vocabulary: Vocabulary): PlacesRead {
  const respective = respectivePlace(one, quantity)
  if (respective !== undefined) return sure([respective])
  const own = nearest(one, here, 'place', false)
  // Behind a share stands its whole, which is not what the next number is of.
  const since = before === undefined ? [] : wordsIn(one, { start: before.quantity.end, end: here.clause.start }, 'place').filter((each) => each.code !== before.whole?.place)
  if (own === undefined && since.length === 0 && before !== undefined && before.subject.place !== '') return sure([before.subject.place])
  const found = own ?? nearest(one, here, 'place')
  const all = wordsIn(one, wholeOf(one), 'place')
  if (found === undefined) return laterPlace(all, carried)
  const [first] = all
  // "Shenzhen, the largest of the nine cities, exported": the first is meant, if anything.
  if (own === undefined && first !== undefined && isInside(vocabulary, first.code, found.code)) return { places: [first.code], isUncertain: true }
  const run = [found]
  for (let index = all.indexOf(found) - 1; index >= 0; index -= 1) {
    const [previous, head] = [all[index], run[0]]
    if (previous === undefined || head === undefined || !listed.test(one.sentence.text.slice(previous.end, head.start))) break
    run.unshift(previous)
  }
  return sure(found.start > quantity.start ? [found.code] : [...new Set(run.map((each) => each.code))])
}

/** "With 5.33 trillion yuan in exports, Guangdong closed the year": the only place of the sentence, or else the one before. */
function laterPlace(all: readonly WordMention[], { place }: CarriedPlace): PlacesRead {
  const [only, ...more] = [...new Set(all.map((each) => each.code))]
  if (only !== undefined && more.length === 0) return { places: [only], isUncertain: place !== '' && place !== only }
  return sure(place === '' ? [] : [place])
}

function sure(places: readonly string[]): PlacesRead {
  return { places, isUncertain: false }
}

/** 深圳、广州分别进出口4.5万亿元和1.12万亿元: the first of both is the first of both. */
function respectivePlace(one: Parsed, quantity: Quantity): string | undefined {
  if (!hasRelation(one, wholeOf(one), 'respectively')) return undefined
  const alike = one.quantities.filter((each) => each.unitKind === quantity.unitKind)
  const places = wordsIn(one, { start: 0, end: alike[0]?.start ?? 0 }, 'place')
  return alike.length > 1 && places.length === alike.length ? places[alike.indexOf(quantity)]?.code : undefined
}
