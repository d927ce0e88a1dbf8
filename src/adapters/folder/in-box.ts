// One InBox, watched: what comes in is given to `take`, several at a time and the oldest first, and moves into ReadBox when
// that has answered. A watcher tells of a change at once; a look every so often finds what no watcher told. A file is taken
// when it has not changed for a while; one whose end is missing is waited for longer and then taken as it is, so that
// somebody is told. Nothing that one file does holds up another.
import { watch, type FSWatcher } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { IncomingFile } from '../../app/ports.ts'
import type { Customs } from '../../domain/access/index.ts'
import { errorCodeOf, temporaryEnding, type ExchangeRoot } from './exchange-root.ts'
import { looksWhole, moveToReadBox, readIncoming } from './incoming-file.ts'

export interface FolderLimits {
  /** Between two looks, when nothing tells of a change. */
  readonly pollMs: number
  /** A file is complete when it has not changed for this long … */
  readonly settleMs: number
  /** … and one that ends in the middle when it has not for this long. */
  readonly tornMs: number
  /** Files worked on at one time. */
  readonly atOnce: number
  /** After a file could not be worked on; twice as long each time, up to the longest. */
  readonly retryMs: number
  readonly longestRetryMs: number
}

export interface InBoxOptions {
  readonly root: ExchangeRoot
  /** `mainland/Deccus001`. */
  readonly channel: string
  readonly customs: Customs
  readonly limits: FolderLimits
  readonly take: (file: IncomingFile) => Promise<void>
  readonly onProblem: (error: unknown) => void
}

interface Seen {
  size: number
  changedAtMs: number
  /** On the clock that only goes forward: unchanged since, and not before. */
  since: number
  notBefore: number
  state: 'settling' | 'ready' | 'busy'
  tries: number
  /** Taken, and only to be moved away. */
  isTaken: boolean
}

/** Files looked at at one time, and the least time between two looks. */
const statsAtOnce = 64
const shortestGapMs = 20
/** Looking may cost this part of the time at most. */
const gapPerLook = 4

export class InBox {
  readonly #options: InBoxOptions
  readonly #path: string
  readonly #seen = new Map<string, Seen>()
  readonly #busy = new Set<Promise<void>>()
  /** The next to be worked on is the last. */
  #ready: string[] = []
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  #timerAt = Infinity
  #notBefore = 0
  #looking: Promise<void> | undefined
  #isClosed = false
  #lookTrouble = ''
  #moveTrouble = ''

  constructor(options: InBoxOptions) {
    this.#options = options
    this.#path = options.root.box(options.channel, 'InBox')
    this.#wakeIn(0)
  }

  get trouble(): string {
    return this.#lookTrouble || this.#moveTrouble
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#looking
    this.#watcher?.close()
    await Promise.all(this.#busy)
  }

  #wakeIn(ms: number): void {
    const at = Math.max(performance.now() + ms, this.#notBefore)
    if (this.#isClosed || at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => this.#run(), at - performance.now())
  }

  #run(): void {
    this.#timerAt = Infinity
    if (this.#isClosed || this.#looking !== undefined) return
    const from = performance.now()
    this.#looking = this.#look()
      .then(() => {
        this.#lookTrouble = ''
      })
      .catch((error: unknown) => {
        this.#lookTrouble = errorCodeOf(error) ?? 'EIO'
        this.#options.onProblem(error)
      })
      .then(() => {
        this.#looking = undefined
        const now = performance.now()
        this.#notBefore = now + Math.max(shortestGapMs, gapPerLook * (now - from))
        this.#wakeIn(this.#nextLookIn(now))
      })
  }

  async #look(): Promise<void> {
    const names = await this.#names()
    const there = new Set(names)
    for (const [name, { state }] of this.#seen) if (state !== 'busy' && !there.has(name)) this.#seen.delete(name)
    const open = names.filter((name) => (this.#seen.get(name)?.state ?? 'settling') === 'settling')
    for (let at = 0; at < open.length; at += statsAtOnce) await Promise.all(open.slice(at, at + statsAtOnce).map((name) => this.#lookAt(name)))
    const ready = [...this.#seen].filter(([, each]) => each.state === 'ready')
    this.#ready = ready.toSorted(([a, one], [b, other]) => other.changedAtMs - one.changedAtMs || (a < b ? 1 : -1)).map(([name]) => name)
    this.#pump()
  }

  async #names(): Promise<readonly string[]> {
    const read = async (): Promise<readonly string[]> => {
      const found = await readdir(this.#path, { withFileTypes: true })
      return found.filter((each) => each.isFile() && !each.name.toLowerCase().endsWith(temporaryEnding) && !each.name.startsWith('.')).map(({ name }) => name)
    }
    try {
      const names = await read()
      this.#watch()
      return names
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') throw error
      await this.#options.root.makeBoxes(this.#options.channel)
      this.#watcher?.close()
      this.#watcher = undefined
      this.#watch()
      return read()
    }
  }

  /** Not every file system can be watched, and a watcher may end; then the next look finds the file. */
  #watch(): void {
    if (this.#watcher !== undefined || this.#isClosed) return
    try {
      this.#watcher = watch(this.#path, { persistent: false }, (_, name) => {
        if (name === null || (!this.#seen.has(name) && !name.toLowerCase().endsWith(temporaryEnding))) this.#wakeIn(0)
      })
      this.#watcher.on('error', () => {
        this.#watcher?.close()
        this.#watcher = undefined
      })
    } catch (error) {
      if (errorCodeOf(error) === undefined) throw error
    }
  }

  async #lookAt(name: string): Promise<void> {
    const { settleMs } = this.#options.limits
    try {
      const { size, mtimeMs } = await stat(join(this.#path, name))
      const now = performance.now()
      const known = this.#seen.get(name)
      if (known === undefined) this.#seen.set(name, { size, changedAtMs: mtimeMs, since: now, notBefore: 0, state: 'settling', tries: 0, isTaken: false })
      else if (known.size !== size || known.changedAtMs !== mtimeMs) this.#changed(known, size, mtimeMs)
      const seen = this.#seen.get(name)
      // By the clock of the file too, so that what has lain here for long need not wait; a clock that runs ahead waits.
      const age = Date.now() - mtimeMs
      if (seen !== undefined && now >= seen.notBefore && (now - seen.since >= settleMs || age >= settleMs)) seen.state = 'ready'
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') this.#failed(name, error)
    }
  }

  #changed(seen: Seen, size: number, changedAtMs: number): void {
    Object.assign(seen, { size, changedAtMs, since: performance.now(), notBefore: performance.now() + this.#options.limits.settleMs, state: 'settling', isTaken: false })
  }

  #pump(): void {
    while (!this.#isClosed && this.#busy.size < this.#options.limits.atOnce) {
      const name = this.#ready.pop()
      if (name === undefined) return
      const seen = this.#seen.get(name)
      if (seen?.state !== 'ready') continue
      seen.state = 'busy'
      const working = this.#work(name, seen)
        .catch((error: unknown) => this.#failed(name, error))
        .then(() => {
          this.#busy.delete(working)
          if (seen.state === 'settling') this.#wakeIn(seen.notBefore - performance.now())
          this.#pump()
        })
      this.#busy.add(working)
    }
  }

  async #work(name: string, seen: Seen): Promise<void> {
    const { customs, channel, limits, take, root } = this.#options
    if (!seen.isTaken) {
      const read = await readIncoming(join(this.#path, name))
      if (read === undefined) return this.#forget(name)
      if (read.size !== seen.size || read.changedAtMs !== seen.changedAtMs) return this.#changed(seen, read.size, read.changedAtMs)
      const { bytes } = read
      const waits = seen.since + limits.tornMs - performance.now()
      if (read.isWhole && waits > 0 && Date.now() - seen.changedAtMs < limits.tornMs && !looksWhole(bytes)) return this.#restFor(seen, waits)
      await take({ customs, folder: channel, name, bytes, ...(read.isWhole ? {} : { wholeSize: read.size }) })
      const after = await stat(join(this.#path, name)).catch(() => undefined)
      if (after === undefined) return this.#forget(name)
      // Somebody went on writing: what was read was not all of it.
      if (after.size !== seen.size || after.mtimeMs !== seen.changedAtMs) return this.#changed(seen, after.size, after.mtimeMs)
      seen.isTaken = true
    }
    try {
      await moveToReadBox(root, channel, name)
      this.#moveTrouble = ''
    } catch (error) {
      this.#moveTrouble = errorCodeOf(error) ?? 'EIO'
      throw error
    }
    this.#forget(name)
  }

  #forget(name: string): void {
    this.#seen.delete(name)
  }

  #restFor(seen: Seen, ms: number): void {
    seen.notBefore = performance.now() + ms
    seen.state = 'settling'
  }

  /** Comes again, later each time; with chance, so that many do not come together. */
  #failed(name: string, error: unknown): void {
    this.#options.onProblem(error)
    const seen = this.#seen.get(name)
    if (seen === undefined) return
    const { retryMs, longestRetryMs } = this.#options.limits
    const wait = Math.min(retryMs * 2 ** seen.tries, longestRetryMs)
    seen.tries += 1
    this.#restFor(seen, wait * (0.5 + Math.random() / 2))
  }

  #nextLookIn(now: number): number {
    const { pollMs, settleMs } = this.#options.limits
    let soonest = pollMs
    for (const seen of this.#seen.values()) {
      if (seen.state === 'settling') soonest = Math.min(soonest, Math.max(seen.notBefore, seen.since + settleMs) - now)
    }
    return Math.max(0, soonest)
  }
}
