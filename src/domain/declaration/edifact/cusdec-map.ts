// Where each item of a declaration stands in CUSDEC D.03A, and which WCO Data Model element it is: data/edifact/cusdec-map.csv.
// Items have neutral paths, `lines[].packages[].type`; places are written `SG31/PAC/3.1`: segment group, tag with its qualifiers,
// element and component; `4.1-5` is a text over five components. The mapping is ours (D), the WCO ids are published.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'
import type { ComponentSpec, EdifactDirectory, SegmentSpec } from './directory.ts'

export interface CusdecPlace {
  /** `lines[].packages[].type`. */
  readonly path: string
  /** What repeats it, outermost first: `['lines[]', 'lines[].packages[]']`. */
  readonly blocks: readonly string[]
  /** Segment group, empty at the top level. */
  readonly group: string
  readonly tag: string
  /** Values of the first components of the elements 1, 2, …; what tells this MEA from that. */
  readonly qualifiers: readonly string[]
  /** Rows with the same slot share a segment. */
  readonly slot: string
  /** From 1. */
  readonly element: number
  readonly component: number
  readonly lastComponent: number
  /** Components that are written along, and that must agree when read. */
  readonly constants: readonly { readonly element: number; readonly component: number; readonly value: string }[]
  readonly spec: ComponentSpec
  readonly segment: SegmentSpec
  /** Empty when the WCO Data Model has no element for it. */
  readonly wcoPath: string
  readonly wcoId: string
  /** Element of the mainland's declaration that is written here itself, since the WCO Data Model has none for it. */
  readonly mainland?: MainlandElement
}

export interface MainlandElement {
  readonly group: string
  readonly element: string
  /** A unit goes through UN/ECE Recommendation 20. */
  readonly kind: 'text' | 'unit'
}

export interface CusdecMap {
  /** In the order of the message. */
  readonly places: readonly CusdecPlace[]
  readonly byPath: ReadonlyMap<string, CusdecPlace>
  /** By WCO path without `[]`. */
  readonly byWcoPath: ReadonlyMap<string, CusdecPlace>
  /** The slot whose segment begins a repetition of a block. */
  readonly openers: ReadonlyMap<string, string>
  readonly bySegment: ReadonlyMap<string, readonly CusdecPlace[]>
}

/** Sections of the message that `UNS` separates. */
export type Section = 'header' | 'detail' | 'summary'

const placePattern = /^(?:(SG\d+)\/)?([A-Z]{3})((?:\+[A-Z0-9]+)*)\/(\d+)\.(\d+)(?:-(\d+))?$/

/** Compiles the rows; throws when a row does not fit the segment table: shipped data is right or the build is not. */
export function cusdecMap(rows: readonly CsvRow[], directory: EdifactDirectory): CusdecMap {
  const places = rows.filter((row) => row['path'] !== '').map((row) => placeOf(row, directory))
  const bySegment = new Map<string, CusdecPlace[]>()
  for (const place of places) {
    const key = segmentKey(place.group, place.tag)
    bySegment.set(key, [...(bySegment.get(key) ?? []), place])
  }
  return {
    places,
    byPath: new Map(places.map((place) => [place.path, place])),
    byWcoPath: new Map(places.filter((place) => place.wcoPath !== '').map((place) => [place.wcoPath.replaceAll('[]', ''), place])),
    openers: new Map(places.toReversed().map((place) => [place.blocks.at(-1) ?? '', place.slot])),
    bySegment,
  }
}

export function segmentKey(group: string, tag: string): string {
  return `${group}/${tag}`
}

export function sectionOf(place: CusdecPlace): Section {
  if (place.tag === 'CNT') return 'summary'
  return place.blocks[0] === 'lines[]' ? 'detail' : 'header'
}

/** Puts indexes into a path: `lines[].packages[].type` with 0 and 2 gives `lines[0].packages[2].type`. */
export function withIndexes(path: string, indexes: readonly number[]): string {
  let next = 0
  return path.replaceAll('[]', () => {
    const index = indexes[next] ?? 0
    next += 1
    return `[${index}]`
  })
}

/** Takes the indexes out of a path: the pattern and the numbers. */
export function splitIndexes(path: string): { readonly pattern: string; readonly indexes: readonly number[] } {
  const indexes: number[] = []
  const pattern = path.replace(/\[(\d{1,6})\]/g, (_, digits: string) => {
    indexes.push(Number(digits))
    return '[]'
  })
  return { pattern, indexes }
}

function placeOf(row: CsvRow, directory: EdifactDirectory): CusdecPlace {
  const { path = '', edifact_path: written = '', element: elementId = '', with: constants = '', wco_path: wcoPath = '', wco_id: wcoId = '' } = row
  const match = placePattern.exec(written)
  invariant(match !== null, `${written} is a place of data/edifact/cusdec-map.csv`)
  const [, group = '', tag = '', qualifiers = '', element = '', component = '', last = component] = match
  const segment = directory.segments.get(tag)
  const spec = segment?.elements[Number(element) - 1]?.components[Number(component) - 1]
  invariant(segment !== undefined && spec !== undefined && spec.id === elementId, `${written} is data element ${elementId} of ${tag}`)
  return {
    path,
    blocks: blocksOf(path),
    group,
    tag,
    qualifiers: qualifiers.split('+').slice(1),
    slot: `${group}/${tag}${qualifiers}`,
    element: Number(element),
    component: Number(component),
    lastComponent: Number(last),
    constants: constants === '' ? [] : constants.split(';').map(constantOf),
    spec,
    segment,
    wcoPath,
    wcoId,
    ...mainlandOf(row['mainland'] ?? ''),
  }
}

function mainlandOf(text: string): Pick<CusdecPlace, 'mainland'> {
  if (text === '') return {}
  const match = /^(\w+)\.(\w+)(:unit)?$/.exec(text)
  invariant(match !== null, `${text} is an element of the mainland in data/edifact/cusdec-map.csv`)
  return { mainland: { group: match[1] ?? '', element: match[2] ?? '', kind: match[3] === undefined ? 'text' : 'unit' } }
}

function blocksOf(path: string): readonly string[] {
  const blocks: string[] = []
  for (let at = path.indexOf('[]'); at >= 0; at = path.indexOf('[]', at + 2)) blocks.push(path.slice(0, at + 2))
  return blocks
}

function constantOf(text: string): { readonly element: number; readonly component: number; readonly value: string } {
  const match = /^(\d+)\.(\d+)=(.+)$/.exec(text)
  invariant(match !== null, `${text} is a constant of data/edifact/cusdec-map.csv`)
  return { element: Number(match[1]), component: Number(match[2]), value: match[3] ?? '' }
}
