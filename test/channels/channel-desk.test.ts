// What waits is sent once, what comes in is recorded once or parked, and nothing stops what is next to it.
import { describe, expect, test } from 'vitest'
import { openMemoryChannel } from '../../src/adapters/memory/channel.ts'
import { platformKey } from '../../src/app/platform-key.ts'
import { maxTries, NotYet, openChannelDesk, type ChannelTools } from '../../src/app/channel/channel-desk.ts'
import { senderNumberOf } from '../../src/app/prepare-shipment.ts'
import { ChannelDown, JournalUnavailable } from '../../src/app/ports.ts'
import { cancelled, failing } from './failing.ts'
import { administrations } from '../../src/domain/access/index.ts'
import { instant } from '../../src/base/instant.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { hashOf, hashText } from '../../src/edges/compose.ts'
import { memoryPlatform } from '../platform.ts'
import { fileSample } from './filed.ts'

const all = { kind: 'all' } as const

function setUp(change: Partial<ChannelTools> = {}, platform = memoryPlatform()) {
  const channels = administrations.map(openMemoryChannel)
  const [mainland, hongkong, macao] = channels
  if (mainland === undefined || hongkong === undefined || macao === undefined) throw new Error('there are three customs')
  const { register, journal, clock, knowledge } = platform
  const desk = openChannelDesk({ register, journal, channels, answers: knowledge.answers, clock, ruleSet: 'data-test', hashOf, hashText, ...change })
  desk.startReceiving()
  const stagesOf = async (id: string) => {
    const shipment = await register.find(all, 'sample-agent', id)
    return Object.fromEntries(shipment?.filings.map(({ filing, stage }) => [filing, stage]) ?? [])
  }
  return { platform, desk, mainland, hongkong, stagesOf }
}

/** What the filings of the agent go by. */
const numberOf = (id: string) => senderNumberOf(id, { organisation: 'sample-agent', hashText })
const imported = (id: string, unified: string) =>
  encodeUtf8(`<DecImportResponse><ResponseCode>0</ResponseCode><ClientSeqNo>LD${numberOf(id).toUpperCase()}</ClientSeqNo><SeqNo>${unified}</SeqNo></DecImportResponse>`)
const result = (unified: string, channel: string, at = '2025-11-18T10:05:00') =>
  encodeUtf8(`<DEC_RESULT><CUS_CIQ_NO>${unified}</CUS_CIQ_NO><ENTRY_ID/><NOTICE_DATE>${at}</NOTICE_DATE><CHANNEL>${channel}</CHANNEL><NOTE>x</NOTE></DEC_RESULT>`)
const inBox = 'mainland/Deccus001'

describe('sending', () => {
  test('each customs gets its own files, once, under names that tell shipments apart', async () => {
    const { platform, desk, mainland, hongkong, stagesOf } = setUp()
    const [one, two] = [await fileSample(platform, 'SAMPLE-1'), await fileSample(platform, 'SAMPLE-2')]
    for (let turn = 0; turn < 3; turn += 1) for (const customs of administrations) await desk.sendTurn(customs)
    expect(mainland.sent.map((file) => `${file.folder}/${file.name}`)).toContain(`mainland/Deccus001/OutBox/LD${numberOf(one).toUpperCase()}.zip`)
    expect(mainland.sent).toHaveLength(8)
    expect(hongkong.sent.map((file) => file.name)).toEqual(
      expect.arrayContaining([`${numberOf(one)}-hongkong-cargo.json`, `${numberOf(two)}-hongkong-cargo.json`, `${numberOf(one)}-hongkong-declaration.json`]),
    )
    expect(hongkong.sent).toHaveLength(6)
    expect(new Set(Object.values(await stagesOf(one)))).toEqual(new Set(['sent']))
  })

  test('while one customs is closed its filings wait, the others go, and they are sent once when it opens', async () => {
    const { platform, desk, mainland, hongkong, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    hongkong.setDown('ENOSPC')
    for (const customs of administrations) await desk.sendTurn(customs).catch((error: unknown) => expect(error).toBeInstanceOf(ChannelDown))
    expect(hongkong.sent).toEqual([])
    expect((await stagesOf(id))['mainland-declaration']).toBe('sent')
    expect((await stagesOf(id))['hongkong-cargo']).toBe('waiting')
    expect(mainland.sent.length).toBeGreaterThan(0)
    expect((await desk.statuses(all)).find((each) => each.customs === 'hongkong')).toMatchObject({ isOpen: false, reason: 'ENOSPC', waiting: 3 })
    hongkong.setDown(undefined)
    await desk.sendTurn('hongkong')
    await desk.sendTurn('hongkong')
    expect(hongkong.sent).toHaveLength(3)
    expect((await desk.statuses(all)).find((each) => each.customs === 'hongkong')).toMatchObject({ isOpen: true, reason: '', waiting: 0 })
  })
})

describe('sending when something goes wrong', () => {
  test('a crash between sending and recording sends the same names again, which changes nothing', async () => {
    const platform = memoryPlatform()
    let crashes = 1
    const journal = failing(platform.journal, { append: ({ events }) => events[0]?.kind === 'FilingsSent' && (crashes -= 1) >= 0 ? new JournalUnavailable('gone') : undefined })
    const { desk, mainland, stagesOf } = setUp({ journal }, platform)
    const id = await fileSample(platform, 'SAMPLE-1')
    await expect(desk.sendTurn('mainland')).rejects.toThrow(JournalUnavailable)
    const names = mainland.sent.map(({ name }) => name)
    expect((await stagesOf(id))['mainland-declaration']).toBe('waiting')
    await desk.sendTurn('mainland')
    expect(mainland.sent.map(({ name }) => name)).toEqual(names)
    expect((await stagesOf(id))['mainland-declaration']).toBe('sent')
  })

  test('a shipment that cannot be sent rests and holds up no other', async () => {
    const platform = memoryPlatform()
    const problems: string[] = []
    const bad = await fileSample(platform, 'SAMPLE-1')
    const good = await fileSample(platform, 'SAMPLE-2')
    const lost = (await platform.register.find(all, 'sample-agent', bad))?.document
    let [isMended, tries] = [false, 0]
    const journal = failing(platform.journal, { document: (sha256) => (sha256 === lost && !isMended && (tries += 1) > 0 ? new Error('cannot be read') : undefined) })
    let now = platform.clock()
    const { desk, stagesOf } = setUp({ journal, clock: () => now, onProblem: (_, error) => void problems.push(String(error)) }, platform)
    for (let turn = 0; turn < 5; turn += 1) await desk.sendTurn('mainland')
    expect([(await stagesOf(bad))['mainland-declaration'], (await stagesOf(good))['mainland-declaration']]).toEqual(['waiting', 'sent'])
    expect([tries, problems]).toEqual([1, [`Error: ${bad}: cannot be read`]])
    isMended = true
    now = instant(now + 1_000)
    await desk.sendTurn('mainland')
    expect((await stagesOf(bad))['mainland-declaration']).toBe('sent')
  })

  test('what was cancelled is not sent', async () => {
    const { platform, desk, mainland } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    await cancelled(platform, id)
    await desk.sendTurn('mainland')
    expect(mainland.sent).toEqual([])
  })

  test('of what waits everybody sees their own, an officer the way of their customs', async () => {
    const { platform, desk } = setUp()
    await fileSample(platform, 'SAMPLE-1')
    await fileSample(platform, 'SAMPLE-2', 'sample-dongguan')
    const seen = async (scope: Parameters<typeof desk.statuses>[0]) => (await desk.statuses(scope)).map(({ customs, waiting }) => `${customs} ${waiting}`)
    expect(await seen(all)).toEqual(['mainland 8', 'hongkong 6', 'macao 0'])
    expect(await seen({ kind: 'own', organisation: 'sample-dongguan' })).toEqual(['mainland 4', 'hongkong 3', 'macao 0'])
    expect(await seen({ kind: 'own', organisation: 'sample-macao' })).toEqual(['mainland 0', 'hongkong 0', 'macao 0'])
    expect(await seen({ kind: 'addressed', customs: 'hongkong' })).toEqual(['hongkong 6'])
  })
})

describe('answers', () => {
  test('are recorded with the filing that they mean, once however often they come', async () => {
    const { platform, desk, mainland, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    await desk.sendTurn('mainland')
    for (let time = 0; time < 3; time += 1) await mainland.arrive({ folder: inBox, name: `Successed_${time}.xml`, bytes: imported(id, 'SAMPLE000000000001') })
    await mainland.arrive({ folder: inBox, name: 'Receipt_1.xml', bytes: result('SAMPLE000000000001', 'P') })
    await mainland.arrive({ folder: inBox, name: 'Receipt_0.xml', bytes: result('SAMPLE000000000001', 'L', '2025-11-18T10:01:00') })
    expect((await stagesOf(id))['mainland-declaration']).toBe('released')
    const shipment = await platform.register.find(all, 'sample-agent', id)
    expect(shipment?.filings.find((each) => each.filing === 'mainland-declaration')?.answers).toHaveLength(3)
    expect((await platform.verify([])).faults).toEqual([])
  })

  test('an answer before its filing comes again, is parked at last, and is recorded by itself when the filing is known', async () => {
    const { platform, desk, mainland, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    await desk.sendTurn('mainland')
    const early = { folder: inBox, name: 'Receipt_1.xml', bytes: result('SAMPLE000000000001', 'G') }
    for (let tried = 1; tried < maxTries; tried += 1) await expect(mainland.arrive(early)).rejects.toThrow(NotYet)
    await mainland.arrive(early)
    expect(await desk.parked.list({ limit: 10 })).toMatchObject([{ fileName: 'Receipt_1.xml', isReplayed: false, issues: [{ code: 'answer_filing_unknown' }] }])
    expect(await desk.parked.replayEarly()).toBe(0)
    await mainland.arrive({ folder: inBox, name: 'Successed_1.xml', bytes: imported(id, 'SAMPLE000000000001') })
    expect((await stagesOf(id))['mainland-declaration']).toBe('accepted')
    expect(await desk.parked.list({ limit: 10 })).toMatchObject([{ isReplayed: true }])
    expect(await desk.parked.replayEarly()).toBe(0)
  })

  test.each([
    ['nothing', '', 'answer_empty'],
    ['half a file', '<DEC_RESULT><CHANNEL>', 'answer_cut_off'],
    ['a page', '<html><body>502</body></html>', 'answer_is_page'],
    ['an unknown code', '<DEC_RESULT><CUS_CIQ_NO>1</CUS_CIQ_NO><CHANNEL>?</CHANNEL></DEC_RESULT>', 'answer_unknown_code'],
  ])('%s is parked with its reason and its bytes, and what is next goes on', async (_, text, code) => {
    const { platform, desk, mainland, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    await desk.sendTurn('mainland')
    await mainland.arrive({ folder: inBox, name: 'bad.xml', bytes: encodeUtf8(text) })
    await mainland.arrive({ folder: inBox, name: 'good.xml', bytes: imported(id, 'SAMPLE000000000001') })
    const [parked] = await desk.parked.list({ limit: 10 })
    expect(parked?.issues[0]?.code).toBe(code)
    expect(await desk.parked.content(parked?.id ?? '')).toEqual(encodeUtf8(text))
    expect((await stagesOf(id))['mainland-declaration']).toBe('imported')
  })

  test('a customs speaks through its own channel only', async () => {
    const { platform, desk, hongkong, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    await desk.sendTurn('mainland')
    await hongkong.arrive({ folder: 'hongkong', name: 'x.xml', bytes: imported(id, 'SAMPLE000000000001') })
    expect((await desk.parked.list({ limit: 10 }))[0]?.issues[0]?.code).toBe('answer_wrong_channel')
    expect((await stagesOf(id))['mainland-declaration']).toBe('sent')
  })

  test('an answer that is faster than the record of sending comes again, and is recorded after it', async () => {
    const { platform, desk, mainland, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    const early = { folder: inBox, name: 'Successed_1.xml', bytes: imported(id, 'SAMPLE000000000001') }
    await expect(mainland.arrive(early)).rejects.toThrow(NotYet)
    await desk.sendTurn('mainland')
    await mainland.arrive(early)
    const kinds: string[] = []
    for await (const entries of platform.journal.readStream('shipments-sample-agent', `shipment-${id}`)) kinds.push(...entries.map(({ kind }) => kind))
    expect(kinds).toEqual(['ShipmentFiled', 'FilingsSent', 'CustomsAnswered'])
    expect((await stagesOf(id))['mainland-declaration']).toBe('imported')
  })

  test('an answer to a filing whose sending is never recorded is recorded all the same', async () => {
    const { platform, mainland, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    const early = { folder: inBox, name: 'Successed_1.xml', bytes: imported(id, 'SAMPLE000000000001') }
    for (let tried = 1; tried < maxTries; tried += 1) await expect(mainland.arrive(early)).rejects.toThrow(NotYet)
    await mainland.arrive(early)
    expect((await stagesOf(id))['mainland-declaration']).toBe('imported')
  })

  test('numbers of two filings in one answer are not guessed about', async () => {
    const { platform, desk, mainland } = setUp()
    const [one, two] = [await fileSample(platform, 'SAMPLE-1'), await fileSample(platform, 'SAMPLE-2')]
    await desk.sendTurn('mainland')
    await mainland.arrive({ folder: inBox, name: 'Successed_1.xml', bytes: imported(one, 'SAMPLE000000000001') })
    await mainland.arrive({ folder: inBox, name: 'Successed_2.xml', bytes: imported(two, 'SAMPLE000000000001') })
    expect((await desk.parked.list({ limit: 10 }))[0]?.issues[0]?.code).toBe('answer_numbers_differ')
  })

  test('an answer that cannot be recorded is tried five times, parked, and recorded after the fault is mended', async () => {
    const platform = memoryPlatform()
    let isMended = false
    let tries = 0
    const poison = hashOf(result('SAMPLE000000000001', 'G'))
    const journal = failing(platform.journal, { append: ({ idempotencyKey }) => (idempotencyKey === platformKey(`answer-${poison}-0`) && !isMended && (tries += 1) > 0 ? new Error('the store does not take it') : undefined) })
    const { desk, mainland, stagesOf } = setUp({ journal }, platform)
    const id = await fileSample(platform, 'SAMPLE-1')
    await desk.sendTurn('mainland')
    await mainland.arrive({ folder: inBox, name: 'Successed_1.xml', bytes: imported(id, 'SAMPLE000000000001') })
    await mainland.arrive({ folder: inBox, name: 'Receipt_1.xml', bytes: result('SAMPLE000000000001', 'G') }).catch(() => undefined)
    for (let more = 0; more < 10; more += 1) await mainland.again()
    expect([tries, mainland.left()]).toEqual([maxTries, []])
    const [parked] = await desk.parked.list({ limit: 10 })
    expect(parked?.issues[0]).toMatchObject({ code: 'answer_not_processed', params: { tries: 5, error: 'the store does not take it' } })
    await expect(desk.parked.replay(parked?.id ?? '', 'operator')).rejects.toThrow('the store does not take it')
    isMended = true
    expect(await desk.parked.replay(parked?.id ?? '', 'operator')).toMatchObject({ kind: 'recorded', isNew: true })
    expect((await stagesOf(id))['mainland-declaration']).toBe('accepted')
    expect(await desk.parked.replay(parked?.id ?? '', 'operator')).toMatchObject({ kind: 'recorded', isNew: false })
  })

  test.each([
    ['cannot be reached', new JournalUnavailable('gone')],
    ['is full', 'busy'],
  ] as const)('while the journal %s nothing is recorded, parked or taken away, however often it is tried', async (_, fault) => {
    const platform = memoryPlatform()
    let isMended = false
    const journal = failing(platform.journal, { append: () => (isMended ? undefined : fault) })
    const { desk, mainland, stagesOf } = setUp({ journal }, platform)
    const id = await fileSample(platform, 'SAMPLE-1')
    const files = [imported(id, 'SAMPLE000000000001'), encodeUtf8('unusable')]
    for (const [at, bytes] of files.entries()) await expect(mainland.arrive({ folder: inBox, name: `${at}.xml`, bytes })).rejects.toThrow(at === 0 ? NotYet : JournalUnavailable)
    for (let more = 0; more < 20; more += 1) await mainland.again()
    expect([mainland.left(), await desk.parked.list({ limit: 10 })]).toEqual([['0.xml', '1.xml'], []])
    isMended = true
    await mainland.again()
    expect([mainland.left(), (await desk.parked.list({ limit: 10 })).map((each) => each.fileName)]).toEqual([[], ['1.xml']])
    expect((await stagesOf(id))['mainland-declaration']).toBe('imported')
  })

  test('a try by hand is kept with who tried, and a desk that opens later knows it', async () => {
    const { platform, desk, mainland } = setUp()
    await mainland.arrive({ folder: inBox, name: 'page.xml', bytes: encodeUtf8('<html></html>') })
    const [parked] = await desk.parked.list({ limit: 10 })
    expect(await desk.parked.replay(parked?.id ?? '', 'sample-operator')).toMatchObject({ kind: 'unusable', issues: [{ code: 'answer_is_page' }] })
    const tries: string[] = []
    for await (const entries of platform.journal.readChain('parked')) tries.push(...entries.map(({ kind, actor }) => `${kind} by ${actor}`))
    expect(tries).toEqual(['AnswerParked by customs', 'AnswerReplayed by sample-operator'])
    const later = setUp({}, platform)
    expect(await later.desk.parked.list({ limit: 10 })).toMatchObject([{ id: parked?.id, isReplayed: false, version: 2 }])
    expect(await later.desk.parked.replay('nothing', 'sample-operator')).toBeUndefined()
  })

  test('what was parked for want of a number is recorded link by link when the first one comes', async () => {
    const { platform, desk, mainland, stagesOf } = setUp()
    const id = await fileSample(platform, 'SAMPLE-1')
    await desk.sendTurn('mainland')
    const entry = '530120251234567890'
    const byEntry = encodeUtf8(`<DEC_RESULT><CUS_CIQ_NO/><ENTRY_ID>${entry}</ENTRY_ID><NOTICE_DATE>2025-11-18T12:00:00</NOTICE_DATE><CHANNEL>R</CHANNEL></DEC_RESULT>`)
    const both = encodeUtf8(`<DEC_RESULT><CUS_CIQ_NO>SAMPLE000000000001</CUS_CIQ_NO><ENTRY_ID>${entry}</ENTRY_ID><NOTICE_DATE>2025-11-18T11:00:00</NOTICE_DATE><CHANNEL>P</CHANNEL></DEC_RESULT>`)
    for (const [name, bytes] of [['1.xml', byEntry], ['2.xml', both]] as const) {
      await mainland.arrive({ folder: inBox, name, bytes }).catch(() => undefined)
      for (let more = 0; more < maxTries; more += 1) await mainland.again()
    }
    expect(await desk.parked.list({ limit: 10 })).toHaveLength(2)
    await mainland.arrive({ folder: inBox, name: '3.xml', bytes: imported(id, 'SAMPLE000000000001') })
    expect((await desk.parked.list({ limit: 10 })).map((each) => each.isReplayed)).toEqual([true, true])
    expect((await stagesOf(id))['mainland-declaration']).toBe('cleared')
  })

  test('the same bytes of two customs are two, each with its own reason and its own next try', async () => {
    const { desk, mainland, hongkong } = setUp()
    const bytes = encodeUtf8('<html></html>')
    await mainland.arrive({ folder: inBox, name: 'one.xml', bytes })
    await hongkong.arrive({ folder: 'hongkong', name: 'two.xml', bytes })
    await hongkong.arrive({ folder: 'hongkong', name: 'three.xml', bytes })
    const parked = await desk.parked.list({ limit: 10 })
    expect(parked.map(({ customs, fileName }) => `${customs} ${fileName}`).toSorted()).toEqual(['hongkong two.xml', 'mainland one.xml'])
    expect(new Set(parked.map(({ digest }) => digest)).size).toBe(1)
    for (const { id } of parked) expect([await desk.parked.content(id), (await desk.parked.replay(id, 'operator'))?.kind]).toEqual([bytes, 'unusable'])
    expect((await desk.parked.list({ limit: 10 })).map(({ version }) => version)).toEqual([2, 2])
  })

  test('what was parked under its digest alone, as it used to be, is found, read and tried again', async () => {
    const { platform, desk } = setUp()
    const bytes = encodeUtf8('<html></html>')
    const id = hashOf(bytes)
    await platform.journal.append({
      chain: 'parked', stream: `parked-${id}`, organisation: 'platform', actor: 'customs', idempotencyKey: `parked-${id}`, inputHash: id,
      events: [{ kind: 'AnswerParked', kindVersion: 1, payload: { customs: 'mainland', folder: 'mainland', fileName: 'old.xml', issues: [], waitsFor: [], wholeSize: null } }],
      writtenAt: platform.clock(), ruleSet: 'data-test', document: { mediaType: 'application/octet-stream', bytes },
    })
    expect(await desk.parked.find(id)).toMatchObject({ id, digest: id, fileName: 'old.xml' })
    expect(await desk.parked.content(id)).toEqual(bytes)
    expect((await desk.parked.replay(id, 'operator'))?.kind).toBe('unusable')
  })

  test('a file that is too long is parked by its size', async () => {
    const { desk, mainland } = setUp()
    await mainland.arrive({ folder: inBox, name: 'huge.xml', bytes: encodeUtf8('<a>'), wholeSize: 5_000_000_000 })
    expect((await desk.parked.list({ limit: 10 }))[0]?.issues[0]).toMatchObject({ code: 'answer_too_large', params: { bytes: 5_000_000_000 } })
  })
})
