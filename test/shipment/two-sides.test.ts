// The other side: what is given, who may take it, what comes back, and what has to agree.
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { chainOf, streamOf, type ShareTaken, type ShipmentEventKind, type ShipmentShared } from '../../src/app/shipment/events.ts'
import { maxWrongCodes } from '../../src/app/shipment/sides/code-attempts.ts'
import { codeFrom, normalisedCode } from '../../src/app/shipment/sides/share-code.ts'
import { hashText } from '../../src/edges/compose.ts'
import type { Json } from '../../src/journal/index.ts'
import { standingAt } from '../platform.ts'
import { file, openPeople, rulesOf, text, withPackages, type Desk, type People, type Said } from './people.ts'

const sender = 'sample-exporter'
const receiver = 'sample-importer-hongkong'
const stranger = 'sample-importer-macao'

async function shared(by: 'push' | 'code' = 'push'): Promise<People & { readonly id: string; readonly at: string; readonly share: string; readonly code: string; readonly given: Said }> {
  const people = openPeople()
  const id = await file(people.as(sender))
  const given = await people.as(sender).post(`/shipments/${id}/shares`, { by })
  if (given.status !== 201) throw new Error(JSON.stringify(given.body))
  return { ...people, id, at: `/shipments/${id}`, share: String(given.body['share']), code: String(given.body['code'] ?? ''), given }
}

const incoming = async (desk: Desk): Promise<readonly Readonly<Record<string, unknown>>[]> => (await desk.get('/incoming')).body['shares'] as readonly Record<string, unknown>[]

async function confirmed(change: (text: string) => string = (each) => each) {
  const people = await shared()
  const draft = await people.as(receiver).get(`/incoming/${people.share}`)
  const done = await people.as(receiver).post(`/incoming/${people.share}/confirm`, { text: change(String(draft.body['text'])) })
  if (done.status !== 201) throw new Error(JSON.stringify(done.body))
  return { ...people, done }
}

describe('giving', () => {
  test('the exporter files with the mainland only, and gives the rest to the number of the importer', async () => {
    const { given, as, at } = await shared('code')
    expect(given.body).toMatchObject({ partyNumber: '10000008', administrations: ['hongkong'], expiresAt: '2025-11-03T09:00+08:00' })
    expect(given.body['code']).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    const shown = await as(sender).get(at)
    expect(JSON.stringify(shown.body)).not.toContain(String(given.body['code']))
    expect(JSON.stringify(shown.body['shares'])).not.toContain('codeHash')
  })

  test('the answer is the same whether or not anybody with that number is here', async () => {
    const people = openPeople()
    const nobody = text.replace('overseas: { profile: sample-importer-hongkong }', 'overseas: { profile: sample-importer-hongkong, businessRegistration: "10000016" }').replace('SAMPLE-BATTERIES-1', 'SAMPLE-NOBODY')
    const [known, unknown] = [await file(people.as(sender)), await file(people.as(sender), nobody)]
    const [one, other] = [await people.as(sender).post(`/shipments/${known}/shares`, { by: 'push' }), await people.as(sender).post(`/shipments/${unknown}/shares`, { by: 'push' })]
    expect([one.status, Object.keys(one.body)]).toEqual([other.status, Object.keys(other.body)])
    expect({ ...one.body, share: '', partyNumber: '' }).toEqual({ ...other.body, share: '', partyNumber: '' })
  })

  test('the code is shown once: the same key again does not say it', async () => {
    const people = openPeople()
    const id = await file(people.as(sender))
    const first = await people.as(sender).post(`/shipments/${id}/shares`, { by: 'code' }, 'k')
    const again = await people.as(sender).post(`/shipments/${id}/shares`, { by: 'code' }, 'k')
    expect([first.body['share'], typeof first.body['code'], again.body['code'], again.headers.get('Idempotent-Replayed')]).toEqual([again.body['share'], 'string', undefined, 'true'])
  })

  test('who files on both sides has nothing to give', async () => {
    const people = openPeople()
    const id = await file(people.as('sample-agent'))
    const refused = await people.as('sample-agent').post(`/shipments/${id}/shares`, { by: 'push' })
    expect([refused.status, rulesOf(refused)]).toEqual([422, ['share.other-side']])
  })
})

describe('a code', () => {
  test('is read as it is written by hand', () => {
    const code = codeFrom(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 255]))
    // 0x00010203040506070 8FF in groups of five bits from the left: 00000 00000 00000 10000 00100 …
    expect(code.slice(0, 4)).toBe('000G')
    expect(normalisedCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code.replaceAll('-', ''))
    expect(normalisedCode('o0Il-1')).toBe('00111')
  })

  test('opens for the organisation with the number, and for nobody else', async () => {
    const { as, code, share } = await shared('code')
    expect(await incoming(as(receiver))).toEqual([])
    const foreign = await as(stranger).post('/incoming/redeem', { code })
    const unknown = await as(stranger).post('/incoming/redeem', { code: 'ABCD-EFGH-JKMN-PQRS' })
    expect([foreign.status, foreign.body]).toEqual([404, unknown.body])
    const taken = await as(receiver).post('/incoming/redeem', { code: code.toLowerCase() })
    expect([taken.status, taken.body]).toEqual([200, { share }])
    expect(await incoming(as(receiver))).toMatchObject([{ share, state: 'taken', sender: { id: 'sample-dongguan' } }])
    // The answer to the first time may not have arrived.
    const again = await as(receiver).post('/incoming/redeem', { code })
    expect([again.status, again.body]).toEqual([200, { share }])
    const late = await as(stranger).post('/incoming/redeem', { code })
    expect([late.status, late.body]).toEqual([404, unknown.body])
    expect((await as(stranger).get(`/incoming/${share}`)).status).toBe(404)
  })

  test('expires after 14 days, with the same answer', async () => {
    let now = standingAt
    const people = openPeople({ clock: () => now })
    const id = await file(people.as(sender))
    const given = await people.as(sender).post(`/shipments/${id}/shares`, { by: 'code' })
    now = instant(standingAt + 14 * 86_400_000)
    const late = await people.as(receiver).post('/incoming/redeem', { code: given.body['code'] })
    const unknown = await people.as(receiver).post('/incoming/redeem', { code: 'X' })
    expect([late.status, late.body]).toEqual([unknown.status, unknown.body])
  })

  test('wrong ones are counted by organisation; then even the right one waits', async () => {
    let now = standingAt
    const people = openPeople({ clock: () => now })
    const id = await file(people.as(sender))
    const { body } = await people.as(sender).post(`/shipments/${id}/shares`, { by: 'code' })
    for (let tried = 0; tried < maxWrongCodes; tried += 1) expect((await people.as(receiver).post('/incoming/redeem', { code: `wrong ${tried}` })).status).toBe(404)
    const limited = await people.as(receiver).post('/incoming/redeem', { code: body['code'] })
    expect([limited.status, limited.headers.get('Retry-After')]).toEqual([429, '3600'])
    expect((await people.as(stranger).post('/incoming/redeem', { code: 'x' })).status).toBe(404)
    now = instant(standingAt + 3_600_000)
    expect((await people.as(receiver).post('/incoming/redeem', { code: body['code'] })).status).toBe(200)
  })
})

/** What the journal keeps of a share and of its taking, at a moment of its own. */
function giver({ platform }: People, organisation: string, id: string) {
  const append = async (kind: ShipmentEventKind, payload: object, ms: number): Promise<void> => {
    await platform.journal.append({
      chain: chainOf(organisation), stream: streamOf(id), organisation, actor: 'somebody', idempotencyKey: `${kind} ${ms}`, inputHash: hashText(`${kind} ${ms}`),
      events: [{ kind, kindVersion: 1, payload: payload as Json }], writtenAt: instant(standingAt + ms), ruleSet: 'data-test',
    })
  }
  return {
    gives: (share: string, by: ShipmentShared['by'], ms: number) =>
      append('ShipmentShared', { share, by, codeHash: by === 'code' ? share : null, partyNumber: '10000008', administrations: ['hongkong'], revision: 1, expiresAt: null } satisfies ShipmentShared, ms),
    taken: (share: string, ms: number) => append('ShareTaken', { share, organisation: 'sample-hongkong' } satisfies ShareTaken, ms),
  }
}

describe('the list of what was given', () => {
  const sharesOf = ({ body }: Said): readonly string[] => (body['shares'] as readonly { readonly share: string }[]).map((each) => each.share)

  test('is not shortened by codes that nobody has redeemed', async () => {
    const people = openPeople()
    const { gives } = giver(people, 'sample-dongguan', await file(people.as(sender)))
    await gives('first', 'push', 0)
    for (let at = 1; at <= 600; at += 1) await gives(`code-${at}`, 'code', at)
    expect(sharesOf(await people.as(receiver).get('/incoming'))).toEqual(['first'])
  })

  test('goes by time over all senders, page by page, and once filed from is not to be confirmed', async () => {
    const people = openPeople()
    const one = giver(people, 'sample-dongguan', await file(people.as(sender)))
    const two = giver(people, 'sample-agent', await file(people.as('sample-agent')))
    await one.gives('a', 'push', 10)
    await one.gives('b', 'code', 20)
    await one.gives('c', 'code', 30)
    await one.gives('d', 'push', 50)
    await two.gives('e', 'push', 0)
    await two.gives('f', 'push', 20)
    await two.gives('g', 'push', 50)
    await one.taken('c', 60)
    const inTurn: string[] = []
    for (let before = ''; ;) {
      const page = await people.as(receiver).get(`/incoming?limit=2${before}`)
      inTurn.push(...sharesOf(page))
      if (page.body['next'] === undefined) break
      before = `&before=${String(page.body['next'])}`
    }
    expect(inTurn).toEqual(['g', 'd', 'c', 'f', 'a', 'e'])
    const draft = await people.as(receiver).get('/incoming/d')
    expect((await people.as(receiver).post('/incoming/d/confirm', { text: draft.body['text'] })).status).toBe(201)
    expect(sharesOf(await people.as(receiver).get('/incoming?unfiled=true'))).toEqual(['g', 'c', 'f', 'a', 'e'])
    for (const wrong of ['before=5', 'limit=0', 'limit=501', 'unfiled=perhaps']) expect((await people.as(receiver).get(`/incoming?${wrong}`)).status, wrong).toBe(400)
  })
})

describe('receiving', () => {
  test('what was pushed is there for the number, with where each value came from and only the own filings', async () => {
    const { as, share } = await shared()
    expect(await incoming(as(receiver))).toMatchObject([{ share, state: 'open', reference: 'SAMPLE-BATTERIES-1', revision: 1, isSample: true }])
    expect(await incoming(as(stranger))).toEqual([])
    const draft = await as(receiver).get(`/incoming/${share}`)
    const preview = draft.body['preview'] as { readonly isAcceptable: boolean; readonly filings: readonly { readonly customs: string }[] }
    expect([preview.isAcceptable, new Set(preview.filings.map((each) => each.customs))]).toEqual([true, new Set(['hongkong'])])
    const fields = draft.body['fields'] as readonly { readonly path: string; readonly from: string }[]
    expect(fields).toContainEqual({ path: 'packages.count', from: 'sender' })
    // What no form of the other side asks is not given: the operator's card, the broker.
    expect(String(draft.body['text'])).not.toMatch(/cardNumber|0000000000001|sample-operator/)
    expect(fields.some((each) => each.path.startsWith('parties.operator'))).toBe(false)
  })

  test('confirming files from the receiver\'s own chain, in its name, with its own administration', async () => {
    const { as, done, id, platform } = await confirmed()
    expect(done.body).toMatchObject({ id, chain: 'shipments-sample-hongkong', administrations: ['hongkong'], sharedFrom: { organisation: 'sample-dongguan', revision: 1 } })
    const filed = await platform.register.find({ kind: 'own', organisation: 'sample-hongkong' }, 'sample-hongkong', id)
    expect(new Set(filed?.filings.map((each) => each.customs))).toEqual(new Set(['hongkong']))
    expect((await as(sender).get('/shipments')).body['shipments']).toHaveLength(1)
    expect(await incoming(as(receiver))).toMatchObject([{ state: 'filed', basedOn: 1, revision: 1 }])
  })

  test('another shipment is not confirmed, and a cancelled one neither', async () => {
    const { as, at, share } = await shared()
    const other = await as(receiver).post(`/incoming/${share}/confirm`, { text: text.replace('SAMPLE-BATTERIES-1', 'SAMPLE-OTHER') })
    expect([other.status, rulesOf(other)]).toEqual([422, ['share.other-side']])
    await as(sender).post(`${at}/cancellation`, { reason: 'the order fell through' })
    const draft = await as(receiver).get(`/incoming/${share}`)
    expect(draft.body['isCancelled']).toBe(true)
    expect((await as(receiver).post(`/incoming/${share}/confirm`, { text: draft.body['text'] })).status).toBe(409)
  })

  test('an agreement without a difference is said too', async () => {
    const { as, at } = await confirmed()
    for (const person of [sender, receiver]) {
      const shown = await as(person).get(at)
      expect([shown.body['issues'], shown.body['agreements']]).toEqual([[], [expect.objectContaining({ differences: [], revision: 1, otherRevision: 1 })]])
    }
  })
})

describe('a correction', () => {
  test('comes back to the sender, is a difference on both sides and for the officer, and is taken over with one act', async () => {
    const { as, at, platform, share } = await confirmed((given) => withPackages(118, given))
    const [mine, theirs] = [await as(sender).get(at), await as(receiver).get(at)]
    for (const { body } of [mine, theirs]) {
      expect(body['issues']).toContainEqual(expect.objectContaining({ rule: 'R22.packages', path: 'packages.count', severity: 'error' }))
      expect(body['differences']).toBe(1)
    }
    expect(mine.body['agreements']).toMatchObject([{ differences: [{ fact: 'packages', own: '120 × 22', other: '118 × 22' }] }])
    expect(theirs.body['agreements']).toMatchObject([{ differences: [{ fact: 'packages', own: '118 × 22', other: '120 × 22' }] }])
    expect((await platform.register.filings({ kind: 'addressed', customs: 'hongkong' }, { limit: 10 })).every((row) => row.hasDifference)).toBe(true)
    await file(as('sample-agent'), text.replace('SAMPLE-BATTERIES-1', 'SAMPLE-AGREES'))
    for (const customs of ['mainland', 'hongkong'] as const) await platform.channels.sendTurn(customs)
    const queue = async (query: string) => (await as('officer-hongkong').get(`/filings?${query}`)).body['filings'] as readonly { readonly reference: string }[]
    expect([new Set((await queue('')).map((each) => each.reference)).size, new Set((await queue('differs=true')).map((each) => each.reference))]).toEqual([2, new Set(['SAMPLE-BATTERIES-1'])])
    expect((await as('officer-hongkong').get('/filings?differs=perhaps')).status).toBe(400)
    expect(mine.body['shares']).toMatchObject([{ corrections: [{ path: 'packages.count', before: '120', after: '118' }], openCorrections: [{ path: 'packages.count' }] }])

    const preview = await as(sender).post(`${at}/amendments`, { takeOver: share, isPreview: true })
    expect([preview.body['changes'], preview.body['text']]).toEqual([[expect.objectContaining({ path: 'packages.count', before: '120', after: '118' })], withPackages(118)])
    const taking = { takeOver: share, reason: 'counted again by the importer' }
    expect((await as(sender).post(`${at}/amendments`, taking, 'take')).status).toBe(201)
    // Its answer was lost: by now there is nothing left to take over, and the first answer comes again.
    const again = await as(sender).post(`${at}/amendments`, taking, 'take')
    expect([again.status, again.body['revision'], again.headers.get('Idempotent-Replayed')]).toEqual([201, 2, 'true'])
    const settled = await as(sender).get(at)
    expect([settled.body['issues'], settled.body['differences']]).toEqual([[], 0])
    expect(settled.body['shares']).toMatchObject([{ openCorrections: [] }])
  })

  test('of a line that is more comes back whole, and is open until it is taken over', async () => {
    const more = (given: string): string => given.replace(/^lines:\n([\s\S]*?)^(?=\S)/m, (whole, first: string) => `lines:\n${first}${first.replace('Lithium-ion battery packs', 'Spare battery packs')}${whole.slice(7 + first.length)}`)
    const { as, at, share } = await confirmed(more)
    const [given] = (await as(sender).get(at)).body['shares'] as readonly { readonly openCorrections: readonly { readonly path: string; readonly label: string; readonly after: string }[] }[]
    expect(given?.openCorrections.find((each) => each.path === 'lines[1]')).toMatchObject({ label: 'Goods 2', after: expect.stringContaining('Spare battery packs') })
    expect((await as(sender).post(`${at}/amendments`, { takeOver: share, reason: 'one kind of goods was forgotten' })).status).toBe(201)
    const settled = await as(sender).get(at)
    expect([settled.body['issues'], settled.body['shares']]).toEqual([[], [expect.objectContaining({ openCorrections: [] })]])
  })

  test('what the receiver only adds is no correction', async () => {
    const { as, at } = await confirmed((given) => `${given}\nhongkong: { isReexport: false }\n`)
    expect((await as(sender).get(at)).body['shares']).toMatchObject([{ filedRevision: 1, corrections: [] }])
  })
})

describe('an amendment of the sender', () => {
  test('shows at the receiver as a newer revision with its differences, which are taken over', async () => {
    const { as, at, share } = await confirmed()
    await as(sender).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    const shown = await as(receiver).get(at)
    expect(shown.body['sharedFrom']).toMatchObject({ revision: 1, newestRevision: 2, newerChanges: [{ path: 'packages.count', before: '120', after: '121' }] })
    expect(rulesOf(shown)).toEqual(['R22.packages', 'share.other-side'])
    expect(await incoming(as(receiver))).toMatchObject([{ revision: 2, basedOn: 1, state: 'filed' }])
    expect((await as(receiver).get(`/incoming/${share}`)).body['changes']).toMatchObject([{ path: 'packages.count' }])
    const done = await as(receiver).post(`${at}/amendments`, { takeOver: share, reason: 'as the exporter says' })
    expect([done.status, done.body['revision']]).toEqual([201, 2])
    for (const person of [sender, receiver]) expect((await as(person).get(at)).body['issues'], person).toEqual([])
  })

  test('a cancellation on one side is told on the other', async () => {
    const { as, at } = await confirmed()
    await as(receiver).post(`${at}/cancellation`, { reason: 'the buyer went away' })
    expect((await as(sender).get(at)).body['issues']).toMatchObject([{ rule: 'share.other-side', severity: 'warning' }])
  })
})

describe('after a crash', () => {
  test('what was not told yet is caught up, once', async () => {
    const people = await shared()
    const { platform, as, share, at, id } = people
    // The process ended between the receiver's filing and what follows from it.
    const settle = platform.twoSides.settle
    Object.assign(platform.twoSides, { settle: async () => undefined })
    const draft = await as(receiver).get(`/incoming/${share}`)
    await as(receiver).post(`/incoming/${share}/confirm`, { text: withPackages(118, String(draft.body['text'])) })
    expect((await as(sender).get(at)).body['agreements']).toEqual([])
    Object.assign(platform.twoSides, { settle })
    while (await platform.twoSides.turn());
    const size = await platform.journal.size('shipments-sample-dongguan')
    while (await platform.twoSides.turn());
    const filed = await platform.register.find({ kind: 'all' }, 'sample-hongkong', id)
    if (filed === undefined) throw new Error('the receiver has filed')
    await platform.twoSides.settle(filed)
    expect([await platform.journal.size('shipments-sample-dongguan'), (await as(sender).get(at)).body['differences']]).toEqual([size, 1])
  })

  test('nobody can use up the key of what the platform will write', async () => {
    const people = openPeople()
    const id = await file(people.as(sender))
    await people.as(sender).post(`/shipments/${id}/shares`, { by: 'push' }, `${id} agreement sample-hongkong r1 r1`)
    const [row] = await incoming(people.as(receiver))
    const draft = await people.as(receiver).get(`/incoming/${String(row?.['share'])}`)
    await people.as(receiver).post(`/incoming/${String(row?.['share'])}/confirm`, { text: draft.body['text'] })
    expect((await people.as(sender).get(`/shipments/${id}`)).body['agreements']).toHaveLength(1)
  })
})
