// The drafts and templates that an organisation has, here and at the server, as one list; and what is done with them.
import { untrack } from 'solid-js'
import { getKeptText, getShelf, putKeptText, removeKeptText, type KeptTextRow, type Shelf } from '../api/drafts.ts'
import { getShipment } from '../api/shipments.ts'
import { findLocalDraft, isUnsent, keepLocalDraft, localDrafts, type LocalDraft } from '../device/local-drafts.ts'
import { newDraftId, newTemplateId } from '../draft/draft-id.ts'
import type { Desk } from '../desk/desk-state.ts'
import { language } from '../language.ts'
import { may, owner } from '../session/session.ts'

export interface ShelfRow {
  readonly id: string
  readonly title: string
  readonly changedAtMs: number
  /** Empty for what only this browser has. */
  readonly changedBy: string
  readonly version: number
  /** There is something that the server does not have yet. */
  readonly isOnlyHere: boolean
  readonly isRemoved: boolean
}

export interface ShelfRows {
  readonly rows: readonly ShelfRow[]
  /** The server did not say what it has. */
  readonly isPartial: boolean
}

export async function readShelf(shelf: Shelf): Promise<ShelfRows> {
  const [answer, here] = await Promise.all([
    untrack(() => may('draft.read')) ? getShelf(shelf, untrack(language)) : undefined,
    shelf === 'drafts' ? localDrafts(untrack(owner)) : [],
  ])
  const rows = new Map<string, ShelfRow>()
  if (answer?.kind === 'done') for (const item of answer.value.items) rows.set(item.id, serverRow(item))
  for (const draft of here) if (isUnsent(draft) || !rows.has(draft.id)) rows.set(draft.id, localRow(draft, rows.get(draft.id)))
  return { rows: [...rows.values()].toSorted((a, b) => b.changedAtMs - a.changedAtMs), isPartial: answer !== undefined && answer.kind !== 'done' }
}

/** Removed softly: it can be had back. */
export async function removeRow(shelf: Shelf, row: ShelfRow): Promise<boolean> {
  if (row.version > 0) {
    const answer = await removeKeptText(shelf, row.id, row.version, untrack(language))
    if (answer.kind !== 'done') return false
  }
  const local = shelf === 'drafts' ? await findLocalDraft(row.id, untrack(owner)) : undefined
  if (local !== undefined) await keepLocalDraft({ ...local, isRemoved: true, base: { version: row.version === 0 ? 0 : row.version + 1, text: local.base.text } })
  return true
}

/** Ends the keeping of what is on the desk and removes it, softly too; true when there is none. */
export async function removeDraftOf({ keeper }: Pick<Desk, 'keeper'>): Promise<boolean> {
  const draft = untrack(keeper.draft)
  keeper.close()
  return draft === undefined || removeRow('drafts', localRow(draft, undefined)).catch(() => false)
}

export async function restoreRow(shelf: Shelf, row: ShelfRow): Promise<boolean> {
  const local = shelf === 'drafts' ? await findLocalDraft(row.id, untrack(owner)) : undefined
  if (local !== undefined) {
    const { isRemoved: _isRemoved, ...rest } = local
    await keepLocalDraft({ ...rest, base: { ...local.base, version: row.version } })
  }
  if (row.version === 0) return true
  const kept = await getKeptText(shelf, row.id, untrack(language))
  if (kept.kind !== 'done') return false
  const answer = await putKeptText(shelf, row.id, local?.text ?? kept.value.text, kept.value.version, untrack(language))
  if (answer.kind !== 'done') return false
  if (local !== undefined) {
    const { isRemoved: _isRemoved, ...rest } = local
    await keepLocalDraft({ ...rest, base: { version: answer.value.version, text: local.text } })
  }
  return true
}

/** A draft of its own with this text; gives its id. It goes to the server when it is opened. */
export async function newDraft(text: string): Promise<string> {
  const id = newDraftId()
  await keepLocalDraft({ id, owner: untrack(owner), text, base: { version: 0, text: '' }, typedAtMs: Date.now() })
  return id
}

export async function draftFromTemplate(id: string): Promise<string | undefined> {
  const answer = await getKeptText('templates', id, untrack(language))
  return answer.kind === 'done' ? newDraft(withoutReference(answer.value.text)) : undefined
}

export async function draftFromShipment(id: string): Promise<string | undefined> {
  const answer = await getShipment(id, untrack(language))
  return answer.kind === 'done' ? newDraft(withoutReference(answer.value.text)) : undefined
}

/** It goes by the reference that it has; what begins from it has none yet. */
export async function saveTemplate(text: string): Promise<boolean> {
  return (await putKeptText('templates', newTemplateId(), text, 0, untrack(language))).kind === 'done'
}

/** Another shipment has another reference; the rest is copied as it was. */
export function withoutReference(text: string): string {
  return text.replace(/^reference:.*$/m, 'reference: ').replace(/^asOf:.*\n/m, '').replace(/("reference"\s*:\s*)"[^"]*"/, '$1""')
}

function serverRow({ id, title, version, changedAt, changedBy, isRemoved }: KeptTextRow): ShelfRow {
  return { id, title, version, changedAtMs: Date.parse(changedAt), changedBy, isOnlyHere: false, isRemoved }
}

function localRow(draft: LocalDraft, server: ShelfRow | undefined): ShelfRow {
  return {
    id: draft.id,
    title: titleOf(draft.text),
    changedAtMs: draft.typedAtMs,
    changedBy: '',
    version: server?.version ?? draft.base.version,
    isOnlyHere: isUnsent(draft),
    isRemoved: draft.isRemoved === true || server?.isRemoved === true,
  }
}

/** The reference, where a line says it. */
export function titleOf(text: string): string {
  const [, yaml] = /^reference:[ \t]*["']?([^"'\n#]*)/m.exec(text) ?? []
  const [, json] = /"reference"\s*:\s*"([^"]*)"/.exec(text) ?? []
  return (yaml ?? json ?? '').trim()
}
