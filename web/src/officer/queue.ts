// The officer's queue as this page knows it: what was chosen, the rows so far, where the officer is, and what was decided
// here and has not come back as an answer yet. It outlives a visit to one filing, so that the next one is known.
import { createSignal } from 'solid-js'
import type { Language } from '../../../src/base/language.ts'
import type { Answer } from '../api/call.ts'
import { getFilings, idOfFiling, type FiledFiling, type FilingPage } from '../api/officer.ts'

export interface Decided {
  readonly name: string
  /** Where it stood when it was decided; once it has changed, the answer has arrived. */
  readonly stage: string
  readonly changedAt: string
}

const [stage, setStage] = createSignal('')
const [isDifferingOnly, setIsDifferingOnly] = createSignal(false)
const [answer, setAnswer] = createSignal<Answer<FilingPage>>()
const [at, setAt] = createSignal('')
const [decided, setDecided] = createSignal<ReadonlyMap<string, Decided>>(new Map())
export { answer, at, isDifferingOnly, setAt, setIsDifferingOnly, setStage, stage }

/** Another session finds another queue. */
let owner = ''
let asked = 0

export function beginQueue(of: string): void {
  if (of === owner) return
  owner = of
  setStage('')
  setIsDifferingOnly(false)
  setAnswer(undefined)
  setAt('')
  setDecided(new Map())
}

/** The rows that fit the choice. */
export function shownRows(): readonly FiledFiling[] {
  const found = answer()
  return found?.kind === 'done' ? found.value.filings : []
}

export function hasMore(): boolean {
  const found = answer()
  return found?.kind === 'done' && found.value.next !== undefined
}

/** From the beginning. */
export async function loadQueue(language: Language): Promise<void> {
  const turn = ++asked
  const first = await getFilings({ stage: stage(), isDiffering: isDifferingOnly() }, language)
  if (turn === asked) setAnswer(first)
}

/** The next rows that fit. */
export async function loadMore(language: Language): Promise<void> {
  const turn = ++asked
  const sofar = answer()
  if (sofar?.kind !== 'done' || sofar.value.next === undefined) return
  const more = await getFilings({ stage: stage(), isDiffering: isDifferingOnly(), after: sofar.value.next }, language)
  if (turn !== asked || more.kind !== 'done') return
  setAnswer({ ...more, value: { ...more.value, filings: [...sofar.value.filings, ...more.value.filings] } })
}

export function markDecided(id: string, what: Decided): void {
  setDecided((before) => new Map([...before, [id, what]]))
}

/** What was decided here about the filing, until its answer has changed it. */
export function decidedAbout(row: FiledFiling): Decided | undefined {
  const found = decided().get(idOfFiling(row))
  return found?.stage === row.stage && found.changedAt === row.changedAt ? found : undefined
}

/** The filing to go on with: the next one that is not decided, round at the end; empty for none. */
export async function nextAfter(id: string, language: Language): Promise<string> {
  if (answer()?.kind !== 'done') await loadQueue(language)
  const found = following(id)
  if (found !== '' || !hasMore()) return found
  await loadMore(language)
  return following(id)
}

function following(id: string): string {
  const rows = shownRows()
  const here = rows.findIndex((row) => idOfFiling(row) === id)
  const inOrder = [...rows.slice(here + 1), ...rows.slice(0, Math.max(here, 0))]
  const next = inOrder.find((row) => idOfFiling(row) !== id && row.isCancelled !== true && decidedAbout(row) === undefined)
  return next === undefined ? '' : idOfFiling(next)
}
