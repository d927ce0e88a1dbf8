// What the forms of Hong Kong and Macao have in common: how a value of the shipment reads on the receiving side. Their own
// code lists are not public, so codes are carried over to the international lists (ISO 3166-1 alpha-2, UN/ECE 19, 20, 21)
// and the English name stands where such a list has no code.
import { dateIn, type Zone } from '../../base/instant.ts'
import { lookup, nameOf, translate, type CodeListId, type ConcordanceId } from '../reference/index.ts'
import type { GoodsLine } from '../submission/index.ts'
import { countryCodes } from './derivations.ts'
import type { Condition, FormContext, ItemContext } from './form.ts'

/** Always needed; a rule says exactly what is lacking, so the form itself stays silent. */
export const checkedByRule: Condition<unknown> = { id: 'checked-by-rule', holds: () => false }

export type LineContext = ItemContext<GoodsLine>
export type IndexContext = Pick<ItemContext<unknown>, 'indexes'>

/** `code` by a concordance, else its English name in its own list, else the code. */
export function carriedOver(
  context: FormContext,
  concordance: ConcordanceId,
  list: CodeListId,
  code: string | undefined,
): string | undefined {
  if (code === undefined) return undefined
  const to = translate(context.book.concordance(concordance), code, context.on)
  return to.kind === 'found' ? to.code : englishName(context, list, code)
}

export function englishName({ book, on }: FormContext, list: CodeListId, code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  const found = lookup(book.list(list), code, on)
  return found.kind === 'found' ? nameOf(found.entry, 'en') : code
}

/** The mainland's ISO code: seen from Hong Kong or Macao the goods come from it or go to it. */
export function mainlandCountry(context: FormContext): string | undefined {
  return carriedOver(context, 'country-iso2', 'country', countryCodes.mainland)
}

/** The day of the expected crossing in the zone of the place, as ISO 8601. */
export function crossingDate({ submission: { movement: { crossingAt } } }: FormContext, zone: Zone): string | undefined {
  return crossingAt === undefined ? undefined : dateIn(zone, crossingAt)
}

export function lineNumber({ indexes }: IndexContext): string {
  return String((indexes[0] ?? 0) + 1)
}
