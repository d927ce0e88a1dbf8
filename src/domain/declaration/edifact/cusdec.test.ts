// CUSDEC as neutral items and as WCO values: where each stands, both ways, and what is refused.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCsvRows } from '../../../base/csv-rows.ts'
import { cusdecFields, cusdecFromWco, cusdecMessage, unreadComponents, wcoFromCusdec, type CusdecField } from './cusdec.ts'
import { cusdecMap, splitIndexes, withIndexes } from './cusdec-map.ts'
import { edifactDirectory } from './directory.ts'
import { interchangeHeader } from './interchange.ts'
import { readEdifact } from './reader.ts'
import { segmentText, writeEdifact } from './writer.ts'
import type { EdifactSegment } from './segment.ts'

const rows = (file: string) => parseCsvRows(readFileSync(new URL(`../../../../data/${file}`, import.meta.url), 'utf8'))
const directory = edifactDirectory(rows('edifact/segments.csv'), rows('edifact/messages.csv'))
const mapRows = rows('edifact/cusdec-map.csv')
const map = cusdecMap(mapRows, directory)
const facts = { reference: '1', release: '03A' }
const header = interchangeHeader({ syntax: 'UNOY', sender: 'A', recipient: 'B', preparedOn: '251013', preparedAt: '0930', reference: 'R' })

function through(fields: readonly CusdecField[]): readonly EdifactSegment[] {
  const message = cusdecMessage(fields, map, facts)
  if (!message.ok) throw new Error(JSON.stringify(message.issues))
  const bytes = writeEdifact({ header, messages: [{ segments: message.value }] })
  if (!bytes.ok) throw new Error(JSON.stringify(bytes.issues))
  const [read] = readEdifact([bytes.value], directory)
  expect(read?.issues).toEqual([])
  return read?.kind === 'message' ? read.segments : []
}

const sample: readonly CusdecField[] = [
  { path: 'document.type', value: '830' },
  { path: 'document.number', value: 'SAMPLE1' },
  { path: 'document.function', value: '9' },
  { path: 'office.declaration', value: '5349' },
  { path: 'country.destination', value: 'HK' },
  { path: 'mass.gross', value: '1250.5' },
  { path: 'containers[0].number', value: 'SYNU0000000' },
  { path: 'seals[0].number', value: 'S1' },
  { path: 'exporter.name', value: 'Sample exporter whose name needs more than one line' },
  { path: 'amount.currency', value: 'USD' },
  { path: 'lines[0].number', value: '1' },
  { path: 'lines[0].commodity', value: '8507600090' },
  { path: 'lines[0].description', value: 'Sample batteries' },
  { path: 'lines[0].packages[0].type', value: 'CT' },
  { path: 'lines[0].packages[1].type', value: 'PX' },
  { path: 'lines[0].packages[1].marks', value: 'N/M' },
  { path: 'lines[1].number', value: '2' },
  { path: 'lines[1].quantity', value: '12' },
  { path: 'lines[1].quantityUnit', value: 'PCE' },
  { path: 'packages.total', value: '10' },
]

describe('the table', () => {
  const wcoElements = new Map(rows('declarations/wco-elements.csv').map((row) => [row['path'] ?? '', row['wco_id'] ?? '']))
  test('every WCO path is one of the published elements, with its id', () => {
    // An attribute of an element has no id of its own.
    const mapped = mapRows.filter((row) => row['wco_path'] !== '' && !row['wco_path']?.includes('/@'))
    expect(mapped.length).toBeGreaterThan(60)
    for (const row of mapped) expect([row['wco_path'], wcoElements.get((row['wco_path'] ?? '').replaceAll('[]', ''))]).toEqual([row['wco_path'], row['wco_id']])
  })

  test('every element of the mainland declaration that has a WCO path has a row', () => {
    const known = new Set(mapRows.map((row) => (row['wco_path'] ?? '').replaceAll('[]', '')))
    const wanted = rows('declarations/mainland-wco-map.csv').map((row) => row['wco_path'] ?? '')
    expect(wanted.filter((path) => path !== '' && !known.has(path))).toEqual([])
  })

  test('every place carries a note on its source', () => {
    expect(mapRows.filter((row) => row['note'] === '' && row['wco_path'] !== '')).toEqual([])
  })
})

describe('items', () => {
  test('stand where D.03A has them', () => {
    const message = cusdecMessage(sample, map, facts)
    expect(message.ok ? message.value.map((segment) => segmentText(segment)) : message.issues).toEqual([
      "UNH+1+CUSDEC:D:03A:UN'",
      "BGM+830+SAMPLE1+9'",
      "LOC+22+5349'",
      "LOC+28+HK'",
      "MEA+WT+AAD+KGM:1250.5'",
      "EQD+CN+SYNU0000000'",
      "SEL+S1'",
      "NAD+EX+++Sample exporter whose name needs mo:re than one line'",
      "MOA+39::USD'",
      "UNS+D'",
      "CST+1+8507600090:122'",
      "FTX+AAA+++Sample batteries'",
      "PAC+++CT'",
      "PAC+++PX'",
      "PCI++N/M'",
      "CST+2'",
      "MEA+AAR++PCE:12'",
      "UNS+S'",
      "CNT+11:10'",
    ])
  })

  test('come back as they went', () => {
    const sorted = (fields: readonly CusdecField[]): readonly string[] => fields.map(({ path, value }) => `${path}=${value}`).toSorted()
    expect(sorted(cusdecFields(through(sample), map))).toEqual(sorted(sample))
  })

  test('any values at any places come back', () => {
    const entry = fc.record({
      place: fc.constantFrom(...map.places),
      first: fc.integer({ min: 0, max: 2 }),
      second: fc.integer({ min: 0, max: 1 }),
      text: fc.string({ unit: fc.constantFrom('A', '7', 'é', '深', "'", '+', '?'), minLength: 1, maxLength: 60 }),
      number: fc.nat(9999),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const fields = new Map<string, string>()
        for (const { place, first, second, text, number } of entries) {
          // A quantity goes with its unit: D.03A has the unit mandatory there.
          const width = place.spec.max * (place.lastComponent - place.component + 1)
          const value = place.spec.kind === 'n' || place.spec.id === '6314' ? String(number) : Array.from(text).slice(0, width).join('')
          fields.set(withIndexes(place.path, [first, second]), value)
          // A document goes with its type, and none may be left out: DOC has the type mandatory.
          for (let index = 0; place.path.includes('documents') && index <= (place.blocks.length === 1 ? first : second); index += 1) {
            const type = withIndexes(place.path.replace(/number$/, 'type'), place.blocks.length === 1 ? [index] : [first, index])
            fields.set(type, fields.get(type) ?? '1')
          }
          if (/quantity2?$/.test(place.path) && place.path.startsWith('lines[].quantity')) fields.set(withIndexes(`${place.path}Unit`, [first]), 'PCE')
        }
        const given = [...fields].map(([path, value]) => ({ path, value }))
        const back = cusdecFields(through(given), map)
        expect(new Map(back.map(({ path, value }) => [path, value]))).toEqual(fields)
      }),
      { numRuns: 200 },
    )
  })

  test('lines of another sender are joined with a blank, a decimal comma becomes a point', () => {
    const text = "UNB+UNOC:3+A+B+251013:0930+R'UNH+1+CUSDEC:D:03A:UN'BGM+830'MEA+WT+AAD+KGM:12,5'NAD+EX+++SAMPLE:LIMITED'UNS+D'UNS+S'UNT+7+1'UNZ+1+R'"
    const [read] = readEdifact([new TextEncoder().encode(text)], directory)
    expect(read?.kind === 'message' && cusdecFields(read.segments, map).slice(1)).toEqual([
      { path: 'mass.gross', value: '12.5' },
      { path: 'exporter.name', value: 'SAMPLE LIMITED' },
    ])
  })

  test('a mass in another unit is not taken for kilograms', () => {
    const text = "UNB+UNOC:3+A+B+251013:0930+R'UNH+1+CUSDEC:D:03A:UN'BGM+830'MEA+WT+AAD+TNE:12'UNS+D'UNS+S'UNT+6+1'UNZ+1+R'"
    const [read] = readEdifact([new TextEncoder().encode(text)], directory)
    expect(read?.kind === 'message' && cusdecFields(read.segments, map).map(({ path }) => path)).toEqual(['document.type'])
  })

  test.each([
    ['an unknown path', { path: 'lines[0].colour', value: 'red' }, 'field-unknown'],
    ['too many lines', { path: 'lines[9999].number', value: '1' }, 'field-repeated'],
    ['too long', { path: 'document.number', value: 'X'.repeat(36) }, 'field-too-long'],
    ['too long for all its lines', { path: 'exporter.name', value: 'X'.repeat(176) }, 'field-too-long'],
    ['not a number', { path: 'lines[0].amount', value: 'much' }, 'field-format'],
  ])('%s is refused at its path', (_, field, code) => {
    const message = cusdecMessage([...sample, field], map, facts)
    expect(message.ok ? [] : message.issues.map((each) => [each.path, each.code])).toEqual([[field.path, `edifact.${code}`]])
  })
})

test('a quantity without its unit is refused at the unit', () => {
  const message = cusdecMessage([...sample, { path: 'lines[0].quantity', value: '5' }], map, facts)
  expect(message.ok ? [] : message.issues.map((each) => [each.path, each.code])).toEqual([['lines[0].quantityUnit', 'edifact.field-missing']])
})

describe('WCO values', () => {
  test('an indexed line goes in and comes back at the same path', () => {
    const item = '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem'
    const values = [
      { wcoPath: '/Declaration/FunctionCode', value: '9' },
      { wcoPath: `${item}[0]/SequenceNumeric`, value: '1' },
      { wcoPath: `${item}[1]/SequenceNumeric`, value: '2' },
      { wcoPath: `${item}[1]/Commodity/Description`, value: 'Sample goods' },
      { wcoPath: `${item}[1]/Packaging[1]/TypeCode`, value: 'CT' },
    ]
    const { fields, left } = cusdecFromWco(values, map)
    expect(left).toEqual([])
    expect(fields.map(({ path }) => path)).toEqual(['document.function', 'lines[0].number', 'lines[1].number', 'lines[1].description', 'lines[1].packages[1].type'])
    expect(wcoFromCusdec(through(fields), map)).toEqual(values)
  })

  test('what CUSDEC has no place for is given back, seals of several containers follow one another', () => {
    const equipment = '/Declaration/GoodsShipment/Consignment/TransportEquipment'
    const undg = { wcoPath: '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[0]/Commodity/DangerousGoods[0]/UNDGID', value: '3480' }
    const origin = { wcoPath: '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[0]/Origin[1]/CountryCode', value: 'CN' }
    const { fields, left } = cusdecFromWco([undg, origin, { wcoPath: `${equipment}[0]/Seal[0]/ID`, value: 'A' }, { wcoPath: `${equipment}[1]/Seal[0]/ID`, value: 'B' }], map)
    expect(left).toEqual([undg, origin])
    expect(fields).toEqual([
      { path: 'seals[0].number', value: 'A' },
      { path: 'seals[1].number', value: 'B' },
    ])
  })
})

describe('units of WCO values', () => {
  const gross = '/Declaration/TotalGrossMassMeasure'
  const amount = '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[0]/Commodity/InvoiceLine/ItemChargeAmount'
  test('kilograms are said by the place, currencies have one', () => {
    const { fields, left } = cusdecFromWco([{ wcoPath: gross, value: '12' }, { wcoPath: `${gross}/@unitCode`, value: 'KGM' }, { wcoPath: amount, value: '5' }, { wcoPath: `${amount}/@currencyID`, value: 'USD' }], map)
    expect(left).toEqual([])
    expect(fields.map(({ path }) => path)).toEqual(['mass.gross', 'lines[0].amount', 'lines[0].currency'])
  })

  test('tonnes stay behind with their unit: the place is of kilograms', () => {
    const tonnes = [{ wcoPath: gross, value: '12' }, { wcoPath: `${gross}/@unitCode`, value: 'TNE' }]
    expect(cusdecFromWco(tonnes, map)).toEqual({ fields: [], left: tonnes })
  })
})

test('a quantity of no unit stays behind, since MEA has it mandatory', () => {
  const quantity = { wcoPath: '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[0]/Commodity/GoodsMeasure/TariffQuantity', value: '5' }
  expect(cusdecFromWco([quantity], map)).toEqual({ fields: [], left: [quantity] })
})

test('components that no item reads are listed', () => {
  const text = "UNB+UNOC:3+A+B+251013:0930+R'UNH+1+CUSDEC:D:03A:UN'BGM+830+N1:X'MEA+WT+AAD+TNE:12'MEA+WT+AAC+KGM:11'UNS+D'UNS+S'UNT+7+1'UNZ+1+R'"
  const [read] = readEdifact([new TextEncoder().encode(text)], directory)
  expect(read?.kind === 'message' && unreadComponents(read.segments, map).map(({ path, value }) => `${path}=${value}`)).toEqual([
    'segments[3].BGM.2.2=X',
    'segments[4].MEA.1.1=WT',
    'segments[4].MEA.2.1=AAD',
    'segments[4].MEA.3.1=TNE',
    'segments[4].MEA.3.2=12',
  ])
})

test('indexes leave a path and come back', () => {
  expect(splitIndexes('lines[3].packages[12].type')).toEqual({ pattern: 'lines[].packages[].type', indexes: [3, 12] })
  expect(withIndexes('lines[].packages[].type', [3, 12])).toBe('lines[3].packages[12].type')
})
