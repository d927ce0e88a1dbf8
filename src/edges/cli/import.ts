// `lingding import`: a raw statistics file into the table of observations, or a look at what would be read.
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { importRaw, type ImportOutcome } from '../../app/statistics/import/import-raw.ts'
import { preview, viewFault, viewObservation } from '../../app/statistics/import/import-view.ts'
import { importPolicies, isImportPolicy, type RawFile } from '../../app/statistics/import/raw-store.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { formatDecimal, trimDecimal } from '../../base/decimal.ts'
import type { Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { isFlow, monthsOf, proposedMapping, rawSources, rawTablesFrom, readTableMapping, type RawSettings, type RawSource, type RawTools, type TableMapping } from '../../domain/statistics/index.ts'
import { loadKnowledge, openRawStore } from '../compose.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { exitCodes, languageOf, readArguments, textOption, type Arguments, type Command, type ExitCode, type Terminal } from './command.ts'
import { table } from './printing.ts'

export const importCommand: Command = {
  name: 'import',
  usage: `SOURCE FILE — SOURCE is ${rawSources.join(', ')} — [--flow export|import] [--period 2023|202301|202301-202306] [--policy all-or-none|good-rows] [--mapping FILE | --accept] [--preview] [--replace] [--data DIR] [--language L] [--json]`,
  summary: 'raw trade statistics: a file of the mainland query, of UN Comtrade, of Hong Kong, or any table',
  run: runImport,
}

const options = {
  flow: { type: 'string' },
  period: { type: 'string' },
  policy: { type: 'string', default: 'all-or-none' },
  mapping: { type: 'string' },
  accept: { type: 'boolean' },
  preview: { type: 'boolean' },
  replace: { type: 'boolean' },
  data: { type: 'string', default: '.lingding' },
} as const

const rowsShown = 5
const faultsShown = 20

interface Asked {
  readonly source: RawSource
  readonly args: Arguments
  readonly terminal: Terminal
  readonly knowledge: Knowledge
  readonly tools: RawTools
  readonly language: Language
  readonly isJson: boolean
}

async function runImport(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, options, ['SOURCE', 'FILE'])
  const [asSource = '', path = ''] = args.positionals
  const source = rawSources.find((each) => each === asSource)
  if (source === undefined) throw new WrongUsage(`SOURCE is one of ${rawSources.join(', ')}, not '${asSource}'`)
  const { knowledge } = loadKnowledge()
  const tools = { book: knowledge.book, tables: rawTablesFrom(knowledge.rows) }
  const asked: Asked = { source, args, terminal, knowledge, tools, language: languageOf(args, terminal), isJson: args.values['json'] === true }
  const settings = settingsOf(args)
  const policy = textOption(args, 'policy') ?? ''
  if (!isImportPolicy(policy)) throw new WrongUsage(`--policy is ${importPolicies.join(' or ')}`)
  const mapping = await mappingOf(args)
  const store = await openRawStore(join(textOption(args, 'data') ?? '.lingding', 'statistics'))
  const outcomes: object[] = []
  let exit: ExitCode = exitCodes.done
  const received = await store.receive(path)
  if (!received.ok) {
    outcomes.push(sayIssues(basename(path), received.issues, asked))
    exit = exitCodes.refused
  }
  for (const file of received.ok ? received.value : []) {
    const accepted = args.values['accept'] === true ? proposedMapping(file.head, tools) : undefined
    const given = mapping ?? accepted
    const told: RawSettings = { ...settings, ...(given === undefined ? {} : { mapping: given }) }
    if (args.values['preview'] === true) {
      outcomes.push(await showPreview(file, told, asked))
      continue
    }
    const onProgress = progressOf(file, asked)
    const outcome = await importRaw(file, { source, settings: told, policy, isReplaced: args.values['replace'] === true }, { ...tools, store, onProgress })
    outcomes.push(await report(file, outcome, told, asked))
    if (outcome.kind !== 'published') exit = exitCodes.refused
  }
  if (asked.isJson) terminal.print(JSON.stringify({ imports: outcomes }, null, 2))
  return exit
}

function settingsOf(args: Arguments): RawSettings {
  const [flow, period] = [textOption(args, 'flow'), textOption(args, 'period')]
  if (flow !== undefined && !isFlow(flow)) throw new WrongUsage(`--flow is import or export, not '${flow}'`)
  if (period !== undefined && monthsOf(period) === undefined) throw new WrongUsage(`--period is a year (2023), a month (202301) or months (202301-202306), not '${period}'`)
  return { ...(flow === undefined ? {} : { flow }), ...(period === undefined ? {} : { period }) }
}

async function mappingOf(args: Arguments): Promise<TableMapping | undefined> {
  const path = textOption(args, 'mapping')
  if (path === undefined) return undefined
  const text = await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(new EnvironmentFailed(`cannot read ${path}: ${String(error)}`)))
  const mapping = readTableMapping(parsed(text))
  if (mapping === undefined) throw new WrongUsage(`${path} is no mapping; begin with the one that is proposed without it`)
  return mapping
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Every tenth of a large file. */
function progressOf(file: RawFile, { terminal, isJson }: Asked): (done: number, of: number) => void {
  let told = 0
  return (done, of) => {
    const tenth = Math.floor((done * 10) / Math.max(of, 1))
    if (isJson || tenth <= told || tenth >= 10) return
    told = tenth
    terminal.warn(`${file.name}: ${tenth}0 %`)
  }
}

async function showPreview(file: RawFile, told: RawSettings, asked: Asked): Promise<object> {
  const { source, terminal, tools, isJson } = asked
  const shown = await preview(file, source, told, tools, rowsShown)
  if (isJson) return 'observations' in shown ? { file: file.name, ...shown, observations: shown.observations.map((each) => viewObservation(each, file.digest)) } : { file: file.name, ...shown }
  terminal.print(`${file.name}: ${shown.format}, ${file.bytes} bytes`)
  if (!('observations' in shown)) {
    terminal.print('More is to be said before it can be read; import it without --preview to see what.')
    return {}
  }
  for (const { what, value, from } of shown.settled) terminal.print(`${what}: ${value} (${from})`)
  if (shown.ignored.length > 0) terminal.print(`not read: ${shown.ignored.join(', ')}`)
  const rows = shown.observations.map(({ row, months, flow, place, partner, goods, currency, valueMinor, quantities }) => [
    String(row), `${months.first}-${months.last}`, flow, `${place.geography} ${place.code}`, `${partner.codeSet} ${partner.code} ${partner.iso3 ?? ''}`, `${goods.edition} ${goods.code}`, currency, valueMinor === undefined ? '' : scaled(valueMinor, 2), quantities.map((each) => `${scaled(each.thousandths, 3)} ${each.unit}`).join(' '),
  ])
  terminal.print(table([['row', 'months', 'flow', 'place', 'partner', 'goods', 'currency', 'value', 'quantities'], ...rows]).join('\n'))
  printFaults(shown.faults.map((fault) => viewFault(fault, asked.knowledge.messages, asked.language)), shown.faults.length, asked)
  return {}
}

async function report(file: RawFile, outcome: ImportOutcome, told: RawSettings, asked: Asked): Promise<object> {
  const { terminal, knowledge, language, isJson, source, tools } = asked
  if (outcome.kind === 'not-begun') {
    const proposed = source === 'table' && told.mapping === undefined ? { proposedMapping: proposedMapping(file.head, tools) } : {}
    const said = sayIssues(file.name, outcome.issues, asked)
    if (isJson) return { ...said, ...proposed }
    if (proposed.proposedMapping !== undefined) terminal.print(`proposed mapping, for --accept, or for a file that --mapping names:\n${JSON.stringify(proposed.proposedMapping, null, 2)}`)
    return {}
  }
  const { record, isRepeated, published } = outcome
  const faults = outcome.faults.map((fault) => viewFault(fault, knowledge.messages, language))
  if (isJson) return { file: file.name, state: outcome.kind, isRepeated, id: record.id, format: record.format, policy: record.policy, settled: record.settled, ignored: record.ignored, counts: record.counts, faults, ...(published === undefined ? {} : { table: published }) }
  for (const { what, value, from } of record.settled) terminal.print(`${what}: ${value} (${from})`)
  if (record.ignored.length > 0) terminal.print(`not read: ${record.ignored.join(', ')}`)
  printFaults(faults, record.counts.bad, asked)
  const { rows, good, bad, leftOut, observations, rounded } = record.counts
  const counted: readonly (readonly [string, number])[] = [['rows', rows], ['good', good], ['bad', bad], ['left out', leftOut], ['observations', observations], ['rounded', rounded]]
  terminal.print(table(counted.map(([name, count]) => [name, String(count)])).join('\n'))
  terminal.print(sentenceOf(outcome, file))
  return {}
}

function sayIssues(name: string, found: readonly Issue[], { terminal, knowledge, language, isJson }: Asked): object {
  const issues = viewIssues(found, knowledge, language)
  if (isJson) return { file: name, state: 'not-begun', issues }
  terminal.print(`${name}:`)
  for (const { reason, fix, rule } of issues) terminal.print(`${reason}  [${rule}]${fix === '' ? '' : `\n    → ${fix}`}`)
  return {}
}

function sentenceOf({ kind, record, isRepeated, published }: Exclude<ImportOutcome, { readonly kind: 'not-begun' }>, file: RawFile): string {
  if (kind === 'refused') return record.counts.bad > 0 ? `${file.name} is not in: ${record.counts.bad} rows are bad. --policy good-rows takes the others.` : `${file.name} is not in: no row of it is an observation.`
  if (isRepeated) return `${file.name} was in already (${record.id.slice(0, 12)}); nothing changed.`
  return `${file.name} is in (${record.id.slice(0, 12)}): ${published?.observations ?? 0} observations of ${published?.imports ?? 0} files in ${published?.path ?? ''}.`
}

function scaled(units: bigint, scale: number): string {
  return formatDecimal(trimDecimal({ units, scale }))
}

function printFaults(faults: readonly ReturnType<typeof viewFault>[], count: number, { terminal }: Asked): void {
  for (const { row, reason, fix, code } of faults.slice(0, faultsShown)) terminal.print(`row ${row}  ${reason}  [${code}]${fix === '' ? '' : `\n    → ${fix}`}`)
  if (count > faultsShown && faults.length > faultsShown) terminal.print(`… and more: ${count} rows are bad; --json tells the first ${faults.length} faults.`)
}
