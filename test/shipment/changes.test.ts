// What changed between two texts, and back into a text: by hand for the shapes, by properties for the rest.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../src/base/civil-date.ts'
import { languages } from '../../src/base/language.ts'
import { applyChanges } from '../../src/app/shipment/change/apply-changes.ts'
import { effectOf, shippedEffects, type ChangeKind } from '../../src/app/shipment/change/change-effects.ts'
import { fieldChanges } from '../../src/app/shipment/change/field-changes.ts'
import { matchItems } from '../../src/app/shipment/change/match-items.ts'
import { viewFieldChange } from '../../src/app/shipment/views/change-view.ts'
import { effects } from '../../src/app/shipment/events.ts'
import { filingKinds, stages } from '../../src/domain/declaration/index.ts'
import { readDraftText, type DraftObject, type Submission } from '../../src/domain/submission/index.ts'
import { changed } from '../draft-change.ts'
import { dataFiles, exampleDraft, exampleText, knowledge, prepared } from '../knowledge.ts'

const base = exampleDraft('zhuhai-macao-food')
const line = (nameZh: string, quantity: string): DraftObject => ({ nameZh, codes: { mainland: '0705110000' }, quantity, unit: '035', originCountry: 'CHN', currency: 'CNY' })
const withLines = (...lines: readonly DraftObject[]): Submission => prepared({ ...base, lines }).submission
const changesOf = (before: Submission, after: Submission) => fieldChanges(before, after, knowledge.fields)
const [lettuce, cabbage, carrots] = [line('生菜', '10'), line('白菜', '20'), line('胡萝卜', '30')]

describe('fields', () => {
  test('a value, one that came and one that went', () => {
    const after = prepared(changed(base, { 'packages.count': '7', 'terms.remarks': 'new', 'packages.marks': undefined })).submission
    const found = changesOf(prepared(base).submission, after)
    expect(found).toContainEqual({ path: 'terms.remarks', before: '', after: 'new' })
    expect(found.find((each) => each.path === 'packages.count')).toMatchObject({ after: '7' })
  })
  test('the same said in another way is no change', () => {
    expect(changesOf(withLines({ ...lettuce, quantity: '10.00', originCountry: '142' }), withLines(lettuce))).toEqual([])
  })
  test('a line that goes is one change and not all of those behind it', () => {
    expect(changesOf(withLines(lettuce, cabbage, carrots), withLines(cabbage, carrots))).toEqual([{ path: 'lines[0]', before: expect.stringContaining('生菜'), after: '' }])
  })
  test('a line that comes, and another that changes beside it', () => {
    const after = withLines(lettuce, line('菠菜', '5'), { ...cabbage, quantity: '21' })
    expect(changesOf(withLines(lettuce, cabbage), after)).toEqual([
      { path: 'lines[1]', before: '', after: expect.stringContaining('菠菜') },
      { path: 'lines[2].quantity', before: '20', after: '21' },
    ])
  })
  test('read by a person: the field by name and number, the line in words', () => {
    const wording = { knowledge, language: 'en', on: civilDate('2025-10-20') } as const
    expect(viewFieldChange({ path: 'lines[2].quantity', before: '20', after: '21' }, wording)).toMatchObject({ label: 'Goods 3 · Quantity', before: '20' })
    expect(viewFieldChange({ path: 'lines[0].originCountry', before: '142', after: '110' }, wording)).toMatchObject({ beforeName: expect.stringContaining('China'), afterName: expect.stringContaining('Hong Kong') })
    const [gone] = changesOf(withLines(lettuce, cabbage), withLines(cabbage))
    const view = gone && viewFieldChange(gone, wording)
    expect([view?.label, view?.after]).toEqual(['Goods 1', ''])
    expect(view?.before).toMatch(/生菜.*Quantity: 10/)
    expect(view?.before).not.toMatch(/[{"]/)
  })
})

describe('things of a list', () => {
  const letters = fc.array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon'), { maxLength: 8 })
  test('each is matched at most once, in order, and none is lost', () => {
    fc.assert(fc.property(letters, letters, (before, after) => {
      const { pairs, gone, come } = matchItems(before, after)
      const [from, to] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
      expect(from.toSorted((a, b) => a - b)).toEqual(from)
      expect(to.toSorted((a, b) => a - b)).toEqual(to)
      expect(new Set([...from, ...gone]).size).toBe(from.length + gone.length)
      // What is in no list is equal: as many, with the same texts in the same order.
      const rest = (texts: readonly string[], named: readonly number[]) => texts.filter((_, index) => !named.includes(index))
      expect(rest(before, [...from, ...gone])).toEqual(rest(after, [...to, ...come]))
    }))
  })
  test('a long list with one change is one pair', () => {
    const before = Array.from({ length: 5_000 }, (_, index) => `line ${index}`)
    expect(matchItems(before, before.with(2_500, 'line 2500 changed'))).toEqual({ pairs: [[2_500, 2_500]], gone: [], come: [] })
  })
})

describe('into a text', () => {
  const pool: readonly DraftObject[] = [lettuce, cabbage, carrots, line('菠菜', '5'), line('西红柿', '7.5')]
  const lists = fc.array(fc.tuple(fc.nat(pool.length - 1), fc.nat(3)), { minLength: 1, maxLength: 5 }).map((picked) => picked.map(([at, more]) => ({ ...pool[at], quantity: String(10 + more) })))
  test.each(['YAML', 'JSON'])('changes put into the old text give the new submission: %s', (format) => {
    fc.assert(fc.property(lists, lists, fc.nat(99), (before, after, count) => {
      const [old, now] = [{ ...base, lines: before }, { ...changed(base, { 'packages.count': String(count + 1), 'terms.remarks': 'x' }), lines: after }]
      const changes = changesOf(prepared(old).submission, prepared(now).submission)
      const text = format === 'JSON' ? JSON.stringify(old) : applyChanges(exampleText('zhuhai-macao-food'), changesOf(prepared(base).submission, prepared(old).submission))
      const read = readDraftText(applyChanges(text, changes))
      if (!read.ok) throw new Error(JSON.stringify(read.issues))
      expect(changesOf(prepared(read.value.draft).submission, prepared(now).submission)).toEqual([])
    }), { numRuns: 30 })
  })
  test('comments stay, and a profile that is overruled stays beside the value', () => {
    const text = applyChanges(exampleText('dongguan-hongkong-batteries'), [{ path: 'parties.overseas.nameEn', before: 'a', after: 'Sample: "B"' }])
    expect(text).toMatch(/^# Sample data/)
    expect(text).toContain('overseas: { profile: sample-importer-hongkong, nameEn: ')
    const read = readDraftText(text)
    expect(read.ok && prepared(read.value.draft).submission.parties.overseas.nameEn).toBe('Sample: "B"')
  })
})

describe('change-effects.csv', () => {
  const table = shippedEffects(knowledge)
  test('answers for every change, filing, stage and day', () => {
    for (const change of ['amendment', 'cancellation'] as const) {
      for (const filing of filingKinds) for (const stage of stages) for (const isBundled of [true, false]) for (const on of ['2009-01-01', '2026-11-25']) expect(effects).toContain(effectOf(table, { change, filing, stage, isBundled, on: civilDate(on) }).effect)
    }
  })
  test.each([
    ['amendment', 'mainland-declaration', 'waiting', 'replaced'],
    ['amendment', 'mainland-declaration', 'received', 'resent'],
    ['amendment', 'mainland-declaration', 'returned', 'resent'],
    ['amendment', 'mainland-declaration', 'accepted', 'amend-at-customs'],
    ['amendment', 'mainland-declaration', 'cleared', 'too-late'],
    ['amendment', 'hongkong-declaration', 'released', 'amend-at-customs'],
    ['amendment', 'macao-declaration', 'accepted', 'amend-at-customs'],
    ['cancellation', 'macao-declaration', 'waiting', 'withdrawn'],
    ['cancellation', 'mainland-declaration', 'accepted', 'cancel-at-customs'],
    ['cancellation', 'hongkong-cargo', 'released', 'too-late'],
  ] as const)('%s of %s at %s: %s', (change: ChangeKind, filing, stage, effect) => {
    expect(effectOf(table, { change, filing, stage, isBundled: false, on: civilDate('2026-11-25') }).effect).toBe(effect)
  })
  test('every row says where it is from, and no unverified one promises a resend after acceptance', () => {
    for (const row of table) {
      expect(row.source, row.id).not.toBe('')
      expect(row.filings.length * row.stages.length, row.id).toBeGreaterThan(0)
    }
    for (const row of table.filter((each) => each.mark === 'U' && each.change === 'amendment')) {
      if (row.stages.includes('accepted')) expect(['amend-at-customs', 'too-late'], row.id).toContain(row.effect)
    }
  })
  test('every effect and every event has words in every language', () => {
    for (const language of languages) for (const effect of effects) expect(knowledge.messages.get(`effect.${effect}`)?.[language], effect).toBeTruthy()
    for (const area of ['changes', 'shares']) expect((dataFiles.get(`messages/${area}.csv`) ?? '').split('\n').filter((row) => /,,/.test(row))).toEqual([])
  })
})
