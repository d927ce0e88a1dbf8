// `lingding serve`: the platform on embedded engines, until SIGINT or SIGTERM.
import { listen } from '../http/listen.ts'
import { openPlatform } from '../compose.ts'
import { WrongUsage } from '../failure.ts'
import { exitCodes, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: '[--port 8080] [--host 127.0.0.1] [--data DIR] [--json]',
  summary: 'the platform on embedded engines, http://localhost:8080',
  run: runServe,
}

async function runServe(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = {
    port: { type: 'string', default: '8080' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: '.lingding' },
  } as const
  const args = readArguments(argv, options, [])
  const port = Number(textOption(args, 'port'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new WrongUsage(`--port is a number from 0 to 65535, not '${textOption(args, 'port')}'`)
  const databaseUrl = terminal.environment['DATABASE_URL']
  const stopped = signalled()
  const platform = await openPlatform({ dataFolder: textOption(args, 'data') ?? '.lingding', ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  try {
    const server = await listen(platform, port, textOption(args, 'host') ?? '127.0.0.1')
    terminal.print(args.values['json'] === true ? JSON.stringify({ address: server.address }) : `Lingding is at ${server.address}`)
    await stopped
    await server.close()
  } finally {
    await platform.close()
  }
  return exitCodes.done
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
