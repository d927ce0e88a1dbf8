// Each Macao rule with a case that passes and one that does not. Sources: data/rules/macao-rules.csv.
import { describe, expect, test } from 'vitest'
import { at, dataRows, findings, judged, macaoDraft, messagesOf, now, read, withLine } from '../../../../test/declaration/sample-crossing.ts'
import { civilDate } from '../../../base/civil-date.ts'
import { languages } from '../../../base/language.ts'
import { renderIssue } from '../../../base/message.ts'
import type { DraftObject } from '../../submission/index.ts'
import { needsMacaoDeclaration, operationOf } from './operation.ts'
import { macaoChecks } from './rules.ts'
import { addWorkingDays } from './working-days.ts'

const found = (id: string, change: DraftObject = {}, moment = now) => findings(macaoChecks, id, read(macaoDraft, change).submission, moment)
const codes = (...args: Parameters<typeof found>): readonly string[] => found(...args).map(({ code }) => code)
const goods = { mainland: '8471300000', macao: '84713000' }
const plainLine = { codes: goods, total: '20000', currency: '142', nameZh: '电脑', quantity: '1', unit: '035', grossWeightKg: '1' }

test('the sample passes every rule', () => expect(judged('macao-rules', macaoChecks, read(macaoDraft).submission)).toEqual([]))

test('no rule of Macao speaks of a shipment to Hong Kong', () => {
  const { submission } = read(macaoDraft, { counterpart: 'hongkong', macao: { certificate: null }, rates: [] })
  expect(judged('macao-rules', macaoChecks, submission)).toEqual([])
})

describe('R14.threshold', () => {
  const priced = (total: string, change: DraftObject = {}): DraftObject => ({
    lines: [{ ...plainLine, total }],
    rates: [{ from: '142', to: '121', rate: '1' }],
    ...change,
  })
  const cases: readonly [string, DraftObject, readonly string[]][] = [
    ['MOP 5,000 needs none', priced('5000'), ['mo_need_none']],
    ['MOP 5,000.01 does', priced('5000.01'), ['mo_need_above_threshold']],
    ['a part of more does', priced('100', { macao: { isSplitOfLarger: 'true' } }), ['mo_need_split']],
    ['a licence does', { ...priced('100'), lines: [{ ...plainLine, total: '100', destinationLicence: 'SAMPLE' }] }, ['mo_need_licence']],
    ['food does', { ...priced('100'), lines: [{ ...plainLine, total: '100', isFood: 'true' }] }, ['mo_need_food']],
    ['an unknown value does', { ...priced('100'), rates: [] }, ['mo_need_value_unknown']],
  ]
  test.each(cases)('%s', (_, change, reasons) => {
    expect(needsMacaoDeclaration(read(macaoDraft, change).submission).reasons).toEqual(reasons)
    expect(codes('R14.threshold', change)).toEqual(reasons[0] === 'mo_need_none' ? ['mo_declaration_not_needed'] : [])
  })
})

describe('working days, Monday to Friday', () => {
  const cases = [
    ['2025-10-20', 1, '2025-10-21'],
    ['2025-10-20', 10, '2025-11-03'],
    ['2025-10-24', 1, '2025-10-27'],
    ['2025-10-25', 1, '2025-10-27'],
  ] as const
  test.each(cases)('%s and %i', (from, count, day) => expect(addWorkingDays(civilDate(from), count)).toBe(day))
})

test('R14.validity', () => {
  expect(codes('R14.validity', { movement: { crossingAt: '2025-11-03T23:00+08:00' } })).toEqual([])
  expect(found('R14.validity', { movement: { crossingAt: '2025-11-04T00:00+08:00' } })).toMatchObject([{ params: { lastDay: '2025-11-03' } }])
})

test('R14.second-part', () => {
  const attached = { macao: { hasAttachedList: 'true' } }
  expect(codes('R14.second-part', attached)).toEqual([])
  // 10 working days after Tuesday 21 October
  expect(found('R14.second-part', { ...attached, ...withLine(macaoDraft, 0, { quantity: null }) })).toMatchObject([{ params: { due: '2025-11-04' } }])
  expect(codes('R14.second-part', withLine(macaoDraft, 0, { quantity: null }))).toEqual([])
})

test('R14.previous', () => {
  const back = { macao: { operation: 'reimport' } }
  expect(found('R14.previous', back)).toMatchObject([{ path: 'lines[0].previousDocument' }])
  expect(codes('R14.previous', { ...back, ...withLine(macaoDraft, 0, { previousDocument: 'SAMPLE-DOC' }) })).toEqual([])
})

test('R14.ncem', () => {
  const code = (macao: string | null) => codes('R14.ncem', withLine(macaoDraft, 0, { codes: { macao } }))
  expect(code('020712')).toEqual([])
  expect(code('02071300')).toEqual(['mo_ncem_other_subheading'])
  expect(code('0207')).toEqual(['mo_ncem_malformed'])
  expect(code(null)).toEqual(['mo_ncem_missing'])
})

test('R14.value', () => {
  expect(codes('R14.value')).toEqual([])
  expect(found('R14.value', { rates: [] })).toMatchObject([{ path: 'rates', params: { from: 'CNY', to: 'MOP' } }])
})

describe('the operation', () => {
  const cases: readonly [string, DraftObject, string | undefined][] = [
    ['import', {}, 'import'],
    ['as entered', { macao: { operation: 'reimport' } }, 'reimport'],
    ['export of Macao goods', { direction: 'import', ...withLine(macaoDraft, 0, { originCountry: '121' }) }, 'domestic-export'],
    ['export of other goods', { direction: 'import' }, undefined],
  ]
  test.each(cases)('%s', (_, change, operation) => expect(operationOf(read(macaoDraft, change).submission)).toBe(operation))
})

describe('R18.licence', () => {
  const line = (macao: string, more: DraftObject = {}): DraftObject => ({ lines: [{ ...plainLine, codes: { mainland: `${macao}00`, macao }, ...more }] })
  const cases: readonly [string, DraftObject, readonly [string, string | undefined][]][] = [
    ['chapter 1', line('01022100'), [['mo_food_licence_missing', undefined]]],
    ['chapter 3', line('03021100'), [['mo_food_licence_missing', undefined]]],
    ['chapter 2 with its licence', line('02071200', { destinationLicence: 'SAMPLE' }), []],
    ['chapter 4, parts', line('04011000'), [['mo_food_licence_maybe', 'warning']]],
    ['chapter 21 that is no food', line('21069000', { isFood: 'false' }), []],
    ['chapter 95, toys', line('95030000'), []],
    ['chapter 95, said to be inspected', line('95081000', { isFood: 'true' }), [['mo_food_licence_maybe', 'warning']]],
    ['other food', line('19053100', { isFood: 'true' }), []],
  ]
  test.each(cases)('%s', (_, change, expected) =>
    expect(found('R18.licence', change).map(({ code, severity }) => [code, severity])).toEqual(expected),
  )
  test('nothing on the way out of Macao', () => expect(codes('R18.licence', { direction: 'import', ...line('02071200') })).toEqual([]))
})

test('R18.said', () => {
  const lettuce = (isFood: string | null) => withLine(macaoDraft, 0, { codes: { mainland: '0705110000', macao: '07051100' }, isFood })
  expect(codes('R18.said', lettuce(null))).toEqual(['food_not_said'])
  for (const said of ['true', 'false']) expect(codes('R18.said', lettuce(said))).toEqual([])
  expect(codes('R18.said', { direction: 'import', ...lettuce(null) })).toEqual([])
  expect(codes('R18.said')).toEqual([])
})

test('R18.certificate', () => {
  expect(codes('R18.certificate')).toEqual([])
  expect(codes('R18.certificate', { macao: { certificate: null } })).toEqual(['mo_food_certificate_missing'])
  expect(codes('R18.certificate', { macao: { certificate: null }, lines: [plainLine] })).toEqual([])
})

test('R18.appointment', () => {
  // now is Monday 20 October: Tuesday is one working day later
  expect(codes('R18.appointment')).toEqual([])
  expect(found('R18.appointment', { macao: { inspectionAt: '2025-10-20T18:00+08:00' } })).toMatchObject([{ params: { earliest: '2025-10-21' } }])
  expect(found('R18.appointment', { macao: { inspectionAt: '2025-10-26T11:00+08:00' } }, at('2025-10-24T10:00+08:00'))).toMatchObject([{ params: { earliest: '2025-10-27' } }])
  expect(codes('R18.appointment', { macao: { inspectionAt: null } })).toEqual(['mo_food_appointment_missing'])
  expect(codes('R18.appointment', { macao: { inspectionPlace: null } })).toEqual(['mo_food_place_missing'])
})

test('R18.operator', () => {
  expect(codes('R18.operator')).toEqual([])
  expect(codes('R18.operator', { parties: { overseas: { macaoOperatorNumber: null } } })).toEqual(['mo_food_operator_missing'])
})

test('every refusal reads as a sentence in four languages, with a fix and no parameter left open', () => {
  const messages = messagesOf('hongkong', 'macao', 'submission')
  const broken: readonly [DraftObject, string][] = [
    [{ rates: [], macao: { certificate: null, inspectionAt: null, operation: 'reimport' }, parties: { overseas: { macaoOperatorNumber: null } } }, '2025-10-20T10:00+08:00'],
    [{ lines: [{ ...plainLine, total: '1', codes: {} }], macao: { hasAttachedList: 'true' }, packages: { count: null } }, '2025-10-01T10:00+08:00'],
    [{ lines: [{ ...plainLine, codes: { mainland: '0201100000', macao: '02' }, isFood: 'true' }, { ...plainLine, codes: { mainland: '0401100000', macao: '04012000' } }] }, '2025-10-21T10:00+08:00'],
    [{ macao: { inspectionPlace: null } }, '2025-10-20T10:00+08:00'],
  ]
  const issues = broken.flatMap(([change, moment]) => judged('macao-rules', macaoChecks, read(macaoDraft, change).submission, at(moment)))
  expect(new Set(issues.map((each) => each.code)).size).toBeGreaterThan(12)
  for (const issue of issues) {
    expect(messages.has(issue.code)).toBe(true)
    for (const language of languages) {
      const { reason, fix } = renderIssue(issue, messages, language)
      expect(`${reason}${fix}`).not.toMatch(/[{}#]|mo_|local_value_/)
      expect(fix).not.toBe('')
    }
  }
})

test('every rule has a row and every row a check', () => {
  expect(dataRows('rules/macao-rules.csv').map((row) => row['id']).toSorted()).toEqual(Object.keys(macaoChecks).toSorted())
})
