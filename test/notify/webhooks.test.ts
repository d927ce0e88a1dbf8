// Webhooks on real sockets: signed, in order, at least once; whoever is dead, slow or lies holds up itself alone.
import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { pauseAfter } from '../../src/app/notify/delivery.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import type { Platform } from '../../src/edges/compose.ts'
import { openWebhooks, type WebhookOptions } from '../../src/edges/webhooks/sender.ts'
import { instant } from '../../src/base/instant.ts'
import { memoryPlatform, signedIn } from '../platform.ts'
import { deadAddress, drippingReceiver, endlessReceiver, selfSignedReceiver, silentReceiver, takingReceiver, type Receiver, type Taken } from './receivers.ts'
import { fileSample, recordAnswer } from './recorded.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Delivery {
  readonly id: string
  readonly status: string
  readonly tries: number
  readonly answer: string
  readonly cursor: string
}

const quick: Partial<WebhookOptions> = { settings: { isLocalAllowed: true, timeoutMs: 300 }, pauseAfter: () => 5, watchEveryMs: 5 }

/** A platform whose webhooks go to this machine, quickly. */
async function opened(change: Partial<WebhookOptions> = {}) {
  const base = memoryPlatform({ clock: () => instant(Date.now()) })
  const open = (): Platform => ({ ...base, webhooks: openWebhooks({ ...base, secret: new Uint8Array(32), ...quick, ...change }) })
  let platform = open()
  closing.push(() => platform.webhooks.close())
  const shipment = await fileSample(httpApp(platform), platform)
  await platform.webhooks.start()
  const call = async (method: string, path: string, body?: unknown, person = 'sample-agent'): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> => {
    const init = { method, headers: { ...signedIn(platform, person), 'Content-Type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await httpApp(platform).request(`/api/v1${path}`, init)
    return { status: response.status, body: response.status === 204 ? {} : ((await response.json()) as Readonly<Record<string, unknown>>) }
  }
  return {
    answer: (number: number) => recordAnswer(base, shipment, number),
    shipment,
    call,
    subscribe: async (address: string, more: object = {}) => (await call('POST', '/webhooks', { address, ...more })).body as { readonly id: string; readonly secret: string },
    deliveries: async (id: string) => (await call('GET', `/webhooks/${id}/deliveries`)).body['deliveries'] as readonly Delivery[],
    restart: async () => {
      await platform.webhooks.close()
      platform = open()
      return { start: () => platform.webhooks.start() }
    },
    stop: () => platform.webhooks.close(),
  }
}

async function received<R extends Receiver>(making: Promise<R>): Promise<R> {
  const receiver = await making
  closing.push(receiver.close)
  return receiver
}

const notesOf = (taken: readonly Taken[]): readonly string[] => taken.map((each) => (JSON.parse(each.body) as { data: { note: string } }).data.note)

describe('what is delivered', () => {
  test('is signed by the Standard Webhooks scheme and says what happened', async () => {
    const receiver = await received(takingReceiver())
    const { subscribe, answer, shipment, call } = await opened()
    const { id, secret } = await subscribe(receiver.address)
    const digest = await answer(1)
    await expect.poll(() => receiver.taken.length).toBe(1)
    const [{ headers, body }] = receiver.taken as readonly [Taken]
    // The scheme by hand: HMAC-SHA256 over id.timestamp.body, the key is the base64 behind `whsec_`.
    const signed = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
    expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`)
    expect([Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000) < 60, headers['webhook-id']]).toEqual([true, `${id}-1`])
    expect(JSON.parse(body)).toMatchObject({ type: 'filing.answered', timestamp: '2025-10-20T09:00+08:00', data: { cursor: '2', shipment, reference: 'SAMPLE-BATTERIES-1', digest, code: 'L', isSimulated: true } })
    // How far it is stands there a moment after the receiver has taken it.
    const listed = async (): Promise<unknown> => (await call('GET', '/webhooks')).body
    await expect.poll(listed).toMatchObject({ webhooks: [{ id, address: receiver.address, kinds: ['filing.answered'], cursor: '2', again: [] }] })
    expect(JSON.stringify(await listed())).not.toContain(secret)
  })

  test('comes in order and each once, of the kinds asked for, from where it was asked', async () => {
    const [answers, all] = await Promise.all([received(takingReceiver()), received(takingReceiver())])
    const { subscribe, answer } = await opened()
    await answer(1)
    await subscribe(answers.address)
    await subscribe(all.address, { kinds: ['shipment.filed', 'filing.answered'], after: '0' })
    for (let number = 2; number <= 30; number += 1) await answer(number)
    await expect.poll(() => [answers.taken.length, all.taken.length]).toEqual([29, 31])
    expect(notesOf(answers.taken)).toEqual(Array.from({ length: 29 }, (_, at) => `answer ${at + 2}`))
    expect((JSON.parse(all.taken[0]?.body ?? '') as { type: string }).type).toBe('shipment.filed')
  })
})

describe('trying', () => {
  test('again until it is taken, with the same id', async () => {
    const receiver = await received(takingReceiver((tries) => (tries < 3 ? 503 : 204)))
    const { subscribe, answer, deliveries } = await opened()
    const { id } = await subscribe(receiver.address)
    await answer(1)
    await expect.poll(() => receiver.taken.length).toBe(1)
    await expect.poll(() => deliveries(id)).toMatchObject([{ id: `${id}-1`, status: 'delivered', tries: 3, answer: '204', cursor: '2' }])
  })

  test('five times, then it is marked failed and the next goes on', async () => {
    const receiver = await received(takingReceiver((tries) => (tries <= 5 ? 500 : 200)))
    const { subscribe, answer, deliveries } = await opened()
    const { id } = await subscribe(receiver.address)
    await answer(1)
    await answer(2)
    await expect.poll(() => notesOf(receiver.taken)).toEqual(['answer 2'])
    await expect.poll(() => deliveries(id)).toMatchObject([{ status: 'delivered', tries: 1 }, { status: 'failed', tries: 5, answer: '500' }])
  })

  test('with pauses that grow and are never the same for all', () => {
    expect([1, 2, 3, 4].map((tries) => [pauseAfter(tries, 0), pauseAfter(tries, 1)])).toEqual([[500, 1_000], [2_000, 4_000], [8_000, 16_000], [32_000, 64_000]])
  })

  test('goes on after a restart where it was, and tries of before count', async () => {
    let isUp = false
    const receiver = await received(takingReceiver(() => (isUp ? 200 : 500)))
    const { subscribe, answer, call, deliveries, restart } = await opened({ pauseAfter: (tries) => (tries >= 2 ? 60_000 : 5) })
    const { id } = await subscribe(receiver.address)
    await answer(1)
    await expect.poll(() => receiver.tries()).toBe(2)
    await expect.poll(() => deliveries(id)).toMatchObject([{ status: 'trying', tries: 2 }])
    const { start } = await restart()
    await answer(2)
    isUp = true
    await start()
    // It waits out the pause of before; somebody who knows better may say so.
    expect(receiver.tries()).toBe(2)
    await call('POST', `/webhooks/${id}/redeliver`, { after: '1' })
    await expect.poll(() => notesOf(receiver.taken)).toEqual(['answer 1', 'answer 2'])
    await expect.poll(() => deliveries(id)).toMatchObject([{ status: 'delivered', tries: 1 }, { status: 'delivered', tries: 3 }])
  })

  test('loses nothing over restarts at any moment; what comes twice has the same id', async () => {
    const receiver = await received(takingReceiver())
    const { subscribe, answer, restart } = await opened()
    await subscribe(receiver.address)
    for (let number = 1; number <= 40; number += 1) {
      await answer(number)
      if (number % 8 === 0) await (await restart()).start()
    }
    const distinct = (): readonly string[] => [...new Map(receiver.taken.map((each) => [each.id, each])).values()].map((each) => notesOf([each])[0] ?? '')
    await expect.poll(distinct).toEqual(Array.from({ length: 40 }, (_, at) => `answer ${at + 1}`))
  })
})

describe('again on demand', () => {
  test('one, everything after a cursor, everything since the subscription', async () => {
    const receiver = await received(takingReceiver())
    const { subscribe, answer, call } = await opened()
    const { id } = await subscribe(receiver.address)
    for (const number of [1, 2, 3]) await answer(number)
    await expect.poll(() => receiver.taken.length).toBe(3)
    const redeliver = async (body: object, notes: readonly string[]): Promise<void> => {
      const before = receiver.taken.length
      expect((await call('POST', `/webhooks/${id}/redeliver`, body)).status).toBe(200)
      await expect.poll(() => notesOf(receiver.taken.slice(before))).toEqual(notes)
    }
    await redeliver({ delivery: `${id}-2` }, ['answer 2'])
    await redeliver({ after: `${id}-1` }, ['answer 1'])
    await redeliver({ after: '2' }, ['answer 2', 'answer 3'])
    await redeliver({}, ['answer 1', 'answer 2', 'answer 3'])
    expect(new Set(receiver.taken.map((each) => each.id)).size).toBe(3)
    for (const body of [{ after: 'x' }, { after: '99' }, { delivery: `${id}-99` }, { delivery: 'webhook-000000000000-1' }, { after: '1', delivery: `${id}-1` }, { other: 1 }]) {
      expect((await call('POST', `/webhooks/${id}/redeliver`, body)).status, JSON.stringify(body)).toBe(400)
    }
  })
})

describe('a receiver that', () => {
  const bad: readonly [string, () => Promise<Receiver>, string][] = [
    ['is silent', silentReceiver, 'timeout'],
    ['never ends its header', drippingReceiver, 'timeout'],
    ['sends elsewhere', () => takingReceiver(() => 302), '302'],
    ['has a certificate that nobody signed', selfSignedReceiver, 'certificate'],
  ]
  test.each(bad)('%s: failed, with the reason', async (_, make, reason) => {
    const receiver = await received(make())
    const { subscribe, answer, deliveries } = await opened({ settings: { isLocalAllowed: true, timeoutMs: 100 } })
    const { id } = await subscribe(receiver.address)
    await answer(1)
    await expect.poll(() => deliveries(id), { timeout: 10_000 }).toMatchObject([{ status: 'failed', tries: 5, answer: reason }])
    expect(receiver.taken).toEqual([])
  })

  test('talks without end: its yes is taken and it is cut off', async () => {
    const receiver = await received(endlessReceiver())
    const { subscribe, answer, deliveries } = await opened()
    const { id } = await subscribe(receiver.address)
    await answer(1)
    await expect.poll(() => deliveries(id)).toMatchObject([{ status: 'delivered', tries: 1, answer: '200' }])
    expect(receiver.written()).toBeLessThan(20_000_000)
  })

  test('is one of twenty and dead, silent, lying: it delays no other by a second', async () => {
    const good = await Promise.all(Array.from({ length: 16 }, () => received(takingReceiver())))
    const liars = await Promise.all([received(silentReceiver()), received(endlessReceiver()), received(takingReceiver(() => 302))])
    const { subscribe, answer } = await opened({ settings: { isLocalAllowed: true, timeoutMs: 10_000 }, pauseAfter })
    const slowest = async (from: number, count: number): Promise<number> => {
      let worst = 0
      for (let number = from; number < from + count; number += 1) {
        const at = performance.now()
        await answer(number)
        await expect.poll(() => good.every((each) => notesOf(each.taken).includes(`answer ${number}`)), { interval: 5, timeout: 30_000 }).toBe(true)
        worst = Math.max(worst, ...good.map((each) => (each.taken.at(-1)?.at ?? Infinity) - at))
      }
      return worst
    }
    for (const { address } of good) await subscribe(address)
    const alone = await slowest(1, 10)
    for (const address of [await deadAddress(), ...liars.map((each) => each.address)]) await subscribe(address)
    const among = await slowest(11, 20)
    expect(among - alone).toBeLessThan(1_000)
    for (const each of good) expect(notesOf(each.taken)).toEqual(Array.from({ length: 30 }, (_, at) => `answer ${at + 1}`))
    process.stdout.write(`slowest of 16 good receivers: ${alone.toFixed(0)} ms alone, ${among.toFixed(0)} ms beside one dead, one silent, one endless, one redirecting\n`)
  })
})

describe('subscriptions', () => {
  test('are of one organisation, and end', async () => {
    const receiver = await received(takingReceiver())
    const { subscribe, answer, call } = await opened()
    const { id } = await subscribe(receiver.address)
    for (const [method, path, body] of [['GET', `/webhooks/${id}/deliveries`], ['DELETE', `/webhooks/${id}`], ['POST', `/webhooks/${id}/redeliver`, {}]] as const) {
      expect((await call(method, path, body, 'sample-exporter')).status, path).toBe(404)
    }
    expect((await call('GET', '/webhooks', undefined, 'sample-exporter')).body).toEqual({ webhooks: [] })
    expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(204)
    expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(404)
    await answer(1)
    const second = await subscribe(receiver.address, { after: '0' })
    await expect.poll(() => receiver.taken.map((each) => each.id)).toEqual([`${second.id}-1`])
  })

  test('are twenty at most', async () => {
    const { subscribe, call } = await opened()
    for (let count = 0; count < 20; count += 1) await subscribe(`https://receiver-${count}.example/`)
    const { status, body } = await call('POST', '/webhooks', { address: 'https://one-more.example/' })
    expect([status, (body['issues'] as { fix: string }[]).map((issue) => issue.fix)]).toEqual([422, ['Remove one that is not used any more.']])
  })

  const refused: readonly [string, string][] = [
    ['ftp://a.example/', 'webhook'], ['https://user:secret@a.example/', 'webhook'], ['https://a.example/#x', 'webhook'], ['https://a .example/', 'webhook'], ['javascript:alert(1)', 'webhook'], [`https://a.example/${'x'.repeat(2_000)}`, 'webhook'],
    ['http://127.0.0.1/', 'inside'], ['http://127.1/', 'inside'], ['http://2130706433/', 'inside'], ['http://0x7f.1/', 'inside'], ['http://localhost:8080/', 'inside'], ['http://metadata.internal/', 'inside'], ['http://printer/', 'inside'],
    ['http://10.0.0.1/', 'inside'], ['http://172.16.0.1/', 'inside'], ['http://192.168.1.1/', 'inside'], ['http://169.254.169.254/latest', 'inside'], ['http://100.64.0.1/', 'inside'], ['http://[::1]/', 'inside'], ['http://[::ffff:10.0.0.1]/', 'inside'],
    ['http://[fd00::1]/', 'inside'], ['http://[fe80::1]/', 'inside'], ['http://[64:ff9b::a00:1]/', 'inside'], ['http://[2002:a00:1::]/', 'inside'], ['http://0.0.0.0/', 'inside'], ['http://a.example:22/', 'port'], ['http://a.example:99999/', 'port'],
  ]
  const reasons: Readonly<Record<string, RegExp>> = { webhook: /cannot receive/, inside: /does not send there/, port: /another protocol/ }
  test.each(refused)('%s is refused', async (address, why) => {
    const { call } = await opened({ settings: { isLocalAllowed: false, timeoutMs: 100 } })
    const { status, body } = await call('POST', '/webhooks?language=en', { address })
    expect([status, (body['issues'] as { reason: string }[])[0]?.reason]).toEqual([422, expect.stringMatching(reasons[why] ?? /never/)])
  })

  test.each(['https://hooks.example.org/lingding?x=1', 'http://93.184.215.14:8443/', 'https://[2606:4700::1111]/'])('%s may be tried', async (address) => {
    const { call } = await opened({ settings: { isLocalAllowed: false, timeoutMs: 100 } })
    expect((await call('POST', '/webhooks', { address })).status).toBe(201)
  })

  test('an unknown kind is refused with those that there are', async () => {
    const { call } = await opened()
    for (const kinds of [['filing.lost'], []]) expect((await call('POST', '/webhooks', { address: 'https://a.example/', kinds })).status).toBe(422)
    for (const body of [{}, { address: 1 }, { address: 'https://a.example/', after: '-1' }, { address: 'https://a.example/', after: '50' }]) expect((await call('POST', '/webhooks', body)).status).toBe(400)
  })
})
