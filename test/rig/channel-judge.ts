// The judgement of the rig of the channels: every filing sent once and taken once, every answer that customs gave recorded
// once, everything unusable parked once, nothing else. The customs' own records say what they took and gave; the bytes of
// their answers are made again from those.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knowledge } from '../../src/app/knowledge.ts'
import type { FiledShipment, Journal } from '../../src/app/ports.ts'
import { chainOf, type CustomsAnswered, type FilingsSent } from '../../src/app/shipment/events.ts'
import { administrations, type Customs } from '../../src/domain/access/index.ts'
import { exchangeFolders } from '../../src/domain/declaration/index.ts'
import { hashOf } from '../../src/edges/compose.ts'
import { decideAnswers } from '../../src/edges/sim/decide-answers.ts'
import { openRecord } from '../../src/edges/sim/record.ts'
import { simulatorTablesFrom } from '../../src/edges/sim/scenario.ts'
import { simulators } from '../../src/edges/sim/simulator.ts'
import type { Expectation } from './channel-faults.ts'

export interface GivenAnswers {
  /** Filings taken, by what the customs knows them by, and how many different files came for each. */
  readonly taken: ReadonlyMap<string, number>
  /** SHA-256 of every answer given. */
  readonly given: ReadonlySet<string>
  /** Decided and not given yet. */
  readonly due: number
}

export async function givenAnswers(root: string, knowledge: Knowledge): Promise<GivenAnswers> {
  const tables = simulatorTablesFrom(knowledge.rows('simulator/scenarios.csv'), knowledge.rows('simulator/notes.csv'))
  const taken = new Map<string, number>()
  const given = new Set<string>()
  let due = 0
  for (const customs of administrations) {
    const record = await openRecord(join(root, customs, 'simulator.jsonl'))
    for (const each of record.all()) {
      if (each.taken.outcome === 'filing') taken.set(each.taken.key, (taken.get(each.taken.key) ?? 0) + 1)
      for (const answer of decideAnswers(each.taken, simulators[customs], tables, knowledge.answers)) {
        if (each.given.has(answer.index)) given.add(hashOf(answer.file.bytes))
        else due += 1
      }
    }
  }
  return { taken, given, due }
}

export interface Lying {
  readonly outBox: number
  readonly failBox: number
  readonly inBox: number
}

/** Files in the boxes, those that are still written left out. */
export async function lyingIn(root: string): Promise<Lying> {
  const count = async (box: string): Promise<number> => {
    const folders = administrations.flatMap((customs: Customs) => exchangeFolders[customs])
    const names = await Promise.all(folders.map((folder) => readdir(join(root, folder, box)).catch(() => [])))
    return names.flat().filter((name) => !name.endsWith('.tmp')).length
  }
  return { outBox: await count('OutBox'), failBox: await count('FailBox'), inBox: await count('InBox') }
}

export interface ChannelJudgement {
  readonly filings: number
  readonly answers: number
  readonly recorded: number
  readonly parked: number
  /** Each a sentence; none when all is right. */
  readonly faults: readonly string[]
}

export async function judgeChannels(journal: Journal, shipments: readonly FiledShipment[], customs: GivenAnswers, expected: readonly Expectation[]): Promise<ChannelJudgement> {
  const { sent, recorded, parked } = await keptIn(journal, shipments)
  const filings = shipments.flatMap((shipment) => shipment.filings.map(({ filing }) => (filing === 'mainland-declaration' ? `LD${shipment.senderNumber.toUpperCase()}` : `${shipment.senderNumber}/${filing}`)))
  const sendings = shipments.flatMap((shipment) => [...new Set(shipment.filings.map((filing) => filing.customs))].map((each) => `${shipment.id} ${each}`))
  const mustRecord = new Set([...customs.given, ...expected.filter(({ outcome }) => outcome === 'recorded').map(({ digest }) => digest)])
  const mustPark = new Set(expected.filter(({ outcome }) => outcome === 'parked').map(({ digest }) => digest))
  const mayPark = new Set(expected.filter(({ outcome }) => outcome === 'maybe').map(({ digest }) => digest))
  const stillParked = [...parked].filter(([, isReplayed]) => !isReplayed).map(([digest]) => digest)
  const faults = [
    ...counted('filings not sent', sendings.filter((each) => !sent.has(each))),
    ...counted('filings recorded as sent twice', [...sent].filter(([, times]) => times > 1).map(([each]) => each)),
    ...counted('filings that customs did not take', filings.filter((each) => !customs.taken.has(each))),
    ...counted('filings that customs took as several', [...customs.taken].filter(([, times]) => times > 1).map(([each]) => each)),
    ...counted('filings that nobody filed', [...customs.taken.keys()].filter((each) => !filings.includes(each))),
    ...counted('answers lost', [...mustRecord].filter((each) => !recorded.has(each))),
    ...counted('answers recorded twice', [...recorded].filter(([, times]) => times > 1).map(([each]) => each)),
    ...counted('answers that nobody gave', [...recorded.keys()].filter((each) => !mustRecord.has(each) && !mayPark.has(each))),
    ...counted('unusable files not parked', [...mustPark].filter((each) => !stillParked.includes(each))),
    ...counted('usable files parked', stillParked.filter((each) => !mustPark.has(each) && !mayPark.has(each))),
    ...(customs.due === 0 ? [] : [`${customs.due} answers were never given`]),
  ]
  return { filings: filings.length, answers: mustRecord.size, recorded: recorded.size, parked: stillParked.length, faults }
}

interface Kept {
  /** By shipment and customs, and by digest of the answer: how often. */
  readonly sent: ReadonlyMap<string, number>
  readonly recorded: ReadonlyMap<string, number>
  /** By digest, whether it was recorded after all. */
  readonly parked: ReadonlyMap<string, boolean>
}

async function keptIn(journal: Journal, shipments: readonly FiledShipment[]): Promise<Kept> {
  const [sent, recorded, parked] = [new Map<string, number>(), new Map<string, number>(), new Map<string, boolean>()]
  const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1)
  for (const organisation of new Set(shipments.map((shipment) => shipment.organisation))) {
    for await (const entries of journal.readChain(chainOf(organisation))) {
      for (const { kind, payload, stream } of entries) {
        if (kind === 'FilingsSent') add(sent, `${stream.replace('shipment-', '')} ${(payload as unknown as FilingsSent).customs}`)
        if (kind === 'CustomsAnswered') add(recorded, (payload as unknown as CustomsAnswered).digest)
      }
    }
  }
  for await (const entries of journal.readChain('parked')) {
    for (const { kind, payload, stream } of entries) {
      const isRecorded = kind === 'AnswerReplayed' && (payload as { readonly outcome?: string }).outcome === 'recorded'
      // The digest, behind `parked-` and the customs.
      parked.set(stream.replace(/^.*-/, ''), isRecorded)
    }
  }
  return { sent, recorded, parked }
}

function counted(what: string, which: readonly string[]): readonly string[] {
  return which.length === 0 ? [] : [`${which.length} ${what}: ${which.slice(0, 3).join(', ')}`]
}
