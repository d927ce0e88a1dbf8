// The folder of the embedded server: where it is, who may enter it, and what its files say. In it lie `data` (the
// database), `password` (of the only login), `server.log`, `owner` (the process that stops the server when it closes),
// `starting` (held while a process starts the server) and, if needed, a copy of the programs.
import { createHash, randomBytes } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { join, resolve } from 'node:path'
import { EmbeddedPostgresError, useOwnServer } from './embedded-error.ts'
import { hasPermission, mayReach, serverUser, type ServerUser } from './server-user.ts'

export interface ServerFolder {
  readonly base: string
  readonly data: string
  readonly log: string
  readonly user: ServerUser | undefined
}

export interface RunningServer {
  readonly pid: number
  readonly port: number
  /** True once it takes connections. */
  readonly isReady: boolean
}

/** Where data goes when the folder asked for is behind one that the server's user may not enter, such as /root. */
const systemFolder = '/var/lib/lingding'
const lockRetryMs = 20
const lockLimitMs = 90_000
/** Above every process id that Linux or macOS gives out. */
const noProcess = 99_999_999

/** Makes the folder where the server's user can reach it; the place is told in `where` when it had to be another. */
export function openServerFolder(asked: string): ServerFolder {
  const folder = resolve(asked)
  mkdirSync(folder, { recursive: true })
  const user = serverUser(join(folder, 'data'))
  const base = user === undefined || canHold(folder, user) ? folder : elsewhere(folder, user)
  return { base, data: join(base, 'data'), log: join(base, 'server.log'), user: serverUser(join(base, 'data')) }
}

/** The password of the login, made at the first start. */
export function readPassword({ base }: ServerFolder): string {
  const file = join(base, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** The server that runs on this folder; undefined when none does, whatever a left-over postmaster.pid says. */
export function runningServer({ data }: ServerFolder): RunningServer | undefined {
  // Lines: process id, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = readLines(join(data, 'postmaster.pid'))
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!(pid > 0) || !(port > 0) || !isServerOf(pid, data)) return undefined
  return { pid, port, isReady: lines[7]?.trim() === 'ready' }
}

/**
 * After a crash another program may have got the process id in postmaster.pid, and PostgreSQL would not start. The file
 * stays, for PostgreSQL checks by it that no process of the old server still holds its memory; only the id is replaced.
 */
export function disownPidFile({ data }: ServerFolder): void {
  const file = join(data, 'postmaster.pid')
  const [pid, ...rest] = readLines(file)
  if (pid === undefined || !isAlive(Number(pid)) || isServerOf(Number(pid), data)) return
  writeFileSync(file, [String(noProcess), ...rest].join('\n'))
}

/** Makes this process the owner unless a living process is; true when it is. */
export function becomeOwner({ base }: ServerFolder): boolean {
  const file = join(base, 'owner')
  const owner = Number(readLines(file)[0] ?? 0)
  if (owner !== process.pid && isAlive(owner)) return false
  writeFileSync(file, `${process.pid}\n`)
  return true
}

/** Runs the step while no other process starts a server on this folder. */
export async function whileStarting<T>({ base }: ServerFolder, step: () => Promise<T>): Promise<T> {
  const file = join(base, 'starting')
  for (let waitedMs = 0; !takeLock(file); waitedMs += lockRetryMs) {
    const holder = Number(readLines(file)[0] ?? 0)
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true })
    if (waitedMs > lockLimitMs) {
      throw new EmbeddedPostgresError(`Process ${holder} has been starting a server on ${base} for too long.`, `End it, or remove ${file}. ${useOwnServer}`)
    }
    await after(lockRetryMs)
  }
  try {
    return await step()
  } finally {
    rmSync(file, { force: true })
  }
}

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`).split('\0').includes(data)
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(data)
}

function takeLock(file: string): boolean {
  try {
    const handle = openSync(file, 'wx')
    writeFileSync(handle, `${process.pid}\n`)
    closeSync(handle)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function canHold(folder: string, user: ServerUser): boolean {
  // The folder itself is ours to open a little; what lies above it is not.
  if (statSync(folder).uid === 0) chmodSync(folder, statSync(folder).mode | 0o011)
  return mayReach(join(folder, 'data'), user) && hasPermission(folder, user, 1)
}

function elsewhere(folder: string, user: ServerUser): string {
  const base = join(systemFolder, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  try {
    for (const made of [systemFolder, base]) {
      mkdirSync(made, { recursive: true })
      chmodSync(made, 0o755)
    }
  } catch (cause) {
    const why = `Started as root, the server runs as user ${user.uid}, which may not enter ${folder}; ${base} cannot be made (${String(cause)}).`
    throw new EmbeddedPostgresError(why, `Start it as an ordinary user, or use a folder outside /root. ${useOwnServer}`)
  }
  if (!canHold(base, user)) {
    const why = `Started as root, the server runs as user ${user.uid}, which may enter neither ${folder} nor ${base}.`
    throw new EmbeddedPostgresError(why, `Start it as an ordinary user, or use a folder outside /root. ${useOwnServer}`)
  }
  writeFileSync(join(folder, 'where'), `${base}\n`)
  return base
}

function readLines(file: string): readonly string[] {
  const text = readText(file)
  return text === '' ? [] : text.split('\n')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
