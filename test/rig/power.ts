// T1b: a power cut. The database lies on an ext4 file system in an image in memory. All writers are stopped, the image is
// copied as the disk would be found, everything is killed, the copy is mounted and the server started on it. What only
// the page cache knew is gone, and so must be found lost with fsync off: without that control the rig proves nothing.
// The model is a disk that keeps what it was given.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { loadSigningKey } from '../../src/adapters/system/signing-key.ts'
import { seededRandom } from '../../src/base/random.ts'
import { acknowledgementLines, compare, describe, isRight, type Judgement } from './compare.ts'
import { Fleet } from './fleet.ts'
import { childrenOf } from './processes.ts'
import { rigOrigin } from './server.ts'
import { takeCheckpoint } from './wire.ts'

const memoryFolder = '/dev/shm'
const imageBytes = 1_500_000_000
/** So many first, then at a random moment, while the kernel still holds back what nobody synced. */
const fewestAcknowledged = 200
const shortestMs = 500
const spanMs = 2_000
const pollMs = 50
const unmountLimitMs = 20_000
const cannotRun = 3

/** Prints a line for each cut; the exit code of the rig. */
export async function powerCuts(cuts: number, seed: number): Promise<number> {
  const why = missing()
  if (why !== undefined) {
    console.log(`power: cannot run here: ${why}`)
    return cannotRun
  }
  const random = seededRandom(seed)
  let isAllRight = true
  for (let cut = 1; cut <= cuts; cut += 1) {
    const judgement = await powerCut(shortestMs + random.integer(spanMs), false)
    console.log(`power: cut ${cut} of ${cuts}: ${judgement === undefined ? 'the database does not start again' : describe(judgement)}`)
    isAllRight &&= judgement !== undefined && isRight(judgement)
  }
  const control = await powerCut(shortestMs + random.integer(spanMs), true)
  const isControlLossy = control === undefined || control.lost > 0
  console.log(`power: control with fsync off: ${control === undefined ? 'the database does not start again' : describe(control)}`)
  const verdict = isControlLossy ? 'the control loses, as it must' : 'FAILED: the control lost nothing, so the rig cannot detect loss'
  console.log(`power: seed ${seed}, ${isAllRight ? '0 acknowledged lost' : 'FAILED'}; ${verdict}`)
  return isAllRight && isControlLossy ? 0 : 1
}

/** Undefined when the server does not come up on what was on the disk. */
async function powerCut(afterMs: number, isUnsafe: boolean): Promise<Judgement | undefined> {
  const work = mkdtempSync(join(memoryFolder, 'lingding-power-'))
  chmodSync(work, 0o755)
  const [image, copy, before, later] = ['image', 'copy', 'before', 'later'].map((name) => join(work, name))
  if (image === undefined || copy === undefined || before === undefined || later === undefined) throw new Error('four names')
  try {
    writeFileSync(image, '')
    truncateSync(image, imageBytes)
    run('mkfs.ext4', '-q', '-F', image)
    mount(image, before)
    const fleet = await Fleet.start({ folder: before, outside: work, isUnsafe })
    run('sync', '-f', before)
    fleet.startSubmitters('submitter')
    while (acknowledgementLines(work).length < fewestAcknowledged) await after(pollMs)
    await after(afterMs)
    const note = await takeCheckpoint(fleet.port)
    stopWriters(fleet)
    cpSync(image, copy)
    await fleet.killAll()
    await unmount(before)
    mount(copy, later)
    return await judge(later, work, note === undefined ? [] : [note], isUnsafe)
  } finally {
    for (const folder of [before, later]) if (existsSync(folder)) await unmount(folder).catch(() => undefined)
    rmSync(work, { recursive: true, force: true })
  }
}

async function judge(folder: string, outside: string, checkpoints: readonly string[], isUnsafe: boolean): Promise<Judgement | undefined> {
  const { signer, verifier } = loadSigningKey(join(outside, 'signing-key.pem'), rigOrigin)
  try {
    const database = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
    try {
      const journal = await openPostgresJournal({ url: database.url, sha256, signer })
      const judgement = await compare(journal, verifier, outside, checkpoints)
      await journal.close()
      return judgement
    } finally {
      await database.stop()
    }
  } catch (error) {
    console.log(`power: ${isUnsafe ? 'control: ' : ''}${String(error).slice(0, 300)}`)
    return undefined
  }
}

/** Nobody writes while the image is copied, as nobody does without power. */
function stopWriters(fleet: Fleet): void {
  const database = fleet.databasePid()
  const pids = database === undefined ? [] : [database, ...childrenOf(database)]
  for (const pid of [fleet.serverPid, ...pids]) process.kill(pid, 'SIGSTOP')
}

/** What was killed keeps its files open for a moment. */
async function unmount(folder: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const { status, stderr } = spawnSync('umount', [folder], { encoding: 'utf8' })
    if (status === 0 || stderr.includes('not mounted')) return
    if (waitedMs > unmountLimitMs) throw new Error(stderr)
    await after(pollMs)
  }
}

function mount(image: string, folder: string): void {
  mkdirSync(folder)
  run('mount', '-o', 'loop', image, folder)
}

function run(program: string, ...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${error?.message ?? stderr}`)
}

/** Why it cannot run here, tried out and not guessed. */
function missing(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (process.getuid?.() !== 0) return 'it needs root, to mount'
  if (!existsSync(memoryFolder)) return `it needs ${memoryFolder}`
  const work = mkdtempSync(join(memoryFolder, 'lingding-power-'))
  const [image, folder] = [join(work, 'image'), join(work, 'folder')]
  try {
    writeFileSync(image, '')
    truncateSync(image, 10_000_000)
    run('mkfs.ext4', '-q', '-F', image)
    mount(image, folder)
    run('umount', folder)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
