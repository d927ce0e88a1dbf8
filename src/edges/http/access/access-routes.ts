// Routes about who is known here and what was decided: API keys of the own organisation, people and organisations, the log
// of every allow and deny.
import { randomBytes } from 'node:crypto'
import type { ApiKey, Organisation, Person } from '../../../app/access/directory.ts'
import { formatInstant } from '../../../base/instant.ts'
import type { Issue } from '../../../base/issue.ts'
import type { Result } from '../../../base/result.ts'
import type { Scope } from '../../../domain/access/index.ts'
import { hashOfKey, keyPrefix } from '../../session-keeper.ts'
import { readBody, type Body, type BodyShape } from '../json-body.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from '../route.ts'

const defaultPage = 100
const maxPage = 1_000
const answersJson = { 200: { description: 'done', mediaType: 'application/json' } } as const
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
const refusedAnswers = { 400: { description: 'no such body', ...problemAnswer }, 422: { description: 'refused, with issues', ...problemAnswer } } as const
const missing = { 404: { description: 'there is none', ...problemAnswer } } as const

const keyBody = { label: 'text', roles: 'words' } as const satisfies BodyShape
const personBody = { id: 'text?', name: 'text', organisation: 'text', roles: 'words', subject: 'text' } as const satisfies BodyShape
const personChange = { name: 'text?', roles: 'words?', isActive: 'flag?' } as const satisfies BodyShape
const organisationBody = { id: 'text', name: 'text', administrations: 'words', numbers: 'words', mandates: 'words' } as const satisfies BodyShape
const organisationChange = { name: 'text?', administrations: 'words?', numbers: 'words?', mandates: 'words?' } as const satisfies BodyShape

export const accessRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/keys',
    action: 'key.manage',
    summary: 'API keys of the own organisation, revoked ones too',
    answers: answersJson,
    handle: async ({ scope }, { platform }) => json({ keys: (await platform.directory.keys(ownOf(scope))).map(viewKey) }),
  },
  {
    method: 'post',
    path: '/keys',
    action: 'key.manage',
    summary: 'makes an API key; its secret is shown this once and kept nowhere',
    requestSchema: schemaOf(keyBody),
    answers: { 201: { description: 'made', mediaType: 'application/json' }, ...refusedAnswers },
    handle: postKey,
  },
  {
    method: 'delete',
    path: '/keys/{id}',
    action: 'key.manage',
    summary: 'revokes a key, at once and for good',
    answers: { 204: { description: 'revoked', mediaType: 'text/plain' }, ...missing },
    handle: async ({ params, principal, scope }, { platform }) => {
      const id = params['id'] ?? ''
      const known = (await platform.directory.keys(ownOf(scope))).find((key) => key.id === id)
      if (known === undefined) return notThere
      const revoked = known.isRevoked ? undefined : await platform.directory.revokeKey(known.organisation, id, principal.id)
      return revoked === undefined || revoked.ok ? { kind: 'empty' } : refusal(revoked.issues)
    },
  },
  {
    method: 'get',
    path: '/people',
    action: 'person.read',
    summary: 'people of the own organisation; all of them for the operator and the auditor',
    answers: answersJson,
    handle: async ({ scope }, { platform }) => {
      const people = (await platform.directory.people()).filter(({ organisation }) => isWithin(scope, organisation))
      return json({ people: people.map((person) => viewPerson(person, scope)) })
    },
  },
  {
    method: 'post',
    path: '/people',
    action: 'person.manage',
    summary: 'registers a person: who the identity provider says it is, of which organisation, with which roles',
    requestSchema: schemaOf(personBody),
    answers: { 201: { description: 'registered', mediaType: 'application/json' }, ...refusedAnswers },
    handle: (request, { platform }) =>
      withBody(request, personBody, async ({ id = newId('person'), ...rest }) => {
        const registered = await platform.directory.registerPerson({ id, ...rest }, request.principal.id)
        return done(registered, 201, (person) => viewPerson(person, request.scope))
      }),
  },
  {
    method: 'put',
    path: '/people/{id}',
    action: 'person.manage',
    summary: 'changes roles or name of a person, or ends what they may; what is left out stays',
    requestSchema: schemaOf(personChange),
    answers: { ...answersJson, ...refusedAnswers, ...missing },
    handle: (request, { platform }) =>
      withBody(request, personChange, async (change) => {
        const changed = await platform.directory.changePerson(request.params['id'] ?? '', change, request.principal.id)
        return changed === undefined ? notThere : done(changed, 200, (person) => viewPerson(person, request.scope))
      }),
  },
  {
    method: 'get',
    path: '/organisations',
    action: 'person.read',
    summary: 'the own organisation; all of them for the operator and the auditor',
    answers: answersJson,
    handle: async ({ scope }, { platform }) => {
      const organisations = (await platform.directory.organisations()).filter(({ id }) => isWithin(scope, id))
      return json({ organisations: organisations.map(viewOrganisation) })
    },
  },
  {
    method: 'post',
    path: '/organisations',
    action: 'person.manage',
    summary: 'registers an organisation: its own numbers, with whom it files, and who gave it a mandate',
    requestSchema: schemaOf(organisationBody),
    answers: { 201: { description: 'registered', mediaType: 'application/json' }, ...refusedAnswers },
    handle: (request, { platform }) =>
      withBody(request, organisationBody, async (asked) => done(await platform.directory.registerOrganisation(asked, request.principal.id), 201, viewOrganisation)),
  },
  {
    method: 'put',
    path: '/organisations/{id}',
    action: 'person.manage',
    summary: 'changes an organisation; what is left out stays',
    requestSchema: schemaOf(organisationChange),
    answers: { ...answersJson, ...refusedAnswers, ...missing },
    handle: (request, { platform }) =>
      withBody(request, organisationChange, async (change) => {
        const changed = await platform.directory.changeOrganisation(request.params['id'] ?? '', change, request.principal.id)
        return changed === undefined ? notThere : done(changed, 200, viewOrganisation)
      }),
  },
  {
    method: 'get',
    path: '/decisions',
    action: 'decision.read',
    summary: 'every allow and deny, newest first',
    query: {
      limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
      before: { description: '`next` of the page before', schema: { type: 'integer' } },
    },
    answers: { ...answersJson, 400: { description: 'no such page', ...problemAnswer } },
    handle: listDecisions,
  },
]

const notThere = problem(404, 'not-found', said('problem.nothing-of-that-name'))

async function postKey(request: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  return withBody(request, keyBody, async ({ label, roles }) => {
    const secret = keyPrefix + randomBytes(32).toString('base64url')
    const asked = { id: newId('key'), organisation: ownOf(request.scope), label, roles, secretHash: hashOfKey(secret) }
    const made = await platform.directory.makeKey(asked, request.principal.id)
    return done(made, 201, (key) => ({ id: key.id, secret, label: key.label, roles: key.roles }))
  })
}

async function listDecisions({ query }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const [limit, before] = [Number(query('limit') ?? defaultPage), query('before')]
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage || (before !== undefined && !/^\d{1,15}$/.test(before))) {
    return problem(400, 'page-malformed', `limit is 1 to ${maxPage}; before is the \`next\` of a page.`)
  }
  const page = await platform.decisions.list({ limit: limit + 1, ...(before === undefined ? {} : { before: Number(before) }) })
  const shown = page.slice(0, limit)
  const decisions = shown.map(({ at, ...rest }) => ({ ...rest, at: formatInstant('Asia/Hong_Kong', at) }))
  return json({ decisions, ...(page.length > limit ? { next: String(shown.at(-1)?.sequence) } : {}) })
}

function newId(kind: 'person' | 'key'): string {
  return `${kind}-${randomBytes(6).toString('hex')}`
}

type HandleBody<Shape extends BodyShape> = (body: Body<Shape>) => Promise<RouteAnswer>

async function withBody<Shape extends BodyShape>(request: RouteRequest, shape: Shape, handle: HandleBody<Shape>): Promise<RouteAnswer> {
  const body = readBody(request.body, shape)
  return body.kind === 'malformed' ? problem(400, 'body-malformed', body.reason) : handle(body.value)
}

function done<T>(result: Result<T>, status: number, view: (value: T) => unknown): RouteAnswer {
  return result.ok ? json(view(result.value), status) : refusal(result.issues)
}

function refusal(issues: readonly Issue[]): RouteAnswer {
  if (issues.some((each) => each.code === 'journal_busy')) return problem(503, 'busy', said('problem.busy'), { issues, retryAfterSeconds: 2 })
  return problem(422, 'access-refused', said('problem.access-refused'), { issues })
}

/** Organisation of a scope that is one; none for any other. */
function ownOf(scope: Scope): string {
  return scope.kind === 'own' ? scope.organisation : ''
}

function isWithin(scope: Scope, organisation: string): boolean {
  return scope.kind === 'all' || (scope.kind === 'own' && scope.organisation === organisation)
}

function viewKey({ id, label, roles, by, at, isRevoked }: ApiKey) {
  return { id, label, roles, by, at: formatInstant('Asia/Hong_Kong', at), isRevoked }
}

/** Who the identity provider says somebody is, is for those who register people. */
function viewPerson({ id, name, organisation, roles, isSample, isActive, subject }: Person, scope: Scope) {
  return { id, name, organisation, roles, isSample, isActive, ...(scope.kind === 'all' ? { subject } : {}) }
}

function viewOrganisation({ id, name, isSample, administrations, numbers, mandates }: Organisation) {
  return { id, name, isSample, administrations, numbers, mandates }
}

function schemaOf(shape: BodyShape) {
  const typeOf = (kind: string): Readonly<Record<string, unknown>> => {
    if (kind.startsWith('words')) return { type: 'array', items: { type: 'string' } }
    return { type: kind.startsWith('flag') ? 'boolean' : 'string' }
  }
  const entries = Object.entries(shape)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, kind]) => [name, typeOf(kind)])),
    required: entries.filter(([, kind]) => !kind.endsWith('?')).map(([name]) => name),
    additionalProperties: false,
  }
}
