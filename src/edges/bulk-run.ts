// One workbook from its first row to its filings without a platform around it: the use cases of imports, one after the
// other, in a folder that goes away at the end. For the command line and the benchmark.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { noCounts, noMapping, type ImportRecord } from '../app/bulk/import-record.ts'
import { readWorkbook } from '../app/bulk/read-workbook.ts'
import { resultColumns } from '../app/bulk/result-column.ts'
import { filing, judging, type WorkTools } from '../app/bulk/shipment-work.ts'
import { bulkColumns } from '../app/bulk/template.ts'
import { workThrough, type ShipmentGiven, type Verdict, type WorkProgress } from '../app/bulk/work-through.ts'
import { filingFiles } from '../app/filing-files.ts'
import type { Knowledge } from '../app/knowledge.ts'
import type { ImportFiles, Spool } from '../app/ports.ts'
import { prepareShipment } from '../app/prepare-shipment.ts'
import { keptFiles, openDossier, type KeptFile } from '../app/shipment/dossier.ts'
import { ownPlatform } from '../app/shipment/in-whose-name.ts'
import { hasError } from '../base/issue.ts'
import type { Language } from '../base/language.ts'
import { localOrganisation } from '../domain/access/index.ts'
import { mappingIssues, type ColumnTable, type Profiles, type WorkbookMapping } from '../domain/submission/index.ts'
import { examplesFolder, hashOf, hashText, now, openImportFolder, type Platform } from './compose.ts'
import { EnvironmentFailed } from './failure.ts'
import { readProfiles } from './profiles-file.ts'

export interface BulkRun {
  /** At `judging` when its columns are known, else at `mapping` or `refused`. */
  readonly read: (mapping: WorkbookMapping | 'as proposed' | 'if certain') => Promise<ImportRecord>
  readonly judge: () => Promise<ImportRecord>
  /** Writes the filings of every good shipment into a folder of its id: sheets for people are called the same in all; with a platform they are kept in its journal first. */
  readonly file: (out: string, platform: Platform | undefined) => Promise<ImportRecord>
  readonly result: (language: Language) => Promise<AsyncGenerator<Uint8Array, void>>
  readonly close: () => Promise<void>
}

export interface BulkRunOptions {
  readonly knowledge: Knowledge
  readonly profiles?: string | undefined
  readonly note: (text: string) => void
}

const id = '0'.repeat(16)
const noteEvery = 1_000

export async function openBulkRun(name: string, content: AsyncIterable<Uint8Array>, { knowledge, profiles: profilesFile, note }: BulkRunOptions): Promise<BulkRun> {
  const folder = await mkdtemp(join(tmpdir(), 'lingding-workbook-'))
  const files = openImportFolder(folder)
  const table = bulkColumns(knowledge)
  const received = await files.receive(content).catch((error: NodeJS.ErrnoException) => Promise.reject(error.code === 'ENOENT' ? new EnvironmentFailed(`There is no file ${name}.`) : error))
  await received.keep(id)
  let record: ImportRecord = {
    id, name, bytes: received.bytes, createdBy: '', createdAt: now(), state: 'reading', kind: 'xlsx', is1904: false, sheets: [], fingerprint: '',
    mapping: noMapping, mappedBy: 'nobody', counts: noCounts, problems: [], issues: [],
  }
  const profiles = await savedProfiles(name, profilesFile)
  const tools: WorkTools = { knowledge, clock: now, hashOf, hashText, profiles, standing: ownPlatform }
  const through = async (work: (given: ShipmentGiven) => Promise<Verdict>, state: 'judged' | 'done'): Promise<ImportRecord> => {
    const progress: WorkProgress = { counts: { ...noCounts, rows: record.counts.rows }, problems: [] }
    await withSpools(files, async (rows, results) => {
      let steps = 0
      for await (const step of workThrough({ record, table, rows, results, together: 1, work }, progress)) {
        if (step === 'wait') throw new EnvironmentFailed('the journal takes nothing now; try again: what was filed is not filed twice')
        steps += 1
        if (steps % noteEvery === 0) note(`${progress.counts.done} of ${progress.counts.shipments} shipments`)
      }
    })
    record = { ...record, ...progress, state }
    return record
  }
  return {
    read: async (mapping) => {
      record = await readInto(record, files, table, mapping, note)
      return record
    },
    judge: () => through(judging(tools), 'judged'),
    file: (out, platform) => through(platform === undefined ? writingFilings(tools, out) : keeping(tools, out, platform, hashText(received.digest).slice(0, 32)), 'done'),
    result: async (language) => {
      const results = await files.spool(id, 'results', false)
      if (results === undefined) throw new Error('results come after judging')
      return closing(results, files.withResults(id, await resultColumns(record, results, knowledge, language)))
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function readInto(record: ImportRecord, files: ImportFiles, table: ColumnTable, asked: WorkbookMapping | 'as proposed' | 'if certain', note: (text: string) => void): Promise<ImportRecord> {
  const opened = await files.open(id)
  if (!opened.ok) return { ...record, state: 'refused', issues: opened.issues }
  const rows = await files.spool(id, 'rows', true)
  try {
    if (rows === undefined) throw new Error('a new spool is there')
    const progress = { rows: 0 }
    const reading = readWorkbook(opened.value, rows, table, progress)
    let next = await reading.next()
    for (let noted = 0; next.done !== true; next = await reading.next()) {
      if (progress.rows < noted + 10 * noteEvery) continue
      noted = progress.rows
      note(`${noted} rows`)
    }
    if (!next.value.ok) return { ...record, state: 'refused', issues: next.value.issues }
    const { sheets, proposal } = next.value.value
    const mapping = typeof asked === 'string' ? proposal.mapping : asked
    const issues = mappingIssues(mapping, table)
    const isKnown = issues.length === 0 && (asked !== 'if certain' || proposal.isCertain)
    const { kind, is1904 } = opened.value
    return { ...record, state: isKnown ? 'judging' : 'mapping', kind, is1904, sheets, mapping, mappedBy: proposal.isCertain ? 'paths' : 'person', counts: { ...noCounts, rows: progress.rows }, issues }
  } finally {
    await rows?.close()
    await opened.value.close()
  }
}

async function withSpools(files: ImportFiles, use: (rows: Spool, results: Spool) => Promise<void>): Promise<void> {
  const [rows, results] = [await files.spool(id, 'rows', false), await files.spool(id, 'results', true)]
  try {
    if (rows === undefined || results === undefined) throw new Error('the workbook is read first')
    await use(rows, results)
  } finally {
    await rows?.close()
    await results?.close()
  }
}

async function* closing(results: Spool, content: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* content
  } finally {
    await results.close()
  }
}

/** Those of a file; for a sample shipment the samples too. */
async function savedProfiles(workbook: string, file: string | undefined): Promise<WorkTools['profiles']> {
  const own = await readProfiles(file ?? join(dirname(workbook), 'profiles.yaml'), file !== undefined)
  const samples = await readProfiles(join(examplesFolder, 'profiles.yaml'), false)
  const both: Profiles = new Map([...samples, ...own])
  return (isSample) => Promise.resolve(isSample ? both : own)
}

/** As `lingding file --out` does with one, in a folder for each. */
function writingFilings(tools: WorkTools, out: string): (given: ShipmentGiven) => Promise<Verdict> {
  const judge = judging(tools)
  return async (given) => {
    const verdict = await judge(given)
    if (verdict.kind !== 'good') return verdict
    const saved = await tools.profiles(given.draft['isSample'] === 'true', given.draft)
    const preparation = prepareShipment({ draft: given.draft, profiles: new Map([...saved, ...given.profiles]), now: now(), administrations: tools.standing.administrations, hashText }, tools.knowledge)
    if (preparation.kind === 'unreadable' || hasError(preparation.shipment.issues)) return { kind: 'bad', issues: verdict.issues }
    await writeAll(filingFiles(preparation.shipment, tools.knowledge), join(out, preparation.shipment.id))
    return { ...verdict, kind: 'filed', shipment: preparation.shipment.id }
  }
}

function keeping(tools: WorkTools, out: string, { journal, register, ruleSet }: Platform, importId: string): (given: ShipmentGiven) => Promise<Verdict> {
  const organisation = localOrganisation
  const file = filing({ ...tools, kept: { organisation, register, journal }, journal, organisation, actor: 'command line', ruleSet, importId })
  return async (given) => {
    const verdict = await file(given)
    if ((verdict.kind !== 'filed' && verdict.kind !== 'filed-before') || verdict.shipment === undefined) return verdict
    const filed = await register.find({ kind: 'own', organisation }, organisation, verdict.shipment)
    const dossier = filed === undefined ? undefined : await journal.document(filed.chain, organisation, filed.document)
    if (filed !== undefined && dossier !== undefined) await writeAll(keptFiles(filed, openDossier(dossier.bytes)), join(out, filed.id))
    return verdict
  }
}

async function writeAll(files: readonly KeptFile[], out: string): Promise<void> {
  for (const { folder, name, bytes } of files) {
    const path = join(out, folder, name)
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
    } catch (error) {
      throw new EnvironmentFailed(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}
