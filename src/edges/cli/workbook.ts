// `lingding workbook`: a template to fill in, and workbooks of many shipments checked or filed, with the same use cases as
// the platform. The workbook comes back with a column that says row by row what came of it.
import { createWriteStream, createReadStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isPolicy, policies, type ImportRecord, type Policy } from '../../app/bulk/import-record.ts'
import { viewImport, viewMapping } from '../../app/bulk/import-view.ts'
import { readMapping } from '../../app/bulk/read-mapping.ts'
import { bulkColumns, templateContent } from '../../app/bulk/template.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { dateIn } from '../../base/instant.ts'
import type { Language } from '../../base/language.ts'
import type { WorkbookMapping } from '../../domain/submission/index.ts'
import { loadKnowledge, now, openPlatform, writeWorkbook } from '../compose.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { openBulkRun, type BulkRun } from '../bulk-run.ts'
import { exitCodes, languageOf, readArguments, textOption, type Arguments, type Command, type ExitCode, type Terminal } from './command.ts'
import { issueLines, table } from './printing.ts'

export const workbookCommand: Command = {
  name: 'workbook',
  usage: 'template --out FILE | check FILE [--result FILE] | file FILE --policy all-or-none|good-rows --out DIR [--keep] [--data DIR] — [--accept | --mapping FILE] [--profiles FILE] [--language L] [--json]',
  summary: 'many shipments in one .xlsx or .csv: a template to fill in, a check of every row, or every filing of the good ones',
  run: runWorkbook,
}

interface Asked {
  readonly args: Arguments
  readonly terminal: Terminal
  readonly knowledge: Knowledge
  readonly language: Language
  readonly isJson: boolean
}

const options = {
  out: { type: 'string' },
  result: { type: 'string' },
  policy: { type: 'string' },
  mapping: { type: 'string' },
  accept: { type: 'boolean' },
  profiles: { type: 'string' },
  keep: { type: 'boolean' },
  data: { type: 'string', default: '.lingding' },
} as const

async function runWorkbook(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, options, ['WHAT', 'FILE'], 1)
  const [what, file] = args.positionals
  const asked = { args, terminal, knowledge: loadKnowledge().knowledge, language: languageOf(args, terminal), isJson: args.values['json'] === true }
  if (what === 'template') return writeTemplate(asked)
  if (what !== 'check' && what !== 'file') throw new WrongUsage(`workbook takes template, check or file, not '${what}'`)
  if (file === undefined) throw new WrongUsage('FILE is missing')
  return what === 'check' ? checkWorkbook(file, asked) : fileWorkbook(file, asked)
}

async function writeTemplate({ args, terminal, knowledge, language, isJson }: Asked): Promise<ExitCode> {
  const out = textOption(args, 'out')
  if (out === undefined) throw new WrongUsage('--out FILE is missing')
  await writing(out, () => writeFile(out, writeWorkbook(templateContent(knowledge, language, dateIn('Asia/Hong_Kong', now())))))
  terminal.print(isJson ? JSON.stringify({ path: out }) : `A template to fill in is at ${out}.`)
  return exitCodes.done
}

async function checkWorkbook(file: string, asked: Asked): Promise<ExitCode> {
  const run = await opened(file, asked)
  try {
    const record = await run.read(await mappingOf(asked))
    if (record.state !== 'judging') return notRead(record, asked)
    const judged = await run.judge()
    await writeResult(run, textOption(asked.args, 'result'), asked)
    report(judged, asked)
    return judged.counts.bad === 0 && judged.counts.good > 0 ? exitCodes.done : exitCodes.refused
  } finally {
    await run.close()
  }
}

async function fileWorkbook(file: string, asked: Asked): Promise<ExitCode> {
  const { args, terminal } = asked
  const [policy, out] = [policyOf(args), textOption(args, 'out')]
  if (out === undefined) throw new WrongUsage('--out DIR is missing: the filings and the workbook with its results go there')
  const databaseUrl = terminal.environment['DATABASE_URL']
  const run = await opened(file, asked)
  try {
    const record = await run.read(await mappingOf(asked))
    if (record.state !== 'judging') return notRead(record, asked)
    const judged = await run.judge()
    if ((policy === 'all-or-none' && judged.counts.bad > 0) || judged.counts.good === 0) {
      await writeResult(run, resultPath(out, file, record), asked)
      report(judged, asked)
      return exitCodes.refused
    }
    const dataFolder = textOption(args, 'data') ?? '.lingding'
    const platform = args.values['keep'] === true ? await openPlatform({ dataFolder, ...(databaseUrl === undefined ? {} : { databaseUrl }) }) : undefined
    try {
      const filed = await run.file(out, platform)
      await writeResult(run, resultPath(out, file, record), asked)
      report({ ...filed, policy }, asked)
      return filed.counts.bad === 0 ? exitCodes.done : exitCodes.refused
    } finally {
      await platform?.close()
    }
  } finally {
    await run.close()
  }
}

function opened(file: string, { args, terminal, knowledge, isJson }: Asked): Promise<BulkRun> {
  const note = isJson ? () => undefined : (text: string) => terminal.warn(text)
  return openBulkRun(file, bytesOf(file), { knowledge, profiles: textOption(args, 'profiles'), note })
}

/** Opened when it is read, so that what is wrong with it is told to whoever reads. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) yield chunk
}

function policyOf(args: Arguments): Policy {
  const policy = textOption(args, 'policy') ?? ''
  if (!isPolicy(policy)) throw new WrongUsage(`--policy is ${policies.join(' or ')}`)
  return policy
}

type Mapped = WorkbookMapping | 'as proposed' | 'if certain'

async function mappingOf({ args }: Asked): Promise<Mapped> {
  const path = textOption(args, 'mapping')
  if (path === undefined) return args.values['accept'] === true ? 'as proposed' : 'if certain'
  const text = await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(new EnvironmentFailed(`cannot read ${path}: ${String(error)}`)))
  const mapping = readMapping(text)
  if (mapping === undefined) throw new WrongUsage(`${path} is no mapping: {"sheets": [{"sheet": 0, "firstRow": 2, "columns": [{"column": "A", "path": "reference"}]}], "constants": {}}`)
  return mapping
}

/** The file cannot be read, or its columns have to be confirmed first. */
function notRead(record: ImportRecord, { terminal, knowledge, language, isJson }: Asked): ExitCode {
  const issues = viewIssues(record.issues, knowledge, language)
  if (isJson) {
    terminal.print(JSON.stringify(viewImport(record, bulkColumns(knowledge), knowledge, language), null, 2))
    return exitCodes.refused
  }
  const columns = viewImport(record, bulkColumns(knowledge), knowledge, language).sheets.flatMap((sheet) => sheet.columns.map(({ column, head, path, label }) => [sheet.name, column, head, path, label]))
  if (columns.length > 0) terminal.print([...table([['sheet', 'column', 'head', 'field', ''], ...columns]), ''].join('\n'))
  if (issues.length > 0) terminal.print(issues.flatMap(issueLines).join('\n'))
  if (record.state === 'mapping') terminal.print(`The columns are to be confirmed: --accept takes what is proposed; or give --mapping FILE, beginning from\n${JSON.stringify(viewMapping(record.mapping))}`)
  return exitCodes.refused
}

function report(record: ImportRecord, { terminal, knowledge, language, isJson }: Asked): void {
  const view = viewImport(record, bulkColumns(knowledge), knowledge, language)
  if (isJson) {
    terminal.print(JSON.stringify(view, null, 2))
    return
  }
  for (const { sheet, cell, reference, reason, fix, rule } of view.problems) terminal.print(`${sheet}!${cell}  ${reference}  ${reason}\n    → ${fix}  [${rule}]`)
  const counted: readonly (readonly [string, number])[] = [['rows', view.rows], ['left out', view.leftOut], ['shipments', view.progress.total], ['good', view.good], ['to mend', view.bad], ['filed', view.filed], ['filed before', view.filedBefore]]
  terminal.print(table(counted.map(([name, count]) => [name, String(count)])).join('\n'))
}

async function writeResult(run: BulkRun, path: string | undefined, { language }: Asked): Promise<void> {
  if (path !== undefined) await writing(path, async () => pipeline(await run.result(language), createWriteStream(path)))
}

function resultPath(out: string, file: string, { kind }: ImportRecord): string {
  return join(out, `${basename(file).replace(/\.(xlsx|xlsm|csv|txt)$/i, '')}-lingding.${kind}`)
}

async function writing(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await mkdir(join(path, '..'), { recursive: true })
    await write()
  } catch (error) {
    throw new EnvironmentFailed(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
