// A chart in words and by keys: what is said, and what is not said because the digits do not tell.
import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import { languages } from '../../src/base/language.ts'
import { describe as describeChart, walkOf, walkTo, type ChartRow, type WalkKey } from '../../src/domain/chart/index.ts'
import { chartFrom, contents, places, row, sampleChart, same, trade, wordsIn, years } from './samples.ts'

const en = wordsIn('en')
const said = (rows: readonly ChartRow[], kind: 'bars' | 'lines' = 'bars') => {
  const dimensions = kind === 'bars' ? [places(3)] : [years('2022', '2023'), places(1)]
  const chart = chartFrom(kind, 'en', { measures: [trade], title: same('Trade'), dimensions, rows }, { order: 'given' })
  return new Map(describeChart(chart, en).map(({ level, text }) => [level, text]))
}

test('the levels, in the four languages', () => {
  const chart = chartFrom('bars', 'en', { ...contents.bars, title: { en: 'Trade', pt: 'Comércio', 'zh-Hans': '贸易', 'zh-Hant': '貿易' }, dimensions: [places(2)], rows: [row({ place: '440300' }, '38710.70'), row({ place: '440100' }, '10914.28')] })
  const texts = languages.map((language) => describeChart(chart, wordsIn(language)).map(({ text }) => text))
  expect(texts[2]).toEqual([
    'Bars: Trade, 2019 to 2023, nine cities. It shows Total trade by city, 2 cells.',
    'Unit: 100 million yuan.',
    'Source: Sample, invented for the tests',
    'Highest: Shenzhen: 3.871070 trillion yuan. Lowest: Guangzhou: 1.091428 trillion yuan.',
  ])
  expect(texts[0]?.slice(0, 2)).toEqual(['条形图：贸易、2019—2023年，九市。进出口，按城市，共 2 格。', '单位：亿元。'])
  expect(texts[1]?.[3]).toBe('最高：深圳：3.871070萬億元。最低：廣州：1.091428萬億元。')
  expect(texts[3]?.[3]).toBe('Mais alto: Shenzhen: 3,871070 biliões de yuans. Mais baixo: Cantão: 1,091428 biliões de yuans.')
})

describe('what the printed digits do not tell apart is not ranked', () => {
  test('two values whose intervals meet', () => {
    const text = said([row({ place: '440300' }, '40', { low: '39.5', high: '40.5' }), row({ place: '440100' }, '39', { low: '38.5', high: '39.5' }), row({ place: '441900' }, '10')]).get('extremes')
    expect(text).toBe('Highest: Shenzhen: 4 billion yuan. At the printed digits it cannot be told apart from Guangzhou. Lowest: Dongguan: 1 billion yuan.')
  })

  const trends: readonly [string, string, string, string][] = [
    ['up', '10', '12', 'Shenzhen: up from 1 billion yuan in 2022 to 1.2 billion yuan in 2023.'],
    ['down', '12', '10', 'Shenzhen: down from 1.2 billion yuan in 2022 to 1 billion yuan in 2023.'],
    ['neither', '10', '10.4', 'Shenzhen: 1 billion yuan in 2022 and 1.04 billion yuan in 2023; at the printed digits neither up nor down.'],
  ]
  test.each(trends)('%s', (_, before, after, text) => {
    const at = (year: string, value: string): ChartRow => row({ year, place: '440300' }, value, { low: String(Number(value) - 0.5), high: String(Number(value) + 0.5) })
    expect(said([at('2022', before), at('2023', after)], 'lines').get('trend')).toBe(text)
  })
})

describe('parts and wholes', () => {
  const share = (values: readonly (string | null)[], total?: Partial<ChartRow>) => {
    const rows = values.map((value, index) => row({ year: '2023', place: places(3).members[index]?.code ?? '' }, value, value === null ? {} : { low: String(Number(value) - 0.5), high: String(Number(value) + 0.5) }))
    const content = { measures: [trade], title: same('Trade'), dimensions: [years('2023'), places(3)], rows, ...(total === undefined ? {} : { totals: [{ ...row({ year: '2023' }, '0'), ...total }] }) }
    return new Map(describeChart(chartFrom('share', 'en', content), en).map(({ level, text }) => [level, text])).get('notes') ?? ''
  }
  test('thirds leave a tenth of a point', () => expect(share(['1', '1', '1'])).toContain('2023: the printed shares sum to 99.9; the other 0.1 points are rounding.'))
  test('a total that rounding explains', () => expect(share(['10', '20', '30'], { value: '61' })).toContain('2023: the parts and the total differ by 100 million yuan, by rounding.'))
  test('a total that rounding does not explain', () => expect(share(['10', '20', '30'], { value: '80' })).toContain('more than rounding explains'))
  // 80 ± 0.5 less 10 ± 0.5 and 20 ± 0.5: from 48.5 to 51.5.
  test('what missing cells must hold is an interval', () => expect(share(['10', '20', null], { value: '80', low: '79.5', high: '80.5' })).toContain('2023: the cells without a figure must hold 4.85–5.15 billion yuan together'))
  test('no total and a missing part', () => expect(share(['10', '20', null])).toContain('shares cannot be computed'))
})

describe('by keys', () => {
  const stops = walkOf(sampleChart('lines'), en)
  const go = (...keys: readonly WalkKey[]): string | undefined => stops[keys.reduce((from, key) => walkTo(stops, from, key), 0)]?.sentence

  test('begins with the whole', () => expect(stops[0]?.sentence).toMatch(/^Line chart: .* Walk with the arrow keys\.$/))
  const walks: readonly [readonly WalkKey[], string][] = [
    [['ArrowRight'], 'Shenzhen, the first year'],
    [['ArrowRight', 'ArrowRight', 'ArrowDown'], 'Guangzhou, the second year'],
    [['End'], 'Zhaoqing, the last year'],
  ]
  const sentences: Readonly<Record<string, string>> = {
    'Shenzhen, the first year': '2019, Shenzhen: 2.98 trillion yuan; the printed digits stand for 2.975–2.985 trillion yuan; number 1 of 8',
    'Guangzhou, the second year': '2020, Guangzhou: 1.0833 trillion yuan; the printed digits stand for 1.0783–1.0883 trillion yuan; number 3 of 7',
    'Zhaoqing, the last year': '2023, Zhaoqing: 44.8 billion yuan; the printed digits stand for 39.8–49.8 billion yuan; number 9 of 9',
  }
  test.each(walks)('%s', (keys, where) => expect(go(...keys)).toBe(sentences[where]))
  test('a missing cell is a stop too', () => expect(stops.find(({ sentence }) => sentence === '2020, Zhaoqing: no figure')).toBeDefined())
  test('a stop carries its source and receipt', () => expect(stops[1]).toMatchObject({ source: 'Sample, invented for the tests', receipt: 'r-440300-2019', series: '440300' }))
})

test('every sentence is there in four languages with the same holes', () => {
  const rows = parseCsvRows(readFileSync(new URL('../../data/messages/chart.csv', import.meta.url), 'utf8'))
  const holes = (text: string | undefined): string => [...(text ?? '').matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort().join(' ')
  for (const each of rows) for (const language of languages) expect([each['code'], holes(each[language])]).toEqual([each['code'], holes(each['en'])])
})
