// Two organisations file the same reference of the same trader, the trader itself and its agent: each sends files of its own
// name, and what customs says to one never reaches the other.
import { expect, test } from 'vitest'
import { openChannelDesk } from '../../src/app/channel/channel-desk.ts'
import { openMemoryChannel } from '../../src/adapters/memory/channel.ts'
import { senderNumberOf } from '../../src/app/prepare-shipment.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { readOutBoxZip, valueOf } from '../../src/domain/declaration/index.ts'
import { administrations } from '../../src/domain/access/index.ts'
import { hashOf, hashText } from '../../src/edges/compose.ts'
import { knowledge } from '../knowledge.ts'
import { civilDate } from '../../src/base/civil-date.ts'
import { file, openPeople, text } from './people.ts'

const [trader, agent] = ['sample-dongguan', 'sample-agent'] as const

async function bothFiled() {
  const people = openPeople()
  const { journal, register, clock } = people.platform
  const channels = administrations.map(openMemoryChannel)
  const desk = openChannelDesk({ register, journal, channels, answers: knowledge.answers, clock, ruleSet: 'data-test', hashOf, hashText })
  desk.startReceiving()
  const ids = [await file(people.as('sample-exporter')), await file(people.as(agent))]
  for (const customs of administrations) await desk.sendTurn(customs)
  const stageOf = async (organisation: string) =>
    (await register.find({ kind: 'own', organisation }, organisation, ids[0] ?? ''))?.filings.find((each) => each.filing === 'mainland-declaration')?.stage
  const [mainland] = channels
  if (mainland === undefined) throw new Error('there is a mainland')
  const zips = mainland.sent.filter((each) => each.name.endsWith('.zip'))
  const clients = zips.map(({ bytes }) => {
    const read = readOutBoxZip(bytes, knowledge.messagePlan, knowledge.book, civilDate('2025-10-20'))
    return read.ok ? valueOf(read.value.filing, 'DecSign', 'ClientSeqNo') : undefined
  })
  return { ...people, desk, mainland, ids, zips, clients, stageOf }
}

test('they call the shipment by one id, and customs knows two senders', async () => {
  const { ids, zips, clients, mainland } = await bothFiled()
  expect(new Set(ids).size).toBe(1)
  expect(new Set(zips.map((each) => each.name)).size).toBe(2)
  expect(zips.map((each) => each.name)).toEqual(clients.map((each) => `${each}.zip`))
  expect(new Set(mainland.sent.map((each) => each.name)).size).toBe(mainland.sent.length)
})

test('an answer reaches whoever sent it, and nobody else', async () => {
  const { mainland, stageOf, desk, ids } = await bothFiled()
  const ofAgent = `LD${senderNumberOf(ids[0] ?? '', { organisation: agent, hashText }).toUpperCase()}`
  expect([await stageOf(trader), await stageOf(agent)]).toEqual(['sent', 'sent'])
  const bytes = encodeUtf8(`<DecImportResponse><ResponseCode>0</ResponseCode><ClientSeqNo>${ofAgent}</ClientSeqNo><SeqNo>SAMPLE000000000001</SeqNo></DecImportResponse>`)
  await mainland.arrive({ folder: 'mainland/Deccus001', name: 'Successed_1.xml', bytes })
  expect([await stageOf(trader), await stageOf(agent)]).toEqual(['sent', 'imported'])
  expect(await desk.parked.list({ limit: 9 })).toEqual([])
})

test('a key that the platform uses for itself cannot be used up by a client', async () => {
  const { as, platform } = openPeople()
  const id = await file(as(agent))
  const other = await as(agent).post('/shipments', { text: text.replace('SAMPLE-BATTERIES-1', 'SAMPLE-BATTERIES-2') }, `sent-${id}-1-mainland`)
  expect(other.status).toBe(201)
  await platform.channels.sendTurn('mainland')
  const filed = await platform.register.find({ kind: 'own', organisation: agent }, agent, id)
  expect(filed?.filings.find((each) => each.filing === 'mainland-declaration')).toMatchObject({ stage: 'sent', sentRevision: 1 })
})
