// The line of imports that are worked on: one at a time, in small turns, so that requests are answered in between. What is
// kept says where to go on; after a restart whatever was under way is begun again.
import type { OrganisationId } from '../../domain/access/index.ts'
import type { ColumnTable } from '../../domain/submission/index.ts'
import { reads, works } from './import-jobs.ts'
import { isWorkedOn, maxImports, noCounts, type ImportRecord, type ImportStore } from './import-record.ts'
import type { ImportTools } from './import-tools.ts'
import type { ReadProgress, Step } from './read-workbook.ts'
import type { WorkProgress } from './work-through.ts'

export interface ImportLine {
  readonly queue: (organisation: OrganisationId, id: string) => void
  /** A bit of work; true when there is more right away. */
  readonly turn: () => Promise<boolean>
  /** Leaves what is under way where it is; with an id only if it is that one. */
  readonly stop: (id?: string) => Promise<void>
  readonly withProgress: (record: ImportRecord) => ImportRecord
}

interface Job {
  readonly organisation: OrganisationId
  readonly id: string
  readonly steps: AsyncGenerator<Step, void>
  readonly progress: () => Partial<Pick<ImportRecord, 'counts' | 'problems'>>
}

const stepsPerTurn = 5

export function openImportLine(store: ImportStore, table: ColumnTable, tools: ImportTools): ImportLine {
  const waiting: { readonly organisation: OrganisationId; readonly id: string }[] = []
  let [job, isSearched]: [Job | undefined, boolean] = [undefined, false]
  const queue = (organisation: OrganisationId, id: string): void => {
    if (!waiting.some((each) => each.id === id) && job?.id !== id) waiting.push({ organisation, id })
  }
  const withProgress = (record: ImportRecord): ImportRecord => (job?.id === record.id && isWorkedOn(record.state) ? { ...record, ...job.progress() } : record)

  const turn = async (): Promise<boolean> => {
    if (!isSearched) {
      for (const { id: organisation } of await tools.directory.organisations()) for (const { id, state } of await store.list(organisation, maxImports)) if (isWorkedOn(state)) queue(organisation, id)
      isSearched = true
    }
    job ??= await nextJob(waiting, store, table, tools)
    if (job === undefined) return false
    const own = job
    try {
      for (let step = 0; step < stepsPerTurn; step += 1) {
        const next = await own.steps.next()
        if (job !== own) return true
        if (next.done === true) {
          job = undefined
          const after = await store.find(own.organisation, own.id)
          if (after !== undefined && isWorkedOn(after.state)) queue(own.organisation, own.id)
          return true
        }
        if (next.value === 'wait') return false
      }
      return true
    } catch (error) {
      // It is begun again from what is kept; the loop waits longer each time.
      job = undefined
      queue(own.organisation, own.id)
      throw error
    }
  }

  return {
    queue,
    turn,
    stop: async (id) => {
      const own = job
      if (own === undefined || (id !== undefined && own.id !== id)) return
      job = undefined
      await own.steps.return()
    },
    withProgress,
  }
}

async function nextJob(waiting: { readonly organisation: OrganisationId; readonly id: string }[], store: ImportStore, table: ColumnTable, tools: ImportTools): Promise<Job | undefined> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { organisation, id } = next
    const record = await store.find(organisation, id)
    if (record === undefined || !isWorkedOn(record.state)) continue
    const reading: ReadProgress = { rows: 0 }
    const work: WorkProgress = { counts: { ...noCounts, rows: record.counts.rows }, problems: [] }
    const given = { organisation, record, store, table, tools }
    if (record.state === 'reading') return { organisation, id, steps: reads(given, reading), progress: () => ({ counts: { ...noCounts, rows: reading.rows } }) }
    return { organisation, id, steps: works(given, work), progress: () => work }
  }
  return undefined
}

