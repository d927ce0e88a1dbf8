// Reads a draft from the text of a YAML or JSON file and remembers where each value stands, so that `explain` can say
// "entered at line 12". Bounded: text length, nesting, and no aliases (they can blow a small file up).
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import { issue, type Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { isDraftObject, type DraftObject, type DraftValue } from './draft.ts'

export const maxDraftCharacters = 4_000_000
export const maxDraftDepth = 16

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
  const depth = nestingOf(text)
  if (depth > maxDraftDepth * 4) return refuse('text_too_deep', { depth, max: maxDraftDepth })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', uniqueKeys: true, maxAliasCount: 0, strict: true } as object)
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

/** Deepest run of open brackets; brackets inside quoted text count too, which only makes the bound stricter. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index)
    if (character === 0x5b || character === 0x7b) deepest = Math.max(deepest, (depth += 1))
    else if ((character === 0x5d || character === 0x7d) && depth > 0) depth -= 1
  }
  return deepest
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
