// What requests about shipments share: the text of a shipment in a body, the key of an act, refusals as problems, and who
// reads with the names that they may know.
import type { FiledShipment } from '../../app/ports.ts'
import type { ShipmentInput } from '../../app/prepare-shipment.ts'
import type { Reader } from '../../app/shipment/views/shipment-rows.ts'
import { platformActor } from '../../app/platform-key.ts'
import type { Issue } from '../../base/issue.ts'
import { renderMessage } from '../../base/message.ts'
import { isDraftObject, readDraftText } from '../../domain/submission/index.ts'
import { hashText, type Platform } from '../compose.ts'
import { utf8 } from '../shipment-file.ts'
import { problem, said, type RouteAnswer, type RouteRequest, type RouteTools, type Words } from './route.ts'

export const maxKeyLength = 255
export const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
export const keyHeader = { 'Idempotency-Key': { description: 'the same key with the same body gives the first answer again', isRequired: true } }
export const notThere = problem(404, 'not-found', said('problem.no-such-shipment'))
export const notKnownAnyMore = problem(403, 'not-allowed', said('problem.not-known-any-more'))

export type ReadInput =
  | { readonly kind: 'input'; readonly input: ShipmentInput; readonly bytes: Uint8Array }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'malformed'; readonly answer: RouteAnswer }

/** The body holds the text of a shipment, kept as it was written, or a draft, kept as JSON with every value as written. */
export async function readInput(request: RouteRequest, tools: RouteTools): Promise<ReadInput> {
  const malformed = problem(400, 'body-malformed', 'The body is a JSON object with the shipment as `text` or as `draft`, one of the two.')
  const body = utf8(request.body)
  const parsed = body === undefined ? undefined : parseObject(body)
  if (body === undefined || parsed === undefined || ('text' in parsed && 'draft' in parsed)) return { kind: 'malformed', answer: malformed }
  if (typeof parsed['text'] === 'string') return readTextInput(parsed['text'], request, tools)
  const read = draftIn(body)
  if (read === undefined) return { kind: 'malformed', answer: malformed }
  if (!read.ok) return { kind: 'issues', issues: read.issues }
  return inputFrom(read.value.draft, JSON.stringify(read.value.draft), request, tools)
}

export async function readTextInput(text: string, request: RouteRequest, tools: RouteTools): Promise<ReadInput> {
  // Half of a surrogate pair would not come back from UTF-8: what is kept would not be what was judged.
  if (/\p{Surrogate}/u.test(text)) return { kind: 'malformed', answer: problem(400, 'body-malformed', 'The text has half of a character in it.') }
  const read = readDraftText(text)
  return read.ok ? inputFrom(read.value.draft, text, request, tools) : { kind: 'issues', issues: read.issues }
}

async function inputFrom(draft: ShipmentInput['draft'], text: string, { scope }: RouteRequest, { platform }: RouteTools): Promise<ReadInput> {
  const organisation = scope.kind === 'own' ? scope.organisation : ''
  const profiles = await platform.profiles({ organisation, isSample: String(draft['isSample']) === 'true', draft })
  return { kind: 'input', input: { draft, profiles, now: platform.clock(), hashText, ...(organisation === '' ? {} : { organisation }) }, bytes: new TextEncoder().encode(text) }
}

/** JSON numbers would lose digits in a double; the draft reader keeps every value as it was written. */
function draftIn(body: string): ReturnType<typeof readDraftText> | undefined {
  const read = readDraftText(body)
  if (!read.ok) return read
  const { draft } = read.value.draft
  return isDraftObject(draft) ? { ok: true, value: { draft, positions: new Map() } } : undefined
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export type KeyRead = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'refused'; readonly answer: RouteAnswer }

export function keyOf(request: RouteRequest): KeyRead {
  const key = request.header('Idempotency-Key')
  if (key === undefined || key === '') {
    return { kind: 'refused', answer: problem(400, 'idempotency-key-missing', 'The header Idempotency-Key is missing: name one key for each thing you do.') }
  }
  if (key.length > maxKeyLength) return { kind: 'refused', answer: problem(400, 'idempotency-key-too-long', `An Idempotency-Key has at most ${maxKeyLength} characters.`) }
  return { kind: 'key', key }
}

/** Refusals that have a status of their own; everything else is `otherwise`. */
export function refusal(issues: readonly Issue[], otherwise: { readonly type: string; readonly title: Words }): RouteAnswer {
  const codes = new Set(issues.map((each) => each.code))
  if (codes.has('shipment_filed_before')) return problem(409, 'filed-before', said('problem.filed-before'), { issues })
  if (codes.has('change_conflict') || codes.has('proposal_outdated')) return problem(409, 'changed-meanwhile', said('problem.changed-meanwhile'), { issues })
  if (codes.has('shipment_cancelled') || codes.has('share_cancelled')) return problem(409, 'cancelled', said('problem.cancelled'), { issues })
  if (codes.has('proposal_own')) return problem(403, 'proposal-own', said('problem.proposal-own'), { issues })
  if (codes.has('journal_busy')) return problem(503, 'busy', said('problem.busy'), { issues, retryAfterSeconds: 2 })
  if (codes.has('idempotency_key_reused')) return problem(422, 'key-reused', said('problem.key-reused'), { issues })
  return problem(422, otherwise.type, otherwise.title, { issues })
}

/** An auditor names the organisation; everybody else means their own. */
export function organisationOf({ principal, scope, query }: RouteRequest): string {
  return scope.kind === 'all' ? (query('organisation') ?? principal.organisation) : principal.organisation
}

/** The shipment that the path names, within the scope. */
export function findFiled(request: RouteRequest, { platform }: RouteTools): Promise<FiledShipment | undefined> {
  return platform.register.find(request.scope, organisationOf(request), request.params['id'] ?? '')
}

/** Names of people and keys of the reader's own organisation, and of the organisations on the other side of a shipment. */
export async function readerOf({ principal, language }: RouteRequest, { directory, knowledge }: Platform, filed: readonly FiledShipment[], actors: readonly string[] = []): Promise<Reader> {
  const names = new Map([[platformActor, renderMessage('actor.platform', {}, knowledge.messages, language)]])
  const keys = principal.organisation === '' ? [] : await directory.keys(principal.organisation)
  for (const key of keys) names.set(key.id, key.label)
  const organisations = new Map<string, string>()
  const others = filed.flatMap((each) => [each.sharedFrom?.organisation, ...each.shares.map((share) => share.takenBy), ...each.agreements.map(({ other }) => other)])
  for (const id of new Set(others)) {
    const found = id === null || id === undefined ? undefined : await directory.organisation(id)
    if (found !== undefined) {
      organisations.set(found.id, found.name)
      names.set(found.id, found.name)
    }
  }
  const mine = new Set<string>()
  const self = await directory.personBehind(principal.id)
  for (const actor of new Set([...actors, ...filed.flatMap((each) => [each.by, ...each.proposals.map(({ by }) => by)])])) {
    const person = await directory.person(actor)
    if (person !== undefined && person.organisation === principal.organisation) names.set(actor, person.name)
    if ((await directory.personBehind(actor)) === self) mine.add(actor)
  }
  return { names, isMine: (actor) => mine.has(actor), organisationName: (id) => organisations.get(id) }
}

/** What follows for the other side. What was done is durable; what fails here is caught up at the next start or act. */
export async function settle(platform: Platform, filed: FiledShipment): Promise<void> {
  try {
    await platform.twoSides.settle(filed)
  } catch (error) {
    process.stderr.write(`the other side of ${filed.id} will be told later: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}
