// A simulated customs on an exchange folder: takes what the channel puts into OutBox, judges it with the product's own
// readers, moves it to SentBox or FailBox, and answers into InBox when the scenario says so. One simulator for each customs
// and folder. What it does is decided by seed and file (decide-answers.ts); here it is only done, at least once, over crashes.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Knowledge } from '../../app/knowledge.ts'
import type { Clock } from '../../app/ports.ts'
import type { Customs } from '../../domain/access/index.ts'
import { decideAnswers, type DueAnswer } from './decide-answers.ts'
import { dueQueue, type DueQueue } from './due-queue.ts'
import { exchangeBoxesAt, type ExchangeBoxes } from './exchange-boxes.ts'
import { hongKongSimulator } from './hongkong/simulator.ts'
import type { CustomsSimulator, OfferedFile, Taken } from './judgement.ts'
import { macaoSimulator } from './macao/simulator.ts'
import { mainlandSimulator } from './mainland/simulator.ts'
import { openRecord, type Remembered, type SimulatorRecord } from './record.ts'
import { chooseScenario, simulatorTablesFrom, type SimulatorTables } from './scenario.ts'
import { randomOf } from './seeded-choice.ts'

export interface SimulatorOptions {
  /** The folder that holds `mainland/…`, `hongkong/…`, `macao/…`. */
  readonly root: string
  readonly customs: Customs
  readonly seed: number
  /** 1 as in life; 3600 makes an hour a second. */
  readonly speed?: number
  readonly clock: Clock
  readonly knowledge: Knowledge
  /** The scenario of every filing that has it; left out: by weight. */
  readonly scenario?: string
  /** A turn that failed, and is tried again: a disk that is full, a folder that may not be read. */
  readonly onProblem?: (error: unknown) => void
}

export interface Turn {
  readonly taken: number
  readonly answered: number
  /** When the next answer is due. */
  readonly nextAt: number | undefined
}

export interface Simulator {
  readonly customs: Customs
  /** Takes what is there and gives what is due, at most `maxTogether` of each. */
  readonly turn: () => Promise<Turn>
  /** Answers that wait for their time. */
  readonly waiting: () => number
}

export const simulators: Readonly<Record<Customs, CustomsSimulator>> = {
  mainland: mainlandSimulator,
  hongkong: hongKongSimulator,
  macao: macaoSimulator,
}

/** Files read, moved and written in one turn, for each folder. */
export const maxTogether = 256
/** Files worked on at the same moment. */
const atOnce = 16
/** A file that cannot be read may still be written: it is judged when it has stayed the same for this long. */
const settleMs = 1_000
const idleMs = 100
const troubleMs = 1_000
const serials = 999_999_999

interface Pending extends DueAnswer {
  readonly digest: string
}

interface Desk {
  readonly options: SimulatorOptions
  readonly simulator: CustomsSimulator
  readonly tables: SimulatorTables
  readonly boxes: ExchangeBoxes
  readonly record: SimulatorRecord
  readonly queue: DueQueue<Pending>
  /** Files that could not be read when they were last seen, by their place. */
  readonly unsettled: Map<string, { readonly digest: string; readonly since: number }>
}

export async function openSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { root, knowledge, customs } = options
  const simulator = simulators[customs]
  const boxes = exchangeBoxesAt(root, simulator.folders)
  await boxes.prepare()
  const desk: Desk = {
    options,
    simulator,
    tables: simulatorTablesFrom(knowledge.rows('simulator/scenarios.csv'), knowledge.rows('simulator/notes.csv')),
    boxes,
    record: await openRecord(join(root, customs, 'simulator.jsonl')),
    queue: dueQueue(),
    unsettled: new Map(),
  }
  for (const { taken, given } of desk.record.all()) wait(desk, taken, (index) => !given.has(index))
  return {
    customs,
    turn: async () => {
      const taken = await takeFiles(desk)
      const answered = await giveAnswers(desk)
      return { taken, answered, nextAt: desk.queue.nextAt() }
    },
    waiting: desk.queue.size,
  }
}

/** Runs until `close`, which waits for the turn that is on. */
export async function startSimulator(options: SimulatorOptions): Promise<{ readonly simulator: Simulator; readonly close: () => Promise<void> }> {
  const simulator = await openSimulator(options)
  const state = { isClosed: false, wake: (): void => {} }
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      state.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    while (!state.isClosed) {
      const turn = await simulator.turn().catch((error: unknown) => {
        options.onProblem?.(error)
        return undefined
      })
      if (turn === undefined) await rest(troubleMs)
      else if (turn.taken + turn.answered === 0) await rest(Math.max(1, Math.min(idleMs, (turn.nextAt ?? Infinity) - options.clock())))
    }
  }
  const running = run()
  return {
    simulator,
    close: async () => {
      state.isClosed = true
      state.wake()
      await running
    },
  }
}

/** Recorded first, then moved, then answered: a crash in between leaves nothing undone. */
async function takeFiles(desk: Desk): Promise<number> {
  const { simulator, boxes, record } = desk
  const offered: OfferedFile[] = []
  for (const folder of simulator.folders) {
    const names = await boxes.offered(folder, maxTogether)
    const read = await eachOf(names, async (name) => ({ folder, name, bytes: await boxes.read(folder, name) }))
    for (const { name, bytes } of read) if (bytes !== undefined) offered.push({ folder, name, bytes })
  }
  const found: { readonly file: OfferedFile; readonly taken: Taken; readonly known: Remembered | undefined }[] = []
  for (const [index, file] of offered.entries()) {
    // Judging is work for the processor; others on the same thread get their turn.
    if (index % atOnce === 0) await setImmediate()
    const taken = takenFrom(desk, file)
    if (taken !== undefined) found.push({ file, taken, known: record.find(taken.digest) })
  }
  const fresh = new Map(found.filter(({ known }) => known === undefined).map(({ taken }) => [taken.digest, taken]))
  await record.addTaken([...fresh.values()])
  await eachOf(found, ({ file, taken }) => boxes.move(file.folder, file.name, taken.outcome === 'unreadable' ? 'FailBox' : 'SentBox'))
  for (const taken of fresh.values()) wait(desk, taken, () => true)
  // The same file again: whatever was answered is answered once more, with the same bytes.
  for (const { taken, known } of found) if (known !== undefined) wait(desk, taken, (index) => known.given.has(index))
  return found.length
}

/** Undefined while the file may still be written. */
function takenFrom({ options, simulator, tables, record, unsettled }: Desk, file: OfferedFile): Taken | undefined {
  const { seed, clock, knowledge } = options
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const known = record.find(digest)
  if (known !== undefined) return known.taken
  const at = clock()
  const judged = simulator.judge(file, at, knowledge)
  const place = `${file.folder}/${file.name}`
  if (judged.outcome === 'unreadable') {
    const seen = unsettled.get(place)
    if (seen?.digest !== digest) unsettled.set(place, { digest, since: at })
    if (seen?.digest !== digest || at - seen.since < settleMs) return undefined
  }
  unsettled.delete(place)
  const serial = record.serialFor(judged.key, 1 + randomOf(seed, `serial ${judged.key}`).integer(serials))
  const sending = record.sendingsOf(judged.key) + 1
  const scenario = chooseScenario(tables, judged, seed, options.scenario, sending)
  return { ...judged, digest, folder: file.folder, name: file.name, at, scenario, seed, speed: options.speed ?? 1, sending, serial }
}

async function giveAnswers({ options, boxes, record, queue }: Desk): Promise<number> {
  const due = queue.takeDue(options.clock(), maxTogether)
  try {
    await eachOf(due, ({ file }) => boxes.put(file))
    await record.addGiven(due)
  } catch (error) {
    for (const each of due) queue.add(each.dueAt, each)
    throw error
  }
  return due.length
}

function wait({ simulator, tables, options, queue }: Desk, taken: Taken, isWanted: (index: number) => boolean): void {
  for (const answer of decideAnswers(taken, simulator, tables, options.knowledge.answers)) {
    if (isWanted(answer.index)) queue.add(answer.dueAt, { ...answer, digest: taken.digest })
  }
}

async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += atOnce) results.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))))
  return results
}
