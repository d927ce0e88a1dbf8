// The whole round through the SDK, against the real application; every answer is checked against the OpenAPI document too.
import { describe, expect, test } from 'vitest'
import { createClient, eachAnswer, eachShipment, ProblemError, UnreachableError, verifyWebhook, WebhookForged, type ClientOptions, type Operations } from '../../sdk/index.ts'
import { verifyReceipt } from '../../src/app/receipt/verify-receipt.ts'
import { sha256, verifierFromKey, type Platform } from '../../src/edges/compose.ts'
import { httpApp, routes } from '../../src/edges/http/server.ts'
import { signedHeaders } from '../../src/edges/webhooks/sign.ts'
import { exampleText } from '../knowledge.ts'
import { recordAnswer } from '../notify/recorded.ts'
import { memoryPlatform } from '../platform.ts'
import { answerFault } from './schema-check.ts'

const text = exampleText('dongguan-hongkong-batteries')
const address = 'http://lingding.test'

/** A client of the application in this process; an answer that the document does not describe is a failure. */
function clientOf(platform: Platform, token: string, more: Partial<ClientOptions> = {}): Operations {
  const app = httpApp(platform)
  const send = async (to: string, init: RequestInit): Promise<Response> => {
    const response = await app.request(to, init)
    const path = new URL(to).pathname.replace('/api/v1', '')
    const route = routes.filter((each) => each.method === init.method?.toLowerCase()).find((each) => new RegExp(`^${each.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
    const body = await response.clone().text()
    const fault = route === undefined ? `${path} is no route` : answerFault(route.method, route.path, response.status, response.headers.get('Content-Type') ?? '', body)
    expect(fault).toBeUndefined()
    return response
  }
  return createClient({ address, token, fetch: send, language: 'en', ...more })
}

async function refusalOf(call: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error(`no refusal: ${String(error)}`)
  return error
}

describe('the round', () => {
  test('sign in, preview, file, list, timeline, receipt, answers', async () => {
    const platform = memoryPlatform()
    const person = clientOf(platform, platform.openSession('sample-agent'))
    const { principal, actions } = await person.getSession()
    expect([principal?.id, actions.includes('shipment.file')]).toEqual(['sample-agent', true])
    const key = await person.makeKey({ body: { label: 'SDK', roles: ['agent'] } })
    const client = clientOf(platform, key.secret)
    expect((await client.getSession()).principal?.kind).toBe('key')

    const preview = await client.previewShipment({ body: { text } })
    expect([preview.isAcceptable, preview.filings.length]).toEqual([true, 7])
    const filed = await client.fileShipment({ body: { text }, idempotencyKey: 'sdk-1' })
    expect((await client.fileShipment({ body: { text }, idempotencyKey: 'sdk-1' })).id).toBe(filed.id)
    await client.fileShipment({ body: { text: text.replace('SAMPLE-BATTERIES-1', 'SAMPLE-BATTERIES-2') } })
    const listed: string[] = []
    for await (const row of eachShipment(client)) listed.push(row.reference)
    expect(listed).toEqual(['SAMPLE-BATTERIES-2', 'SAMPLE-BATTERIES-1'])

    const detail = await client.getShipment({ id: filed.id, language: 'zh-Hant' })
    expect([detail.text, detail.filings[0]?.stageName]).toEqual([text, '等待發送'])
    expect((await client.getShipmentFile({ id: filed.id, name: detail.files[0]?.name ?? '' })).length).toBe(detail.files[0]?.bytes)
    expect(await client.printFiling({ id: filed.id, kind: 'mainland-declaration' })).toMatch(/^<!doctype html>/)

    const digests = [await recordAnswer(platform, filed.id, 1), await recordAnswer(platform, filed.id, 2)]
    expect((await client.getTimeline({ id: filed.id })).events.map((event) => event.kind)).toEqual(['ShipmentFiled', 'CustomsAnswered', 'CustomsAnswered'])
    const answers: string[] = []
    for await (const answer of eachAnswer(client)) answers.push(answer.digest)
    expect(answers).toEqual(digests)
    expect(new TextDecoder().decode(await client.getAnswerContent({ shipment: filed.id, digest: digests[0] ?? '' }))).toContain('answer 1')

    // A receipt that was read as JSON and written again is the same bytes.
    const key_ = (await client.getVerifierKey()).trim()
    for (const receipt of [await client.getShipmentReceipt({ id: filed.id }), await client.getAnswerReceipt({ shipment: filed.id, digest: digests[1] ?? '' })]) {
      expect(verifyReceipt(JSON.stringify(receipt), { sha256, openKey: verifierFromKey, key: key_ }).isProven).toBe(true)
    }
    await person.revokeKey({ id: key.id })
    expect(await refusalOf(client.listShipments())).toMatchObject({ status: 401, type: 'not-signed-in' })
  })

  test('amend, share, confirm on the other side, cancel', async () => {
    const platform = memoryPlatform()
    const exporter = clientOf(platform, platform.openSession('sample-exporter'))
    const importer = clientOf(platform, platform.openSession('sample-importer-hongkong'))
    const filed = await exporter.fileShipment({ body: { text } })
    const amended = text.replace('count: 120', 'count: 121')
    const preview = await exporter.amendShipment({ id: filed.id, body: { text: amended, reason: 'recounted', isPreview: true } })
    if (preview.status !== 200) throw new Error('a preview keeps nothing')
    expect(preview.body.changes.map((change) => [change.path, change.after])).toEqual([['packages.count', '121']])
    const done = await exporter.amendShipment({ id: filed.id, body: { text: amended, reason: 'recounted' } })
    expect(done).toMatchObject({ status: 201, body: { revision: 2 } })
    const receipt = await exporter.getShipmentReceipt({ id: filed.id })
    expect(receipt.statement).toMatchObject({ kind: 'amended', revision: 2 })
    expect((await exporter.getShipmentReceipt({ id: filed.id, revision: 1 })).statement).toMatchObject({ kind: 'filed', revision: 1 })
    expect(await refusalOf(exporter.getShipmentReceipt({ id: filed.id, revision: 3 }))).toMatchObject({ status: 404 })

    const { share, code } = await exporter.shareShipment({ id: filed.id, body: { by: 'code' } })
    expect(await importer.redeemCode({ body: { code: code ?? '' } })).toEqual({ share })
    const draft = await importer.getIncoming({ share })
    expect(draft.sender.name).toMatch(/Dongguan/)
    const theirs = await importer.confirmIncoming({ share, body: { text: draft.text } })
    expect((await importer.getShipment({ id: theirs.id })).sharedFrom).toMatchObject({ share, revision: 2 })
    expect((await importer.listIncoming()).shares).toMatchObject([{ share, state: 'filed' }])
    expect((await exporter.getShipment({ id: filed.id })).shares).toMatchObject([{ share }])
    expect(await exporter.cancelShipment({ id: filed.id, body: { reason: 'not sold' } })).toMatchObject({ status: 201, body: { isCancelled: true } })
    expect((await exporter.getTimeline({ id: filed.id })).events.at(-1)?.kind).toBe('ShipmentCancelled')
  })

  test('webhooks, and the pages beside', async () => {
    const platform = memoryPlatform()
    const client = clientOf(platform, platform.openSession('sample-agent'))
    const webhook = await client.addWebhook({ body: { address: 'https://hooks.example.org/' } })
    expect((await client.listWebhooks()).webhooks).toMatchObject([{ id: webhook.id }])
    expect(await client.listDeliveries({ id: webhook.id })).toMatchObject({ deliveries: [], cursor: '0' })
    expect(await client.redeliver({ id: webhook.id, body: {} })).toEqual({ cursor: '0', again: [] })
    await client.removeWebhook({ id: webhook.id })
    expect((await client.getForm()).fields.length).toBeGreaterThan(100)
    expect((await client.getCodeList({ list: 'currency', on: '2026-01-01' })).entries.map((entry) => entry.code)).toContain('110')
    expect((await client.listChannels()).channels).toHaveLength(3)
  })
})

describe('what is refused', () => {
  test('is an error with the issues and what would pass', async () => {
    const platform = memoryPlatform()
    const client = clientOf(platform, platform.openSession('sample-agent'))
    const refused = await refusalOf(client.fileShipment({ body: { text: text.replace('count: 120', 'count: 0') } }))
    expect(refused).toMatchObject({ status: 422, type: 'shipment-refused' })
    expect(refused.issues.find((issue) => issue.rule === 'R2.none')?.fix).toBeTruthy()
    expect(await refusalOf(client.getShipment({ id: '../decisions' }))).toMatchObject({ status: 404 })
  })
})

describe('another try', () => {
  const busy = (status: number): Response => new Response(JSON.stringify({ type: 'https://lingding.invalid/problems/busy', title: 'busy', status }), { status, headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '7' } })
  const fine = (): Response => new Response('{"reference":"x"}', { status: 201 })

  function scripted(script: readonly (() => Response)[]) {
    const keys: (string | null)[] = []
    const pauses: number[] = []
    const client = createClient({
      address,
      fetch: async (_, init) => {
        keys.push(new Headers(init.headers).get('Idempotency-Key'))
        const next = script[keys.length - 1]
        if (next === undefined) throw new Error('one call too many')
        return next()
      },
      pause: async (ms) => {
        pauses.push(ms)
      },
    })
    return { client, keys, pauses }
  }
  const broken = (): Response => {
    throw new TypeError('fetch failed')
  }

  test('with the same key, after as long as the platform asks for', async () => {
    const { client, keys, pauses } = scripted([() => busy(503), () => busy(429), broken, fine])
    await client.fileShipment({ body: { text } })
    expect([keys.length, new Set(keys).size, keys[0]]).toEqual([4, 1, expect.stringMatching(/^[0-9a-f-]{36}$/)])
    expect([pauses.slice(0, 2), (pauses[2] ?? 0) >= 2_000 && (pauses[2] ?? 0) <= 4_000]).toEqual([[7_000, 7_000], true])
  })

  test('ends: the last refusal, or that nobody answered, with the key to go on with', async () => {
    expect(await refusalOf(scripted([1, 2, 3, 4, 5].map(() => () => busy(503))).client.fileShipment({ body: { text } }))).toMatchObject({ status: 503, retryAfterSeconds: 7 })
    const { client } = scripted([1, 2, 3, 4, 5].map(() => broken))
    await expect(client.fileShipment({ body: { text }, idempotencyKey: 'mine' })).rejects.toMatchObject({ name: 'UnreachableError', idempotencyKey: 'mine' })
  })

  test('not of what may not be done twice, nor of what was refused for good', async () => {
    const { client, keys } = scripted([broken])
    await expect(client.makeKey({ body: { label: 'x', roles: ['agent'] } })).rejects.toBeInstanceOf(UnreachableError)
    expect(keys).toHaveLength(1)
    expect(await refusalOf(scripted([() => busy(422)]).client.fileShipment({ body: { text } }))).toMatchObject({ status: 422 })
    expect(await refusalOf(scripted([() => new Response('<html>', { status: 404 })]).client.getShipment({ id: 'x' }))).toMatchObject({ status: 404, type: 'about:blank' })
  })

  test('not when nobody waits any more', async () => {
    const stop = new AbortController()
    stop.abort(new Error('gone'))
    const { client, keys } = scripted([broken, broken])
    await expect(client.listShipments({}, { signal: stop.signal })).rejects.toThrow('fetch failed')
    expect(keys).toHaveLength(1)
  })
})

describe('a webhook that comes in', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const notice = { id: 'webhook-000000000000-1', body: '{"type":"filing.answered","timestamp":"2025-10-20T09:00+08:00","data":{"note":"查验"}}' }
  const now = 1_760_922_000_000
  const headers = signedHeaders(notice, secret, now)
  const received = (change: Partial<Record<string, string>> = {}, body: string | Uint8Array = notice.body, at = now) =>
    verifyWebhook({ secret, header: (name) => ({ ...headers, ...change })[name], body, now: at })

  test('is taken with its id, as text or as bytes, also beside signatures of other keys', async () => {
    expect(await received()).toMatchObject({ id: notice.id, event: { type: 'filing.answered' } })
    expect((await received({}, new TextEncoder().encode(notice.body))).id).toBe(notice.id)
    expect((await received({ 'webhook-signature': `v1a,AAAA v1,${Buffer.alloc(32).toString('base64')} ${headers['webhook-signature'] ?? ''}` })).id).toBe(notice.id)
  })

  // The example of the specification (standardwebhooks.com, symmetric signatures).
  test('as the specification signs it', async () => {
    const body = '{"test": 2432232314}'
    const example = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }
    const given = verifyWebhook({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', header: (name) => example[name as keyof typeof example], body, now: 1_614_265_330_000 })
    expect((await given).id).toBe('msg_p5jXN8AQM9LWM0D4loKWxJek')
  })

  test.each([
    ['another body', {}, notice.body.replace('answered', 'Answered'), now],
    ['another id', { 'webhook-id': 'webhook-000000000000-2' }, notice.body, now],
    ['another time', { 'webhook-timestamp': '1760922001' }, notice.body, now],
    ['no signature', { 'webhook-signature': '' }, notice.body, now],
    ['another version', { 'webhook-signature': (headers['webhook-signature'] ?? '').replace('v1,', 'v2,') }, notice.body, now],
    ['letters that are no base64', { 'webhook-signature': 'v1,***' }, notice.body, now],
    ['too old', {}, notice.body, now + 301_000],
    ['of the future', {}, notice.body, now - 301_000],
  ])('with %s is forged', async (_, change, body, at) => {
    await expect(received(change, body, at)).rejects.toBeInstanceOf(WebhookForged)
  })
})
