// The table and its files: every row, exact, safe in a spreadsheet, and readable by a machine.
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../src/base/civil-date.ts'
import { chartCsv, chartCsvMetadata, chartKinds, chartSdmxCsv, citationOf, embedSnippet, tableOf } from '../../src/domain/chart/index.ts'
import { chartFrom, contents, row, sampleChart, same, wordsIn } from './samples.ts'

const en = wordsIn('en')

describe('the table', () => {
  test.each(chartKinds)('%s has every row, top n or not', (kind) => {
    const chart = sampleChart(kind, 'en', { top: 1 })
    expect(tableOf(chart, en).rows).toHaveLength(chart.rows.length)
  })

  test('has no cap', () => {
    const members = Array.from({ length: 30_000 }, (_, index) => ({ code: `p${index}`, label: same(`p${index}`) }))
    const chart = chartFrom('bars', 'en', { ...contents.bars, dimensions: [{ id: 'place', label: same('place'), members }], rows: members.map(({ code }, index) => row({ place: code }, String(index))) })
    expect(tableOf(chart, en).rows).toHaveLength(30_000)
  })

  test('shows digits as the language writes them and files hold them as they are', () => {
    const [first] = tableOf(chartFrom('bars', 'pt', { ...contents.bars, rows: [row({ place: '440300' }, '38710.70')] }), wordsIn('pt')).rows
    expect(first?.shown[3]).toBe('38\u00A0710,70')
    expect(first?.cells.slice(0, 4)).toEqual(['440300', 'Shenzhen', 'total', '38710.70'])
  })

  test('a missing cell is empty in a file and said on a page', () => {
    const [first] = tableOf(chartFrom('bars', 'en', { ...contents.bars, rows: [row({ place: '440300' }, null)] }), en).rows
    expect([first?.cells[3], first?.shown[3], first?.isMissing]).toEqual(['', 'no figure', true])
  })
})

test('CSV and its metadata name the same columns', () => {
  const chart = sampleChart('lines')
  const csv = chartCsv(chart, en)
  expect(csv.startsWith('\uFEFFyear,year_name,place,place_name,measure,value,low,high,unit,mark,source,receipt\r\n2019,2019,440300,Shenzhen,total,29800,29750,29850,1e8 CNY,,"Sample, invented for the tests",r-440300-2019\r\n')).toBe(true)
  const metadata = JSON.parse(chartCsvMetadata(chart, en, 'trade.csv')) as { readonly '@context': unknown; readonly url: string; readonly tableSchema: { readonly columns: { readonly name: string; readonly datatype: string }[]; readonly primaryKey: string[] } }
  const read = parse(csv, { bom: true, columns: true }) as Record<string, string>[]
  expect(metadata['@context']).toEqual(['http://www.w3.org/ns/csvw', { '@language': 'en' }])
  expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(Object.keys(read[0] ?? {}))
  expect(metadata.tableSchema.columns.filter(({ datatype }) => datatype === 'decimal').map(({ name }) => name)).toEqual(['value', 'low', 'high'])
  expect(metadata.tableSchema.primaryKey).toEqual(['year', 'place', 'measure'])
})

test('SDMX-CSV names its structure in every row and marks what is missing', () => {
  const text = chartSdmxCsv(sampleChart('lines'), { dataflow: 'LINGDING:CITY_TRADE(1.0)', columns: { year: 'TIME_PERIOD', place: 'REF_AREA' } })
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
  expect(text.slice(1).split('\r\n')[0]).toBe('STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,REF_AREA,MEASURE,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,OBS_LOW,OBS_HIGH,DATA_SOURCE,RECEIPT,MARK')
  expect(rows.every((each) => each['STRUCTURE'] === 'dataflow' && each['STRUCTURE_ID'] === 'LINGDING:CITY_TRADE(1.0)' && each['ACTION'] === 'I')).toBe(true)
  expect(rows.filter((each) => each['OBS_STATUS'] === 'O').map((each) => [each['REF_AREA'], each['TIME_PERIOD'], each['OBS_VALUE']])).toEqual([
    ['442000', '2020', ''],
    ['441200', '2019', ''],
    ['441200', '2020', ''],
  ])
  expect(rows.filter((each) => each['MARK'] === 'simulated').every((each) => each['OBS_STATUS'] === '')).toBe(true)
})

test('a citation says what, from where, which address and which day', () => {
  const { text, csl } = citationOf(sampleChart('bars'), en, 'https://example.org/c?v=1', civilDate('2026-03-01'))
  expect(text).toBe('Bars: trade of the nine cities, a sample of invented figures. 2019 to 2023, nine cities. Sample, invented for the tests. Lingding, https://example.org/c?v=1, read on 2026-03-01.')
  expect(csl['accessed']).toEqual({ 'date-parts': [[2026, 3, 1]] })
})

test('an embed cannot be broken out of', () => {
  const chart = chartFrom('bars', 'en', { ...contents.bars, title: same('"><script>') })
  expect(embedSnippet(chart, en, 'https://example.org/"onload="x', 300.2)).toBe(
    '<iframe src="https://example.org/&#34;onload=&#34;x" title="&#34;&#62;&#60;script&#62;" lang="en" width="100%" height="301" loading="lazy" style="border:0"><a href="https://example.org/&#34;onload=&#34;x">&#34;&#62;&#60;script&#62;</a></iframe>',
  )
})
