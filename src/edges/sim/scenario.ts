// Scenarios of a simulated customs: data/simulator/scenarios.csv, a row for each filing and course of events. Steps are
// parted by spaces: `G@8` is code G, 8 seconds after the file was taken; `G@8~60` is of 8 seconds but put into the InBox
// after 60; `G@8x2` is put there twice; `G@8!` is cut in half. No steps is silence.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import type { FilingKind } from '../../domain/declaration/index.ts'
import type { Judged } from './judgement.ts'
import { randomOf } from './seeded-choice.ts'

export interface Step {
  readonly code: string
  /** Seconds after the file was taken: when customs says it was, and when it comes. */
  readonly noticed: number
  readonly delivered: number
  readonly copies: number
  readonly isCut: boolean
}

export interface Scenario {
  readonly id: string
  /** A filing, or what several begin with. */
  readonly filing: string
  readonly direction: string
  readonly weight: number
  readonly steps: readonly Step[]
}

export interface SimulatorTables {
  readonly scenarios: readonly Scenario[]
  /** Customs and code → what the notes may say. */
  readonly notes: ReadonlyMap<string, readonly string[]>
}

export function simulatorTablesFrom(scenarioRows: readonly CsvRow[], noteRows: readonly CsvRow[]): SimulatorTables {
  const notes = new Map<string, string[]>()
  for (const { customs = '', code = '', note = '' } of noteRows) {
    const key = `${customs} ${code}`
    notes.set(key, [...(notes.get(key) ?? []), note])
  }
  return { scenarios: scenarioRows.map(scenarioOf), notes }
}

/** Every scenario that `--scenario` may name. */
export function scenarioNames({ scenarios }: SimulatorTables): readonly string[] {
  return [...new Set(scenarios.map(({ id }) => id))]
}

export function scenarioFor({ scenarios }: SimulatorTables, id: string, filing: FilingKind): Scenario | undefined {
  return scenarios.find((each) => each.id === id && filing.startsWith(each.filing))
}

/**
 * What happens to a filing: what was asked for where this filing has it, else by weight, the same for a seed and a key. What
 * is sent again, corrected, is released: whoever mends a filing sees the end of the round.
 */
export function chooseScenario(tables: SimulatorTables, judged: Judged, seed: number, forced: string | undefined, sending = 1): string {
  if (judged.outcome !== 'filing') return ''
  if (judged.reasons.length > 0) return 'refused'
  if (sending > 1 && forced !== 'officer') return 'release'
  const fitting = tables.scenarios.filter((each) => judged.filing.startsWith(each.filing) && (each.direction === 'any' || each.direction === judged.direction))
  if (forced !== undefined && fitting.some(({ id }) => id === forced)) return forced
  const total = fitting.reduce((sum, { weight }) => sum + weight, 0)
  let drawn = randomOf(seed, `scenario ${judged.key}`).integer(total)
  for (const { id, weight } of fitting) {
    if (drawn < weight) return id
    drawn -= weight
  }
  return 'release'
}

function scenarioOf({ scenario = '', filing = '', direction = '', weight = '', steps = '' }: CsvRow): Scenario {
  invariant(['any', 'import', 'export'].includes(direction) && /^\d+$/.test(weight), `the scenario ${scenario} has a direction and a weight`)
  return { id: scenario, filing, direction, weight: Number(weight), steps: steps.split(' ').filter((step) => step !== '').map(stepOf) }
}

function stepOf(text: string): Step {
  const parts = /^([A-Za-z0-9-]+)@(\d+)(?:~(\d+))?(?:x(\d))?(!)?$/.exec(text)
  invariant(parts !== null, `the step ${text} is a code and its seconds`)
  const [, code = '', noticed = '', delivered, copies = '1', cut] = parts
  return { code, noticed: Number(noticed), delivered: Number(delivered ?? noticed), copies: Number(copies), isCut: cut === '!' }
}
