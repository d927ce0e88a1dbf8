// Routes for what proves itself: the receipt of a shipment as it was filed, and of an answer as it was recorded. The bytes
// are sent as they are, since a receipt has one text only.
import { receiptOfAnswer, receiptOfShipment, type ReceiptTools } from '../../app/receipt/issue-receipt.ts'
import { receiptText, type Receipt } from '../../app/receipt/receipt.ts'
import { sha256, type Platform } from '../compose.ts'
import { ofOrganisation } from './answer-routes.ts'
import { problem, said, type Route, type RouteAnswer } from './route.ts'

const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }
const organisationQuery = { organisation: { description: 'whose, for an auditor; everybody else means their own', schema: { type: 'string' } } } as const

export const receiptRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/shipments/{id}/receipt',
    action: 'shipment.read',
    summary: 'the signed receipt of a shipment; `lingding verify FILE` checks it without this platform',
    query: { revision: { description: 'the newest when absent', schema: { type: 'integer', minimum: 1 } }, ...organisationQuery },
    answers: {
      200: { description: 'the receipt; keep the bytes as they come', mediaType: 'application/json' },
      400: { description: 'no such number', ...problemAnswer },
      404: { description: 'no such shipment or revision', ...problemAnswer },
    },
    handle: async (request, { platform }) => {
      const asked = request.query('revision')
      if (asked !== undefined && !/^[1-9]\d{0,8}$/.test(asked)) return problem(400, 'revision-malformed', 'revision is a number from 1.')
      const of = { organisation: ofOrganisation(request), shipment: request.params['id'] ?? '', ...(asked === undefined ? {} : { revision: Number(asked) }) }
      return answerWith(await receiptOfShipment(request.scope, of, toolsOf(platform)), `receipt-${of.shipment}.json`)
    },
  },
  {
    method: 'get',
    path: '/answers/{shipment}/{digest}/receipt',
    action: 'answer.read',
    summary: 'the signed receipt of an answer as it was recorded',
    query: organisationQuery,
    answers: { 200: { description: 'the receipt; keep the bytes as they come', mediaType: 'application/json' }, 404: { description: 'no such answer', ...problemAnswer } },
    handle: async (request, { platform }) => {
      const of = { organisation: ofOrganisation(request), shipment: request.params['shipment'] ?? '', digest: request.params['digest'] ?? '' }
      return answerWith(await receiptOfAnswer(request.scope, of, toolsOf(platform)), `receipt-${of.shipment}-${of.digest.slice(0, 12)}.json`)
    },
  },
]

function answerWith(receipt: Receipt | undefined, name: string): RouteAnswer {
  if (receipt === undefined) return problem(404, 'not-found', said('problem.no-such-receipt'))
  return { kind: 'file', mediaType: 'application/json', bytes: new TextEncoder().encode(receiptText(receipt)), name }
}

function toolsOf({ journal, scopedJournal, verifierKey }: Platform): ReceiptTools {
  return { journal, scopedJournal, sha256, verifierKey }
}
