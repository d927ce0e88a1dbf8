// The specification: what is refused and how it is said, and the same state in an address and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { renderIssue } from '../../src/base/message.ts'
import { chartKinds, chartOf, decodeSpec, encodeSpec, orders, readSpec, type ChartKind, type ChartSpec } from '../../src/domain/chart/index.ts'
import { contents, messages, row, sampleChart, years } from './samples.ts'

const specOf = (kind: ChartKind): ChartSpec => ({ version: 1, kind, language: 'en', order: 'value', focus: [], data: { content: contents[kind] } })

describe('reading', () => {
  test.each(chartKinds)('%s goes through JSON', (kind) => {
    const read = readSpec(JSON.parse(JSON.stringify(specOf(kind))))
    expect(read).toEqual({ ok: true, value: specOf(kind) })
    expect(chartOf(specOf(kind)).ok).toBe(true)
  })

  const good = specOf('bars')
  const content = contents.bars
  const wrong: readonly [string, unknown, string, string][] = [
    ['nothing', null, '', 'chart_not_object'],
    ['another version', { ...good, version: 2 }, 'version', 'chart_version'],
    ['an unknown kind', { ...good, kind: 'pie' }, 'kind', 'chart_not_one_of'],
    ['a field too many', { ...good, colour: 'red' }, 'colour', 'chart_unknown_field'],
    ['no data', { ...good, data: {} }, 'data', 'chart_data_missing'],
    ['both data', { ...good, data: { content, query: {} } }, 'data', 'chart_data_missing'],
    ['top 0', { ...good, top: 0 }, 'top', 'chart_not_in_range'],
    ['a number for a decimal', { ...good, data: { content: { ...content, rows: [{ ...content.rows[0], value: 1.5 }] } } }, 'data.content.rows[0].value', 'chart_not_decimal'],
    ['a thousands comma', { ...good, data: { content: { ...content, rows: [{ ...content.rows[0], value: '1,500' }] } } }, 'data.content.rows[0].value', 'chart_not_decimal'],
    ['a title in one language', { ...good, data: { content: { ...content, title: { en: 'x' } } } }, 'data.content.title', 'chart_label_incomplete'],
  ]
  test.each(wrong)('%s', (_, json, path, code) => {
    const read = readSpec(json)
    expect(read.ok ? [] : read.issues.map((each) => [each.path, each.code])).toEqual([[path, code]])
  })

  const broken: readonly [string, ChartSpec, string][] = [
    ['two dimensions for bars', { ...good, data: { content: contents.lines } }, 'chart_dimensions_wrong'],
    ['three years in a slope', { ...specOf('slope'), data: { content: contents.lines } }, 'chart_slope_needs_two'],
    ['one measure for a scatter', { ...specOf('scatter'), data: { content } }, 'chart_measures_wrong'],
    ['two figures for a cell', { ...good, data: { content: { ...content, rows: [row({ place: '440300' }, '1'), row({ place: '440300' }, '2')] } } }, 'chart_cell_twice'],
    ['a place that is not listed', { ...good, data: { content: { ...content, rows: [row({ place: '999999' }, '1')] } } }, 'chart_member_unknown'],
    ['half an interval', { ...good, data: { content: { ...content, rows: [row({ place: '440300' }, '1', { low: '0' })] } } }, 'chart_interval_half'],
    ['a value outside its interval', { ...good, data: { content: { ...content, rows: [row({ place: '440300' }, '5', { low: '1', high: '2' })] } } }, 'chart_interval_order'],
    ['a part below zero', { ...specOf('treemap'), data: { content: { ...content, rows: [row({ place: '440300' }, '-1')] } } }, 'chart_below_zero'],
    ['a flow in a circle', { ...specOf('flow'), data: { content: { ...contents.flow, dimensions: [{ ...years('A', 'B'), id: 'from' }, { ...years('A', 'B'), id: 'to' }], rows: [row({ from: 'A', to: 'B' }, '1'), row({ from: 'B', to: 'A' }, '1')] } } }, 'chart_flow_circle'],
    ['no answer to a query', { ...good, data: { query: { name: 'q', measures: ['m'], by: ['place'], select: {} } } }, 'chart_content_missing'],
  ]
  test.each(broken)('%s', (_, spec, code) => {
    const made = chartOf(spec)
    expect(made.ok ? [] : made.issues.map((each) => each.code)).toContain(code)
  })

  test('every refusal has a sentence in four languages', () => {
    const issues = [...wrong.map(([, json]) => readSpec(json)), ...broken.map(([, spec]) => chartOf(spec)), ...badAddresses.map(([, text]) => decodeSpec(text))].flatMap((read) => (read.ok ? [] : read.issues))
    expect(issues.length).toBeGreaterThan(wrong.length + broken.length)
    for (const each of issues) for (const language of languages) expect(renderIssue(each, messages, language).reason).not.toMatch(/[{}]|^chart_/)
  })
})

const address = 'v=1&kind=lines&q=city-trade&m=total&by=year,place&in.place=440300,440100&in.year=2019..2023&top=5&focus=440300'
const badAddresses: readonly [string, string, string][] = [
  ['no version', 'kind=lines&q=a&m=b&by=c', 'chart_version'],
  ['a newer version', address.replace('v=1', 'v=9'), 'chart_address_newer'],
  ['an unknown parameter', `${address}&colour=red`, 'chart_address_unknown'],
  ['a parameter twice', `${address}&top=6`, 'chart_address_twice'],
  ['cut in the middle of a character', `${address}&lang=%E4%B`, 'chart_address_broken'],
  ['no query', address.replace('q=city-trade&', ''), 'chart_address_missing'],
  ['an unknown kind', address.replace('lines', 'pie'), 'chart_not_one_of'],
  ['a top that is no number', address.replace('top=5', 'top=five'), 'chart_not_in_range'],
  ['too long', `${address}&in.x=${'a'.repeat(4000)}`, 'chart_address_long'],
]

describe('the address', () => {
  const spec: ChartSpec = {
    version: 1,
    kind: 'lines',
    language: 'en',
    order: 'value',
    top: 5,
    focus: ['440300'],
    data: { query: { name: 'city-trade', measures: ['total'], by: ['year', 'place'], select: { year: ['2019..2023'], place: ['440300', '440100'] } } },
  }
  test('can be read, and leaves defaults out', () => expect(encodeSpec(spec)).toEqual({ ok: true, value: address }))
  test('comes back', () => expect(decodeSpec(`?${address}`)).toEqual({ ok: true, value: spec }))
  test.each(badAddresses)('%s', (_, text, code) => {
    const read = decodeSpec(text)
    expect(read.ok ? [] : read.issues.map((each) => each.code)).toContain(code)
  })
  test('rows do not go into an address', () => expect(encodeSpec(specOf('bars')).ok).toBe(false))

  test('an old address is brought to the present version step by step', () => {
    // Planted: a version 2 that calls the query "query" and a version 3 that calls it "q" again.
    const planted = {
      1: (parameters: ReadonlyMap<string, string>) => new Map([...parameters].map(([name, value]) => [name === 'q' ? 'query' : name, value] as const)),
      2: (parameters: ReadonlyMap<string, string>) => new Map([...parameters].map(([name, value]) => [name === 'query' ? 'q' : name, value] as const)),
    }
    expect(decodeSpec(address, planted, 3)).toEqual({ ok: true, value: spec })
    const halfWay = decodeSpec(address, planted, 2)
    expect(halfWay.ok ? [] : halfWay.issues.map((each) => each.code)).toEqual(['chart_address_unknown', 'chart_address_missing'])
  })

  test('any state comes back the same, and its address is the same again', () => {
    const code = fc.stringMatching(/^[\w.:@-]{1,12}$/)
    const list = fc.array(code, { minLength: 1, maxLength: 4 })
    const any = fc.record({
      version: fc.constant(1 as const),
      kind: fc.constantFrom(...chartKinds),
      language: fc.constantFrom(...languages),
      order: fc.constantFrom(...orders),
      focus: fc.array(code, { maxLength: 3 }),
      data: fc.record({ query: fc.record({ name: code, measures: list, by: list, select: fc.dictionary(code, list, { maxKeys: 4 }) }) }),
    })
    fc.assert(
      fc.property(any, fc.option(fc.integer({ min: 1, max: 999 }), { nil: undefined }), (frame, top) => {
        const state: ChartSpec = top === undefined ? frame : { ...frame, top }
        const text = encodeSpec(state)
        const back = text.ok ? decodeSpec(text.value) : text
        expect(back.ok ? JSON.parse(JSON.stringify(back.value)) : back).toEqual(JSON.parse(JSON.stringify(state)))
        if (back.ok) expect(encodeSpec(back.value)).toEqual(text)
      }),
    )
  })

  test('any text gets an answer', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (text) => void decodeSpec(text)))
  })
})

test('samples are charts', () => expect(chartKinds.map((kind) => sampleChart(kind).kind)).toEqual([...chartKinds]))
