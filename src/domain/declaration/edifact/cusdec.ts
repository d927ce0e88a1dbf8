// CUSDEC as a flat list of items with neutral paths, and back; the same with the paths of the WCO Data Model. Where each item stands
// is a table, data/edifact/cusdec-map.csv. Segments that the table does not name stay in the message that was read.
import { issue, type Issue } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { sectionOf, segmentKey, splitIndexes, withIndexes, type CusdecMap, type CusdecPlace } from './cusdec-map.ts'
import { messageHeader, type MessageFacts } from './interchange.ts'
import { componentAt, normalSegment, type EdifactSegment, type SegmentContent } from './segment.ts'
import { checkSegment, type SegmentFault } from './segment-check.ts'

export interface CusdecField {
  /** `lines[0].description`. */
  readonly path: string
  readonly value: string
}

export interface WcoValue {
  /** `/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[0]/Commodity/Description`. */
  readonly wcoPath: string
  readonly value: string
}

export interface FromWco {
  readonly fields: readonly CusdecField[]
  /** What CUSDEC has no place for. */
  readonly left: readonly WcoValue[]
}

/** Repetitions of segment group 30 (D.03A); no other block of the table has more. */
const maxLines = 9999

/** Data elements whose decimal comma is read as a point. */
const numbers: ReadonlySet<string> = new Set(['1496', '5004', '6066', '6314', '7224'])

/** The items of a message that the reader gave, in the order of its segments. */
export function cusdecFields(segments: readonly EdifactSegment[], map: CusdecMap): readonly CusdecField[] {
  const fields: CusdecField[] = []
  const counts = new Map<string, number>()
  for (const segment of segments) {
    const places = (map.bySegment.get(segmentKey(segment.group, segment.tag)) ?? []).filter((place) => matches(segment, place))
    const opened = new Set<string>()
    for (const place of places) {
      const block = place.blocks.at(-1)
      if (block !== undefined && !opened.has(block) && map.openers.get(block) === place.slot) {
        opened.add(block)
        counts.set(block, (counts.get(block) ?? -1) + 1)
        for (const inner of counts.keys()) if (inner !== block && inner.startsWith(`${block}.`)) counts.delete(inner)
      }
      const value = read(segment, place)
      if (value !== '') fields.push({ path: withIndexes(place.path, place.blocks.map((each) => counts.get(each) ?? 0)), value })
    }
  }
  return fields
}

/** The message of these items, from UNH on; UNT is the writer's. Items that have no place or do not fit come back as issues. */
export function cusdecMessage(
  fields: readonly CusdecField[],
  map: CusdecMap,
  facts: Omit<MessageFacts, 'type'>,
): Result<readonly SegmentContent[]> {
  const values = new Map<string, string>()
  const sizes = new Map<string, number>()
  const issues: Issue[] = []
  for (const { path, value } of fields) {
    const { pattern, indexes } = splitIndexes(path)
    const place = map.byPath.get(pattern)
    if (place === undefined || indexes.some((index) => index >= maxLines)) {
      issues.push(fieldIssue(path, place === undefined ? 'field-unknown' : 'field-repeated', { value: value.slice(0, 40), maximum: maxLines }))
      continue
    }
    values.set(path, value)
    place.blocks.forEach((block, depth) => {
      const key = withIndexes(block, indexes.slice(0, depth + 1)).replace(/\[\d+\]$/, '[]')
      sizes.set(key, Math.max(sizes.get(key) ?? 0, (indexes[depth] ?? 0) + 1))
    })
  }
  const writer: Writer = { map, values, sizes, issues, segments: [messageHeader({ ...facts, type: 'CUSDEC' })] }
  writeSection(writer, map.places.filter((place) => sectionOf(place) === 'header'))
  writer.segments.push({ tag: 'UNS', elements: [['D']] })
  writeSection(writer, map.places.filter((place) => sectionOf(place) === 'detail'))
  writer.segments.push({ tag: 'UNS', elements: [['S']] })
  writeSection(writer, map.places.filter((place) => sectionOf(place) === 'summary'))
  return issues.length > 0 ? refused(issues) : accepted(writer.segments)
}

/** Items of a WCO declaration; an element that repeats carries its index: `GovernmentAgencyGoodsItem[0]`. */
export function cusdecFromWco(values: readonly WcoValue[], map: CusdecMap): FromWco {
  const fields: CusdecField[] = []
  const left: WcoValue[] = []
  const free = new Map<string, number>()
  const units = new Map(values.flatMap(({ wcoPath, value }) => (wcoPath.includes('/@') ? [[elementOf(wcoPath), value] as const] : [])))
  for (const given of values) {
    const target = targetOf(given.wcoPath, map)
    if (target === undefined && isSaidByConstant(given, map)) continue
    if (target === undefined || lacksUnit(target.place, units.get(given.wcoPath))) {
      left.push(given)
      continue
    }
    const { place, indexes, isFlattened } = target
    const next = free.get(place.path) ?? 0
    free.set(place.path, next + 1)
    fields.push({ path: withIndexes(place.path, isFlattened ? [...indexes.slice(0, -1), next] : indexes), value: given.value })
  }
  return { fields, left }
}

/** The attribute of a value that stands where the unit is fixed: kilograms. */
function isSaidByConstant({ wcoPath, value }: WcoValue, map: CusdecMap): boolean {
  const place = wcoPath.includes('/@') ? targetOf(elementOf(wcoPath), map)?.place : undefined
  return place !== undefined && place.constants.some((constant) => constant.value === value)
}

/** MEA has the unit mandatory: a measure has the one that its place fixes, or one of its own. */
function lacksUnit({ constants, spec }: CusdecPlace, unit: string | undefined): boolean {
  if (spec.id !== '6314') return false
  if (constants.length === 0) return unit === undefined
  return unit !== undefined && !constants.some(({ value }) => value === unit)
}

function elementOf(wcoPath: string): string {
  return wcoPath.slice(0, wcoPath.indexOf('/@'))
}

/** What the table has no place for: components of segments that no item reads, at `segments[4].TDT.5.1`. */
export function unreadComponents(segments: readonly EdifactSegment[], map: CusdecMap): readonly CusdecField[] {
  return segments.flatMap((segment) => {
    if (serviceTags.has(segment.tag)) return []
    const places = (map.bySegment.get(segmentKey(segment.group, segment.tag)) ?? []).filter((place) => matches(segment, place))
    return segment.elements.flatMap((components, element) =>
      components.flatMap((value, component) =>
        value === '' || places.some((place) => isAt(place, element + 1, component + 1))
          ? []
          : [{ path: `segments[${segment.segment}].${segment.tag}.${element + 1}.${component + 1}`, value }],
      ),
    )
  })
}

/** UNS separates, the others count. */
const serviceTags: ReadonlySet<string> = new Set(['UNH', 'UNS', 'UNT'])

function isAt(place: CusdecPlace, element: number, component: number): boolean {
  if (place.element === element && component >= place.component && component <= place.lastComponent) return true
  if (component === 1 && element <= place.qualifiers.length) return true
  return place.constants.some((constant) => constant.element === element && constant.component === component)
}

/** The items of a message at their WCO paths; items without one are left out. */
export function wcoFromCusdec(segments: readonly EdifactSegment[], map: CusdecMap): readonly WcoValue[] {
  return cusdecFields(segments, map).flatMap(({ path, value }) => {
    const { pattern, indexes } = splitIndexes(path)
    const wcoPath = map.byPath.get(pattern)?.wcoPath ?? ''
    return wcoPath === '' ? [] : [{ wcoPath: withIndexes(wcoPath, indexes), value }]
  })
}

interface Writer {
  readonly map: CusdecMap
  readonly values: ReadonlyMap<string, string>
  /** How often a block repeats: `lines[0].packages[]` → 2. */
  readonly sizes: ReadonlyMap<string, number>
  readonly issues: Issue[]
  readonly segments: SegmentContent[]
}

function writeSection(writer: Writer, places: readonly CusdecPlace[]): void {
  writeBlock(writer, places, 0, [])
}

/** Writes the places of one repetition: segment by segment, inner blocks where they stand. */
function writeBlock(writer: Writer, places: readonly CusdecPlace[], depth: number, indexes: readonly number[]): void {
  let at = 0
  while (at < places.length) {
    const first = places[at]
    if (first === undefined) return
    const block = first.blocks[depth]
    const isSame = (place: CusdecPlace): boolean => place.blocks[depth] === block && (block !== undefined || place.slot === first.slot)
    let end = at + 1
    while (end < places.length && places[end] !== undefined && isSame(places[end] ?? first)) end += 1
    const run = places.slice(at, end)
    if (block === undefined) {
      writeSegment(writer, run, indexes)
    } else {
      const size = writer.sizes.get(withIndexes(block.slice(0, -2), indexes) + '[]') ?? 0
      for (let index = 0; index < size; index += 1) writeBlock(writer, run, depth + 1, [...indexes, index])
    }
    at = end
  }
}

function writeSegment(writer: Writer, places: readonly CusdecPlace[], indexes: readonly number[]): void {
  const [first] = places
  if (first === undefined) return
  const elements: string[][] = []
  const put = (element: number, component: number, value: string): void => {
    while (elements.length < element) elements.push([])
    const components = elements[element - 1] ?? []
    while (components.length < component) components.push('')
    components[component - 1] = value
  }
  const written: CusdecPlace[] = []
  for (const place of places) {
    const value = writer.values.get(withIndexes(place.path, indexes)) ?? ''
    if (value === '') continue
    written.push(place)
    pieces(value, place).forEach((piece, index) => put(place.element, place.component + index, piece))
    for (const constant of place.constants) put(constant.element, constant.component, constant.value)
  }
  // The segment that opens a repetition is written even when it says nothing, or the next would be taken for it. BGM is mandatory.
  const block = first.blocks.at(-1)
  const isOpener = block === undefined ? first.tag === 'BGM' : writer.map.openers.get(block) === first.slot
  if (written.length === 0 && !isOpener) return
  first.qualifiers.forEach((qualifier, index) => put(index + 1, 1, qualifier))
  const segment = normalSegment({ tag: first.tag, elements })
  checkSegment(segment, first.segment, (fault) => writer.issues.push(faultIssue(fault, places, indexes, segment)))
  writer.segments.push(segment)
}

function matches(segment: SegmentContent, place: CusdecPlace): boolean {
  const isQualified = place.qualifiers.every((qualifier, index) => componentAt(segment, index + 1) === qualifier)
  return isQualified && place.constants.every(({ element, component, value }) => ['', value].includes(componentAt(segment, element, component)))
}

function read(segment: SegmentContent, place: CusdecPlace): string {
  let text = componentAt(segment, place.element, place.component)
  for (let component = place.component + 1; component <= place.lastComponent; component += 1) {
    const piece = componentAt(segment, place.element, component)
    // A full line runs on; a shorter one was ended by its sender.
    const isFull = Array.from(componentAt(segment, place.element, component - 1)).length >= place.spec.max
    if (piece !== '') text += isFull || text === '' ? piece : ` ${piece}`
  }
  return numbers.has(place.spec.id) && /^-?\d*,\d+$/.test(text) ? text.replace(',', '.') : text
}

/** A text over several components; what is too long for all of them stays in the last, where the check finds it. */
function pieces(value: string, place: CusdecPlace): readonly string[] {
  const count = place.lastComponent - place.component + 1
  const { max } = place.spec
  const characters = Array.from(value)
  const cut = Array.from({ length: count }, (_, index) => characters.slice(index * max, index === count - 1 ? undefined : (index + 1) * max).join(''))
  return cut.filter((piece) => piece !== '')
}

interface WcoTarget {
  readonly place: CusdecPlace
  readonly indexes: readonly number[]
  readonly isFlattened: boolean
}

function targetOf(wcoPath: string, map: CusdecMap): WcoTarget | undefined {
  const parts = wcoPath.split('/').map((part) => splitIndexes(part))
  const place = map.byWcoPath.get(parts.map((part) => part.pattern.replace('[]', '')).join('/'))
  if (place === undefined) return undefined
  const kept = place.wcoPath.split('/').map((part) => part.endsWith('[]'))
  const indexes = parts.flatMap((part, index) => (kept[index] === true ? [part.indexes[0] ?? 0] : []))
  // D.03A lists the seals of all containers one after the other.
  const isFlattened = place.tag === 'SEL'
  const isBeyond = parts.some((part, index) => kept[index] !== true && (part.indexes[0] ?? 0) > 0)
  return isBeyond && !isFlattened ? undefined : { place, indexes, isFlattened }
}

const fieldCodes: Readonly<Record<SegmentFault['kind'], string>> = {
  'mandatory-missing': 'field-missing',
  'too-long': 'field-too-long',
  'too-short': 'field-format',
  'not-numeric': 'field-format',
  'not-alphabetic': 'field-format',
  'too-many': 'field-format',
}

function faultIssue(fault: SegmentFault, places: readonly CusdecPlace[], indexes: readonly number[], segment: SegmentContent): Issue {
  const { element, component } = fault
  const place = places.find((each) => each.element === element && component >= each.component && component <= each.lastComponent) ?? places[0]
  const path = place === undefined ? segment.tag : withIndexes(place.path, indexes)
  const { id, name, format, value } = fault
  const params = { tag: segment.tag, id, name, format, value: value.slice(0, 40), length: value.length }
  return fieldIssue(path, fieldCodes[fault.kind], params, place?.segment.source)
}

function fieldIssue(path: string, kind: string, params: Record<string, string | number>, source = 'data/edifact/cusdec-map.csv'): Issue {
  const code = `edifact.${kind}`
  return issue({ path, rule: code, code, params: { ...params, field: path }, source, fix: { kind: 'act', code: `${code}.fix` } })
}
