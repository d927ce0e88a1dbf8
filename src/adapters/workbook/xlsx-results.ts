// The same workbook with a column beside the rows: every other byte of the sheets' XML stays as it was, and every other part
// is copied. Only `spans` (a hint that would be wrong now) and `dimension` go.
import type { FileHandle } from 'node:fs/promises'
import type { ResultColumn } from '../../app/ports.ts'
import { columnIndex, columnName } from '../../domain/submission/index.ts'
import { readWorkbookParts } from './workbook-parts.ts'
import { decoded, xmlFeed } from './xml-events.ts'
import { contentOf, packedBytes, readParts } from './zip-file.ts'
import { writeParts, type PartSource } from './zip-writing.ts'

export async function* xlsxWithResults(file: FileHandle, columns: readonly ResultColumn[]): AsyncGenerator<Buffer, void> {
  const parts = await readParts(file)
  const { sheets } = await readWorkbookParts(file, parts)
  const byPart = new Map(columns.flatMap((column) => (sheets[column.sheet] === undefined ? [] : [[sheets[column.sheet]?.part.name, column] as const])))
  const sources = [...parts.values()].map((part): PartSource => {
    const column = byPart.get(part.name)
    if (column === undefined) return { kind: 'copy', part, packed: () => packedBytes(file, part) }
    return { kind: 'pack', name: part.name, content: () => sheetWithColumn(decoded(contentOf(file, part), part.name), part.name, column) }
  })
  yield* writeParts(sources)
}

/** What changes in the text of the sheet: from `start` to `end` stands the result of the row, or nothing. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly row?: number
}

/** Exported for its own test: text of a sheet in, text of the same sheet with the column out. */
export async function* sheetWithColumn(texts: AsyncIterable<string>, part: string, { column, textOf }: ResultColumn): AsyncGenerator<Buffer, void> {
  const edits: Edit[] = []
  const state = { text: '', from: 0, safe: 0 }
  const feed = xmlFeed(part, editing(column, state, edits))
  for await (const text of texts) {
    state.text += text
    feed.write(text)
    yield Buffer.from(await applied(state, edits, column, textOf))
  }
  feed.end()
  state.safe = state.from + state.text.length
  yield Buffer.from(await applied(state, edits, column, textOf))
}

interface Held {
  /** What was read and is not written yet; it begins at `from` of the whole. */
  text: string
  from: number
  /** Up to here everything is known. */
  safe: number
}

function editing(column: number, held: Held, edits: Edit[]): Parameters<typeof xmlFeed>[1] {
  let [row, current, isPut] = [0, -1, false]
  let dropFrom: number | undefined
  const startOf = (mark: string, end: number): number => held.from + held.text.lastIndexOf(mark, end - held.from - 1)
  return {
    open: (name, attributes, end) => {
      const start = startOf('<', end)
      if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
        ;[current, isPut] = [-1, false]
        const spans = /\sspans="[^"]*"/.exec(held.text.slice(start - held.from, end - held.from))
        if (spans !== null) edits.push({ start: start + spans.index, end: start + spans.index + spans[0].length })
      }
      if (name === 'dimension') dropFrom = start
      if (name === 'c') {
        const written = attributes['r']
        current = written === undefined ? current + 1 : (columnIndex(/^[A-Z]+/.exec(written)?.[0] ?? '') ?? current + 1)
        if (current === column) dropFrom = start
        if (current >= column && !isPut) {
          edits.push({ start, end: start, row })
          isPut = true
        }
      }
      held.safe = dropFrom ?? end
    },
    text: () => undefined,
    close: (name, end) => {
      if (dropFrom !== undefined && (name === 'dimension' || (name === 'c' && current === column))) {
        edits.push({ start: dropFrom, end })
        dropFrom = undefined
      }
      if (name === 'row' && !isPut) {
        const start = startOf('<', end)
        // A row without any cell closes itself and has nothing to say.
        if (held.text[start - held.from + 1] === '/') edits.push({ start, end: start, row })
        isPut = true
      }
      held.safe = dropFrom ?? end
    },
  }
}

async function applied(held: Held, edits: Edit[], column: number, textOf: ResultColumn['textOf']): Promise<string> {
  let [out, at] = ['', held.from]
  for (const { start, end, row } of edits) {
    out += held.text.slice(at - held.from, start - held.from)
    if (row !== undefined) out += resultCell(column, row, await textOf(row))
    at = end
  }
  edits.length = 0
  if (held.safe > at) out += held.text.slice(at - held.from, held.safe - held.from)
  const done = Math.max(at, held.safe)
  held.text = held.text.slice(done - held.from)
  held.from = done
  return out
}

function resultCell(column: number, row: number, text: string | undefined): string {
  if (text === undefined || text === '') return ''
  return `<c r="${columnName(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Text of XML without the characters that XML cannot hold. */
export function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is left out here
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
