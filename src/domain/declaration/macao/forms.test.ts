// Macao's declaration: every cell of the item table, and the values of a sample shipment by hand.
import { describe, expect, test } from 'vitest'
import { contextOf, dataRows, formOf, macaoDraft, read } from '../../../../test/declaration/sample-crossing.ts'
import { itemsAsked } from '../count.ts'
import { buildFiling, valueOf } from '../filing.ts'
import { macaoDeclaration } from './declaration-form.ts'

const form = formOf(macaoDeclaration, 'macao-declaration')

test('items asked, cell by cell', () => {
  const items = dataRows('declarations/items.csv')
  const ids = (keep: (text: string) => boolean): readonly string[] =>
    items.filter((row) => keep(row['macao-declaration'] ?? '')).map((row) => row['item_id'] ?? '').toSorted()
  expect(form.countedAs).toBe('macao-declaration')
  expect([...itemsAsked(form, ['V'])].toSorted()).toEqual(ids((text) => text.startsWith('V')))
  expect([...itemsAsked(form, ['V', 'U'])].toSorted()).toEqual(ids((text) => text !== ''))
  expect([itemsAsked(form, ['V']).size, itemsAsked(form, ['V', 'U']).size]).toEqual([10, 19])
})

test('what is not verified is never required', () => {
  for (const row of form.groups.flatMap((group) => group.rows)) if (row.itemMark === 'U' || row.fact.mark === 'U') expect(row.need).toBe('never')
})

describe('food from Zhuhai', () => {
  const { submission, origins } = read(macaoDraft)
  const { filing, issues } = buildFiling(form, contextOf(submission), origins)
  const value = (group: string, element: string) => valueOf(filing, group, element)

  test('nothing is missing', () => expect(issues).toEqual([]))
  test('boxes 1 to 6', () => {
    expect(value('Header', 'campo1_name')).toBe('Sample Foods (Macao) Ltd.')
    expect(value('Header', 'campo2')).toBe('000000')
    expect(value('Header', 'campo3')).toBe('import')
    expect(value('Header', 'campo6')).toBe('Sample Foods (Macao) Ltd., Rua de Exemplo 1, Macau')
  })
  test('part two and what is not verified', () => {
    expect(value('Declaration', 'packages')).toBe('40')
    expect(value('Declaration', 'customs_post')).toBe('hengqin')
    expect(value('Declaration', 'net_gross')).toBe('1000 / 1050')
    expect(value('Goods', 'goods_name')).toBe('冻鸡')
    expect(value('Goods', 'quantity_unit')).toBe('KGM')
    expect(value('Goods', 'weight')).toBe('1050')
    expect(value('Goods', 'value')).toBe('22400')
    expect(value('Goods', 'origin')).toBe('CN')
  })
  test.each([
    ['the Portuguese name where it is given', { namePt: 'Frango congelado' }, 'Frango congelado'],
    ['the English name where there is no other', { nameZh: null, nameEn: 'Frozen chicken' }, 'Frozen chicken'],
  ])('goods name: %s', (_, change, expected) => {
    const [line] = submission.lines
    const names = Object.fromEntries(Object.entries({ nameZh: line?.nameZh, ...change }).filter(([, name]) => typeof name === 'string'))
    const lines = line === undefined ? [] : [{ ...Object.fromEntries(Object.entries(line).filter(([key]) => !key.startsWith('name'))), ...names } as typeof line]
    expect(valueOf(buildFiling(form, contextOf({ ...submission, lines }), origins).filing, 'Goods', 'goods_name')).toBe(expected)
  })
  test('inspection', () => {
    expect(value('Quarantine', 'sanitary_certificate')).toBe('SAMPLE-CERT')
    expect(value('Quarantine', 'entry_appointment')).toBe('2025-10-21T11:00+08:00, Sample post')
  })
})

test('a list attached instead of part two makes its values optional', () => {
  const bare = { lines: [{ codes: { mainland: '8471300000', macao: '84713000' } }], packages: { count: null } }
  const missing = (change: object): number => {
    const { submission, origins } = read(macaoDraft, { ...bare, ...change })
    return buildFiling(form, contextOf(submission), origins).issues.length
  }
  expect(missing({})).toBe(5)
  expect(missing({ macao: { hasAttachedList: 'true' } })).toBe(0)
})

test('a mainland import: exported from Macao by the party outside, received by the trader', () => {
  const { submission, origins } = read(macaoDraft, { direction: 'import', macao: { operation: 'reexport' } })
  const { filing } = buildFiling(form, contextOf(submission), origins)
  expect(valueOf(filing, 'Header', 'campo1_name')).toBe('Sample Foods (Macao) Ltd.')
  expect(valueOf(filing, 'Header', 'campo3')).toBe('reexport')
  expect(valueOf(filing, 'Header', 'campo6')).toBe('样例食品（珠海）有限公司, Sample Road 2, Zhuhai')
  expect(valueOf(filing, 'Quarantine', 'sanitary_certificate')).toBeUndefined()
})
