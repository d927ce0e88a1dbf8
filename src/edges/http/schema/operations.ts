// The name of every operation, and what it answers with when it does what was asked: the one place from which the OpenAPI
// document and the SDK have them. A route without a row has no schema, and a test says so.
import type { JsonSchema, Route } from '../route.ts'
import { deskSchemas } from './desk-schemas.ts'
import { importSchemas } from './import-schemas.ts'
import { ref } from './shape.ts'
import { shipmentSchemas } from './shipment-schemas.ts'
import { statisticsSchemas } from './statistics-schemas.ts'

export interface Operation {
  /** Name of the function in the SDK. */
  readonly id: string
  /** Component by status; `bytes` for what is no JSON, `nothing` for 204 and what sends a browser elsewhere. */
  readonly answers: Readonly<Record<number, AnswerName>>
}

const components = { ...shipmentSchemas, ...importSchemas, ...deskSchemas, ...statisticsSchemas }
type AnswerName = keyof typeof components | 'bytes' | 'text' | 'nothing'

const table: Readonly<Record<string, readonly [id: string, answers: Readonly<Record<number, AnswerName>>]>> = {
  'get /form': ['getForm', { 200: 'Form' }],
  'get /codes/{list}': ['getCodeList', { 200: 'CodeList' }],
  'get /examples': ['listExamples', { 200: 'Examples' }],
  'get /profiles': ['listProfiles', { 200: 'Profiles' }],
  'get /profiles/{id}': ['getProfile', { 200: 'KeptProfile' }],
  'put /profiles/{id}': ['keepProfile', { 200: 'Kept' }],
  'delete /profiles/{id}': ['removeProfile', { 204: 'nothing' }],
  'get /drafts': ['listDrafts', { 200: 'KeptTexts' }],
  'get /drafts/{id}': ['getDraft', { 200: 'KeptText' }],
  'put /drafts/{id}': ['keepDraft', { 200: 'Kept' }],
  'delete /drafts/{id}': ['removeDraft', { 204: 'nothing' }],
  'get /templates': ['listTemplates', { 200: 'KeptTexts' }],
  'get /templates/{id}': ['getTemplate', { 200: 'KeptText' }],
  'put /templates/{id}': ['keepTemplate', { 200: 'Kept' }],
  'delete /templates/{id}': ['removeTemplate', { 204: 'nothing' }],
  'post /preview': ['previewShipment', { 200: 'Preview' }],
  'post /shipments': ['fileShipment', { 201: 'FiledShipment' }],
  'get /shipments': ['listShipments', { 200: 'ShipmentPage' }],
  'get /shipments/{id}': ['getShipment', { 200: 'ShipmentDetail' }],
  'get /shipments/{id}/files/{name}': ['getShipmentFile', { 200: 'bytes' }],
  'get /shipments/{id}/print/{kind}': ['printFiling', { 200: 'text' }],
  'get /shipments/{id}/timeline': ['getTimeline', { 200: 'Timeline' }],
  'get /shipments/{id}/receipt': ['getShipmentReceipt', { 200: 'Receipt' }],
  'post /shipments/{id}/amendments': ['amendShipment', { 200: 'ChangePreview', 201: 'ChangeDone', 202: 'ChangeWaiting' }],
  'post /shipments/{id}/cancellation': ['cancelShipment', { 200: 'ChangePreview', 201: 'ChangeDone', 202: 'ChangeWaiting' }],
  'post /shipments/{id}/proposals/{proposal}': ['decideProposal', { 200: 'ProposalDecided' }],
  'post /shipments/{id}/shares': ['shareShipment', { 201: 'ShareGiven' }],
  'get /incoming': ['listIncoming', { 200: 'Incoming' }],
  'post /incoming/redeem': ['redeemCode', { 200: 'ShareTaken' }],
  'get /incoming/{share}': ['getIncoming', { 200: 'IncomingDraft' }],
  'post /incoming/{share}/confirm': ['confirmIncoming', { 201: 'FiledShipment' }],
  'get /workbook/template': ['getWorkbookTemplate', { 200: 'bytes' }],
  'post /imports': ['sendWorkbook', { 201: 'Import' }],
  'get /imports': ['listImports', { 200: 'Imports' }],
  'get /imports/{id}': ['getImport', { 200: 'Import' }],
  'put /imports/{id}/mapping': ['mapImport', { 200: 'Import' }],
  'post /imports/{id}/file': ['fileImport', { 200: 'Import' }],
  'get /imports/{id}/result': ['getImportResult', { 200: 'bytes' }],
  'delete /imports/{id}': ['endImport', { 204: 'nothing' }],
  'get /figure': ['getFigure', { 200: 'Figure' }],
  'post /text-checks': ['checkText', { 200: 'CheckedText' }],
  'get /stories/{story}': ['getStory', { 200: 'RecomputedStory' }],
  'get /health': ['getHealth', { 200: 'Health' }],
  'get /checkpoint/{chain}': ['getCheckpoint', { 200: 'text' }],
  'get /verifier-key': ['getVerifierKey', { 200: 'text' }],
  'get /session': ['getSession', { 200: 'Session' }],
  'get /sign-in': ['signIn', { 302: 'nothing' }],
  'get /sign-in/callback': ['finishSignIn', { 302: 'nothing' }],
  'delete /session': ['signOut', { 204: 'nothing' }],
  'get /keys': ['listKeys', { 200: 'Keys' }],
  'post /keys': ['makeKey', { 201: 'NewKey' }],
  'delete /keys/{id}': ['revokeKey', { 204: 'nothing' }],
  'get /people': ['listPeople', { 200: 'People' }],
  'post /people': ['registerPerson', { 201: 'Person' }],
  'put /people/{id}': ['changePerson', { 200: 'Person' }],
  'get /organisations': ['listOrganisations', { 200: 'Organisations' }],
  'post /organisations': ['registerOrganisation', { 201: 'Organisation' }],
  'put /organisations/{id}': ['changeOrganisation', { 200: 'Organisation' }],
  'get /decisions': ['listDecisions', { 200: 'Decisions' }],
  'get /channels': ['listChannels', { 200: 'Channels' }],
  'get /parked': ['listParked', { 200: 'Parked' }],
  'get /parked/{id}/content': ['getParkedContent', { 200: 'bytes' }],
  'post /parked/{id}/replay': ['replayParked', { 200: 'Replayed' }],
  'get /filings': ['listFilings', { 200: 'OfficerQueue' }],
  'get /filings/{organisation}/{shipment}/{filing}': ['getFiling', { 200: 'OfficerFiling' }],
  'post /filings/{organisation}/{shipment}/{filing}/decision': ['decideFiling', { 201: 'OfficerDecision' }],
  'get /answers': ['listAnswers', { 200: 'AnswerPage' }],
  'get /answers/{shipment}/{digest}/content': ['getAnswerContent', { 200: 'bytes' }],
  'get /answers/{shipment}/{digest}/receipt': ['getAnswerReceipt', { 200: 'Receipt' }],
  'get /webhooks': ['listWebhooks', { 200: 'Webhooks' }],
  'post /webhooks': ['addWebhook', { 201: 'NewWebhook' }],
  'delete /webhooks/{id}': ['removeWebhook', { 204: 'nothing' }],
  'get /webhooks/{id}/deliveries': ['listDeliveries', { 200: 'Deliveries' }],
  'post /webhooks/{id}/redeliver': ['redeliver', { 200: 'DeliveryProgress' }],
}

export function operationOf({ method, path }: Pick<Route, 'method' | 'path'>): Operation | undefined {
  const row = table[`${method} ${path}`]
  return row === undefined ? undefined : { id: row[0], answers: row[1] }
}

/** Undefined where an answer has no content. */
export function schemaOf(name: AnswerName): JsonSchema | undefined {
  if (name === 'nothing') return undefined
  if (name === 'bytes') return { type: 'string', contentMediaType: 'application/octet-stream' }
  return name === 'text' ? { type: 'string' } : ref(name)
}

/** Every schema by its name. */
export const responseSchemas: Readonly<Record<string, JsonSchema>> = components
