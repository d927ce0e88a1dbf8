// The pure parts of the Explorer: addresses, search, tables as files, the Markdown of stories, a text cut at its numbers.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { book, bookAsOf } from '../../test/statistics/book.ts'
import { rowsOf, sortRows, type CellRow, type Column } from '../src/explorer/cell-rows.ts'
import { partsOfText } from '../src/explorer/check/text-parts.ts'
import { folded, searchIn } from '../src/explorer/find-in-figures.ts'
import { storyBlocks } from '../src/explorer/story/story-text.ts'

describe('search', () => {
  const cases: readonly [asked: string, kind: string, id: string][] = [
    ['shenzhen', 'place', 'Shenzhen'],
    ['深圳', 'place', 'Shenzhen'],
    ['Cantão', 'place', 'Guangzhou'],
    ['cantao', 'place', 'Guangzhou'],
    ['440300', 'place', 'Shenzhen'],
    ['九市', 'place', 'GBA9'],
    ['northbound', 'scheme', 'Northbound'],
    ['huanggang', 'port', 'Huanggang'],
    ['出口額', 'measure', 'export'],
    ['exportações', 'measure', 'export'],
    ['8507.60', 'code', 'new_three_export'],
    ['850760', 'code', 'new_three_export'],
    ['8541', 'code', 'new_three_export'],
    ['Shenzhen exports 2023', 'figure', 'export[Shenzhen, 2023]'],
    ['深圳 出口额 2023年', 'figure', 'export[Shenzhen, 2023]'],
    ['2023 total trade of the nine mainland cities', 'figure', 'total[GBA9, 2023]'],
    ['深圳 2021', 'figure', 'total[Shenzhen, 2021]'],
  ]
  test.each(cases)('%s', (asked, kind, id) => {
    const [first] = searchIn(book, asked, 'en')
    expect([first?.kind, first?.id]).toEqual([kind, id])
  })

  test('what is nowhere is not found, and nothing asked finds nothing', () => {
    expect(searchIn(book, 'Atlantis', 'en')).toEqual([])
    expect(searchIn(book, '  ', 'en')).toEqual([])
  })

  test('names are in the language of the reader', () => {
    expect(searchIn(book, 'shenzhen', 'zh-Hant')[0]?.label).toBe('深圳')
  })

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(folded(folded(text))).toBe(folded(text))
      }),
    )
  })
})

describe('the rows of a place', () => {
  const rows = rowsOf(book, book, { place: 'GBA9', measure: 'total' })
  const yearly = (all: readonly CellRow[]): readonly (readonly [string, boolean])[] =>
    all.filter(({ period }) => /^\d{4}$/.test(period.text)).map(({ period, found }) => [period.text, found !== undefined] as const).toSorted()

  test('no total of the nine cities was published for 2019 to 2021, and the gap is a row', () => {
    expect(yearly(rows)).toEqual([['2019', false], ['2020', false], ['2021', false], ['2022', true], ['2023', true], ['2024', true], ['2025', true]])
  })

  test('as of the day before the release of the five years, none of them is known', () => {
    expect(yearly(rowsOf(bookAsOf('2024-02-23'), book, { place: 'GBA9', measure: 'total' })).filter(([, isKnown]) => isKnown)).toEqual([])
  })

  test('growth as printed stands with its level', () => {
    expect(rows.find(({ period }) => period.text === '2024')?.growth?.printed).toBe('10.1')
  })

  test('what is missing stands last, whichever way', () => {
    for (const isDescending of [true, false]) {
      const sorted = sortRows(rows, { column: 'value', isDescending }, () => '')
      expect(sorted.slice(-3).map(({ found }) => found)).toEqual([undefined, undefined, undefined])
    }
  })

  test('sorting loses no row', () => {
    const columns: readonly Column[] = ['place', 'measure', 'period', 'value', 'growth', 'vintage', 'published']
    for (const column of columns) expect(new Set(sortRows(rows, { column, isDescending: true }, () => ''))).toEqual(new Set(rows))
  })
})

describe('the Markdown of a story', () => {
  test('headings, paragraphs, lists, strong words, claims', () => {
    const text = '---\nlanguage: en\n---\n\n# Title\n\nSo much: [5%](claim:C1), **strong**.\n\n- one\n- [two](claim:b-2)\n'
    expect(storyBlocks(text)).toEqual([
      { kind: 'heading', level: 1, text: 'Title' },
      { kind: 'paragraph', inlines: [{ kind: 'text', text: 'So much: ' }, { kind: 'claim', id: 'C1', text: '5%' }, { kind: 'text', text: ', ' }, { kind: 'strong', text: 'strong' }, { kind: 'text', text: '.' }] },
      { kind: 'list', items: [[{ kind: 'text', text: 'one' }], [{ kind: 'claim', id: 'b-2', text: 'two' }]] },
    ])
  })

  test('other markup stays text', () => {
    expect(storyBlocks('<b>no</b> [x](javascript:alert(1))')).toEqual([{ kind: 'paragraph', inlines: [{ kind: 'text', text: '<b>no</b> [x](javascript:alert(1))' }] }])
  })

  test.each(['en', 'pt', 'zh-Hans', 'zh-Hant'])('the shipped story in %s has no mark that is not understood', (language) => {
    const shown = storyBlocks(readFileSync(new URL(`../../data/stories/nine-cities/${language}.md`, import.meta.url), 'utf8'))
    const texts = shown.flatMap((block) => (block.kind === 'heading' ? [block.text] : block.kind === 'paragraph' ? block.inlines.map(({ text }) => text) : block.items.flat().map(({ text }) => text)))
    expect(texts.filter((text) => /[*_#`<>[\]]/.test(text))).toEqual([])
    expect(shown[0]).toMatchObject({ kind: 'heading', level: 1 })
  })
})

test('a text cut at its numbers is the text', () => {
  const pieces = fc.array(fc.tuple(fc.string(), fc.string({ minLength: 1 })))
  fc.assert(
    fc.property(pieces, fc.string(), (parts, rest) => {
      let text = ''
      const numbers = parts.map(([before, number]) => {
        text += before + number
        return { text: number, offset: text.length - number.length }
      })
      const cut = partsOfText(text + rest, numbers)
      expect(cut.map((part) => part.text).join('')).toBe(text + rest)
      expect(cut.flatMap((part) => part.index ?? [])).toEqual(numbers.map((_, index) => index))
    }),
  )
})
