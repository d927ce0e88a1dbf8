// T7 and rule 9 on real folders and the real database: filings go out and answers come in while either side is killed at
// random moments and the InBoxes get doubled, torn, wrongly encoded and useless files. At the end every filing was sent and
// taken once, every answer recorded once, and what is parked is what was put there to be parked.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { loadSigningKey } from '../../src/adapters/system/signing-key.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import type { FiledShipment, Journal } from '../../src/app/ports.ts'
import { seededRandom, type Random } from '../../src/base/random.ts'
import { exchangeFolder, loadKnowledge } from '../../src/edges/compose.ts'
import { openFaults, type Faults } from './channel-faults.ts'
import { openFiling } from './channel-filings.ts'
import { givenAnswers, judgeChannels, lyingIn, type GivenAnswers } from './channel-judge.ts'
import { rigOrigin } from './server.ts'

export interface ChannelRigOptions {
  readonly filings: number
  readonly kills: number
  readonly seed: number
}

const sides = ['platform', 'customs'] as const
type Side = (typeof sides)[number]

/** Between two kills. */
const shortestMs = 200
const spanMs = 2_500
/** One fault for so many filings. */
const filingsPerFault = 10
const filedTogether = 8
const faultsTogether = 4
const pollMs = 250
const quietMs = 1_500
const endLimitMs = 600_000
const main = process.argv[1] ?? ''

/** Prints a summary; true when nothing was lost, doubled or wrong. */
export async function channelRig(options: ChannelRigOptions): Promise<boolean> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lingding-channel-rig-'))
  chmodSync(dataFolder, 0o711)
  const database = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres') })
  const { signer } = loadSigningKey(join(dataFolder, 'signing-key.pem'), rigOrigin)
  const journal = await openPostgresJournal({ url: database.url, sha256, signer })
  const fleet = new Sides({ platform: ['channel-platform', dataFolder, database.url], customs: ['channel-customs', dataFolder, String(options.seed)] })
  try {
    const isRight = await run(options, dataFolder, journal, fleet)
    if (isRight) rmSync(dataFolder, { recursive: true, force: true })
    else console.log(`channel: the evidence is in ${dataFolder}`)
    return isRight
  } finally {
    await fleet.end()
    await journal.close()
    await database.stop()
  }
}

async function run({ filings, kills, seed }: ChannelRigOptions, dataFolder: string, journal: Journal, fleet: Sides): Promise<boolean> {
  const from = performance.now()
  const random = seededRandom(seed)
  const root = exchangeFolder(dataFolder)
  const { knowledge } = loadKnowledge()
  const faults = openFaults(root, random, knowledge.answers)
  const shipments: FiledShipment[] = []
  let isFiled = false
  const filing = async (): Promise<void> => {
    const fileNext = await openFiling(knowledge, journal)
    while (countOf(shipments) < filings) shipments.push(...(await Promise.all(Array.from({ length: filedTogether }, fileNext))))
    isFiled = true
  }
  await Promise.all([filing(), putFaults(faults, Math.ceil(filings / filingsPerFault), seededRandom(seed + 1)), killAtRandom(fleet, kills, random)])
  const filedMs = performance.now() - from
  const customs = await untilQuiet(() => givenAnswers(root, knowledge), root, journal, () => isFiled)
  await fleet.end()
  const judgement = await judgeChannels(journal, shipments, customs, faults.expected)
  const seconds = (ms: number): string => (ms / 1000).toFixed(0)
  const tally = `${judgement.filings} filings, ${judgement.answers} answers given, ${judgement.recorded} recorded, ${judgement.parked} parked`
  console.log(`channel: ${tally}; ${fleet.killed.platform} kills of the platform, ${fleet.killed.customs} of customs, ${faults.count()} faults, seed ${seed}`)
  console.log(`channel: ${seconds(performance.now() - from)} s, of them ${seconds(filedMs)} s of filing and killing`)
  const isRight = judgement.faults.length === 0 && judgement.answers > 0
  if (isRight) console.log('channel: every filing sent and taken once, every answer recorded once, parked what was put there to be parked')
  else console.log(`channel: FAILED\n  ${judgement.faults.join('\n  ')}`)
  return isRight
}

function countOf(shipments: readonly FiledShipment[]): number {
  return shipments.reduce((count, shipment) => count + shipment.filings.length, 0)
}

class Sides {
  readonly #words: Readonly<Record<Side, readonly string[]>>
  readonly #children: Record<Side, ChildProcess>
  readonly killed: Record<Side, number> = { platform: 0, customs: 0 }

  constructor(words: Readonly<Record<Side, readonly string[]>>) {
    this.#words = words
    this.#children = { platform: this.#start('platform'), customs: this.#start('customs') }
  }

  async kill(side: Side): Promise<void> {
    const child = this.#children[side]
    if (child.exitCode !== null) throw new Error(`the side of the ${side} ended by itself`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    this.killed[side] += 1
    this.#children[side] = this.#start(side)
  }

  async end(): Promise<void> {
    for (const side of sides) {
      const child = this.#children[side]
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }

  #start(side: Side): ChildProcess {
    return spawn(process.execPath, [main, ...this.#words[side]], { stdio: ['ignore', 'inherit', 'inherit'] })
  }
}

async function killAtRandom(fleet: Sides, kills: number, random: Random): Promise<void> {
  for (let count = 0; count < kills; count += 1) {
    await after(shortestMs + random.integer(spanMs))
    await fleet.kill(random.pick(sides))
  }
}

/** Several at a time, spread over the run. */
async function putFaults(faults: Faults, count: number, random: Random): Promise<void> {
  let done = 0
  const work = async (): Promise<void> => {
    while (done < count) {
      if (await faults.put()) done += 1
      await after(10 + random.integer(100))
    }
  }
  await Promise.all(Array.from({ length: faultsTogether }, work))
}

/** Until customs has given every answer and nothing lies or changes for a while. */
async function untilQuiet(customs: () => Promise<GivenAnswers>, root: string, journal: Journal, isFiled: () => boolean): Promise<GivenAnswers> {
  const from = performance.now()
  let [before, since] = ['', from]
  for (;;) {
    const { outBox, inBox } = await lyingIn(root)
    const sizes = await Promise.all((await journal.chains()).map((chain) => journal.size(chain)))
    const now = JSON.stringify([outBox, inBox, sizes])
    if (now !== before) [before, since] = [now, performance.now()]
    const isQuiet = isFiled() && outBox + inBox === 0 && performance.now() - since > quietMs
    const isLate = performance.now() - from > endLimitMs
    if (isQuiet || isLate) {
      const given = await customs()
      if (given.due === 0 || isLate) return given
    }
    await after(pollMs)
  }
}
