// Four eyes: once customs has accepted, nobody alone changes or cancels a shipment. A model plays all roles in any order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShipmentAmended } from '../../src/app/shipment/events.ts'
import { needsSecondPerson } from '../../src/app/shipment/change/second-person.ts'
import { chainOf, streamOf } from '../../src/app/shipment/events.ts'
import { evolveShipment, type FiledShipment } from '../../src/app/shipment/state.ts'
import { file, openPeople, rulesOf, withPackages, type Desk, type People } from './people.ts'

const first = 'sample-agent'
const second = 'sample-agent-second'

async function accepted(): Promise<People & { readonly id: string; readonly at: string }> {
  const people = openPeople()
  const id = await file(people.as(first))
  const hand = people.customs(first, id)
  await hand.sent('mainland')
  await hand.answers('mainland-declaration', 'accepted', { code: 'G' })
  return { ...people, id, at: `/shipments/${id}` }
}

const proposal = { text: withPackages(121), reason: 'one box more' }

describe('a second person', () => {
  test('approves, and it is done in both names', async () => {
    const { as, at } = await accepted()
    expect((await as(first).post(`${at}/amendments`, { ...proposal, isPreview: true })).body['needsSecondPerson']).toBe(true)
    const waits = await as(first).post(`${at}/amendments`, proposal)
    expect(waits.status).toBe(202)
    const shown = await as(second).get(at)
    expect([shown.body['revision'], shown.body['openProposals']]).toEqual([1, 1])
    expect(shown.body['proposals']).toMatchObject([{ change: 'amendment', by: first, byName: 'Sample broker E', isMine: false, isOutdated: false, changes: [{ path: 'packages.count', label: 'Number of packages' }] }])
    const done = await as(second).post(`${at}/proposals/${String(waits.body['proposal'])}`, { decision: 'approve', reason: 'seen the packing list' })
    expect([done.status, done.body]).toEqual([200, expect.objectContaining({ decision: 'approved', revision: 2 })])
    const after = await as(first).get(at)
    expect(after.body['proposals']).toEqual([])
    // Accepted: customs has to be asked, so nothing goes out by itself.
    expect((after.body['filings'] as readonly { readonly filing: string }[]).find((each) => each.filing === 'mainland-declaration')).toMatchObject({ stage: 'accepted', keptBack: 2 })
  })

  test('is somebody else: not the proposer, and not by a key of theirs', async () => {
    const { as, at, withKeyOf } = await accepted()
    const key = await withKeyOf(first, 'sample-agent', 'agent')
    const waits = await key.post(`${at}/cancellation`, { reason: 'the order fell through' })
    expect(waits.status).toBe(202)
    const path = `${at}/proposals/${String(waits.body['proposal'])}`
    const own = await as(first).post(path, { decision: 'approve', reason: 'mine' })
    expect([own.status, rulesOf(own)]).toEqual([403, ['change.second-person']])
    expect((await key.post(path, { decision: 'approve', reason: 'mine' })).status).toBe(403)
    expect((await as('sample-exporter').post(path, { decision: 'approve', reason: 'not mine' })).status).toBe(404)
    expect((await as(second).post(path, { decision: 'approve', reason: 'yes' })).body).toMatchObject({ decision: 'approved', isCancelled: true })
  })

  test('refuses; the proposer may take it back', async () => {
    const { as, at } = await accepted()
    for (const [who, decision] of [[second, 'refused'], [first, 'withdrawn']] as const) {
      const { body } = await as(first).post(`${at}/amendments`, proposal)
      for (let time = 0; time < 2; time += 1) {
        const done = await as(who).post(`${at}/proposals/${String(body['proposal'])}`, { decision: 'refuse', reason: 'no' }, `${decision} once`)
        expect(done.body).toMatchObject({ decision, revision: 1 })
      }
      expect((await as(second).post(`${at}/proposals/${String(body['proposal'])}`, { decision: 'approve', reason: 'yes' })).status).toBe(404)
    }
  })

  test('finds a proposal of an older revision outdated', async () => {
    const { as, at } = await accepted()
    const [one, other] = [await as(first).post(`${at}/amendments`, proposal), await as(first).post(`${at}/amendments`, { text: withPackages(122), reason: 'two boxes more' })]
    const decide = (of: typeof one) => as(second).post(`${at}/proposals/${String(of.body['proposal'])}`, { decision: 'approve', reason: 'yes' })
    expect((await decide(one)).status).toBe(200)
    const outdated = await decide(other)
    expect([outdated.status, rulesOf(outdated)]).toEqual([409, ['change.newest']])
  })

  test('judges as of now: what became too late meanwhile is refused', async () => {
    const { as, at, customs, id } = await accepted()
    const { body } = await as(first).post(`${at}/amendments`, { text: withPackages(120).replace('SAMPLE-C-1', 'SAMPLE-C-2'), reason: 'new contract' })
    await customs(first, id).answers('mainland-declaration', 'released')
    const late = await as(second).post(`${at}/proposals/${String(body['proposal'])}`, { decision: 'approve', reason: 'yes' })
    expect([late.status, rulesOf(late)]).toEqual([422, expect.arrayContaining(['change.too-late'])])
  })
})

test.each([
  ['', 'accepted', false],
  ['after-acceptance', 'sent', false],
  ['after-acceptance', 'held', false],
  ['after-acceptance', 'rejected', false],
  ['after-acceptance', 'accepted', true],
  ['after-acceptance', 'cleared', true],
  ['something-new', 'held', true],
] as const)('condition %j at %s: %s', async (condition, stage, expected) => {
  const { as, platform, customs } = openPeople()
  const id = await file(as(first))
  await customs(first, id).sent('mainland')
  await customs(first, id).answers('mainland-declaration', stage === 'sent' ? 'received' : stage)
  const filed = await platform.register.find({ kind: 'own', organisation: first }, first, id)
  expect(filed && needsSecondPerson(condition, filed)).toBe(expected)
})

type Act = readonly ['accept' | 'return' | 'amend' | 'cancel' | 'approve' | 'refuse', number]

describe('whatever they do, in any order', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom('accept', 'return', 'amend', 'amend', 'cancel', 'approve', 'approve', 'refuse') as fc.Arbitrary<Act[0]>, fc.nat(4)), { minLength: 4, maxLength: 14 })
  test('nobody alone gets past it', async () => {
    await fc.assert(fc.asyncProperty(acts, async (sequence) => {
      const people = openPeople()
      const { as, customs, platform } = people
      const id = await file(as(first))
      const at = `/shipments/${id}`
      const desks: readonly Desk[] = [as(first), as(second), await people.withKeyOf(first, first, 'agent'), as('sample-exporter'), as('officer-mainland')]
      const hand = customs(first, id)
      await hand.sent('mainland')
      let boxes = 121
      for (const [act, who] of sequence as readonly Act[]) {
        const desk = desks[who] ?? as(first)
        if (act === 'accept') await hand.answers('mainland-declaration', 'accepted', { code: 'G' })
        else if (act === 'return') await hand.answers('mainland-declaration', 'returned', { code: 'Z' })
        else if (act === 'amend') await desk.post(`${at}/amendments`, { text: withPackages((boxes += 1)), reason: 'r' })
        else if (act === 'cancel') await desk.post(`${at}/cancellation`, { reason: 'r' })
        else {
          const open = (await platform.register.find({ kind: 'all' }, first, id))?.proposals.at(-1)
          if (open !== undefined) await desk.post(`${at}/proposals/${open.proposal}`, { decision: act, reason: 'r' })
        }
      }
      let state: FiledShipment | undefined
      for await (const batch of platform.journal.readStream(chainOf(first), streamOf(id))) {
        for (const entry of batch) {
          const isChange = entry.kind === 'ShipmentAmended' || entry.kind === 'ShipmentCancelled'
          if (isChange && state !== undefined) {
            const { proposedBy } = entry.payload as unknown as ShipmentAmended
            const persons = await Promise.all([entry.actor, proposedBy ?? entry.actor].map(platform.directory.personBehind))
            expect(new Set(persons).size >= (needsSecondPerson('after-acceptance', state) ? 2 : 1)).toBe(true)
            expect(persons.every((person) => person === first || person === second)).toBe(true)
          }
          state = evolveShipment(state, entry)
        }
      }
    }), { numRuns: 25 })
  })
})
