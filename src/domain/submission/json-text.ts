// Reads a draft written as strict JSON (RFC 8259): the short way for what comes over HTTP. Numbers stay as they were written,
// every single value keeps its line and column, and a member that stands twice is refused. One pass; depth and the number
// of values are bounded.
import type { Issue, IssueParams } from '../../base/issue.ts'
import { quoted } from '../reference/index.ts'
import { setMember, type DraftValue } from './draft.ts'
import { maxDraftDepth, maxPathLength, textFault, type TextPlace } from './text-fault.ts'

/** Groups, lists and single values of one text. */
export const maxJsonValues = 200_000

export type JsonReading =
  | { readonly kind: 'read'; readonly value: DraftValue; readonly positions: ReadonlyMap<string, TextPlace> }
  /** `isSyntax`: this is no JSON, but may be YAML. */
  | { readonly kind: 'fault'; readonly fault: Issue; readonly isSyntax: boolean }

type Fault = Extract<JsonReading, { kind: 'fault' }>

interface Reader {
  readonly text: string
  readonly positions: Map<string, TextPlace>
  at: number
  line: number
  lineStart: number
  values: number
  fault: Fault | undefined
}

const syntaxFaults: ReadonlySet<string> = new Set(['text_malformed', 'text_quote_open', 'text_bracket_open'])
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const words: readonly (readonly [string, DraftValue])[] = [['true', 'true'], ['false', 'false'], ['null', null]]

export function readJsonText(text: string): JsonReading {
  const at = text.startsWith('\uFEFF') ? 1 : 0
  const reader: Reader = { text, positions: new Map(), at, line: 1, lineStart: at, values: 0, fault: undefined }
  const value = readValue(reader, '', 0)
  if (value !== undefined && next(reader) !== '') failAtNext(reader, '')
  return reader.fault ?? { kind: 'read', value: value ?? null, positions: reader.positions }
}

/** Undefined when the reader has a fault. */
function readValue(reader: Reader, path: string, depth: number): DraftValue | undefined {
  const first = next(reader)
  reader.values += 1
  if (reader.values > maxJsonValues) return fail(reader, 'text_too_many_values', reader.at, { max: maxJsonValues }, path)
  if (depth > maxDraftDepth) return fail(reader, 'text_too_deep', reader.at, { max: maxDraftDepth }, path)
  if (first === '{') return readMembers(reader, path, depth)
  if (first === '[') return readItems(reader, path, depth)
  const place = { line: reader.line, column: reader.at - reader.lineStart + 1 }
  const value = first === '"' ? readString(reader, path) : readWord(reader, path)
  if (value !== undefined && path.length <= maxPathLength) reader.positions.set(path, place)
  return value
}

function readMembers(reader: Reader, path: string, depth: number): DraftValue | undefined {
  const members: Record<string, DraftValue> = {}
  reader.at += 1
  if (next(reader) === '}') return closed(reader, members)
  for (;;) {
    if (next(reader) !== '"') return failAtNext(reader, path)
    const start = reader.at
    const key = readString(reader, path)
    if (key === undefined) return undefined
    if (Object.hasOwn(members, key)) return fail(reader, 'text_key_twice', start, { key: quoted(key) }, path)
    if (next(reader) !== ':') return failAtNext(reader, path)
    reader.at += 1
    const value = readValue(reader, path === '' ? key : `${path}.${key}`, depth + 1)
    if (value === undefined) return undefined
    setMember(members, key, value)
    const after = next(reader)
    if (after === '}') return closed(reader, members)
    if (after !== ',') return failAtNext(reader, path)
    reader.at += 1
  }
}

function readItems(reader: Reader, path: string, depth: number): DraftValue | undefined {
  const items: DraftValue[] = []
  reader.at += 1
  if (next(reader) === ']') return closed(reader, items)
  for (;;) {
    const item = readValue(reader, `${path}[${items.length}]`, depth + 1)
    if (item === undefined) return undefined
    items.push(item)
    const after = next(reader)
    if (after === ']') return closed(reader, items)
    if (after !== ',') return failAtNext(reader, path)
    reader.at += 1
  }
}

function closed(reader: Reader, value: DraftValue): DraftValue {
  reader.at += 1
  return value
}

function readWord(reader: Reader, path: string): DraftValue | undefined {
  for (const [word, value] of words) {
    if (!reader.text.startsWith(word, reader.at)) continue
    reader.at += word.length
    return value
  }
  number.lastIndex = reader.at
  const digits = number.exec(reader.text)?.[0]
  if (digits === undefined) return failAtNext(reader, path)
  reader.at += digits.length
  return digits
}

function readString(reader: Reader, path: string): string | undefined {
  const { text } = reader
  const start = reader.at
  let hasEscape = false
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character === 0x5c) {
      hasEscape = true
      at += 1
    } else if (character === 0x22) {
      reader.at = at + 1
      return hasEscape ? unescaped(reader, start, path) : text.slice(start + 1, at)
    } else if (character === 0x0a || character === 0x0d) {
      break
    } else if (character < 0x20) {
      return fail(reader, 'text_malformed', at, { found: `U+${character.toString(16).toUpperCase().padStart(4, '0')}` }, path)
    }
  }
  return fail(reader, 'text_quote_open', start, {}, path)
}

function unescaped(reader: Reader, start: number, path: string): string | undefined {
  const written = reader.text.slice(start, reader.at)
  try {
    return JSON.parse(written) as string
  } catch {
    return fail(reader, 'text_malformed', start, { found: quoted(written) }, path)
  }
}

/** The next character that is not white space, '' at the end; lines are counted on the way. */
function next(reader: Reader): string {
  const { text } = reader
  for (; reader.at < text.length; reader.at += 1) {
    const character = text.charCodeAt(reader.at)
    if (character === 0x0a) {
      reader.line += 1
      reader.lineStart = reader.at + 1
    } else if (character !== 0x20 && character !== 0x09 && character !== 0x0d) {
      return text.charAt(reader.at)
    }
  }
  return ''
}

function failAtNext(reader: Reader, path: string): undefined {
  if (next(reader) === '') return fail(reader, 'text_bracket_open', reader.at, {}, path)
  return fail(reader, 'text_malformed', reader.at, { found: quoted(reader.text.slice(reader.at, reader.at + 30)) }, path)
}

function fail(reader: Reader, code: string, offset: number, params: IssueParams, path: string): undefined {
  const fault = textFault(code, { ...params, line: reader.line, column: offset - reader.lineStart + 1 }, path)
  reader.fault = { kind: 'fault', fault, isSyntax: syntaxFaults.has(code) }
  return undefined
}
