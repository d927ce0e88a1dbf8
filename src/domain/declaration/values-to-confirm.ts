// What the count of the receiving side does not show. An item that the mainland declaration has too is not keyed again, but
// behind it there may be a value that was typed for Hong Kong or Macao alone: a local commodity code, a name in English, a
// rate of exchange. Such values stay out of the number and are listed, for a person to confirm.
import { patternOf, valueAt, type Origins, type Submission } from '../submission/index.ts'
import { askedItems } from './count.ts'
import type { Mark } from './element-fact.ts'
import type { Filing, Origin } from './filing.ts'
import type { Form } from './form.ts'

export interface ShipmentFilings {
  readonly submission: Submission
  readonly origins: Origins
  readonly forms: readonly Form[]
  /** In the order of `forms`. */
  readonly filings: readonly Filing[]
}

/** Concrete paths, in the order of the filings, each once. */
export function valuesToConfirm({ submission, origins, forms, filings }: ShipmentFilings, marks: readonly Mark[]): readonly string[] {
  const { onlyReceivingSide } = askedItems(forms, marks)
  const isMainlands = (form: Form): boolean => form.countedAs.startsWith('mainland-')
  const pathsOfMainland = new Set(
    forms.flatMap((form, index) => (isMainlands(form) ? elementsOf(filings[index]).flatMap(({ origin }) => pathsOf(origin).map(patternOf)) : [])),
  )
  const found = new Set<string>()
  for (const [index, form] of forms.entries()) {
    if (isMainlands(form)) continue
    const asked = itemsByElement(form, marks)
    for (const { group, element, origin } of elementsOf(filings[index])) {
      const item = asked.get(`${group}.${element}`)
      if (item === undefined || onlyReceivingSide.has(item)) continue
      const own = pathsOf(origin).filter((path) => !pathsOfMainland.has(patternOf(path)))
      for (const path of own.flatMap((each) => concrete(submission, each))) if (!origins.fromProfile.has(path)) found.add(path)
    }
  }
  return [...found]
}

function itemsByElement(form: Form, marks: readonly Mark[]): ReadonlyMap<string, string> {
  return new Map(
    form.groups.flatMap(({ id, rows }) =>
      rows.flatMap(({ element, item, itemMark }) => (item !== undefined && itemMark !== undefined && marks.includes(itemMark) ? [[`${id}.${element}`, item] as const] : [])),
    ),
  )
}

function elementsOf(filing: Filing | undefined): readonly { readonly group: string; readonly element: string; readonly origin: Origin }[] {
  return (filing?.groups ?? []).flatMap(({ group, elements }) => elements.map(({ element, origin }) => ({ group, element, origin })))
}

function pathsOf(origin: Origin): readonly string[] {
  switch (origin.kind) {
    case 'entered':
    case 'profile':
    case 'translated':
      return [origin.path]
    case 'derived':
      return origin.inputs
    default:
      return []
  }
}

/** The path where a value stands; a pattern gives one for each thing of its list. */
function concrete(submission: Submission, path: string): readonly string[] {
  const at = path.indexOf('[]')
  if (at < 0) return valueAt(submission, path) === undefined ? [] : [path]
  const items = valueAt(submission, path.slice(0, at))
  return Array.isArray(items) ? items.flatMap((_, index) => concrete(submission, path.replace('[]', `[${index}]`))) : []
}
