// Reading and writing answers: tables of the codes, of times and of what goes wrong, round trips, and the order of arrival.
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { answerWords, decidedAnswer, decisionCodes, formatNoticeInstant, readAnswer, simulatedMark, stageNameCode, stageNextCode, stageOf, stages, writeAnswer } from '../../src/domain/declaration/index.ts'
import type { CustomsAnswer, OfficerDecision, StagedAnswer } from '../../src/domain/declaration/index.ts'
import { filingKinds } from '../../src/domain/declaration/index.ts'
import { knowledge } from '../knowledge.ts'

const read = (text: string): ReturnType<typeof readAnswer> => readAnswer(encodeUtf8(text), knowledge.answers)
const result = (content: string): string => `<DEC_RESULT><CUS_CIQ_NO>E1</CUS_CIQ_NO>${content}</DEC_RESULT>`

/** Data/reference/receipt-channel.csv has the meanings; what stage each makes is decided here once more, by hand. */
const stageOfChannel = 'A deleted,B released,C inspection,D deleted,E rejected,F released,G accepted,H held,I released,J accepted,K released,L received,M held,N rejected,P released,R cleared,T tax-due,W inspection,X notice,Y rejected,Z returned'
  .split(',')
  .map((pair) => pair.split(' ') as [string, string])

describe('codes', () => {
  test.each(stageOfChannel)('channel %s makes %s', (channel, stage) => {
    expect(read(result(`<CHANNEL>${channel.toLowerCase()}</CHANNEL>`))).toMatchObject({ ok: true, value: [{ code: channel, stage }] })
  })

  test('all 21 codes of the code list have a stage', () => {
    const listed = knowledge.rows('reference/receipt-channel.csv').map((row) => row['code'])
    expect(listed).toEqual(stageOfChannel.map(([code]) => code))
    expect(listed).toHaveLength(21)
  })

  test('every answer has words in four languages', () => {
    const texts = (code: string): readonly string[] => Object.values(knowledge.messages.get(code) ?? {}).filter((text) => text.trim() !== '')
    const spoken = [...knowledge.answers.codes.values()].flatMap(({ format, code, stage, customs }) => {
      const kinds = format === 'lingding-answer' ? filingKinds.filter((kind) => kind.startsWith(customs) && kind !== 'mainland-declaration') : (['mainland-declaration'] as const)
      return kinds.flatMap((filing) => Object.values(answerWords({ stage, filing, code: code === '*' ? '1' : code })))
    })
    const staged = stages.flatMap((stage) => [stageNameCode(stage), ...filingKinds.map((filing) => stageNextCode(stage, filing))])
    for (const code of new Set([...spoken, ...staged])) expect(texts(code), code).toHaveLength(4)
  })
})

describe('times', () => {
  const good: readonly [string, string][] = [
    ['2023-01-05T20:58:36', '2023-01-05T20:58:36+08:00'],
    ['2023-01-05 20:58:36', '2023-01-05T20:58:36+08:00'],
    ['2023/01/05 20:58:36', '2023-01-05T20:58:36+08:00'],
    ['2023-01-05T20:58', '2023-01-05T20:58:00+08:00'],
    ['20230105205836', '2023-01-05T20:58:36+08:00'],
    ['2023-01-05T12:58:36Z', '2023-01-05T20:58:36+08:00'],
    ['2023-01-05T21:58:36.1234567+0900', '2023-01-05T20:58:36+08:00'],
    ['2023-01-05', '2023-01-05T00:00:00+08:00'],
  ]
  test.each(good)('%s', (written, shown) => {
    const answers = read(result(`<CHANNEL>L</CHANNEL><NOTICE_DATE> ${written}\n</NOTICE_DATE>`))
    expect(answers.ok && formatNoticeInstant(answers.value[0]?.noticedAt ?? instant(0))).toBe(shown)
  })

  test.each(['yesterday', '2023-02-30T10:00:00', '2023-01-05T25:00:00', '05/01/2023', '0', '2023-01-05T20:58:36+08'])('%s is no time', (written) => {
    expect(read(result(`<CHANNEL>L</CHANNEL><NOTICE_DATE>${written}</NOTICE_DATE>`))).toMatchObject({ ok: false, issues: [{ code: 'answer_bad_time', params: { found: written } }] })
  })
})

describe('what goes wrong', () => {
  const deep = `${'<a>'.repeat(70)}${'</a>'.repeat(70)}`
  const json = (change: object): string => JSON.stringify({ format: 'lingding-answer/1', customs: 'hongkong', filing: 'hongkong-cargo', shipment: '0123456789abcdef', code: 'accepted', at: '2025-10-13T09:30+08:00', ...change })
  const cases: readonly [string, string | Uint8Array, string][] = [
    ['white space alone', ' \n ', 'answer_empty'],
    ['more than a megabyte', new Uint8Array(1_000_001).fill(0x20), 'answer_too_large'],
    ['a tree of 70 levels', deep, 'xml_too_deep'],
    ['a page without a document type', '\n<HTML lang="en"><body>Sign in</body></HTML>', 'answer_is_page'],
    ['a declaration in a wrapper', '<ImportMessage><DecMessage><DecHead/></DecMessage></ImportMessage>', 'answer_is_declaration'],
    ['a filing of ours', '{"format":"lingding.filing/1","kind":"hongkong-cargo"}', 'answer_is_declaration'],
    ['half a JSON', json({}).slice(0, 60), 'answer_cut_off'],
    ['JSON that is none', '{"format":}', 'answer_json_malformed'],
    ['another format', json({ format: 'other/2' }), 'answer_json_format'],
    ['a format that is no text', json({ format: 1 }), 'answer_json_format'],
    ['another customs', json({ customs: 'singapore' }), 'answer_json_customs'],
    ['a code of the mainland', json({ code: 'L' }), 'answer_unknown_code'],
    ['no code', json({ code: null }), 'answer_no_code'],
    ['a shipment that is none', json({ shipment: '0123456789ABCDEF' }), 'answer_no_reference'],
    ['a time without a zone', json({ at: '2025-10-13T09:30:00' }), 'answer_bad_time'],
    ['a number with a line break', json({ number: 'a\nb' }), 'answer_bad_reference'],
    ['a number that is too long', result(`<ENTRY_ID>${'1'.repeat(65)}</ENTRY_ID><CHANNEL>L</CHANNEL>`), 'answer_bad_reference'],
    ['half a file in UTF-16', iconv.encode(result('<CHANNEL>L</CHANNEL>'), 'utf-16').subarray(0, 41), 'answer_cut_off'],
    ['bytes that are no text', Uint8Array.from([0x41, 0x81, 0x20, 0xff, 0xff]), 'answer_not_text'],
    ['an encoding that nobody reads', '<?xml version="1.0" encoding="EBCDIC-CP-US"?><DEC_RESULT><CHANNEL>', 'answer_cut_off'],
    ['1,001 results', `<DEC_DATA>${result('<CHANNEL>L</CHANNEL>').repeat(1_001)}</DEC_DATA>`, 'answer_too_many'],
    ['one bad result among two', `<DEC_DATA>${result('<CHANNEL>L</CHANNEL>')}${result('<CHANNEL>?</CHANNEL>')}</DEC_DATA>`, 'answer_unknown_code'],
    ['an import result of nothing', '<DecImportResponse><ResponseCode>0</ResponseCode><ClientSeqNo/></DecImportResponse>', 'answer_no_reference'],
  ]
  test.each(cases)('%s', (_, content, code) => {
    const bytes = typeof content === 'string' ? encodeUtf8(content) : content
    expect(readAnswer(bytes, knowledge.answers)).toMatchObject({ ok: false, issues: [{ code }] })
    expect(knowledge.messages.get(code)?.en, code).toBeTruthy()
  })

  test('several results of a file are all read', () => {
    const two = `<DEC_DATA>${result('<CHANNEL>L</CHANNEL>')}${result('<CHANNEL>P</CHANNEL>')}<RESULT_INFO>info</RESULT_INFO></DEC_DATA>`
    expect(read(two)).toMatchObject({ ok: true, value: [{ code: 'L', note: 'info' }, { code: 'P', note: 'info' }] })
  })

  test('UTF-8 that calls itself GBK is read as what it is', () => {
    const text = `<?xml version="1.0" encoding="GBK"?>${result('<CHANNEL>L</CHANNEL><NOTE>海关入库成功</NOTE>')}`
    expect(read(text)).toMatchObject({ ok: true, value: [{ note: '海关入库成功' }] })
  })

  test('what is simulated is known by its own mark', () => {
    expect(read(result(`<CHANNEL>L</CHANNEL><NOTE>${simulatedMark}：入库</NOTE>`))).toMatchObject({ ok: true, value: [{ isSimulated: true }] })
    expect(read(result(`<CHANNEL>L</CHANNEL><NOTE>入库 ${simulatedMark}</NOTE>`))).toMatchObject({ ok: true, value: [{ isSimulated: false }] })
  })
})

const second = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) }).map((ms) => instant(Math.floor(ms / 1000) * 1000))
const note = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replace(/\p{C}/gu, '').trim())
const number = fc.stringMatching(/^[A-Z0-9]{1,18}$/)
const simulated = fc.boolean()

function withMark<A extends Pick<CustomsAnswer, 'isSimulated' | 'note'>>(answer: A): A {
  return answer.isSimulated ? { ...answer, note: answer.note === '' ? simulatedMark : `${simulatedMark}：${answer.note}` } : answer
}

const channelAnswer = fc
  .record({ pair: fc.constantFrom(...stageOfChannel), noticedAt: second, note, isSimulated: simulated, unifiedNumber: number, entryNumber: number })
  .map(({ pair: [code, stage], noticedAt, unifiedNumber, entryNumber, ...rest }) => withMark({ customs: 'mainland', filing: 'mainland-declaration', stage: stage as CustomsAnswer['stage'], code, noticedAt, reference: { unifiedNumber, entryNumber }, ...rest } as const))
const importAnswer = fc
  .record({ code: fc.constantFrom('0', '1', '1003'), note, isSimulated: simulated, clientNumber: number, unifiedNumber: number })
  .map(({ code, clientNumber, unifiedNumber, ...rest }) => withMark({ customs: 'mainland', filing: 'mainland-declaration', stage: code === '0' ? 'imported' : 'rejected', code, reference: { clientNumber, unifiedNumber }, ...rest } as const))
const ownAnswer = fc
  .record({ code: fc.constantFrom('accepted', 'inspection', 'notice'), noticedAt: second, note, isSimulated: simulated, customsNumber: number, shipment: fc.stringMatching(/^[0-9a-f]{16}$/), filing: fc.constantFrom('hongkong-cargo', 'macao-declaration', 'mainland-manifest-original') })
  .map(({ code, filing, customsNumber, shipment, ...rest }) => withMark({ customs: filing.split('-')[0] as CustomsAnswer['customs'], filing: filing as CustomsAnswer['filing'], stage: code as CustomsAnswer['stage'], code, reference: { shipment, customsNumber }, ...rest }))

test('what is written is read again as it was', () => {
  fc.assert(fc.property(fc.oneof<fc.Arbitrary<CustomsAnswer>[]>(channelAnswer, importAnswer, ownAnswer), (answer) => {
    expect(readAnswer(writeAnswer(answer), knowledge.answers)).toEqual({ ok: true, value: [answer] })
    expect(writeAnswer(answer)).toEqual(writeAnswer({ ...answer }))
  }))
})

describe('an officer decides', () => {
  const base = { shipment: '0123456789abcdef', reason: '单证齐全', at: instant(Date.UTC(2025, 9, 13, 1, 30, 5, 400)), isSimulated: true } as const
  test.each(Object.keys(decisionCodes) as OfficerDecision[])('%s comes back as it was decided, with every customs', (decision) => {
    for (const filing of ['mainland-declaration', 'hongkong-cargo', 'macao-declaration'] as const) {
      const [file] = decidedAnswer({ ...base, filing, decision, numbers: { unifiedNumber: 'E20250000000000001' } })
      const answers = readAnswer(file?.bytes ?? new Uint8Array(), knowledge.answers)
      expect(answers).toMatchObject({ ok: true, value: [{ filing, stage: decision, noticedAt: Date.UTC(2025, 9, 13, 1, 30, 5), note: `${simulatedMark}：单证齐全` }] })
    }
  })

  test('a declaration without numbers gets one first', () => {
    const files = decidedAnswer({ ...base, filing: 'mainland-declaration', decision: 'released', numbers: {} })
    const answers = files.map(({ bytes }) => readAnswer(bytes, knowledge.answers))
    expect(answers).toMatchObject([
      { value: [{ stage: 'imported', reference: { clientNumber: 'LD0123456789ABCDEF', unifiedNumber: 'SIM123456789ABCDEF' } }] },
      { value: [{ stage: 'released', reference: { unifiedNumber: 'SIM123456789ABCDEF' } }] },
    ])
    expect(files.map(({ folder, name }) => `${folder}/${name}`)).toEqual([
      'mainland/Deccus001/InBox/Successed_0123456789abcdef_202510130930054000000.xml',
      'mainland/Deccus001/InBox/Receipt_0123456789abcdef_P_202510130930050000000.xml',
    ])
  })
})

describe('the stage', () => {
  const at = (stage: CustomsAnswer['stage'], seconds?: number): StagedAnswer => ({ stage, digest: `${stage} ${seconds}`, ...(seconds === undefined ? {} : { noticedAt: instant(seconds * 1000) }) })
  const told: readonly [string, readonly StagedAnswer[], string | undefined][] = [
    ['nothing said', [], undefined],
    ['a notice alone', [at('notice', 1)], undefined],
    ['released and cleared at the same second', [at('cleared', 9), at('released', 9)], 'cleared'],
    ['deleted after the release', [at('released', 9), at('deleted', 10)], 'deleted'],
    ['returned, sent again and received', [at('returned', 5), at('received', 1), at('received', 20)], 'received'],
    ['audited again', [at('accepted', 5), at('held', 6)], 'held'],
    ['a failed import that was tried again', [at('rejected'), at('imported')], 'imported'],
    ['a failed import alone', [at('rejected')], 'rejected'],
    ['an import result that comes last', [at('received', 2), at('imported')], 'received'],
    ['a refusal by customs after the import', [at('imported'), at('rejected', 2)], 'rejected'],
  ]
  test.each(told)('%s', (_, answers, stage) => expect(stageOf(answers)).toBe(stage))

  const answer = fc.record({ stage: fc.constantFrom('notice', 'imported', 'received', 'held', 'accepted', 'inspection', 'returned', 'rejected', 'deleted', 'released', 'cleared'), noticedAt: fc.option(fc.integer({ min: 1, max: 5 })) })
  test('is the same in any order, with any doubles', () => {
    const set = fc.array(answer, { maxLength: 8 }).map((all) => all.map(({ stage, noticedAt }) => at(stage as CustomsAnswer['stage'], noticedAt ?? undefined)))
    fc.assert(fc.property(set.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }))), ([all, shuffled]) => {
      expect(stageOf(shuffled)).toBe(stageOf(all))
    }))
  })
})
