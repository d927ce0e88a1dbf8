// What is kept of an import: where it stands, how its columns were read, and what came of its rows. It is kept in the
// workspace of the organisation at every step, so that a restart goes on from there.
import type { Instant } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { CellPlace, ColumnProposal, WorkbookMapping } from '../../domain/submission/index.ts'
import type { KeptItem, Workspace } from '../ports.ts'

/** `reading`, `judging` and `filing` are worked on; the others wait for somebody or are at their end. */
export const importStates = ['reading', 'mapping', 'judging', 'judged', 'filing', 'done', 'cancelled', 'refused'] as const
export type ImportState = (typeof importStates)[number]

export const policies = ['all-or-none', 'good-rows'] as const
export type Policy = (typeof policies)[number]

export function isPolicy(text: string): text is Policy {
  return (policies as readonly string[]).includes(text)
}

export interface ImportSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: number
  readonly headRow: number
  readonly firstRow: number
  readonly columns: readonly ColumnProposal[]
  /** The column in which results are given back: the first one after all that are used, or that of an earlier result. */
  readonly resultColumn: number
  /** Where its rows lie among those put away. */
  readonly from: number
  readonly to: number
}

export interface ImportCounts {
  /** Rows with a value, heads and rows that were left out too. */
  readonly rows: number
  readonly leftOut: number
  readonly shipments: number
  /** Shipments judged or filed so far. */
  readonly done: number
  readonly good: number
  /** Shipments, and rows that belong to none. */
  readonly bad: number
  readonly filed: number
  /** With the same content, earlier. */
  readonly filedBefore: number
}

export interface Problem {
  readonly place: CellPlace
  readonly reference: string
  readonly issue: Issue
}

export interface ImportRecord {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly createdBy: string
  readonly createdAt: Instant
  readonly state: ImportState
  readonly kind: 'xlsx' | 'csv'
  readonly is1904: boolean
  readonly sheets: readonly ImportSheet[]
  /** Names this kind of workbook: the hash of its heads. */
  readonly fingerprint: string
  readonly mapping: WorkbookMapping
  /** Who said so: the workbook itself, somebody earlier, somebody now; or nobody yet. */
  readonly mappedBy: 'paths' | 'remembered' | 'person' | 'nobody'
  readonly counts: ImportCounts
  /** The first of them. */
  readonly problems: readonly Problem[]
  readonly policy?: Policy
  /** In whose name it is filed. */
  readonly filedBy?: string
  /** Why the file is not read. */
  readonly issues: readonly Issue[]
}

export const noCounts: ImportCounts = { rows: 0, leftOut: 0, shipments: 0, done: 0, good: 0, bad: 0, filed: 0, filedBefore: 0 }
export const noMapping: WorkbookMapping = { sheets: [], constants: {} }
const maxTries = 5

export function isWorkedOn(state: ImportState): boolean {
  return state === 'reading' || state === 'judging' || state === 'filing'
}

export function recordOf({ content }: KeptItem): ImportRecord {
  return JSON.parse(content) as ImportRecord
}

export interface ImportStore {
  readonly find: (organisation: OrganisationId, id: string) => Promise<ImportRecord | undefined>
  /** Newest first. */
  readonly list: (organisation: OrganisationId, limit: number) => Promise<readonly ImportRecord[]>
  readonly add: (organisation: OrganisationId, record: ImportRecord) => Promise<ImportRecord>
  /** Changes what is there; `change` gives undefined where nothing is to be changed. Answers with what there is then. */
  readonly change: (organisation: OrganisationId, id: string, by: string, change: (record: ImportRecord) => ImportRecord | undefined) => Promise<ImportRecord | undefined>
  readonly remove: (organisation: OrganisationId, id: string, by: string) => Promise<void>
}

/** Imports that an organisation keeps at one time. */
export const maxImports = 200

export function importStore(workspace: Workspace, clock: () => Instant): ImportStore {
  const item = async (organisation: OrganisationId, id: string): Promise<KeptItem | undefined> => {
    const found = await workspace.find(organisation, 'import', id)
    return found === undefined || found.isRemoved ? undefined : found
  }
  const kept = (organisation: OrganisationId, record: ImportRecord, by: string, isRemoved = false): Omit<KeptItem, 'version'> => ({
    organisation, kind: 'import', id: record.id, title: record.name, content: JSON.stringify(record), changedAt: clock(), changedBy: by, isRemoved,
  })
  const change: ImportStore['change'] = async (organisation, id, by, changed) => {
    for (let attempt = 0; attempt < maxTries; attempt += 1) {
      const found = await item(organisation, id)
      const next = found && changed(recordOf(found))
      if (found === undefined || next === undefined) return found && recordOf(found)
      const keeping = await workspace.keep(kept(organisation, next, by), found.version)
      if (keeping.kind === 'kept') return next
    }
    throw new Error(`import ${id} is changed by too many at once`)
  }
  return {
    find: async (organisation, id) => {
      const found = await item(organisation, id)
      return found && recordOf(found)
    },
    list: async (organisation, limit) => {
      const all = await workspace.list(organisation, 'import', { limit: maxImports })
      return all.map(recordOf).toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1)).slice(0, limit)
    },
    add: async (organisation, record) => {
      const before = await workspace.find(organisation, 'import', record.id)
      if (before !== undefined && !before.isRemoved) return recordOf(before)
      const keeping = await workspace.keep(kept(organisation, record, record.createdBy), before?.version ?? 0)
      return keeping.kind === 'conflict' && keeping.item !== undefined ? recordOf(keeping.item) : record
    },
    change,
    remove: async (organisation, id, by) => {
      const found = await item(organisation, id)
      if (found !== undefined) await workspace.keep({ ...kept(organisation, recordOf(found), by, true), content: '' }, found.version)
    },
  }
}
