// Routes for webhooks of the own organisation: subscribe, look at what was delivered, have it delivered again.
import { randomBytes } from 'node:crypto'
import { changeProgress, deliveriesOf, noticeId, positionOf, progressOf, type Delivery } from '../../app/notify/delivery.ts'
import { noticeKinds, parseCursor } from '../../app/notify/feed.ts'
import { addWebhook, findWebhook, removeWebhook, webhooksOf, type Webhook } from '../../app/notify/webhook.ts'
import { chainOf } from '../../app/shipment/events.ts'
import { formatInstant, type Instant } from '../../base/instant.ts'
import type { Scope } from '../../domain/access/index.ts'
import type { Platform } from '../compose.ts'
import { readBody } from './json-body.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'

const defaultPage = 100
const maxPage = 1_000
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
const missing = { 404: { description: 'no such webhook', ...problemAnswer } } as const
const webhookBody = { address: 'text', kinds: 'words?', after: 'text?' } as const
const redeliverBody = { after: 'text?', delivery: 'text?' } as const

export const webhookRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/webhooks',
    action: 'webhook.manage',
    summary: 'the webhooks of the own organisation, and how far each was told',
    answers: { 200: { description: 'done', mediaType: 'application/json' } },
    handle: async ({ scope }, { platform }) => {
      const webhooks = await webhooksOf(platform.workspace, ownOf(scope))
      return json({ webhooks: await Promise.all(webhooks.map((webhook) => viewWebhook(webhook, platform))) })
    },
  },
  {
    method: 'post',
    path: '/webhooks',
    action: 'webhook.manage',
    summary: 'subscribes an address; its secret is shown this once (Standard Webhooks, HMAC-SHA256)',
    requestSchema: {
      type: 'object',
      required: ['address'],
      additionalProperties: false,
      properties: {
        address: { type: 'string', description: 'https:// or http://, no inside address' },
        kinds: { type: 'array', items: { type: 'string', enum: noticeKinds }, description: '`filing.answered` when absent' },
        after: { type: 'string', description: 'cursor to begin at; from now on when absent' },
      },
    },
    answers: {
      201: { description: 'subscribed', mediaType: 'application/json' },
      400: { description: 'no such body', ...problemAnswer },
      422: { description: 'refused, with issues', ...problemAnswer },
    },
    handle: postWebhook,
  },
  {
    method: 'delete',
    path: '/webhooks/{id}',
    action: 'webhook.manage',
    summary: 'ends a subscription; its secret is never used again',
    answers: { 204: { description: 'ended', mediaType: 'text/plain' }, ...missing },
    handle: async ({ params, principal, scope }, { platform }) => {
      const isRemoved = await removeWebhook(platform.workspace, ownOf(scope), params['id'] ?? '', principal.id, platform.clock())
      if (!isRemoved) return notThere
      await platform.webhooks.refresh(ownOf(scope))
      return { kind: 'empty' }
    },
  },
  {
    method: 'get',
    path: '/webhooks/{id}/deliveries',
    action: 'webhook.manage',
    summary: 'the newest deliveries with their status, newest first',
    query: { limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } } },
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 400: { description: 'no such page', ...problemAnswer }, ...missing },
    handle: async ({ params, query, scope }, { platform }) => {
      const limit = Number(query('limit') ?? defaultPage)
      if (!Number.isInteger(limit) || limit < 1 || limit > maxPage) return problem(400, 'page-malformed', `limit is 1 to ${maxPage}.`)
      const webhook = await findWebhook(platform.workspace, ownOf(scope), params['id'] ?? '')
      if (webhook === undefined) return notThere
      const deliveries = await deliveriesOf(platform.workspace, webhook, limit)
      return json({ deliveries: deliveries.map((delivery) => viewDelivery(webhook, delivery)), ...(await progressView(webhook, platform)) })
    },
  },
  {
    method: 'post',
    path: '/webhooks/{id}/redeliver',
    action: 'webhook.manage',
    summary: 'delivers again: one delivery, or everything after a cursor',
    requestSchema: {
      type: 'object',
      additionalProperties: false,
      properties: { after: { type: 'string', description: 'a cursor; with neither, everything since the subscription' }, delivery: { type: 'string', description: 'id of one delivery' } },
    },
    answers: { 200: { description: 'it is on its way', mediaType: 'application/json' }, 400: { description: 'no such body', ...problemAnswer }, ...missing },
    handle: redeliver,
  },
]

const notThere = problem(404, 'not-found', said('problem.no-such-webhook'))

async function postWebhook({ body, principal, scope }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const read = readBody(body, webhookBody)
  if (read.kind === 'malformed') return problem(400, 'body-malformed', read.reason)
  const { address, kinds = ['filing.answered'], after } = read.value
  const organisation = ownOf(scope)
  const newest = await platform.journal.size(chainOf(organisation))
  const from = after === undefined ? newest : parseCursor(after)
  if (from === undefined || from > newest) return problem(400, 'body-malformed', "'after' is a cursor that was given here.")
  const asked = { id: `webhook-${randomBytes(6).toString('hex')}`, address, kinds, from, by: principal.id, at: platform.clock() }
  const added = await addWebhook(platform.workspace, organisation, asked, platform.webhooks.isInside)
  if (!added.ok) return problem(422, 'webhook-refused', said('problem.webhook-refused'), { issues: added.issues })
  await platform.webhooks.refresh(organisation)
  return json({ ...(await viewWebhook(added.value, platform)), secret: platform.webhooks.secretOf(added.value) }, 201)
}

async function redeliver({ body, params, scope }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const read = readBody(body, redeliverBody)
  if (read.kind === 'malformed') return problem(400, 'body-malformed', read.reason)
  const webhook = await findWebhook(platform.workspace, ownOf(scope), params['id'] ?? '')
  if (webhook === undefined) return notThere
  const { after, delivery } = read.value
  // An id of a delivery is taken under either name.
  const named = delivery ?? (after?.startsWith('webhook-') === true ? after : undefined)
  const position = named === undefined ? undefined : positionOf(webhook.id, named)
  const cursor = after === undefined ? webhook.from : parseCursor(after)
  const newest = await platform.journal.size(chainOf(webhook.organisation))
  const isGiven = named === undefined ? cursor !== undefined && cursor <= newest : position !== undefined && position < newest && (after === undefined || delivery === undefined)
  if (!isGiven) return problem(400, 'body-malformed', "'after' is a cursor, or 'delivery' the id of a delivery of this webhook.")
  await changeProgress(platform.workspace, webhook, platform.clock(), (progress) =>
    position === undefined ? { cursor: cursor ?? progress.cursor, again: [] } : { ...progress, again: [...progress.again.filter((each) => each !== position), position] },
  )
  await platform.webhooks.refresh(webhook.organisation)
  return json(await progressView(webhook, platform))
}

async function viewWebhook(webhook: Webhook, platform: Platform) {
  const { id, address, kinds, by, at } = webhook
  return { id, address, kinds, by, at: timeOf(at), ...(await progressView(webhook, platform)) }
}

async function progressView(webhook: Webhook, { workspace }: Platform) {
  const { cursor, again } = await progressOf(workspace, webhook)
  return { cursor: String(cursor), again: again.map((position) => noticeId(webhook.id, position)) }
}

function viewDelivery({ id }: Webhook, { position, kind, shipment, status, tries, lastTryAt, nextTryAt, answer }: Delivery) {
  const next = nextTryAt === null ? null : timeOf(nextTryAt)
  return { id: noticeId(id, position), cursor: String(position + 1), kind, shipment, status, tries, lastTryAt: timeOf(lastTryAt), nextTryAt: next, answer }
}

function timeOf(at: Instant): string {
  return formatInstant('Asia/Hong_Kong', at)
}

function ownOf(scope: Scope): string {
  return scope.kind === 'own' ? scope.organisation : ''
}
