// The first line of a comma-separated file: names of columns, and where the rows begin.
import { encodeUtf8 } from '../../../../base/text-codec.ts'
import { Cells } from '../cells.ts'
import { splitLine } from '../lines.ts'
import { headText, type FileHead, type HeadText } from '../raw-file.ts'
import type { ReadPosition } from '../read-records.ts'

export interface Header extends HeadText {
  /** Without empty ones at the end. */
  readonly columns: readonly string[]
  readonly separator: number
  readonly start: ReadPosition
  /** Lines after the header, as text, as far as the head goes. */
  readonly lines: readonly string[]
}

/** Of those that cut as often the first: a comma stands in headings, too. */
const separators = ['\t', ';', ','] as const

export function headerOf(head: FileHead): Header | undefined {
  const text = headText(head.bytes)
  if (text === undefined) return undefined
  const [first = '', ...lines] = text.text.split(/\r?\n/)
  const separator = separators.reduce((best, each) => (first.split(each).length > first.split(best).length ? each : best))
  const columns = cellsOf(first, separator)
  while (columns.at(-1) === '') columns.pop()
  const lineEnd = head.bytes.indexOf(10)
  const offset = lineEnd < 0 ? head.bytes.length : lineEnd + 1
  return { ...text, columns, separator: separator.charCodeAt(0), start: { offset, row: 1 }, lines: lines.filter((line) => line !== '') }
}

/** The cells of a line as texts. */
export function cellsOf(line: string, separator: string): string[] {
  const cells = new Cells()
  const bytes = encodeUtf8(line)
  splitLine(bytes, 0, bytes.length, separator.charCodeAt(0), cells)
  if (cells.kind === 'fault') return []
  return Array.from({ length: cells.count }, (_, at) => decoder(bytes.subarray(cells.from[at], cells.to[at])))
}

function decoder(bytes: Uint8Array): string {
  return headText(bytes)?.text ?? ''
}
