// One example of every route, by `METHOD path`: what its path names, what is sent, and the answer to whoever may. A new
// route needs a row here, or the matrix fails.
import { batteries } from './filings.ts'
import { redCode, type Which } from './names.ts'

export interface Example {
  /** Kind of what the path names, one of the things of the world; none where it names nothing. */
  readonly names?: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Undefined: no body. */
  readonly body?: (which: Which) => unknown
  /** Status for whoever may and where it is there. */
  readonly done: number
  /** The same of what was removed, cancelled or revoked before; as `done` unless said. */
  readonly removed?: number
  /** A change that may be made again and again in the same world. */
  readonly isRepeatable?: true
}

const shipment = (): unknown => ({ text: batteries('MATRIX-1') })
const key = { 'Idempotency-Key': 'matrix' }

export const examples: Readonly<Record<string, Example>> = {
  'GET /form': { done: 200 },
  'GET /codes/{list}': { names: 'codeList', done: 200 },
  'GET /examples': { done: 200 },
  'GET /profiles': { done: 200 },
  'POST /preview': { body: shipment, done: 200, isRepeatable: true },
  'POST /shipments': { body: shipment, headers: key, done: 201 },
  'GET /shipments': { done: 200 },
  'GET /shipments/{id}': { names: 'shipment', done: 200 },
  'GET /shipments/{id}/files/{name}': { names: 'file', done: 200 },
  'GET /shipments/{id}/print/{kind}': { names: 'print', done: 200 },
  'GET /shipments/{id}/timeline': { names: 'shipment', done: 200 },
  'POST /shipments/{id}/amendments': {
    names: 'shipment',
    headers: key,
    body: (which) => ({ text: batteries(which === 'removed' ? 'RED-2' : 'RED-1').replace('count: 120', 'count: 121'), reason: 'matrix' }),
    done: 201,
    removed: 409,
  },
  'POST /shipments/{id}/cancellation': { names: 'shipment', headers: key, body: () => ({ reason: 'matrix' }), done: 201, removed: 409 },
  // Of a cancelled shipment nothing is proposed any more.
  'POST /shipments/{id}/proposals/{proposal}': { names: 'proposal', headers: key, body: () => ({ decision: 'refuse', reason: 'matrix' }), done: 200, removed: 404 },
  // Red files with all three itself, so that nothing is left to give.
  'POST /shipments/{id}/shares': { names: 'shipment', headers: key, body: () => ({ by: 'code' }), done: 422, removed: 409 },
  'GET /incoming': { done: 200 },
  'POST /incoming/redeem': { body: () => ({ code: redCode }), done: 200 },
  'GET /incoming/{share}': { names: 'share', done: 200 },
  'POST /incoming/{share}/confirm': { names: 'share', headers: key, body: (which) => ({ text: batteries(which === 'removed' ? 'GREEN-2' : 'GREEN-1') }), done: 201, removed: 409 },
  'GET /workbook/template': { done: 200 },
  'POST /imports': { body: (which) => ({ workbook: which }), headers: { 'Content-Type': 'application/octet-stream' }, done: 201 },
  'GET /imports': { done: 200 },
  'GET /imports/{id}': { names: 'import', done: 200, removed: 404 },
  'PUT /imports/{id}/mapping': {
    names: 'import',
    body: () => ({ sheets: [{ sheet: 0, firstRow: 2, columns: [{ column: 'A', path: 'reference' }] }], constants: { direction: 'export', counterpart: 'hongkong' } }),
    done: 200,
    removed: 404,
  },
  // Its columns are not confirmed yet.
  'POST /imports/{id}/file': { names: 'import', body: () => ({ policy: 'good-rows' }), done: 409, removed: 404, isRepeatable: true },
  'GET /imports/{id}/result': { names: 'import', done: 409, removed: 404 },
  'DELETE /imports/{id}': { names: 'import', done: 204, removed: 404 },
  'GET /figure': { query: 'measure=total&place=GBA9&period=2023', done: 200 },
  'POST /text-checks': { body: () => ({ text: 'In 2023 the foreign trade of the nine cities was 7.95 trillion yuan.' }), done: 200, isRepeatable: true },
  'GET /stories/{story}': { names: 'story', done: 200 },
  'GET /health': { done: 200 },
  'GET /checkpoint/{chain}': { names: 'chain', done: 200 },
  'GET /verifier-key': { done: 200 },
  'GET /session': { done: 200 },
  'GET /sign-in': { done: 302 },
  // Without a sign-in that was begun in this browser.
  'GET /sign-in/callback': { done: 400 },
  'DELETE /session': { done: 204 },
  'GET /keys': { done: 200 },
  'POST /keys': { body: () => ({ label: 'matrix', roles: [] }), done: 422, isRepeatable: true },
  'DELETE /keys/{id}': { names: 'key', done: 204 },
  'GET /people': { done: 200 },
  'POST /people': { body: () => ({ name: 'Matrix', organisation: 'red-org', roles: ['trader'], subject: 'https://id.example matrix' }), done: 201 },
  'PUT /people/{id}': { names: 'person', body: () => ({ name: 'Matrix' }), done: 200 },
  'GET /organisations': { done: 200 },
  'POST /organisations': { body: () => ({ id: 'matrix', name: 'Matrix', administrations: [], numbers: [], mandates: [] }), done: 201 },
  'PUT /organisations/{id}': { names: 'organisation', body: () => ({ name: 'Red' }), done: 200 },
  'GET /decisions': { done: 200 },
  'GET /channels': { done: 200 },
  'GET /parked': { done: 200 },
  'GET /parked/{id}/content': { names: 'parked', done: 200 },
  'POST /parked/{id}/replay': { names: 'parked', done: 200 },
  'GET /filings': { done: 200 },
  'GET /filings/{organisation}/{shipment}/{filing}': { names: 'filing', done: 200 },
  'POST /filings/{organisation}/{shipment}/{filing}/decision': { names: 'filing', headers: key, body: () => ({ decision: 'accepted' }), done: 201, removed: 422 },
  'GET /answers': { done: 200 },
  'GET /answers/{shipment}/{digest}/content': { names: 'answer', done: 200 },
  'GET /answers/{shipment}/{digest}/receipt': { names: 'answer', done: 200 },
  'GET /shipments/{id}/receipt': { names: 'shipment', done: 200 },
  'GET /drafts': { done: 200 },
  'GET /drafts/{id}': { names: 'draft', done: 200 },
  'PUT /drafts/{id}': { names: 'draft', body: () => ({ text: 'reference: matrix-2', version: 1 }), done: 200 },
  'DELETE /drafts/{id}': { names: 'draft', query: 'version=1', done: 204 },
  'GET /templates': { done: 200 },
  'GET /templates/{id}': { names: 'template', done: 200 },
  'PUT /templates/{id}': { names: 'template', body: () => ({ text: 'reference: matrix-2', version: 1 }), done: 200 },
  'DELETE /templates/{id}': { names: 'template', query: 'version=1', done: 204 },
  'GET /profiles/{id}': { names: 'profile', done: 200 },
  'PUT /profiles/{id}': { names: 'profile', body: () => ({ values: { nameEn: 'matrix two' }, version: 1 }), done: 200 },
  'DELETE /profiles/{id}': { names: 'profile', query: 'version=1', done: 204 },
  'GET /webhooks': { done: 200 },
  'POST /webhooks': { body: () => ({ address: 'https://hooks.example/matrix' }), done: 201 },
  'DELETE /webhooks/{id}': { names: 'webhook', done: 204, removed: 404 },
  'GET /webhooks/{id}/deliveries': { names: 'webhook', done: 200, removed: 404 },
  'POST /webhooks/{id}/redeliver': { names: 'webhook', body: () => ({}), done: 200, removed: 404 },
}
