// Routes of what an organisation keeps: drafts, templates and profiles, each a shelf with the same acts. A change names the
// version it was made on; another one is answered with what is there now, and nothing is lost.
import { findItem, isItemId, keepItem, maxItemBytes, maxItems, removeItem, type ItemChange, type ItemKind, type ItemName } from '../../app/workspace/keep-item.ts'
import { draftTitle } from '../../app/workspace/draft-title.ts'
import { profileIssues, profileTitle, profileValues } from '../../app/workspace/profile.ts'
import type { KeptItem } from '../../app/ports.ts'
import { dateIn, formatInstant, type Instant } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import { decide, localOrganisation, type Scope } from '../../domain/access/index.ts'
import { isDraftObject, readDraftText, type DraftObject, type Profiles } from '../../domain/submission/index.ts'
import type { Platform } from '../compose.ts'
import { utf8 } from '../shipment-file.ts'
import { readBody } from './json-body.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'
import { problemAnswer, readerOf } from './shipment-input.ts'

interface Shelf {
  readonly kind: ItemKind
  readonly path: '/drafts' | '/templates' | '/profiles'
  readonly read: string
  readonly keep: string
  readonly names: string
  /** Member of the body that holds what is kept. */
  readonly member: 'text' | 'values'
}

const shelves: readonly Shelf[] = [
  { kind: 'draft', path: '/drafts', read: 'draft.read', keep: 'draft.keep', names: 'drafts', member: 'text' },
  { kind: 'template', path: '/templates', read: 'draft.read', keep: 'draft.keep', names: 'templates', member: 'text' },
  { kind: 'profile', path: '/profiles', read: 'profile.read', keep: 'profile.keep', names: 'profiles', member: 'values' },
]

const defaultPage = 50
const maxPage = 200
const maxProfilesPage = 1_000
const textBody = { text: 'text', version: 'count' } as const
const notThere = problem(404, 'not-found', said('problem.nothing-of-that-name'))
const missing = { 404: { description: 'there is none', ...problemAnswer } } as const
const conflicts = { 409: { description: 'changed meanwhile; `current` is what is there now', ...problemAnswer } } as const
const answersJson = { 200: { description: 'done', mediaType: 'application/json' } } as const
const versionSchema = { type: 'integer', minimum: 0, description: 'the version that was changed; 0 for a new one' }
const contentSchema = { text: { type: 'string', description: `kept as it was typed, at most ${maxItemBytes} bytes` }, values: { type: 'object', description: 'members of one party' } }
const pageQuery = {
  removed: { description: '`true` shows removed ones too', schema: { type: 'boolean' } },
  limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
  after: { description: '`next` of the page before', schema: { type: 'string' } },
} as const

export const keptRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/profiles',
    action: 'form.read',
    summary: 'parties described once: those that the own organisation keeps, and the samples for sample shipments',
    query: { ...pageQuery, limit: { description: `at most this many, 1 to ${maxProfilesPage}`, schema: { type: 'integer', default: maxProfilesPage } } },
    answers: { ...answersJson, 400: { description: 'no such page', ...problemAnswer } },
    handle: listProfiles,
  },
  ...shelves.filter(({ kind }) => kind !== 'profile').map(listRoute),
  ...shelves.flatMap((shelf) => [getRoute(shelf), putRoute(shelf), deleteRoute(shelf)]),
]

/** A profile is called as people call the party: the log of decisions leaves its name out. */
function namesPeople({ kind }: Shelf): Pick<Route, 'namesPeople'> {
  return kind === 'profile' ? { namesPeople: true } : {}
}

function listRoute(shelf: Shelf): Route {
  return {
    method: 'get',
    path: shelf.path,
    action: shelf.read,
    summary: `${shelf.names} of the own organisation, in order of their names`,
    query: pageQuery,
    answers: { ...answersJson, 400: { description: 'no such page', ...problemAnswer } },
    handle: async (request, { platform }) => {
      const page = await readPage(shelf.kind, ownOf(request.scope), request, platform, maxPage, defaultPage)
      if (page === undefined) return wrongPage(maxPage)
      const names = await namesOf(page.items, request, platform)
      const items = page.items.map((item) => ({ id: item.id, title: item.title ?? '', version: item.version, ...changeOf(item, names), isRemoved: item.isRemoved }))
      return json({ items, ...page.next })
    },
  }
}

function getRoute(shelf: Shelf): Route {
  return {
    method: 'get',
    path: `${shelf.path}/{id}`,
    ...namesPeople(shelf),
    action: shelf.read,
    summary: `one of the ${shelf.names}, removed ones too`,
    answers: { ...answersJson, ...missing },
    handle: async (request, { platform }) => {
      const item = await findItem(platform.workspace, nameOf(shelf, request))
      return item === undefined ? notThere : json({ id: item.id, ...(await viewItem(shelf, item, request, platform)) })
    },
  }
}

function putRoute(shelf: Shelf): Route {
  return {
    method: 'put',
    path: `${shelf.path}/{id}`,
    ...namesPeople(shelf),
    action: shelf.keep,
    summary: `keeps one of the ${shelf.names}, at most ${maxItems}; brings back a removed one`,
    ...(shelf.member === 'text' ? { keepsAsTyped: true } : {}),
    requestSchema: { type: 'object', additionalProperties: false, required: [shelf.member, 'version'], properties: { [shelf.member]: contentSchema[shelf.member], version: versionSchema } },
    answers: { ...answersJson, 400: { description: 'no such body', ...problemAnswer }, ...missing, ...conflicts, 422: { description: 'refused, with issues', ...problemAnswer } },
    handle: shelf.member === 'text' ? (request, tools) => putText(shelf, request, tools) : (request, tools) => putProfile(shelf, request, tools),
  }
}

function deleteRoute(shelf: Shelf): Route {
  return {
    method: 'delete',
    path: `${shelf.path}/{id}`,
    ...namesPeople(shelf),
    action: shelf.keep,
    summary: `removes one of the ${shelf.names}; it is still there, and PUT brings it back`,
    query: { version: { description: 'the version that is removed', schema: { type: 'integer', minimum: 1 } } },
    answers: { 204: { description: 'removed', mediaType: 'text/plain' }, 400: { description: 'no version', ...problemAnswer }, ...missing, ...conflicts },
    handle: async (request, { platform }) => {
      const version = request.query('version') ?? ''
      if (!/^\d{1,9}$/.test(version)) return problem(400, 'version-missing', 'version is the number of the version that is removed.')
      const removed = await removeItem(platform.workspace, nameOf(shelf, request), Number(version), { by: request.principal.id, at: platform.clock() })
      return removed.kind === 'kept' ? { kind: 'empty' } : notKept(shelf, removed, request, platform)
    },
  }
}

async function putText(shelf: Shelf, request: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const body = readBody(request.body, textBody)
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const { text, version } = body.value
  return keep(shelf, text, draftTitle(text), version, request, platform)
}

async function putProfile(shelf: Shelf, request: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  // Read as a draft is, so that a number keeps its digits.
  const read = readDraftText(utf8(request.body) ?? '')
  const { values, version, ...stray } = read.ok ? read.value.draft : {}
  if (!isDraftObject(values) || !/^\d{1,9}$/.test(String(version)) || Object.keys(stray).length > 0) {
    return problem(400, 'body-malformed', 'The body has values (an object) and version (a whole number from 0), and nothing else.')
  }
  const issues = profileIssues(request.params['id'] ?? '', values, knowledge, dateIn('Asia/Shanghai', platform.clock()))
  if (issues.length > 0) return refusal(issues)
  return keep(shelf, JSON.stringify(values), profileTitle(values), Number(version), request, platform)
}

async function keep(shelf: Shelf, content: string, title: string, version: number, request: RouteRequest, platform: Platform): Promise<RouteAnswer> {
  const kept = await keepItem(platform.workspace, nameOf(shelf, request), content, title, version, { by: request.principal.id, at: platform.clock() })
  if (kept.kind !== 'kept') return notKept(shelf, kept, request, platform)
  return json({ id: kept.item.id, version: kept.item.version, changedAt: timeOf(kept.item.changedAt) })
}

async function notKept(shelf: Shelf, change: Exclude<ItemChange, { kind: 'kept' }>, request: RouteRequest, platform: Platform): Promise<RouteAnswer> {
  switch (change.kind) {
    case 'missing':
      return notThere
    case 'refused':
      return refusal(change.issues)
    case 'conflict': {
      const current = await viewItem(shelf, change.current, request, platform)
      return problem(409, 'changed-meanwhile', said('problem.kept-meanwhile'), { members: { current } })
    }
  }
}

function refusal(issues: readonly Issue[]): RouteAnswer {
  return problem(422, 'not-kept', said('problem.not-kept'), { issues })
}

async function listProfiles(request: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const reading = decide(platform.policy, request.principal, 'profile.read')
  const organisation = reading.kind === 'allow' ? ownOf(reading.scope) : ''
  const page = await readPage('profile', organisation, request, platform, maxProfilesPage, maxProfilesPage)
  if (page === undefined) return wrongPage(maxProfilesPage)
  const names = await namesOf(page.items, request, platform)
  const own = page.items.map((item) => ({ name: item.id, isSample: false, values: profileValues(item), version: item.version, ...changeOf(item, names), isRemoved: item.isRemoved }))
  if (request.query('after') !== undefined) return json({ profiles: own, ...page.next })
  const isOwn = new Set(page.items.map((item) => item.id))
  const view = (profiles: Profiles, isSample: boolean) => [...profiles].filter(([name]) => isSample || !isOwn.has(name)).map(([name, values]) => ({ name, isSample, values }))
  // Nothing is asked for by a draft that names nothing: what is left are the file of the command line, and the samples.
  const others = (isSample: boolean) => platform.profiles({ organisation: isSample ? '' : organisation, isSample, draft: {} })
  const local = organisation === localOrganisation ? view(await others(false), false) : []
  return json({ profiles: [...own, ...local, ...view(await others(true), true)], ...page.next })
}

interface Page {
  readonly items: readonly KeptItem[]
  readonly next: { readonly next?: string }
}

/** Undefined for a page that there cannot be. */
async function readPage(kind: ItemKind, organisation: string, { query }: RouteRequest, { workspace }: Platform, most: number, otherwise: number): Promise<Page | undefined> {
  const [limit, after] = [Number(query('limit') ?? otherwise), query('after')]
  if (!Number.isInteger(limit) || limit < 1 || limit > most || (after !== undefined && !isItemId(after))) return undefined
  if (organisation === '') return { items: [], next: {} }
  const asked = { limit: limit + 1, isWithRemoved: query('removed') === 'true', isWithoutContent: kind !== 'profile', ...(after === undefined ? {} : { after }) }
  const found = await workspace.list(organisation, kind, asked)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? { next: last.id } : {} }
}

function wrongPage(most: number): RouteAnswer {
  return problem(400, 'page-malformed', `limit is 1 to ${most}; after is the \`next\` of a page.`)
}

async function viewItem(shelf: Shelf, item: KeptItem, request: RouteRequest, platform: Platform) {
  const names = await namesOf([item], request, platform)
  const content: { readonly text: string } | { readonly values: DraftObject } = shelf.member === 'text' ? { text: item.content } : { values: profileValues(item) }
  return { version: item.version, ...content, ...changeOf(item, names), isRemoved: item.isRemoved }
}

async function namesOf(items: readonly KeptItem[], request: RouteRequest, platform: Platform): Promise<ReadonlyMap<string, string>> {
  return items.length === 0 ? new Map() : (await readerOf(request, platform, [], items.map((item) => item.changedBy))).names
}

/** People are named by their names, those who left too; else by their ids. */
function changeOf({ changedAt, changedBy }: KeptItem, names: ReadonlyMap<string, string>) {
  return { changedAt: timeOf(changedAt), changedBy: names.get(changedBy) ?? changedBy }
}

function nameOf({ kind }: Shelf, { scope, params }: RouteRequest): ItemName {
  return { organisation: ownOf(scope), kind, id: params['id'] ?? '' }
}

/** Organisation of a scope that is one; none for any other. */
function ownOf(scope: Scope): string {
  return scope.kind === 'own' ? scope.organisation : ''
}

function timeOf(at: Instant): string {
  return formatInstant('Asia/Hong_Kong', at)
}
