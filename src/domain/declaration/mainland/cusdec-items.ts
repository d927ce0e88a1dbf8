// Elements of the mainland's declaration that CUSDEC has a place for and the WCO Data Model has not: total net weight, second
// statutory quantity, bill number. The table is the column `mainland` of data/edifact/cusdec-map.csv (D).
import type { CivilDate } from '../../../base/civil-date.ts'
import { reversed, translate, type CodeBook } from '../../reference/index.ts'
import type { FiledGroup, Filing } from '../filing.ts'
import { splitIndexes, withIndexes, type CusdecMap, type CusdecPlace, type MainlandElement } from '../edifact/cusdec-map.ts'
import type { CusdecField } from '../edifact/cusdec.ts'

export interface MainlandValue {
  readonly group: string
  readonly index: number
  readonly element: string
  readonly value: string
}

export interface Codes {
  readonly book: CodeBook
  readonly on: CivilDate
}

/** The items of the values that have a place, and the values that have none or no code. */
export function cusdecFromMainland(values: readonly MainlandValue[], map: CusdecMap, codes: Codes): { readonly fields: readonly CusdecField[]; readonly left: readonly MainlandValue[] } {
  const units = new Set(values.filter((value) => value.element === 'SecondUnit' && fieldOf(value, map, codes) !== undefined).map(({ index }) => index))
  const fields: CusdecField[] = []
  const left: MainlandValue[] = []
  for (const value of values) {
    // MEA has the unit mandatory: a quantity without one stays behind.
    const field = value.element === 'SecondQty' && !units.has(value.index) ? undefined : fieldOf(value, map, codes)
    if (field === undefined) left.push(value)
    else fields.push(field)
  }
  return { fields, left }
}

/** The filing with the elements that the items say, where it has the line; and the items that stay behind. */
export function withMainlandItems(filing: Filing, fields: readonly CusdecField[], map: CusdecMap, codes: Codes): { readonly filing: Filing; readonly left: readonly CusdecField[] } {
  const added = new Map<string, { readonly group: string; readonly index: number; readonly values: Map<string, string> }>()
  const left: CusdecField[] = []
  for (const field of fields) {
    const { pattern, indexes } = splitIndexes(field.path)
    const mainland = map.byPath.get(pattern)?.mainland
    const value = mainland === undefined ? undefined : mainlandValue(mainland, field.value, codes)
    if (mainland === undefined || value === undefined) {
      left.push(field)
      continue
    }
    const key = `${mainland.group}[${indexes[0] ?? 0}]`
    const group = added.get(key) ?? { group: mainland.group, index: indexes[0] ?? 0, values: new Map<string, string>() }
    added.set(key, group)
    group.values.set(mainland.element, value)
  }
  const known = new Set(filing.groups.map(({ group, index }) => `${group}[${index}]`))
  const extended = filing.groups.map((group) => extend(group, added.get(`${group.group}[${group.index}]`)?.values))
  const made = [...added].filter(([key]) => !known.has(key)).map(([, { group, index, values }]) => extend({ group, index, elements: [] }, values))
  return { filing: { kind: filing.kind, groups: [...extended, ...made] }, left }
}

function extend(group: FiledGroup, values: ReadonlyMap<string, string> | undefined): FiledGroup {
  const more = [...(values ?? [])].map(([element, value]) => ({ element, value, origin: { kind: 'received' } as const }))
  return more.length === 0 ? group : { ...group, elements: [...group.elements, ...more] }
}

function fieldOf({ group, index, element, value }: MainlandValue, map: CusdecMap, { book, on }: Codes): CusdecField | undefined {
  const place = placeOf(group, element, map)
  if (place?.mainland === undefined || (place.blocks.length === 0 && index > 0)) return undefined
  const found = place.mainland.kind === 'unit' ? translate(book.concordance('unit-rec20'), value, on) : undefined
  if (found !== undefined && found.kind !== 'found') return undefined
  return { path: withIndexes(place.path, [index]), value: found?.code ?? value }
}

function placeOf(group: string, element: string, map: CusdecMap): CusdecPlace | undefined {
  return map.places.find(({ mainland }) => mainland?.group === group && mainland.element === element)
}

function mainlandValue({ kind }: MainlandElement, value: string, { book, on }: Codes): string | undefined {
  if (kind === 'text') return value
  const found = translate(reversed(book.concordance('unit-rec20')), value, on)
  return found.kind === 'found' ? found.code : undefined
}
