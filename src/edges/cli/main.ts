// The command line: finds the command, prints what it says, ends with its exit code.
import { realpathSync } from 'node:fs'
import { exitCodes, type Command, type ExitCode, type Terminal } from './command.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { checkCommand } from './check.ts'
import { explainCommand } from './explain.ts'
import { fileCommand } from './file.ts'
import { importCommand } from './import.ts'
import { judgeCommand } from './judge.ts'
import { queryCommand } from './query.ts'
import { readCommand } from './read.ts'
import { receiptsCommand } from './receipts.ts'
import { recomputeCommand } from './recompute.ts'
import { rulesCommand } from './rules.ts'
import { serveCommand } from './serve.ts'
import { simulateCommand } from './simulate.ts'
import { verifyCommand } from './verify.ts'
import { workbookCommand } from './workbook.ts'

const commands: readonly Command[] = [serveCommand, fileCommand, workbookCommand, explainCommand, judgeCommand, readCommand, receiptsCommand, simulateCommand, importCommand, queryCommand, recomputeCommand, checkCommand, verifyCommand, rulesCommand]

/** Runs one command; errors that a person can act on become one sentence, anything else is a bug and is thrown. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...args] = argv
  const command = commands.find((each) => each.name === name)
  if (command === undefined) {
    const isHelp = name === undefined || name === '--help' || name === 'help'
    if (!isHelp) terminal.warn(`lingding has no command '${name}'.`)
    ;(isHelp ? terminal.print : terminal.warn)(usage())
    return isHelp ? exitCodes.done : exitCodes.usage
  }
  if (args.includes('--help')) {
    terminal.print(`lingding ${command.name} ${command.usage}\n${command.summary}`)
    return exitCodes.done
  }
  try {
    return await command.run(args, terminal)
  } catch (error) {
    if (error instanceof WrongUsage) {
      if (args.includes('--json')) terminal.print(JSON.stringify({ error: error.message }, null, 2))
      terminal.warn(`${error.message}\nusage: lingding ${command.name} ${command.usage}`)
      return exitCodes.usage
    }
    if (isEnvironment(error)) {
      if (args.includes('--json')) terminal.print(JSON.stringify({ error: error.message }, null, 2))
      terminal.warn(error.message)
      return exitCodes.environment
    }
    throw error
  }
}

function usage(): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  lingding ${command.name.padEnd(width)}  ${command.summary}`)
  return ['lingding: one shipment entered once, every filing', '', ...lines, '', 'lingding COMMAND --help tells more. Every command takes --json.'].join('\n')
}

/**
 * Failures of the world outside: our own, the operating system's (ENOENT), PostgreSQL's (57P03) and those of the adapters
 * (journal_unavailable). Node's own ERR_ codes are bugs.
 */
const environmentCode = /^(E(?!RR_)[A-Z0-9]+|[0-9A-Z]{5}|[a-z]+(_[a-z]+)+)$/

function isEnvironment(error: unknown): error is Error {
  if (error instanceof EnvironmentFailed) return true
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && environmentCode.test(error.code)
}

if (process.argv[1] !== undefined && /(lingding(\.js)?|main\.js)$/.test(realpathSync(process.argv[1]))) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : exitCodes.environment))
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    print: (text) => process.stdout.write(`${text}\n`),
    warn: (text) => process.stderr.write(`${text}\n`),
    environment: process.env,
  })
}
