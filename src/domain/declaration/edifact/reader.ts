// Reads interchanges message by message, judging while the bytes stream through: syntax, segment tables, message structure, control
// counts and references. Malformed input becomes issues with a position, never an exception, and never stops the next message.
import type { Severity } from '../../../base/issue.ts'
import { charsetOf, decodeLatin1, supportedSyntaxIdentifiers, type Charset } from './charset.ts'
import type { EdifactDirectory, MessageSpec, SegmentSpec } from './directory.ts'
import { finding, IssueList, type Finding } from './finding.ts'
import { interchangeOf, messageOf, type EdifactRead, type Interchange, type MessageIdentity } from './interchange.ts'
import { componentAt, parseSegment, tagNumber, type EdifactSegment, type ParsedSegment, type SegmentContent } from './segment.ts'
import { checkSegment, type SegmentFault } from './segment-check.ts'
import { defaultServiceString, type ServiceString } from './service-string.ts'
import { MessageStructure, type StructureFault } from './structure.ts'
import { EdifactTokenizer, edifactLimits, type EdifactLimits, type Position, type RawSegment, type TokenFault } from './tokenizer.ts'

interface OpenMessage {
  readonly identity: MessageIdentity
  readonly spec: MessageSpec | undefined
  readonly structure: MessageStructure | undefined
  /** Findings of the tables are errors in the release that the tables are of, warnings in another. */
  readonly severity: Severity
  readonly segments: EdifactSegment[]
  readonly issues: IssueList
  readonly startOffset: number
  segmentCount: number
  isTooLarge: boolean
}

interface OpenInterchange {
  readonly facts: Interchange
  readonly position: Position
  messages: number
  groups: number
  group: { readonly header: SegmentContent; readonly position: Position; messages: number } | undefined
}

/** Opens with the tables, takes chunks, closes with `end`; both give what has become complete. */
export class EdifactReader {
  readonly #directory: EdifactDirectory
  readonly #limits: EdifactLimits
  readonly #tokenizer: EdifactTokenizer
  readonly #structures = new Map<string, MessageStructure>()
  #ready: EdifactRead[] = []
  #interchange: OpenInterchange | undefined
  #message: OpenMessage | undefined
  #charset: Charset = 'latin1'
  #isRefused = false
  #outside: IssueList
  /** The segment that the two functions below speak of; they are made once, not for every segment. */
  #judged: ParsedSegment = { tag: '', elements: [], offset: 0, segment: 0, line: 1, group: '' }
  #severity: Severity = 'error'

  readonly #onSegmentFault = (fault: SegmentFault): void => {
    const { kind, element, component, id, name, format, value } = fault
    const { tag } = this.#judged
    const params = { id, name, format, value: value.slice(0, 40), length: value.length }
    const place = component === 0 ? { element } : { element, component }
    const source = this.#directory.segments.get(tag)?.source ?? ''
    this.#report({ code: kind, position: this.#judged, tag, ...place, severity: this.#severity, params, source, fix: 'act' })
  }

  readonly #onStructureFault = (fault: StructureFault): void => {
    const { spec, severity = 'error' } = this.#message ?? {}
    const { type = '', source = '' } = spec ?? {}
    const given = { position: this.#judged, tag: this.#judged.tag, severity, source, fix: 'act' as const }
    if (fault.kind === 'unexpected') this.#report({ ...given, code: 'segment-unexpected', params: { after: fault.after, type } })
    else if (fault.kind === 'repeated') this.#report({ ...given, code: 'segment-repeated', params: { node: fault.node, maximum: fault.maximum } })
    else this.#report({ ...given, code: 'segment-missing', params: { node: fault.node, group: fault.group || type } })
  }

  constructor(directory: EdifactDirectory, limits: EdifactLimits = edifactLimits) {
    this.#directory = directory
    this.#limits = limits
    this.#outside = new IssueList(limits.maxIssues)
    this.#tokenizer = new EdifactTokenizer({ segment: (raw, service) => this.#take(raw, service), fault: (fault) => this.#fault(fault) }, limits)
  }

  write(chunk: Uint8Array): readonly EdifactRead[] {
    this.#tokenizer.write(chunk)
    return this.#drain()
  }

  end(): readonly EdifactRead[] {
    this.#tokenizer.end()
    if (this.#interchange === undefined) this.#endInterchange()
    else this.#abandonInterchange(this.#interchange)
    return this.#drain()
  }

  #drain(): readonly EdifactRead[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  #take(raw: RawSegment, service: ServiceString): void {
    const spec = this.#directory.byNumber.get(tagNumber(raw))
    const isHeader = spec?.tag === 'UNB'
    if (isHeader) this.#openCharset(raw)
    if (this.#isRefused && !isHeader && spec?.tag !== 'UNZ') return
    const message = this.#message
    const isTrailer = spec?.tag === 'UNT' || spec?.tag === 'UNZ'
    if (message !== undefined && !isTrailer && this.#isPastLimit(message, raw)) return
    const segment = parseSegment(raw, this.#charset, service.release, spec?.tag)
    if (typeof segment === 'string') {
      if (message !== undefined) message.segmentCount += 1
      this.#report({ code: segment, position: raw, params: { text: printable(raw) }, fix: 'act' })
      return
    }
    if (raw.controlAt >= 0) {
      const params = { at: raw.offset + raw.controlAt }
      this.#report({ code: 'control-character', position: raw, tag: segment.tag, params, fix: 'act' })
    }
    this.#dispatch(segment, spec, service)
  }

  #dispatch(segment: ParsedSegment, spec: SegmentSpec | undefined, service: ServiceString): void {
    switch (segment.tag) {
      case 'UNB':
        return this.#openInterchange(segment, spec, service)
      case 'UNZ':
        return this.#closeInterchange(segment, spec)
      case 'UNG':
        return this.#openGroup(segment, spec)
      case 'UNE':
        return this.#closeGroup(segment, spec)
      case 'UNH':
        return this.#openMessage(segment, spec)
      case 'UNT':
        return this.#closeMessage(segment, spec)
      default:
        return this.#addSegment(segment, spec)
    }
  }

  #openCharset(raw: RawSegment): void {
    const from = raw.start + ((raw.marks[0] ?? 0) >> 1) + 1
    const syntax = raw.markCount === 0 ? '' : decodeLatin1(raw.bytes, from, raw.start + ((raw.marks[1] ?? 0) >> 1))
    const charset = charsetOf(syntax)
    this.#isRefused = charset === undefined
    this.#charset = charset ?? 'latin1'
  }

  #openInterchange(segment: ParsedSegment, spec: SegmentSpec | undefined, service: ServiceString): void {
    if (this.#interchange !== undefined) this.#abandonInterchange(this.#interchange)
    const facts = interchangeOf(segment, service)
    this.#interchange = { facts, position: segment, messages: 0, groups: 0, group: undefined }
    if (this.#isRefused) {
      const params = { syntax: facts.syntax, supported: supportedSyntaxIdentifiers.join(', ') }
      this.#report({ code: 'charset-unsupported', position: segment, tag: 'UNB', element: 1, component: 1, params, fix: 'act' })
    }
    if (service.reserved !== 0x20) {
      const params = { character: String.fromCharCode(service.reserved) }
      this.#report({ code: 'repetition-separator', position: segment, tag: 'UNB', severity: 'warning', params })
    }
    // Version 4 has more service elements than the tables: what they find is then advice.
    this.#check(segment, spec, facts.version === '4' ? 'warning' : 'error')
  }

  #closeInterchange(segment: ParsedSegment, spec: SegmentSpec | undefined): void {
    this.#abandonMessage()
    this.#check(segment, spec, 'error')
    const open = this.#interchange
    if (open === undefined) {
      this.#report({ code: 'interchange-missing', position: segment, tag: 'UNZ', fix: 'act' })
      this.#endInterchange()
      return
    }
    this.#abandonGroup()
    if (!this.#isRefused) {
      this.#compareCount('interchange-count', segment, open.groups > 0 ? open.groups : open.messages)
      this.#compareReference('interchange-reference', segment, open.facts.reference)
    }
    this.#interchange = undefined
    this.#finish(open)
  }

  #abandonInterchange(open: OpenInterchange): void {
    this.#abandonMessage()
    this.#report({ code: 'interchange-unclosed', position: open.position, tag: 'UNB', fix: 'act' })
    this.#endInterchange()
  }

  #endInterchange(): void {
    this.#abandonMessage()
    this.#abandonGroup()
    const open = this.#interchange
    this.#interchange = undefined
    if (open !== undefined) this.#finish(open)
    else if (this.#outside.items.length > 0) this.#finish(this.#standIn({ offset: 0, segment: 0, line: 1 }))
  }

  #finish(open: OpenInterchange): void {
    this.#ready.push({ kind: 'interchange', interchange: open.facts, messages: open.messages, issues: this.#outside.items })
    this.#outside = new IssueList(this.#limits.maxIssues)
    this.#isRefused = false
    this.#charset = 'latin1'
  }

  /** The interchange of a stream that has no UNB. */
  #standIn(position: Position): OpenInterchange {
    return { facts: interchangeOf({ tag: 'UNB', elements: [] }, defaultServiceString), position, messages: 0, groups: 0, group: undefined }
  }

  #openGroup(segment: ParsedSegment, spec: SegmentSpec | undefined): void {
    this.#abandonMessage()
    this.#abandonGroup()
    const open = this.#within(segment)
    open.groups += 1
    open.group = { header: segment, position: segment, messages: 0 }
    this.#check(segment, spec, 'error')
  }

  #closeGroup(segment: ParsedSegment, spec: SegmentSpec | undefined): void {
    this.#abandonMessage()
    this.#check(segment, spec, 'error')
    const group = this.#interchange?.group
    if (group === undefined) {
      this.#report({ code: 'group-missing', position: segment, tag: 'UNE', fix: 'act' })
      return
    }
    this.#compareCount('group-count', segment, group.messages)
    this.#compareReference('group-reference', segment, componentAt(group.header, 5))
    if (this.#interchange !== undefined) this.#interchange.group = undefined
  }

  #abandonGroup(): void {
    const open = this.#interchange
    if (open?.group === undefined) return
    this.#report({ code: 'group-unclosed', position: open.group.position, tag: 'UNG', fix: 'act' })
    open.group = undefined
  }

  #within(segment: ParsedSegment): OpenInterchange {
    if (this.#interchange !== undefined) return this.#interchange
    this.#report({ code: 'interchange-missing', position: segment, tag: segment.tag, fix: 'act' })
    this.#interchange = this.#standIn(segment)
    return this.#interchange
  }

  #openMessage(segment: ParsedSegment, spec: SegmentSpec | undefined): void {
    this.#abandonMessage()
    const open = this.#within(segment)
    open.messages += 1
    if (open.group !== undefined) open.group.messages += 1
    const identity = messageOf(segment, open.group?.header)
    const table = this.#directory.messages.get(identity.type)
    const isOwnRelease = table !== undefined && identity.version === 'D' && identity.release === table.release
    const issues = new IssueList(this.#limits.maxIssues)
    this.#message = {
      identity,
      spec: table,
      structure: table === undefined ? undefined : this.#structureOf(table),
      severity: isOwnRelease ? 'error' : 'warning',
      segments: [],
      issues,
      startOffset: segment.offset,
      segmentCount: 0,
      isTooLarge: false,
    }
    const place = { position: segment, tag: 'UNH', element: 2, severity: 'warning' as const }
    const read = `${identity.version}.${identity.release}`
    if (table === undefined) this.#report({ ...place, code: 'message-unknown', component: 1, params: { type: identity.type } })
    else if (!isOwnRelease) this.#report({ ...place, code: 'release-other', component: 3, params: { release: read, table: `D.${table.release}` } })
    this.#addSegment(segment, spec, open.facts.version === '4' ? 'warning' : 'error')
  }

  #structureOf(table: MessageSpec): MessageStructure {
    const kept = this.#structures.get(table.type) ?? new MessageStructure(table.root)
    this.#structures.set(table.type, kept)
    kept.restart()
    return kept
  }

  #addSegment(segment: ParsedSegment, spec: SegmentSpec | undefined, severity = this.#message?.severity ?? 'error'): void {
    const message = this.#message
    if (message === undefined) {
      this.#within(segment)
      this.#report({ code: 'segment-outside', position: segment, tag: segment.tag, fix: 'act' })
      return
    }
    message.segmentCount += 1
    message.segments.push(segment)
    if (message.spec === undefined && severity !== 'error') return
    if (spec === undefined) {
      this.#report({ code: 'segment-unknown', position: segment, tag: segment.tag, severity: 'warning', source: message.spec?.source ?? '' })
      return
    }
    this.#check(segment, spec, severity)
    this.#place(segment, message)
  }

  #place(segment: ParsedSegment, message: OpenMessage): void {
    const { structure } = message
    if (structure === undefined) return
    this.#judged = segment
    segment.group = structure.place(segment.tag, this.#onStructureFault)
  }

  #closeMessage(segment: ParsedSegment, spec: SegmentSpec | undefined): void {
    const message = this.#message
    if (message === undefined) {
      this.#within(segment)
      this.#report({ code: 'message-missing', position: segment, tag: 'UNT', fix: 'act' })
      return
    }
    this.#addSegment(segment, spec, 'error')
    this.#compareCount('message-count', segment, message.segmentCount)
    this.#compareReference('message-reference', segment, message.identity.reference)
    this.#give(message)
  }

  #abandonMessage(): void {
    const message = this.#message
    if (message === undefined) return
    const position = message.segments[0] ?? { offset: message.startOffset, segment: 0, line: 1 }
    this.#report({ code: 'message-unclosed', position, tag: 'UNH', params: { reference: message.identity.reference }, fix: 'act' })
    this.#give(message)
  }

  #give(message: OpenMessage): void {
    this.#message = undefined
    const interchange = this.#interchange?.facts ?? this.#standIn({ offset: 0, segment: 0, line: 1 }).facts
    this.#ready.push({ kind: 'message', interchange, message: message.identity, segments: message.segments, issues: message.issues.items })
  }

  /** Says once that a message is too large; its further segments are counted and passed over. */
  #isPastLimit(message: OpenMessage, raw: RawSegment): boolean {
    const { maxMessageBytes, maxMessageSegments } = this.#limits
    if (message.isTooLarge) {
      message.segmentCount += 1
      return true
    }
    const bytes = raw.offset - message.startOffset
    if (bytes <= maxMessageBytes && message.segmentCount < maxMessageSegments) return false
    message.isTooLarge = true
    message.segmentCount += 1
    this.#report({ code: 'message-too-large', position: raw, params: { bytes: maxMessageBytes, segments: maxMessageSegments }, fix: 'act' })
    return true
  }

  #check(segment: ParsedSegment, spec: SegmentSpec | undefined, severity: Severity): void {
    if (spec === undefined) return
    this.#judged = segment
    this.#severity = severity
    checkSegment(segment, spec, this.#onSegmentFault)
  }

  #compareCount(code: string, segment: ParsedSegment, counted: number): void {
    const stated = componentAt(segment, 1)
    if (!/^\d{1,6}$/.test(stated) || Number(stated) === counted) return
    this.#report({ code, position: segment, tag: segment.tag, element: 1, params: { stated, counted }, fix: 'act' })
  }

  #compareReference(code: string, segment: ParsedSegment, expected: string): void {
    const stated = componentAt(segment, 2)
    if (stated === expected) return
    this.#report({ code, position: segment, tag: segment.tag, element: 2, params: { stated, expected }, fix: 'act' })
  }

  #fault(fault: TokenFault): void {
    if (this.#message !== undefined && fault.kind !== 'empty-segment') this.#message.segmentCount += 1
    this.#report({ code: fault.kind, position: fault.position, params: 'limit' in fault ? { limit: fault.limit } : {}, fix: 'act' })
  }

  #report(given: Finding): void {
    const list = this.#message?.issues ?? this.#outside
    if (list.isFull) list.countMore(given.position)
    else list.items.push(finding(given))
  }
}

/** A large chunk is taken in pieces, so that its messages do not wait for one another in memory. */
const pieceBytes = 65_536

/** Reads an interchange from chunks that are there already. */
export function* readEdifact(chunks: Iterable<Uint8Array>, directory: EdifactDirectory, limits?: EdifactLimits): Generator<EdifactRead> {
  const reader = new EdifactReader(directory, limits)
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceBytes) yield* reader.write(chunk.subarray(at, at + pieceBytes))
  }
  yield* reader.end()
}

/** Reads an interchange from a stream, such as a file. */
export async function* readEdifactStream(
  chunks: AsyncIterable<Uint8Array>,
  directory: EdifactDirectory,
  limits?: EdifactLimits,
): AsyncGenerator<EdifactRead> {
  const reader = new EdifactReader(directory, limits)
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceBytes) yield* reader.write(chunk.subarray(at, at + pieceBytes))
  }
  yield* reader.end()
}

/** The beginning of a segment that could not be read, fit for print. */
function printable(raw: RawSegment): string {
  return decodeLatin1(raw.bytes, raw.start, Math.min(raw.end, raw.start + 20)).replace(/[^\x20-\x7e]/g, '.')
}
