// The timeline: a sentence for everything that happened, in four languages, with what to do next.
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { knowledge } from '../knowledge.ts'
import { file, openPeople, withPackages } from './people.ts'

type Event = Readonly<Record<string, unknown>>

async function story() {
  const people = openPeople()
  const { as, customs } = people
  const id = await file(as('sample-exporter'))
  const at = `/shipments/${id}`
  const hand = customs('sample-dongguan', id)
  await hand.sent('mainland')
  await hand.answers('mainland-declaration', 'received', { code: 'L' })
  await hand.answers('mainland-declaration', 'accepted', { code: 'G', digest: 'ab'.repeat(32), note: 'checked' })
  await hand.answers('mainland-declaration', 'accepted', { code: 'G', digest: 'ab'.repeat(32), note: 'checked' })
  const share = String((await as('sample-exporter').post(`${at}/shares`, { by: 'push' })).body['share'])
  const draft = await as('sample-importer-hongkong').get(`/incoming/${share}`)
  await as('sample-importer-hongkong').post(`/incoming/${share}/confirm`, { text: withPackages(118, String(draft.body['text'])) })
  const { body } = await as('sample-exporter').post(`${at}/amendments`, { takeOver: share, reason: 'counted again' })
  await as('sample-exporter-second').post(`${at}/proposals/${String(body['proposal'])}`, { decision: 'approve', reason: 'yes' })
  const other = await as('sample-exporter').post(`${at}/cancellation`, { reason: 'no truck' })
  await as('sample-exporter').post(`${at}/proposals/${String(other.body['proposal'])}`, { decision: 'refuse', reason: 'there is one' })
  const timeline = async (person: string, language = 'en'): Promise<readonly Event[]> => (await as(person).get(`${at}/timeline?language=${language}`)).body['events'] as readonly Event[]
  return { ...people, timeline }
}

describe('the timeline', () => {
  test('tells everything once, oldest first', async () => {
    const { timeline } = await story()
    const events = await timeline('sample-exporter')
    expect(events.map((each) => each['kind'])).toEqual([
      'ShipmentFiled', 'FilingsSent', 'CustomsAnswered', 'CustomsAnswered', 'ShipmentShared', 'ShareTaken', 'OtherSideFiled', 'AgreementChecked',
      'ChangeProposed', 'ShipmentAmended', 'AgreementChecked', 'ChangeProposed', 'ChangeRefused',
    ])
    expect(events[0]).toMatchObject({ by: 'sample-exporter', byName: 'Sample clerk A (Dongguan)', title: 'SAMPLE-BATTERIES-1 was filed: 4 filings.' })
    const answer = events[3]
    const [name, next] = ['channel.G', 'channel.G.next'].map((code) => knowledge.messages.get(code)?.en)
    expect(answer).toMatchObject({ customs: 'mainland', filing: 'mainland-declaration', stage: 'accepted', code: 'G', codeName: name, nextStep: next, note: 'checked', isSimulated: true })
    expect(events[9]).toMatchObject({ byName: 'Sample clerk B (Dongguan)', title: 'Amended, now revision 2: 1 changes.' })
    expect(events[9]?.['detail']).toBe('Reason: counted again (Proposed by Sample clerk A (Dongguan).) Number of packages: 120 → 118')
    expect(events[7]?.['detail']).toBe('packages: 120 × 22 → 118 × 22')
    expect(events[12]?.['title']).toBe('The proposed change was withdrawn by whoever proposed it.')
  })

  test('in every language, without a code or a gap', async () => {
    const { timeline } = await story()
    for (const language of languages) {
      for (const event of await timeline('sample-exporter', language)) {
        for (const part of ['title', 'detail', 'nextStep', 'stageName', 'codeName']) expect(String(event[part] ?? ''), `${language} ${String(event['kind'])}`).not.toMatch(/[{}#]|undefined|event\.|stage\./)
      }
    }
  })

  test('names nobody of the other organisation', async () => {
    const { timeline } = await story()
    expect(JSON.stringify(await timeline('sample-exporter'))).not.toMatch(/sample-importer-hongkong"|clerk C/)
    expect(JSON.stringify(await timeline('sample-importer-hongkong'))).not.toMatch(/sample-exporter|clerk A|clerk B/)
  })
})
