// A webhook: an address of an organisation's own that is told what happens, in the order it happened. What is kept of it
// lies in the workspace: the subscription (kind `webhook`), and of kind `delivery` how far it was told (`<webhook>`) and the
// newest deliveries (`<webhook>.<slot>`). Nothing secret is kept: the secret follows from the id and the platform's own.
import type { Instant } from '../../base/instant.ts'
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { KeptItem, Workspace } from '../ports.ts'
import { noticeKinds, type Cursor, type NoticeKind } from './feed.ts'

export interface Webhook {
  readonly organisation: OrganisationId
  readonly id: string
  readonly address: string
  readonly kinds: readonly NoticeKind[]
  readonly by: string
  readonly at: Instant
  /** Where its telling began. */
  readonly from: Cursor
}

export type NewWebhook = Omit<Webhook, 'kinds' | 'organisation'> & { readonly kinds: readonly string[] }

export const maxWebhooks = 20
const maxAddressLength = 2_000
const source = 'docs/formats/webhooks.md'

/** Removed ones are left out. */
export async function webhooksOf(workspace: Workspace, organisation: OrganisationId): Promise<readonly Webhook[]> {
  return (await workspace.list(organisation, 'webhook', { limit: maxWebhooks })).flatMap((item) => webhookFrom(item) ?? [])
}

export async function findWebhook(workspace: Workspace, organisation: OrganisationId, id: string): Promise<Webhook | undefined> {
  const item = isWebhookId(id) ? await workspace.find(organisation, 'webhook', id) : undefined
  return item === undefined || item.isRemoved ? undefined : webhookFrom(item)
}

/** `isInside` says whether a host is written as an address that nothing is sent to. */
export async function addWebhook(workspace: Workspace, organisation: OrganisationId, asked: NewWebhook, isInside: (host: string) => boolean): Promise<Result<Webhook>> {
  const kinds = noticeKinds.filter((kind) => asked.kinds.includes(kind))
  const issues = [...addressIssues(asked.address, isInside), ...kindIssues(asked.kinds)]
  const known = await webhooksOf(workspace, organisation)
  if (known.length >= maxWebhooks) issues.push(fault('', 'webhook_too_many', { most: maxWebhooks }))
  if (issues.length > 0) return refused(issues)
  const webhook = { ...asked, organisation, kinds }
  const content = JSON.stringify({ address: webhook.address, kinds, from: webhook.from, by: webhook.by, at: webhook.at })
  await workspace.keep({ organisation, kind: 'webhook', id: webhook.id, content, changedAt: webhook.at, changedBy: webhook.by, isRemoved: false }, 0)
  return accepted(webhook)
}

/** False when there is none. */
export async function removeWebhook(workspace: Workspace, organisation: OrganisationId, id: string, by: string, at: Instant): Promise<boolean> {
  const item = isWebhookId(id) ? await workspace.find(organisation, 'webhook', id) : undefined
  if (item === undefined || item.isRemoved) return false
  const { version, ...rest } = item
  const kept = await workspace.keep({ ...rest, changedAt: at, changedBy: by, isRemoved: true }, version)
  return kept.kind === 'kept' || removeWebhook(workspace, organisation, id, by, at)
}

function isWebhookId(text: string): boolean {
  return /^webhook-[0-9a-f]{12}$/.test(text)
}

function webhookFrom({ organisation, id, content }: KeptItem): Webhook {
  return { organisation, id, ...(JSON.parse(content) as Pick<Webhook, 'address' | 'kinds' | 'from' | 'by' | 'at'>) }
}

/** scheme://host:port/rest, without user and fragment; what the host means is asked when something is sent. */
const addressPattern = /^(https?):\/\/([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?(?:[/?][^\s#\\]*)?$/i

function addressIssues(address: string, isInside: (host: string) => boolean): Issue[] {
  const [, , host = '', port] = addressPattern.exec(address) ?? []
  if (host === '' || address.length > maxAddressLength) return [fault('address', 'webhook_address_malformed', { address: address.slice(0, 100) })]
  if (isInside(host)) return [fault('address', 'webhook_address_local', { host })]
  if (port !== undefined && !isPort(Number(port))) return [fault('address', 'webhook_address_port', { port })]
  return []
}

/** Below 1024 only the ports of HTTP: the others belong to protocols that a request could be taken for. */
export function isPort(port: number): boolean {
  return port === 80 || port === 443 || (port >= 1024 && port <= 65_535)
}

function kindIssues(kinds: readonly string[]): readonly Issue[] {
  const known: ReadonlySet<string> = new Set(noticeKinds)
  const unknown = kinds.find((kind) => !known.has(kind))
  if (unknown === undefined && kinds.length > 0) return []
  return [fault('kinds', 'webhook_kind_unknown', { kind: (unknown ?? '').slice(0, 40), kinds: noticeKinds.join(', ') })]
}

function fault(path: string, code: string, params: IssueParams): Issue {
  return issue({ path, rule: 'webhook', code, params, source, fix: { kind: 'act', code: `${code}.fix` } })
}
