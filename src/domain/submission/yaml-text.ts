// Reads a draft written as YAML. Bounded before the parser sees it: lines, marks that may each open a value, nesting by
// brackets and by indentation (two million dashes in a row end the process inside the parser), and no aliases (they can blow
// a small file up). What the parser does with the square of its input is switched off: its search for keys that stand twice,
// and errors with a picture of the place.
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { quoted } from '../reference/index.ts'
import { isDraftObject, setMember, type DraftValue } from './draft.ts'
import { shapeOf } from './yaml-shape.ts'
import { maxDraftDepth, maxPathLength, textFault, type ReadDraft, type TextPlace } from './text-fault.ts'

/** The worst text within these takes the parser one to two seconds. */
export const maxYamlCharacters = 1_000_000
export const maxYamlLines = 40_000
/** A bound for the values and for the faults that the parser can find: see yaml-shape.ts. */
export const maxYamlMarks = 100_000

interface Reading {
  readonly lines: LineCounter
  readonly positions: Map<string, TextPlace>
  readonly issues: Issue[]
}

/** Numbers stay as they were written, so that `0110` and `12.50` lose nothing. */
export function readYamlText(text: string): Result<ReadDraft> {
  if (text.length > maxYamlCharacters) return refused([textFault('text_too_large', { length: text.length, max: maxYamlCharacters })])
  const shape = shapeOf(text)
  if (shape.lines > maxYamlLines) return refused([textFault('text_too_many_lines', { lines: shape.lines, max: maxYamlLines })])
  if (shape.depth > maxDraftDepth * 4) return refused([textFault('text_too_deep', { line: shape.deepestLine, column: 1, max: maxDraftDepth })])
  if (shape.marks > maxYamlMarks) return refused([textFault('text_too_many_values', { max: maxYamlMarks })])
  const lines = new LineCounter()
  const options = { lineCounter: lines, schema: 'failsafe', uniqueKeys: false, prettyErrors: false, maxAliasCount: 0, strict: true } as const
  const document = parseDocument(text, options)
  const [first] = document.errors
  if (first !== undefined) return refused([syntaxFault(first, text, lines)])
  const positions = new Map<string, TextPlace>()
  const issues: Issue[] = []
  const value = plain(document.contents, '', 0, { lines, positions, issues })
  if (issues.length > 0) return refused(issues)
  return isDraftObject(value) ? accepted({ draft: value, positions }) : refused([textFault('text_not_an_object', {})])
}

function syntaxFault(error: Document['errors'][number], text: string, lines: LineCounter): Issue {
  const { code, message, pos } = error
  const closing = /^Missing closing (["'])quote/.exec(message)?.[1]
  if (closing !== undefined) return textFault('text_quote_open', placeAt(Math.max(0, text.lastIndexOf(closing, pos[0] - 1)), lines))
  const at = placeAt(pos[0], lines)
  if (/end with a [}\]]/.test(message)) return textFault('text_bracket_open', at)
  switch (code) {
    case 'TAB_AS_INDENT':
      return textFault('text_tab', at)
    case 'BAD_INDENT':
      return textFault('text_indentation', at)
    case 'BLOCK_AS_IMPLICIT_KEY':
      return textFault('text_value_and_fields', at)
    case 'MULTIPLE_DOCS':
      return textFault('text_several_documents', at)
    default:
      return textFault('text_malformed', { ...at, found: quoted(message.split('\n')[0] ?? '') })
  }
}

function plain(node: Node | null, path: string, depth: number, reading: Reading): DraftValue {
  if (node === null) return null
  if (depth > maxDraftDepth) return refuse('text_too_deep', { max: maxDraftDepth }, node, path, reading)
  if (isMap(node)) {
    const object: Record<string, DraftValue> = {}
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      if (Object.hasOwn(object, key)) return refuse('text_key_twice', { key: quoted(key) }, pair.key as Node, path, reading)
      setMember(object, key, plain(pair.value as Node | null, path === '' ? key : `${path}.${key}`, depth + 1, reading))
    }
    return object
  }
  if (isSeq(node)) return node.items.map((item, index) => plain(item as Node, `${path}[${index}]`, depth + 1, reading))
  if (isScalar(node)) {
    if (path.length <= maxPathLength) reading.positions.set(path, placeOf(node, reading.lines))
    return scalarValue(node.value, node.type)
  }
  return refuse('text_alias', {}, node, path, reading)
}

/** The failsafe schema gives text; an unquoted empty, `~` or `null` is nothing. */
function scalarValue(value: unknown, style: string | undefined): DraftValue {
  const text = String(value ?? '')
  return style === 'PLAIN' && (text === '' || text === '~' || text === 'null') ? null : text
}

function refuse(code: string, params: Readonly<Record<string, string | number>>, node: Node, path: string, reading: Reading): null {
  reading.issues.push(textFault(code, { ...params, ...placeOf(node, reading.lines) }, path))
  return null
}

function placeOf(node: Node, lines: LineCounter): TextPlace {
  return placeAt(node.range?.[0] ?? 0, lines)
}

function placeAt(offset: number, lines: LineCounter): TextPlace {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}
