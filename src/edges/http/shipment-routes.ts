// Routes that prepare, file and show shipments.
import { fileShipment, inputOf, type FilingDone } from '../../app/shipment/file-shipment.ts'
import type { FiledShipment, ShipmentPlace } from '../../app/ports.ts'
import { openDossier, receivedText, type Dossier } from '../../app/shipment/dossier.ts'
import { newerOf, openChanges, type NewerRevision } from '../../app/shipment/sides/take-over.ts'
import { viewFieldChange, type Wording } from '../../app/shipment/views/change-view.ts'
import { viewDetail, viewRow, type Reader } from '../../app/shipment/views/shipment-rows.ts'
import { sideIssues } from '../../app/shipment/views/side-issues.ts'
import { printedFiling } from '../../app/printed-filing.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { prepareShipment, type PreparedShipment } from '../../app/prepare-shipment.ts'
import { viewIssues, viewShipment } from '../../app/shipment-view.ts'
import { dateIn, instant } from '../../base/instant.ts'
import { readDraftText } from '../../domain/submission/index.ts'
import { hashOf, hashText } from '../compose.ts'
import { cursorOf, placeIn } from './request/page-cursor.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'
import { findFiled, keyHeader, keyOf, notKnownAnyMore, notThere, problemAnswer, readerOf, readInput, refusal } from './shipment-input.ts'

const defaultPage = 50
const maxPage = 500
const shipmentBody = {
  type: 'object',
  properties: { text: { type: 'string', description: 'a shipment as YAML or JSON text' }, draft: { $ref: '#/components/schemas/Shipment' } },
}

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
    headers: keyHeader,
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
      before: { description: '`next` of the page before', schema: { type: 'string' } },
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
    handle: (request, tools) => withFiled(request, tools, (shown) => showShipment(shown, request, tools)),
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
        if (described === undefined || bytes === undefined) return problem(404, 'not-found', said('problem.no-such-file'))
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
        if (page === undefined) return problem(404, 'not-found', said('problem.no-such-filing'))
        return { kind: 'file', mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(page) }
      }),
  },
]

async function listShipments(request: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const { query, scope, language } = request
  const [limit, before] = [Number(query('limit') ?? defaultPage), query('before')]
  const place = before === undefined ? undefined : readPlace(before)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage || (before !== undefined && place === undefined)) {
    return problem(400, 'page-malformed', `limit is 1 to ${maxPage}; before is the \`next\` of a page.`)
  }
  const page = await platform.register.list(scope, { limit: limit + 1, ...(place === undefined ? {} : { before: place }) })
  const shown = page.slice(0, limit)
  const last = page.length > limit ? shown.at(-1) : undefined
  const { names } = await readerOf(request, platform, shown)
  const shipments = shown.map((filed) => viewRow(filed, names, knowledge, language))
  return json({ shipments, ...(last === undefined ? {} : { next: cursorOf(`${last.filedAt} ${last.organisation} ${last.position}`) }) })
}

function readPlace(cursor: string): ShipmentPlace | undefined {
  const [filedAt, organisation, position] = placeIn(cursor, /^(\d{1,15}) ([a-z0-9-]{1,40}) (\d{1,15})$/) ?? []
  return organisation === undefined ? undefined : { filedAt: instant(Number(filedAt)), organisation, position: Number(position) }
}

async function preview(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { principal, language } = request
  const { platform, knowledge } = tools
  const read = await readInput(request, tools)
  if (read.kind === 'malformed') return read.answer
  const nothing = { isAcceptable: false, filings: [] }
  if (read.kind === 'issues') return json({ ...nothing, issues: viewIssues(read.issues, knowledge, language) })
  // Somebody who files with some administrations only is asked for what those ask.
  const own = principal.organisation === '' ? undefined : await platform.directory.organisation(principal.organisation)
  const administrations = own === undefined || own.administrations.length === 0 ? undefined : own.administrations
  const preparation = prepareShipment({ ...read.input, ...(administrations === undefined ? {} : { administrations }) }, knowledge)
  if (preparation.kind === 'unreadable') return json({ ...nothing, issues: viewIssues(preparation.issues, knowledge, language) })
  return json(viewShipment(preparation.shipment, knowledge, language))
}

async function postShipment(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform, knowledge } = tools
  const key = keyOf(request)
  if (key.kind === 'refused') return key.answer
  const read = await readInput(request, tools)
  if (read.kind === 'malformed') return read.answer
  const nothingFiled = { type: 'shipment-refused', title: said('problem.shipment-refused') }
  if (read.kind === 'issues') return refusal(read.issues, nothingFiled)
  const standing = await platform.directory.organisation(request.principal.organisation)
  if (standing === undefined) return notKnownAnyMore
  const done = await fileShipment(
    {
      organisation: request.principal.organisation,
      standing,
      actor: request.principal.id,
      idempotencyKey: key.key,
      received: { bytes: read.bytes, sha256: hashOf(read.bytes) },
      input: read.input,
      ruleSet: platform.ruleSet,
    },
    { knowledge, journal: platform.journal, hashOf, prepareFiling: platform.prepareFiling },
  )
  return done.ok ? filedAnswer(done.value, request, tools) : refusal(done.issues, nothingFiled)
}

/** The answer to filing, for whoever files from a text of their own or from the other side's. */
export async function filedAnswer({ filed, isReplay, issues }: FilingDone, request: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const { names } = await readerOf(request, platform, [filed])
  return {
    kind: 'json',
    status: 201,
    headers: { Location: `/api/v1/shipments/${filed.id}`, ...(isReplay ? { 'Idempotent-Replayed': 'true' } : {}) },
    body: { ...viewRow(filed, names, knowledge, request.language), issues: viewIssues(issues, knowledge, request.language) },
  }
}

async function showShipment({ filed, text, shipment }: ShownShipment, request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform, knowledge } = tools
  const { language } = request
  const reader = await readerOf(request, platform, [filed])
  const { twoSides } = platform
  const takenBy = filed.sharedFrom?.organisation ?? filed.shares.find((each) => each.takenBy !== null)?.takenBy ?? undefined
  const other = takenBy === undefined ? undefined : await twoSides.shipmentOf(takenBy, filed.id)
  // Of lists only as long as the sender has not amended since: later the numbers mean other things.
  const isSameList = other?.sharedFrom?.revision === filed.revision
  const corrected = filed.shares.map((share) => ({ share: share.share, changes: shipment === undefined ? [] : openChanges(share.corrections, shipment.submission, isSameList, tools) }))
  const newer = await newerOf(filed, { knowledge, journal: platform.journal, hashOf, twoSides })
  const wording = { knowledge, language, on: dateIn('Asia/Hong_Kong', platform.clock()) }
  const detail = viewDetail(filed, reader, knowledge, language)
  return json({
    ...detail,
    text,
    isSameRuleSet: filed.ruleSet === platform.ruleSet,
    issues: viewIssues(sideIssues(filed, { other, openCorrections: corrected.reduce((count, each) => count + each.changes.length, 0) }, knowledge), knowledge, language),
    shares: detail.shares.map((share) => ({
      ...share,
      openCorrections: (corrected.find((each) => each.share === share.share)?.changes ?? []).map((each) => viewFieldChange(each, wording)),
    })),
    sharedFrom: sharedFromView(filed, reader, newer, wording),
    ...(shipment === undefined ? {} : { preview: viewShipment(shipment, knowledge, language) }),
  })
}

function sharedFromView({ sharedFrom }: FiledShipment, { organisationName }: Reader, newer: NewerRevision | undefined, wording: Wording) {
  if (sharedFrom === null) return null
  const { organisation, share, revision } = sharedFrom
  const name = organisationName(organisation)
  return {
    organisation,
    ...(name === undefined ? {} : { name }),
    share,
    revision,
    newestRevision: newer?.revision ?? revision,
    newerChanges: (newer?.changes ?? []).map((each) => viewFieldChange(each, wording)),
  }
}

interface ShownShipment {
  readonly filed: FiledShipment
  readonly dossier: Dossier
  readonly text: string
  /** Undefined where today's tables cannot read any more what was filed by earlier ones. */
  readonly shipment: PreparedShipment | undefined
}

async function withFiled(request: RouteRequest, tools: RouteTools, show: (shown: ShownShipment) => RouteAnswer | Promise<RouteAnswer>): Promise<RouteAnswer> {
  const { platform, knowledge } = tools
  const filed = await findFiled(request, tools)
  const document = filed === undefined ? undefined : await platform.scopedJournal.document(request.scope, filed.chain, filed.organisation, filed.document)
  if (filed === undefined || document === undefined) return notThere
  const dossier = openDossier(document.bytes)
  const text = receivedText(dossier)
  return show({ filed, dossier, text, shipment: reopened(filed, dossier, text, knowledge) })
}

/** What was filed, prepared again by the tables of now and the profiles and the moment of then. */
function reopened(filed: FiledShipment, dossier: Dossier, text: string, knowledge: Knowledge): PreparedShipment | undefined {
  const read = readDraftText(text)
  if (!read.ok) return undefined
  const preparation = prepareShipment(inputOf(filed, dossier, read.value.draft, hashText), knowledge)
  return preparation.kind === 'unreadable' ? undefined : preparation.shipment
}
