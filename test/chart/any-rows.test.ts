// Whatever the rows are: no broken number in a picture, bars and tiles in proportion, no text over another, every cell
// reachable by keys.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDecimal, type Decimal } from '../../src/base/decimal.ts'
import { languages, type Label } from '../../src/base/language.ts'
import { chartKinds, chartOf, chartSvg, describe as describeChart, drawChart, kinds, orders, themes, walkKeys, walkOf, walkTo, type Chart, type ChartContent, type ChartKind, type Dimension } from '../../src/domain/chart/index.ts'
import { bodyOf, datumMarks, readSvg, textFaults } from './scene-reading.ts'
import { growth, row, same, trade, wordsIn } from './samples.ts'

const name = fc.oneof(fc.constantFrom('深圳', 'Guangzhou', 'Região Administrativa Especial de Macau', '香港特別行政區', 'x'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 }))
const label = name.map((text): Label => same(text))

const digits = (partsOnly: boolean) =>
  fc.record({ units: fc.bigInt({ min: partsOnly ? 0n : -(10n ** 14n), max: 10n ** 14n }), scale: fc.integer({ min: 0, max: 4 }) }).map((value: Decimal) => value)

const cell = (partsOnly: boolean) =>
  fc.option(
    fc.record({ value: digits(partsOnly), spread: fc.option(fc.bigInt({ min: 0n, max: 10n ** 13n }), { nil: undefined }), mark: fc.constantFrom(undefined, undefined, 'estimated' as const, 'simulated' as const) }),
    { nil: null, freq: 5 },
  )

function dimension(id: string, least: number, most: number): fc.Arbitrary<Dimension> {
  return fc.array(label, { minLength: least, maxLength: most }).map((labels) => ({ id, label: same(id), members: labels.map((each, index) => ({ code: `${id}${index}`, label: each })) }))
}

function anyChart(kind: ChartKind): fc.Arbitrary<Chart> {
  const { dimensions: names, partsOnly, measures } = kinds[kind]
  const across = kind === 'slope' ? dimension('a', 2, 2) : dimension('a', 1, 9)
  const dimensions = names.length === 1 ? fc.tuple(across) : fc.tuple(across, dimension('b', 1, 9))
  const frame = fc.record({ title: label, order: fc.constantFrom(...orders), top: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }), focus: fc.subarray(['a0', 'a1', 'b0', 'b2']), language: fc.constantFrom(...languages) })
  return fc.tuple(dimensions, frame, fc.array(cell(partsOnly), { minLength: 90, maxLength: 90 })).map(([dims, { title, order, top, focus, language }, cells]) => {
    const used = measures === 2 ? [trade, growth] : [trade]
    const places = dims.reduce<readonly Record<string, string>[]>((all, each) => all.flatMap((at) => each.members.map(({ code }) => ({ ...at, [each.id]: code }))), [{}])
    const rows = used.flatMap((measure, step) =>
      places.flatMap((at, index) => {
        const found = cells[(index + step * 7) % cells.length]
        if (found === undefined || (found === null && index % 2 === 0)) return []
        if (found === null) return [row(at, null, { measure: measure.id })]
        const { value, spread, mark } = found
        const low = value.units - (spread ?? 0n)
        const ends = spread === undefined ? {} : { low: formatDecimal({ ...value, units: partsOnly && low < 0n ? 0n : low }), high: formatDecimal({ ...value, units: value.units + spread }) }
        return [row(at, formatDecimal(value), { measure: measure.id, ...ends, ...(mark === undefined ? {} : { mark }) })]
      }),
    )
    const content: ChartContent = { title, measures: used, dimensions: dims, rows }
    const made = chartOf({ version: 1, kind, language, order, focus, ...(top === undefined ? {} : { top }), data: { content } })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    return made.value
  })
}

const widths = fc.integer({ min: 320, max: 1200 })
const runs = { numRuns: 30 }

test.each(chartKinds)('%s: numbers are numbers, every cell has a title, no text lies over another', (kind) => {
  fc.assert(
    fc.property(anyChart(kind), widths, fc.constantFrom(...themes), (chart, width, theme) => {
      const words = wordsIn(chart.language)
      const { scene, arrangement } = drawChart(chart, words, { width, theme })
      const svg = readSvg(chartSvg(chart, words, { width, theme, id: 'c' }))
      for (const text of svg.numbers) expect(text).not.toMatch(/NaN|Infinity|undefined/)
      expect(svg.titles.size).toBe(arrangement.data.length)
      expect(textFaults(scene)).toEqual([])
      for (const each of describeChart(chart, words)) expect(each.text).not.toMatch(/chart\.\w|undefined|NaN/)
    }),
    runs,
  )
})

test.each(chartKinds)('%s: every cell is reached by keys, and every key leads somewhere', (kind) => {
  fc.assert(
    fc.property(anyChart(kind), (chart) => {
      const stops = walkOf(chart, wordsIn(chart.language))
      const seen = new Set([0])
      const queue = [0]
      for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
        for (const key of walkKeys) {
          const to = walkTo(stops, from, key)
          expect(stops[to]).toBeDefined()
          if (!seen.has(to)) queue.push(to)
          seen.add(to)
        }
      }
      expect(seen.size).toBe(stops.length)
      expect(new Set(stops.map(({ id }) => id)).size).toBe(stops.length)
    }),
    runs,
  )
})

test('bars are in proportion within half a pixel', () => {
  fc.assert(
    fc.property(anyChart('bars'), widths, (chart, width) => {
      const { scene, arrangement } = drawChart(chart, wordsIn(chart.language), { width, theme: 'light' })
      const known = datumMarks(scene).flatMap((mark) => {
        const value = arrangement.data[mark.datum]?.figure.value
        return value === undefined ? [] : [{ value: Math.abs(Number(formatDecimal(value))), width: bodyOf(mark)?.width ?? 0 }]
      })
      const largest = known.reduce((most, each) => (each.value > most.value ? each : most), { value: 0, width: 0 })
      for (const { value, width: pixels } of known) expect(Math.abs(pixels - (largest.value === 0 ? 0 : (value / largest.value) * largest.width))).toBeLessThan(0.5)
    }),
    runs,
  )
})

test('tiles have areas in proportion, and together fill the picture', () => {
  fc.assert(
    fc.property(anyChart('treemap'), widths, (chart, width) => {
      const { scene, arrangement } = drawChart(chart, wordsIn(chart.language), { width, theme: 'light' })
      const tiles = datumMarks(scene).flatMap((mark) => {
        const value = arrangement.data[mark.datum]?.figure.value
        const body = bodyOf(mark)
        return value === undefined || value.units === 0n || body === undefined ? [] : [{ value: Number(formatDecimal(value)), area: body.width * body.height }]
      })
      const total = tiles.reduce((sum, { value }) => sum + value, 0)
      const area = tiles.reduce((sum, each) => sum + each.area, 0)
      for (const tile of tiles) expect(Math.abs(tile.area / area - tile.value / total)).toBeLessThan(1e-6)
    }),
    runs,
  )
})

test('columns of shares fill their height exactly when all parts are known', () => {
  const parts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(parts, widths, (values, width) => {
      const members = values.map((_, index) => ({ code: `p${index}`, label: same(`p${index}`) }))
      const content: ChartContent = { title: same('t'), measures: [trade], dimensions: [{ id: 'y', label: same('y'), members: [{ code: 'y', label: same('y') }] }, { id: 'p', label: same('p'), members }], rows: values.map((value, index) => row({ y: 'y', p: `p${index}` }, String(value))) }
      const made = chartOf({ version: 1, kind: 'share', language: 'en', order: 'given', focus: [], data: { content } })
      if (!made.ok) throw new Error('no chart')
      const { scene } = drawChart(made.value, wordsIn('en'), { width, theme: 'light' })
      const together = datumMarks(scene).reduce((sum, mark) => sum + (bodyOf(mark)?.height ?? 0), 0)
      expect(together).toBeCloseTo(Math.round(Math.min(Math.max((width - 24) * 0.5, 220), 400)), 6)
    }),
    runs,
  )
})
