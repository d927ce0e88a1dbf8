// Imports of workbooks as jobs: what was sent in is read, its columns are confirmed once, every shipment is judged and then
// filed as the policy says. One is worked on at a time, in small turns; what is kept says where to go on after a restart.
import { accepted, type Result } from '../../base/result.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { ColumnTable, WorkbookMapping } from '../../domain/submission/index.ts'
import type { Language } from '../../base/language.ts'
import type { Spool } from '../ports.ts'
import { addReceived, beginFiling, confirmMapping } from './import-acts.ts'
import { openImportLine } from './import-line.ts'
import { importStore, isWorkedOn, type ImportRecord, type Policy } from './import-record.ts'
import type { ImportTools, Who } from './import-tools.ts'
import { resultColumns } from './result-column.ts'
import { bulkColumns } from './template.ts'

export interface ImportDesk {
  readonly table: ColumnTable
  /** The same file again is the same import. */
  readonly add: (who: Who, name: string, content: AsyncIterable<Uint8Array>) => Promise<Result<ImportRecord>>
  readonly find: (organisation: OrganisationId, id: string) => Promise<ImportRecord | undefined>
  readonly list: (organisation: OrganisationId, limit: number) => Promise<readonly ImportRecord[]>
  readonly map: (who: Who, id: string, mapping: WorkbookMapping) => Promise<Result<ImportRecord> | undefined>
  readonly file: (who: Who, id: string, policy: Policy) => Promise<Result<ImportRecord> | undefined>
  /** Stops what is worked on; what is not is taken away, its files too. What was filed stays filed. False: not there. */
  readonly end: (who: Who, id: string) => Promise<boolean>
  /** The workbook with its results; undefined while there are none. */
  readonly result: (organisation: OrganisationId, id: string, language: Language) => Promise<AsyncGenerator<Uint8Array, void> | undefined>
  /** A bit of work; true when there is more right away. */
  readonly turn: () => Promise<boolean>
  /** Leaves what is under way where it is. */
  readonly close: () => Promise<void>
}

export function openImportDesk(tools: ImportTools): ImportDesk {
  const { workspace, files, clock, knowledge } = tools
  const table = bulkColumns(knowledge)
  const store = importStore(workspace, clock)
  const line = openImportLine(store, table, tools)
  return {
    table,
    add: async (who, name, content) => {
      const received = await files.receive(content)
      const added = await addReceived(who, name, received, store, tools)
      if (!added.ok) await received.drop()
      else if (isWorkedOn(added.value.state)) line.queue(who.organisation, added.value.id)
      return added
    },
    find: async (organisation, id) => {
      const found = await store.find(organisation, id)
      return found && line.withProgress(found)
    },
    list: async (organisation, limit) => (await store.list(organisation, limit)).map(line.withProgress),
    map: async (who, id, mapping) => {
      const mapped = await confirmMapping(who, id, mapping, { store, table, tools })
      if (mapped?.ok === true) line.queue(who.organisation, id)
      return mapped
    },
    file: async (who, id, policy) => {
      const begun = await beginFiling(who, id, policy, store)
      if (begun?.ok === true && begun.value.state === 'filing') line.queue(who.organisation, id)
      return begun?.ok === true ? accepted(line.withProgress(begun.value)) : begun
    },
    end: async (who, id) => {
      const found = await store.find(who.organisation, id)
      if (found === undefined) return false
      const isRunning = isWorkedOn(found.state)
      await line.stop(id)
      if (isRunning) await store.change(who.organisation, id, who.actor, (record) => ({ ...record, state: 'cancelled' }))
      else {
        await store.remove(who.organisation, id, who.actor)
        await files.remove(id)
      }
      return true
    },
    result: async (organisation, id, language) => {
      const found = await store.find(organisation, id)
      if (found === undefined || !['judged', 'done', 'cancelled'].includes(found.state) || found.mapping.sheets.length === 0) return undefined
      const results = await files.spool(id, 'results', false)
      return results === undefined ? undefined : written(found, results, language, tools)
    },
    turn: line.turn,
    close: () => line.stop(),
  }
}

async function* written(record: ImportRecord, results: Spool, language: Language, { files, knowledge }: ImportTools): AsyncGenerator<Uint8Array, void> {
  try {
    yield* files.withResults(record.id, await resultColumns(record, results, knowledge, language))
  } finally {
    await results.close()
  }
}

