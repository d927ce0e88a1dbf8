// What people do with an import: send one in, confirm its columns, have it filed.
import type { Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { mappingIssues, type ColumnTable, type WorkbookMapping } from '../../domain/submission/index.ts'
import type { ReceivedWorkbook } from '../ports.ts'
import { importIssue } from './import-issue.ts'
import { maxImports, noCounts, noMapping, type ImportRecord, type ImportStore, type Policy } from './import-record.ts'
import { idLength, type ImportTools, type Who } from './import-tools.ts'
import { rememberMapping } from './remembered-mapping.ts'

export async function addReceived({ organisation, actor }: Who, name: string, received: ReceivedWorkbook, store: ImportStore, { clock, hashText, workspace }: ImportTools): Promise<Result<ImportRecord>> {
  const id = hashText(`${organisation}\n${received.digest}`).slice(0, idLength)
  if ((await store.find(organisation, id)) === undefined && (await workspace.list(organisation, 'import', { limit: maxImports, isWithoutContent: true })).length >= maxImports) {
    return refused([importIssue('import_too_many', { max: maxImports })])
  }
  await received.keep(id)
  const record: ImportRecord = {
    id, name: name.slice(0, 120), bytes: received.bytes, createdBy: actor, createdAt: clock(), state: 'reading', kind: 'xlsx', is1904: false, sheets: [],
    fingerprint: '', mapping: noMapping, mappedBy: 'nobody', counts: noCounts, problems: [], issues: [],
  }
  const there = await store.add(organisation, record)
  if (!isWorthAnotherLook(there)) return accepted(there)
  const again = { state: 'reading', issues: [], problems: [], counts: noCounts } as const
  return accepted((await store.change(organisation, id, actor, (now) => (isWorthAnotherLook(now) ? { ...now, ...again } : undefined))) ?? there)
}

/** The same file once more, after it was stopped or something was bad: profiles, rules or the record may be others now. */
function isWorthAnotherLook({ state, counts }: ImportRecord): boolean {
  return state === 'cancelled' || state === 'refused' || ((state === 'judged' || state === 'done') && counts.bad > 0)
}

function unknownSheets({ sheets }: WorkbookMapping, record: ImportRecord): readonly Issue[] {
  const seen = new Set<number>()
  return sheets.filter(({ sheet }) => {
    const isWrong = record.sheets[sheet] === undefined || record.sheets[sheet]?.isHidden === true || seen.has(sheet)
    seen.add(sheet)
    return isWrong
  }).map(({ sheet }) => importIssue('mapping_sheet_unknown', { sheet: String(sheet) }))
}

/** Undefined where there is no such import. */
export async function confirmMapping(who: Who, id: string, mapping: WorkbookMapping, { store, table, tools }: { readonly store: ImportStore; readonly table: ColumnTable; readonly tools: ImportTools }): Promise<Result<ImportRecord> | undefined> {
  const found = await store.find(who.organisation, id)
  if (found === undefined) return undefined
  const issues = [...unknownSheets(mapping, found), ...mappingIssues(mapping, table)]
  if (issues.length > 0) return refused(issues)
  if (found.state !== 'mapping' && found.state !== 'judged') return refused([notNow(found)])
  const named = { ...mapping, sheets: mapping.sheets.map((sheet) => ({ ...sheet, name: found.sheets[sheet.sheet]?.name ?? '' })) }
  await rememberMapping(tools.workspace, who, found.fingerprint, named, tools.clock())
  const fresh = { state: 'judging', mapping: named, mappedBy: 'person', problems: [] } as const
  const changed = await store.change(who.organisation, id, who.actor, (record) => ({ ...record, ...fresh, counts: { ...noCounts, rows: record.counts.rows } }))
  return changed && accepted(changed)
}

/** Once begun it is begun: asked again, it says how far it is. */
export async function beginFiling(who: Who, id: string, policy: Policy, store: ImportStore): Promise<Result<ImportRecord> | undefined> {
  const found = await store.find(who.organisation, id)
  if (found === undefined) return undefined
  if (found.state === 'filing' || found.state === 'done') return accepted(found)
  if (found.state !== 'judged') return refused([notNow(found)])
  if (policy === 'all-or-none' && found.counts.bad > 0) return refused([importIssue('import_has_bad', { bad: found.counts.bad })])
  if (found.counts.good === 0) return refused([importIssue('import_nothing_good')])
  const changed = await store.change(who.organisation, id, who.actor, (record) => ({ ...record, state: 'filing', policy, filedBy: who.actor }))
  return changed && accepted(changed)
}

function notNow({ state }: ImportRecord): Issue {
  return importIssue('import_not_now', { state: `#import_state.${state}` })
}
