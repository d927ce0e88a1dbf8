// The claims of the article that Lingding starts from, restated in our own words, and what becomes of them; the names C1 to
// C13 are those of the list of claims. The figures are those that ship.
import { describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/domain/story/index.ts'
import { check, shown } from './checking.ts'

const english = `Since the Outline Development Plan came out five years ago, the trade of the nine mainland cities has gone beyond RMB 35 trillion.

According to customs, imports and exports of the nine cities between 2019 and 2023 added up to RMB 37.34 trillion, more than 95 percent of the total of Guangdong.

Exports of the new three by the nine cities from 2019 to 2023 came to RMB 404.71 billion.

Among them, Shenzhen accounted for 45.8 percent of the total over the five years, nearly 50 percent every year.

Guangdong Province produced 2.53 million new energy vehicles in 2023. Of every four new energy vehicles made in China that year, one came from Guangdong. In 2023 the foreign trade of the nine cities was 7.95 trillion yuan, up 0.4 percent.

In 2023, Combined Ports and One Port Pass had 57 routes and moved over 480,000 containers of goods. Single Submission cuts the items to fill in by more than 50 percent. So far the Single E-Lock Scheme links seven cross-border ports in 18 cities. With the lock, customs clearance takes over 50 percent less time.

As of 22 February, the bridge's customs had inspected over 1.78 million single-plate cars. In 2023 Guangdong formed new industrial clusters of one trillion yuan and of 500 billion yuan.`

const chinese = `规划纲要发布实施五年来，珠三角九市外贸进出口突破35万亿元。2019年至2023年，九市进出口合计37.34万亿元，占全省的比重超过95%，其中出口23.37万亿元，进口13.97万亿元。

“新三样”出口方面，2019年至2023年九市合计出口4047.1亿元，其中锂电池3444.8亿元、电动载人汽车416.8亿元、太阳能电池185.5亿元。

2019年至2023年，深圳占九市外贸总值的45.8%，每年都接近五成。

2023年，广东新能源汽车产量253万辆，全国每四辆新能源汽车就有一辆产自广东。2023年，九市进出口7.95万亿元，增长0.4%；其中出口5.23万亿元，增长5.23%，进口2.71万亿元，下降4.3%。

组合港、一港通航线累计57条，2023年运送货物逾48万标箱，增长40.6%。目前，跨境一锁已连通七个口岸、18个城市。`

const portuguese = `De 2019 a 2023, o comércio externo das nove cidades somou 37,34 biliões de yuans, mais de 95 por cento do comércio externo de Guangdong. As exportações dos novos três das nove cidades, de 2019 a 2023, foram de 404,71 mil milhões de yuans. Destas, Shenzhen representou 45,8 por cento do total e quase 50 por cento todos os anos.

Em 2023, o comércio externo das nove cidades foi de 7,95 biliões de yuans, mais 0,4 por cento. Em 2023, os Portos Combinados e o Passe de Porto Único movimentaram mais de 480 000 contentores. O cadeado electrónico único abrange até à data sete postos em 18 cidades.`

type Expected = readonly [claim: string, text: string, verdict: string]

const inEnglish: readonly Expected[] = [
  ['C1 the threshold', 'beyond RMB 35 trillion', 'recomputes'],
  ['C2 the five years', 'RMB 37.34 trillion', 'recomputes'],
  ['C3 of the province', 'more than 95 percent', 'recomputes'],
  ['C4 the new three', 'RMB 404.71 billion', 'recomputes'],
  ['C5 a share of the total trade, told of the new three', '45.8 percent', 'wrong subject'],
  ['C5c every year', 'nearly 50 percent', 'inconsistent'],
  ['C6 vehicles made', '2.53 million new energy vehicles', 'recomputes'],
  ['C6b one in four', 'Of every four new energy vehicles made in China that year, one', 'recomputes'],
  ['C7 the year', '7.95 trillion yuan', 'recomputes'],
  ['C7b its growth, base not published', '0.4 percent', 'cannot be recomputed, consistent'],
  ['C8 a stock told as of the year', '57 routes', 'wrong subject'],
  ['C8b containers for TEU', 'over 480,000 containers of goods', 'wrong unit'],
  ['C9 items, basis not published', 'more than 50 percent', 'cannot be recomputed'],
  ['C10 ports', 'seven cross-border ports', 'recomputes'],
  ['C10c cities', '18 cities', 'recomputes'],
  ['C10b time saved, no baseline', 'over 50 percent', 'cannot be recomputed'],
  ['C11 crossings told as cars', 'over 1.78 million single-plate cars', 'wrong unit'],
  ['C13 clusters', 'one trillion yuan', 'cannot be recomputed'],
  ['C13 clusters', '500 billion yuan', 'cannot be recomputed'],
]

const inChinese: readonly Expected[] = [
  ['C1', '突破35万亿元', 'recomputes'],
  ['C2', '37.34万亿元', 'recomputes'],
  ['C3', '超过95%', 'recomputes'],
  ['C2 exports', '23.37万亿元', 'recomputes'],
  ['C2 imports', '13.97万亿元', 'recomputes'],
  ['C4', '4047.1亿元', 'recomputes'],
  ['C4 lithium', '3444.8亿元', 'recomputes'],
  ['C4 vehicles', '416.8亿元', 'recomputes'],
  ['C4 solar', '185.5亿元', 'recomputes'],
  ['C5 as the original has it', '45.8%', 'recomputes'],
  ['C5c', '接近五成', 'inconsistent'],
  ['C6', '253万辆', 'recomputes'],
  ['C6b', '每四辆新能源汽车就有一辆', 'recomputes'],
  ['C7', '7.95万亿元', 'recomputes'],
  ['C7b', '0.4%', 'cannot be recomputed, consistent'],
  ['exports of the year', '5.23万亿元', 'recomputes'],
  ['growth with the digits of the level', '5.23%', 'inconsistent'],
  ['imports of the year', '2.71万亿元', 'recomputes'],
  ['their growth', '4.3%', 'cannot be recomputed, consistent'],
  ['C8 as a stock', '57条', 'recomputes'],
  ['C8b in TEU', '逾48万标箱', 'recomputes'],
  ['C8b growth', '40.6%', 'cannot be recomputed, consistent'],
  ['C10', '七个口岸', 'recomputes'],
  ['C10c', '18个城市', 'recomputes'],
]

const inPortuguese: readonly Expected[] = [
  ['C2', '37,34 biliões de yuans', 'recomputes'],
  ['C3', 'mais de 95 por cento', 'recomputes'],
  ['C4', '404,71 mil milhões de yuans', 'recomputes'],
  ['C5', '45,8 por cento', 'wrong subject'],
  ['C5c', 'quase 50 por cento', 'inconsistent'],
  ['C7', '7,95 biliões de yuans', 'recomputes'],
  ['C7b', '0,4 por cento', 'cannot be recomputed, consistent'],
  ['C8b', 'mais de 480 000 contentores', 'wrong unit'],
  ['C10', 'sete postos', 'recomputes'],
  ['C10c', '18 cidades', 'recomputes'],
]

describe.each([
  ['in English', english, inEnglish],
  ['in Chinese', chinese, inChinese],
  ['in Portuguese', portuguese, inPortuguese],
] as const)('the article %s', (_, text, expected) => {
  const { numbers } = check(text)
  test('has these numbers and no others', () => expect(numbers.map((each) => each.claim.quantity.text)).toEqual(expected.map(([, printed]) => printed)))
  test.each(expected.map(([claim, printed, verdict], index) => ({ claim, printed, verdict, index })))('$claim: $printed $verdict', ({ verdict, index }) => {
    const number = numbers[index]
    expect(number && told(number), number && shown(number)).toBe(verdict)
  })
})

function told({ verdict, isConsistent }: CheckedClaim): string {
  return isConsistent ? `${verdict}, consistent` : verdict
}

describe('what stands beside the verdicts', () => {
  const { numbers } = check(english)
  const of = (text: string): CheckedClaim | undefined => numbers.find((each) => each.claim.quantity.text === text)
  const params = (text: string, code: string): Readonly<Record<string, string | number>> | undefined => of(text)?.working.find((each) => each.code === code)?.params

  test('C2: exports and imports add up, and 14 of 45 city-years are missing', () => {
    expect(params('RMB 37.34 trillion', 'story_by_parts')).toMatchObject({ terms: '23370000000000 + 13970000000000', value: '37340000000000' })
    expect(params('RMB 37.34 trillion', 'story_missing_cells')).toMatchObject({ missing: 14, count: 45 })
  })

  test('C5: 45.81 to 45.88 percent of all trade; read of the new three it leaves 30.3 billion for three years', () => {
    expect(params('45.8 percent', 'story_share_of_other')).toMatchObject({ low: '45.81', high: '45.88', wholeMeasure: '#measure.total' })
    expect(params('45.8 percent', 'story_implied_rest')).toMatchObject({ rest: '30308905168.04', years: 3 })
  })

  test('C5c: not with the five years of its own sentence', () => expect(of('nearly 50 percent')?.inconsistentWith).toEqual([4]))

  test('C3b: exports are proven over 95 percent, imports only consistent', () => {
    const [exports, imports] = check('2019年至2023年，九市出口占全省出口的比重超过95%。\n\n2019年至2023年，九市进口占全省进口的比重超过95%。').numbers
    expect([exports && told(exports), imports && told(imports)]).toEqual(['recomputes', 'cannot be recomputed, consistent'])
  })

  test('equal digits prove nothing: the part of solar cells is 4.58 percent, not 45.8', () => {
    const [number] = check('Solar cells made up 45.8 percent of the new three exported by the nine cities from 2019 to 2023.').numbers
    expect(number?.verdict).toBe('differs')
    expect(number?.working.at(-1)).toEqual({ code: 'story_slip', params: { factor: '1/10' } })
  })
})

describe('errors of published pages', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['2 growth with the digits of the level', '2023年，九市进出口7.95万亿元，增长0.4%；出口5.23万亿元，增长5.23%，进口2.71万亿元，下降4.3%。', '5.23%', 'inconsistent'],
    ['3 lithium called vehicles', 'Shenzhen exported electric passenger vehicles worth 60.24 billion yuan from January to November 2023.', '60.24 billion yuan', 'wrong subject'],
    ['4 the total of 2020 called that of 2019', 'Guangdong\'s foreign trade was 7.08 trillion yuan in 2019.', '7.08 trillion yuan', 'wrong subject'],
    ['5 growth of lithium and solar in each other\'s place', 'In the first quarter of 2023 exports of solar cells from Guangdong rose 50.5 percent.', '50.5 percent', 'differs'],
    ['6 a digit lost, told with its share', '2023年，广东新能源汽车产量25.318万辆。', '25.318万辆', 'differs'],
    ['7 a decimal point lost', '2023年，港珠澳大桥口岸单牌车通行1395万辆次。', '1395万辆次', 'differs'],
    ['8 exports and imports in each other\'s place', 'In 2021 Dongguan exported goods worth 569 billion yuan.', '569 billion yuan', 'wrong subject'],
    ['8 another currency', 'The foreign trade of the nine cities was 7.95 trillion US dollars in 2023.', '7.95 trillion US dollars', 'wrong unit'],
    ['growth across releases', 'Shenzhen\'s foreign trade grew 5.4 percent in 2023.', '5.4 percent', 'differs'],
    ['growth as published, base revised since', 'Shenzhen\'s foreign trade grew 5.9 percent in 2023.', '5.9 percent', 'cannot be recomputed, consistent'],
  ]
  test.each(cases)('%s', (_, text, printed, verdict) => {
    const number = check(text).numbers.find((each) => each.claim.quantity.text === printed)
    expect(number && told(number), number && shown(number)).toBe(verdict)
  })
})
