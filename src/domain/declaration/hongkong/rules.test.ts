// Each Hong Kong rule with a case that passes and one that does not. Sources: data/rules/hongkong-rules.csv.
import { describe, expect, test } from 'vitest'
import { at, dataRows, findings, hongKongDraft, judged, messagesOf, now, read, withLine } from '../../../../test/declaration/sample-crossing.ts'
import { languages } from '../../../base/language.ts'
import { renderIssue } from '../../../base/message.ts'
import type { DraftObject, HongKongFormType } from '../../submission/index.ts'
import { chooseForm } from './choose-form.ts'
import { groupingOf } from './grouping.ts'
import { hongKongChecks } from './rules.ts'

const found = (id: string, change: DraftObject = {}, moment = now) => findings(hongKongChecks, id, read(hongKongDraft, change).submission, moment)
const codes = (...args: Parameters<typeof found>): readonly string[] => found(...args).map(({ code }) => code)

test('the sample passes every rule', () => expect(judged('hongkong-rules', hongKongChecks, read(hongKongDraft).submission)).toEqual([]))

test('no rule of Hong Kong speaks of a shipment to Macao', () => {
  const { submission } = read(hongKongDraft, { counterpart: 'macao', lines: [{}], rates: [], hongkong: { form: '2B' } })
  expect(judged('hongkong-rules', hongKongChecks, submission)).toEqual([])
})

test('R10', () => {
  // (8×1 + 2 + 2×3 + 3×4 + 6×5 + 7×6 + 8×7) mod 10 = 156 mod 10 = 6
  expect(codes('R10')).toEqual([])
  const wrong = found('R10', { parties: { overseas: { businessRegistration: '12345678' } } })
  expect(wrong).toMatchObject([{ path: 'parties.overseas.businessRegistration', params: { expected: '6', digit: '8' } }])
  expect(codes('R10', { parties: { overseas: { businessRegistration: 'A123456(3)' } } })).toEqual([])
  expect(codes('R10', { parties: { overseas: { businessRegistration: '1234' } } })).toEqual(['hk_brn_shape'])
})

test('R13.food', () => {
  const lettuce = (isFood: string | null) => withLine(hongKongDraft, 0, { codes: { mainland: '0705110000', hongkong: '07051100' }, isFood })
  expect(codes('R13.food', lettuce(null))).toEqual(['food_not_said'])
  for (const said of ['true', 'false']) expect(codes('R13.food', lettuce(said))).toEqual([])
  expect(codes('R13.food', { direction: 'import', ...lettuce(null) })).toEqual([])
})

describe('R12.window', () => {
  const crossing = '2025-10-21T10:00+08:00'
  const cases = [
    ['a minute before 14 days', '2025-10-07T09:59+08:00', ['hk_cargo_too_early']],
    ['14 days before', '2025-10-07T10:00+08:00', []],
    ['30 minutes before', '2025-10-21T09:30+08:00', []],
    ['29 minutes before', '2025-10-21T09:31+08:00', ['hk_cargo_too_late']],
    ['after the crossing', '2025-10-21T12:00+08:00', ['hk_cargo_too_late']],
  ] as const
  test.each(cases)('%s', (_, moment, expected) => expect(codes('R12.window', { movement: { crossingAt: crossing } }, at(moment))).toEqual(expected))
  test('the fix passes', () => {
    const late = at('2025-10-21T09:45+08:00')
    const fix = found('R12.window', {}, late)[0]?.fix
    expect(fix).toEqual({ kind: 'set', path: 'movement.crossingAt', value: '2025-10-21T10:15+08:00' })
    expect(codes('R12.window', { movement: { crossingAt: '2025-10-21T10:15+08:00' } }, late)).toEqual([])
  })
  test('over once a reference is assigned', () =>
    expect(codes('R12.window', { hongkong: { cargoReference: 'SAMPLE-CCRN' } }, at('2025-10-21T09:45+08:00'))).toEqual([]))
})

test('R12.bundling', () => {
  const withReference = { hongkong: { cargoReference: 'SAMPLE-CCRN' } }
  expect(codes('R12.bundling', withReference, at('2025-10-21T09:30+08:00'))).toEqual([])
  expect(codes('R12.bundling', withReference, at('2025-10-21T09:31+08:00'))).toEqual(['hk_bundling_too_late'])
})

test('R12.return', () => {
  const movement = { returnedFromBoundary: 'true', previousCargoReference: 'SAMPLE-CCRN-1' }
  expect(codes('R12.return', { movement, hongkong: { cargoReference: 'SAMPLE-CCRN-2' } })).toEqual([])
  expect(found('R12.return', { movement, hongkong: { cargoReference: 'SAMPLE-CCRN-1' } })).toMatchObject([
    { code: 'hk_reference_reused', fix: { kind: 'remove', path: 'hongkong.cargoReference' } },
  ])
})

test('R13.deadline', () => {
  expect(codes('R13.deadline', {}, at('2025-11-04T23:59+08:00'))).toEqual([])
  // 15 days after, value above 20,000
  expect(found('R13.deadline', {}, at('2025-11-05T00:00+08:00'))).toMatchObject([{ params: { due: '2025-11-04', charge: '40' } }])
})

describe('R13.form', () => {
  const food = { lines: [{ isFood: 'true' }, { isFood: 'true' }] }
  const clothing = { lines: [{ isClothingOrFootwear: 'true' }] }
  const cases: readonly [string, DraftObject, HongKongFormType, string][] = [
    ['import', {}, '1', 'hk_form_reason_not_food'],
    ['import of food', food, '1A', 'hk_form_reason_food'],
    ['import exempt', { ...food, hongkong: { isChargeExempt: 'true' } }, '1B', 'hk_form_reason_exempt'],
    ['export', { direction: 'import' }, '2', 'hk_form_reason_not_local'],
    ['local clothing', { direction: 'import', ...clothing, hongkong: { isLocallyMade: 'true' } }, '2A', 'hk_form_reason_clothing'],
    ['foreign clothing', { direction: 'import', ...clothing }, '2', 'hk_form_reason_not_local'],
    ['local, no clothing', { direction: 'import', hongkong: { isLocallyMade: 'true' } }, '2', 'hk_form_reason_not_clothing'],
    ['export exempt', { direction: 'import', hongkong: { isChargeExempt: 'true' } }, '2B', 'hk_form_reason_exempt'],
  ]
  test.each(cases)('%s', (_, change, form, reason) => {
    const choice = chooseForm(read(hongKongDraft, change).submission)
    expect([choice.form, choice.reasons.at(-1)]).toEqual([form, reason])
  })
  test('an entered form that agrees, and one that contradicts', () => {
    expect(codes('R13.form', { hongkong: { form: '1' } })).toEqual([])
    expect(found('R13.form', { hongkong: { form: '1A' } })).toMatchObject([
      { code: 'hk_form_contradicts', fix: { kind: 'set', path: 'hongkong.form', value: '1' } },
    ])
  })
  test('food and other goods together', () =>
    expect(found('R13.form', { lines: [{ isFood: 'true' }, {}] })).toMatchObject([{ code: 'hk_form_mixed', severity: 'warning', params: { special: '1A' } }]))
})

test('R13.value', () => {
  expect(codes('R13.value')).toEqual([])
  expect(found('R13.value', { rates: [] })).toMatchObject([{ path: 'rates', code: 'local_value_rate_missing', params: { from: 'CNY', to: 'HKD' } }])
})

describe('R13.grouping', () => {
  const apart = { movement: { billNumber: null } }
  test('one bill covers everything', () => expect(codes('R13.grouping')).toEqual([]))
  test('same vehicle, country and heading', () => {
    const same = { ...apart, ...withLine(hongKongDraft, 1, { codes: { hongkong: '85079000', mainland: '8507909000' } }) }
    expect(codes('R13.grouping', same)).toEqual([])
    expect(groupingOf(read(hongKongDraft, same).submission)).toEqual({ kind: 'same-heading', vehicle: 'SAMPLE1', country: '142', heading: '8507' })
    expect(codes('R13.grouping', { ...same, movement: { billNumber: null, counterpartVehicle: null } })).toEqual(['hk_lines_apart'])
  })
  test('other heading', () => expect(found('R13.grouping', apart)).toMatchObject([{ params: { first: 1, other: 2, differs: '#hk_grouping_heading' } }]))
  test('other country is only pointed out', () =>
    expect(found('R13.grouping', { ...apart, ...withLine(hongKongDraft, 1, { originCountry: '110' }) })).toMatchObject([{ severity: 'warning' }]))
  test('one line needs nothing', () => expect(codes('R13.grouping', { ...apart, lines: [{}] })).toEqual([]))
})

describe('R13.address', () => {
  const address = (text: string) => codes('R13.address', { parties: { overseas: { address: text } } })
  test.each(['Unit 1, 1 Sample Street, Kowloon', '1 Postbridge Road', '香港九龙样例街1号'])('passes: %s', (text) => expect(address(text)).toEqual([]))
  test.each(['PO Box 123', 'P.O. Box 123, Hong Kong', 'G.P.O. Box 1', 'GPO Box 12', 'Post Office Box 9', '九龍郵政信箱123號', '邮局信箱5号'])(
    'a box: %s',
    (text) => expect(address(text)).toEqual(['hk_address_po_box']),
  )
})

test('R13.description', () => {
  expect(codes('R13.description')).toEqual([])
  expect(codes('R13.description', withLine(hongKongDraft, 0, { nameEn: '锂离子蓄电池' }))).toEqual(['hk_description_not_english'])
  expect(codes('R13.description', withLine(hongKongDraft, 0, { nameEn: '123' }))).toEqual(['hk_description_not_english'])
})

describe('R13.hkhs', () => {
  const code = (hongkong: string | null) => found('R13.hkhs', withLine(hongKongDraft, 0, { codes: { hongkong } }))
  test('eight digits that begin like the mainland code', () => expect(code('85076099')).toEqual([]))
  test('another subheading', () =>
    expect(code('85078000')).toMatchObject([{ path: 'lines[0].codes.hongkong', code: 'hk_hkhs_other_subheading', params: { shared: '850760' } }]))
  test('six digits', () => expect(code('850760')).toMatchObject([{ code: 'hk_hkhs_length' }]))
  test('none', () => expect(code(null)).toMatchObject([{ code: 'hk_hkhs_missing', fix: { params: { shared: '850760' } } }]))
})

test('every refusal reads as a sentence in four languages, with a fix and no parameter left open', () => {
  const messages = messagesOf('hongkong')
  const fixes = messagesOf('hongkong', 'submission')
  const broken: readonly [DraftObject, string][] = [
    [{ rates: [], hongkong: { form: '1A' }, movement: { billNumber: null }, parties: { overseas: { businessRegistration: '12345678', address: 'PO Box 1' } } }, '2025-10-21T09:45+08:00'],
    [{ terms: { tradeTerm: null }, lines: [{ nameEn: '锂', isFood: 'true', codes: { hongkong: '1' } }, { codes: { mainland: '8507600090', hongkong: '01010101' } }] }, '2025-10-01T00:00+08:00'],
    [{ terms: { tradeTerm: '5' }, lines: [], hongkong: { cargoReference: 'A' }, movement: { returnedFromBoundary: 'true', previousCargoReference: 'A' } }, '2025-12-21T09:45+08:00'],
    [{ terms: { receivingFreight: null, receivingInsurance: null } }, '2025-12-21T09:45+08:00'],
    [{ terms: { receivingFreight: { mark: null }, receivingInsurance: { mark: '2' } }, lines: [{ total: '1', currency: '142' }, {}] }, '2025-10-20T09:45+08:00'],
    [{}, '2025-12-21T09:45+08:00'],
  ]
  const issues = broken.flatMap(([change, moment]) => judged('hongkong-rules', hongKongChecks, read(hongKongDraft, change).submission, at(moment)))
  expect(new Set(issues.map((each) => each.code)).size).toBeGreaterThan(18)
  for (const issue of issues) {
    expect(messages.has(issue.code)).toBe(true)
    for (const language of languages) {
      const { reason, fix } = renderIssue(issue, fixes, language)
      expect(`${reason}${fix}`).not.toMatch(/[{}#]|hk_|local_value_/)
      expect(fix).not.toBe('')
    }
  }
})

test('every rule has a row and every row a check', () => {
  expect(dataRows('rules/hongkong-rules.csv').map((row) => row['id']).toSorted()).toEqual(Object.keys(hongKongChecks).toSorted())
})
