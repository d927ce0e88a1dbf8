// Pictures: positions worked out by hand, every cell with its title, no text over another, and a few pictures as they are.
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { chartKinds, chartSvg, drawChart, themes, type ChartKind } from '../../src/domain/chart/index.ts'
import { linearScale, pointScale } from '../../src/domain/chart/scene/axis.ts'
import { spread } from '../../src/domain/chart/scene/label.ts'
import { contrastOf, inkOn, rampSteps } from '../../src/domain/chart/scene/paint.ts'
import { fitText, textWidth, wrapText } from '../../src/domain/chart/scene/text-size.ts'
import { bodyOf, datumMarks, plainMarks, readSvg, textFaults, texts } from './scene-reading.ts'
import { chartFrom, contents, places, row, sampleChart, same, trade, wordsIn, years } from './samples.ts'

const en = wordsIn('en')
const draw = (kind: ChartKind, width = 760) => drawChart(sampleChart(kind), en, { width, theme: 'light' })

describe('geometry by hand', () => {
  test('a scale from 0 to 100 on 200 pixels', () => {
    const scale = linearScale([0, 100], 300, 100, 4, 'en')
    expect([scale.at(0), scale.at(25), scale.at(100)]).toEqual([300, 250, 100])
    expect(scale.ticks.map(scale.print)).toEqual(['0', '20', '40', '60', '80', '100'])
  })

  test('ends become round, and zero is in when it is near', () => {
    expect(linearScale([2.98, 4.3], 0, 1, 5, 'en')).toMatchObject({ low: 2.8, high: 4.4 })
    expect(linearScale([1, 4.3], 0, 1, 5, 'en')).toMatchObject({ low: 0, high: 5 })
    expect(linearScale([-7.9, 12.5], 0, 1, 5, 'en')).toMatchObject({ low: -10, high: 15 })
    expect(linearScale([], 0, 1, 5, 'en')).toMatchObject({ low: 0, high: 1 })
  })

  test('years stand by their positions when they have them', () => {
    const members = [2019, 2020, 2023].map((position) => ({ code: String(position), label: same(String(position)), position }))
    expect(pointScale(members, 0, 400)).toEqual([0, 100, 400])
    expect(pointScale(members.map(({ code, label }) => ({ code, label })), 0, 400)).toEqual([0, 200, 400])
  })

  test('labels that want one height are spread around it', () => {
    expect(spread([10, 12, 14], 10, 0, 100)).toEqual([2, 12, 22])
    expect(spread([0, 0], 10, 0, 100)).toEqual([0, 10])
    expect(spread([50, 90], 10, 0, 100)).toEqual([50, 90])
    expect(spread([1, 2, 3], 10, 0, 10)).toEqual([0, 10, undefined])
  })

  test('a treemap of 3 to 1 on 316 by 220 pixels', () => {
    const content = { ...contents.treemap, dimensions: [places(2)], rows: [row({ place: '440300' }, '3'), row({ place: '440100' }, '1')] }
    const { scene } = drawChart(chartFrom('treemap', 'en', content), en, { width: 340, theme: 'light' })
    expect(datumMarks(scene).map((mark) => Math.round((bodyOf(mark)?.width ?? 0) * (bodyOf(mark)?.height ?? 0)))).toEqual([52140, 17380])
  })

  test('bars of 4, 2 and −1 start at zero and keep their proportion', () => {
    const content = { ...contents.bars, dimensions: [places(3)], rows: [row({ place: '440300' }, '4'), row({ place: '440100' }, '2'), row({ place: '441900' }, '-1')] }
    const bodies = datumMarks(drawChart(chartFrom('bars', 'en', content), en, { width: 600, theme: 'light' }).scene).map(bodyOf)
    const [a, b, c] = bodies
    expect(a?.x).toBe(b?.x)
    expect((c?.x ?? 0) + (c?.width ?? 0)).toBeCloseTo(a?.x ?? -1, 6)
    expect((a?.width ?? 0) / (b?.width ?? 1)).toBeCloseTo(2, 6)
    expect((a?.width ?? 0) / (c?.width ?? 1)).toBeCloseTo(4, 6)
  })

  test('a share column: 30 and 50 of a published 100 leave 20 for what is missing', () => {
    const rows = [row({ year: '2023', place: '440300' }, '50'), row({ year: '2023', place: '440100' }, '30'), row({ year: '2023', place: '441900' }, null)]
    const content = { ...contents.share, dimensions: [years('2023'), places(3)], rows, totals: [row({ year: '2023' }, '100')] }
    const { scene } = drawChart(chartFrom('share', 'en', content), en, { width: 600, theme: 'light' })
    const heights = datumMarks(scene).map((mark) => bodyOf(mark)?.height ?? 0)
    // The plot is half of 576 pixels high.
    expect(heights.map((height) => Math.round(height * 10) / 10)).toEqual([144, 86.4, 57.6])
    expect(texts(scene).map(({ text }) => text).join(' ')).toContain('2023: the cells without a figure must hold 2 billion yuan together (published total less the known cells).')
  })

  test('a share without a total and with a missing part is not drawn as if it were known', () => {
    const rows = [row({ year: '2023', place: '440300' }, '50'), row({ year: '2023', place: '440100' }, null)]
    const content = { measures: [trade], title: same('x'), dimensions: [years('2023'), places(2)], rows }
    const { scene } = drawChart(chartFrom('share', 'en', content), en, { width: 600, theme: 'light' })
    expect(datumMarks(scene).map((mark) => bodyOf(mark)?.fill)).toEqual(['missing', 'missing'])
  })

  test('a missing bar is hatched and has no length of its own', () => {
    const marks = datumMarks(draw('bars').scene)
    expect(bodyOf(marks.at(-1) ?? { type: 'datum', datum: 0, at: { x: 0, y: 0 }, marks: [] })).toMatchObject({ fill: 'missing', width: 26 })
  })

  test('an interval is a whisker from its low to its high end', () => {
    const content = { ...contents.bars, dimensions: [places(1)], rows: [row({ place: '440300' }, '50', { low: '25', high: '100' })] }
    const { scene } = drawChart(chartFrom('bars', 'en', content), en, { width: 600, theme: 'light' })
    const [mark] = datumMarks(scene)
    const body = mark === undefined ? undefined : bodyOf(mark)
    const whisker = mark?.marks.find((each) => each.type === 'path')
    const [, from, to] = /^M([\d.]+),[\d.]+L([\d.]+)/.exec(whisker?.type === 'path' ? whisker.d : '') ?? []
    expect(Number(from) - (body?.x ?? 0)).toBeCloseTo((body?.width ?? 0) / 2, 1)
    expect(Number(to) - (body?.x ?? 0)).toBeCloseTo((body?.width ?? 0) * 2, 1)
  })

  test('a line is broken where a figure is missing', () => {
    const rows = ['1', '2', null, '4', '5'].map((value, index) => row({ year: String(2019 + index) }, value))
    const content = { measures: [trade], title: same('x'), dimensions: [years('2019', '2020', '2021', '2022', '2023')], rows }
    const { scene } = drawChart(chartFrom('lines', 'en', content), en, { width: 600, theme: 'light' })
    const series = plainMarks(scene).find((mark) => mark.type === 'path' && mark.strokeWidth === 2.5)
    expect(series?.type === 'path' ? series.d.match(/M/g) : []).toHaveLength(2)
  })
})

describe.each(chartKinds)('%s', (kind) => {
  test.each([320, 480, 760, 1200])('at %d pixels: every cell is there once, and no text touches another or the edge', (width) => {
    for (const language of languages) {
      const { scene, arrangement } = drawChart(sampleChart(kind, language), wordsIn(language), { width, theme: 'light' })
      expect(textFaults(scene)).toEqual([])
      expect(datumMarks(scene).map(({ datum }) => datum).sort((a, b) => a - b)).toEqual(arrangement.data.map(({ index }) => index))
    }
  })

  test('is well-formed, and every cell has its sentence as a title', () => {
    const svg = chartSvg(sampleChart(kind), en, { width: 760, theme: 'light', id: 'c' })
    const { titles, elements } = readSvg(svg)
    expect(titles.size).toBe(draw(kind).arrangement.data.length)
    for (const title of titles.values()) expect(title).toMatch(/: .+/)
    expect(elements.get('script')).toBeUndefined()
    expect(svg).not.toContain('NaN')
  })

  test('is the same text each time', () => {
    const options = { width: 500, theme: 'dark', id: 'c' } as const
    expect(chartSvg(sampleChart(kind), en, options)).toBe(chartSvg(sampleChart(kind), en, options))
  })
})

describe('text', () => {
  test('hostile names stay text', () => {
    const content = { ...contents.bars, title: same('</title><script>alert(1)</script>\u0000'), dimensions: [{ ...places(1), members: [{ code: '440300', label: same('<b>&"\'') }] }], rows: [row({ place: '440300' }, '1')] }
    const svg = chartSvg(chartFrom('bars', 'en', content), en, { width: 400, theme: 'light', id: 'c' })
    expect(readSvg(svg).elements.get('script')).toBeUndefined()
    expect(readSvg(svg).elements.get('b')).toBeUndefined()
  })

  test('wraps words whole and Chinese not before its punctuation', () => {
    expect(wrapText('one two three', textWidth('one two', 10) + 1, 10)).toEqual(['one two', 'three'])
    expect(wrapText('深圳，广州。', textWidth('深圳', 10) + 1, 10)).toEqual(['深', '圳，', '广', '州。'])
    expect(fitText('Zhongshan', textWidth('Zhong…', 12), 12)).toBe('Zhong…')
    expect(fitText('Zhongshan', 5, 12)).toBeUndefined()
  })

  test.each(themes)('can be read on every fill, %s', (theme) => {
    const fills = [...Array.from({ length: 6 }, (_, step) => `grey-${step}` as const), ...Array.from({ length: rampSteps + 1 }, (_, step) => [`ramp-${step}`, `cold-${step}`] as const).flat(), 'accent' as const]
    for (const fill of fills) expect([fill, contrastOf(fill, inkOn(fill, theme), theme) >= 4.5]).toEqual([fill, true])
    for (const text of ['ink', 'second-ink', 'accent'] as const) expect(contrastOf(text, 'paper', theme)).toBeGreaterThanOrEqual(4.5)
    for (const line of ['line-0', 'line-1', 'line-2', 'accent'] as const) expect(contrastOf(line, 'paper', theme)).toBeGreaterThanOrEqual(3)
  })
})

describe('what is not shown is said', () => {
  test('top 3 of nine bars joins six, one of them without a figure', () => {
    const { arrangement, scene } = drawChart(sampleChart('bars', 'en', { top: 3 }), en, { width: 760, theme: 'light' })
    expect(arrangement.data.map(({ at }) => at[0]?.label.en)).toEqual(['Shenzhen', 'Guangzhou', 'Dongguan', 'Others'])
    expect(arrangement.data.at(-1)).toMatchObject({ joined: 6, figure: { missing: 1 } })
    expect(texts(scene).map(({ text }) => text)).toContain('Others: 6 joined.')
  })

  test('top 3 of nine lines leaves six out', () => {
    const { arrangement, scene } = drawChart(sampleChart('lines', 'en', { top: 3 }), en, { width: 760, theme: 'light' })
    expect(arrangement.leftOut).toBe(6)
    expect(texts(scene).map(({ text }) => text)).toContain('6 are not drawn; the table has them all.')
  })

  test('places that the schematic has not are named under it', () => {
    const content = { ...contents.map, dimensions: [{ ...places(2), members: [...places(2).members, { code: '445100', label: same('Chaozhou') }] }], rows: [row({ place: '440300' }, '2'), row({ place: '440100' }, '1'), row({ place: '445100' }, '1')] }
    const { scene } = drawChart(chartFrom('map', 'en', content), en, { width: 760, theme: 'light' })
    expect(texts(scene).map(({ text }) => text)).toContain('Not on the schematic: Chaozhou.')
  })
})

const small = { ...contents.bars, dimensions: [places(3)], rows: [row({ place: '440300' }, '4', { low: '3', high: '5' }), row({ place: '440100' }, '2', { mark: 'simulated' }), row({ place: '441900' }, null)] }
test.each([
  ['bars', 'en', small],
  ['share', 'zh-Hant', { ...contents.share, dimensions: [years('2023'), places(3)], rows: contents.share.rows.filter(({ at }) => at['year'] === '2023' && ['440300', '440100', '441900'].includes(at['place'] ?? '')) }],
  ['flow', 'pt', { ...contents.flow, rows: contents.flow.rows.slice(5) }],
] as const)('golden %s in %s', async (kind, language, content) => {
  const svg = chartSvg(chartFrom(kind, language, content), wordsIn(language), { width: 400, theme: 'light', id: 'golden' })
  await expect(`${svg}\n`).toMatchFileSnapshot(`golden/${kind}-${language}.svg`)
})
