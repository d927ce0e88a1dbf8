// Rows that are the objects of one list in a JSON answer (`{"data": [{…}, {…}]}`). The list is read object by object, numbers
// keep their digits, and an answer of any size needs the room of one object. Values are flat: a text, a number, true, false, null.
import { maxRecordBytes, type Cells, type RecordCutter } from './cells.ts'
import { decodeText, encodeUtf8 } from '../../../base/text-codec.ts'

const [quote, backslash, open, close, openList, closeList, comma, colon] = [34, 92, 123, 125, 91, 93, 44, 58]

/** `columns` are the keys that are looked for, in small letters; keys that stand nowhere there are passed over. */
export function listedObjects(columns: readonly string[]): RecordCutter {
  const known = new Map(columns.map((column, index) => [column, index]))
  /** What was found for the n-th key of an object: the next object nearly always has the same. */
  const guesses: { readonly bytes: Uint8Array; readonly column: number }[] = []
  const columnOf = (bytes: Uint8Array, from: number, to: number, nth: number): number => {
    const guess = guesses[nth]
    if (guess !== undefined && isSame(guess.bytes, bytes, from, to)) return guess.column
    const key = decodeText(bytes.subarray(from, to), 'utf-8')
    const column = key.kind === 'text' ? (known.get(key.text.toLowerCase()) ?? -1) : -1
    if (nth < 256) guesses[nth] = { bytes: bytes.slice(from, to), column }
    return column
  }
  let isEnded = false
  const next: RecordCutter['next'] = (bytes, from, end, isLast, cells) => {
    let at = from
    while (at < end && (isSpace(bytes[at]) || bytes[at] === comma)) at += 1
    cells.bytes = bytes
    isEnded ||= bytes[at] === closeList && at < end
    if (isEnded) {
      cells.kind = 'end'
      return end
    }
    if (at >= end) {
      cells.kind = 'partial'
      return isLast ? end : -1
    }
    const to = bytes[at] === open ? objectEnd(bytes, at, end) : -2
    if (to === -1 && !isLast && end - at <= maxRecordBytes) return -1
    if (to < 0) {
      // Nothing after this place can be told apart: the list ends here.
      isEnded = true
      cells.fault(to === -1 && end - at > maxRecordBytes ? 'statistics_row_long' : 'statistics_json_cut')
      return end
    }
    cells.count = columns.length
    cells.from.fill(at, 0, columns.length)
    cells.to.fill(at, 0, columns.length)
    cells.kind = 'cells'
    readMembers(bytes, at + 1, to - 1, cells, columnOf)
    return to
  }
  return { next, isCutOff: () => !isEnded }
}

/** Where the first object of the list called `name` may begin: the place after its `[`; -1 where there is no such list in the head of the answer. */
export function listStart(text: string, names: readonly string[]): number {
  for (const name of names) {
    const found = new RegExp(`"${name}"\\s*:\\s*\\[`).exec(text)
    if (found !== null) return encodeUtf8(text.slice(0, found.index + found[0].length)).length
  }
  return -1
}

/** The place after the brace that closes the object at `from`; -1 where it is not there yet. */
function objectEnd(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at]
    if (byte === quote) {
      at = textEnd(bytes, at + 1, end)
      if (at < 0) return -1
    } else if (byte === open) depth += 1
    else if (byte === close) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}

/** The place of the closing quote. */
function textEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at]
    if (byte === backslash) at += 1
    else if (byte === quote) return at
  }
  return -1
}

function readMembers(bytes: Uint8Array, from: number, end: number, cells: Cells, columnOf: (bytes: Uint8Array, from: number, to: number, nth: number) => number): void {
  let at = from
  for (let nth = 0; ; nth += 1) {
    while (at < end && (isSpace(bytes[at]) || bytes[at] === comma)) at += 1
    if (at >= end) return
    const keyEnd = bytes[at] === quote ? textEnd(bytes, at + 1, end) : -1
    if (keyEnd < 0) return cells.fault('statistics_json_object')
    const column = columnOf(bytes, at + 1, keyEnd, nth)
    at = keyEnd + 1
    while (at < end && isSpace(bytes[at])) at += 1
    if (bytes[at] !== colon) return cells.fault('statistics_json_object')
    at += 1
    while (at < end && isSpace(bytes[at])) at += 1
    const isText = bytes[at] === quote
    const start = isText ? at + 1 : at
    const stop = isText ? textEnd(bytes, start, end) : bareEnd(bytes, start, end)
    if (stop < 0) return cells.fault('statistics_json_object')
    if (column >= 0) setCell(bytes, start, stop, isText, column, cells)
    at = isText ? stop + 1 : stop
  }
}

/** The end of a number or a word; -1 for an object or a list within. */
function bareEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] !== comma && !isSpace(bytes[at])) {
    if (bytes[at] === open || bytes[at] === openList) return -1
    at += 1
  }
  return at
}

function setCell(bytes: Uint8Array, from: number, to: number, isText: boolean, column: number, cells: Cells): void {
  const isNull = !isText && to - from === 4 && bytes[from] === 110
  cells.from[column] = from
  cells.to[column] = isNull ? from : isText && bytes.subarray(from, to).includes(backslash) ? unescaped(bytes, from, to) : to
}

/** Puts what the text means in its place, which is never longer. */
function unescaped(bytes: Uint8Array, from: number, to: number): number {
  const text = decodeText(bytes.subarray(from, to), 'utf-8')
  if (text.kind !== 'text') return to
  const plain = encodeUtf8(text.text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code?: string, letter?: string) => (code === undefined ? (escapes[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)))))
  if (plain.length > to - from) return to
  bytes.set(plain, from)
  return from + plain.length
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9
}

function isSame(a: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (a.length !== to - from) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== bytes[from + at]) return false
  return true
}
