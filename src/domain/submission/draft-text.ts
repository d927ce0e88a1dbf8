// Reads a draft from the text of a YAML or JSON file and remembers where each value stands, so that `explain` can say
// "entered at line 12". Bounded before the parser sees it: length, lines, nesting by brackets and by indentation (two million
// dashes in a row end the process inside the parser), and no aliases (they can blow a small file up). What the parser does
// with the square of its input is switched off: its search for keys that stand twice, and errors with a picture of the place.
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import { issue, type Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { isDraftObject, type DraftObject, type DraftValue } from './draft.ts'

export const maxDraftCharacters = 4_000_000
export const maxDraftDepth = 16
export const maxDraftLines = 200_000
/** Columns of white space and of `-`, `?` and `:` before the first word of a line; each level takes two. */
const maxIndentation = 200
/** Indicators that stand alone in one line, each of which may open a level. */
const maxIndicators = 64

export interface ReadDraft {
  readonly draft: DraftObject
  /** Line and column from 1 of the value at a path. */
  readonly positions: ReadonlyMap<string, { readonly line: number; readonly column: number }>
}

const source = 'YAML 1.2 and JSON (RFC 8259)'

/** Numbers stay as they were written, so that `0110` and `12.50` lose nothing. */
export function readDraftText(text: string): Result<ReadDraft> {
  if (text.length > maxDraftCharacters) {
    return refuse('text_too_large', { length: text.length, max: maxDraftCharacters })
  }
  const { lines: lineCount, depth } = shapeOf(text)
  if (lineCount > maxDraftLines) return refuse('text_too_many_lines', { lines: lineCount, max: maxDraftLines })
  if (depth > maxDraftDepth * 4) return refuse('text_too_deep', { depth, max: maxDraftDepth })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', uniqueKeys: false, prettyErrors: false, maxAliasCount: 0, strict: true } as object)
  const fault = document.errors[0]
  if (fault !== undefined) {
    const at = lines.linePos(fault.pos[0])
    return refuse('text_malformed', { line: at.line, column: at.col, found: firstLine(fault.message) })
  }
  const positions = new Map<string, { line: number; column: number }>()
  const issues: Issue[] = []
  const value = plain(document.contents as Node | null, '', 0, { lines, positions, issues })
  if (issues.length > 0) return refused(issues)
  return isDraftObject(value) ? accepted({ draft: value, positions }) : refuse('text_not_an_object', {})
}

interface Reading {
  readonly lines: LineCounter
  readonly positions: Map<string, { line: number; column: number }>
  readonly issues: Issue[]
}

function plain(node: Node | null, path: string, depth: number, reading: Reading): DraftValue {
  if (node === null) return null
  if (depth > maxDraftDepth) {
    reading.issues.push(fault('text_too_deep', { depth, max: maxDraftDepth }, path))
    return null
  }
  if (isMap(node)) {
    const object: Record<string, DraftValue> = Object.create(null) as Record<string, DraftValue>
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      if (key in object) return twice(pair.key as Node, key, path, reading)
      object[key] = plain(pair.value as Node | null, path === '' ? key : `${path}.${key}`, depth + 1, reading)
    }
    return object
  }
  if (isSeq(node)) return node.items.map((item, index) => plain(item as Node, `${path}[${index}]`, depth + 1, reading))
  if (isScalar(node)) {
    const at = reading.lines.linePos(node.range?.[0] ?? 0)
    reading.positions.set(path, { line: at.line, column: at.col })
    return scalarValue(node.value, node.type)
  }
  reading.issues.push(fault('text_alias', {}, path))
  return null
}

/** The failsafe schema gives text; an unquoted empty, `~` or `null` is nothing. */
function scalarValue(value: unknown, style: string | undefined): DraftValue {
  const text = String(value ?? '')
  return style === 'PLAIN' && (text === '' || text === '~' || text === 'null') ? null : text
}

function twice(node: Node, key: string, path: string, reading: Reading): DraftValue {
  const at = reading.lines.linePos(node.range?.[0] ?? 0)
  const found = `${key.slice(0, 80)} stands twice`
  reading.issues.push(fault('text_malformed', { line: at.line, column: at.col, found }, path))
  return null
}

/**
 * Lines, and a depth that is never less than the real one: the deepest run of open brackets (those inside quoted text count
 * too), or too much where indentation or indicators alone could nest deeper.
 */
function shapeOf(text: string): { readonly lines: number; readonly depth: number } {
  let lines = 1
  let open = 0
  let deepest = 0
  let indentation = 0
  let isIndenting = true
  let indicators = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index)
    if (character === newLine) {
      lines += 1
      indentation = 0
      indicators = 0
      isIndenting = true
      continue
    }
    if (character === 0x5b || character === 0x7b) deepest = Math.max(deepest, (open += 1))
    else if ((character === 0x5d || character === 0x7d) && open > 0) open -= 1
    const isIndicator = character === 0x2d || character === 0x3f || character === 0x3a
    isIndenting = isIndenting && (isIndicator || character === 0x20 || character === 0x09)
    if (isIndenting) indentation += 1
    if (isIndicator && isBlank(text.charCodeAt(index - 1)) && isBlank(text.charCodeAt(index + 1))) indicators += 1
    if (indentation > maxIndentation || indicators > maxIndicators) deepest = tooDeep
  }
  return { lines, depth: deepest }
}

const newLine = 0x0a
const tooDeep = 1_000

/** White space, or the end of the text. */
function isBlank(character: number): boolean {
  return Number.isNaN(character) || character === 0x20 || character === 0x09 || character === newLine || character === 0x0d
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? ''
}

function fault(code: string, params: Readonly<Record<string, string | number>>, path = ''): Issue {
  return issue({ path, rule: 'submission.text', code, params, source })
}

function refuse(code: string, params: Readonly<Record<string, string | number>>): Result<never> {
  return refused([fault(code, params)])
}
