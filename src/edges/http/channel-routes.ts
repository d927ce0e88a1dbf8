// Routes about the ways to customs: are they open, what waits, and which answers could not be used.
import type { ParkedAnswer } from '../../app/channel/parked-answers.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import { formatInstant } from '../../base/instant.ts'
import { renderMessage } from '../../base/message.ts'
import { cursorOf, placeIn } from './request/page-cursor.ts'
import { json, problem, said, type Route, type RouteRequest, type RouteTools } from './route.ts'

const defaultPage = 50
const maxPage = 500
/** `place` of a parked answer, as parked-answers.ts makes it. */
const parkedPlace = /^([01] \d{1,15} [a-z0-9-]{1,80})$/
const noSuch = problem(404, 'not-found', said('problem.no-such-answer'))
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
const notFound = { description: 'no such answer', ...problemAnswer }

export const channelRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/channels',
    action: 'channel.read',
    summary: 'the ways to each customs: open or closed, since when and why, and how many of the own filings wait',
    answers: { 200: { description: 'done', mediaType: 'application/json' } },
    handle: async ({ scope, language }, { platform, knowledge }) => {
      const statuses = await platform.channels.statuses(scope)
      const channels = statuses.map(({ since, reason, ...rest }) => ({
        ...rest,
        since: formatInstant('Asia/Hong_Kong', since),
        reasonCode: reason,
        reason: reason === '' ? '' : renderMessage('channel.closed', { reason: `#channel_trouble.${reason}` }, knowledge.messages, language),
        isSimulated: platform.isSimulated,
      }))
      return json({ channels })
    },
  },
  {
    method: 'get',
    path: '/parked',
    action: 'parked.read',
    summary: 'answers of customs that could not be used, with the reason; those still parked first, the newest first',
    query: {
      limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
      after: { description: '`next` of the page before', schema: { type: 'string' } },
    },
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 400: { description: 'no such page', ...problemAnswer } },
    handle: listParked,
  },
  {
    method: 'get',
    path: '/parked/{id}/content',
    action: 'parked.read',
    summary: 'the very bytes that came in',
    answers: { 200: { description: 'the file', mediaType: 'application/octet-stream' }, 404: notFound },
    handle: async ({ params, scope }, { platform }) => {
      if (scope.kind !== 'all') return noSuch
      const found = await platform.channels.parked.find(params['id'] ?? '')
      const bytes = found === undefined ? undefined : await platform.channels.parked.content(found.id)
      return found === undefined || bytes === undefined ? noSuch : { kind: 'file', mediaType: 'application/octet-stream', bytes, name: found.fileName }
    },
  },
  {
    method: 'post',
    path: '/parked/{id}/replay',
    action: 'parked.replay',
    summary: 'tries an answer again that could not be used',
    answers: { 200: { description: 'recorded, or parked as before with the reason', mediaType: 'application/json' }, 404: notFound },
    handle: async ({ params, scope, principal, language }, { platform, knowledge }) => {
      if (scope.kind !== 'all') return noSuch
      const recorded = await platform.channels.parked.replay(params['id'] ?? '', principal.id)
      if (recorded === undefined) return noSuch
      return json(recorded.kind === 'recorded' ? { kind: 'recorded', isNew: recorded.isNew } : { kind: 'parked', issues: viewIssues(recorded.issues, knowledge, language) })
    },
  },
]

async function listParked({ query, scope, language }: RouteRequest, { platform, knowledge }: RouteTools) {
  const [limit, after] = [Number(query('limit') ?? defaultPage), query('after')]
  const [place] = after === undefined ? [] : (placeIn(after, parkedPlace) ?? [])
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage || (after !== undefined && place === undefined)) return problem(400, 'page-malformed', `limit is 1 to ${maxPage}; after is the \`next\` of a page.`)
  // They may be of anybody, and nobody knows of whom: whoever may see them sees all.
  const page = scope.kind === 'all' ? await platform.channels.parked.list({ limit: limit + 1, ...(place === undefined ? {} : { after: place }) }) : []
  const shown = page.slice(0, limit)
  const view = ({ id, digest, at, customs, fileName, issues, isReplayed }: ParkedAnswer) => {
    const [first, ...more] = viewIssues(issues, knowledge, language)
    return {
      id,
      digest,
      at: formatInstant('Asia/Hong_Kong', at),
      customs,
      fileName,
      isReplayed,
      reasonCode: issues[0]?.code ?? '',
      reason: first?.reason ?? '',
      fix: first?.fix ?? '',
      issues: first === undefined ? [] : [first, ...more],
    }
  }
  const last = page.length > limit ? shown.at(-1) : undefined
  return json({ parked: shown.map(view), ...(last === undefined ? {} : { next: cursorOf(last.place) }) })
}
