// Imports a raw file: looks at its beginning, reads every row into the staging, and publishes by the policy. It can be stopped
// at any moment and begun again; the same file with the same settings is the same import.
import type { Issue } from '../../../base/issue.ts'
import { inspectFile, noRows, rawIssue, readRecords, rowReader, type RawLayout, type RawSettings, type RawSource, type RawTools, type RowCounts, type RowFault } from '../../../domain/statistics/index.ts'
import type { ImportPolicy, Published, RawFile, RawImport, RawStaging, RawStore } from './raw-store.ts'

export interface ImportAsked {
  readonly source: RawSource
  readonly settings: RawSettings
  readonly policy: ImportPolicy
  /** Take the file again though it is in with other settings. */
  readonly isReplaced: boolean
}

export interface ImportTools extends RawTools {
  readonly store: RawStore
  /** Hears how many bytes of the file are read. */
  readonly onProgress: (done: number, of: number) => void
}

export type ImportOutcome =
  /** Nothing was read: something is to be said first, or this is another file. */
  | { readonly kind: 'not-begun'; readonly issues: readonly Issue[] }
  | { readonly kind: 'refused' | 'published'; readonly record: RawImport; readonly faults: readonly RowFault[]; readonly isRepeated: boolean; readonly published?: Published }

/** Faults that an answer carries; all of them stay in the staging. */
export const maxFaultsTold = 100
/** Rows between two commits are at most this many batches. */
const batchesPerCommit = 8

export async function importRaw(file: RawFile, asked: ImportAsked, tools: ImportTools): Promise<ImportOutcome> {
  const { store } = tools
  const inspected = inspectFile(asked.source, file.head, asked.settings, tools)
  if (!inspected.ok) return { kind: 'not-begun', issues: inspected.issues }
  const layout = inspected.value
  const known = await store.find(file.digest)
  const isSame = known !== undefined && settingsKey(known) === settingsKey({ ...asked, format: layout.format })
  if (known?.state === 'published' && !isSame && !asked.isReplaced) return { kind: 'not-begun', issues: [rawIssue('statistics_imported_otherwise', { file: known.name })] }
  if (known?.state === 'published' && isSame && !asked.isReplaced) return answer(known, true, tools)
  const record: RawImport = {
    id: file.digest,
    name: file.name,
    source: asked.source,
    format: layout.format,
    settings: asked.settings,
    settled: layout.settled,
    ignored: layout.ignored,
    policy: asked.policy,
    state: 'reading',
    counts: noRows,
  }
  await store.keep(record)
  const staging = await store.staging(file.digest, !isSame || asked.isReplaced)
  try {
    const counts = await readAll(file, layout, staging, tools)
    if (counts === undefined) return { kind: 'not-begun', issues: [rawIssue('statistics_too_many_values')] }
    const isPublished = counts.observations > 0 && (asked.policy === 'good-rows' || counts.bad === 0)
    const done: RawImport = { ...record, counts, state: isPublished ? 'published' : 'refused' }
    const faults = await staging.faults(maxFaultsTold)
    await store.keep(done)
    staging.close()
    // Refused now and published before: its rows go out of the table.
    const published = isPublished || known?.state === 'published' ? { published: await store.publish() } : {}
    return { kind: isPublished ? 'published' : 'refused', record: done, faults, isRepeated: false, ...published }
  } finally {
    staging.close()
  }
}

/** A crash between the record and the table leaves the table behind: it is made again. */
async function answer(record: RawImport, isRepeated: boolean, { store }: ImportTools): Promise<ImportOutcome> {
  const staging = await store.staging(record.id, false)
  const faults = await staging.faults(maxFaultsTold)
  staging.close()
  return { kind: 'published', record, faults, isRepeated, ...((await store.check()) === 'whole' ? {} : { published: await store.publish() }) }
}

/** Undefined where there are more different codes than any statistics have. */
async function readAll(file: RawFile, layout: RawLayout, staging: RawStaging, { onProgress }: ImportTools): Promise<RowCounts | undefined> {
  if (staging.isComplete) return staging.counts
  const start = staging.reached ?? layout.start
  const before = staging.counts
  const steps = readRecords({ chunks: file.chunks(start.offset), start, cutter: layout.cutter(), reader: rowReader(layout.plan, staging.dictionary) })
  let [counts, position, waiting] = [before, start, 0]
  for await (const step of steps) {
    if (staging.dictionary.isFull) return undefined
    staging.put(step.batch)
    counts = sum(before, step.batch.counts)
    position = step.position
    waiting += 1
    if (waiting < batchesPerCommit) continue
    await staging.commit(position, counts, false)
    onProgress(position.offset, file.bytes)
    waiting = 0
  }
  await staging.commit(position, counts, true)
  onProgress(file.bytes, file.bytes)
  return counts
}

/** Everything that changes what the rows mean; the policy does not. */
function settingsKey({ source, settings, format }: Pick<RawImport, 'source' | 'settings' | 'format'>): string {
  const { flow, period, mapping } = settings
  return JSON.stringify([source, format, flow ?? '', period ?? '', mapping ?? ''])
}

function sum(a: RowCounts, b: RowCounts): RowCounts {
  return { rows: a.rows + b.rows, good: a.good + b.good, bad: a.bad + b.bad, leftOut: a.leftOut + b.leftOut, observations: a.observations + b.observations, rounded: a.rounded + b.rounded }
}
