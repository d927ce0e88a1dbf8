// Goes through the shipments of a workbook whose columns are known: finds the rows of each reference, puts them together,
// and has each judged or filed. In memory are the references with the places of their rows; the rows stay where they lie.
import type { Issue } from '../../base/issue.ts'
import { hasError } from '../../base/issue.ts'
import { rowReader, type AssembledShipment, type CellPlace, type ColumnTable, type DraftObject, type PlacedIssue, type PlacedRow, type Profiles, type RowReader } from '../../domain/submission/index.ts'
import type { Spool } from '../ports.ts'
import type { ImportCounts, ImportRecord, Problem } from './import-record.ts'
import type { Step } from './read-workbook.ts'
import { unpackRow } from './row-text.ts'

export type Outcome = 'good' | 'bad' | 'filed' | 'filed-before' | 'refused' | 'left-out' | 'profile'

/** What came of a shipment, or of a row that belongs to none. */
export interface Finding {
  readonly outcome: Outcome
  readonly reference: string
  /** Of a shipment that is filed. */
  readonly shipment?: string
  readonly rows: readonly (readonly [sheet: number, row: number])[]
  readonly issues: readonly PlacedIssue[]
}

export interface ShipmentGiven {
  readonly reference: string
  readonly draft: DraftObject
  /** Those that the workbook itself describes. */
  readonly profiles: Profiles
}

export type Verdict =
  | { readonly kind: 'good' | 'bad' | 'filed' | 'filed-before'; readonly issues: readonly Issue[]; readonly shipment?: string }
  /** Not now. */
  | { readonly kind: 'wait' }

export interface WorkGiven {
  readonly record: Pick<ImportRecord, 'sheets' | 'mapping' | 'is1904'>
  readonly table: ColumnTable
  readonly rows: Spool
  readonly results: Spool
  /** Shipments that are worked on at one time: what waits for a disk waits together. */
  readonly together: number
  /** Judges a shipment, or files it. */
  readonly work: (given: ShipmentGiven) => Promise<Verdict>
}

export interface WorkProgress {
  counts: ImportCounts
  problems: Problem[]
}

export const maxProblems = 100
const rowsPerStep = 100

interface Found {
  readonly references: ReadonlyMap<string, readonly number[]>
  readonly profiles: ReadonlyMap<string, DraftObject>
}

export async function* workThrough(given: WorkGiven, progress: WorkProgress): AsyncGenerator<Step, void> {
  const reader = rowReader(given.record.mapping, given.table, given.record.is1904)
  const { references, profiles } = yield* findRows(given, reader, progress)
  progress.counts = { ...progress.counts, shipments: references.size }
  for (const group of inGroups([...references], given.together)) {
    const assembled = []
    for (const [reference, places] of group) assembled.push(await assembledFrom(reference, places, given.rows, reader))
    const verdicts = await Promise.all(assembled.map((each) => verdictOf(each, profiles, given.work)))
    for (const [at, each] of assembled.entries()) {
      let verdict = verdicts[at] ?? { kind: 'wait' }
      for (; verdict.kind === 'wait'; verdict = await verdictOf(each, profiles, given.work)) yield 'wait'
      const { reference, rows, shipment } = each
      const issues = [...shipment.issues, ...verdict.issues.map((issue) => ({ place: shipment.placeOf(issue.path), issue }))]
      const filed = verdict.shipment === undefined ? {} : { shipment: verdict.shipment }
      await note(given.results, progress, { outcome: verdict.kind, reference, ...filed, rows: rows.map(({ sheet, row }) => [sheet, row] as const), issues })
    }
    yield 'worked'
  }
}

interface Assembled {
  readonly reference: string
  readonly rows: readonly PlacedRow[]
  readonly shipment: AssembledShipment
}

async function assembledFrom(reference: string, places: readonly number[], spool: Spool, reader: RowReader): Promise<Assembled> {
  const rows: PlacedRow[] = []
  for (const place of places) rows.push(unpackRow(await spool.read(place)))
  return { reference, rows, shipment: reader.assemble(reference, rows) }
}

/** What its rows already say is wrong is not asked again. */
async function verdictOf({ reference, shipment }: Assembled, profiles: Profiles, work: WorkGiven['work']): Promise<Verdict> {
  return hasError(shipment.issues.map((each) => each.issue)) ? { kind: 'bad', issues: [] } : work({ reference, draft: shipment.draft, profiles })
}

function* inGroups<T>(items: readonly T[], size: number): Generator<readonly T[], void> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

async function* findRows({ record, rows, results }: WorkGiven, reader: RowReader, progress: WorkProgress): AsyncGenerator<Step, Found> {
  const references = new Map<string, number[]>()
  const profiles = new Map<string, DraftObject>()
  let seen = 0
  for (const { sheet, firstRow } of record.mapping.sheets) {
    const { from, to } = record.sheets[sheet] ?? { from: 0, to: 0 }
    for await (const { place, text } of rows.entries(from, to)) {
      const row = unpackRow(text)
      seen += 1
      if (seen % rowsPerStep === 0) yield 'worked'
      if (row.row < firstRow) continue
      const meaning = reader.meaningOf(row)
      const own = { reference: '', rows: [[row.sheet, row.row] as const] }
      switch (meaning.kind) {
        case 'empty':
          break
        case 'left-out':
          await note(results, progress, { outcome: 'left-out', ...own, issues: [] })
          break
        case 'refused':
          await note(results, progress, { outcome: 'refused', ...own, issues: meaning.issues })
          break
        case 'profile':
          profiles.set(meaning.name, meaning.values)
          await note(results, progress, { outcome: meaning.issues.length > 0 ? 'refused' : 'profile', ...own, issues: meaning.issues })
          break
        case 'shipment': {
          const places = references.get(meaning.reference)
          if (places === undefined) references.set(meaning.reference, [place])
          else places.push(place)
        }
      }
    }
  }
  return { references, profiles }
}

async function note(results: Spool, progress: WorkProgress, finding: Finding): Promise<void> {
  const { outcome, reference, issues } = finding
  const { counts, problems } = progress
  const one = (isSo: boolean): number => (isSo ? 1 : 0)
  const isFiled = outcome === 'filed'
  progress.counts = {
    ...counts,
    leftOut: counts.leftOut + one(outcome === 'left-out'),
    done: counts.done + one(reference !== ''),
    good: counts.good + one(outcome === 'good' || isFiled || outcome === 'filed-before'),
    bad: counts.bad + one(outcome === 'bad' || outcome === 'refused'),
    filed: counts.filed + one(isFiled),
    filedBefore: counts.filedBefore + one(outcome === 'filed-before'),
  }
  for (const { place, issue } of issues) if (problems.length < maxProblems && issue.severity === 'error') problems.push({ place, reference, issue })
  await results.append(JSON.stringify(finding))
}

export function findingOf(text: string): Finding {
  return JSON.parse(text) as Finding
}

/** Key of a row among all rows of a workbook. */
export function rowKey({ sheet, row }: CellPlace): number {
  return sheet * 2 ** 21 + row
}
