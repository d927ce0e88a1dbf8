// Routes of an officer: what was filed with the own administration, one filing with what may be decided, and the decision.
import { decideFiling } from '../../app/officer/decide-filing.ts'
import { viewFilingForOfficer, viewFilingRow } from '../../app/officer/filing-for-officer.ts'
import { hadHandIn } from '../../app/officer/own-hand.ts'
import type { FiledShipment, FilingRow } from '../../app/ports.ts'
import { customsOf } from '../../domain/access/index.ts'
import { stages, type Stage } from '../../domain/declaration/index.ts'
import { hashOf, hashText } from '../compose.ts'
import { readBody } from './json-body.ts'
import { cursorOf, placeIn } from './request/page-cursor.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'
import { keyHeader, keyOf, refusal } from './shipment-input.ts'

const defaultPage = 50
const maxPage = 500
const noSuch = problem(404, 'not-found', said('problem.no-such-filing'))
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
/** `place` of a filing, as register-row.ts makes it. */
const filingPlace = /^(\d{15} [a-z0-9-]{1,40} [\w-]{1,80} [a-z-]{1,40})$/
const onePath = '/filings/{organisation}/{shipment}/{filing}'
/** Nothing that has not been sent is an officer's to see. */
const seenStages: readonly Stage[] = stages.filter((stage) => stage !== 'waiting')

export const officerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/filings',
    action: 'filing.read',
    summary: 'what was filed with the own administration, the longest unchanged first',
    query: {
      stage: { description: 'only filings at this stage', schema: { type: 'string', enum: seenStages } },
      differs: { description: 'true: only where the two sides do not agree', schema: { type: 'boolean' } },
      limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
      after: { description: '`next` of the page before', schema: { type: 'string' } },
    },
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 400: { description: 'no such stage or page, or differs is neither true nor false', ...problemAnswer } },
    handle: listFilings,
  },
  {
    method: 'get',
    path: onePath,
    action: 'filing.read',
    summary: 'one filing, the differences between the two sides, and what may be decided now',
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 404: { description: 'no such filing', ...problemAnswer } },
    handle: (request, tools) =>
      withFiling(request, tools, async (row, organisationName) => {
        const { platform, knowledge } = tools
        const shipment = await platform.register.find({ kind: 'all' }, row.organisation, row.shipment)
        if (shipment === undefined) return noSuch
        const reading = { journal: platform.journal, knowledge, decisions: knowledge.officerDecisions, hashText, language: request.language }
        return json({ ...(await viewFilingForOfficer(row, shipment, organisationName, reading)), isSimulated: platform.isSimulated })
      }),
  },
  {
    method: 'post',
    path: `${onePath}/decision`,
    action: 'filing.decide',
    summary: 'decides about a filing; it goes out as an answer of the administration',
    headers: keyHeader,
    requestSchema: {
      type: 'object',
      required: ['decision'],
      properties: { decision: { type: 'string', description: 'one of `decisions` of the filing' }, reason: { type: 'string', description: 'needed where the decision says so' } },
    },
    answers: {
      201: { description: 'decided', mediaType: 'application/json' },
      400: { description: 'no such body, or no key', ...problemAnswer },
      403: { description: 'who had a hand in the shipment does not decide about it', ...problemAnswer },
      404: { description: 'no such filing', ...problemAnswer },
      422: { description: 'this cannot be decided now, or a reason is missing', ...problemAnswer },
    },
    handle: (request, tools) => withFiling(request, tools, (row) => postDecision(row, request, tools)),
  },
]

async function listFilings({ query, scope, language }: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const [stage, limit, after, differs] = [query('stage'), Number(query('limit') ?? defaultPage), query('after'), query('differs') ?? 'false']
  const [place] = after === undefined ? [] : (placeIn(after, filingPlace) ?? [])
  if (stage !== undefined && !seenStages.some((each) => each === stage)) return problem(400, 'stage-unknown', `stage is one of ${seenStages.join(', ')}.`)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage || (after !== undefined && place === undefined) || !/^(true|false)$/.test(differs)) {
    return problem(400, 'page-malformed', `limit is 1 to ${maxPage}; after is the \`next\` of a page; differs is true or false.`)
  }
  const asked = stage === undefined ? seenStages : ([stage] as readonly Stage[])
  const page = await platform.register.filings(scope, { stages: asked, isDiffering: differs === 'true', limit: limit + 1, ...(place === undefined ? {} : { after: place }) })
  const shown = page.slice(0, limit)
  const names = new Map<string, string>()
  for (const id of new Set(shown.map((row) => row.organisation))) names.set(id, (await platform.directory.organisation(id))?.name ?? id)
  const filings = shown.map((row) => viewFilingRow(row, names.get(row.organisation) ?? row.organisation, { knowledge, language }))
  const last = page.length > limit ? shown.at(-1) : undefined
  return json({ filings, isSimulated: platform.isSimulated, ...(last === undefined ? {} : { next: cursorOf(last.place) }) })
}

async function withFiling({ params, scope }: RouteRequest, { platform }: RouteTools, use: (row: FilingRow, organisationName: string) => Promise<RouteAnswer>): Promise<RouteAnswer> {
  const { organisation = '', shipment = '', filing = '' } = params
  const row = await platform.register.filing(scope, organisation, shipment, filing)
  if (row === undefined || row.stage === 'waiting') return noSuch
  return use(row, (await platform.directory.organisation(row.organisation))?.name ?? row.organisation)
}

async function postDecision(row: FilingRow, request: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const customs = customsOf(request.principal)
  if (customs === undefined) return noSuch
  const key = keyOf(request)
  if (key.kind === 'refused') return key.answer
  const body = readBody(request.body, { decision: 'text', reason: 'text?' })
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const { decision, reason = '' } = body.value
  const handTools = { journal: platform.journal, personBehind: platform.directory.personBehind }
  if (await hadHandIn({ organisation: row.organisation, id: row.shipment }, request.principal.id, handTools)) {
    return problem(403, 'own-hand', said('problem.own-hand'))
  }
  const filed = await platform.register.find({ kind: 'all' }, row.organisation, row.shipment)
  const done = await decideFiling(
    { customs, filing: row, answered: answersOf(filed, row), decision, reason, actor: request.principal.id, idempotencyKey: key.key, isSimulated: platform.isSimulated },
    { journal: platform.journal, decisions: knowledge.officerDecisions, clock: platform.clock, ruleSet: platform.ruleSet, hashOf },
  )
  if (!done.ok) return refusal(done.issues, { type: 'decision-refused', title: said('problem.decision-refused') })
  return json({ decision: done.value.decision, reason: done.value.reason }, 201)
}

function answersOf(filed: FiledShipment | undefined, { filing }: FilingRow): ReadonlySet<string> {
  const { answers = [], heldAnswers = [] } = filed?.filings.find((each) => each.filing === filing) ?? {}
  return new Set([...answers, ...heldAnswers].map((each) => each.digest))
}
