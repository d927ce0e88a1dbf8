// What an import says of itself: the same object for the command line, for `--json` and for whoever shows it.
import type { IssueParams } from '../../../base/issue.ts'
import type { Language } from '../../../base/language.ts'
import { renderMessage, type Messages } from '../../../base/message.ts'
import { Dictionary, formatOf, inspectFile, observationAt, readRecords, rowReader, type FileDigest, type Observation, type RawFormat, type RawSettings, type RawSource, type RawTools, type RowFault, type Settled } from '../../../domain/statistics/index.ts'
import type { RawFile } from './raw-store.ts'

export interface FaultView {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly reason: string
  readonly fix: string
}

export function viewFault({ row, column, code, params }: RowFault, messages: Messages, language: Language): FaultView {
  const told: IssueParams = { row, column, ...params }
  return { row, column, code, reason: renderMessage(code, told, messages, language), fix: messages.has(`${code}.fix`) ? renderMessage(`${code}.fix`, told, messages, language) : '' }
}

/** The first rows as they would be read, before anything is imported. */
export interface Preview {
  readonly format: RawFormat
  readonly columns: readonly string[]
  readonly ignored: readonly string[]
  readonly settled: readonly Settled[]
  readonly observations: readonly Observation[]
  readonly faults: readonly RowFault[]
}

export async function preview(file: RawFile, source: RawSource, settings: RawSettings, tools: RawTools, rows: number): Promise<Preview | { readonly format: RawFormat; readonly columns: readonly string[] }> {
  const format = formatOf(file.head, tools)
  const inspected = inspectFile(source, file.head, settings, tools)
  if (!inspected.ok) return { format, columns: [] }
  const { plan, start, cutter, settled, ignored } = inspected.value
  const dictionary = new Dictionary()
  const chunks = only(file.head.bytes.subarray(start.offset))
  for await (const { batch } of readRecords({ chunks, start, cutter: cutter(), reader: rowReader(plan, dictionary) })) {
    const observations = Array.from({ length: Math.min(rows, batch.size) }, (_, at) => observationAt(batch, at, dictionary, file.digest))
    const lastWhole = observations.at(-1)?.row ?? rows
    return { format, columns: plan.columns, ignored, settled, observations, faults: batch.faults.filter((fault) => fault.row <= Math.max(lastWhole, start.row + rows)).slice(0, rows) }
  }
  return { format, columns: plan.columns, ignored, settled, observations: [], faults: [] }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

/** Money and quantities as texts, since JSON has no integers of that size. */
export function viewObservation(observation: Observation, file: FileDigest): object {
  const { valueMinor, netWeightGrams, quantities, ...rest } = observation
  return {
    ...rest,
    file,
    ...(valueMinor === undefined ? {} : { valueMinor: String(valueMinor) }),
    ...(netWeightGrams === undefined ? {} : { netWeightGrams: String(netWeightGrams) }),
    quantities: quantities.map(({ thousandths, unit }) => ({ thousandths: String(thousandths), unit })),
  }
}
