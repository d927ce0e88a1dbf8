// What the tests of raw statistics share: the tools, a file in memory, and the observations that a file makes.
import { createHash } from 'node:crypto'
import type { RawFile } from '../../src/app/ports.ts'
import { Dictionary, headBytes, inspectFile, noRows, observationAt, parseFileDigest, rawTablesFrom, readRecords, rowReader, type Observation, type RawSettings, type RawSource, type RowCounts, type RowFault } from '../../src/domain/statistics/index.ts'
import { knowledge } from '../knowledge.ts'

export const rawTools = { book: knowledge.book, tables: rawTablesFrom(knowledge.rows) }

export function fileOf(name: string, content: string | Uint8Array, pieceBytes = 65_536): RawFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const digest = parseFileDigest(createHash('sha256').update(bytes).digest('hex'))
  if (digest === undefined) throw new Error('a digest is 64 digits')
  async function* chunks(from: number): AsyncGenerator<Uint8Array, void> {
    // Readers may change what they are given.
    for (let at = from; at < bytes.length; at += pieceBytes) yield bytes.slice(at, at + pieceBytes)
  }
  return { name, digest, bytes: bytes.length, head: { name, bytes: bytes.slice(0, headBytes) }, chunks }
}

export interface Read {
  readonly observations: readonly Observation[]
  readonly faults: readonly RowFault[]
  readonly counts: RowCounts
  /** Codes of what keeps the file from being read. */
  readonly refused: readonly string[]
}

export async function readAll(file: RawFile, source: RawSource, told: RawSettings = {}): Promise<Read> {
  const inspected = inspectFile(source, file.head, told, rawTools)
  if (!inspected.ok) return { observations: [], faults: [], counts: noRows, refused: inspected.issues.map((issue) => issue.code) }
  const { plan, start, cutter } = inspected.value
  const dictionary = new Dictionary()
  const [observations, faults]: [Observation[], RowFault[]] = [[], []]
  let counts: RowCounts = noRows
  for await (const { batch } of readRecords({ chunks: file.chunks(start.offset), start, cutter: cutter(), reader: rowReader(plan, dictionary) })) {
    for (let at = 0; at < batch.size; at += 1) observations.push(observationAt(batch, at, dictionary, file.digest))
    faults.push(...batch.faults)
    counts = { ...batch.counts }
  }
  return { observations, faults, counts, refused: [] }
}
