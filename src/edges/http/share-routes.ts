// Routes between two sides: giving the other side its draft, and what a receiver finds, takes, completes and confirms.
import { randomBytes, randomUUID } from 'node:crypto'
import { fieldValues } from '../../app/shipment/change/field-changes.ts'
import { administrationsOf, confirmShare, draftOf, incomingShare, incomingShares, redeemCode, type IncomingShare, type Receiver, type ReceiveTools } from '../../app/shipment/receive-share.ts'
import { shareShipment } from '../../app/shipment/share-shipment.ts'
import { codeFrom } from '../../app/shipment/sides/share-code.ts'
import type { SharePlace } from '../../app/shipment/sides/given-shares.ts'
import { newerOf } from '../../app/shipment/sides/take-over.ts'
import { viewFieldChange } from '../../app/shipment/views/change-view.ts'
import { timeOf } from '../../app/shipment/views/shipment-rows.ts'
import { withOwnProfile } from '../../app/shipment/sides/own-profile.ts'
import { prepareShipment } from '../../app/prepare-shipment.ts'
import { viewIssues, viewShipment } from '../../app/shipment-view.ts'
import { dateIn, instant } from '../../base/instant.ts'
import { hashOf, hashText, type Platform } from '../compose.ts'
import { readBody, type BodyShape } from './json-body.ts'
import { cursorOf, placeIn } from './request/page-cursor.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'
import { filedAnswer } from './shipment-routes.ts'
import { findFiled, keyHeader, keyOf, notKnownAnyMore, notThere, problemAnswer, readInput, refusal, settle } from './shipment-input.ts'

const defaultPage = 50
const maxPage = 500
const shareBody = { by: 'text' } as const satisfies BodyShape
const redeemBody = { code: 'text' } as const satisfies BodyShape
const done = { 200: { description: 'done', mediaType: 'application/json' } } as const
const missing = { 404: { description: 'there is none for you', ...problemAnswer } } as const

export const shareRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/shipments/{id}/shares',
    action: 'share.create',
    summary: 'gives the other side its draft, by push or by a one-time code; the answer is the same whether or not it is known here',
    requestSchema: { type: 'object', required: ['by'], properties: { by: { enum: ['push', 'code'] } } },
    answers: {
      201: { description: 'given; a code is shown this once and expires in 14 days', mediaType: 'application/json' },
      404: { description: 'no such shipment', ...problemAnswer },
      409: { description: 'the shipment is cancelled', ...problemAnswer },
      422: { description: 'refused, with issues', ...problemAnswer },
    },
    handle: postShare,
  },
  {
    method: 'get',
    path: '/incoming',
    action: 'share.receive',
    summary: 'drafts that other organisations gave to yours: pushed, or taken with a code; newest first',
    query: {
      unfiled: { description: 'true: only those that you have not filed from', schema: { type: 'boolean' } },
      limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } },
      before: { description: '`next` of the page before', schema: { type: 'string' } },
    },
    answers: { ...done, 400: { description: 'no such page', ...problemAnswer } },
    handle: listIncoming,
  },
  {
    method: 'post',
    path: '/incoming/redeem',
    action: 'share.receive',
    summary: 'takes a draft with its one-time code; an unknown, used, expired or foreign code gives one and the same answer',
    requestSchema: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
    answers: { ...done, ...missing, 429: { description: 'too many wrong codes; come back later', ...problemAnswer } },
    handle: postRedeem,
  },
  {
    method: 'get',
    path: '/incoming/{share}',
    action: 'share.receive',
    summary: 'a draft that was given, with where each value came from and what the filings would be',
    answers: { ...done, ...missing },
    handle: getIncoming,
  },
  {
    method: 'post',
    path: '/incoming/{share}/confirm',
    action: 'share.receive',
    summary: 'confirms and files what was given, completed, in the name of the own organisation',
    headers: keyHeader,
    requestSchema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    answers: {
      201: { description: 'filed', mediaType: 'application/json' },
      ...missing,
      409: { description: 'filed before, or cancelled by the sender', ...problemAnswer },
      422: { description: 'refused, with issues', ...problemAnswer },
    },
    handle: postConfirm,
  },
]

async function postShare(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform } = tools
  const body = readBody(request.body, shareBody)
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const { by } = body.value
  if (by !== 'push' && by !== 'code') return problem(400, 'body-malformed', "'by' is push or code.")
  const filed = await findFiled(request, tools)
  if (filed === undefined) return notThere
  const standing = await platform.directory.organisation(request.principal.organisation)
  if (standing === undefined) return notKnownAnyMore
  const code = codeFrom(randomBytes(10))
  const shared = await shareShipment(
    {
      organisation: request.principal.organisation,
      standing,
      actor: request.principal.id,
      idempotencyKey: request.header('Idempotency-Key') ?? randomUUID(),
      filed,
      by: by === 'push' ? { kind: by } : { kind: by, code },
      now: platform.clock(),
      ruleSet: platform.ruleSet,
    },
    { knowledge: platform.knowledge, journal: platform.journal, hashOf },
  )
  if (!shared.ok) return refusal(shared.issues, { type: 'share-refused', title: said('problem.share-refused') })
  const { isReplay, shared: given } = shared.value
  const { share, partyNumber, administrations, expiresAt } = given
  return {
    kind: 'json',
    status: 201,
    headers: isReplay ? { 'Idempotent-Replayed': 'true' } : {},
    body: { share, ...(by === 'code' && !isReplay ? { code } : {}), partyNumber, administrations, expiresAt: expiresAt === null ? null : timeOf(expiresAt) },
  }
}

async function listIncoming(request: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const { query } = request
  const [limit, before, unfiled] = [Number(query('limit') ?? defaultPage), query('before'), query('unfiled') ?? 'false']
  const place = before === undefined ? undefined : readPlace(before)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage || (before !== undefined && place === undefined) || !/^(true|false)$/.test(unfiled)) {
    return problem(400, 'page-malformed', `limit is 1 to ${maxPage}; before is the \`next\` of a page; unfiled is true or false.`)
  }
  const receiver = await receiverOf(request, platform)
  const { shares, next } = await incomingShares(receiver, { limit, isUnfiled: unfiled === 'true', ...(place === undefined ? {} : { before: place }) }, platform)
  const rows = await Promise.all(shares.map((each) => incomingRow(each, platform)))
  return json({ shares: rows, ...(next === undefined ? {} : { next: cursorOf(`${next.at} ${next.share}`) }) })
}

function readPlace(cursor: string): SharePlace | undefined {
  const [at, share] = placeIn(cursor, /^(\d{1,15}) ([\w-]{1,40})$/) ?? []
  return share === undefined ? undefined : { at: instant(Number(at)), share }
}

async function postRedeem(request: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const body = readBody(request.body, redeemBody)
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const receiver = await receiverOf(request, platform)
  const now = platform.clock()
  const waitMs = platform.codeAttempts.waitMs(receiver.organisation, now)
  if (waitMs > 0) return problem(429, 'too-many-codes', said('problem.too-many-codes'), { retryAfterSeconds: Math.ceil(waitMs / 1_000) })
  const share = await redeemCode(body.value.code, receiver, { now, ruleSet: platform.ruleSet }, receiveTools(platform))
  if (share !== undefined) return json({ share })
  platform.codeAttempts.failed(receiver.organisation, now)
  return problem(404, 'not-found', said('problem.code-opens-nothing'))
}

async function getIncoming(request: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const receiver = await receiverOf(request, platform)
  const incoming = await incomingShare(request.params['share'] ?? '', receiver, platform)
  const given = incoming && (await draftOf(incoming, receiveTools(platform)))
  const own = await platform.directory.organisation(receiver.organisation)
  if (incoming === undefined || given === undefined || own === undefined) return nothingGiven
  const administrations = administrationsOf(incoming, own)
  const profiles = await platform.profiles({ organisation: receiver.organisation, isSample: incoming.sender.isSample })
  const completed = withOwnProfile(given, profiles, incoming.share.partyNumber)
  const preparation = prepareShipment({ draft: completed.draft, profiles, now: platform.clock(), organisation: receiver.organisation, administrations, hashText }, knowledge)
  const { language } = request
  const wording = { knowledge, language, on: dateIn('Asia/Hong_Kong', platform.clock()) }
  const fromOwn = new Set(completed.fromOwnProfile)
  const values = preparation.kind === 'prepared' ? fieldValues(preparation.shipment.submission, knowledge.fields) : new Map<string, string>()
  const newer = incoming.own && (await newerOf(incoming.own, { ...receiveTools(platform), twoSides: platform.twoSides }))
  return json({
    ...(await incomingRow(incoming, platform)),
    text: completed.text,
    fields: [...values.keys()].map((path) => ({ path, from: fromOwn.has(path) ? 'own profile' : 'sender' })),
    administrations,
    preview:
      preparation.kind === 'prepared' ? viewShipment(preparation.shipment, knowledge, language) : { isAcceptable: false, filings: [], issues: viewIssues(preparation.issues, knowledge, language) },
    changes: (newer?.changes ?? []).map((each) => viewFieldChange(each, wording)),
  })
}

async function postConfirm(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform } = tools
  const receiver = await receiverOf(request, platform)
  const incoming = await incomingShare(request.params['share'] ?? '', receiver, platform)
  if (incoming === undefined) return nothingGiven
  const key = keyOf(request)
  if (key.kind === 'refused') return key.answer
  const read = await readInput(request, tools)
  if (read.kind === 'malformed') return read.answer
  const nothingFiled = { type: 'shipment-refused', title: said('problem.shipment-refused') }
  if (read.kind === 'issues') return refusal(read.issues, nothingFiled)
  const standing = await platform.directory.organisation(receiver.organisation)
  if (standing === undefined) return notKnownAnyMore
  const command = {
    organisation: receiver.organisation,
    standing,
    actor: request.principal.id,
    idempotencyKey: key.key,
    received: { bytes: read.bytes, sha256: hashOf(read.bytes) },
    input: read.input,
    ruleSet: platform.ruleSet,
  }
  const filed = await confirmShare(incoming, receiver, command, receiveTools(platform))
  if (!filed.ok) return refusal(filed.issues, nothingFiled)
  await settle(platform, filed.value.filed)
  return filedAnswer(filed.value, request, tools)
}

const nothingGiven = problem(404, 'not-found', said('problem.no-such-draft'))

function receiveTools({ knowledge, journal, twoSides }: Platform): ReceiveTools {
  return { knowledge, journal, hashOf, twoSides }
}

/** The numbers that the organisation has today. */
async function receiverOf({ principal }: RouteRequest, { directory }: Platform): Promise<Receiver> {
  const own = await directory.organisation(principal.organisation)
  return { organisation: principal.organisation, numbers: own?.numbers ?? [] }
}

async function incomingRow({ share, sender, own }: IncomingShare, { directory }: Platform) {
  const organisation = await directory.organisation(sender.organisation)
  return {
    share: share.share,
    sender: { id: sender.organisation, name: organisation?.name ?? sender.organisation },
    reference: sender.reference,
    direction: sender.direction,
    counterpart: sender.counterpart,
    revision: sender.revision,
    at: timeOf(share.at),
    state: own !== undefined ? ('filed' as const) : share.takenBy === null ? ('open' as const) : ('taken' as const),
    isSample: sender.isSample,
    isCancelled: sender.isCancelled,
    // What the own filing was made from; below `revision` the sender has amended since.
    ...(own === undefined ? {} : { shipment: own.id, basedOn: own.sharedFrom?.revision ?? sender.revision }),
  }
}
