// What a code on a printed filing means, in the reader's language. Which list an element's code is read in stands here;
// a value without an entry is printed as it is.
import type { CivilDate } from '../../../base/civil-date.ts'
import type { Language } from '../../../base/language.ts'
import { lookup, nameOf, reversed, translate, type CodeBook, type CodeListId } from '../../reference/index.ts'

/** `kind.element` → the list that reads the code, whose aliases know the international codes. */
const lists: Readonly<Record<string, CodeListId>> = {
  'hongkong-declaration.consigning_country': 'country',
  'hongkong-declaration.origin_country': 'country',
  'hongkong-declaration.control_point': 'hongkong-control-point',
  'hongkong-declaration.packages_type': 'package-kind',
  'hongkong-declaration.quantity_unit': 'unit',
  'hongkong-declaration.transport_mode': 'transport-mode',
  'macao-declaration.provenance': 'country',
  'macao-declaration.origin': 'country',
  'macao-declaration.customs_post': 'macao-control-point',
  'macao-declaration.quantity_unit': 'unit',
  'macao-declaration.transport': 'transport-mode',
  'mainland-manifest-original.包装': 'package-kind',
  'mainland-manifest-original.金额类型代码': 'currency',
}

/** The name of an element's code; undefined when the element has no list or the list no such code. */
export function valueName(
  id: string,
  value: string,
  { book, on, language }: { readonly book: CodeBook; readonly on: CivilDate; readonly language: Language },
): string | undefined {
  const list = lists[id]
  if (list === undefined) return undefined
  const code = list === 'transport-mode' ? modeOfRec19(value, book, on) : value
  return code === undefined ? undefined : codeName(list, code, { book, on, language })
}

export function codeName(
  list: CodeListId,
  code: string,
  { book, on, language }: { readonly book: CodeBook; readonly on: CivilDate; readonly language: Language },
): string | undefined {
  const found = lookup(book.list(list), code, on)
  if (found.kind !== 'found') return undefined
  const name = nameOf(found.entry, language)
  return name === code ? undefined : name
}

/** The two lists number the modes differently, so a code of UN/ECE Recommendation 19 goes back to the mainland's first. */
function modeOfRec19(value: string, book: CodeBook, on: CivilDate): string | undefined {
  const back = translate(reversed(book.concordance('transport-mode-rec19')), value, on)
  return back.kind === 'found' ? back.code : undefined
}
