// What an import of raw statistics needs from the disk: the file itself under its digest, a place where rows wait until the
// file is whole, and the table that everybody reads, which is made anew and put in the place of the old one in one step.
import type { Result } from '../../../base/result.ts'
import type { Dictionary, FileDigest, FileHead, ReadPosition, RowBatch, RowCounts, RowFault, Settled, RawFormat, RawSource, RawSettings } from '../../../domain/statistics/index.ts'

export const importPolicies = ['all-or-none', 'good-rows'] as const
export type ImportPolicy = (typeof importPolicies)[number]

export function isImportPolicy(text: string): text is ImportPolicy {
  return (importPolicies as readonly string[]).includes(text)
}

/** A raw file, kept: of a zip archive each file in it. */
export interface RawFile {
  readonly name: string
  readonly digest: FileDigest
  readonly bytes: number
  readonly head: FileHead
  readonly chunks: (from: number) => AsyncIterable<Uint8Array>
}

/** What is known of an import. Its id is the digest of its file, so that a file is in once or not at all. */
export interface RawImport {
  readonly id: FileDigest
  readonly name: string
  readonly source: RawSource
  readonly format: RawFormat
  readonly settings: RawSettings
  /** What was settled about the file as a whole. */
  readonly settled: readonly Settled[]
  readonly ignored: readonly string[]
  readonly policy: ImportPolicy
  readonly state: 'reading' | 'refused' | 'published'
  readonly counts: RowCounts
}

/** Rows that are read and wait. What was committed is there after a crash; what was not is read again. */
export interface RawStaging {
  /** Where reading stands: undefined before the first commit. */
  readonly reached: ReadPosition | undefined
  readonly counts: RowCounts
  readonly isComplete: boolean
  readonly dictionary: Dictionary
  readonly put: (batch: RowBatch) => void
  readonly commit: (position: ReadPosition, counts: RowCounts, isComplete: boolean) => Promise<void>
  /** In order of rows. */
  readonly faults: (limit: number) => Promise<readonly RowFault[]>
  readonly close: () => void
}

export interface Published {
  readonly observations: number
  readonly imports: number
  readonly path: string
}

export interface RawStore {
  /** Keeps the file, and answers with what is in it; refuses an archive that cannot be unpacked. Throws what the operating system says when it cannot be read. */
  readonly receive: (path: string) => Promise<Result<readonly RawFile[]>>
  readonly find: (id: FileDigest) => Promise<RawImport | undefined>
  readonly imports: () => Promise<readonly RawImport[]>
  /** Durable when it answers. */
  readonly keep: (record: RawImport) => Promise<void>
  /** With `isNew` an empty one; else it goes on where it was left. */
  readonly staging: (id: FileDigest, isNew: boolean) => Promise<RawStaging>
  /** Makes the table of observations from the staged rows of every published import, and puts it in its place at once. */
  readonly publish: () => Promise<Published>
  /** Whether the table that stands is the one that was written. */
  readonly check: () => Promise<'whole' | 'absent' | 'damaged'>
}
