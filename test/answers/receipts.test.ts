// `lingding receipts`: the contract of its JSON, its table, its exit codes; and a folder of ten thousand.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/edges/cli/main.ts'

const samples = new URL('../../examples/answers/', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'lingding-receipts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCommandLine(argv, { print: (text) => out.push(text), warn: (text) => err.push(text), environment: { LANG: 'en_US.UTF-8' } })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

interface Printed {
  readonly accepted: readonly { readonly file: string; readonly stage: string; readonly isDouble: boolean; readonly doubleOf?: string }[]
  readonly parked: readonly { readonly file: string; readonly code: string; readonly reason: string; readonly fix: string }[]
}

describe('the samples', () => {
  test('are read or parked, each with all that a program needs', async () => {
    const { code, out } = await run('receipts', samples, '--json')
    const { accepted, parked } = JSON.parse(out) as Printed
    expect([code, accepted.length, parked.length]).toEqual([0, 14, 14])
    expect(accepted[0]).toEqual({
      file: 'sequence/Receipt_1.xml',
      customs: 'mainland',
      filing: 'mainland-declaration',
      code: 'L',
      codeName: 'Received by customs',
      stage: 'received',
      stageName: 'Received by customs',
      reference: { unifiedNumber: 'E20230000000000001', entryNumber: '531620230000000001' },
      noticedAt: '2023-01-05T20:58:37+08:00',
      note: '样例 SAMPLE：海关入库成功',
      nextStep: 'Customs has it on its books. Wait for the outcome of the documentary check.',
      isSimulated: false,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      isDouble: false,
    })
    expect(accepted.filter(({ isDouble }) => isDouble)).toMatchObject([{ file: 'usable/double-of-receipt-1.xml', doubleOf: 'sequence/Receipt_1.xml' }])
    for (const each of parked) expect(Object.values(each).every((value) => value !== ''), each.file).toBe(true)
    expect(parked.some(({ file }) => file.endsWith('.tmp'))).toBe(false)
  })

  test('in four languages', async () => {
    for (const [language, words] of [['zh-Hans', '等审单结果'], ['zh-Hant', '等審單結果'], ['pt', 'Aguarde o resultado']] as const) {
      expect((await run('receipts', samples, '--language', language)).out).toContain(words)
    }
  })

  test('as a table, with what to do next and what was parked', async () => {
    const { code, out } = await run('receipts', samples)
    expect(code).toBe(0)
    expect(out).toContain('= sequence/Receipt_1.xml')
    expect(out).toMatch(/parked {2}unusable\/half\.xml\n {4}Only a part of the file is here/)
    expect(out.trimEnd().endsWith('14 answers, 1 of them doubles; 14 files parked')).toBe(true)
  })
})

describe('exit codes', () => {
  test('2 for wrong usage', async () => expect([(await run('receipts')).code, (await run('receipts', samples, '--wrong')).code]).toEqual([2, 2]))
  test('3 for a folder that cannot be read', async () => {
    const missing = await run('receipts', join(folder, 'nowhere'), '--json')
    expect(missing.code).toBe(3)
    expect(JSON.parse(missing.out)).toMatchObject({ error: expect.stringContaining('nowhere') as string })
    expect((await run('receipts', join(samples, 'usable', 'gbk.xml'))).code).toBe(3)
  })
})

test('an empty folder, hidden files, links and what is still written give nothing', async () => {
  const path = join(folder, 'quiet')
  mkdirSync(join(path, '.hidden'), { recursive: true })
  writeFileSync(join(path, '.hidden', 'a.xml'), 'x')
  writeFileSync(join(path, 'b.XML.TMP'), 'x')
  symlinkSync('/dev/zero', join(path, 'endless.xml'))
  expect(JSON.parse((await run('receipts', path, '--json')).out)).toEqual({ accepted: [], parked: [] })
})

test('ten thousand answers with a bad one every hundred: every other is there, and no text of them is held', async () => {
  const path = join(folder, 'many')
  mkdirSync(path)
  // A note of more than 2,000 characters each.
  const note = '说明'.repeat(1_100)
  for (let at = 0; at < 10_000; at += 1) {
    const bad = at % 100 === 99
    writeFileSync(join(path, `${String(at).padStart(5, '0')}.xml`), bad ? '<DEC_RESULT>' : `<DEC_RESULT><CUS_CIQ_NO>E${at}</CUS_CIQ_NO><CHANNEL>L</CHANNEL><NOTICE_DATE>2023-01-05T20:58:37</NOTICE_DATE><NOTE>${note}</NOTE></DEC_RESULT>`)
  }
  let [accepted, parked, longest] = [0, 0, 0]
  const code = await runCommandLine(['receipts', path, '--json'], {
    print: (text) => {
      longest = Math.max(longest, text.length)
      if (text.includes('"stage":"received"')) accepted += 1
      if (text.includes('"answer_cut_off"')) parked += 1
    },
    warn: () => {},
    environment: {},
  })
  expect([code, accepted, parked]).toEqual([0, 9_900, 100])
  // One answer a piece, its note cut at 2,000 characters.
  expect(longest).toBeLessThan(3_000)
}, 60_000)
