// Splits a stream of bytes into EDIFACT segments. Works on bytes: no string is made here. Any split of the stream into chunks
// gives the same segments, and memory stays within the limits whatever the input. Source: ISO 9735:1988, clauses 6 to 8.
import { byteClass, byteClasses, defaultServiceString, parseServiceString, serviceStringBytes, type ServiceString } from './service-string.ts'

export interface EdifactLimits {
  /** Bytes of one segment, release characters included. The longest segment of the tables, FTX, has about 2,600 characters. */
  readonly maxSegmentBytes: number
  readonly maxElements: number
  readonly maxComponents: number
  /** Bytes of the segments of one message; 9,999 items of 600 bytes fit. */
  readonly maxMessageBytes: number
  readonly maxMessageSegments: number
  /** Issues kept for one message, and for what stands outside messages. */
  readonly maxIssues: number
}

export const edifactLimits: EdifactLimits = {
  maxSegmentBytes: 32_768,
  maxElements: 64,
  maxComponents: 32,
  maxMessageBytes: 8_388_608,
  maxMessageSegments: 200_000,
  maxIssues: 100,
}

export interface Position {
  /** Byte offset in the stream, from 0. */
  readonly offset: number
  /** Segment number in the stream, from 1; UNA is not counted. */
  readonly segment: number
  /** Line number in the stream, from 1. */
  readonly line: number
}

/** One segment as bytes, and its position. The object is used again for the next segment: read it before you return. */
export interface RawSegment {
  offset: number
  segment: number
  line: number
  bytes: Uint8Array
  start: number
  /** Index of the terminator. */
  end: number
  /** Separators in order: distance from `start` times two, plus one for an element separator. Behind the last stands the end. */
  readonly marks: Int32Array
  markCount: number
  hasRelease: boolean
  isAscii: boolean
  /** Distance from `start` of the first control character, -1 when there is none. */
  controlAt: number
}

export type TokenFault =
  | { readonly kind: 'service-string' | 'empty-segment' | 'unterminated'; readonly position: Position }
  | { readonly kind: 'segment-too-long' | 'too-many-elements' | 'too-many-components'; readonly position: Position; readonly limit: number }

export interface TokenSink {
  readonly segment: (raw: RawSegment, service: ServiceString) => void
  readonly fault: (fault: TokenFault) => void
}

const mode = { gap: 0, body: 1, skip: 2 } as const

/** Opens with a sink, takes chunks, closes with `end`. */
export class EdifactTokenizer {
  readonly #sink: TokenSink
  readonly #limits: EdifactLimits
  readonly #raw: RawSegment
  readonly #head = new Uint8Array(serviceStringBytes)
  #headLength = 0
  #mayBeServiceString = true
  #service = defaultServiceString
  #classes = byteClasses(defaultServiceString)
  #mode: number = mode.gap
  /** Bytes of the running segment that came with earlier chunks. */
  #pending = new Uint8Array(1024)
  #length = 0
  #escaped = false
  #elements = 0
  #components = 0
  #offset = 0
  #line = 1
  #segments = 0

  constructor(sink: TokenSink, limits: EdifactLimits = edifactLimits) {
    this.#sink = sink
    this.#limits = limits
    const marks = new Int32Array(limits.maxElements * limits.maxComponents + 2)
    // One literal without a spread: the object keeps one shape, and the code that reads it stays compiled.
    const [offset, segment, line, start, end, markCount] = [0, 0, 1, 0, 0, 0]
    this.#raw = { offset, segment, line, bytes: this.#pending, start, end, marks, markCount, hasRelease: false, isAscii: true, controlAt: -1 }
  }

  write(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#mode === mode.gap) at = this.#gap(chunk, at)
      else if (this.#mode === mode.body) at = this.#body(chunk, at)
      else at = this.#skip(chunk, at)
    }
    this.#offset += chunk.length
  }

  /** Says when the stream stopped within a segment. */
  end(): void {
    if (this.#headLength > 0) this.#replayHead()
    if (this.#mode === mode.body) this.#sink.fault({ kind: 'unterminated', position: positionOf(this.#raw) })
    this.#mode = mode.gap
  }

  /** Between segments: line ends are tolerated; at the start of an interchange a service string may stand. */
  #gap(chunk: Uint8Array, from: number): number {
    let at = from
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (this.#headLength === 0 && this.#isFiller(byte, this.#offset + at)) {
        if (byte === 0x0a) this.#line += 1
      } else if (!this.#mayBeServiceString) {
        this.#open(this.#offset + at)
        return at
      } else {
        this.#head[this.#headLength] = byte
        this.#headLength += 1
        if (this.#headLength <= 3 && byte !== 'UNA'.charCodeAt(this.#headLength - 1)) {
          const before = this.#offset
          this.#offset = before + at + 1
          this.#replayHead()
          this.#offset = before
          return at + 1
        }
        if (this.#headLength === serviceStringBytes) this.#takeServiceString(this.#offset + at + 1 - serviceStringBytes)
      }
    }
    return at
  }

  /** CR and LF anywhere; before an interchange also blanks, zero bytes, the end-of-file mark and a byte order mark. */
  #isFiller(byte: number, offset: number): boolean {
    if (byte === 0x0d || byte === 0x0a) return true
    if (!this.#mayBeServiceString) return false
    return byte === 0x20 || byte === 0x09 || byte === 0 || byte === 0x1a || (offset < 3 && byte === [0xef, 0xbb, 0xbf][offset])
  }

  #takeServiceString(offset: number): void {
    const service = parseServiceString(this.#head)
    const position = { offset, segment: this.#segments, line: this.#line }
    if (service === undefined) this.#sink.fault({ kind: 'service-string', position })
    else this.#separateWith(service)
    this.#headLength = 0
    this.#mayBeServiceString = false
  }

  /** What looked like a service string was not one: its bytes are read again as segments. `#offset` stands behind them. */
  #replayHead(): void {
    const head = this.#head.slice(0, this.#headLength)
    this.#headLength = 0
    this.#mayBeServiceString = false
    this.#offset -= head.length
    this.write(head)
  }

  #separateWith(service: ServiceString): void {
    this.#service = service
    this.#classes = byteClasses(service)
  }

  #open(offset: number): void {
    this.#mode = mode.body
    this.#segments += 1
    this.#length = 0
    this.#elements = 0
    this.#components = 0
    const raw = this.#raw
    raw.markCount = 0
    raw.hasRelease = false
    raw.isAscii = true
    raw.controlAt = -1
    raw.offset = offset
    raw.segment = this.#segments
    raw.line = this.#line
  }

  #body(chunk: Uint8Array, from: number): number {
    const classes = this.#classes
    const raw = this.#raw
    const { marks } = raw
    const { maxSegmentBytes, maxElements, maxComponents } = this.#limits
    const shift = this.#length - from
    const end = Math.min(chunk.length, maxSegmentBytes - shift)
    let elements = this.#elements
    let components = this.#components
    let at = from
    if (this.#escaped && at < end) at = this.#released(chunk, at, shift)
    for (; at < end; at += 1) {
      const kind = classes[chunk[at] ?? 0]
      if (kind === byteClass.data) continue
      if (kind === byteClass.element) {
        elements += 1
        components = 0
        if (elements > maxElements) return this.#refuse('too-many-elements', maxElements, at)
        marks[raw.markCount] = (at + shift) * 2 + 1
        raw.markCount += 1
      } else if (kind === byteClass.terminator) {
        return this.#close(chunk, from, at)
      } else if (kind === byteClass.component) {
        components += 1
        if (components >= maxComponents) return this.#refuse('too-many-components', maxComponents, at)
        marks[raw.markCount] = (at + shift) * 2
        raw.markCount += 1
      } else if (kind === byteClass.release) {
        raw.hasRelease = true
        this.#escaped = true
        if (at + 1 < end) at = this.#released(chunk, at + 1, shift) - 1
      } else {
        this.#note(kind, at + shift)
      }
    }
    this.#elements = elements
    this.#components = components
    this.#keep(chunk, from, at)
    return this.#length >= maxSegmentBytes ? this.#refuse('segment-too-long', maxSegmentBytes, at) : at
  }

  /** Takes the byte behind a release character; gives the index behind it. */
  #released(chunk: Uint8Array, at: number, shift: number): number {
    this.#escaped = false
    const kind = this.#classes[chunk[at] ?? 0]
    if (kind === byteClass.lineFeed || kind === byteClass.control || kind === byteClass.high) this.#note(kind, at + shift)
    return at + 1
  }

  #note(kind: number | undefined, distance: number): void {
    if (kind === byteClass.high) {
      this.#raw.isAscii = false
      return
    }
    if (kind === byteClass.lineFeed) this.#line += 1
    if (this.#raw.controlAt < 0) this.#raw.controlAt = distance
  }

  /** The rest of the segment is passed over from `at`. */
  #refuse(kind: 'segment-too-long' | 'too-many-elements' | 'too-many-components', limit: number, at: number): number {
    this.#mode = mode.skip
    this.#length = 0
    this.#sink.fault({ kind, position: positionOf(this.#raw), limit })
    return at
  }

  /** Passes over the rest of a refused segment. */
  #skip(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const kind = this.#classes[chunk[at] ?? 0]
      if (kind === byteClass.lineFeed) this.#line += 1
      if (this.#escaped) {
        this.#escaped = false
      } else if (kind === byteClass.release) {
        this.#escaped = true
      } else if (kind === byteClass.terminator) {
        this.#mode = mode.gap
        return at + 1
      }
    }
    return chunk.length
  }

  #close(chunk: Uint8Array, from: number, at: number): number {
    const raw = this.#raw
    if (this.#length === 0) {
      raw.bytes = chunk
      raw.start = from
      raw.end = at
    } else {
      this.#keep(chunk, from, at)
      raw.bytes = this.#pending
      raw.start = 0
      raw.end = this.#length
    }
    raw.marks[raw.markCount] = (raw.end - raw.start) * 2 + 1
    this.#mode = mode.gap
    if (raw.end === raw.start) this.#sink.fault({ kind: 'empty-segment', position: positionOf(raw) })
    else this.#sink.segment(raw, this.#service)
    if (isInterchangeTrailer(raw)) {
      this.#separateWith(defaultServiceString)
      this.#mayBeServiceString = true
    }
    return at + 1
  }

  #keep(chunk: Uint8Array, from: number, to: number): void {
    const length = this.#length + to - from
    if (length > this.#pending.length) {
      const grown = new Uint8Array(Math.min(this.#limits.maxSegmentBytes, Math.max(length, this.#pending.length * 2)))
      grown.set(this.#pending.subarray(0, this.#length))
      this.#pending = grown
    }
    this.#pending.set(chunk.subarray(from, to), this.#length)
    this.#length = length
  }
}

/** A copy of a position that may be kept. */
export function positionOf(at: Position): Position {
  return { offset: at.offset, segment: at.segment, line: at.line }
}

function isInterchangeTrailer(raw: RawSegment): boolean {
  const { bytes, start } = raw
  return raw.end - start >= 3 && bytes[start] === 0x55 && bytes[start + 1] === 0x4e && bytes[start + 2] === 0x5a
}
