// P14: nobody decides about what they had a hand in, whichever way and however long ago, and whatever they are today.
import { expect, test } from 'vitest'
import { file, openPeople, withPackages, type Desk, type People } from '../shipment/people.ts'

const turncoat = 'turncoat'
const agent = 'sample-agent'
const cancel = { reason: 'the order fell through' }

interface Scene extends People {
  readonly of: Desk
  /** Files as the sample agent, and customs accepts it. */
  readonly accepted: () => Promise<string>
}

const hands: readonly (readonly [string, (scene: Scene) => Promise<string>])[] = [
  ['filed', ({ of }) => file(of)],
  ['amended', async ({ as, of }) => {
    const id = await file(as(agent))
    expect((await of.post(`/shipments/${id}/amendments`, { text: withPackages(121), reason: 'one box more' })).status).toBe(201)
    return id
  }],
  ['proposed', async ({ accepted, of }) => {
    const id = await accepted()
    expect((await of.post(`/shipments/${id}/amendments`, { text: withPackages(121), reason: 'one box more' })).status).toBe(202)
    return id
  }],
  ['approved', async ({ accepted, as, of }) => {
    const id = await accepted()
    const { body } = await as(agent).post(`/shipments/${id}/amendments`, { text: withPackages(121), reason: 'one box more' })
    expect((await of.post(`/shipments/${id}/proposals/${String(body['proposal'])}`, { decision: 'approve', reason: 'seen' })).status).toBe(200)
    return id
  }],
  ['refused', async ({ accepted, as, of }) => {
    const id = await accepted()
    const { body } = await as(agent).post(`/shipments/${id}/cancellation`, cancel)
    expect((await of.post(`/shipments/${id}/proposals/${String(body['proposal'])}`, { decision: 'refuse', reason: 'it goes on' })).status).toBe(200)
    return id
  }],
  ['filed with a key', async ({ withKeyOf }) => file(await withKeyOf(turncoat, agent, 'agent'))],
  ['only looked at', async ({ as, of }) => {
    const id = await file(as(agent))
    expect((await of.get(`/shipments/${id}`)).status).toBe(200)
    return id
  }],
]

test.each(hands)('an officer who once %s it', async (hand, act) => {
  const people = openPeople()
  const { directory } = people.platform
  await directory.registerPerson({ id: turncoat, name: 'Turncoat', organisation: agent, roles: ['agent'], subject: 'https://id.example turncoat' }, 'operator')
  const accepted = async (): Promise<string> => {
    const id = await file(people.as(agent))
    const customs = people.customs(agent, id)
    await customs.sent('mainland')
    await customs.answers('mainland-declaration', 'accepted', { code: 'G' })
    return id
  }
  const id = await act({ ...people, of: people.as(turncoat), accepted })
  for (const customs of ['mainland', 'hongkong'] as const) await people.platform.channels.sendTurn(customs)
  const changed = await directory.changePerson(turncoat, { roles: ['officer-hongkong'] }, 'operator')
  expect(changed?.ok).toBe(true)
  const decide = (person: string) => people.as(person).post(`/filings/${agent}/${id}/hongkong-cargo/decision`, { decision: 'inspection', reason: 'a look inside' })
  expect((await decide(turncoat)).status).toBe(hand === 'only looked at' ? 201 : 403)
  // One decision at a time: whoever only looked has taken it.
  expect((await decide('officer-hongkong')).status).toBe(hand === 'only looked at' ? 422 : 201)
})
