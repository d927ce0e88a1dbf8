// Every format on its synthetic example: what is in the file, read off by eye, is what comes out.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { countedBy, monthsOf, proposedMapping, readTableMapping } from '../../src/domain/statistics/index.ts'
import { fileOf, rawTools, readAll } from './raw-files.ts'

function example(name: string, pieceBytes?: number) {
  return fileOf(name, readFileSync(new URL(`../../examples/statistics/${name}`, import.meta.url)), pieceBytes)
}

describe('mainland query', () => {
  test('a file in GB18030, its flow by its name', async () => {
    const file = example('synthetic-mainland-export.csv')
    const { observations, counts, faults } = await readAll(file, 'mainland')
    expect(faults).toEqual([])
    expect(counts).toEqual({ rows: 4, good: 4, bad: 0, leftOut: 0, observations: 4, rounded: 0 })
    expect(observations[0]).toEqual({
      file: file.digest,
      row: 2,
      months: { frequency: 'month', first: '202301', last: '202301' },
      flow: 'export',
      place: { geography: 'registered-place', code: '44' },
      partner: { codeSet: 'gacc', code: '110', iso3: 'HKG' },
      partnerBasis: 'unstated',
      goods: { edition: 'HS2022', code: '85076000', level: 8 },
      tradeMode: '0110',
      currency: 'CNY',
      valueMinor: 123_456_700n,
      quantities: [{ thousandths: 1_234_000n, unit: '个' }, { thousandths: 5_678_000n, unit: '千克' }],
    })
    // A second quantity with the unit "-" is none.
    expect(observations[2]?.quantities).toEqual([{ thousandths: 300_000n, unit: '个' }])
    expect(observations.map((each) => each.partner.iso3)).toEqual(['HKG', 'USA', 'MAC', 'HKG'])
  })

  test('bad rows are named with what is wrong, cell by cell', async () => {
    const file = example('synthetic-mainland-with-faults.csv')
    const { observations, faults, counts } = await readAll(file, 'mainland', { flow: 'export' })
    expect(observations.map((each) => [each.row, each.valueMinor, each.currency])).toEqual([[2, 123_456_700n, 'USD']])
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '数据年月', 'statistics_period'],
      [4, '商品编码', 'statistics_goods_zero'],
      [5, '贸易伙伴编码', 'statistics_code_country'],
      [6, '美元', 'statistics_number_commas'],
      [7, '', 'statistics_row_cells'],
      [8, '贸易方式编码', 'statistics_code_supervision_mode'],
      [8, '注册地编码', 'statistics_place'],
      [8, '美元', 'statistics_cell_empty'],
    ])
    expect(faults[1]?.params).toEqual({ found: '8109010', wanted: '08109010' })
    expect(counts).toEqual({ rows: 7, good: 1, bad: 6, leftOut: 0, observations: 1, rounded: 0 })
  })

  const header = '商品编码,商品名称,人民币,\n85076000,x,5,\n'
  const told: readonly (readonly [string, string, Parameters<typeof readAll>[2], readonly string[]])[] = [
    ['neither flow nor month', 'a.csv', {}, ['statistics_flow_missing', 'statistics_period_missing']],
    ['a name with both flows', 'import export.csv', { period: '2023' }, ['statistics_flow_missing']],
    ['a word that only holds the other', 'exporter.csv', { period: '2023' }, ['statistics_flow_missing']],
    ['a Chinese name', '广东出口2023.csv', { period: '2023' }, []],
    ['told', 'a.csv', { flow: 'import', period: '202301-202306' }, []],
  ]
  test.each(told)('what a file does not say: %s', async (_, name, settings, refused) => expect((await readAll(fileOf(name, `数据,${header}`.replace('数据,', '')), 'mainland', settings)).refused).toEqual(refused))

  test('what was not asked for is the total', async () => {
    const { observations } = await readAll(fileOf('export.csv', header), 'mainland', { period: '202301-202306' })
    expect(observations[0]).toMatchObject({ months: { frequency: 'span', first: '202301', last: '202306' }, partner: { codeSet: 'gacc', code: '' }, place: { geography: 'registered-place', code: '' }, goods: { edition: 'HS2022', level: 8 } })
  })

  test('years tell the edition', async () => {
    const text = '数据年月,商品编码,美元,\n201612,85414020,1,\n201701,85414020,1,\n202112,85414020,1,\n202201,85414300,1,\n201112,85414020,1,\n'
    expect((await readAll(fileOf('export.csv', text), 'mainland')).observations.map((each) => each.goods.edition)).toEqual(['HS2012', 'HS2017', 'HS2017', 'HS2022', ''])
  })

  test('bytes that are no text are a fault of their cell, where it is read', async () => {
    const line = (unit: readonly number[], name: readonly number[]) => [...new TextEncoder().encode('202301,85076000,'), ...name, ...new TextEncoder().encode(',1,'), ...unit, ...new TextEncoder().encode(',5\n')]
    const head = new TextEncoder().encode('数据年月,商品编码,商品名称,第一数量,第一计量单位,美元\n')
    const bytes = new Uint8Array([...head, ...line([0x75], [0xff, 0xff]), ...line([0xff, 0xff], [0x78])])
    const { faults, observations } = await readAll(fileOf('export.csv', bytes), 'mainland')
    expect(faults.map((each) => [each.row, each.column, each.code])).toEqual([[3, '第一计量单位', 'statistics_cell_bytes']])
    expect(observations.map((each) => each.row)).toEqual([2])
  })

  test('a file that is no text at all is not read', async () => {
    expect((await readAll(fileOf('export.csv', new Uint8Array([0, 1, 2, 0xff, 10, 0])), 'table')).refused).toEqual(['statistics_not_text'])
    expect((await readAll(fileOf('export.csv', ''), 'mainland')).refused).toEqual(['statistics_file_empty'])
  })
})

describe('UN Comtrade', () => {
  test('JSON and CSV are the same, and only totals are kept', async () => {
    const [json, csv] = [await readAll(example('synthetic-comtrade.json'), 'comtrade'), await readAll(example('synthetic-comtrade.csv'), 'comtrade')]
    expect(json.counts).toEqual({ rows: 8, good: 4, bad: 0, leftOut: 4, observations: 4, rounded: 2 })
    expect(csv.counts).toEqual(json.counts)
    const bare = (read: typeof json) => read.observations.map((each) => ({ ...each, file: undefined, row: undefined }))
    expect(bare(csv)).toEqual(bare(json))
    expect(bare(json)[0]).toEqual({
      file: undefined,
      row: undefined,
      months: { frequency: 'year', first: '202301', last: '202312' },
      flow: 'export',
      place: { geography: 'territory', code: '344' },
      partner: { codeSet: 'un-comtrade', code: '156', iso3: 'CHN' },
      partnerBasis: 'unstated',
      goods: { edition: 'HS2022', code: '850760', level: 6 },
      currency: 'USD',
      valueMinor: 500_000_013n,
      quantities: [{ thousandths: 1_200_500n, unit: 'u' }],
      netWeightGrams: 3_400_250n,
    })
    // A quantity that is null, or 0 with the unit -1, is none; 842 is the United States; 0 is all partners, TOTAL all goods.
    expect(bare(json)[1]).toMatchObject({ partner: { code: '842', iso3: 'USA' }, quantities: [], valueMinor: 70_000_000n })
    expect(bare(json)[2]).toMatchObject({ flow: 'import', partner: { code: '' }, goods: { code: '', level: 0 }, quantities: [], valueMinor: 950_000_000_000n })
    expect(bare(json)[3]).toMatchObject({ months: { frequency: 'month', first: '202303' }, goods: { edition: 'HS2017' } })
  })

  test('any pieces give the same', async () => {
    for (const name of ['synthetic-comtrade.json', 'synthetic-comtrade.csv']) {
      expect((await readAll(example(name, 7), 'comtrade')).observations).toEqual((await readAll(example(name), 'comtrade')).observations)
    }
  })

  const record = (change: Record<string, unknown>) => JSON.stringify({ elapsedTime: '', data: [{ period: '2023', reporterCode: 156, flowCode: 'X', partnerCode: 0, partner2Code: 0, classificationCode: 'H6', cmdCode: '01', customsCode: 'C00', motCode: 0, primaryValue: 1, ...change }] })
  const cases: readonly (readonly [Record<string, unknown>, string, string])[] = [
    [{ partnerCode: 840 }, 'partnerCode', 'statistics_comtrade_840'],
    [{ reporterCode: 840 }, 'reporterCode', 'statistics_comtrade_840'],
    [{ period: '202352' }, 'period', 'statistics_period'],
    [{ classificationCode: 'S4' }, 'classificationCode', 'statistics_edition'],
    [{ classificationCode: 'HS' }, 'classificationCode', 'statistics_edition'],
    [{ flowCode: 'Z' }, 'flowCode', 'statistics_flow'],
    [{ cmdCode: '1' }, 'cmdCode', 'statistics_goods'],
    [{ primaryValue: null }, 'primaryValue', 'statistics_cell_empty'],
    [{ primaryValue: -1 }, 'primaryValue', 'statistics_number_negative'],
  ]
  test.each(cases)('%j', async (change, column, code) => expect((await readAll(fileOf('a.json', record(change)), 'comtrade')).faults.map((each) => [each.row, each.column, each.code])).toEqual([[1, column, code]]))

  test('without the columns of the filter a file is not read', async () => {
    expect((await readAll(fileOf('a.csv', 'period,cmdCode,primaryValue\n2023,01,1\n'), 'comtrade')).refused).toEqual(['statistics_columns_missing'])
  })

  test('an answer that breaks off says where', async () => {
    const text = record({})
    expect((await readAll(fileOf('a.json', text.slice(0, -30)), 'comtrade')).faults.map((each) => [each.row, each.code])).toEqual([[1, 'statistics_json_cut']])
    expect((await readAll(fileOf('a.json', text.slice(0, -2)), 'comtrade')).faults.map((each) => [each.row, each.code])).toEqual([[2, 'statistics_json_cut']])
  })
})

describe('Hong Kong', () => {
  test('an answer: values in thousands, quantities in rows of their own, sums left out', async () => {
    const { observations, counts } = await readAll(example('synthetic-hongkong-answer.json'), 'hongkong')
    expect(counts).toEqual({ rows: 6, good: 3, bad: 0, leftOut: 3, observations: 3, rounded: 0 })
    expect(observations[0]).toMatchObject({ flow: 'import', place: { geography: 'territory', code: 'HKG' }, partner: { codeSet: 'hongkong', code: 'CN', iso3: 'CHN' }, partnerBasis: 'origin', currency: 'HKD', valueMinor: 1_234_500_000n, quantities: [] })
    expect(observations[1]).toMatchObject({ quantities: [{ thousandths: 6_700_000n, unit: 'no.' }] })
    expect(observations[1]?.valueMinor).toBeUndefined()
    expect(observations[2]).toMatchObject({ partner: { iso3: 'USA' }, valueMinor: 80_000_000n })
  })

  test('an answer that failed is no data', async () => {
    const text = '{"header":{"status":{"name":"Fail","code":1},"title":""},"dataSet":[]}'
    expect((await readAll(fileOf('a.json', text), 'hongkong')).refused).toEqual(['statistics_answer_failed'])
  })

  test('a figure that changed places with its unit is refused', async () => {
    const text = JSON.stringify({ header: {}, dataSet: [{ period: '202301', ttype: '1', code: '8507', sv: 'VCm', figure: "HK$ '000", unitEN: '12' }] })
    expect((await readAll(fileOf('a.json', text), 'hongkong')).faults.map((each) => each.code)).toEqual(['statistics_number'])
  })

  test('fixed width: an item makes one observation for each flow that moved', async () => {
    const { observations, counts } = await readAll(example('synthetic-HSCCIT.DAT'), 'hongkong', { period: '202301' })
    expect(counts).toEqual({ rows: 5, good: 3, bad: 0, leftOut: 2, observations: 4, rounded: 0 })
    expect(observations.map(({ row, flow, partner, goods, valueMinor, quantities }) => [row, flow, partner.code, goods.code, valueMinor, quantities[0]?.thousandths])).toEqual([
      [1, 'import', '631', '85076000', 100_000n, 20_000n],
      [1, 're-export', '631', '85076000', 50_000n, 9_000n],
      [5, 'import', '631', '87038000', 12_345_678_900n, 321_000n],
      [5, 'domestic-export', '631', '87038000', 7_700n, 1_000n],
    ])
    expect(observations[0]).toMatchObject({ partnerBasis: 'consignment', months: { frequency: 'month', first: '202301' }, goods: { edition: 'HS2022' } })
  })

  test('fixed width asks for one month', async () => {
    const file = example('synthetic-HSCCIT.DAT')
    for (const told of [{}, { period: '2023' }, { period: '202301-202302' }]) expect((await readAll(file, 'hongkong', told)).refused).toEqual(['statistics_month_missing'])
  })

  test('re-exports by origin and destination', async () => {
    const line = `1${'85076000'}631191${[450, 8, 450, 8].map((value) => String(value).padStart(18)).join('')}\r\n`
    expect((await readAll(fileOf('HSCOCCIT.DAT', line), 'hongkong', { period: '202301' })).observations).toMatchObject([{ flow: 're-export', partner: { code: '191' }, secondPartner: { code: '631' }, partnerBasis: 'destination', valueMinor: 45_000n }])
  })
})

describe('any table', () => {
  test('the mapping is proposed and has to be confirmed', async () => {
    const file = example('synthetic-any-table.csv')
    expect((await readAll(file, 'table')).refused).toEqual(['statistics_mapping_unconfirmed'])
    const mapping = proposedMapping(file.head, rawTools)
    expect(mapping).toEqual({
      columns: [['Month', 'period'], ['Flow', 'flow'], ['HS Code', 'goods'], ['Partner', 'partner'], ['Value (10,000 CNY)', 'value'], ['Qty', 'quantity1'], ['Unit', 'unit1']].map(([heading, field]) => ({ heading, field })),
      currency: 'CNY',
      geography: 'registered-place',
      partnerCodes: 'iso-3166',
      valueUnit: 10_000,
    })
    const { observations, counts } = await readAll(file, 'table', { mapping })
    expect(counts).toMatchObject({ good: 3, bad: 0, rounded: 0 })
    expect(observations.map(({ months, flow, goods, partner, valueMinor }) => [months.first, flow, goods.code, partner.iso3, valueMinor])).toEqual([
      ['202301', 'export', '8703800011', 'HKG', 12_500_000n],
      ['202302', 'export', '870380', 'MAC', 100n],
      ['202303', 'export', '87', 'USA', 1_234_500_000n],
    ])
  })

  const units: readonly (readonly [string, number])[] = [['金额（亿元）', 100_000_000], ['金额（万元）', 10_000], ['Value (USD million)', 1_000_000], ["Value (HK$ '000)", 1000], ['Value', 1], ['Value (1,000 USD)', 1000]]
  test.each(units)('%s', (heading, unit) => expect(proposedMapping(fileOf('a.csv', `Month;${heading}\n`).head, rawTools).valueUnit).toBe(unit))

  test('what the mapping does not say is asked', async () => {
    const mapping = { columns: [{ heading: 'Nowhere', field: 'goods' as const }], geography: 'customs-office' as const, partnerCodes: 'gacc' as const, valueUnit: 1 }
    expect((await readAll(fileOf('a.csv', 'A,B\n1,2\n'), 'table', { mapping })).refused).toEqual(['statistics_heading_absent', 'statistics_flow_missing', 'statistics_period_missing', 'statistics_currency_missing', 'statistics_value_missing'])
  })

  const broken: readonly unknown[] = [undefined, 7, {}, { columns: [], geography: 'moon', partnerCodes: 'gacc' }, { columns: [{ heading: 'A', field: 'nothing' }], geography: 'territory', partnerCodes: 'gacc' }, { columns: [], geography: 'territory', partnerCodes: 'gacc', valueUnit: 3 }, { columns: [], geography: 'territory', partnerCodes: 'mine' }]
  test.each(broken)('%j is no mapping', (value) => expect(readTableMapping(value)).toBeUndefined())
})

describe('places never mix', () => {
  const table = 'month,place,value,flow\n202301,4403,1,export\n202301,44031,1,export\n202301,5301,1,export\n'
  const mapping = (geography: 'registered-place' | 'source-district' | 'customs-office') => ({ columns: (['period', 'place', 'value', 'flow'] as const).map((field) => ({ heading: field === 'period' ? 'month' : field, field })), currency: 'CNY', geography, partnerCodes: 'gacc' as const, valueUnit: 1 })
  const cases = [['registered-place', [3]], ['source-district', [2, 4]], ['customs-office', [3]]] as const
  test.each(cases)('%s', async (geography, badRows) => {
    const { observations, faults } = await readAll(fileOf('a.csv', table), 'table', { mapping: mapping(geography) })
    expect(faults.map((each) => [each.row, each.code])).toEqual(badRows.map((row) => [row, 'statistics_place']))
    expect(countedBy(geography, observations)).toHaveLength(3 - badRows.length)
    expect(countedBy('territory', observations)).toEqual([])
  })
})

const months: readonly (readonly [string, unknown])[] = [['2023', ['year', '202301', '202312']], ['202301', ['month', '202301', '202301']], ['202301-202312', ['year', '202301', '202312']], ['202301-202306', ['span', '202301', '202306']], ['202302-202402', ['span', '202302', '202402']], ['202302-202302', ['month', '202302', '202302']], ['202306-202301', undefined], ['202313', undefined], ['23', undefined]]
test.each(months)('months of %s', (text, expected) => expect(monthsOf(text)).toEqual(expected))

const sources: readonly (readonly [string, 'mainland' | 'comtrade' | 'hongkong', string])[] = [['synthetic-comtrade.json', 'mainland', 'statistics_other_source'], ['synthetic-any-table.csv', 'hongkong', 'statistics_not_this_source'], ['synthetic-mainland-export.csv', 'comtrade', 'statistics_other_source']]
test.each(sources)('%s is not of %s', async (name, source, code) => expect((await readAll(example(name), source)).refused).toEqual([code]))
