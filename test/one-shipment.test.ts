// The story of the product: one truckload of sample batteries from Dongguan to Hong Kong, entered once.
import { describe, expect, test } from 'vitest'
import { civilDate } from '../src/base/civil-date.ts'
import { digestOf } from '../src/journal/index.ts'
import { sha256 } from '../src/adapters/system/hash.ts'
import { explainEverything, explainValue } from '../src/app/explain-value.ts'
import { ownPlatform } from '../src/app/shipment/in-whose-name.ts'
import { fileShipment } from '../src/app/shipment/file-shipment.ts'
import { describeFiles, filingFiles } from '../src/app/filing-files.ts'
import { prepareShipment, type PreparedShipment, type ShipmentInput } from '../src/app/prepare-shipment.ts'
import { readDecMessage, readOutBoxZip, valueOf } from '../src/domain/declaration/index.ts'
import { readDraftText } from '../src/domain/submission/index.ts'
import { exampleText, hashText, knowledge, profiles } from './knowledge.ts'
import { memoryPlatform, standingAt } from './platform.ts'
import { file, openPeople, rulesOf, withPackages } from './shipment/people.ts'

const text = exampleText('dongguan-hongkong-batteries')
const bytes = new TextEncoder().encode(text)
const hashOf = (of: Uint8Array) => digestOf(sha256(of))

function input(): ShipmentInput {
  const read = readDraftText(text)
  if (!read.ok) throw new Error('the sample is readable')
  return { draft: read.value.draft, profiles, now: standingAt, hashText }
}

function shipment(): PreparedShipment {
  const preparation = prepareShipment(input(), knowledge)
  if (preparation.kind === 'unreadable') throw new Error('the sample is a shipment')
  return preparation.shipment
}

describe('one shipment, entered once', () => {
  test('gives every filing that the mainland and Hong Kong must see', () => {
    expect(shipment().filings.map((filing) => filing.kind)).toEqual([
      'mainland-declaration',
      'mainland-manifest-original',
      'mainland-manifest-confirmation',
      'mainland-manifest-arrival',
      'hongkong-cargo',
      'hongkong-bundling',
      'hongkong-declaration',
    ])
  })

  test('without an error', () => expect(shipment().issues.filter((each) => each.severity === 'error')).toEqual([]))

  test('saves keying: 85 items asked, 55 distinct, at most 3 keyed for the receiving side', () => {
    const { count } = shipment()
    expect([count.asked, count.distinct]).toEqual([85, 55])
    expect(count.keyedReceivingSide).toBeLessThanOrEqual(3)
  })

  test('crosses origin and destination in the mainland export message, as the format wants it', () => {
    const [declaration] = shipment().filings
    expect(declaration && valueOf(declaration, 'DecList', 'OriginCountry')).toBe('110')
    expect(declaration && valueOf(declaration, 'DecList', 'DestinationCountry')).toBe('142')
  })

  test('knows for every element of every filing where its value came from', () => {
    const prepared = shipment()
    const elements = prepared.filings.flatMap((filing) => filing.groups.flatMap((group) => group.elements))
    const explained = explainEverything(prepared, knowledge.fields)
    expect(explained).toHaveLength(elements.length)
    expect(elements.length).toBeGreaterThan(100)
    for (const { origin, inputs, path } of explained) {
      if (origin.kind === 'entered' || origin.kind === 'profile' || origin.kind === 'translated') expect(inputs, path).toHaveLength(1)
    }
  })

  test('down to the line of the file and the name of the profile', () => {
    const prepared = shipment()
    expect(explainValue(prepared, 'mainland-declaration/DecHead[0]/GrossWet', knowledge.fields)).toMatchObject({
      value: '1164',
      origin: { kind: 'derived', rule: 'sum-of-gross-weights' },
      inputs: [{ path: 'lines[0].grossWeightKg', value: '1164' }],
    })
    expect(explainValue(prepared, 'mainland-declaration/DecHead[0]/TradeName', knowledge.fields)).toMatchObject({ origin: { kind: 'profile', profile: 'sample-trader-dongguan' } })
    expect(explainValue(prepared, 'lines[0].netWeightKg', knowledge.fields)).toMatchObject({ kind: 'field', usedBy: expect.arrayContaining(['mainland-declaration/DecHead[0]/NetWt']) })
    expect(explainValue(prepared, 'lines[7].netWeightKg', knowledge.fields)).toBeUndefined()
  })

  test('is written as the import client takes it, and read back equal', () => {
    const prepared = shipment()
    const zip = filingFiles(prepared, knowledge).find((file) => file.kind === 'mainland-declaration')
    expect(zip?.folder).toBe('mainland/Deccus001/OutBox')
    const read = readOutBoxZip(zip?.bytes ?? new Uint8Array(), knowledge.messagePlan, knowledge.book, prepared.on)
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    const written = prepared.filings[0]?.groups.map(({ group, index, elements }) => [group, index, elements.map(({ element, value }) => [element, value]).toSorted()])
    const back = read.value.filing.groups.map(({ group, index, elements }) => [group, index, elements.map(({ element, value }) => [element, value]).toSorted()])
    expect(back.toSorted()).toEqual(written?.toSorted())
  })

  test('two preparations of the same bytes give the same files', () => {
    expect(describeFiles(filingFiles(shipment(), knowledge), hashOf)).toEqual(describeFiles(filingFiles(shipment(), knowledge), hashOf))
  })
})

describe('kept', () => {
  test('once, however often it is sent, and what was kept verifies', async () => {
    const platform = memoryPlatform()
    const tools = { knowledge, journal: platform.journal, hashOf }
    const command = { organisation: 'sample', standing: ownPlatform, actor: 'clerk', idempotencyKey: 'key-1', received: { bytes, sha256: hashOf(bytes) }, input: input(), ruleSet: platform.ruleSet }
    const [first, again] = [await fileShipment(command, tools), await fileShipment(command, tools)]
    expect(first).toMatchObject({ ok: true, value: { isReplay: false, filed: { number: 1, position: 0 } } })
    expect(again).toMatchObject({ ok: true, value: { isReplay: true, filed: { number: 1, position: 0 } } })
    expect(await fileShipment({ ...command, idempotencyKey: 'key-2' }, tools)).toMatchObject({ ok: false, issues: [{ code: 'shipment_filed_before' }] })
    expect(await platform.register.list({ kind: 'own', organisation: 'sample' }, { limit: 10 })).toHaveLength(1)
    expect(await platform.register.list({ kind: 'own', organisation: 'another' }, { limit: 10 })).toEqual([])
    expect(await platform.verify([])).toMatchObject({ entries: 1, documents: 1, faultCount: 0, projections: 1 })
  })

  test('nothing real is filed as of another day', async () => {
    const platform = memoryPlatform()
    const real = { ...input(), draft: { ...input().draft, isSample: 'false', asOf: null }, on: civilDate('2025-11-18') }
    const command = { organisation: 'sample', standing: ownPlatform, actor: 'clerk', idempotencyKey: 'key-1', received: { bytes, sha256: hashOf(bytes) }, input: real, ruleSet: platform.ruleSet }
    const done = await fileShipment(command, { knowledge, journal: platform.journal, hashOf })
    expect(done.ok ? [] : done.issues.map((each) => each.code)).toContain('shipment_other_day')
  })

  test('a refused shipment keeps nothing', async () => {
    const platform = memoryPlatform()
    const draft = { ...input().draft, packages: { count: '0', kind: '22' } }
    const command = { organisation: 'sample', standing: ownPlatform, actor: 'clerk', idempotencyKey: 'key-1', received: { bytes, sha256: hashOf(bytes) }, input: { ...input(), draft }, ruleSet: platform.ruleSet }
    const done = await fileShipment(command, { knowledge, journal: platform.journal, hashOf })
    expect(done.ok ? [] : done.issues.map((each) => each.rule)).toContain('R2.none')
    expect(await platform.journal.chains()).toEqual([])
  })
})

describe('the other side confirms', () => {
  test('in its own name, and what it corrects comes back to be taken over', async () => {
    const { as } = openPeople()
    const [exporter, importer] = [as('sample-exporter'), as('sample-importer-hongkong')]
    const at = `/shipments/${await file(exporter)}`
    const { share, code } = (await exporter.post(`${at}/shares`, { by: 'code' })).body
    expect((await importer.post('/incoming/redeem', { code })).body).toEqual({ share })
    const draft = await importer.get(`/incoming/${String(share)}`)
    const confirmed = await importer.post(`/incoming/${String(share)}/confirm`, { text: withPackages(118, String(draft.body['text'])) })
    expect(confirmed.body['administrations']).toEqual(['hongkong'])
    // R22: both sides hear that the packages do not agree, until one of them amends.
    for (const desk of [exporter, importer]) expect(rulesOf(await desk.get(at))).toContain('R22.packages')
    expect((await exporter.post(`${at}/amendments`, { takeOver: share, reason: 'counted again by the importer' })).body['revision']).toBe(2)
    for (const desk of [exporter, importer]) expect((await desk.get(at)).body['differences']).toBe(0)
  })
})

describe('customs answers', () => {
  test('and the timeline says what it means and what to do next', async () => {
    const { as, customs } = openPeople()
    const id = await file(as('sample-agent'))
    const hand = customs('sample-agent', id)
    await hand.sent('mainland')
    await hand.answers('mainland-declaration', 'released', { code: 'P' })
    const { events } = (await as('sample-agent').get(`/shipments/${id}/timeline?language=en`)).body as { readonly events: readonly Record<string, unknown>[] }
    expect(events.map((each) => each['kind'])).toEqual(['ShipmentFiled', 'FilingsSent', 'CustomsAnswered'])
    expect(events[2]).toMatchObject({ stage: 'released', code: 'P', isSimulated: true, nextStep: expect.stringContaining('the goods may go') })
  })
})

describe('an amendment with four eyes', () => {
  test('once customs has accepted, somebody else of the organisation decides', async () => {
    const { as, customs } = openPeople()
    const id = await file(as('sample-agent'))
    await customs('sample-agent', id).sent('mainland')
    await customs('sample-agent', id).answers('mainland-declaration', 'accepted', { code: 'G' })
    const proposed = await as('sample-agent').post(`/shipments/${id}/amendments`, { text: withPackages(121), reason: 'one box more' })
    const path = `/shipments/${id}/proposals/${String(proposed.body['proposal'])}`
    expect([proposed.status, (await as('sample-agent').post(path, { decision: 'approve', reason: 'mine' })).status]).toEqual([202, 403])
    expect((await as('sample-agent-second').post(path, { decision: 'approve', reason: 'seen the packing list' })).body['revision']).toBe(2)
  })
})

test('a message that is not one says so with a place', () => {
  const read = readDecMessage(new TextEncoder().encode('<DecMessage><DecHead></DecMessage>'), knowledge.messagePlan, knowledge.book, shipment().on)
  expect(read).toMatchObject({ ok: false, issues: [{ params: { line: expect.any(Number) } }] })
})
