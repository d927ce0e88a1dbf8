// PostgreSQL 18 from npm, run as a child on a folder of its own: a real server, durable settings, data checksums. It
// listens on 127.0.0.1 on a free port, with a password that only the folder's owner can read.
//
// The first process on a folder owns the server and stops it when it closes. A second process attaches to it and leaves
// it alone. When the owner was killed the server runs on, and the next process takes it over; when the server was
// killed, `revive` starts it again on the same port. Not for folders that two machines or containers share.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'
import { binariesFor, type Binaries } from './binaries.ts'
import { EmbeddedPostgresError, useOwnServer } from './embedded-error.ts'
import {
  becomeOwner,
  disownPidFile,
  isAlive,
  openServerFolder,
  readPassword,
  runningServer,
  whileStarting,
  type RunningServer,
  type ServerFolder,
} from './server-folder.ts'

export interface EmbeddedOptions {
  /** Made when it is not there, `.lingding/postgres`. */
  readonly folder: string
  /** Server settings over the durable ones; only the kill rig's negative control has reason to. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedServer {
  /** For `pg` and DATABASE_URL; holds the password. */
  readonly url: string
  readonly dataFolder: string
  /** False when another living process owns the server. */
  readonly isOwner: () => boolean
  readonly pid: () => number
  /** Starts the server again on the same port if it is gone. */
  readonly revive: () => Promise<void>
  /** Fast shutdown by the owner; nothing by others. */
  readonly stop: () => Promise<void>
}

const login = 'lingding'
const database = 'postgres'
const majorVersion = '18'
const readyPollMs = 10
const connectLimitMs = 5_000
/** SQLSTATE invalid_password. */
const wrongPassword = '28P01'
/** Recovery after a crash replays at most max_wal_size; the promise is 60 s. */
const readyLimitMs = 120_000
const stopLimitMs = 30_000
const startAttempts = 100
const startRetryMs = 100
const maxLogBytes = 10_000_000

const durableSettings: Readonly<Record<string, string>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // On macOS plain fsync leaves the data in the cache of the drive (PostgreSQL 18, section 28.1).
  ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),
  max_connections: '50',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  log_min_messages: 'warning',
  timezone: 'UTC',
}

/** Starts, attaches to or takes over the server of the folder. Throws EmbeddedPostgresError when that cannot work. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = openServerFolder(options.folder)
  const settings = { ...durableSettings, ...options.settings }
  const password = readPassword(folder)
  let server = await whileStarting(folder, () => attachOrStart(folder, password, settings, undefined))
  let isOwner = becomeOwner(folder)
  let reviving: Promise<void> | undefined

  const revive = async (): Promise<void> => {
    if (isAlive(server.pid) && runningServer(folder)?.port === server.port) return
    server = await whileStarting(folder, () => attachOrStart(folder, password, settings, server.port))
    isOwner = becomeOwner(folder)
  }
  return {
    url: urlOf(server.port, password),
    dataFolder: folder.data,
    isOwner: () => isOwner,
    pid: () => server.pid,
    revive: () => {
      reviving ??= revive().finally(() => {
        reviving = undefined
      })
      return reviving
    },
    stop: async () => {
      if (!isOwner) return
      await stopServer(runningServer(folder)?.pid ?? server.pid)
      rmSync(join(folder.base, 'owner'), { force: true })
    },
  }
}

async function attachOrStart(
  folder: ServerFolder,
  password: string,
  settings: Readonly<Record<string, string>>,
  fixedPort: number | undefined,
): Promise<RunningServer> {
  const running = runningServer(folder)
  const attached = running === undefined ? undefined : await untilReady(folder, running.pid, password)
  if (attached !== undefined) return attached
  const binaries = binariesFor(folder.user, folder.base)
  if (!existsSync(folder.data)) createCluster(folder, binaries, password)
  requireVersion(folder)
  for (let attempt = 1; ; attempt += 1) {
    disownPidFile(folder)
    const port = fixedPort ?? (await freePort())
    const logFrom = logSize(folder)
    const pid = launch(folder, binaries, port, settings)
    const started = await untilReady(folder, pid, password)
    if (started !== undefined) return started
    const said = readFileSync(folder.log).subarray(logFrom).toString('utf8').trim()
    // After kill -9 the old server's children need a moment to end; a port can be taken between asking and using it.
    const isPassing = /shared memory block|lock file|[Aa]ddress already in use|could not (bind|create)/.test(said)
    if (!isPassing || attempt >= startAttempts) {
      const remedy = `Look into ${folder.log}. ${useOwnServer}`
      throw new EmbeddedPostgresError(`The server on ${folder.data} ended while starting: ${said.slice(-2000)}`, remedy)
    }
    await after(startRetryMs)
  }
}

/** initdb into a folder beside, renamed when it is whole, so that a half-made cluster is never started. */
function createCluster(folder: ServerFolder, binaries: Binaries, password: string): void {
  const [fresh, passwordFile] = [join(folder.base, 'data.new'), join(folder.base, 'password.new')]
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (folder.user !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, folder.user.uid, folder.user.gid)
  const made = spawnSync(
    binaries.initdb,
    // The built-in C.UTF-8 provider sorts by code point, the same on every machine and in every release.
    ['-D', fresh, '-U', login, '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums']
      .concat(['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
    { cwd: folder.base, env: serverEnvironment(), encoding: 'utf8', ...folder.user },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    const why = `The database could not be created in ${folder.data}: ${made.error?.message ?? made.stderr.trim()}`
    throw new EmbeddedPostgresError(why, `Check that the folder can be written and has space. ${useOwnServer}`)
  }
  renameSync(fresh, folder.data)
}

function requireVersion(folder: ServerFolder): void {
  const found = readVersion(folder)
  if (found === majorVersion) return
  const why = `${folder.data} holds a database of PostgreSQL ${found || '(unreadable)'}, and this is PostgreSQL ${majorVersion}.`
  throw new EmbeddedPostgresError(why, `Move it with the tools of its own version, or start on another folder. ${useOwnServer}`)
}

function readVersion({ data }: ServerFolder): string {
  try {
    return readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  } catch {
    return ''
  }
}

/** In a process group of its own, so that Ctrl-C reaches us first and we close in order. */
function launch(folder: ServerFolder, binaries: Binaries, port: number, settings: Readonly<Record<string, string>>): number {
  const log = openSync(folder.log, 'a', 0o600)
  const fixed = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const flags = Object.entries({ ...settings, ...fixed }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(binaries.postgres, ['-D', folder.data, ...flags], {
    cwd: folder.base,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
    ...folder.user,
  })
  closeSync(log)
  child.on('error', () => {
    // Shows as a process that is not alive; the log has nothing to add.
  })
  child.unref()
  return child.pid ?? 0
}

/** The server once it takes connections; undefined when its process has ended. */
async function untilReady(folder: ServerFolder, pid: number, password: string): Promise<RunningServer | undefined> {
  for (let waitedMs = 0; waitedMs < readyLimitMs; waitedMs += readyPollMs) {
    if (!isAlive(pid)) return undefined
    const running = runningServer(folder)
    if (running?.pid === pid && running.isReady) {
      await requirePassword(running, password)
      return running
    }
    await after(readyPollMs)
  }
  throw new EmbeddedPostgresError(`The server on ${folder.data} does not get ready.`, `Look into ${folder.log}. ${useOwnServer}`)
}

/** Connects once, so that a password file of another folder is found now and not by the first who writes. */
async function requirePassword({ port }: RunningServer, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: connectLimitMs })
  client.on('error', () => {
    // The query below reports it.
  })
  try {
    await client.connect()
  } catch (error) {
    if ((error as { readonly code?: string }).code !== wrongPassword) return
    throw new EmbeddedPostgresError(`The server on port ${port} does not take the password of this folder.`, useOwnServer)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(pid) && waitedMs < stopLimitMs; waitedMs += readyPollMs) await after(readyPollMs)
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function logSize({ log }: ServerFolder): number {
  if (!existsSync(log)) return 0
  const { size } = statSync(log)
  if (size <= maxLogBytes) return size
  renameSync(log, `${log}.1`)
  return 0
}

function urlOf(port: number, password: string): string {
  return `postgres://${login}:${password}@127.0.0.1:${port}/${database}`
}

function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
