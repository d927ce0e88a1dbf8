// `lingding serve`: the platform on embedded engines, until SIGINT or SIGTERM.
import { listen } from '../http/listen.ts'
import { exchangeFolder, openPlatform } from '../compose.ts'
import { WrongUsage } from '../failure.ts'
import { identitySettings } from '../identity/settings.ts'
import { threadsForFiling } from '../workers/filing-threads.ts'
import { problemLine, startWorkers } from '../workers/start-workers.ts'
import { exitCodes, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: '[--port 8080] [--host 127.0.0.1] [--data DIR] [--no-simulators] [--seed 1] [--speed 60] [--json]',
  summary: 'the platform on embedded engines, http://localhost:8080',
  run: runServe,
}

async function runServe(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = {
    port: { type: 'string', default: '8080' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: '.lingding' },
    'no-simulators': { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '60' },
  } as const
  const args = readArguments(argv, options, [])
  const port = Number(textOption(args, 'port'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new WrongUsage(`--port is a number from 0 to 65535, not '${textOption(args, 'port')}'`)
  const databaseUrl = terminal.environment['DATABASE_URL']
  const stopped = signalled()
  const identity = identitySettings(terminal.environment)
  const host = textOption(args, 'host') ?? '127.0.0.1'
  if (identity.hasSamples && !isLoopback(host)) terminal.warn(openDoorWarning)
  const dataFolder = textOption(args, 'data') ?? '.lingding'
  // Where people sign in for real, nobody plays customs.
  const isSimulated = identity.hasSamples && args.values['no-simulators'] !== true
  const [seed, speed] = [Number(textOption(args, 'seed')), Number(textOption(args, 'speed'))]
  if (!Number.isInteger(seed) || seed < 0 || !(speed > 0)) throw new WrongUsage('--seed is a whole number, --speed a number above 0: 1 as in life, 60 makes a minute a second')
  const onProblem = (name: string, error: unknown, failures?: number): void => {
    const line = problemLine(name, error, failures)
    if (line !== undefined) terminal.warn(line)
  }
  const platform = await openPlatform({ dataFolder, identity, isSimulated, filingThreads: threadsForFiling(), onProblem, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const simulators = { root: exchangeFolder(dataFolder), seed, speed }
  const workers = await startWorkers(platform, { onProblem, ...(isSimulated ? { simulators } : {}) })
  try {
    const server = await listen(platform, port, host)
    terminal.print(args.values['json'] === true ? JSON.stringify({ address: server.address }) : `Lingding is at ${server.address}`)
    await platform.webhooks.start()
    await stopped
    // First, so that nobody who waits for an answer holds up the end.
    await platform.webhooks.close()
    await server.close()
  } finally {
    await workers.close()
    await platform.close()
  }
  return exitCodes.done
}

const openDoorWarning =
  'Sample accounts are on: whoever reaches this address may sign in as any of them, the operator too. For real use set LINGDING_OIDC_ISSUER, or LINGDING_SAMPLES=off.'

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
