// The tables of data/statistics: named in four languages, of known units, and defined on every day.
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../src/base/civil-date.ts'
import { languages, type Language } from '../../src/base/language.ts'
import { breaksOf, codesOn, differenceOf, findMeasure, findPlace, leavesOf, sayPrinted, sayQualified, smallestUnit, type Qualifier } from '../../src/domain/statistics/index.ts'
import { book } from './book.ts'

describe('names', () => {
  test.each([...book.measures.values(), ...book.places.values(), ...book.units.values(), ...book.definitions.values()].map((each) => [each.id, each.label] as const))('%s in four languages', (_, label) => {
    for (const language of languages) expect(label[language]).not.toBe('')
  })

  test('are found by id, code or name in any language', () => {
    expect(['GBA9', '440300', '深圳', 'cantão', 'the nine mainland cities', 'One Port Pass', 'nowhere'].map((asked) => findPlace(book.places, asked)?.id)).toEqual(['GBA9', 'Shenzhen', 'Shenzhen', 'Guangzhou', 'GBA9', 'OnePortPass', undefined])
    expect(['total', '进出口总额', 'Exports', 'total_growth', '進出口總額增速', 'nothing'].map((asked) => findMeasure(book.measures, asked)?.id)).toEqual(['total', 'total', 'export', 'total_growth', 'total_growth', undefined])
  })
})

describe('figures', () => {
  test('there are many, all with a source or a recipe', () => {
    expect(book.figures.length).toBeGreaterThan(600)
    for (const { id, source, recipe, inputs } of book.figures) {
      expect(source !== undefined || (recipe !== undefined && inputs.length > 0), id).toBe(true)
      for (const leaf of leavesOf(inputs)) expect(leaf.source, id).toBeDefined()
    }
  })

  test('every measure that is shipped has a figure, or is a part or growth of one', () => {
    const used = new Set(book.figures.flatMap(({ measure }) => [measure, ...(book.measures.get(measure)?.parts ?? [])]))
    const named = new Set([...book.measures.values()].flatMap(({ share }) => (share === undefined ? [] : [share.numerator, share.denominator])))
    expect([...book.measures.keys()].filter((id) => !id.endsWith('_growth') && !used.has(id) && !named.has(id))).toEqual([])
  })
})

describe('the new three as a definition', () => {
  const [ours, plug, cells, wide] = ['new-three', 'new-three-plug', 'new-three-cells', 'new-three-wide'].map((id) => {
    const found = book.definitions.get(id)
    if (found === undefined) throw new Error(id)
    return found
  })
  if (ours === undefined || plug === undefined || cells === undefined || wide === undefined) throw new Error('four definitions')

  test('has its breaks where the editions change', () => expect(breaksOf(ours)).toEqual(['2012-01-01', '2017-01-01', '2022-01-01']))

  const days: readonly (readonly [day: string, product: string, codes: readonly string[]])[] = [
    ['2016-12-31', 'solar', ['854140']],
    ['2021-12-31', 'solar', ['854140']],
    ['2022-01-01', 'solar', ['854142', '854143']],
    ['2016-12-31', 'vehicles', ['870390']],
    ['2017-01-01', 'vehicles', ['870340', '870350', '870360', '870370', '870380']],
    ['2023-06-30', 'lithium', ['850760']],
  ]
  test.each(days)('%s: %s', (day, product, codes) => {
    expect(codesOn(ours, civilDate(day)).filter((each) => each.product === product).map(({ code }) => code).toSorted()).toEqual(codes)
  })

  test('other definitions differ by named codes', () => {
    const on = civilDate('2023-01-01')
    expect(differenceOf(ours, plug, on)).toEqual({ onlyFirst: ['870340', '870350'], onlySecond: [] })
    expect(differenceOf(ours, cells, on)).toEqual({ onlyFirst: ['854143'], onlySecond: [] })
    expect(differenceOf(ours, wide, on).onlySecond).toEqual(['870220', '870230', '870240', '870441', '870442', '870443', '870451', '870452', '870460'])
  })
})

describe('a number in the words of a language', () => {
  const cases: readonly (readonly [printed: string, unit: string, qualifier: Qualifier, said: Readonly<Record<Language, string>>])[] = [
    ['37.34', '1e12 CNY', '', { en: '37.34 trillion yuan', 'zh-Hans': '37.34万亿元', 'zh-Hant': '37.34萬億元', pt: '37,34 biliões de yuans' }],
    ['404.71', '1e9 CNY', '', { en: '404.71 billion yuan', 'zh-Hans': '4047.1亿元', 'zh-Hant': '4047.1億元', pt: '404,71 mil milhões de yuans' }],
    ['10914.28', '1e8 CNY', '', { en: '1.091428 trillion yuan', 'zh-Hans': '1.091428万亿元', 'zh-Hant': '1.091428萬億元', pt: '1,091428 biliões de yuans' }],
    ['48', '1e4 TEU', 'over', { en: 'more than 480,000 TEU', 'zh-Hans': '超过48万标箱', 'zh-Hant': '超過48萬標準箱', pt: 'mais de 480\u00A0000 TEU' }],
    ['178', '1e4 crossings', 'over', { en: 'more than 1.78 million crossings', 'zh-Hans': '超过178万辆次', 'zh-Hant': '超過178萬輛次', pt: 'mais de 1,78 milhões de passagens' }],
    ['-4.3', 'percent', '', { en: '−4.3%', 'zh-Hans': '−4.3%', 'zh-Hant': '−4.3%', pt: '−4,3%' }],
    ['50', 'percent', 'nearly', { en: 'nearly 50%', 'zh-Hans': '近50%', 'zh-Hant': '近50%', pt: 'quase 50%' }],
    ['16.9', 'percentage points', '', { en: '16.9 percentage points', 'zh-Hans': '16.9个百分点', 'zh-Hant': '16.9個百分點', pt: '16,9 pontos percentuais' }],
    ['2023', 'year', 'exact', { en: '2023', 'zh-Hans': '2023', 'zh-Hant': '2023', pt: '2023' }],
    ['9.07', 'hours', '', { en: '9.07 hours', 'zh-Hans': '9.07小时', 'zh-Hant': '9.07小時', pt: '9,07 horas' }],
  ]
  test.each(cases)('%s %s', (printed, id, qualifier, said) => {
    const unit = book.units.get(id)
    if (unit === undefined) throw new Error(id)
    for (const language of languages) expect(sayQualified(sayPrinted(printed, unit, language, smallestUnit(unit, book)), qualifier, language)).toBe(said[language])
  })
})
