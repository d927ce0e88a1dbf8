// The road manifest asks exactly the items of its column, cell by cell, and carries the values of the shipment.
// Counts: 14 verified and 21 with unverified cells of the road manifest, 42 of the declaration (public field lists, see
// docs/formats/road-manifest.md and data/declarations/items.csv).
import { describe, expect, test } from 'vitest'
import { itemsAsked, valueOf, type FilingKind, type Form } from '../../src/domain/declaration/index.ts'
import { exampleDraft, knowledge, prepared, type ExampleName } from '../knowledge.ts'
import { changed, type Changes } from '../draft-change.ts'

const manifestKinds: readonly FilingKind[] = ['mainland-manifest-original', 'mainland-manifest-confirmation', 'mainland-manifest-arrival']
const itemRows = knowledge.rows('declarations/items.csv')

function formOf(kind: FilingKind): Form {
  const form = knowledge.forms.get(kind)
  if (form === undefined) throw new Error(`there is a form ${kind}`)
  return form
}

function asked(kinds: readonly FilingKind[], marks: readonly ('V' | 'D' | 'U')[]): ReadonlySet<string> {
  return new Set(kinds.flatMap((kind) => [...itemsAsked(formOf(kind), marks)]))
}

describe.each([
  ['mainland-manifest', manifestKinds, 14, 21],
  ['mainland-declaration', ['mainland-declaration'], 42, 42],
] as const)('%s', (column, kinds, verified, withUnverified) => {
  test('every form is counted in its column', () => {
    for (const kind of kinds) expect(formOf(kind).countedAs).toBe(column)
  })

  test.each(itemRows.map((row) => [row['item_id'] ?? '', row[column] ?? ''] as const))('%s is asked as its cell says: %s', (item, cell) => {
    expect(asked(kinds, ['V']).has(item)).toBe(cell.startsWith('V'))
    expect(asked(kinds, ['V', 'U']).has(item)).toBe(cell !== '')
  })

  test('the sums', () => {
    expect(asked(kinds, ['V']).size).toBe(verified)
    expect(asked(kinds, ['V', 'U']).size).toBe(withUnverified)
  })
})

/** Value of an element of a filing of an example. */
const cases: readonly [what: string, ExampleName, Changes, FilingKind, group: string, element: string, expected: string | undefined][] = [
  ['value is the sum of the totals: 1200 × 210', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-original', 'Consignment', '托运货物价值', '252000'],
  ['amount type is the common currency', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-original', 'Consignment', '金额类型代码', '110'],
  ['two currencies are not added', 'zhuhai-macao-food', { 'lines[1].currency': 'HKD' }, 'mainland-manifest-original', 'Consignment', '托运货物价值', undefined],
  ['weight is the sum of the gross weights: 1100 + 880', 'zhuhai-macao-food', {}, 'mainland-manifest-original', 'Consignment', '货物重量', '1980'],
  ['its unit is the kilogram', 'zhuhai-macao-food', {}, 'mainland-manifest-original', 'Consignment', '重量单位', '035'],
  ['no volume, no unit', 'zhuhai-macao-food', {}, 'mainland-manifest-original', 'Consignment', '体积单位', undefined],
  ['volume has its unit', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-original', 'Consignment', '体积单位', '033'],
  ['the consignor of an export is the trader', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-original', 'Consignment', '发货人名称', '样例电子（东莞）有限公司'],
  ['the consignor of an import is outside', 'hongkong-dongguan-components', {}, 'mainland-manifest-original', 'Consignment', '发货人名称', 'Sample Trading (Hong Kong) Limited'],
  ['the batch number', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-confirmation', 'Manifest', 'D014', 'SAMPLE2511200001'],
  ['discharge is the destination port on export', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-confirmation', 'Manifest', 'L013', 'HKG003'],
  ['discharge as entered goes before', 'dongguan-hongkong-batteries', { 'movement.dischargePlace': 'Kowloon' }, 'mainland-manifest-confirmation', 'Manifest', 'L013', 'Kowloon'],
  ['the moment of crossing', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-confirmation', 'Manifest', '172', '2025-11-20T14:30+08:00'],
  ['the crew is asked on entry', 'hongkong-dongguan-components', {}, 'mainland-manifest-confirmation', 'Entry', 'Number', '1'],
  ['and not on exit', 'dongguan-hongkong-batteries', { 'movement.crew': { count: '1' } }, 'mainland-manifest-confirmation', 'Entry', 'Number', undefined],
  ['the container with its seal', 'hongkong-dongguan-components', {}, 'mainland-manifest-confirmation', 'Container', '165', 'SAMPLE-SEAL-1'],
  ['arrival knows the vehicle', 'dongguan-hongkong-batteries', {}, 'mainland-manifest-arrival', 'Arrival', 'T006', '粤Z0000港'],
]

test.each(cases)('%s', (_, name, changes, kind, group, element, expected) => {
  const filing = prepared(changed(exampleDraft(name), changes)).filings.find((each) => each.kind === kind)
  expect(filing).toBeDefined()
  expect(filing === undefined ? undefined : valueOf(filing, group, element)).toBe(expected)
})

test('the four mandatory items of the carriage confirmation are refused when missing', () => {
  const changes = { 'parties.carrier': {}, 'movement.batchNumber': undefined, 'movement.crossingOffice': undefined, 'movement.transportMode': undefined }
  const rules = prepared(changed(exampleDraft('dongguan-hongkong-batteries'), changes)).issues.map((issue) => issue.rule)
  for (const element of ['R006', 'D014', '065', 'T010']) expect(rules).toContain(`mainland-manifest-confirmation.${element}.required`)
})
