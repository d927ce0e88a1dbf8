// What the tests of receipts, answers and webhooks begin with: a filed sample, and answers recorded as the channels do.
import type { Hono } from 'hono'
import { chainOf, streamOf, type CustomsAnswered } from '../../src/app/shipment/events.ts'
import { instant } from '../../src/base/instant.ts'
import { hashOf, type Platform } from '../../src/edges/compose.ts'
import type { Json } from '../../src/journal/index.ts'
import { exampleText } from '../knowledge.ts'
import { signedIn, standingAt } from '../platform.ts'

export const organisation = 'sample-agent'

/** Files the sample under another reference; answers with the id of the shipment. */
export async function fileSample(app: Hono, platform: Platform, reference = 'SAMPLE-BATTERIES-1'): Promise<string> {
  const text = exampleText('dongguan-hongkong-batteries').replace('SAMPLE-BATTERIES-1', reference)
  const headers = { ...signedIn(platform, 'sample-agent'), 'Content-Type': 'application/json', 'Idempotency-Key': reference }
  const response = await app.request('/api/v1/shipments', { method: 'POST', headers, body: JSON.stringify({ text }) })
  if (response.status !== 201) throw new Error(await response.text())
  return ((await response.json()) as { id: string }).id
}

export function answerBytes(number: number): Uint8Array {
  return new TextEncoder().encode(`<DEC_RESULT><CHANNEL>L</CHANNEL><NOTE>answer ${number}</NOTE></DEC_RESULT>`)
}

export async function recordAnswer({ journal }: Pick<Platform, 'journal'>, shipment: string, number = 1, of = organisation): Promise<string> {
  const bytes = answerBytes(number)
  const answered: CustomsAnswered = {
    customs: 'mainland',
    filing: 'mainland-declaration',
    stage: 'accepted',
    code: 'L',
    reference: { entryNumber: '530120250000000001' },
    noticedAt: instant(standingAt + number * 60_000),
    note: `answer ${number}`,
    isSimulated: true,
    digest: hashOf(bytes),
    fileName: `answer-${number}.xml`,
  }
  const appended = await journal.append({
    chain: chainOf(of),
    stream: streamOf(shipment),
    organisation: of,
    actor: 'channel-mainland',
    idempotencyKey: `answer ${answered.digest}`,
    inputHash: hashOf(bytes),
    events: [{ kind: 'CustomsAnswered', kindVersion: 1, payload: answered as unknown as Json }],
    document: { mediaType: 'application/xml', bytes },
    writtenAt: standingAt,
    ruleSet: 'data-test',
  })
  if (!appended.ok) throw new Error('the answer is recorded')
  return answered.digest
}
