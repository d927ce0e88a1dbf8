// Charts for the tests: numbers of our own making, labelled as samples; the places are real, the figures are not.
import { readFileSync } from 'node:fs'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import type { Label, Language } from '../../src/base/language.ts'
import { messagesFrom } from '../../src/base/message.ts'
import { chartOf, chartWords, type Chart, type ChartContent, type ChartKind, type ChartRow, type ChartWords, type Dimension, type Unit } from '../../src/domain/chart/index.ts'

export const messages = messagesFrom(parseCsvRows(readFileSync(new URL('../../data/messages/chart.csv', import.meta.url), 'utf8')))

export function wordsIn(language: Language): ChartWords {
  return chartWords(messages, language)
}

export const label = (hans: string, hant: string, en: string, pt: string): Label => ({ 'zh-Hans': hans, 'zh-Hant': hant, en, pt })
export const same = (text: string): Label => label(text, text, text, text)

export const yuan: Unit = { id: 'CNY', power: 8, label: label('元', '元', 'yuan', 'yuans') }
export const trade = { id: 'total', label: label('进出口', '進出口', 'Total trade', 'Comércio total'), unit: yuan }
export const growth = { id: 'growth', label: label('同比', '按年變動', 'Growth', 'Variação homóloga'), unit: { id: 'percent', power: 0, label: same('%'), sign: '%' } }

const cities = [
  ['440300', '深圳', '深圳', 'Shenzhen'],
  ['440100', '广州', '廣州', 'Guangzhou'],
  ['441900', '东莞', '東莞', 'Dongguan'],
  ['440600', '佛山', '佛山', 'Foshan'],
  ['441300', '惠州', '惠州', 'Huizhou'],
  ['440400', '珠海', '珠海', 'Zhuhai'],
  ['442000', '中山', '中山', 'Zhongshan'],
  ['440700', '江门', '江門', 'Jiangmen'],
  ['441200', '肇庆', '肇慶', 'Zhaoqing'],
  ['810000', '香港', '香港', 'Hong Kong'],
  ['820000', '澳门', '澳門', 'Macao'],
] as const
const portuguese: Readonly<Record<string, string>> = { '440100': 'Cantão', '820000': 'Macau' }

export const places = (count: number): Dimension => ({
  id: 'place',
  label: label('城市', '城市', 'city', 'cidade'),
  members: cities.slice(0, count).map(([code, hans, hant, en]) => ({ code, label: label(hans, hant, en, portuguese[code] ?? en) })),
})

export const years = (...list: readonly string[]): Dimension => ({ id: 'year', label: label('年份', '年份', 'year', 'ano'), members: list.map((code) => ({ code, label: same(code) })) })

export const row = (at: Readonly<Record<string, string>>, value: string | null, more: Partial<ChartRow> = {}): ChartRow => ({ at, value, source: 'Sample, invented for the tests', receipt: `r-${Object.values(at).join('-')}`, ...more })

/** Rounded figures carry the interval of their last digit, half of it either way. */
const seeds = [29800, 10000, 13800, 4800, 2700, 2900, 2400, 1400, 400, 60000, 1200]
function matrix(count: number, list: readonly string[]): readonly ChartRow[] {
  return places(count).members.flatMap(({ code }, city) =>
    list.map((year, step) => {
      const value = (seeds[city] ?? 0) + step * Math.round((seeds[city] ?? 0) / (9 + city * 3)) * (city === 2 ? -1 : 1)
      const isMissing = (city === 8 && step < 2) || (city === 6 && step === 1)
      const more = city === 1 && step === list.length - 1 ? { mark: 'estimated' as const } : city === 3 ? { mark: 'simulated' as const } : {}
      return isMissing ? row({ place: code, year }, null) : row({ place: code, year }, String(value), { low: String(value - 50), high: String(value + 50), ...more })
    }),
  )
}

const span = ['2019', '2020', '2021', '2022', '2023']
/** In the three years where every city is known the sum is 20 less, which rounding explains. */
const totals = ['68900', '73100', '75998', '79477', '85026']
const title = (text: string): Label => label(`${text}：九市进出口（样例，非真实数字）`, `${text}：九市進出口（樣例，非真實數字）`, `${text}: trade of the nine cities, a sample of invented figures`, `${text}: comércio das nove cidades, amostra com valores inventados`)
const scope = label('2019—2023年，九市', '2019—2023年，九市', '2019 to 2023, nine cities', '2019 a 2023, nove cidades')
const base = { measures: [trade], scope }
const at2023 = (count: number): readonly ChartRow[] => matrix(count, span).filter(({ at }) => at['year'] === '2023').map(({ at, ...rest }) => ({ ...rest, at: { place: at['place'] ?? '' } }))

const ends: Dimension = { id: 'to', label: label('目的地', '目的地', 'destination', 'destino'), members: [['SK', '蛇口', '蛇口', 'Shekou'], ['NS', '南沙', '南沙', 'Nansha'], ['EU', '欧洲', '歐洲', 'Europe'], ['AM', '美洲', '美洲', 'Americas']].map(([code = '', a = '', b = '', c = '']) => ({ code, label: label(a, b, c, c) })) }
const flows = [['442000', 'SK', '500'], ['440600', 'SK', '820'], ['440600', 'NS', '400'], ['441200', 'NS', '160'], ['440700', 'SK', '90'], ['SK', 'EU', '900'], ['SK', 'AM', '510'], ['NS', 'EU', '260'], ['NS', 'AM', '300']]

export const contents: Readonly<Record<ChartKind, ChartContent>> = {
  lines: { ...base, title: title('Lines'), dimensions: [years(...span), places(9)], rows: matrix(9, span) },
  share: { ...base, title: title('Share'), dimensions: [years(...span), places(9)], rows: matrix(9, span), totals: span.map((year, step) => row({ year }, totals[step] ?? '', { low: String(Number(totals[step]) - 50), high: String(Number(totals[step]) + 50) })) },
  area: { ...base, title: title('Area'), dimensions: [years(...span), places(9)], rows: matrix(9, span), totals: span.map((year, step) => row({ year }, totals[step] ?? '')) },
  bars: { ...base, title: title('Bars'), dimensions: [places(9)], rows: [...at2023(8), row({ place: '441200' }, null)] },
  treemap: { ...base, title: title('Treemap'), dimensions: [places(9)], rows: at2023(9) },
  slope: { ...base, title: title('Slope'), dimensions: [years('2019', '2023'), places(9)], rows: matrix(9, span).filter(({ at }) => at['year'] === '2019' || at['year'] === '2023') },
  scatter: { ...base, title: title('Scatter'), measures: [trade, growth], dimensions: [places(9)], rows: [...at2023(9), ...places(9).members.map(({ code }, index) => row({ place: code }, ['5.9', '-0.3', '-7.9', '3.1', null, '1.8', '2.2', '0.4', '12.5'][index] ?? null, { measure: 'growth' }))] },
  heat: { ...base, title: title('Heat'), dimensions: [years(...span), places(9)], rows: matrix(9, span) },
  flow: { ...base, title: title('Flow'), dimensions: [{ ...places(9), id: 'from', members: [...places(9).members, ...ends.members.slice(0, 2)] }, ends], rows: flows.map(([from = '', to = '', value = '']) => row({ from, to }, value)) },
  map: { ...base, title: title('Map'), dimensions: [places(11)], rows: [...at2023(11).filter(({ at }) => at['place'] !== '441300'), row({ place: '441300' }, null)] },
}

export function chartFrom(kind: ChartKind, language: Language, content: ChartContent, more: { readonly top?: number; readonly focus?: readonly string[]; readonly order?: 'given' | 'value' } = {}): Chart {
  const made = chartOf({ version: 1, kind, language, order: more.order ?? 'value', focus: more.focus ?? [], ...(more.top === undefined ? {} : { top: more.top }), data: { content } })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value
}

export function sampleChart(kind: ChartKind, language: Language = 'en', more: Parameters<typeof chartFrom>[3] = {}): Chart {
  return chartFrom(kind, language, contents[kind], more)
}
