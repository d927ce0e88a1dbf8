// A segment as an object: a tag and its data elements, each a list of components. Normal form: trailing empty components and
// elements are left out, an empty element is an empty list. Made from bytes by `parseSegment`.
import { decodeLatin1, decodeUtf8, type Charset } from './charset.ts'
import type { Position, RawSegment } from './tokenizer.ts'

/** What a segment says, without where it stands. */
export interface SegmentContent {
  /** Three letters or digits. */
  readonly tag: string
  /** Element, then component; both from 0. */
  readonly elements: readonly (readonly string[])[]
  /** Explicit nesting behind the tag (`LIN:1:1`), as ISO 9735 allows; nearly never seen. */
  readonly nesting?: readonly string[]
}

/** A segment at its place in a stream: byte offset, segment number, line. */
export interface EdifactSegment extends SegmentContent, Position {
  /** The segment group of the message table that holds it, `SG30`; empty at the top level and where no table applies. */
  readonly group: string
}

/** A segment that the message structure has not placed yet. */
export interface ParsedSegment extends SegmentContent, Position {
  group: string
}

/** Why a segment could not be read: its tag is none, or its bytes are not text of the character set. */
export type ParseFault = 'tag' | 'encoding'

const noComponents: readonly string[] = []

/** The component at an element and component position, both from 1 as the directories count; empty when absent. */
export function componentAt(segment: SegmentContent, element: number, component = 1): string {
  return segment.elements[element - 1]?.[component - 1] ?? ''
}

/** Same content in normal form. */
export function normalSegment(segment: SegmentContent): SegmentContent {
  const elements = segment.elements.map((components) => withoutTail(components, (each) => each === ''))
  const normal = { tag: segment.tag, elements: withoutTail(elements, (each) => each.length === 0) }
  return segment.nesting === undefined || segment.nesting.length === 0 ? normal : { ...normal, nesting: segment.nesting }
}

/** The tag of a segment as one number, to look it up without making a string; 0 when it has not three characters. */
export function tagNumber(raw: RawSegment): number {
  const { bytes, start, marks } = raw
  if ((marks[0] ?? 0) >> 1 !== 3) return 0
  return ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0)
}

/** Reads the components out of a raw segment. `knownTag` spares making the tag anew. */
export function parseSegment(raw: RawSegment, charset: Charset, release: number, knownTag: string | undefined): ParsedSegment | ParseFault {
  const { bytes, start, end, marks, offset, segment, line } = raw
  if ((marks[0] ?? 0) >> 1 !== 3 || !hasTagBytes(bytes, start)) return 'tag'
  if (isWide(raw, charset) && decodeUtf8(bytes, start, end) === undefined) return 'encoding'
  const tag = knownTag ?? decodeLatin1(bytes, start, start + 3)
  const filled = filledMarks(raw)
  let mark = nextElement(marks, 0)
  const nesting = mark === 0 ? noComponents : componentsOf(raw, charset, 0, mark, release)
  const length = elementsUpTo(marks, mark, filled)
  const elements = listOf<readonly string[]>(length)
  for (let element = 0; element < length; element += 1) {
    const next = nextElement(marks, mark + 1)
    elements[element] = componentsOf(raw, charset, mark, next, release)
    mark = next
  }
  const parsed: ParsedSegment = { tag, elements, offset, segment, line, group: '' }
  return nesting.length === 0 ? parsed : { ...parsed, nesting }
}

/** The first mark from `from` on that begins an element; the end of the segment is such a mark. */
function nextElement(marks: Int32Array, from: number): number {
  let mark = from
  while (((marks[mark] ?? 1) & 1) === 0) mark += 1
  return mark
}

/** How many marks there are up to the last with something behind it. */
function filledMarks(raw: RawSegment): number {
  let count = raw.markCount
  while (count > 0 && isEmpty(raw.marks, count - 1)) count -= 1
  return count
}

function elementsUpTo(marks: Int32Array, from: number, to: number): number {
  let count = 0
  for (let mark = from; mark < to; mark += 1) count += (marks[mark] ?? 0) & 1
  return count
}

function isEmpty(marks: Int32Array, mark: number): boolean {
  return (marks[mark] ?? 0) >> 1 === ((marks[mark + 1] ?? 0) >> 1) - 1
}

/** The components behind the marks `from` up to before `to`, trailing empty ones left out. */
function componentsOf(raw: RawSegment, charset: Charset, from: number, to: number, release: number): readonly string[] {
  const { marks } = raw
  let length = to - from
  while (length > 0 && isEmpty(marks, from + length - 1)) length -= 1
  if (length === 0) return noComponents
  const components = listOf<string>(length)
  for (let index = 0; index < length; index += 1) {
    const start = raw.start + ((marks[from + index] ?? 0) >> 1) + 1
    const end = raw.start + ((marks[from + index + 1] ?? 0) >> 1)
    const value = isWide(raw, charset) ? (decodeUtf8(raw.bytes, start, end) ?? '') : decodeLatin1(raw.bytes, start, end)
    components[index] = raw.hasRelease ? withoutRelease(value, release) : value
  }
  return components
}

/** A list of exactly that length, filled by the caller: growing one by one would take several times the memory. */
function listOf<T>(length: number): T[] {
  // oxlint-disable-next-line unicorn/no-new-array
  return new Array<T>(length)
}

function isWide(raw: RawSegment, charset: Charset): boolean {
  return charset === 'utf8' && !raw.isAscii
}

function hasTagBytes(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < start + 3; at += 1) {
    const byte = bytes[at] ?? 0
    if (!((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39))) return false
  }
  return true
}

function withoutRelease(value: string, release: number): string {
  const sign = String.fromCharCode(release)
  if (!value.includes(sign)) return value
  let plain = ''
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === sign) at += 1
    plain += value[at] ?? ''
  }
  return plain
}

function withoutTail<T>(items: readonly T[], isEmpty: (item: T) => boolean): readonly T[] {
  let length = items.length
  while (length > 0 && isEmpty(items[length - 1] as T)) length -= 1
  return length === items.length ? items : items.slice(0, length)
}
