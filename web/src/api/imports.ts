// Workbooks of many shipments: the template, sending one in, its columns, filing it, having it back with its results.
import type { Language } from '../../../src/base/language.ts'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { apiBase, call, type Answer } from './call.ts'

export type ImportState = 'reading' | 'mapping' | 'judging' | 'judged' | 'filing' | 'done' | 'cancelled' | 'refused'
export type Policy = 'all-or-none' | 'good-rows'

export interface WorkbookMapping {
  readonly sheets: readonly {
    /** Its place in the workbook, from 0. */
    readonly sheet: number
    /** The first row with values, from 1. */
    readonly firstRow: number
    readonly columns: readonly { readonly column: string; readonly path: string }[]
  }[]
  /** Values of every shipment in the file, by path. */
  readonly constants: Readonly<Record<string, string>>
}

export interface ImportColumn {
  /** A, B, … */
  readonly column: string
  readonly head: string
  /** What it was thought to be when it was read; empty for nothing. */
  readonly path: string
  readonly label: string
  readonly ground: 'path' | 'name' | 'values' | 'none'
  readonly examples: readonly string[]
}

export interface ImportSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: number
  readonly headRow: number
  readonly firstRow: number
  readonly columns: readonly ImportColumn[]
}

export interface ImportProblem extends RenderedIssue {
  readonly sheet: string
  readonly row: number
  /** Empty where the row lacks something or the whole row is meant. */
  readonly column: string
  readonly head: string
  readonly reference: string
}

export interface Import {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly state: ImportState
  readonly stateName: string
  readonly by: string
  readonly at: string
  readonly rows: number
  /** Shipments. */
  readonly good: number
  /** Shipments, and rows that belong to none. */
  readonly bad: number
  readonly filed: number
  readonly filedBefore: number
  readonly leftOut: number
  readonly progress: { readonly isRunning: boolean; readonly done: number; readonly total: number }
  readonly policy?: Policy
  readonly mappedBy: 'paths' | 'remembered' | 'person' | 'nobody'
  readonly mapping: WorkbookMapping
  readonly sheets: readonly ImportSheet[]
  /** The first of them. */
  readonly problems: readonly ImportProblem[]
  readonly issues: readonly RenderedIssue[]
}

/** Longest workbook that the server takes. */
export const maxWorkbookBytes = 25_000_000
/** Most problems in one answer; the workbook that comes back has all of them. */
export const maxProblems = 100
/** All that an organisation may keep. */
const listLimit = '200'

const at = (id: string): string => `/imports/${encodeURIComponent(id)}`

export const getImports = (language: Language): Promise<Answer<{ readonly imports: readonly Import[] }>> => call('/imports', { language, query: { limit: listLimit } })
export const getImport = (id: string, language: Language): Promise<Answer<Import>> => call(at(id), { language })
/** The same file again is the same import. */
export const postImport = (file: File, language: Language): Promise<Answer<Import>> => call('/imports', { language, query: { name: file.name.slice(0, 120) }, file })
export const putMapping = (id: string, mapping: WorkbookMapping, language: Language): Promise<Answer<Import>> => call(`${at(id)}/mapping`, { language, method: 'PUT', body: mapping })
/** Begun once however often it is asked. */
export const fileImport = (id: string, policy: Policy, language: Language): Promise<Answer<Import>> => call(`${at(id)}/file`, { language, body: { policy } })
/** Stops what is worked on; takes away what is not. */
export const endImport = (id: string, language: Language): Promise<Answer<undefined>> => call(at(id), { language, method: 'DELETE' })

export const templateAddress = (language: Language): string => `${apiBase}/workbook/template?language=${language}`
export const resultAddress = (id: string, language: Language): string => `${apiBase}${at(id)}/result?language=${language}`
