// Every refusal of the entry says what would pass: a value, a choice or one sentence. Expected values by hand from what was typed.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../base/civil-date.ts'
import { parseCsvRows } from '../../base/csv-rows.ts'
import type { Fix, Issue } from '../../base/issue.ts'
import { languages } from '../../base/language.ts'
import { messagesFrom, renderIssue } from '../../base/message.ts'
import { codeBookFrom } from '../reference/index.ts'
import { fieldTableFrom, parseDraft, parsePath, readDraftText, resolveProfiles, type DraftObject, type DraftValue } from './index.ts'

const data = new URL('../../../data/', import.meta.url)
const rows = (file: string) => parseCsvRows(readFileSync(new URL(file, data), 'utf8'))
const filesOf = (folder: string) => readdirSync(new URL(folder, data)).filter((file) => file.endsWith('.csv'))
const table = fieldTableFrom(rows('submission/fields.csv'))
const book = codeBookFrom(Object.fromEntries(filesOf('reference/').map((file) => [file, rows(`reference/${file}`)])))
const messages = messagesFrom(filesOf('messages/').flatMap((file) => rows(`messages/${file}`)), rows('submission/fields.csv'))
const on = civilDate('2025-11-18')
const least = { reference: 'SAMPLE-1', direction: 'export', counterpart: 'hongkong' }

function issuesOf(draft: DraftObject): readonly Issue[] {
  return parseDraft(resolveProfiles(draft, new Map()), table, book, on).issues
}

/** The draft of the least that is needed and one value more. */
function draftWith(path: string, value: DraftValue): DraftObject {
  const steps = parsePath(path) ?? []
  const inner = steps.reduceRight<DraftValue>((held, { name, index }) => ({ [name]: index === undefined ? held : [held] }), value)
  return { ...least, ...(inner as DraftObject) }
}

function shortOf(fix: Fix | undefined): string {
  switch (fix?.kind) {
    case 'set':
      return `set ${fix.value}`
    case 'choose':
      return `choose ${fix.options.join(' ')}`
    case 'act':
      return `act ${fix.code}`
    default:
      return String(fix?.kind)
  }
}

function isSentence(text: string): boolean {
  return text !== '' && !/[{]\w+[}]|#field|undefined|: ?[.。]$/.test(text)
}

/** Each as one line of every language, with nothing left open. */
function rendered(issue: Issue): readonly string[] {
  return languages.flatMap((language) => {
    const { reason, fix } = renderIssue(issue, messages, language)
    for (const text of [reason, fix]) expect(isSentence(text), text).toBe(true)
    return [reason, fix]
  })
}

const list = 'lines[0].'
const cases: readonly [string, DraftValue, string][] = [
  [`${list}quantity`, '1,200', 'set 1200'],
  [`${list}quantity`, '1,234,567.5', 'set 1234567.5'],
  [`${list}quantity`, '1.2e3', 'set 1200'],
  [`${list}quantity`, '1e-2', 'set 0.01'],
  [`${list}quantity`, '1 200', 'set 1200'],
  [`${list}quantity`, '1200,5', 'set 1200.5'],
  [`${list}quantity`, '1.200,5', 'set 1200.5'],
  [`${list}quantity`, '１２', 'set 12'],
  [`${list}quantity`, '+12', 'set 12'],
  [`${list}quantity`, '.5', 'set 0.5'],
  [`${list}quantity`, '-1', 'act not_a_decimal.act.fix'],
  [`${list}quantity`, 'many', 'act not_a_decimal.act.fix'],
  [`${list}quantity`, '9'.repeat(30), 'act decimal_too_large.act.fix'],
  [`${list}quantity`, 'x'.repeat(1_000_000), 'act not_a_decimal.act.fix'],
  [`${list}quantity`, '1'.repeat(1_000_000), 'act not_a_decimal.act.fix'],
  [`${list}unitPrice`, '210.12345', 'set 210.1235'],
  [`${list}unitPrice`, '210.12344', 'set 210.1234'],
  [`${list}total`, '252000.001', 'set 252000'],
  [`${list}total`, '252000.005', 'set 252000.01'],
  ['movement.crossingAt', '2025-11-20T14:30', 'set 2025-11-20T14:30+08:00'],
  ['movement.crossingAt', '2025-11-20 14:30', 'set 2025-11-20T14:30+08:00'],
  ['movement.crossingAt', '2025/11/20 9:30', 'set 2025-11-20T09:30+08:00'],
  ['movement.crossingAt', '2025-11-20T14:30:05+0800', 'set 2025-11-20T14:30:05+08:00'],
  ['movement.crossingAt', '20/11/2025 14:30', 'set 2025-11-20T14:30+08:00'],
  ['movement.crossingAt', '2025-11-20', 'act not_an_instant.act.fix'],
  ['movement.crossingAt', '2025-11-20T25:30', 'act not_an_instant.act.fix'],
  ['movement.departedOn', '20/11/2025', 'set 2025-11-20'],
  ['movement.departedOn', '2025/11/20', 'set 2025-11-20'],
  ['movement.departedOn', '2025.1.5', 'set 2025-01-05'],
  ['movement.departedOn', '20251120', 'set 2025-11-20'],
  ['movement.departedOn', '2025年11月20日', 'set 2025-11-20'],
  ['movement.departedOn', '05/11/2025', 'choose 2025-11-05 2025-05-11'],
  ['movement.departedOn', '11/11/2025', 'set 2025-11-11'],
  ['movement.departedOn', '2025-02-30', 'act not_a_date.act.fix'],
  ['packages.count', '120.5', 'choose 120 121'],
  ['packages.count', '120.0', 'set 120'],
  ['packages.count', '1,200', 'set 1200'],
  ['packages.count', '-3', 'act not_an_integer.act.fix'],
  ['packages.count', '1e12', 'act not_an_integer.act.fix'],
  ['isSample', 'yes', 'set true'],
  ['isSample', 'NO', 'set false'],
  ['isSample', 'maybe', 'choose true false'],
  ['direction', 'Export', 'set export'],
  ['direction', 'out', 'choose export import'],
  [`${list}nameEn`, ['a', 'b'], 'choose a b'],
  [`${list}nameEn`, ['a'], 'set a'],
  [`${list}nameEn`, { a: 'b' }, 'act value_not_single.act.fix'],
  [`${list}nameEn`, 'a\u0001b', 'set ab'],
  [`${list}nameEn`, 'x'.repeat(101), 'act text_too_long.act.fix'],
  ['terms.remarks', `${'x'.repeat(254)} yz`, `set ${'x'.repeat(254)}`],
  ['packages.marks', '😀'.repeat(201), `set ${'😀'.repeat(200)}`],
  [`${list}codes.mainland`, '8507 6000 00', 'set 8507600000'],
  [`${list}codes.mainland`, '8507.6000', 'set 85076000'],
  [`${list}codes.hongkong`, '8507.60.00', 'set 85076000'],
  [`${list}codes.hongkong`, '8507.60.00.00', 'act text_too_long.act.fix'],
  ['lines', 'x', 'act not_a_list.fix'],
  ['terms', 'x', 'act not_a_group.fix'],
  ['nonsense', 'x', 'remove'],
  ['terms.freight.mark', '9', 'choose 1 2 3'],
  ['terms.tradeTerm', 'DDP', 'choose 1 2 3 4 5 6 7'],
  ['terms.tradeTerm', 'cif', 'set CIF'],
  [`${list}currency`, 'HKX', 'choose HKD'],
  [`${list}currency`, 'hkd', 'set HKD'],
  [`${list}currency`, 'Hong Kong Dolar', 'choose 110'],
  [`${list}currency`, 'QQQ', 'act reference.not_in_known_part.act.fix'],
  [`${list}originCountry`, 'XXX', 'act reference.unknown.act.fix'],
  [`${list}originCountry`, 'Germany', 'set 304'],
]

describe('the smallest change', () => {
  test.each(cases.map((each) => [`${each[0]}: ${JSON.stringify(each[1]).slice(0, 40)}`, ...each] as const))('%s', (_, path, value, expected) => {
    const issues = issuesOf(draftWith(path, value))
    expect(issues.map((each) => shortOf(each.fix))).toEqual([expected])
    for (const issue of issues) for (const text of rendered(issue)) expect(text.length).toBeLessThan(1_400)
  })

  test.each(cases.filter(([, , expected]) => expected.startsWith('set ')))('%s: %s passes when set', (path, _, expected) => {
    expect(issuesOf(draftWith(path, expected.slice(4)))).toEqual([])
  })

  test('package kind ZZ: every kind with its name', () => {
    const [issue] = issuesOf(draftWith('packages.kind', 'ZZ'))
    expect(issue?.fix).toMatchObject({ kind: 'choose' })
    expect(issue && renderIssue(issue, messages, 'en').fix).toContain('22 (')
  })

  test('what is missing', () => {
    expect(issuesOf({}).map((each) => shortOf(each.fix))).toEqual(['act field_missing.act.fix', 'choose export import', 'choose hongkong macao'])
    for (const issue of issuesOf({})) rendered(issue)
  })

  test('rounding is said', () => {
    const [issue] = issuesOf(draftWith('lines[0].unitPrice', '210.12345'))
    expect(issue && renderIssue(issue, messages, 'en').fix).toBe('Set “Unit price” to 210.1235, which is rounded half up to 4 decimals.')
  })

  test('a code issue names the field and shows the family that was typed', () => {
    const [issue] = issuesOf(draftWith('lines[0].currency', 'HKX'))
    const { reason, fix } = issue === undefined ? { reason: '', fix: '' } : renderIssue(issue, messages, 'en')
    expect(reason).toMatch(/^“Currency” \(lines\[0\]\.currency\): “HKX” is not among/)
    expect(fix).toContain('HKD (Hong Kong Dollar)')
  })

  test('a long value is cut in every message', () => {
    for (const path of ['direction', 'isSample', 'movement.departedOn', 'movement.crossingAt', 'packages.count', 'lines[0].quantity', 'lines[0].currency', 'lines[0].codes.mainland']) {
      const issues = issuesOf(draftWith(path, 'y'.repeat(1_000_000)))
      expect(issues.length, path).toBeGreaterThan(0)
      for (const issue of issues) for (const text of rendered(issue)) expect(text.length).toBeLessThan(600)
    }
    for (const issue of issuesOf({ ...least, ['z'.repeat(1_000_000)]: '1' })) for (const text of rendered(issue)) expect(text.length).toBeLessThan(600)
  })
})

describe('profiles', () => {
  const fixOf = (names: readonly string[], profile: DraftValue) => {
    const { issues } = resolveProfiles({ parties: { trader: { profile } } }, new Map(names.map((name) => [name, {}])))
    for (const issue of issues) rendered(issue)
    return issues.map((each) => shortOf(each.fix))
  }
  test('where they are looked for when there are none', () => expect(fixOf([], 'a')).toEqual(['act profile_unknown.none.fix']))
  test('those there are', () => expect(fixOf(['b', 'c'], 'a')).toEqual(['choose b c']))
  test('a profile that is a list', () => expect(fixOf(['b'], ['a', 'b'])).toEqual(['choose b']))
})

describe('the text', () => {
  const faults: readonly [string, string, string, number, number][] = [
    ['a key twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', 'text_key_twice', 4, 3],
    ['a key twice in JSON', '{"a": 1,\n "a": 2}', 'text_key_twice', 2, 2],
    ['a tab', 'a:\n\tb: 1\n', 'text_tab', 2, 1],
    ['indentation', 'a:\n  b: 1\n c: 2\n', 'text_indentation', 3, 1],
    ['a value and fields', 'a: 1\n  b: 2\n', 'text_value_and_fields', 1, 4],
    ['an open quote', 'a: 1\nb: "x\nc: 2\n', 'text_quote_open', 2, 4],
    ['an open quote in JSON', '{"a": 1,\n"b": "x}', 'text_quote_open', 2, 6],
    ['an open bracket', 'a: {b: 1\nc: 2\n', 'text_bracket_open', 2, 1],
    ['an open bracket in JSON', '{"a": [1, 2\n', 'text_bracket_open', 2, 1],
    ['several documents', 'a: 1\n---\nb: 2\n', 'text_several_documents', 2, 1],
    ['a comma missing in JSON', '{"a": 1\n"b": 2}', 'text_malformed', 2, 1],
    ['text behind JSON', '{"a": 1} x', 'text_malformed', 1, 10],
    ['a tag without end', 'a: !<foo\n', 'text_malformed', 1, 4],
    ['an alias', 'a: &x 1\nb: *x', 'text_alias', 2, 4],
    ['too deep', `a:\n${'['.repeat(100)}`, 'text_too_deep', 2, 1],
    ['too deep in JSON', `{"a":\n${'['.repeat(100)}`, 'text_too_deep', 2, 17],
    ['too deep for us', `a: ${'['.repeat(20)}1${']'.repeat(20)}`, 'text_too_deep', 1, 20],
  ]
  test.each(faults)('%s', (_, text, code, line, column) => {
    const read = readDraftText(text)
    const issues = read.ok ? [] : read.issues
    expect(issues).toMatchObject([{ code, params: { line, column }, fix: { kind: 'act' } }])
    for (const issue of issues) for (const sentence of rendered(issue)) if (code !== 'text_malformed') expect(sentence).not.toMatch(/Source contains|stands twice: |Missing closing/)
  })

  test('a large JSON text with a fault is told as JSON, with its place', () => {
    const read = readDraftText(`{"a": [${'1,'.repeat(120_000)}1],}`)
    expect(read.ok ? [] : read.issues).toMatchObject([{ code: 'text_malformed', params: { line: 1, column: 240_011 } }])
  })

  test('names of a hundred thousand characters inside each other do not fill the memory', () => {
    const key = `"${'k'.repeat(100_000)}":`
    const read = readDraftText(`${`{${key}`.repeat(15)}[${'1,'.repeat(100_000)}1]${'}'.repeat(15)}`)
    expect(read.ok && read.value.positions.size).toBe(0)
  })

  test.each([['too large', 'x'.repeat(1_000_001)], ['too many lines', '\n'.repeat(40_001)], ['too many values', `[${'a,'.repeat(100_001)}]`], ['nothing', ''], ['a list', '- 1']])('%s', (_, text) => {
    const read = readDraftText(text)
    expect(read.ok ? [] : read.issues.map((each) => each.fix?.kind)).toEqual(['act'])
    for (const issue of read.ok ? [] : read.issues) rendered(issue)
  })
})
