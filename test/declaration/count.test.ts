// The re-keying count out of the product's own forms. Expected figures: the analysis of the published items, verified
// cells first, then with the unverified ones (data/declarations/items.csv has the cells).
import { describe, expect, test } from 'vitest'
import { formatDecimal } from '../../src/base/decimal.ts'
import { askedItems, countItems, isUsuallyKeyed, itemsAsked, type FilingKind, type Mark } from '../../src/domain/declaration/index.ts'
import { knowledge } from '../knowledge.ts'

const manifest: readonly FilingKind[] = ['mainland-manifest-original', 'mainland-manifest-confirmation', 'mainland-manifest-arrival']
const cases: Readonly<Record<string, readonly FilingKind[]>> = {
  'Dongguan to Hong Kong, scheme only': ['mainland-declaration', 'hongkong-cargo'],
  'Dongguan to Hong Kong, all filings': ['mainland-declaration', ...manifest, 'hongkong-cargo', 'hongkong-bundling', 'hongkong-declaration'],
  'Zhuhai to Macao, scheme only': ['mainland-declaration', 'macao-declaration'],
  'Zhuhai to Macao, all filings': ['mainland-declaration', ...manifest, 'macao-declaration'],
}

function countOf(name: string, marks: readonly Mark[]) {
  const forms = (cases[name] ?? []).flatMap((kind) => knowledge.forms.get(kind) ?? [])
  return countItems(askedItems(forms, marks), isUsuallyKeyed(knowledge.items))
}

describe('the four cases', () => {
  const expected: readonly [string, number, number, number, string, number, number, string, number][] = [
    ['Dongguan to Hong Kong, scheme only', 50, 45, 5, '10.0', 8, 3, '62.5', 24],
    ['Dongguan to Hong Kong, all filings', 85, 55, 30, '35.3', 43, 13, '69.8', 28],
    ['Zhuhai to Macao, scheme only', 52, 46, 6, '11.5', 10, 4, '60.0', 24],
    ['Zhuhai to Macao, all filings', 66, 51, 15, '22.7', 24, 9, '62.5', 26],
  ]
  test.each(expected)('%s: asked %i, distinct %i', (name, asked, distinct, saved, savedPercent, later, stillNew, cut, keyed) => {
    const count = countOf(name, ['V'])
    expect(count).toMatchObject({ asked, distinct, saved, later, stillNew, keyed })
    expect([formatDecimal(count.savedPercent), formatDecimal(count.cutInLaterPercent)]).toEqual([savedPercent, cut])
  })

  const withUnverified: readonly [string, number, number, number, string, number, number, string, number][] = [
    ['Dongguan to Hong Kong, scheme only', 50, 45, 5, '10.0', 8, 3, '62.5', 24],
    ['Dongguan to Hong Kong, all filings', 94, 55, 39, '41.5', 52, 13, '75.0', 28],
    ['Zhuhai to Macao, scheme only', 61, 48, 13, '21.3', 19, 6, '68.4', 26],
    ['Zhuhai to Macao, all filings', 82, 54, 28, '34.1', 40, 12, '70.0', 28],
  ]
  test.each(withUnverified)('with unverified cells, %s: asked %i, distinct %i', (name, asked, distinct, saved, savedPercent, later, stillNew, cut, keyed) => {
    const count = countOf(name, ['V', 'U'])
    expect(count).toMatchObject({ asked, distinct, saved, later, stillNew, keyed })
    expect([formatDecimal(count.savedPercent), formatDecimal(count.cutInLaterPercent)]).toEqual([savedPercent, cut])
  })
})

describe('each form asks what the table of items says, cell by cell', () => {
  const rows = knowledge.rows('declarations/items.csv')
  const columns = ['mainland-declaration', 'mainland-manifest', 'hongkong-cargo', 'hongkong-bundling', 'hongkong-declaration', 'macao-declaration']
  test.each(columns)('%s', (column) => {
    const forms = [...knowledge.forms.values()].filter((form) => form.countedAs === column)
    for (const [marks, pattern] of [[['V'], /^V/], [['V', 'U'], /^[VU]/]] as const) {
      const cells = rows.filter((row) => pattern.test(row[column] ?? '')).map((row) => row['item_id'] ?? '')
      const asked = new Set(forms.flatMap((form) => [...itemsAsked(form, marks)]))
      expect([...asked].toSorted()).toEqual(cells.toSorted())
    }
  })
})
