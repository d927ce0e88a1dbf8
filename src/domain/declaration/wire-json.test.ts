// The documented JSON and the sheet of a filing.
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { contextOf, formOf, hongKongDraft, macaoDraft, read, withLine } from '../../../test/declaration/sample-crossing.ts'
import { buildFiling } from './filing.ts'
import { hongKongBundling } from './hongkong/bundling-form.ts'
import { hongKongDeclaration } from './hongkong/declaration-form.ts'
import { writeHongKong } from './hongkong/wire.ts'
import { macaoDeclaration } from './macao/declaration-form.ts'
import { writeMacao } from './macao/wire.ts'
import { csvCell, type WireFile } from './wire-json.ts'

const options = { reference: 'SAMPLE-1', isSample: true }
const form = formOf(hongKongDeclaration, 'hongkong-declaration')

function written(change: Parameters<typeof read>[1] = {}): readonly WireFile[] {
  const { submission, origins } = read(hongKongDraft, change)
  return writeHongKong(buildFiling(form, contextOf(submission), origins).filing, form, options)
}

const text = (file: WireFile | undefined): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.bytes)
const sheet = (file: WireFile | undefined): readonly Record<string, string>[] => parse(text(file), { columns: true, bom: true })

describe('JSON', () => {
  const document = JSON.parse(text(written()[0])) as { isOfficialFormat: boolean; isSample: boolean; groups: { group: string; elements: Record<string, string>; origins: Record<string, { kind: string }> }[] }
  test('says that it is not official and whether it is sample data', () => expect([document.isOfficialFormat, document.isSample]).toEqual([false, true]))
  test('every value has its origin', () => {
    for (const { elements, origins } of document.groups) expect(Object.keys(origins)).toEqual(Object.keys(elements))
    expect(document.groups.map(({ group }) => group)).toEqual(['Header', 'Line', 'Line', 'Footer'])
    expect(document.groups[1]?.elements['value']).toBe('66262.87')
    expect(document.groups[1]?.origins['value']?.kind).toBe('derived')
  })
})

describe('sheet', () => {
  test('begins with a byte order mark', () => expect([...(written()[1]?.bytes.slice(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]))
  test('a row of ids, a row of names, a row for each line with the header repeated', () => {
    const rows = sheet(written()[1])
    expect(rows).toHaveLength(3)
    expect(rows[0]?.['Line.hkhs']).toBe('HKHS commodity code')
    expect(rows.slice(1).map((row) => [row['reference'], row['sample'], row['Header.packages_number'], row['Line.item_no'], row['Line.hkhs']])).toEqual([
      ['SAMPLE-1', 'yes', '12', '1', '85076000'],
      ['SAMPLE-1', 'yes', '12', '2', '85044030'],
    ])
  })
  test('one row where nothing repeats', () => {
    const bundling = formOf(hongKongBundling, 'hongkong-bundling')
    const { submission, origins } = read(hongKongDraft)
    const files = writeHongKong(buildFiling(bundling, contextOf(submission), origins).filing, bundling, options)
    expect(files.map(({ name }) => name)).toEqual(['hongkong-bundling.json', 'hongkong-bundling.csv'])
    expect(sheet(files[1])[1]?.['Bundling.VRN']).toBe('SAMPLE1')
  })
  test('a formula in a description is text', () => {
    const rows = sheet(written(withLine(hongKongDraft, 0, { nameEn: '=HYPERLINK("http://x","y")' }))[1])
    expect(rows[1]?.['Line.description']).toBe(`'=HYPERLINK("http://x","y")`)
  })
})

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@A1', "'@A1"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['a=b', 'a=b'],
  ['a,"b"', '"a,""b"""'],
])('cell %j', (cell, expected) => expect(csvCell(cell)).toBe(expected))

test('Macao', () => {
  const macao = formOf(macaoDeclaration, 'macao-declaration')
  const { submission, origins } = read(macaoDraft)
  const files = writeMacao(buildFiling(macao, contextOf(submission), origins).filing, macao, options)
  expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ['macao-declaration.json', 'application/json'],
    ['macao-declaration.csv', 'text/csv; charset=utf-8'],
  ])
  expect(sheet(files[1])[1]?.['Goods.goods_name']).toBe('冻鸡')
})

test('a form of the wrong customs is a bug', () => {
  const { submission, origins } = read(hongKongDraft)
  const { filing } = buildFiling(form, contextOf(submission), origins)
  expect(() => writeMacao(filing, form, options)).toThrow('Macao form')
})
