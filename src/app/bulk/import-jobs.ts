// The two works of an import: reading it, and going through its shipments. Each can be left at any step and begun again.
import type { Issue } from '../../base/issue.ts'
import { refused } from '../../base/result.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import { isDraftObject, mappingIssues, type ColumnTable, type DraftObject, type Profiles } from '../../domain/submission/index.ts'
import { idLength, type ImportTools } from './import-tools.ts'
import { noCounts, type ImportRecord, type ImportStore } from './import-record.ts'
import { readWorkbook, type ReadProgress, type Step } from './read-workbook.ts'
import { rememberedMapping } from './remembered-mapping.ts'
import { filing, judging } from './shipment-work.ts'
import { workThrough, type WorkProgress } from './work-through.ts'

/** The journal writes what comes together at once. */
const filedTogether = 8
/** Changes made by nobody but the platform. */
const platform = 'platform'

export interface JobGiven {
  readonly organisation: OrganisationId
  readonly record: ImportRecord
  readonly store: ImportStore
  readonly table: ColumnTable
  readonly tools: ImportTools
}

/** Reads the workbook and says what its columns may be. */
export async function* reads({ organisation, record, store, table, tools }: JobGiven, progress: ReadProgress): AsyncGenerator<Step, void> {
  const { files, hashText, workspace } = tools
  const end = (change: Partial<ImportRecord>) => store.change(organisation, record.id, platform, (now) => (now.state === 'reading' ? { ...now, ...change } : undefined))
  const opened = await files.open(record.id)
  if (!opened.ok) return void (await end({ state: 'refused', issues: opened.issues }))
  const spool = await files.spool(record.id, 'rows', true)
  try {
    const read = spool === undefined ? refused<readonly Issue[]>([]) : yield* readWorkbook(opened.value, spool, table, progress)
    if (!read.ok) return void (await end({ state: 'refused', issues: read.issues }))
    const { sheets, proposal } = read.value
    const fingerprint = hashText(proposal.heads).slice(0, idLength)
    const known = proposal.isCertain ? undefined : await rememberedMapping(workspace, organisation, fingerprint)
    const mapping = known ?? proposal.mapping
    const isReady = (proposal.isCertain || known !== undefined) && mappingIssues(mapping, table).length === 0
    await end({
      state: isReady ? 'judging' : 'mapping',
      kind: opened.value.kind,
      is1904: opened.value.is1904,
      sheets, fingerprint, mapping,
      mappedBy: !isReady ? 'nobody' : known === undefined ? 'paths' : 'remembered',
      counts: { ...noCounts, rows: progress.rows },
    })
  } finally {
    await spool?.close()
    await opened.value.close()
  }
}

/** Judges every shipment of it, or files it. */
export async function* works({ organisation, record, store, table, tools }: JobGiven, progress: WorkProgress): AsyncGenerator<Step, void> {
  const { files, directory, register, journal } = tools
  const rows = await files.spool(record.id, 'rows', false)
  // Working files may be lost; the workbook itself is not.
  if (rows === undefined) return void (await store.change(organisation, record.id, platform, (now) => ({ ...now, state: 'reading' })))
  const results = await files.spool(record.id, 'results', true)
  try {
    const standing = await directory.organisation(organisation)
    // Whose it was is not known here any more.
    if (results === undefined || standing === undefined) return void (await store.change(organisation, record.id, platform, (now) => ({ ...now, state: 'cancelled' })))
    const profiles = profilesOnce((isSample, draft) => tools.profiles({ isSample, organisation, draft }))
    const given = { ...tools, profiles, standing, kept: { organisation, register, journal } }
    const work = record.state === 'filing' ? filing({ ...given, organisation, actor: record.filedBy ?? record.createdBy, importId: record.id }) : judging(given)
    yield* workThrough({ record, table, rows, results, together: record.state === 'filing' ? filedTogether : 1, work }, progress)
  } finally {
    await results?.close()
    await rows.close()
  }
  await store.change(organisation, record.id, platform, (now) => (now.state === record.state ? { ...now, state: now.state === 'filing' ? 'done' : 'judged', ...progress } : undefined))
}

const maxRemembered = 200

/** Most shipments of a workbook name the same parties: they are looked for once. */
function profilesOnce(find: (isSample: boolean, draft: DraftObject) => Promise<Profiles>): (isSample: boolean, draft: DraftObject) => Promise<Profiles> {
  const known = new Map<string, Promise<Profiles>>()
  return (isSample, draft) => {
    const parties = isDraftObject(draft['parties']) ? Object.values(draft['parties']) : []
    const named = parties.map((party) => (isDraftObject(party) ? String(party['profile'] ?? '') : ''))
    const key = JSON.stringify([isSample, named])
    const found = known.get(key) ?? find(isSample, draft)
    if (known.size >= maxRemembered) known.clear()
    known.set(key, found)
    return found
  }
}
