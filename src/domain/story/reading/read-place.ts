// Where a number is said of: one place, or several taken together.
import { nearest, wordsIn, type Parsed, type Surroundings } from './clause.ts'
import type { Quantity } from './quantity.ts'

interface CarriedPlace {
  readonly place: string
}

/** The claim before in the sentence. */
interface Before {
  readonly subject: { readonly place: string }
  readonly quantity: Quantity
}

/** What stands between places of one list. */
const listed = /^\s*(?:,|，|、|和|与|與|及|以及|and|e|,\s*and)?\s*$/i

export function placesOf(quantity: Quantity, one: Parsed, here: Surroundings, carried: CarriedPlace, before: Before | undefined): readonly string[] {
  const own = nearest(one, here, 'place', false)
  // Behind a share stands its whole, which is not what the next number is of.
  const since = before === undefined ? [] : wordsIn(one, { start: before.quantity.end, end: here.clause.start }, 'place')
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
