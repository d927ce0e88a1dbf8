// What was filed in the world of the matrix, as the requests that append it: of red one filed and one cancelled, of blue one
// with Hong Kong and one with Macao, each with a change that waits for a second person; of green what it gave to the others.
import { fileShipment } from '../../../src/app/shipment/file-shipment.ts'
import { codeHashOf } from '../../../src/app/shipment/share-shipment.ts'
import { chainOf, streamOf, type ShipmentEventKind, type ShipmentEvents } from '../../../src/app/shipment/events.ts'
import { administrations, type Customs } from '../../../src/domain/access/index.ts'
import { readDraftText } from '../../../src/domain/submission/index.ts'
import { hashOf, hashText } from '../../../src/edges/compose.ts'
import type { AppendRequest, Json } from '../../../src/journal/index.ts'
import { exampleText, knowledge, profiles } from '../../knowledge.ts'
import { memoryPlatform, standingAt } from '../../platform.ts'
import { blue, green, red, redCode } from './names.ts'

/** Ids of the shipments, once they were made. */
export const ids = { own: '', removed: '', other: '', macao: '', given: '', givenCode: '', givenCancelled: '' }

export const batteries = (reference: string): string => exampleText('dongguan-hongkong-batteries').replace('SAMPLE-BATTERIES-1', reference)
export const answerBytes = new TextEncoder().encode('an answer of customs')

export async function makeFilings(): Promise<readonly AppendRequest[]> {
  const { journal } = memoryPlatform()
  const requests: AppendRequest[] = []
  const append = (request: AppendRequest) => {
    requests.push(request)
    return journal.append(request)
  }
  const file = async (organisation: string, text: string, filesWith: readonly Customs[] = administrations): Promise<string> => {
    const read = readDraftText(text)
    if (!read.ok) throw new Error('the sample is a shipment')
    const bytes = new TextEncoder().encode(text)
    const input = { draft: read.value.draft, profiles, now: standingAt, hashText }
    const standing = { administrations: filesWith, numbers: [], mandates: ['*'] }
    const command = { organisation, standing, actor: `${organisation}-agent`, idempotencyKey: hashText(text), received: { bytes, sha256: hashOf(bytes) }, input, ruleSet: 'data-test' }
    const done = await fileShipment(command, { knowledge, journal: { ...journal, append }, hashOf })
    if (!done.ok) throw new Error(JSON.stringify(done.issues))
    return done.value.filed.id
  }
  const event = async <Kind extends ShipmentEventKind>(organisation: string, id: string, kind: Kind, payload: ShipmentEvents[Kind]): Promise<void> => {
    const events = [{ kind, kindVersion: 1, payload: payload as unknown as Json }]
    const key = `${kind}-${requests.length}`
    const document = kind === 'CustomsAnswered' ? { document: { mediaType: 'application/json', bytes: answerBytes } } : {}
    await append({ chain: chainOf(organisation), stream: streamOf(id), organisation, actor: `${organisation}-second`, idempotencyKey: key, inputHash: hashText(key), events, writtenAt: standingAt, ruleSet: 'data-test', ...document })
  }
  ids.own = await file(red, batteries('RED-1'))
  ids.removed = await file(red, batteries('RED-2'))
  ids.other = await file(blue, batteries('BLUE-MARK-1'))
  ids.macao = await file(blue, exampleText('zhuhai-macao-food').replace(/^reference: .*$/m, 'reference: BLUE-MARK-2'))
  for (const [organisation, id] of [[red, ids.own], [red, ids.removed], [blue, ids.other], [blue, ids.macao]] as const) {
    for (const customs of administrations) await event(organisation, id, 'FilingsSent', { customs, revision: 1, files: [], channel: 'matrix' })
    await event(organisation, id, 'ChangeProposed', { proposal: 'waiting', change: 'cancellation', revision: 1, reason: 'matrix', changes: [], effects: [] })
  }
  const answered = { stage: 'received', code: 'matrix', reference: {}, noticedAt: standingAt, note: '', isSimulated: true, digest: hashOf(answerBytes), fileName: 'matrix.json' } as const
  for (const [organisation, id] of [[red, ids.own], [red, ids.removed], [blue, ids.other]] as const) {
    await event(organisation, id, 'CustomsAnswered', { customs: 'hongkong', filing: 'hongkong-cargo', ...answered })
  }
  await event(blue, ids.macao, 'CustomsAnswered', { customs: 'macao', filing: 'macao-declaration', ...answered })
  await event(red, ids.removed, 'ShipmentCancelled', { reason: 'matrix', effects: [] })
  ids.given = await file(green, batteries('GREEN-1'), ['mainland'])
  ids.givenCode = await file(green, batteries('GREEN-3'), ['mainland'])
  ids.givenCancelled = await file(green, batteries('GREEN-2'), ['mainland'])
  const share = (id: string, name: string, to: string, code?: string) =>
    event(green, id, 'ShipmentShared', {
      share: name, by: code === undefined ? 'push' : 'code', codeHash: code === undefined ? null : codeHashOf(code, hashOf),
      partyNumber: `N-${to}`, administrations: ['hongkong'], revision: 1, expiresAt: code === undefined ? null : ((standingAt + 1_000) as typeof standingAt),
    })
  await share(ids.given, 'share-red', red)
  await share(ids.given, 'share-blue', blue)
  await share(ids.givenCode, 'share-code', red, redCode)
  await share(ids.givenCancelled, 'share-cancelled', red)
  await event(green, ids.givenCancelled, 'ShipmentCancelled', { reason: 'matrix', effects: [] })
  return requests
}
