// `lingding check`: the JSON that other programs read, the report for people, and messages in four languages.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkTextView, maxTextLength, type CheckedTextView } from '../../src/app/story/check-text.ts'
import { numberText } from '../../src/app/story/number-text.ts'
import { civilDate } from '../../src/base/civil-date.ts'
import { languages } from '../../src/base/language.ts'
import { runCommandLine } from '../../src/edges/cli/main.ts'
import { knowledge } from '../knowledge.ts'
import { figures, vocabulary } from './checking.ts'

const folder = mkdtempSync(join(tmpdir(), 'lingding-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCommandLine(argv, { print: (text) => out.push(text), warn: (text) => err.push(text), environment: { LANG: 'en_US.UTF-8' } })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

function written(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const text = 'In 2023 foreign trade of the nine cities reached 7.95 trillion yuan. In 2023 Combined Ports and One Port Pass moved over 480,000 containers.'

describe('check', () => {
  test('prints every number with its sentence, value, unit, subject, verdict and working', async () => {
    const { code, out } = await run('check', written('a.txt', text), '--json')
    const { numbers } = JSON.parse(out) as CheckedTextView
    expect(code).toBe(0)
    expect(numbers.map(({ text, sentence, value, unit, verdict }) => ({ text, sentence, value, unit, verdict }))).toEqual([
      { text: '7.95 trillion yuan', sentence: 1, value: '7950000000000', unit: 'CNY', verdict: 'recomputes' },
      { text: 'over 480,000 containers', sentence: 2, value: '480000', unit: 'containers', verdict: 'wrong unit' },
    ])
    expect(numbers[0]?.subject).toMatchObject({ measure: 'total', place: 'GBA9', period: '2023', kind: 'level' })
    expect(numbers[0]?.offset).toBe(text.indexOf('7.95'))
    expect(numbers[0]?.working[0]?.text).toBe('the nine cities, imports and exports, 2023: 7.95 trillion (7.945 trillion to 7.955 trillion) yuan; preliminary (first release), source https://news.youth.cn/jsxw/202402/t20240224_15093815.htm.')
  })

  test('a report to read, and --strict for a text that must hold', async () => {
    const { code, out } = await run('check', written('b.txt', text), '--strict')
    expect(code).toBe(1)
    expect(out).toContain('over 480,000 containers → wrong unit')
    expect((await run('check', written('c.txt', text.split('. ')[0] ?? ''), '--strict')).code).toBe(0)
  })

  test('text in GB18030, as older Chinese files are', async () => {
    // 九市 in GB18030, then digits: the file is no UTF-8.
    const bytes = Uint8Array.from([0x32, 0x30, 0x32, 0x33, 0xc4, 0xea, 0xbe, 0xc5, 0xca, 0xd0, 0xbd, 0xf8, 0xb3, 0xf6, 0xbf, 0xda, 0x37, 0x2e, 0x39, 0x35, 0xcd, 0xf2, 0xd2, 0xda, 0xd4, 0xaa])
    const { numbers } = JSON.parse((await run('check', written('d.txt', bytes), '--json')).out) as CheckedTextView
    expect(numbers.map((each) => [each.text, each.verdict])).toEqual([['7.95万亿元', 'recomputes']])
  })

  test('a text without a number says so', async () => {
    const { code, out } = await run('check', written('quiet.txt', 'Nothing is counted here.'))
    expect([code, out.trim()]).toEqual([0, 'No number to check was found.'])
  })

  test('wrong usage: no such date, no such file', async () => {
    expect((await run('check', written('e.txt', text), '--on', '2024-02-30')).code).toBe(2)
    expect((await run('check', join(folder, 'none.txt'))).code).toBe(3)
  })
})

describe('in every language', () => {
  const hard = `${text} Among them, Shenzhen accounted for 45.8 percent of the total, nearly 50 percent every year. It was 37,34 trillion.`

  test.each(languages)('%s: no working without words', (language) => {
    const result = checkTextView({ text: hard, on: civilDate('2024-02-24'), language }, { vocabulary, figures, messages: knowledge.messages })
    const numbers = result.ok ? result.value.numbers : []
    expect(numbers.length).toBeGreaterThan(4)
    for (const { verdictText, working, subject } of numbers) for (const each of [verdictText, subject.text, ...working.map((step) => step.text)]) expect(each).not.toMatch(/[{}#]|story_|undefined/)
  })

  test('every code that the source can say has its words', () => {
    const root = new URL('../../src/domain/story/', import.meta.url).pathname
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
    const codes = [...sources.matchAll(/(?:step|conflict|added)\((?:[^'()]|\([^()]*\))*'([a-z_]+)'/g)].map((match) => match[1] ?? '').filter((code) => code !== 'params' && code !== 'loose')
    const doubts = [...(/export type Doubt =([^\n]*(?:\n {2}\|[^\n]*)*)/.exec(sources)?.[1] ?? '').matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? '')
    expect([codes.length > 20, doubts.length > 8]).toEqual([true, true])
    for (const code of [...codes, ...doubts, 'bound_far', 'not_proven']) expect(knowledge.messages.has(`story_${code}`), code).toBe(true)
    for (const { code } of vocabulary.measures) expect(knowledge.messages.has(`measure.${code}`), code).toBe(true)
    for (const unit of vocabulary.units.keys()) expect(knowledge.messages.has(`unit.${unit.replaceAll(' ', '_')}`), unit).toBe(true)
    for (const place of vocabulary.inside.keys()) if (place !== 'same') expect(knowledge.messages.has(`place.${place}`), place).toBe(true)
  })

  test('a text that is too long is refused with what to do', () => {
    const result = checkTextView({ text: 'a'.repeat(maxTextLength + 1), on: undefined, language: 'en' }, { vocabulary, figures, messages: knowledge.messages })
    expect(result.ok ? [] : result.issues.map((each) => each.code)).toEqual(['story_text_too_long'])
  })

  test.each([
    ['37340000000000', '37.34万亿', '37.34萬億', '37.34 trillion', '37 340 mil milhões'],
    ['404710000000', '4,047.1亿', '4,047.1億', '404.71 billion', '404,71 mil milhões'],
    ['480000', '48万', '48萬', '480,000', '480 000'],
    ['45.84', '45.84', '45.84', '45.84', '45,84'],
  ])('%s', (plain, ...expected) => expect(languages.map((language) => numberText(plain, language))).toEqual(expected))
})
