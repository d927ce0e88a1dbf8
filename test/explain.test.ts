// Where a value came from: what was translated, from what; what a derivation really used; and nothing that is no value.
import { describe, expect, test } from 'vitest'
import { explainValue } from '../src/app/explain-value.ts'
import { viewOrigin } from '../src/app/shipment-view.ts'
import { changed, type Changes } from './draft-change.ts'
import { exampleDraft, knowledge, prepared } from './knowledge.ts'

const batteries = exampleDraft('dongguan-hongkong-batteries')
const explain = (path: string, changes: Changes = {}) => explainValue(prepared(changed(batteries, changes)), path, knowledge.fields)

function elementAt(path: string, changes: Changes = {}) {
  const found = explain(path, changes)
  if (found?.kind !== 'element') throw new Error(`no element at ${path}`)
  return found
}

describe('a value translated by a form', () => {
  const packages = 'hongkong-declaration/Header[0]/packages_type'
  test('says the code before', () => {
    const { origin } = elementAt(packages)
    expect(origin).toEqual({ kind: 'translated', path: 'packages.kind', list: 'package-kind-rec21', from: '22' })
    expect(viewOrigin(origin, knowledge, 'en').text).toMatch(/by the list package-kind-rec21: 22$/)
  })
  test('and what was typed, where that was translated at entry', () => {
    const { origin } = elementAt('hongkong-declaration/Line[0]/origin_country', { 'lines[0].originCountry': '142' })
    expect(origin).toEqual({ kind: 'translated', path: 'lines[0].originCountry', list: 'country-iso2', from: '142' })
    const typed = elementAt('hongkong-declaration/Line[0]/origin_country', { 'lines[0].originCountry': 'CN' }).origin
    expect(typed).toMatchObject({ kind: 'translated', from: '142', typed: 'CN' })
    expect(viewOrigin(typed, knowledge, 'en').text).toMatch(/: 142, typed as “CN”$/)
  })
})

describe('a value in the local currency', () => {
  const usd: Changes = { 'lines[0].currency': 'USD', rates: [{ from: 'EUR', to: 'HKD', rate: '9' }, { from: 'USD', to: 'HKD', rate: '7.8', source: 'sample bank' }] }
  test('shows the rate and its source, and no charge that CIF does not need', () => {
    const { value, inputs } = elementAt('hongkong-declaration/Line[0]/value', usd)
    expect(value).toBe('1965600')
    expect(inputs.map((input) => [input.path, input.value])).toEqual([
      ['lines[0].unitPrice', '210'],
      ['lines[0].quantity', '1200'],
      ['lines[0].currency', '502'],
      ['rates[1].rate', '7.8'],
      ['rates[1].source', 'sample bank'],
      ['terms.tradeTerm', '1'],
    ])
  })
  test('a rate knows the values that use it', () =>
    expect(explain('rates[1].rate', usd)).toMatchObject({ value: '7.8', usedBy: ['hongkong-declaration/Line[0]/value'] }))
  test('of several lines each path stands once', () => {
    const found = explainValue(prepared(exampleDraft('hongkong-dongguan-components')), 'hongkong-declaration/Line[1]/value', knowledge.fields)
    const paths = found?.kind === 'element' ? found.inputs.map((input) => input.path) : []
    expect(paths.slice(0, 2).every((path) => path.startsWith('lines[1].'))).toBe(true)
    expect(paths.some((path) => path.startsWith('lines[0].'))).toBe(true)
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('what is no value of the submission', () => {
  const paths = ['toString', 'constructor', '__proto__', 'lines', 'lines.length', 'lines[0]', 'lines[0].toString', 'lines[0].netWeightKg.units', 'lines[].nameZh', 'lines[0].codes', 'parties.trader.valueOf']
  test.each(paths)('%s', (path) => expect(explain(path)).toBeUndefined())
})

describe('a value reads by the kind of its field', () => {
  test('a moment', () => expect(explain('movement.crossingAt')).toMatchObject({ value: '2025-11-20T14:30+08:00' }))
  test('a moment of 1972 too, which is a small number', () =>
    expect(explain('movement.crossingAt', { 'movement.crossingAt': '1972-01-01T08:00+08:00' })).toMatchObject({ value: '1972-01-01T08:00+08:00' }))
  test('a count', () => expect(explain('packages.count')).toMatchObject({ value: '120' }))
  test('a decimal', () => expect(explain('packages.volumeM3')).toMatchObject({ value: '9.6' }))
  test('a flag', () => expect(explain('isSample')).toMatchObject({ value: 'true' }))
})
