// A filing that waits to be sent again is at customs already, in the revision before: what a change does to it is judged by
// that one, and what customs once accepted stays something that one person does not change alone.
import { describe, expect, test } from 'vitest'
import type { ChangeEffect } from '../../src/app/shipment/events.ts'
import { evolveShipment, type FiledShipment } from '../../src/app/shipment/state.ts'
import type { Entry } from '../../src/journal/index.ts'
import { effectsOf, file, openPeople, withPackages } from './people.ts'

const [first, second] = ['sample-agent', 'sample-agent-second'] as const
const declaration = 'mainland-declaration'

async function sentAndAmended() {
  const people = openPeople()
  const id = await file(people.as(first))
  const at = `/shipments/${id}`
  const hand = people.customs(first, id)
  await hand.sent('mainland')
  const amended = await people.as(first).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
  expect(amended.status).toBe(201)
  const filing = async (kind = declaration) => (await people.platform.register.find({ kind: 'own', organisation: first }, first, id))?.filings.find((each) => each.filing === kind)
  expect(await filing()).toMatchObject({ stage: 'waiting', sentRevision: 1, fileRevision: 2 })
  return { ...people, id, at, hand, filing }
}

describe('waiting to be sent again', () => {
  test('a cancellation is for customs to make, and the filing stands where customs has it', async () => {
    const { as, at, filing } = await sentAndAmended()
    const preview = await as(first).post(`${at}/cancellation`, { reason: '', isPreview: true })
    expect(effectsOf(preview)).toMatchObject({ [declaration]: 'cancel-at-customs', 'hongkong-cargo': 'withdrawn' })
    expect((await as(first).post(`${at}/cancellation`, { reason: 'the order fell through' })).status).toBe(201)
    expect(await filing()).toMatchObject({ stage: 'sent', sentRevision: 1 })
    expect(await filing('hongkong-cargo')).toMatchObject({ stage: 'deleted', sentRevision: 0 })
  })

  test('a late answer to what customs holds counts: it is told after a cancellation, and asks for a second person', async () => {
    const { as, at, hand, filing } = await sentAndAmended()
    await hand.answers(declaration, 'accepted', { code: 'G' })
    expect(await filing()).toMatchObject({ stage: 'waiting', wasAccepted: true })
    const { body, status } = await as(first).post(`${at}/cancellation`, { reason: 'the order fell through' })
    expect(status).toBe(202)
    expect((await as(second).post(`${at}/proposals/${String(body['proposal'])}`, { decision: 'approve', reason: 'yes' })).status).toBe(200)
    expect(await filing()).toMatchObject({ stage: 'accepted', answers: [{ stage: 'accepted' }] })
  })

  test('the same answer twice is one', async () => {
    const { hand, filing } = await sentAndAmended()
    for (let time = 0; time < 2; time += 1) await hand.answers(declaration, 'received', { digest: 'same' })
    expect((await filing())?.heldAnswers).toHaveLength(1)
  })

  test('once it is sent, answers are those of the new revision', async () => {
    const { hand, filing } = await sentAndAmended()
    await hand.answers(declaration, 'accepted', { code: 'G' })
    await hand.sent('mainland', 2)
    const sent = await filing()
    expect(sent).toMatchObject({ stage: 'sent', sentRevision: 2, answers: [] })
    expect(sent).not.toHaveProperty('heldAnswers')
  })
})

describe('accepted once', () => {
  test('a second person is asked for again after an approved amendment', async () => {
    const { as, customs } = openPeople()
    const id = await file(as(first))
    const [at, hand] = [`/shipments/${id}`, customs(first, id)]
    await hand.sent('mainland')
    await hand.answers(declaration, 'accepted', { code: 'G' })
    await hand.answers(declaration, 'returned', { code: 'Z' })
    const waits = await as(first).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    expect(waits.status).toBe(202)
    expect((await as(second).post(`${at}/proposals/${String(waits.body['proposal'])}`, { decision: 'approve', reason: 'seen' })).body).toMatchObject({ revision: 2 })
    const again = await as(first).post(`${at}/amendments`, { text: withPackages(122), reason: 'and one more' })
    expect(again.status).toBe(202)
  })
})

describe('an amendment without a filing', () => {
  test.each([
    ['that customs holds, sent again or not: it stays in the list where customs has it', 1, 'sent', 'cancel-at-customs', { stage: 'sent', isDropped: true }],
    ['that waits and customs holds', 1, 'waiting', 'cancel-at-customs', { stage: 'sent', isDropped: true }],
  ] as const)('%s', async (_, sentRevision, stage, effect, expected) => {
    const { as, platform } = openPeople()
    const id = await file(as(first))
    const filed = await platform.register.find({ kind: 'own', organisation: first }, first, id)
    if (filed === undefined) throw new Error('it was filed')
    const before = { ...filed, filings: filed.filings.map((each) => (each.filing === 'hongkong-bundling' ? { ...each, stage, sentRevision } : each)) }
    const dropped: ChangeEffect = { customs: 'hongkong', filing: 'hongkong-bundling', effect, elements: [], isDropped: true }
    const payload = { ...filed, received: '', issues: [], revision: 2, reason: 'not bundled', changes: [], effects: [dropped] }
    const after = evolveShipment(before as FiledShipment, { kind: 'ShipmentAmended', payload, version: 2, writtenAt: filed.filedAt, document: filed.document } as unknown as Entry)
    expect(after?.filings.find((each) => each.filing === 'hongkong-bundling')).toMatchObject(expected)
  })
})
