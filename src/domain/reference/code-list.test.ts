// Lookup on a made-up list, so that every answer can be read off the rows above it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate, fromDayNumber } from '../../base/civil-date.ts'
import { holdsOn } from '../../base/validity.ts'
import { codeListFrom, validityOf } from './code-book.ts'
import { codeIssue, concordanceFrom, lookup, nameOf, reversed, sharesSubheading, subheadingOf, translate } from './index.ts'

const about = { id: 'unit', officialName: 'sample', publisher: 'sample', isComplete: 'yes', aliases: 'alsoRead', 'zh-Hans': '样本', en: 'Samples' }
const rows = [
  { code: '10', 'zh-Hans': '甲', en: 'First', from: '', to: '2000-01-01', mark: 'V', source: 'sample', alsoRead: 'ONE UNO', successor: '20' },
  { code: '10', 'zh-Hans': '甲二', en: 'First again', from: '2010-01-01', to: '', mark: 'V', source: 'sample', alsoRead: 'ONE' },
  { code: '20', 'zh-Hans': '乙', en: '', from: '', to: '', mark: 'V', source: 'sample', alsoRead: '' },
  { code: '30', 'zh-Hans': '丙', en: 'Third', from: '2030-01-01', to: '', mark: 'V', source: 'sample', alsoRead: '' },
]
const list = codeListFrom(about, rows)
const day = civilDate

describe('lookup', () => {
  test('takes the entry of the day', () => {
    expect(lookup(list, '10', day('1999-12-31'))).toMatchObject({ kind: 'found', code: '10', entry: { names: { en: 'First' } } })
    expect(lookup(list, '10', day('2010-01-01'))).toMatchObject({ kind: 'found', entry: { names: { en: 'First again' } } })
  })

  test('reads every spelling', () => {
    for (const written of ['10', 'ONE', 'UNO']) expect(lookup(list, written, day('2020-01-01'))).toMatchObject({ kind: 'found', code: '10' })
  })

  test('between two periods: what was, both periods, and what holds instead', () => {
    expect(lookup(list, 'ONE', day('2005-06-01'))).toEqual({
      kind: 'outside_validity',
      entry: list.entries.get('10')?.[0],
      validAround: { before: { to: '2000-01-01' }, after: { from: '2010-01-01' } },
      instead: list.entries.get('20')?.[0],
    })
  })

  test('before the first period: what will be', () => {
    expect(lookup(list, '30', day('2029-12-31'))).toEqual({
      kind: 'outside_validity',
      entry: list.entries.get('30')?.[0],
      validAround: { after: { from: '2030-01-01' } },
    })
  })

  test.each([
    ['ONEE', ['ONE']],
    ['NOE', ['ONE']],
    ['uno', ['UNO']],
    [' u n o', ['UNO']],
    ['first agian', ['10']],
    ['乙', ['20']],
    ['11', []],
    ['third', []],
    ['OOO', []],
    ['zzzz', []],
    ['', []],
    ['1'.repeat(10_000), []],
  ])('unknown: %.12s', (written, nearest) => {
    const answer = lookup(list, written, day('2020-01-01'))
    expect(answer).toMatchObject({ kind: 'unknown', isComplete: true })
    expect(answer.kind === 'unknown' && answer.nearest.map(({ spelling }) => spelling)).toEqual(nearest)
  })

  test('a name of Object is no code', () => {
    for (const written of ['constructor', '__proto__', 'toString']) expect(lookup(list, written, day('2020-01-01')).kind).toBe('unknown')
  })

  test('found exactly when an entry of that code holds on the day', () => {
    const anyDay = fc.integer({ min: 5_000, max: 25_000 }).map(fromDayNumber)
    fc.assert(
      fc.property(fc.constantFrom(...list.aliases.keys()), anyDay, (written, on) => {
        const holding = list.entries.get(list.aliases.get(written) ?? '')?.filter((entry) => holdsOn(entry.validity, on)) ?? []
        const answer = lookup(list, written, on)
        expect(answer.kind === 'found' ? [answer.entry] : []).toEqual(holding)
      }),
    )
  })

  test('suggests exactly the spellings that are a slip away: one edit to five characters, two from six', () => {
    const letters = fc.stringMatching(/^[ab]{3,8}$/)
    fc.assert(
      fc.property(letters, letters, (spelling, written) => {
        fc.pre(spelling !== written)
        const single = codeListFrom(about, [{ code: spelling, mark: 'V', source: 'sample' }])
        const answer = lookup(single, written, day('2020-01-01'))
        const isNear = editsOf(spelling, written) <= (written.length <= 5 ? 1 : 2)
        expect(answer.kind === 'unknown' && answer.nearest.length === 1).toBe(isNear)
      }),
      { seed: 21, numRuns: 2_000 },
    )
  })

  test('never more than five suggestions, each a code of the list', () => {
    const many = codeListFrom(about, Array.from({ length: 50 }, (_, index) => ({ code: `A${index}`, mark: 'V', source: 'sample' })))
    fc.assert(
      fc.property(fc.string(), (written) => {
        const answer = lookup(many, written, day('2020-01-01'))
        if (answer.kind !== 'unknown') return
        expect(answer.nearest.length).toBeLessThanOrEqual(5)
        for (const { spelling } of answer.nearest) expect(many.aliases.has(spelling)).toBe(true)
      }),
    )
  })
})

test('a name falls back to English, then to the publisher\'s Chinese', () => {
  const [first] = list.entries.get('30') ?? []
  const [second] = list.entries.get('20') ?? []
  expect([first && nameOf(first, 'pt'), second && nameOf(second, 'pt')]).toEqual(['Third', '乙'])
})

describe('a broken row does not load', () => {
  const bad: readonly [string, Readonly<Record<string, string>>[]][] = [
    ['no source', [{ code: '1', mark: 'V', source: '' }]],
    ['no mark', [{ code: '1', mark: '', source: 's' }]],
    ['no code', [{ code: '', mark: 'V', source: 's' }]],
    ['a date that is none', [{ code: '1', mark: 'V', source: 's', from: '2020-02-30' }]],
    ['the same code twice', [{ code: '1', mark: 'V', source: 's' }, { code: '1', mark: 'V', source: 's' }]],
    ['periods that overlap', [{ code: '1', mark: 'V', source: 's', to: '2020-01-02' }, { code: '1', mark: 'V', source: 's', from: '2020-01-01' }]],
    ['an alias of two codes', [{ code: '1', mark: 'V', source: 's', alsoRead: 'X' }, { code: '2', mark: 'V', source: 's', alsoRead: 'X' }]],
    ['an alias that hides a code', [{ code: '1', mark: 'V', source: 's', alsoRead: '2' }, { code: '2', mark: 'V', source: 's' }]],
  ]
  test.each(bad)('%s', (_, some) => expect(() => codeListFrom(about, some)).toThrow())
  test('a period that ends before it starts', () => expect(() => validityOf({ from: '2020-01-01', to: '2019-01-01' }, 'x')).toThrow())
})

describe('codeIssue', () => {
  const issueOf = (written: string, on: string, isComplete = 'yes') => {
    const some = codeListFrom({ ...about, isComplete }, rows)
    return codeIssue({ path: 'a.b', rule: 'R', list: some, code: written, on: day(on), answer: lookup(some, written, day(on)) })
  }
  test('nothing to say of a code that holds', () => expect(issueOf('10', '2020-01-01')).toBeUndefined())
  test('ended: since when, and what to write', () => {
    expect(issueOf('10', '2005-01-01')).toMatchObject({
      path: 'a.b',
      code: 'reference.no_longer_valid',
      severity: 'error',
      params: { value: '10', list: 'unit', to: '2000-01-01', on: '2005-01-01', nameEn: 'First', listEn: 'Samples' },
      fix: { kind: 'set', path: 'a.b', value: '20' },
    })
  })
  test('not yet: from when', () => {
    expect(issueOf('30', '2020-01-01')).toMatchObject({ code: 'reference.not_yet_valid', params: { from: '2030-01-01', nameZhHans: '丙' } })
  })
  test('unknown in a complete list is an error with choices', () => {
    expect(issueOf('ONEE', '2020-01-01')).toMatchObject({ code: 'reference.unknown', severity: 'error', params: { nearEn: 'ONE (First again)' }, fix: { kind: 'choose', path: 'a.b', options: ['ONE'] } })
  })
  test('nothing but case differs: the code itself', () => {
    expect(issueOf('one', '2020-01-01')).toMatchObject({ fix: { kind: 'set', path: 'a.b', value: 'ONE' } })
  })
  test('nothing near in a short list that is complete: all of it that holds on the day', () => {
    expect(issueOf('11', '2020-01-01')).toMatchObject({ params: { nearEn: '10 (First again), 20 (乙)' }, fix: { kind: 'choose', options: ['10', '20'] } })
  })
  test('nothing near in a list that is not complete: look it up', () => {
    expect(issueOf('11', '2020-01-01', 'no')).toMatchObject({ fix: { kind: 'act', code: 'reference.not_in_known_part.act.fix' } })
  })
  test('ended with nothing in its place: look it up', () => {
    expect(issueOf('30', '2020-01-01')).toMatchObject({ fix: { kind: 'act', code: 'reference.not_yet_valid.act.fix' } })
  })
  test('the field by its label, an element by its name, a long value cut', () => {
    const fault = (path: string) => codeIssue({ path, rule: 'R', list, code: 'x'.repeat(1_000), on: day('2020-01-01'), answer: lookup(list, 'x'.repeat(1_000), day('2020-01-01')) })
    expect(fault('lines[3].unit')?.params).toMatchObject({ field: '#field.lines[].unit', value: `${'x'.repeat(59)}…` })
    expect(fault('mainland-declaration/DecLists[0]/GUnit')?.params).toMatchObject({ field: 'GUnit' })
  })
  test('unknown in an incomplete list is a warning', () => {
    expect(issueOf('11', '2020-01-01', 'no')).toMatchObject({ code: 'reference.not_in_known_part', severity: 'warning' })
  })
})

describe('concordance', () => {
  const pair = (from: string, to: string, validity = {}) => ({ from, to, validity, mark: 'D' as const, source: 'sample' })
  const concordance = concordanceFrom('unit-rec20', [pair('1', 'A', { to: day('2020-01-01') }), pair('1', 'B'), pair('1', 'C')])

  test('the first pair of the day, the rest named', () => {
    expect(translate(concordance, '1', day('2019-12-31'))).toMatchObject({ code: 'A', others: ['B', 'C'] })
    expect(translate(concordance, '1', day('2020-01-01'))).toMatchObject({ code: 'B', others: ['C'] })
    expect(translate(concordance, '2', day('2020-01-01'))).toEqual({ kind: 'none' })
  })
  test('reads from the other end', () => {
    expect(translate(reversed(concordance), 'C', day('2020-01-01'))).toMatchObject({ code: '1' })
    expect(translate(reversed(concordance), 'A', day('2020-01-01'))).toEqual({ kind: 'none' })
  })
})

describe('harmonised system', () => {
  test.each([
    ['8507600090', '850760'],
    ['85076000', '850760'],
    ['8507.60', '850760'],
    ['8507 60 00', '850760'],
    ['850760009', undefined],
    ['85076', undefined],
    ['85076O', undefined],
  ])('%s shares %s', (code, subheading) => expect(subheadingOf(code)).toBe(subheading))
  test('two national codes', () => {
    expect(sharesSubheading('8507600090', '85076090')).toBe(true)
    expect(sharesSubheading('8507600090', '85078000')).toBe(false)
    expect(sharesSubheading('', '')).toBe(false)
  })
})

/** Optimal string alignment by its recursive definition. */
function editsOf(a: string, b: string): number {
  const known = new Map<string, number>()
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j
    const key = `${i},${j}`
    const found = known.get(key)
    if (found !== undefined) return found
    const options = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)]
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push(at(i - 2, j - 2) + 1)
    const least = Math.min(...options)
    known.set(key, least)
    return least
  }
  return at(a.length, b.length)
}
