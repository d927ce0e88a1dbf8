// Routes that change what was filed: amendment, cancellation, the decision of a second person; and the timeline that shows it.
import { randomUUID } from 'node:crypto'
import { amendedBefore, amendmentHash, amendShipment, previewAmendment, type AmendmentAsked, type AmendShipment, type ChangeDone, type ChangePreview, type ChangeTools } from '../../app/shipment/amend-shipment.ts'
import { cancelShipment, previewCancellation } from '../../app/shipment/cancel-shipment.ts'
import { decideProposal } from '../../app/shipment/decide-proposal.ts'
import { takeOver } from '../../app/shipment/sides/take-over.ts'
import { viewEffect, viewFieldChange } from '../../app/shipment/views/change-view.ts'
import { streamEntries, timelineOf } from '../../app/shipment/views/timeline.ts'
import type { FiledShipment } from '../../app/ports.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import { dateIn } from '../../base/instant.ts'
import { hashOf, hashText, type Platform } from '../compose.ts'
import { readBody, type BodyShape } from './json-body.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'
import { findFiled, keyOf, notKnownAnyMore, notThere, problemAnswer, readerOf, readTextInput, refusal, settle } from './shipment-input.ts'

const amendmentBody = { text: 'text?', takeOver: 'text?', reason: 'text?', basedOn: 'count?', isPreview: 'flag?' } as const satisfies BodyShape
const cancellationBody = { reason: 'text?', isPreview: 'flag?' } as const satisfies BodyShape
const decisionBody = { decision: 'text', reason: 'text' } as const satisfies BodyShape

const text = (description: string) => ({ type: 'string', description })
const reasonSchema = text('why, in a sentence of at most 500 characters; kept')
const keyWhenDone = { 'Idempotency-Key': { description: 'needed unless isPreview; the same key with the same body gives the first answer again', isRequired: false } }
const changeRefusals = {
  400: { description: 'no such body, or no key', ...problemAnswer },
  404: { description: 'no such shipment', ...problemAnswer },
  409: { description: 'it has changed since, or is cancelled', ...problemAnswer },
  422: { description: 'refused, with issues', ...problemAnswer },
} as const
const changeAnswers = {
  200: { description: 'a preview: what would change, and what each filing makes of it', mediaType: 'application/json' },
  201: { description: 'done', mediaType: 'application/json' },
  202: { description: 'waits for a second person of the organisation', mediaType: 'application/json' },
  ...changeRefusals,
} as const

export const changeRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/shipments/{id}/amendments',
    action: 'shipment.amend',
    summary: 'amends a filed shipment; with isPreview nothing is kept',
    headers: keyWhenDone,
    requestSchema: {
      type: 'object',
      properties: {
        text: text('the whole shipment as it should be, YAML or JSON'),
        takeOver: text('id of a share: take over what the other side says otherwise; without text the own newest text is changed so'),
        reason: reasonSchema,
        basedOn: { type: 'integer', description: 'the revision that was looked at; another one by now is refused' },
        isPreview: { type: 'boolean' },
      },
    },
    answers: changeAnswers,
    handle: postAmendment,
  },
  {
    method: 'post',
    path: '/shipments/{id}/cancellation',
    action: 'shipment.cancel',
    summary: 'cancels a filed shipment; with isPreview nothing is kept',
    headers: keyWhenDone,
    requestSchema: { type: 'object', properties: { reason: reasonSchema, isPreview: { type: 'boolean' } } },
    answers: changeAnswers,
    handle: postCancellation,
  },
  {
    method: 'post',
    path: '/shipments/{id}/proposals/{proposal}',
    action: 'change.decide',
    summary: 'approves or refuses a change that somebody else of the organisation proposed; who proposed it may withdraw it',
    requestSchema: { type: 'object', required: ['decision', 'reason'], properties: { decision: { enum: ['approve', 'refuse'] }, reason: reasonSchema } },
    answers: { ...changeRefusals, 403: { description: 'proposed by yourself', ...problemAnswer }, 200: { description: 'decided', mediaType: 'application/json' } },
    handle: postDecision,
  },
  {
    method: 'get',
    path: '/shipments/{id}/timeline',
    action: 'shipment.read',
    summary: 'what happened to a shipment, oldest first, in sentences',
    answers: { 200: { description: 'done', mediaType: 'application/json' }, 404: { description: 'no such shipment', ...problemAnswer } },
    handle: getTimeline,
  },
]

/** What every use case of a change takes. */
export function changeTools({ knowledge, journal, twoSides }: Platform): ChangeTools {
  return { knowledge, journal, hashOf, otherSide: twoSides.shipmentOf }
}

async function postAmendment(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform } = tools
  const body = readBody(request.body, amendmentBody)
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const filed = await findFiled(request, tools)
  if (filed === undefined) return notThere
  const { basedOn, reason = '' } = body.value
  const isPreview = body.value.isPreview === true
  const key = isPreview ? ({ kind: 'key', key: '' } as const) : keyOf(request)
  if (key.kind === 'refused') return key.answer
  const { organisation } = request.principal
  const inputHash = amendmentHash({ shipment: filed.id, ...askedFor(body.value), reason }, hashOf)
  const before = isPreview ? undefined : await amendedBefore({ organisation, idempotencyKey: key.key, inputHash, filed }, changeTools(platform))
  if (before !== undefined) return before.ok ? changeAnswer(before.value, request, platform) : changeRefused(before.issues)
  const asked = await textOf(body.value, filed, platform)
  if (asked === undefined) return problem(400, 'body-malformed', '`text` is the amended shipment; `takeOver` names a share of this shipment.')
  const read = await readTextInput(asked.text, request, tools)
  if (read.kind === 'malformed') return read.answer
  if (read.kind === 'issues') return changeRefused(read.issues)
  const standing = await platform.directory.organisation(request.principal.organisation)
  if (standing === undefined) return notKnownAnyMore
  const command: AmendShipment = {
    organisation,
    standing,
    actor: request.principal.id,
    idempotencyKey: key.key,
    inputHash,
    filed,
    received: { bytes: read.bytes, sha256: hashOf(read.bytes) },
    input: read.input,
    reason,
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(asked.sharedRevision === undefined ? {} : { sharedRevision: asked.sharedRevision }),
    secondPerson: secondPersonOf('shipment.amend', platform),
    ruleSet: platform.ruleSet,
  }
  if (isPreview) return json(previewView(await previewAmendment(command, changeTools(platform)), request, platform, asked.isTakenOver ? asked.text : undefined))
  const done = await amendShipment(command, changeTools(platform))
  return done.ok ? changeAnswer(done.value, request, platform) : changeRefused(done.issues)
}

async function postCancellation(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform } = tools
  const body = readBody(request.body, cancellationBody)
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const filed = await findFiled(request, tools)
  if (filed === undefined) return notThere
  const act = { filed, now: platform.clock(), secondPerson: secondPersonOf('shipment.cancel', platform) }
  if (body.value.isPreview === true) return json(previewView(previewCancellation(act, platform.knowledge), request, platform))
  const key = keyOf(request)
  if (key.kind === 'refused') return key.answer
  const { organisation, id } = request.principal
  const command = { ...act, organisation, actor: id, idempotencyKey: key.key, reason: body.value.reason ?? '', ruleSet: platform.ruleSet }
  const done = await cancelShipment(command, changeTools(platform))
  return done.ok ? changeAnswer(done.value, request, platform) : changeRefused(done.issues)
}

async function postDecision(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform } = tools
  const body = readBody(request.body, decisionBody)
  if (body.kind === 'malformed') return problem(400, 'body-malformed', body.reason)
  const { decision, reason } = body.value
  if (decision !== 'approve' && decision !== 'refuse') return problem(400, 'body-malformed', "'decision' is approve or refuse.")
  const filed = await findFiled(request, tools)
  if (filed === undefined) return notThere
  const standing = await platform.directory.organisation(request.principal.organisation)
  if (standing === undefined) return notKnownAnyMore
  const done = await decideProposal(
    {
      organisation: request.principal.organisation,
      standing,
      actor: request.principal.id,
      // A proposal is decided once: the key only serves a retry.
      idempotencyKey: request.header('Idempotency-Key') ?? randomUUID(),
      filed,
      proposal: request.params['proposal'] ?? '',
      decision,
      reason,
      now: platform.clock(),
      hashText,
      ruleSet: platform.ruleSet,
    },
    { ...changeTools(platform), personBehind: platform.directory.personBehind },
  )
  if (done === undefined) return notThere
  if (!done.ok) return changeRefused(done.issues)
  const { value } = done
  if (value.kind === 'proposed') return json({ proposal: value.proposal })
  if (value.kind === 'refused') return json({ decision: value.isWithdrawn ? 'withdrawn' : 'refused', revision: value.filed.revision })
  await settle(platform, value.filed)
  return json({ decision: 'approved', revision: value.filed.revision, isCancelled: value.filed.isCancelled, issues: viewIssues(value.issues, platform.knowledge, request.language) })
}

async function getTimeline(request: RouteRequest, tools: RouteTools): Promise<RouteAnswer> {
  const { platform } = tools
  const filed = await findFiled(request, tools)
  if (filed === undefined) return notThere
  const entries = await streamEntries(platform.scopedJournal, request.scope, filed)
  const reader = await readerOf(request, platform, [filed], entries.map((entry) => entry.actor))
  return json({ events: timelineOf(entries, reader, platform.knowledge, request.language) })
}

function askedFor({ text, takeOver }: { readonly text?: string; readonly takeOver?: string }): Pick<AmendmentAsked, 'text' | 'takeOver'> {
  return { ...(text === undefined ? {} : { text: hashText(text) }), ...(takeOver === undefined ? {} : { takeOver }) }
}

interface AskedText {
  readonly text: string
  readonly isTakenOver: boolean
  readonly sharedRevision?: number
}

/** The text that is asked for, given or made by taking over; undefined when it is neither. */
async function textOf(body: { readonly text?: string; readonly takeOver?: string }, filed: FiledShipment, { knowledge, journal, twoSides }: Platform): Promise<AskedText | undefined> {
  if (body.takeOver === undefined) return body.text === undefined ? undefined : { text: body.text, isTakenOver: false }
  const taken = await takeOver(filed, body.takeOver, { knowledge, journal, hashOf, twoSides })
  if (taken === undefined) return undefined
  return { text: body.text ?? taken.text, isTakenOver: true, ...(taken.sharedRevision === undefined ? {} : { sharedRevision: taken.sharedRevision }) }
}

function secondPersonOf(action: string, { policy }: Platform): string {
  return policy.get(action)?.secondPerson ?? ''
}

function previewView({ changes, effects, issues, needsSecondPerson }: ChangePreview, { language }: RouteRequest, { knowledge, clock }: Platform, taken?: string) {
  const wording = { knowledge, language, on: dateIn('Asia/Hong_Kong', clock()) }
  return {
    changes: changes.map((each) => viewFieldChange(each, wording)),
    effects: effects.map((each) => viewEffect(each, wording)),
    issues: viewIssues(issues, knowledge, language),
    needsSecondPerson,
    ...(taken === undefined ? {} : { text: taken }),
  }
}

async function changeAnswer(done: ChangeDone, { language }: RouteRequest, platform: Platform): Promise<RouteAnswer> {
  const headers = done.isReplay ? { 'Idempotent-Replayed': 'true' } : {}
  if (done.kind === 'proposed') return { kind: 'json', status: 202, headers, body: { proposal: done.proposal } }
  await settle(platform, done.filed)
  const { revision, isCancelled } = done.filed
  return { kind: 'json', status: 201, headers, body: { revision, isCancelled, issues: viewIssues(done.issues, platform.knowledge, language) } }
}

function changeRefused(issues: Parameters<typeof refusal>[0]): RouteAnswer {
  return refusal(issues, { type: 'change-refused', title: said('problem.change-refused') })
}
