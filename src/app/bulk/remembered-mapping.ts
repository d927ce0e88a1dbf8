// The mapping that somebody of the organisation confirmed, kept under the heads of the workbook: the next one of the same
// kind needs no confirmation.
import type { Instant } from '../../base/instant.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { WorkbookMapping } from '../../domain/submission/index.ts'
import type { Workspace } from '../ports.ts'

export async function rememberedMapping(workspace: Workspace, organisation: OrganisationId, fingerprint: string): Promise<WorkbookMapping | undefined> {
  const found = await workspace.find(organisation, 'mapping', fingerprint)
  return found === undefined || found.isRemoved ? undefined : (JSON.parse(found.content) as WorkbookMapping)
}

export async function rememberMapping(workspace: Workspace, { organisation, actor }: { readonly organisation: OrganisationId; readonly actor: string }, fingerprint: string, mapping: WorkbookMapping, at: Instant): Promise<void> {
  const found = await workspace.find(organisation, 'mapping', fingerprint)
  const content = JSON.stringify(mapping)
  if (found?.content === content && !found.isRemoved) return
  // Of two who confirm at once either is right.
  await workspace.keep({ organisation, kind: 'mapping', id: fingerprint, title: mapping.sheets.map(({ name }) => name).join(', '), content, changedAt: at, changedBy: actor, isRemoved: false }, found?.version ?? 0)
}
