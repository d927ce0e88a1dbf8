// `lingding verify [CHECKPOINT …]`: re-hashes the journal and replays it; a checkpoint kept from earlier shows any change
// since, by whomever. `lingding verify RECEIPT [FILE …]`: checks a receipt alone, without journal and network.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { viewIssues } from '../../app/shipment-view.ts'
import { openPlatform } from '../compose.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { readInput } from '../shipment-file.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { issueLines } from './printing.ts'
import { checkReceipt, openedReceipt } from './verify-receipt.ts'

const maxFiles = 100
const maxCheckpointBytes = 10_000

export const verifyCommand: Command = {
  name: 'verify',
  usage: '[CHECKPOINT …] [--data DIR] [--language L] [--json]\n       lingding verify RECEIPT [FILE …] [--key KEY] [--language L] [--json]',
  summary: 're-hashes the journal, also against CHECKPOINT files kept from earlier; or checks a RECEIPT and its files, offline',
  run: runVerify,
}

async function runVerify(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const names = Array.from({ length: maxFiles }, () => 'FILE')
  const args = readArguments(argv, { data: { type: 'string', default: '.lingding' }, key: { type: 'string' } }, names, maxFiles)
  const [first, ...files] = args.positionals
  const opened = first === undefined ? undefined : await openedReceipt(first)
  if (opened !== undefined) return checkReceipt(opened, files, args, terminal)
  if (args.values['key'] !== undefined) throw new WrongUsage('--key goes with a receipt')
  const notes = await Promise.all(args.positionals.map(async (path) => new TextDecoder().decode(await readInput(path, maxCheckpointBytes))))
  const databaseUrl = terminal.environment['DATABASE_URL']
  const dataFolder = textOption(args, 'data') ?? '.lingding'
  if (databaseUrl === undefined && !existsSync(join(dataFolder, 'postgres'))) throw new EnvironmentFailed(`There is no journal in ${dataFolder}.`)
  const platform = await openPlatform({ dataFolder, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  try {
    const { faults, faultCount, heads, ...counts } = await platform.verify(notes)
    const rendered = viewIssues(faults, platform.knowledge, languageOf(args, terminal))
    if (args.values['json'] === true) {
      const roots = heads.map(({ origin, size, root }) => ({ origin, size, root: Buffer.from(root).toString('base64') }))
      terminal.print(JSON.stringify({ ...counts, faultCount, heads: roots, faults: rendered }, null, 2))
    } else {
      for (const { origin, size, root } of heads) terminal.print(`${origin}  ${size} entries  root ${Buffer.from(root).toString('base64')}`)
      const { chains, entries, documents, checkpoints, projections } = counts
      terminal.print(`${chains} chains, ${entries} entries, ${documents} documents, ${checkpoints} checkpoints, ${projections} read models: ${faultCount === 0 ? 'all as written' : `${faultCount} faults`}`)
      if (faultCount > 0) terminal.print(rendered.flatMap(issueLines).join('\n'))
    }
    return faultCount === 0 ? exitCodes.done : exitCodes.refused
  } finally {
    await platform.close()
  }
}
