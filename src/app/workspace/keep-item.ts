// What an organisation keeps by hand: drafts, templates, profiles. Everybody of the organisation works on the same ones, so
// each change names the version it was made on; a change on another one changes nothing and says what is there. Removing is
// soft: the next change brings it back.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import type { Instant } from '../../base/instant.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { KeptItem, KeptKind, Workspace } from '../ports.ts'

export type ItemKind = Extract<KeptKind, 'draft' | 'template' | 'profile'>

export interface ItemName {
  readonly organisation: OrganisationId
  readonly kind: ItemKind
  readonly id: string
}

export interface ChangedBy {
  readonly by: string
  readonly at: Instant
}

export type ItemChange =
  | { readonly kind: 'kept'; readonly item: KeptItem }
  /** Somebody changed it meanwhile. */
  | { readonly kind: 'conflict'; readonly current: KeptItem }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** In UTF-8. */
export const maxItemBytes = 1_000_000
/** Of each kind, removed ones too. */
export const maxItems = 10_000
/** Letters of any script and digits; inside also spaces, dots and lines. */
const idPattern = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,78}[\p{L}\p{N}._-])?$/u
const source = 'Lingding: what an organisation keeps'

export function isItemId(text: string): boolean {
  return idPattern.test(text)
}

export async function findItem(workspace: Workspace, { organisation, kind, id }: ItemName): Promise<KeptItem | undefined> {
  return isItemId(id) ? workspace.find(organisation, kind, id) : undefined
}

/** `version` is the one that was changed, 0 for a new one. The same content again is the same change, however often it comes. */
export async function keepItem(workspace: Workspace, name: ItemName, content: string, title: string, version: number, { by, at }: ChangedBy): Promise<ItemChange> {
  const bytes = encodeUtf8(content).length
  if (bytes > maxItemBytes) return refused('kept_too_large', { bytes, most: maxItemBytes })
  if (version === 0) {
    if (!isItemId(name.id)) return refused('kept_id_malformed', { id: name.id.slice(0, 40) })
    if ((await workspace.count(name.organisation, name.kind)) >= maxItems) return refused('kept_too_many', { most: maxItems })
  } else if (!isItemId(name.id)) {
    return { kind: 'missing' }
  }
  const keeping = await workspace.keep({ ...name, title, content, changedAt: at, changedBy: by, isRemoved: false }, version)
  if (keeping.kind === 'kept') return keeping
  const current = keeping.item
  if (current === undefined) return { kind: 'missing' }
  const isSame = current.content === content && !current.isRemoved && current.changedBy === by
  return isSame ? { kind: 'kept', item: current } : { kind: 'conflict', current }
}

export async function removeItem(workspace: Workspace, name: ItemName, version: number, { by, at }: ChangedBy): Promise<ItemChange> {
  const found = await findItem(workspace, name)
  if (found === undefined) return { kind: 'missing' }
  if (found.isRemoved) return { kind: 'kept', item: found }
  const { version: _version, ...rest } = found
  const keeping = await workspace.keep({ ...rest, changedAt: at, changedBy: by, isRemoved: true }, version)
  return keeping.kind === 'kept' ? keeping : { kind: 'conflict', current: keeping.item ?? found }
}

function refused(code: string, params: IssueParams): ItemChange {
  return { kind: 'refused', issues: [issue({ rule: 'kept', code, params, source, fix: { kind: 'act', code: `${code}.fix`, params } })] }
}
