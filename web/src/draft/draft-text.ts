// The shipment as text, for the form beside it: reads the values with their lines, and writes one value so that the rest
// of the text, its comments and its order stay as they were. This file brings the YAML library and is loaded on the desk.
import { isCollection, isScalar, isSeq, parseDocument, Scalar, type Document } from 'yaml'
import { parsePath, readDraftText } from '../../../src/domain/submission/index.ts'

export interface TextPosition {
  readonly line: number
  readonly column: number
}

export type DraftReading =
  | { readonly kind: 'read'; readonly values: ReadonlyMap<string, string>; readonly lengths: ReadonlyMap<string, number>; readonly positions: ReadonlyMap<string, TextPosition> }
  | { readonly kind: 'unreadable'; readonly line: number }

/** Every value by its path, and the length of every list by its path. */
export function readDraft(text: string): DraftReading {
  if (text.trim() === '') return { kind: 'read', values: new Map(), lengths: new Map(), positions: new Map() }
  const result = readDraftText(text)
  if (!result.ok) return { kind: 'unreadable', line: Number(result.issues[0]?.params['line'] ?? 1) }
  const values = new Map<string, string>()
  const lengths = new Map<string, number>()
  collect(result.value.draft, '', values, lengths)
  return { kind: 'read', values, lengths, positions: result.value.positions }
}

/** The text with one value set; an empty value leaves its place there, empty. */
export function setValue(text: string, path: string, value: string): string {
  const document = documentOf(text)
  const steps = stepsOf(path)
  const node = document.getIn(steps, true)
  if (isScalar(node) && node.range) {
    const [from, to] = node.range
    const written = value === '' ? '' : scalarText(value, node.type)
    const gap = written !== '' && text[from - 1] === ':' ? ' ' : ''
    return text.slice(0, from) + gap + written + text.slice(to)
  }
  if (value === '') return text
  for (let depth = 1; depth < steps.length; depth += 1) {
    const branch = steps.slice(0, depth)
    const found = document.getIn(branch, true)
    if (found !== undefined && !isCollection(found)) document.setIn(branch, document.createNode(typeof steps[depth] === 'number' ? [] : {}))
  }
  document.setIn(steps, scalarOf(value))
  return written(document, text)
}

/** The text without one item of a list, `lines[1]`; an emptied list goes with its last item. */
export function removeItem(text: string, path: string): string {
  const document = documentOf(text)
  const steps = stepsOf(path)
  document.deleteIn(steps)
  const list = document.getIn(steps.slice(0, -1), true)
  if (isSeq(list) && list.items.length === 0) document.deleteIn(steps.slice(0, -1))
  return written(document, text)
}

function documentOf(text: string): Document {
  return parseDocument(text, { schema: 'failsafe' })
}

function written(document: Document, before: string): string {
  const isJson = before.trimStart().startsWith('{')
  return document.toString({ lineWidth: 0, ...(isJson ? { defaultKeyType: 'QUOTE_DOUBLE', defaultStringType: 'QUOTE_DOUBLE' } : {}) })
}

function stepsOf(path: string): readonly (string | number)[] {
  return (parsePath(path) ?? []).flatMap(({ name, index }) => (index === undefined ? [name] : [name, index]))
}

const plainPattern = /^[\p{L}\p{N}][^:#,[\]{}"'\n]*$/u

function scalarText(value: string, style: string | undefined | null): string {
  return (style === Scalar.PLAIN || style === undefined) && isPlain(value) ? value : JSON.stringify(value)
}

function scalarOf(value: string): Scalar {
  const scalar = new Scalar(value)
  if (!isPlain(value)) scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

/** Without quotes `null` and `~` would be read as nothing. */
function isPlain(value: string): boolean {
  return plainPattern.test(value) && value.trim() === value && value !== 'null'
}

function collect(value: unknown, path: string, values: Map<string, string>, lengths: Map<string, number>): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    lengths.set(path, value.length)
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, values, lengths)
  } else if (typeof value === 'object') {
    for (const [name, member] of Object.entries(value)) collect(member, path === '' ? name : `${path}.${name}`, values, lengths)
  } else {
    values.set(path, String(value))
  }
}
