// Routes that prepare, file and show shipments.
import { fileShipment, inputOf } from '../../app/shipment/file-shipment.ts'
import type { FiledShipment } from '../../app/ports.ts'
import { openDossier, type Dossier } from '../../app/shipment/dossier.ts'
import { printedFiling } from '../../app/printed-filing.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { prepareShipment, type PreparedShipment, type ShipmentInput } from '../../app/prepare-shipment.ts'
import { viewIssues, viewShipment } from '../../app/shipment-view.ts'
import { formatInstant } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import { isDraftObject, readDraftText } from '../../domain/submission/index.ts'
import { hashOf, hashText } from '../compose.ts'
import { utf8 } from '../shipment-file.ts'
import { json, problem, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'

const defaultPage = 50
const maxPage = 500
const maxKeyLength = 255
const shipmentBody = {
  type: 'object',
  properties: { text: { type: 'string', description: 'a shipment as YAML or JSON text' }, draft: { $ref: '#/components/schemas/Shipment' } },
}
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }

export const shipmentRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/preview',
    action: 'shipment.preview',
    summary: 'every filing of a shipment, with issues, origins and the count; nothing is kept',
    requestSchema: shipmentBody,
    answers: { 200: { description: 'done, also when there is something to mend', mediaType: 'application/json' }, 400: { description: 'no JSON', ...problemAnswer } },
    handle: preview,
  },
  {
    method: 'post',
    path: '/shipments',
    action: 'shipment.file',
    summary: 'files a shipment; answers when it is durable',
    headers: { 'Idempotency-Key': { description: 'the same key with the same body gives the first answer again', isRequired: true } },
    requestSchema: shipmentBody,
    answers: {
      201: { description: 'filed', mediaType: 'application/json' },
      400: { description: 'no JSON or no key', ...problemAnswer },
      409: { description: 'this very shipment was filed before', ...problemAnswer },
      422: { description: 'refused, with issues; or the key stands for another body', ...problemAnswer },
      503: { description: 'too much waits; come back later', ...problemAnswer },
    },
    handle: postShipment,
  },
  {
    method: 'get',
    path: '/shipments',
    action: 'shipment.read',
    summary: 'what was filed, newest first',
    query: {
      limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
      before: { description: '`next` of the page before', schema: { type: 'integer' } },
    },
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 400: { description: 'no such page', ...problemAnswer } },
    handle: listShipments,
  },
  {
    method: 'get',
    path: '/shipments/{id}',
    action: 'shipment.read',
    summary: 'a filed shipment as it was received and judged',
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 404: { description: 'no such shipment', ...problemAnswer } },
    handle: (request, tools) =>
      withFiled(request, tools, ({ filed, text, shipment }) =>
        json({
          ...viewFiled(filed),
          text,
          isSameRuleSet: filed.ruleSet === tools.platform.ruleSet,
          ...(shipment === undefined ? {} : { preview: viewShipment(shipment, tools.knowledge, request.language) }),
        }),
      ),
  },
  {
    method: 'get',
    path: '/shipments/{id}/files/{name}',
    action: 'shipment.read',
    summary: 'one file of a filed shipment, the very bytes that were written then',
    answers: { 200: { description: 'the file', mediaType: 'application/octet-stream' }, 404: { description: 'no such file', ...problemAnswer } },
    handle: (request, tools) =>
      withFiled(request, tools, ({ filed, dossier }) => {
        const described = filed.files.find((each) => each.name === request.params['name'])
        const bytes = dossier.files.get(described?.name ?? '')
        if (described === undefined || bytes === undefined) return problem(404, 'not-found', 'There is no such file.')
        return { kind: 'file', mediaType: described.mediaType, bytes, name: described.name }
      }),
  },
  {
    method: 'get',
    path: '/shipments/{id}/print/{kind}',
    action: 'shipment.read',
    summary: 'a filing to be printed, with the official box names',
    answers: { 200: { description: 'a page', mediaType: 'text/html' }, 404: { description: 'no such filing', ...problemAnswer } },
    handle: (request, tools) =>
      withFiled(request, tools, ({ shipment }) => {
        const page = shipment && printedFiling(shipment, request.params['kind'] ?? '', tools.knowledge, request.language)
        if (page === undefined) return problem(404, 'not-found', 'There is no such filing.')
        return { kind: 'file', mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(page) }
      }),
  },
]

async function listShipments({ query, scope }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const [limit, before] = [Number(query('limit') ?? defaultPage), query('before')]
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage || (before !== undefined && !/^\d{1,15}$/.test(before))) {
    return problem(400, 'page-malformed', `limit is 1 to ${maxPage}; before is the \`next\` of a page.`)
  }
  const page = await platform.register.list(scope, { limit: limit + 1, ...(before === undefined ? {} : { before: Number(before) }) })
  const shown = page.slice(0, limit)
  return json({ shipments: shown.map(viewFiled), ...(page.length > limit ? { next: String(shown.at(-1)?.position) } : {}) })
}

async function preview(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const read = await readInput(request, tools)
  if (read.kind === 'malformed') return read.answer
  const nothing = { isAcceptable: false, filings: [] }
  if (read.kind === 'issues') return json({ ...nothing, issues: viewIssues(read.issues, tools.knowledge, request.language) })
  const preparation = prepareShipment(read.input, tools.knowledge)
  if (preparation.kind === 'unreadable') return json({ ...nothing, issues: viewIssues(preparation.issues, tools.knowledge, request.language) })
  return json(viewShipment(preparation.shipment, tools.knowledge, request.language))
}

async function postShipment(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform, knowledge } = tools
  const key = request.header('Idempotency-Key')
  if (key === undefined || key === '') return problem(400, 'idempotency-key-missing', 'The header Idempotency-Key is missing: name one key for each shipment you file.')
  if (key.length > maxKeyLength) return problem(400, 'idempotency-key-too-long', `An Idempotency-Key has at most ${maxKeyLength} characters.`)
  const read = await readInput(request, tools)
  if (read.kind === 'malformed') return read.answer
  if (read.kind === 'issues') return refusal(read.issues)
  const standing = await platform.directory.organisation(request.principal.organisation)
  if (standing === undefined) return problem(403, 'not-allowed', 'Your organisation is not known here any more.')
  const done = await fileShipment(
    {
      organisation: request.principal.organisation,
      standing,
      actor: request.principal.id,
      idempotencyKey: key,
      received: { bytes: read.bytes, sha256: hashOf(read.bytes) },
      input: read.input,
      ruleSet: platform.ruleSet,
    },
    { knowledge, journal: platform.journal, hashOf },
  )
  if (!done.ok) return refusal(done.issues)
  return {
    kind: 'json',
    status: 201,
    headers: { Location: `/api/v1/shipments/${done.value.filed.id}`, ...(done.value.isReplay ? { 'Idempotent-Replayed': 'true' } : {}) },
    body: { ...viewFiled(done.value.filed), issues: viewIssues(done.value.issues, knowledge, request.language) },
  }
}

function refusal(issues: readonly Issue[]): RouteAnswer {
  const codes = new Set(issues.map((each) => each.code))
  if (codes.has('shipment_filed_before')) return problem(409, 'filed-before', 'This very shipment was filed before.', { issues })
  if (codes.has('journal_busy')) return problem(503, 'busy', 'Too much is waiting to be written.', { issues, retryAfterSeconds: 2 })
  if (codes.has('idempotency_key_reused')) return problem(422, 'key-reused', 'This Idempotency-Key stands for another shipment.', { issues })
  return problem(422, 'shipment-refused', 'Nothing was filed: the shipment has errors to mend.', { issues })
}

type ReadInput =
  | { readonly kind: 'input'; readonly input: ShipmentInput; readonly bytes: Uint8Array }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'malformed'; readonly answer: RouteAnswer }

/** The body holds the text of a shipment, kept as it was written, or a draft, kept as JSON with every value as written. */
async function readInput(request: RouteRequest, { platform }: RouteTools): Promise<ReadInput> {
  const malformed = problem(400, 'body-malformed', 'The body is a JSON object with the shipment as `text` or as `draft`, one of the two.')
  const body = utf8(request.body)
  const parsed = body === undefined ? undefined : parseObject(body)
  // Half of a surrogate pair would not come back from UTF-8: what is kept would not be what was judged.
  const isBroken = typeof parsed?.['text'] === 'string' && /\p{Surrogate}/u.test(parsed['text'])
  if (body === undefined || parsed === undefined || isBroken || ('text' in parsed && 'draft' in parsed)) return { kind: 'malformed', answer: malformed }
  const read = typeof parsed['text'] === 'string' ? readDraftText(parsed['text']) : draftIn(body)
  if (read === undefined) return { kind: 'malformed', answer: malformed }
  if (!read.ok) return { kind: 'issues', issues: read.issues }
  const { draft } = read.value
  const text = typeof parsed['text'] === 'string' ? parsed['text'] : JSON.stringify(draft)
  const profiles = await platform.profiles({ isSample: String(draft['isSample']) === 'true' })
  return { kind: 'input', input: { draft, profiles, now: platform.clock(), hashText }, bytes: new TextEncoder().encode(text) }
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

interface ShownShipment {
  readonly filed: FiledShipment
  readonly dossier: Dossier
  readonly text: string
  /** Undefined where today's tables cannot read any more what was filed by earlier ones. */
  readonly shipment: PreparedShipment | undefined
}

async function withFiled(request: RouteRequest, { platform, knowledge }: RouteTools, show: (shown: ShownShipment) => RouteAnswer): Promise<RouteAnswer> {
  const filed = await platform.register.find(request.scope, organisationOf(request), request.params['id'] ?? '')
  const document = filed === undefined ? undefined : await platform.scopedJournal.document(request.scope, filed.chain, filed.organisation, filed.document)
  if (filed === undefined || document === undefined) return problem(404, 'not-found', 'There is no such shipment.')
  const dossier = openDossier(document.bytes)
  const text = new TextDecoder().decode(dossier.received)
  return show({ filed, dossier, text, shipment: reopened(filed, dossier, text, knowledge) })
}

/** An auditor names the organisation; everybody else means their own. */
function organisationOf({ principal, scope, query }: RouteRequest): string {
  return scope.kind === 'all' ? (query('organisation') ?? principal.organisation) : principal.organisation
}

/** What was filed, prepared again by the tables of now and the profiles and the moment of then. */
function reopened(filed: FiledShipment, dossier: Dossier, text: string, knowledge: Knowledge): PreparedShipment | undefined {
  const read = readDraftText(text)
  if (!read.ok) return undefined
  const preparation = prepareShipment(inputOf(filed, dossier, read.value.draft, hashText), knowledge)
  return preparation.kind === 'unreadable' ? undefined : preparation.shipment
}

function viewFiled(filed: FiledShipment) {
  const { organisation: _organisation, judgedAt, filedAt, ...rest } = filed
  return { ...rest, filedAt: formatInstant('Asia/Hong_Kong', filedAt), judgedAt: formatInstant('Asia/Hong_Kong', judgedAt) }
}
