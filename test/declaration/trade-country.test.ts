// The two countries in the head of the mainland's declaration. Goods sold to a third country through Hong Kong: TradeAreaCode is
// the country of the sale, TradeCountry the country where they arrive; both are the other side where nothing is entered.
import { expect, test } from 'vitest'
import { valueOf } from '../../src/domain/declaration/index.ts'
import { changed, type Changes } from '../draft-change.ts'
import { exampleDraft, prepared } from '../knowledge.ts'

// GACC, list country_region: Hong Kong 110, Macao 121, Germany 304, Japan 116.
test.each<readonly [string, 'dongguan-hongkong-batteries' | 'macao-zhuhai-wine', Changes, string, string]>([
  ['nothing entered, Hong Kong', 'dongguan-hongkong-batteries', {}, '110', '110'],
  ['nothing entered, Macao', 'macao-zhuhai-wine', {}, '121', '121'],
  ['sold to Germany', 'dongguan-hongkong-batteries', { 'terms.tradeCountry': 'DEU' }, '304', '110'],
  ['sold to Hong Kong, arrives in Japan', 'dongguan-hongkong-batteries', { 'movement.arrivalCountry': 'JP' }, '110', '116'],
])('%s', (_, example, changes, tradeAreaCode, tradeCountry) => {
  const { filings, issues } = prepared(changed(exampleDraft(example), changes))
  const declaration = filings.find(({ kind }) => kind === 'mainland-declaration')
  expect(issues.filter(({ path }) => path in changes)).toEqual([])
  expect(declaration && [valueOf(declaration, 'DecHead', 'TradeAreaCode'), valueOf(declaration, 'DecHead', 'TradeCountry')]).toEqual([tradeAreaCode, tradeCountry])
})

test('a country that is none is refused', () => {
  const { issues } = prepared(changed(exampleDraft('dongguan-hongkong-batteries'), { 'terms.tradeCountry': 'XX' }))
  expect(issues.map(({ path, severity }) => [path, severity])).toContainEqual(['terms.tradeCountry', 'error'])
})
