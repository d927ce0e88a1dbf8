// Routes for what customs answered: page by page with a cursor, and the bytes that came.
import { answerContent } from '../../app/notify/answer-content.ts'
import { parseCursor, viewAnswer, type Cursor, type FeedPage, type FeedEvent } from '../../app/notify/feed.ts'
import { chainOf, type CustomsAnswered } from '../../app/shipment/events.ts'
import { renderMessage } from '../../base/message.ts'
import { organisationPattern } from '../../domain/access/index.ts'
import { answerWords } from '../../domain/declaration/index.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'

const defaultPage = 100
const maxPage = 500
const maxWaitSeconds = 20
/** Requests that wait hold a place at the front door, so only so many may. */
const maxWaiting = 32
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
const organisationQuery = { organisation: { description: 'whose, for an auditor; everybody else means their own', schema: { type: 'string' } } } as const

export const answerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/answers',
    action: 'answer.read',
    summary: 'what customs answered, oldest first, from a cursor on',
    query: {
      after: { description: '`next` of the page before, or the `cursor` of an answer; from the first when absent', schema: { type: 'string' } },
      limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
      wait: { description: `seconds to wait for the next answer where there is none, 0 to ${maxWaitSeconds}`, schema: { type: 'integer', default: 0 } },
      ...organisationQuery,
    },
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 400: { description: 'no such page', ...problemAnswer } },
    handle: listAnswers,
  },
  {
    method: 'get',
    path: '/answers/{shipment}/{digest}/content',
    action: 'answer.read',
    summary: 'the very bytes that customs sent, by their SHA-256',
    query: organisationQuery,
    answers: { 200: { description: 'the bytes', mediaType: 'application/octet-stream' }, 404: { description: 'no such answer', ...problemAnswer } },
    handle: getContent,
  },
]

/** An auditor names the organisation; everybody else means their own. Empty for what cannot be the name of one. */
export function ofOrganisation({ principal, scope, query }: RouteRequest): string {
  const asked = scope.kind === 'all' ? (query('organisation') ?? principal.organisation) : principal.organisation
  return organisationPattern.test(asked) ? asked : ''
}

let waiting = 0

async function listAnswers(request: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const { scope, query, language } = request
  const [after, limit, wait] = [parseCursor(query('after') ?? '0'), Number(query('limit') ?? defaultPage), Number(query('wait') ?? 0)]
  if (after === undefined || !isBetween(limit, 1, maxPage) || !isBetween(wait, 0, maxWaitSeconds)) {
    return problem(400, 'page-malformed', `after is the \`next\` of a page; limit is 1 to ${maxPage}; wait is 0 to ${maxWaitSeconds} seconds.`)
  }
  const organisation = ofOrganisation(request)
  const read = (from: Cursor): Promise<FeedPage> => platform.webhooks.feed.page(scope, organisation, { after: from, limit, kinds: ['filing.answered'] })
  const say = (code: string): string => renderMessage(code, {}, knowledge.messages, language)
  const view = (event: FeedEvent) => {
    const { stageName, codeName, nextStep } = answerWords(event.entry.payload as unknown as CustomsAnswered)
    return { ...viewAnswer(event), stageName: say(stageName), codeName: say(codeName), nextStep: say(nextStep) }
  }
  const { events, next, hasMore } = await readOrWait(read, after, organisation === '' ? 0 : wait * 1000, chainOf(organisation), platform)
  return json({ answers: events.map(view), next: String(next), hasMore })
}

async function readOrWait(read: (from: Cursor) => Promise<FeedPage>, after: Cursor, waitMs: number, chain: string, { webhooks }: RouteTools['platform']): Promise<FeedPage> {
  const endsAt = performance.now() + waitMs
  let page = await read(after)
  if (waitMs === 0 || waiting >= maxWaiting) return page
  waiting += 1
  try {
    while (page.events.length === 0 && !page.hasMore) {
      const leftMs = endsAt - performance.now()
      if (leftMs <= 0 || !(await webhooks.watch.wait(chain, page.next, leftMs))) return page
      page = await read(page.next)
    }
    return page
  } finally {
    waiting -= 1
  }
}

async function getContent(request: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const { scope, params } = request
  const of = { organisation: ofOrganisation(request), shipment: params['shipment'] ?? '', digest: params['digest'] ?? '' }
  const content = await answerContent(scope, of, platform.scopedJournal)
  if (content === undefined) return problem(404, 'not-found', said('problem.no-such-answer'))
  return { kind: 'file', mediaType: content.mediaType, bytes: content.bytes, name: content.fileName }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
