// `lingding file SHIPMENT`: one submission, every filing, written where the channels want it; prints what was keyed.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileShipment } from '../../app/shipment/file-shipment.ts'
import { keptFiles, openDossier, type KeptFile } from '../../app/shipment/dossier.ts'
import { filingFiles } from '../../app/filing-files.ts'
import { exchangeFiles } from '../../app/message-formats.ts'
import { printedFiles } from '../../app/printed-filing.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { ownPlatform } from '../../app/shipment/in-whose-name.ts'
import { viewIssues, viewShipment } from '../../app/shipment-view.ts'
import type { Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { localOrganisation } from '../../domain/access/index.ts'
import type { CountView, ShipmentView } from '../../domain/declaration/index.ts'
import { hashOf, loadKnowledge, openPlatform } from '../compose.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { EnvironmentFailed } from '../failure.ts'
import { issueLines, table } from './printing.ts'
import { openShipment, type ShipmentFile } from '../shipment-file.ts'

export const fileCommand: Command = {
  name: 'file',
  usage: 'SHIPMENT [--out DIR] [--print] [--exchange] [--keep] [--data DIR] [--profiles FILE] [--on DATE] [--language L] [--json]',
  summary: 'makes every filing of a shipment, with issues and count; --print adds pages to print, --exchange WCO XML and CUSDEC, --keep records it in the journal',
  run: runFile,
}

/** Paths named in one line. */
const maxListed = 5

interface Written {
  readonly customs: string
  readonly kind: string
  readonly path: string
}

interface Kept {
  readonly id: string
  readonly number: number
  readonly chain: string
  readonly position: number
}

async function runFile(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = {
    out: { type: 'string' },
    print: { type: 'boolean' },
    exchange: { type: 'boolean' },
    keep: { type: 'boolean' },
    data: { type: 'string', default: '.lingding' },
    profiles: { type: 'string' },
    on: { type: 'string' },
  } as const
  const args = readArguments(argv, options, ['SHIPMENT'])
  const language = languageOf(args, terminal)
  const isJson = args.values['json'] === true
  const { knowledge } = loadKnowledge()
  const opened = await openShipment(args.positionals[0] ?? '', { profiles: textOption(args, 'profiles'), on: textOption(args, 'on') }, knowledge)
  if (opened.kind === 'unreadable') return refuse(opened.issues, knowledge, language, isJson, terminal)
  const { shipment, file } = opened
  const view = viewShipment(shipment, knowledge, language)
  // What was kept before is answered first: its time windows may have closed since.
  const kept = args.values['keep'] === true ? await keep(file, textOption(args, 'data') ?? '.lingding', terminal) : undefined
  if (kept !== undefined && 'issues' in kept) return refuse(kept.issues, knowledge, language, isJson, terminal)
  if (kept === undefined && !shipment.isAcceptable) {
    terminal.print(isJson ? JSON.stringify({ filings: [], count: view.count, countWithUnverified: view.countWithUnverified, issues: view.issues }, null, 2) : refusalText(view))
    return exitCodes.refused
  }
  const exchange = args.values['exchange'] === true ? exchangeFiles(shipment, knowledge) : { files: [], issues: [] }
  const printed = args.values['print'] === true ? printedFiles(shipment, knowledge, language) : []
  const out = textOption(args, 'out')
  const written = await writeAll([...(kept?.files ?? filingFiles(shipment, knowledge)), ...printed, ...exchange.files], out)
  if (isJson) {
    const { count, countWithUnverified, hongKongCharge } = view
    const issues = [...view.issues, ...viewIssues(exchange.issues, knowledge, language)]
    terminal.print(JSON.stringify({ filings: written, count, countWithUnverified, issues, hongKongCharge, kept: kept?.entry }, null, 2))
  } else {
    terminal.print(doneText(view, written, out, kept?.entry))
    if (exchange.issues.length > 0) terminal.print(`\n${exchange.issues.length} values have no place in the exchange files; --json lists them.`)
  }
  return exitCodes.done
}

function refuse(issues: readonly Issue[], knowledge: Knowledge, language: Language, isJson: boolean, terminal: Terminal): ExitCode {
  const rendered = viewIssues(issues, knowledge, language)
  terminal.print(isJson ? JSON.stringify({ filings: [], issues: rendered }, null, 2) : rendered.flatMap(issueLines).join('\n'))
  return exitCodes.refused
}

async function writeAll(files: readonly KeptFile[], out: string | undefined): Promise<readonly Written[]> {
  return Promise.all(
    files.map(async (file) => {
      const path = join(out ?? '', file.folder, file.name)
      if (out !== undefined) {
        try {
          await mkdir(dirname(path), { recursive: true })
          await writeFile(path, file.bytes)
        } catch (error) {
          throw new EnvironmentFailed(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
        }
      }
      return { customs: file.customs, kind: file.kind, path }
    }),
  )
}

type Keeping = { readonly entry: Kept; readonly files: readonly KeptFile[] } | { readonly issues: readonly Issue[] }

/** The key is the content: the same file again gives the first answer, and the files of then are written once more. */
async function keep(file: ShipmentFile, dataFolder: string, terminal: Terminal): Promise<Keeping> {
  const databaseUrl = terminal.environment['DATABASE_URL']
  const platform = await openPlatform({ dataFolder, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  try {
    const sha256 = hashOf(file.bytes)
    const done = await fileShipment(
      {
        organisation: localOrganisation,
        standing: ownPlatform,
        actor: 'command line',
        idempotencyKey: `command-line-${sha256}`,
        received: { bytes: file.bytes, sha256 },
        input: file.input,
        ruleSet: platform.ruleSet,
      },
      { knowledge: platform.knowledge, journal: platform.journal, hashOf },
    )
    if (!done.ok) return { issues: done.issues }
    const { filed } = done.value
    const { id, number, chain, position, organisation, document } = filed
    const dossier = await platform.journal.document(chain, organisation, document)
    return { entry: { id, number, chain, position }, files: dossier === undefined ? [] : keptFiles(filed, openDossier(dossier.bytes)) }
  } finally {
    await platform.close()
  }
}

function refusalText(view: ShipmentView): string {
  const errors = view.issues.filter((each) => each.severity === 'error').length
  return [...view.issues.flatMap(issueLines), '', `Nothing was filed: ${errors} to mend.`].join('\n')
}

function doneText(view: ShipmentView, written: readonly Written[], out: string | undefined, kept: Kept | undefined): string {
  const lines = [`${view.reference}${view.isSample ? '  (sample data)' : ''}  ${view.direction}, ${view.counterpart}, judged on ${view.judgedOn}`, '']
  lines.push(...table([['customs', 'filing', out === undefined ? 'file (name only: give --out DIR to write it)' : 'file'], ...written.map(({ customs, kind, path }) => [customs, kind, path])]), '')
  lines.push(...countLines(view.count, view.countWithUnverified), '')
  lines.push(...keyedLines(view), '')
  if (view.hongKongCharge !== undefined) {
    const { form, valueHkd, totalHkd, reasons } = view.hongKongCharge
    lines.push(`Hong Kong form ${form}, value HKD ${valueHkd}, charge HKD ${totalHkd}: ${reasons.join('; ')}`, '')
  }
  if (view.issues.length > 0) lines.push(...view.issues.flatMap(issueLines), '')
  if (kept !== undefined) lines.push(`Kept in the journal: number ${kept.number}, ${kept.chain} position ${kept.position}, id ${kept.id}`)
  return lines.join('\n').trimEnd()
}

function countLines(verified: CountView, all: CountView): readonly string[] {
  const filings = [...new Set([...Object.keys(verified.byFiling), ...Object.keys(all.byFiling)])]
  const row = (name: string, pick: (count: CountView) => string | number): string[] => [name, String(pick(verified)), String(pick(all))]
  const rows = table([
    ['items', 'verified', 'with unverified'],
    ...filings.map((filing) => row(`  asked by ${filing}`, (count) => count.byFiling[filing] ?? 0)),
    row('asked in all', (count) => count.asked),
    row('distinct', (count) => count.distinct),
    row('saved', (count) => `${count.saved} (${count.savedPercent}%)`),
    row('later filings: asked', (count) => count.later),
    row('later filings: still new', (count) => `${count.stillNew} (cut ${count.cutInLaterPercent}%)`),
    row('keyed by hand', (count) => count.keyed),
    row('keyed for the receiving side', (count) => count.keyedReceivingSide),
  ])
  return all.toConfirm.length === 0 ? rows : [...rows, `to confirm, typed for the receiving side alone: ${shortList(all.toConfirm)}`]
}

function shortList(paths: readonly string[]): string {
  const rest = paths.length - maxListed
  return `${paths.slice(0, maxListed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** Values by where they came from, over all filings. */
function keyedLines(view: ShipmentView): readonly string[] {
  const counts = new Map<string, number>()
  for (const filing of view.filings) {
    for (const group of filing.groups) for (const { origin } of group.elements) counts.set(origin.kind, (counts.get(origin.kind) ?? 0) + 1)
  }
  return table([['values in all filings', ''], ...[...counts].map(([kind, count]) => [`  ${kind}`, String(count)])])
}
