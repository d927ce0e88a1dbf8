// The story of the nine cities: every claim by its verdict, in four languages; and what the checker of stories notices.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { recompute } from '../../src/app/statistics/recompute.ts'
import { readStory } from '../../src/app/statistics/story.ts'
import { knowledge } from '../knowledge.ts'
import { book } from './book.ts'

const folder = new URL('../../data/stories/nine-cities/', import.meta.url)
const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))

function done(of: ReadonlyMap<string, string>) {
  const story = readStory(of, book)
  if (!story.ok) throw new Error(JSON.stringify(story.issues))
  return recompute(story.value, book, knowledge.messages, 'en')
}

describe('the claims of the article', () => {
  const result = done(files)
  const expected: readonly (readonly [id: string, verdict: string, value: number | null])[] = [
    ['C1', 'recomputes', 37.34],
    ['C2', 'recomputes', 37.34],
    ['C3', 'recomputes', 95.47],
    ['C3b-exports', 'recomputes', 95.49],
    ['C3b-imports', 'consistent', 95.48],
    ['C4', 'recomputes', 404.71],
    ['C5', 'recomputes', 45.84],
    ['C5-as-worded', 'wrong subject', 45.84],
    ['C5c', 'inconsistent', 45.84],
    ['C6', 'recomputes', 2.53],
    ['C6b', 'recomputes', 3.73],
    ['C7', 'recomputes', 7.94],
    ['C7b', 'cannot be recomputed', null],
    ['C8', 'sourced', 57],
    ['C8b', 'sourced', 48],
    ['C8b-as-worded', 'wrong unit', 48],
    ['C9', 'consistent', 87.5],
    ['C10', 'recomputes', 7],
    ['C10c', 'recomputes', 18],
    ['C10b', 'cannot be recomputed', null],
    ['C11', 'consistent', 1.79],
    ['C11b', 'sourced', 2023],
    ['C12', 'cannot be recomputed', null],
    ['C13', 'not checked', null],
    ['C14', 'not checked', null],
    ['C15', 'not checked', null],
    ['C16', 'not checked', null],
    ['C17', 'not checked', null],
  ]
  test.each(expected)('%s: %s', (id, verdict, value) => {
    const claim = result.claims.find((each) => each.id === id)
    const computed = claim?.computed?.value ?? null
    expect([claim?.verdict, computed === null ? null : Math.round(computed * 100) / 100]).toEqual([verdict, value])
  })

  test('all of them are told, and no more', () => {
    expect(result.claims.filter(({ of }) => of === 'article').map(({ id }) => id)).toEqual(expected.map(([id]) => id))
  })

  test('what cannot be recomputed names the cells', () => {
    const reason = (id: string): string => result.claims.find((each) => each.id === id)?.reasons[0]?.reason ?? ''
    expect(reason('C12')).toContain('new_three_export_growth[GBA9, 2021]')
    expect(reason('C7b')).toContain('total_growth[GBA9, 2023]')
  })
})

describe("the story's own numbers", () => {
  test('hold, and every text tells all of them as they are', () => {
    const result = done(files)
    expect(result.issues).toEqual([])
    expect(result.holds).toBe(true)
    expect([...files.keys()].filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -3)).toSorted()).toEqual([...languages].toSorted())
  })

  test('no two of them are shown by a source in doubt', () => {
    const used = new Set(done(files).claims.flatMap(({ sources }) => sources.map(({ id }) => id)))
    expect(book.figures.filter(({ id, standing }) => used.has(id) && standing === 'doubtful')).toEqual([])
  })
})

describe('numbers that somebody got wrong', () => {
  const claims = (row: string): string => `claims:\n  - { id: A, ${row} }\n`
  const verdictOf = (row: string): string | undefined => done(new Map([['claims.yaml', claims(row)]])).claims[0]?.verdict

  const published: readonly (readonly [what: string, row: string, verdict: string])[] = [
    ['a growth that has the digits of its level', 'unit: percent, printed: "5.23", recipe: "levelChange(export[GBA9, 2023], export[GBA9, 2022])"', 'differs'],
    ['a value under the label of another product', 'unit: 1e8 CNY, printed: "602.4", recipe: "ev_export[Shenzhen, 2023-01/2023-11]", otherSubjects: ["lithium_export[Shenzhen, 2023-01/2023-11]"]', 'wrong subject'],
    ['a growth swapped with that of another product', 'unit: percent, printed: "50.5", recipe: "solar_export_growth[Guangdong, 2023Q1]", otherSubjects: ["lithium_export_growth[Guangdong, 2023Q1]"]', 'wrong subject'],
    ['the total of 2020 called 2019', 'unit: 1e12 CNY, printed: "7.08", recipe: "total[Guangdong, 2019]", otherSubjects: ["total[Guangdong, 2020]"]', 'wrong subject'],
    ['a decimal point lost', 'unit: 1e4 crossings, printed: "12760", word: over, recipe: "vehicle_crossings_since_start[HZMBZhuhai, ../2024-10-22]"', 'differs'],
    ['a digit lost, told by the share', 'unit: percent, printed: "28.2", recipe: "share(27.19, 944.7)"', 'differs'],
    ['exports and imports swapped', 'unit: 1e8 CNY, printed: "5690", recipe: "export[Dongguan, 2021]", otherSubjects: ["import[Dongguan, 2021]"]', 'wrong subject'],
    ['a multiple told as an increase', 'unit: percent, printed: "200", recipe: "ev_export_growth[Guangdong, 2022-01/2022-11]"', 'differs'],
    ['growth in another currency', 'unit: percent, printed: "21.7", recipe: "total_growth[Guangzhou, 2021]", otherSubjects: ["total_usd_growth[Guangzhou, 2021]"]', 'wrong subject'],
    ['cars for crossings', 'unit: 1e4 vehicles, printed: "178", word: over, recipe: "single_plate_crossings_since_start[HZMBZhuhai, ../2024-02-22]"', 'wrong unit'],
    ['equal digits, another number', 'unit: percent, printed: "45.8", recipe: "share(solar_export[GBA9, 2019/2023], new_three_export[GBA9, 2019/2023])"', 'differs'],
  ]
  test.each(published)('%s', (_, row, verdict) => expect(verdictOf(row)).toBe(verdict))

  test('no number of the story holds when it is ten or ten thousand times too large or too small, or begins with another digit', () => {
    const story = readStory(files, book)
    if (!story.ok) throw new Error('the story can be read')
    const holding = new Set(['recomputes', 'sourced', 'consistent'])
    const numbers = story.value.claims.filter(({ of, printed, unit }) => of === undefined && Number(printed) !== 0 && unit.dimension !== 'year')
    expect(numbers.length).toBeGreaterThan(40)
    const mutations = (printed: string): readonly string[] => {
      const scale = printed.split('.')[1]?.length ?? 0
      const other = printed.startsWith('9') ? '4' : String(Number(printed[0]) + 1)
      return [10, 0.1, 10_000, 0.0001].map((factor) => (Number(printed) * factor).toFixed(scale + (factor < 1 ? 4 : 0))).concat(other + printed.slice(1))
    }
    for (const claim of numbers) {
      // "more than" holds of anything less: there the number is made larger only
      for (const printed of mutations(claim.printed).filter((each) => claim.qualifier !== 'over' || Number(each) > Number(claim.printed))) {
        const { claims: [judged] } = recompute({ claims: [{ ...claim, printed }], texts: [] }, book, knowledge.messages, 'en')
        expect(holding.has(judged?.verdict ?? 'recomputes'), `${claim.id} as ${printed}`).toBe(false)
      }
    }
  })
})

describe('what goes wrong in a story is noticed', () => {
  const claim = (more: string): string => `claims:\n  - { id: A, unit: 1e12 CNY, printed: "37.34", recipe: "export[GBA9, 2019/2023] + import[GBA9, 2019/2023]" }\n${more}`
  const inText = (words: string): ReadonlyMap<string, string> => new Map([['claims.yaml', claim('')], ['en.md', `Trade was [${words}](claim:A).`]])

  test('a number told otherwise than its claim', () => {
    expect(done(inText('37.34 trillion yuan')).holds).toBe(true)
    for (const words of ['37.43 trillion yuan', '37.34 billion yuan', '3.734 trillion yuan', 'much']) {
      const result = done(inText(words))
      expect([result.holds, result.issues.map(({ path }) => path)], words).toEqual([false, ['en.md:1']])
    }
  })

  const mutated: readonly (readonly [what: string, printed: string, unit: string, verdict: string])[] = [
    ['a digit changed', '37.44', '1e12 CNY', 'differs'],
    ['ten times less', '3.734', '1e12 CNY', 'differs'],
    ['ten thousand times less', '37.34', '1e8 CNY', 'differs'],
    ['another currency', '37.34', '1e8 USD', 'wrong unit'],
  ]
  test.each(mutated)('%s', (_, printed, unit, verdict) => {
    const text = `claims:\n  - { id: A, unit: ${unit}, printed: "${printed}", recipe: "export[GBA9, 2019/2023] + import[GBA9, 2019/2023]" }\n`
    expect(done(new Map([['claims.yaml', text]])).claims.map((each) => each.verdict)).toEqual([verdict])
  })

  test('a claim that is told nowhere, and one that is not there', () => {
    const result = done(new Map([['claims.yaml', claim('')], ['pt.md', 'Nada. [37](claim:B)']]))
    expect(result.issues.map(({ path }) => path)).toEqual(['pt.md:1', 'pt.md'])
  })

  test('a story in one file', () => {
    const result = done(new Map([['trade.md', `---\nlanguage: pt\n${claim('')}---\nForam [37,34 biliões de yuans](claim:A).`]]))
    expect([result.holds, result.claims.map(({ verdict }) => verdict)]).toEqual([true, ['recomputes']])
  })

  test.each([
    ['no recipe that can be read', 'claims:\n  - { id: A, unit: percent, printed: "1", recipe: "share(" }', 'claims[0].recipe'],
    ['no digits', 'claims:\n  - { id: A, unit: percent, printed: "one", recipe: "1" }', 'claims[0].printed'],
    ['no unit that is known', 'claims:\n  - { id: A, unit: bushels, printed: "1", recipe: "1" }', 'claims[0].unit'],
    ['no id', 'claims:\n  - { unit: percent, printed: "1", recipe: "1" }', 'claims[0].id'],
    ['no claims', 'title: A', 'claims'],
  ])('%s', (_, text, path) => {
    const story = readStory(new Map([['claims.yaml', text]]), book)
    expect(story.ok ? [] : story.issues.map((each) => each.path)).toEqual([path])
  })
})
