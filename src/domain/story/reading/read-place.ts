// Where a number is said of: one place, or several taken together.
import { hasRelation, nearest, wholeOf, wordsIn, type Parsed, type Surroundings } from './clause.ts'
import type { Quantity } from './quantity.ts'

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

export function placesOf(quantity: Quantity, one: Parsed, here: Surroundings, carried: CarriedPlace, before: Before | undefined): readonly string[] {
  const respective = respectivePlace(one, quantity)
  if (respective !== undefined) return [respective]
  const own = nearest(one, here, 'place', false)
  // Behind a share stands its whole, which is not what the next number is of.
  const since = before === undefined ? [] : wordsIn(one, { start: before.quantity.end, end: here.clause.start }, 'place').filter((each) => each.code !== before.whole?.place)
  if (own === undefined && since.length === 0 && before !== undefined && before.subject.place !== '') return [before.subject.place]
  const found = own ?? nearest(one, here, 'place')
  if (found === undefined) return carried.place === '' ? [] : [carried.place]
  const all = wordsIn(one, { start: 0, end: one.sentence.text.length }, 'place')
  const run = [found]
  for (let index = all.indexOf(found) - 1; index >= 0; index -= 1) {
    const [previous, first] = [all[index], run[0]]
    if (previous === undefined || first === undefined || !listed.test(one.sentence.text.slice(previous.end, first.start))) break
    run.unshift(previous)
  }
  return found.start > quantity.start ? [found.code] : [...new Set(run.map((each) => each.code))]
}

/** 深圳、广州分别进出口4.5万亿元和1.12万亿元: the first of both is the first of both. */
function respectivePlace(one: Parsed, quantity: Quantity): string | undefined {
  if (!hasRelation(one, wholeOf(one), 'respectively')) return undefined
  const alike = one.quantities.filter((each) => each.unitKind === quantity.unitKind)
  const places = wordsIn(one, { start: 0, end: alike[0]?.start ?? 0 }, 'place')
  return alike.length > 1 && places.length === alike.length ? places[alike.indexOf(quantity)]?.code : undefined
}
