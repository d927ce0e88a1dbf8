// The rig's processes: one server, eight submitters, started from this same program.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { openServerFolder, runningServer } from '../../src/adapters/postgres/embedded/server-folder.ts'
import { killTree } from './processes.ts'
import { submit } from './wire.ts'

export interface FleetOptions {
  /** The database is here. */
  readonly folder: string
  /** Acknowledgements and the signing key are here, out of reach of a power cut. */
  readonly outside: string
  readonly isUnsafe?: boolean
}

export const submitters = 8
const probePollMs = 5
/** P13: back within a minute. */
const restartLimitMs = 60_000
const main = process.argv[1] ?? ''

export class Fleet {
  readonly #options: FleetOptions
  readonly port: number
  #server: ChildProcess
  #submitters: readonly ChildProcess[] = []
  #probes = 0

  private constructor(options: FleetOptions, port: number) {
    this.#options = options
    this.port = port
    this.#server = this.#startServer()
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options, await freePort())
    await fleet.untilAnswering()
    return fleet
  }

  get keyFile(): string {
    return join(this.#options.outside, 'signing-key.pem')
  }

  startSubmitters(round: string): void {
    this.#submitters = Array.from({ length: submitters }, (_, at) => {
      const name = `${round}-${at}`
      return this.#spawn('submitter', name, String(this.port), join(this.#options.outside, `${name}.acknowledged`))
    })
  }

  /** Each ends after its last answer. */
  async endSubmitters(): Promise<void> {
    await Promise.all(this.#submitters.map((each) => end(each, 'SIGTERM')))
  }

  killServer(): void {
    this.#server.kill('SIGKILL')
  }

  restartServer(): void {
    this.#server = this.#startServer()
  }

  killDatabase(): void {
    const pid = this.databasePid()
    if (pid !== undefined) killTree(pid)
  }

  databasePid(): number | undefined {
    return runningServer(openServerFolder(join(this.#options.folder, 'postgres')))?.pid
  }

  get serverPid(): number {
    return this.#server.pid ?? 0
  }

  /** Kills everything at once, without a word. */
  async killAll(): Promise<void> {
    for (const each of [...this.#submitters, this.#server]) each.kill('SIGKILL')
    this.killDatabase()
    await Promise.all([...this.#submitters, this.#server].map(ended))
  }

  stop(): Promise<void> {
    return end(this.#server, 'SIGTERM')
  }

  /** Milliseconds until a submission of its own is answered. */
  async untilAnswering(): Promise<number> {
    const from = performance.now()
    const key = `probe-${process.pid}-${(this.#probes += 1)}`
    while ((await submit(this.port, key)) === undefined) {
      if (performance.now() - from > restartLimitMs) throw new Error('the server was not back within a minute')
      if (this.#server.exitCode !== null) throw new Error('the server ended by itself')
      await after(probePollMs)
    }
    return performance.now() - from
  }

  #startServer(): ChildProcess {
    const { folder, isUnsafe } = this.#options
    return this.#spawn('server', folder, this.keyFile, String(this.port), isUnsafe === true ? 'unsafe' : 'durable')
  }

  #spawn(...words: readonly string[]): ChildProcess {
    return spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'inherit', 'inherit'] })
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await ended(child)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}
