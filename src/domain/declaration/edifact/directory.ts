// The tables that an interchange is judged by: segments (elements, composites, formats, status) and message structures (segment
// groups, order, repetitions). They are data: data/edifact/segments.csv and data/edifact/messages.csv, whose rows name their source.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'

/** `an..35`, `n6`, `a1`. Lengths count characters; a minus sign and a decimal mark do not count (ISO 9735, clause 10). */
export interface ElementFormat {
  readonly kind: 'a' | 'n' | 'an'
  readonly min: number
  readonly max: number
}

export interface ComponentSpec extends ElementFormat {
  /** Data element number, `3039`. */
  readonly id: string
  readonly name: string
  readonly format: string
  readonly isMandatory: boolean
}

export interface ElementSpec {
  /** Composite number, `C082`; for a simple element its data element number. */
  readonly id: string
  readonly isMandatory: boolean
  readonly components: readonly ComponentSpec[]
  /** Places of the mandatory components, from 0. */
  readonly mandatory: readonly number[]
}

export interface SegmentSpec {
  readonly tag: string
  readonly elements: readonly ElementSpec[]
  /** Places of the mandatory elements, from 0. */
  readonly mandatory: readonly number[]
  readonly source: string
}

/** A segment or a segment group at its place in a message. */
export interface StructureNode {
  /** `NAD`, or for a group `SG6`. */
  readonly id: string
  /** Tags that stand here; for a group those of its first segment. Former tags of the same segment included (GIS for GEI). */
  readonly tags: readonly string[]
  readonly isMandatory: boolean
  readonly maximum: number
  /** Empty for a segment. */
  readonly children: readonly StructureNode[]
  /** Places of a tag among the children, in order. */
  readonly places: ReadonlyMap<string, readonly number[]>
}

export interface MessageSpec {
  readonly type: string
  readonly release: string
  readonly root: StructureNode
  readonly source: string
}

export interface EdifactDirectory {
  readonly segments: ReadonlyMap<string, SegmentSpec>
  /** The same segments by the number of `tagNumber`. */
  readonly byNumber: ReadonlyMap<number, SegmentSpec>
  readonly messages: ReadonlyMap<string, MessageSpec>
}

const formatPattern = /^(an|a|n)(\.\.)?(\d{1,3})$/

/** Compiles the rows of the two tables; throws when a row is not of their form: shipped data is right or the build is not. */
export function edifactDirectory(segmentRows: readonly CsvRow[], messageRows: readonly CsvRow[]): EdifactDirectory {
  const segments = new Map([...grouped(segmentRows, 'segment')].map(([tag, rows]) => [tag, segmentSpec(tag, rows)]))
  const byNumber = new Map([...segments].map(([tag, spec]) => [numberOfTag(tag), spec]))
  const messages = new Map([...grouped(messageRows, 'message')].map(([type, rows]) => [type, messageSpec(type, rows)]))
  for (const message of messages.values()) {
    for (const tag of tagsBelow(message.root)) invariant(segments.has(tag), `${message.type}: segment ${tag} is in data/edifact/segments.csv`)
  }
  return { segments, byNumber, messages }
}

/** Reads `an..35`; undefined for anything else. */
export function parseFormat(format: string): ElementFormat | undefined {
  const match = formatPattern.exec(format)
  if (match === null) return undefined
  const max = Number(match[3])
  return { kind: match[1] as ElementFormat['kind'], min: match[2] === undefined ? max : 1, max }
}

function segmentSpec(tag: string, rows: readonly CsvRow[]): SegmentSpec {
  const elements = [...grouped(rows, 'position')].map(([position, componentRows], index): ElementSpec => {
    invariant(Number(position) === index + 1, `${tag}: positions of data/edifact/segments.csv run from 1 without a gap`)
    const first = componentRows[0] ?? {}
    const composite = first['composite'] ?? ''
    const status = composite === '' ? first['status'] : first['composite_status']
    const components = componentRows.map(componentSpec)
    const id = composite === '' ? (first['element'] ?? '') : composite
    return { id, isMandatory: status === 'M', components, mandatory: mandatoryOf(components) }
  })
  return { tag, elements, mandatory: mandatoryOf(elements), source: rows[0]?.['source'] ?? '' }
}

function mandatoryOf(specs: readonly { readonly isMandatory: boolean }[]): readonly number[] {
  return specs.flatMap((spec, index) => (spec.isMandatory ? [index] : []))
}

function componentSpec(row: CsvRow): ComponentSpec {
  const format = row['format'] ?? ''
  const parsed = parseFormat(format)
  invariant(parsed !== undefined, `${format} is a format of data/edifact/segments.csv`)
  return { ...parsed, id: row['element'] ?? '', name: row['name'] ?? '', format, isMandatory: row['status'] === 'M' }
}

function messageSpec(type: string, rows: readonly CsvRow[]): MessageSpec {
  const release = rows[0]?.['release'] ?? ''
  const root = structureNode({ id: type, tags: ['UNH'], isMandatory: true, maximum: 1 }, childrenOf('', rows))
  return { type, release, root, source: `UN/EDIFACT D.${release}, ${type}` }
}

function childrenOf(group: string, rows: readonly CsvRow[]): readonly StructureNode[] {
  return rows
    .filter((row) => row['group'] === group)
    .map((row) => {
      const id = row['tag'] ?? ''
      const own = { id, isMandatory: row['status'] === 'M', maximum: Number(row['maximum']) }
      invariant(own.maximum > 0, `${id}: data/edifact/messages.csv gives a number of repetitions`)
      if (!id.startsWith('SG')) return structureNode({ ...own, tags: [id, ...(row['also'] ?? '').split('|').filter(Boolean)] }, [])
      const children = childrenOf(id, rows)
      return structureNode({ ...own, tags: children[0]?.tags ?? [] }, children)
    })
}

function structureNode(own: Omit<StructureNode, 'children' | 'places'>, children: readonly StructureNode[]): StructureNode {
  const places = new Map<string, number[]>()
  children.forEach((child, index) => {
    for (const tag of child.tags) places.set(tag, [...(places.get(tag) ?? []), index])
  })
  return { ...own, children, places }
}

function tagsBelow(node: StructureNode): readonly string[] {
  return node.children.flatMap((child) => (child.children.length === 0 ? child.tags : tagsBelow(child)))
}

function grouped(rows: readonly CsvRow[], column: string): ReadonlyMap<string, readonly CsvRow[]> {
  const groups = new Map<string, CsvRow[]>()
  for (const row of rows) {
    const key = row[column] ?? ''
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

function numberOfTag(tag: string): number {
  return (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | tag.charCodeAt(2)
}
