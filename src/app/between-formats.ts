// One declaration between its formats: as a mainland filing, as values of the WCO Data Model, as items of CUSDEC. Whatever the
// next format has no place for is told, once for each element with the number of values that stay behind.
import type { CivilDate } from '../base/civil-date.ts'
import { issue, type Issue } from '../base/issue.ts'
import {
  contentIssues,
  cusdecFields,
  cusdecFromMainland,
  cusdecFromWco,
  declarationFromWco,
  elementPath,
  unreadComponents,
  wcoFromCusdec,
  wcoFromDeclaration,
  wcoPath,
  withMainlandItems,
  withoutIndexes,
  type CusdecField,
  type CusdecMap,
  type EdifactSegment,
  type Filing,
  type MessagePlan,
  type ReadDeclaration,
  type WcoContext,
  type WcoModel,
  type WcoValue,
} from '../domain/declaration/index.ts'

export type Format = 'DecMessage' | 'OutBox' | 'WCO XML' | 'CUSDEC'

/** What was read of one declaration. */
export type Declared =
  | { readonly format: 'decmessage'; readonly declaration: Pick<ReadDeclaration, 'filing' | 'extra'> }
  | { readonly format: 'wco'; readonly values: readonly WcoValue[] }
  | { readonly format: 'cusdec'; readonly segments: readonly EdifactSegment[] }

export interface FormatTables {
  readonly plan: MessagePlan
  readonly map: CusdecMap
  readonly wco: (on: CivilDate) => WcoContext
}

interface Left {
  readonly path: string
  readonly value: string
}

const source = 'docs/formats'

/** The filing, and what it has no element for, what it lacks and what does not fit it. */
export function asFiling(declared: Declared, on: CivilDate, tables: FormatTables): { readonly filing: Filing; readonly issues: readonly Issue[] } {
  if (declared.format === 'decmessage') {
    const { filing, extra } = declared.declaration
    return { filing, issues: noPlace(extra.map(({ path, element }) => ({ path, value: element.text })), 'OutBox') }
  }
  const context = tables.wco(on)
  if (declared.format === 'wco') {
    const { filing, issues, left } = declarationFromWco(declared.values, context)
    return { filing, issues: [...issues, ...noPlace(left, 'DecMessage'), ...contentIssues(filing, tables.plan)] }
  }
  const { values, items, left: unread } = valuesOfCusdec(declared.segments, tables.map, context.model)
  const converted = declarationFromWco(values, context)
  const { filing, left } = withMainlandItems(converted.filing, items, tables.map, context)
  const behind = noPlace([...left, ...unread, ...converted.left], 'DecMessage')
  return { filing, issues: [...converted.issues, ...behind, ...contentIssues(filing, tables.plan)] }
}

export function asWco(declared: Declared, on: CivilDate, tables: FormatTables): { readonly values: readonly WcoValue[]; readonly issues: readonly Issue[] } {
  const context = tables.wco(on)
  switch (declared.format) {
    case 'wco':
      return { values: declared.values, issues: [] }
    case 'decmessage': {
      const { filing, extra } = declared.declaration
      const { values, issues, left } = wcoFromDeclaration(filing, context)
      return { values, issues: [...issues, ...noPlace([...left.map(atElement), ...unknown(extra)], 'WCO XML')] }
    }
    case 'cusdec': {
      const { values, items, left } = valuesOfCusdec(declared.segments, tables.map, context.model)
      return { values, issues: noPlace([...items, ...left], 'WCO XML') }
    }
  }
}

/** The items; `reference` is the declaration's own number where it has one. */
export function asCusdec(declared: Declared, on: CivilDate, tables: FormatTables): { readonly fields: readonly CusdecField[]; readonly reference?: string; readonly issues: readonly Issue[] } {
  const context = tables.wco(on)
  if (declared.format === 'cusdec') return { fields: cusdecFields(declared.segments, tables.map), issues: noPlace(unreadComponents(declared.segments, tables.map), 'CUSDEC') }
  const extra = declared.format === 'decmessage' ? unknown(declared.declaration.extra) : []
  const converted = declared.format === 'decmessage' ? wcoFromDeclaration(declared.declaration.filing, context) : { values: declared.values, issues: [], left: [] }
  const { fields, left } = cusdecFromWco(converted.values.flatMap(attributesApart), tables.map)
  const direct = cusdecFromMainland(converted.left, tables.map, context)
  const behind = [...direct.left.map(atElement), ...extra, ...left.map(({ wcoPath: path, value }) => ({ path, value })).filter((each) => !isPlaceInList(each))]
  const reference = converted.values.find(({ path }) => path === '/Declaration/FunctionalReferenceID')?.value
  return { fields: [...fields, ...direct.fields], ...(reference === undefined ? {} : { reference }), issues: [...converted.issues, ...noPlace(behind, 'CUSDEC')] }
}

/** One warning for each element: the path of the first value, and how many there are. */
export function noPlace(left: readonly Left[], format: Format): readonly Issue[] {
  const byElement = new Map<string, { readonly first: Left; count: number }>()
  for (const each of left) {
    const element = elementName(each.path)
    const known = byElement.get(element)
    if (known === undefined) byElement.set(element, { first: each, count: 1 })
    else known.count += 1
  }
  return [...byElement].map(([element, { first, count }]) => {
    const params = { format, element, count, found: first.value.slice(0, 80) }
    return issue({ path: first.path, rule: 'message.no-place', code: 'message_no_place', severity: 'warning', params, source })
  })
}

/** A sequence number that only says where its thing stands is said by the order. */
function isPlaceInList({ path, value }: Left): boolean {
  const index = /\[(\d+)\]\/SequenceNumeric$/.exec(path)?.[1]
  return index !== undefined && value === String(Number(index) + 1)
}

/** `DecHead/NetWt`, `TDT.5.1`, a WCO path without indexes. */
function elementName(path: string): string {
  return withoutIndexes(path.replace(/^segments\[\d+\]\./, '').replace(/^mainland-declaration\//, ''))
}

function atElement({ group, index, element, value }: { readonly group: string; readonly index: number; readonly element: string; readonly value: string }): Left {
  return { path: elementPath('mainland-declaration', group, index, element), value }
}

function unknown(extra: ReadDeclaration['extra']): readonly Left[] {
  return extra.map(({ path, element }) => ({ path, value: element.text }))
}

interface CusdecValues {
  readonly values: readonly WcoValue[]
  /** Items that the WCO Data Model has no element for. */
  readonly items: readonly CusdecField[]
  /** Components that no item reads, and units of nothing. */
  readonly left: readonly Left[]
}

function valuesOfCusdec(segments: readonly EdifactSegment[], map: CusdecMap, model: WcoModel): CusdecValues {
  const items = cusdecFields(segments, map).filter(({ path }) => (map.byPath.get(path.replace(/\[\d+\]/g, '[]'))?.wcoPath ?? '') === '')
  const { values, left } = withAttributes(wcoFromCusdec(segments, map), model)
  return { values, items, left: [...left, ...unreadComponents(segments, map)] }
}

/** CUSDEC has a place of its own for what WCO XML says in an attribute: `…/TariffQuantity/@unitCode`. */
function attributesApart({ path, value, attributes }: WcoValue): readonly { readonly wcoPath: string; readonly value: string }[] {
  const apart = Object.entries(attributes ?? {}).map(([name, text]) => ({ wcoPath: `${path}/@${name}`, value: text }))
  return [{ wcoPath: path, value }, ...apart]
}

function withAttributes(values: readonly { readonly wcoPath: string; readonly value: string }[], model: WcoModel): { readonly values: readonly WcoValue[]; readonly left: readonly Left[] } {
  const attributes = new Map<string, Record<string, string>>()
  const left = new Map<string, Left>()
  for (const { wcoPath: place, value } of values) {
    const [path = '', name] = place.split('/@')
    if (name === undefined) continue
    attributes.set(path, { ...attributes.get(path), [name]: value })
    left.set(path, { path: place, value })
  }
  const joined = values.flatMap(({ wcoPath: place, value }) => {
    if (place.includes('/@')) return []
    left.delete(place)
    const own = attributes.get(place)
    const path = indexedPath(place, model)
    return [own === undefined ? { path, value } : { path, value, attributes: own }]
  })
  return { values: joined, left: [...left.values()] }
}

/** CUSDEC counts only what repeats there; WCO XML has an index wherever an element may repeat. */
function indexedPath(path: string, model: WcoModel): string {
  const indexes = [...path.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]))
  return wcoPath(withoutIndexes(path), model, indexes)
}
