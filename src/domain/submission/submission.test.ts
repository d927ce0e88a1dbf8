// Reading a shipment: text to draft, draft to submission, every problem at once.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../base/civil-date.ts'
import { parseCsvRows } from '../../base/csv-rows.ts'
import { decimal } from '../../base/decimal.ts'
import { languages } from '../../base/language.ts'
import { codeBookFrom } from '../reference/index.ts'
import { fieldTableFrom, parseDraft, parsePath, pathAt, patternOf, readDraftText, resolveProfiles, type DraftObject } from './index.ts'

const data = new URL('../../../data/', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, data), 'utf8')
const table = fieldTableFrom(parseCsvRows(read('submission/fields.csv')))
const lists = readdirSync(new URL('reference/', data)).filter((file) => file.endsWith('.csv'))
const book = codeBookFrom(Object.fromEntries(lists.map((file) => [file, parseCsvRows(read(`reference/${file}`))])))
const on = civilDate('2025-10-20')
const least = { reference: 'SAMPLE-1', direction: 'export', counterpart: 'hongkong' }

function parsed(draft: DraftObject) {
  const { submission, origins, issues } = parseDraft({ draft, fromProfile: new Map(), issues: [] }, table, book, on)
  const hasError = issues.some((each) => each.severity === 'error')
  return hasError || submission === undefined ? { ok: false as const, issues, submission } : { ok: true as const, value: { submission, origins, issues } }
}

function faults(draft: DraftObject): readonly string[] {
  const result = parsed(draft)
  const issues = result.ok ? result.value.issues : result.issues
  return issues.map((each) => `${each.path} ${each.code}`)
}

describe('the field table', () => {
  test('every field has a label in four languages and no path stands twice', () => {
    for (const field of table.fields) for (const language of languages) expect(field.label[language], field.path).not.toBe('')
    expect(table.byPath.size).toBe(table.fields.length)
  })
})

describe('paths', () => {
  test('are read into steps', () => {
    expect(parsePath('lines[2].codes.mainland')).toEqual([{ name: 'lines', index: 2 }, { name: 'codes' }, { name: 'mainland' }])
    expect(parsePath('lines[x]')).toBeUndefined()
    expect(parsePath('')).toBeUndefined()
  })
  test('pattern and place', () => {
    expect(pathAt('lines[].licences[].kind', 2, 0)).toBe('lines[2].licences[0].kind')
    expect(patternOf('lines[2].licences[0].kind')).toBe('lines[].licences[].kind')
  })
})

describe('text', () => {
  test('numbers stay as written and know their line', () => {
    const result = readDraftText('terms:\n  supervisionMode: 0110\nlines:\n  - unitPrice: 12.50\n')
    expect(result).toMatchObject({ ok: true, value: { draft: { terms: { supervisionMode: '0110' }, lines: [{ unitPrice: '12.50' }] } } })
    expect(result.ok && result.value.positions.get('lines[0].unitPrice')).toEqual({ line: 4, column: 16 })
  })
  test('JSON is read too', () => expect(readDraftText('{"a": 1.10, "b": null}')).toMatchObject({ ok: true, value: { draft: { a: '1.10', b: null } } }))

  const refusedTexts: readonly [string, string, string][] = [
    ['an open bracket', 'a: [1, 2', 'text_bracket_open'],
    ['the same key twice', 'a: 1\na: 2', 'text_key_twice'],
    ['a list', '- 1', 'text_not_an_object'],
    ['nothing', '', 'text_not_an_object'],
    ['deep nesting', `${'['.repeat(5000)}`, 'text_too_deep'],
    ['an alias', 'a: &x 1\nb: *x', 'text_alias'],
  ]
  test.each(refusedTexts)('%s is refused', (_, text, code) => {
    const result = readDraftText(text)
    expect(result.ok ? [] : result.issues.map((each) => each.code)).toContain(code)
  })
  test('a member called __proto__ is only a member', () => {
    const result = readDraftText('{"__proto__": {"reference": "x"}}')
    expect(result.ok && result.value.draft['reference']).toBeUndefined()
  })
})

describe('profiles', () => {
  const profiles = new Map([['sample-exporter', { nameZh: '样例', uscc: 'X' }]])
  test('fill a party; what the shipment says goes before', () => {
    const result = resolveProfiles({ parties: { trader: { profile: 'sample-exporter', uscc: 'Y' } } }, profiles)
    expect(result).toMatchObject({ issues: [], draft: { parties: { trader: { nameZh: '样例', uscc: 'Y' } } } })
    expect([...result.fromProfile]).toEqual([['parties.trader.nameZh', 'sample-exporter']])
  })
  test('an unknown one names those there are', () => {
    const result = resolveProfiles({ parties: { trader: { profile: 'other' } } }, profiles)
    expect(result).toMatchObject({ issues: [{ path: 'parties.trader.profile', fix: { options: ['sample-exporter'] } }] })
  })
})

describe('values', () => {
  test('the three that are always needed', () => {
    expect(faults({})).toEqual(['reference field_missing', 'direction field_missing', 'counterpart field_missing'])
  })
  test('every problem at once', () => {
    const draft = { ...least, direction: 'out', nonsense: '1', lines: [{ quantity: '1e3', unitPrice: '1.23456', netWeightKg: '-1' }, 'x'], packages: { count: '1.5' } }
    expect(faults(draft).toSorted()).toEqual(
      [
        'direction not_a_choice',
        'lines[0].netWeightKg not_a_decimal',
        'lines[0].quantity not_a_decimal',
        'lines[0].unitPrice decimal_too_precise',
        'lines[1] not_a_group',
        'nonsense field_unknown',
        'packages.count not_an_integer',
      ].toSorted(),
    )
  })
  test('exact decimals, dates, instants, flags', () => {
    const result = parsed({ ...least, isSample: 'true', movement: { departedOn: '2025-10-19', crossingAt: '2025-10-20T10:00+08:00' }, lines: [{ quantity: '12.50' }] })
    expect(result).toMatchObject({ ok: true, value: { submission: { isSample: true, lines: [{ quantity: decimal('12.50') }], movement: { departedOn: '2025-10-19', crossingAt: Date.parse('2025-10-20T02:00Z') } } } })
  })
  test.each(['USD', '502'])('currency %s becomes the number of the list', (currency) => {
    const result = parsed({ ...least, lines: [{ currency }] })
    expect(result).toMatchObject({ ok: true, value: { submission: { lines: [{ currency: '502' }] } } })
    expect(result.ok && result.value.origins.translated.get('lines[0].currency')).toEqual(currency === '502' ? undefined : { list: 'currency', from: 'USD', to: '502' })
  })
  test('a code of an incomplete list only warns and stays', () => {
    const result = parsed({ ...least, movement: { crossingPort: '999999' } })
    expect(result).toMatchObject({ ok: true, value: { submission: { movement: { crossingPort: '999999' } }, issues: [{ severity: 'warning' }] } })
  })
  test('a code of a complete list refuses and offers the nearest', () => {
    expect(parsed({ ...least, movement: { transportMode: '44' } })).toMatchObject({ ok: false, issues: [{ path: 'movement.transportMode', fix: { kind: 'choose' } }] })
  })
  test('a currency that is no more says what holds instead', () => {
    expect(parsed({ ...least, lines: [{ currency: 'DEM' }] })).toMatchObject({ ok: false, issues: [{ path: 'lines[0].currency', fix: { kind: 'set', value: '300' } }] })
  })
})

test('what could be read is there beside what was refused, so that later rules can speak too', () => {
  const result = parsed({ ...least, packages: { count: '0' }, lines: [{ unit: '999', netWeightKg: '1200.0000000000000000' }] })
  expect(result).toMatchObject({ ok: false, issues: [{ path: 'lines[0].unit' }], submission: { packages: { count: 0 }, lines: [{}] } })
  expect(result.submission?.lines[0]?.netWeightKg).toBeDefined()
  expect(result.submission?.lines[0]?.unit).toBeUndefined()
})

test.each(['锂\uD800离', 'a\uFFFEb', 'a\u0001b'])('%j holds what no message can', (nameZh) => {
  expect(faults({ ...least, lines: [{ nameZh }] })).toEqual(['lines[0].nameZh control_character'])
})

test('a character outside the basic plane is one', () => expect(faults({ ...least, lines: [{ nameZh: '𠮷' }] })).toEqual([]))

test('a member called __proto__ among the parties is an unknown field', () => {
  const draft = JSON.parse('{"reference":"S","direction":"export","counterpart":"macao","parties":{"__proto__":{"notify":{"name":"ghost"}}}}') as DraftObject
  const { issues, submission } = parseDraft(resolveProfiles(draft, new Map()), table, book, on)
  expect(issues.map((each) => each.code)).toEqual(['field_unknown'])
  expect(submission?.parties.notify.name).toBeUndefined()
})

test('no draft of plain values throws', () => {
  const anything = fc.object({ key: fc.constantFrom('lines', 'parties', 'trader', 'reference', 'movement', 'packages', 'count', 'zz'), maxDepth: 4 })
  fc.assert(fc.property(anything, (draft) => typeof parsed(draft as DraftObject).ok === 'boolean'), { seed: 7, numRuns: 500 })
})
