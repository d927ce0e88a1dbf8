// Writes an interchange in canonical form: UNA with the default separators, no line breaks, no trailing empty elements, control
// counts and references made anew. What cannot be written (a character outside the character set, a tag that is none) is refused.
// Source: ISO 9735:1988, clauses 5 to 9.
import type { Issue } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { charsetOf, encodeText, supportedSyntaxIdentifiers, type Charset } from './charset.ts'
import { finding } from './finding.ts'
import type { EdifactRead } from './interchange.ts'
import { componentAt, normalSegment, type SegmentContent } from './segment.ts'
import { defaultServiceString, serviceStringText, type ServiceString } from './service-string.ts'

/** An interchange to write. UNB, UNH and UNG are given; UNT, UNE and UNZ are made. */
export interface EdifactDocument {
  /** UNB. */
  readonly header: SegmentContent
  readonly messages: readonly MessageToWrite[]
}

export interface MessageToWrite {
  /** From UNH to the last segment before UNT; a UNT that is there is replaced. */
  readonly segments: readonly SegmentContent[]
  /** UNG; messages that follow one another with the same object stand in one functional group. */
  readonly group?: SegmentContent
}

export interface WriteOptions {
  /** A line feed behind every segment, for people. */
  readonly lineBreaks?: boolean
}

const service = defaultServiceString

/** The bytes of an interchange. */
export function writeEdifact(document: EdifactDocument, options: WriteOptions = {}): Result<Uint8Array> {
  const syntax = componentAt(document.header, 1)
  const charset = charsetOf(syntax)
  const start = { offset: 0, segment: 1, line: 1 }
  if (charset === undefined) {
    const params = { syntax, supported: supportedSyntaxIdentifiers.join(', ') }
    return refused([finding({ code: 'charset-unsupported', position: start, tag: 'UNB', element: 1, component: 1, params, fix: 'act' })])
  }
  const lines = [serviceStringText(service), ...segmentsOf(document).map((segment) => segmentText(segment))]
  const issues = segmentsOf(document).flatMap((segment, index) => writeFaults(segment, index + 1, charset, syntax))
  if (issues.length > 0) return refused(issues)
  const end = options.lineBreaks === true ? '\n' : ''
  const bytes = encodeText(lines.join(end) + end, charset)
  if (bytes !== undefined) return accepted(bytes)
  return refused([finding({ code: 'character-missing', position: start, params: { character: '', syntax }, fix: 'act' })])
}

/** The interchanges that a reader gave, ready to be written. Issues are left behind. */
export function documentsOf(reads: Iterable<EdifactRead>): readonly EdifactDocument[] {
  const documents: EdifactDocument[] = []
  let messages: MessageToWrite[] = []
  for (const read of reads) {
    if (read.kind === 'message') {
      messages.push(read.message.group === undefined ? { segments: read.segments } : { segments: read.segments, group: read.message.group })
    } else {
      documents.push({ header: read.interchange.header, messages })
      messages = []
    }
  }
  return documents
}

/** A segment as text, separators released, terminator included. */
export function segmentText(given: SegmentContent, separators: ServiceString = service): string {
  const segment = normalSegment(given)
  const [component, element, terminator] = [separators.component, separators.element, separators.terminator].map((byte) => String.fromCharCode(byte))
  const released = (value: string): string => release(value, separators)
  const tag = [segment.tag, ...(segment.nesting ?? []).map(released)].join(component)
  return [tag, ...segment.elements.map((components) => components.map(released).join(component))].join(element) + (terminator ?? '')
}

function segmentsOf(document: EdifactDocument): readonly SegmentContent[] {
  const { header, messages } = document
  const segments: SegmentContent[] = [header]
  let group: SegmentContent | undefined
  let inGroup = 0
  let groups = 0
  for (const message of messages) {
    if (message.group !== group) {
      if (group !== undefined) segments.push(groupTrailer(group, inGroup))
      group = message.group
      inGroup = 0
      if (group !== undefined) segments.push(group)
      groups += group === undefined ? 0 : 1
    }
    inGroup += 1
    segments.push(...withTrailer(message.segments))
  }
  if (group !== undefined) segments.push(groupTrailer(group, inGroup))
  const count = groups > 0 ? groups : messages.length
  return [...segments, { tag: 'UNZ', elements: [[String(count)], [componentAt(header, 5)]] }]
}

function withTrailer(segments: readonly SegmentContent[]): readonly SegmentContent[] {
  const body = segments.filter((segment) => segment.tag !== 'UNT')
  const reference = body[0] === undefined ? '' : componentAt(body[0], 1)
  return [...body, { tag: 'UNT', elements: [[String(body.length + 1)], [reference]] }]
}

function groupTrailer(group: SegmentContent, messages: number): SegmentContent {
  return { tag: 'UNE', elements: [[String(messages)], [componentAt(group, 5)]] }
}

function writeFaults(segment: SegmentContent, number: number, charset: Charset, syntax: string): readonly Issue[] {
  const position = { offset: 0, segment: number, line: 1 }
  const issues: Issue[] = []
  if (!/^[A-Z0-9]{3}$/.test(segment.tag)) issues.push(finding({ code: 'tag', position, params: { text: segment.tag.slice(0, 20) }, fix: 'act' }))
  segment.elements.forEach((components, element) => {
    components.forEach((value, component) => {
      const place = { position, tag: segment.tag, element: element + 1, component: component + 1 }
      const missing = Array.from(value).find((character) => encodeText(character, charset) === undefined)
      if (missing !== undefined) issues.push(finding({ ...place, code: 'character-missing', params: { character: missing, syntax }, fix: 'act' }))
      const control = Array.from(value).findIndex((character) => character < ' ')
      if (control >= 0) issues.push(finding({ ...place, code: 'control-character', params: { at: control }, fix: 'act' }))
    })
  })
  return issues
}

function release(value: string, separators: ServiceString): string {
  let text = ''
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    const isSeparator = code === separators.component || code === separators.element || code === separators.terminator || code === separators.release
    text += isSeparator ? String.fromCharCode(separators.release) + character : character
  }
  return text
}
