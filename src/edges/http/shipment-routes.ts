// Routes that prepare, file and show shipments.
import { fileShipment, inputOf } from '../../app/file-shipment.ts'
import type { FiledShipment } from '../../app/filed-shipments.ts'
import { describeFiles, filingFiles } from '../../app/filing-files.ts'
import { printedFiling } from '../../app/printed-filing.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { prepareShipment, type PreparedShipment, type ShipmentInput } from '../../app/prepare-shipment.ts'
import { viewIssues, viewShipment } from '../../app/shipment-view.ts'
import { formatInstant } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { isDraftObject, readDraftText, type DraftObject, type DraftValue } from '../../domain/submission/index.ts'
import { hashOf, type Platform } from '../compose.ts'
import { readProfiles } from '../shipment-file.ts'
import { join } from 'node:path'
import { json, problem, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'

/** Until people and organisations sign in, everything belongs to the one who runs the platform. */
const organisation = 'local'
const digestLength = 16
const shipmentBody = {
  type: 'object',
  properties: { text: { type: 'string', description: 'a shipment as YAML or JSON text' }, draft: { $ref: '#/components/schemas/Shipment' } },
}
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }

export const shipmentRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/preview',
    summary: 'every filing of a shipment, with issues, origins and the count; nothing is kept',
    requestSchema: shipmentBody,
    answers: { 200: { description: 'done, also when there is something to mend', mediaType: 'application/json' }, 400: { description: 'no JSON', ...problemAnswer } },
    handle: preview,
  },
  {
    method: 'post',
    path: '/shipments',
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
    summary: 'what was filed, newest first',
    answers: { 200: { description: 'done', mediaType: 'application/json' } },
    handle: async (_, { platform }) => json({ shipments: (await platform.shipments.list(organisation)).map(viewFiled) }),
  },
  {
    method: 'get',
    path: '/shipments/{id}',
    summary: 'a filed shipment as it was received and judged',
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 404: { description: 'no such shipment', ...problemAnswer } },
    handle: (request, tools) =>
      withFiled(request, tools, ({ filed, text, shipment }) =>
        json({ ...viewFiled(filed), text, preview: viewShipment(shipment, tools.knowledge, request.language) }),
      ),
  },
  {
    method: 'get',
    path: '/shipments/{id}/files/{name}',
    summary: 'one file of a filed shipment, as its channel takes it',
    answers: { 200: { description: 'the file', mediaType: 'application/octet-stream' }, 404: { description: 'no such file', ...problemAnswer } },
    handle: (request, tools) =>
      withFiled(request, tools, ({ shipment }) => {
        const file = filingFiles(shipment, tools.knowledge).find((each) => each.name === request.params['name'])
        if (file === undefined) return problem(404, 'not-found', 'There is no such file.')
        return { kind: 'file', mediaType: file.mediaType, bytes: file.bytes, name: file.name }
      }),
  },
  {
    method: 'get',
    path: '/shipments/{id}/print/{kind}',
    summary: 'a filing to be printed, with the official box names',
    answers: { 200: { description: 'a page', mediaType: 'text/html' }, 404: { description: 'no such filing', ...problemAnswer } },
    handle: (request, tools) =>
      withFiled(request, tools, ({ shipment }) => {
        const page = printedFiling(shipment, request.params['kind'] ?? '', tools.knowledge, request.language)
        if (page === undefined) return problem(404, 'not-found', 'There is no such filing.')
        return { kind: 'file', mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(page) }
      }),
  },
]

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
  const read = await readInput(request, tools)
  if (read.kind === 'malformed') return read.answer
  if (read.kind === 'issues') return refusal(read.issues, request.language)
  const done = await fileShipment(
    {
      organisation,
      actor: 'api',
      idempotencyKey: key,
      received: { mediaType: read.mediaType, bytes: read.bytes, sha256: hashOf(read.bytes) },
      input: read.input,
      ruleSet: platform.ruleSet,
    },
    { knowledge, journal: platform.journal, describeFiles: (shipment) => describeFiles(filingFiles(shipment, knowledge), hashOf) },
  )
  if (!done.ok) return refusal(done.issues, request.language)
  return {
    kind: 'json',
    status: 201,
    headers: { Location: `/api/v1/shipments/${done.value.filed.id}`, ...(done.value.isReplay ? { 'Idempotent-Replayed': 'true' } : {}) },
    body: { ...viewFiled(done.value.filed), issues: viewIssues(done.value.issues, knowledge, request.language) },
  }
}

function refusal(issues: readonly Issue[], _language: Language): RouteAnswer {
  const codes = new Set(issues.map((each) => each.code))
  if (codes.has('shipment_filed_before')) return problem(409, 'filed-before', 'This very shipment was filed before.', { issues })
  if (codes.has('journal_busy')) return problem(503, 'busy', 'Too much is waiting to be written.', { issues, retryAfterSeconds: 2 })
  if (codes.has('idempotency_key_reused')) return problem(422, 'key-reused', 'This Idempotency-Key stands for another shipment.', { issues })
  return problem(422, 'shipment-refused', 'Nothing was filed: the shipment has errors to mend.', { issues })
}

type ReadInput =
  | { readonly kind: 'input'; readonly input: ShipmentInput; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'malformed'; readonly answer: RouteAnswer }

/** The body holds the text of a shipment, kept as it was written, or a draft, kept as its JSON. */
async function readInput(request: RouteRequest, { platform, examplesFolder }: RouteTools): Promise<ReadInput> {
  const body = parseBody(request.body)
  if (body === undefined || (typeof body['text'] !== 'string' && !isDraftObject(body['draft']))) {
    return { kind: 'malformed', answer: problem(400, 'body-malformed', 'The body is a JSON object with the shipment as `text` or as `draft`.') }
  }
  const text = typeof body['text'] === 'string' ? body['text'] : JSON.stringify(body['draft'])
  const read = readDraftText(text)
  if (!read.ok) return { kind: 'issues', issues: read.issues }
  const bytes = new TextEncoder().encode(text)
  const profiles = await readProfiles(join(examplesFolder, 'profiles.yaml'), false)
  const input = { draft: read.value.draft, profiles, now: platform.clock(), digest: hashOf(bytes).slice(0, digestLength) }
  return { kind: 'input', input, bytes, mediaType: typeof body['text'] === 'string' ? 'application/yaml' : 'application/json' }
}

function parseBody(bytes: Uint8Array): DraftObject | undefined {
  try {
    const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as DraftValue
    return isDraftObject(body) ? body : undefined
  } catch {
    return undefined
  }
}

interface ShownShipment {
  readonly filed: FiledShipment
  readonly text: string
  readonly shipment: PreparedShipment
}

async function withFiled(request: RouteRequest, { platform, knowledge }: RouteTools, show: (shown: ShownShipment) => RouteAnswer): Promise<RouteAnswer> {
  const filed = await platform.shipments.find(organisation, request.params['id'] ?? '')
  const shown = filed === undefined ? undefined : await reopen(filed, platform, knowledge)
  return shown === undefined ? problem(404, 'not-found', 'There is no such shipment.') : show(shown)
}

/** Prepares a filed shipment again from the bytes received then, the profiles and the moment of then. */
async function reopen(filed: FiledShipment, platform: Platform, knowledge: Knowledge): Promise<ShownShipment | undefined> {
  const document = await platform.journal.document(filed.chain, filed.organisation, filed.document as never)
  if (document === undefined) return undefined
  const text = new TextDecoder().decode(document.bytes)
  const read = readDraftText(text)
  if (!read.ok) return undefined
  const preparation = prepareShipment(inputOf(filed, read.value.draft), knowledge)
  return preparation.kind === 'unreadable' ? undefined : { filed, text, shipment: preparation.shipment }
}

function viewFiled(filed: FiledShipment) {
  const { profiles: _profiles, organisation: _organisation, judgedAt, filedAt, ...rest } = filed
  return { ...rest, filedAt: formatInstant('Asia/Hong_Kong', filedAt), judgedAt: formatInstant('Asia/Hong_Kong', judgedAt) }
}
