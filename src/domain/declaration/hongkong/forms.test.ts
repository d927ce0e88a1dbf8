// The three Hong Kong forms: every cell of the item table, and the values of a sample shipment by hand.
import { describe, expect, test } from 'vitest'
import { book, contextOf, dataRows, formOf, hongKongDraft, read } from '../../../../test/declaration/sample-crossing.ts'
import { hasError } from '../../../base/issue.ts'
import { itemsAsked } from '../count.ts'
import { buildFiling, valueOf } from '../filing.ts'
import { hongKongBundling } from './bundling-form.ts'
import { hongKongCargo } from './cargo-form.ts'
import { hongKongDeclaration } from './declaration-form.ts'

const cargo = formOf(hongKongCargo, 'hongkong-cargo')
const bundling = formOf(hongKongBundling, 'hongkong-bundling')
const declaration = formOf(hongKongDeclaration, 'hongkong-declaration')
const items = dataRows('declarations/items.csv')

describe('items asked, cell by cell', () => {
  const cases = [
    ['hongkong-cargo', cargo, 8, 8],
    ['hongkong-bundling', bundling, 2, 2],
    ['hongkong-declaration', declaration, 19, 21],
  ] as const
  test.each(cases)('%s', (column, form, verified, all) => {
    const cell = (row: (typeof items)[number]): string => row[column] ?? ''
    const ids = (keep: (text: string) => boolean): readonly string[] => items.filter((row) => keep(cell(row))).map((row) => row['item_id'] ?? '').toSorted()
    expect(form.countedAs).toBe(column)
    expect([...itemsAsked(form, ['V'])].toSorted()).toEqual(ids((text) => text.startsWith('V')))
    expect([...itemsAsked(form, ['V', 'U'])].toSorted()).toEqual(ids((text) => text !== ''))
    expect([itemsAsked(form, ['V']).size, itemsAsked(form, ['V', 'U']).size]).toEqual([verified, all])
  })
})

test('what is not verified is never required', () => {
  for (const form of [cargo, bundling, declaration]) {
    for (const row of form.groups.flatMap((group) => group.rows)) if (row.itemMark === 'U') expect(row.need).toBe('never')
  }
})

describe('a mainland export', () => {
  const { submission, origins } = read(hongKongDraft)
  const context = contextOf(submission)
  const built = buildFiling(declaration, context, origins)

  test('advance cargo information', () => {
    const { filing, issues } = buildFiling(cargo, context, origins)
    expect(issues).toEqual([])
    const value = (element: string) => valueOf(filing, 'Cargo', element)
    expect(value('ACI-a')).toBe('12')
    expect(value('ACI-b')).toBe(book.list('package-kind').entries.get('22')?.[0]?.names.en)
    expect(value('ACI-c')).toBe('1. 锂离子蓄电池 / Rechargeable lithium-ion batteries; 2. 充电器 / Battery chargers')
    expect(value('ACI-d')).toBe('样例电池（东莞）有限公司')
    expect(value('ACI-f')).toBe('Sample Trading (HK) Ltd.')
    expect(value('ACI-h')).toBe('2025-10-21')
  })

  test('bundling waits for the reference', () => {
    const { filing, issues } = buildFiling(bundling, context, origins)
    expect(issues).toEqual([])
    expect(valueOf(filing, 'Bundling', 'VRN')).toBe('SAMPLE1')
    expect(valueOf(filing, 'Bundling', 'CCRN')).toBeUndefined()
  })

  test('import declaration', () => {
    expect(hasError(built.issues)).toBe(false)
    const head = (element: string) => valueOf(built.filing, 'Header', element)
    expect(head('importer_exporter_name')).toBe('Sample Trading (HK) Ltd.')
    expect(head('form_type')).toBe('1')
    expect(head('consigning_country')).toBe('CN')
    expect(head('control_point')).toBe('lok-ma-chau')
    expect(head('port_of_loading_discharge')).toBe('Dongguan')
    expect(valueOf(built.filing, 'Line', 'quantity_unit')).toBe('KGM')
    expect(valueOf(built.filing, 'Line', 'origin_country')).toBe('CN')
    expect(valueOf(built.filing, 'Footer', 'declarant')).toBe('Sample Agent, Manager, 2025-10-20')
    // 60,000 and 30,000 CNY at 1.09 are 98,100 HKD; + 1,000 + 0.3 % (294.30) = 99,394.30, two thirds and one third.
    expect([0, 1].map((index) => valueOf(built.filing, 'Line', 'value', index))).toEqual(['66262.87', '33131.43'])
  })
})

test('a mainland import: the Hong Kong exporter is the party outside, and the goods are discharged on the mainland', () => {
  const change = { direction: 'import', movement: { dischargePlace: 'Dongguan', loadingPlace: 'Kowloon' } }
  const { submission, origins } = read(hongKongDraft, change)
  const context = contextOf(submission)
  const { filing } = buildFiling(declaration, context, origins)
  expect(valueOf(filing, 'Header', 'form_type')).toBe('2')
  expect(valueOf(filing, 'Header', 'importer_exporter_name')).toBe('Sample Trading (HK) Ltd.')
  expect(valueOf(filing, 'Header', 'port_of_loading_discharge')).toBe('Dongguan')
  // FOB terms and an FOB value: nothing is added, 60,000 × 1.09.
  expect(valueOf(filing, 'Line', 'value', 0)).toBe('65400')
  const information = buildFiling(cargo, context, origins).filing
  expect(valueOf(information, 'Cargo', 'ACI-d')).toBe('Sample Trading (HK) Ltd.')
  expect(valueOf(information, 'Cargo', 'ACI-f')).toBe('样例电池（东莞）有限公司')
})
