// The samples of examples/answers: what each says, or why it cannot be used. The expected values are written by hand.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAnswer, stageOf, formatNoticeInstant, type StagedAnswer } from '../../src/domain/declaration/index.ts'
import { hashText, knowledge } from '../knowledge.ts'

const folder = new URL('../../examples/answers/', import.meta.url).pathname
const bytesOf = (file: string): Uint8Array => readFileSync(`${folder}${file}`)

const usable: readonly [file: string, stage: string, code: string, reference: object, noticedAt: string, note: string][] = [
  ['double-of-receipt-1.xml', 'received', 'L', { unifiedNumber: 'E20230000000000001', entryNumber: '531620230000000001' }, '2023-01-05T20:58:37+08:00', '样例 SAMPLE：海关入库成功'],
  ['failed-import.xml', 'rejected', '1003', { clientNumber: 'LD0000000000000002' }, '', '样例 SAMPLE：统一编号不能为空'],
  ['gbk.xml', 'inspection', 'C', { unifiedNumber: 'E20230000000000003', entryNumber: '531620230000000003' }, '2023-02-01T10:00:00+08:00', '样例 SAMPLE：查验通知，请到查验场地'],
  ['gbk-called-utf-8.xml', 'held', 'H', { unifiedNumber: 'E20230000000000003', entryNumber: '531620230000000003' }, '2023-02-01T10:00:01+08:00', '样例 SAMPLE：转人工处理'],
  ['utf-16.xml', 'tax-due', 'T', { unifiedNumber: 'I20230000000000004', entryNumber: '531620231000000004' }, '2023-02-01T11:00:00+08:00', '样例 SAMPLE：待缴税'],
  ['dec-data.xml', 'returned', 'Z', { unifiedNumber: 'E20230000000000005' }, '2023-02-02T08:30:00+08:00', '样例 SAMPLE：退回修改；规格型号不详'],
  ['other-case-and-wrapper.xml', 'imported', '0', { clientNumber: 'LD0000000000000006', unifiedNumber: 'E20230000000000006' }, '', '样例 SAMPLE'],
  ['hongkong-cargo.json', 'accepted', 'accepted', { shipment: '0000000000000001', customsNumber: 'SIM000000000001' }, '2025-10-13T09:30:00+08:00', '模拟 SIMULATED：樣例 SAMPLE'],
  ['macao-declaration.json', 'returned', 'returned', { shipment: '0000000000000007' }, '2025-10-13T09:31:00+08:00', '模拟 SIMULATED：amostra SAMPLE'],
]

const unusable: readonly [file: string, code: string][] = [
  ['answers.zip', 'answer_is_zip'],
  ['declaration.xml', 'answer_is_declaration'],
  ['doctype.xml', 'xml_doctype'],
  ['empty.xml', 'answer_empty'],
  ['error-page.html', 'answer_is_page'],
  ['half.xml', 'answer_cut_off'],
  ['hongkong-unknown.json', 'answer_json_filing'],
  ['no-code.xml', 'answer_no_code'],
  ['no-reference.xml', 'answer_no_reference'],
  ['no-time.xml', 'answer_bad_time'],
  ['other-system.xml', 'answer_unknown_root'],
  ['result-info-alone.xml', 'answer_no_result'],
  ['text.txt', 'answer_unknown_format'],
  ['unknown-channel.xml', 'answer_unknown_code'],
]

describe('the samples', () => {
  test.each(usable)('%s is read', (file, stage, code, reference, noticedAt, note) => {
    const read = readAnswer(bytesOf(`usable/${file}`), knowledge.answers)
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    const [answer] = read.value
    expect(read.value).toHaveLength(1)
    expect(answer).toMatchObject({ stage, code, note, isSimulated: file.endsWith('.json') })
    expect(answer?.reference).toEqual(reference)
    expect(answer?.noticedAt === undefined ? '' : formatNoticeInstant(answer.noticedAt)).toBe(noticedAt)
  })

  test.each(unusable)('%s cannot be used', (file, code) => {
    const read = readAnswer(bytesOf(`unusable/${file}`), knowledge.answers)
    expect(read).toMatchObject({ ok: false, issues: [{ code, fix: { kind: 'act', code: `${code}.fix` } }] })
    for (const id of [code, `${code}.fix`]) expect(Object.values(knowledge.messages.get(id) ?? {}).filter((text) => text.trim() !== ''), id).toHaveLength(4)
  })

  test('none is left out', () => {
    expect(readdirSync(`${folder}usable`).toSorted()).toEqual(usable.map(([file]) => file).toSorted())
    expect(readdirSync(`${folder}unusable`).filter((name) => !name.endsWith('.tmp')).toSorted()).toEqual(unusable.map(([file]) => file).toSorted())
  })
})

test('the sequence of one declaration of January 2023: imported, received, audited, released and cleared the next day', () => {
  const files = readdirSync(`${folder}sequence`).toSorted((a, b) => Number(b.startsWith('S')) - Number(a.startsWith('S')) || a.localeCompare(b))
  const told: StagedAnswer[] = []
  const stages = files.map((file) => {
    const bytes = bytesOf(`sequence/${file}`)
    const read = readAnswer(bytes, knowledge.answers)
    if (!read.ok) throw new Error(file)
    told.push(...read.value.map((answer) => ({ ...answer, digest: hashText(new TextDecoder().decode(bytes)) })))
    return stageOf(told)
  })
  expect(stages).toEqual(['imported', 'received', 'accepted', 'released', 'cleared'])
  // 20:58:37 to 09:18:33 the next day are 12 hours, 19 minutes and 56 seconds.
  expect((told[4]?.noticedAt ?? 0) - (told[1]?.noticedAt ?? 0)).toBe(((12 * 60 + 19) * 60 + 56) * 1000)
})
