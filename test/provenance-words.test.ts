// The words for where a value came from are the same in the messages, on the desk and in the glossary, in four languages.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '../src/base/language.ts'
import type { OriginKind } from '../src/domain/declaration/index.ts'
import { en } from '../web/src/texts/en.ts'
import { pt } from '../web/src/texts/pt.ts'
import { zhHans } from '../web/src/texts/zh-hans.ts'
import { zhHant } from '../web/src/texts/zh-hant.ts'
import { knowledge } from './knowledge.ts'

const kinds: readonly OriginKind[] = ['entered', 'profile', 'derived', 'translated', 'constant', 'assigned', 'received']
const desk = { en, pt, 'zh-Hans': zhHans, 'zh-Hant': zhHant } as const
const column: Readonly<Record<Language, number>> = { en: 0, 'zh-Hans': 1, 'zh-Hant': 2, pt: 3 }
const glossary = new Map(
  readFileSync(new URL('../GLOSSARY.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
    .map((cells) => [cells[0] ?? '', cells] as const),
)

describe.each(kinds)('%s', (kind) => {
  test.each(languages)('%s', (language) => {
    const word = glossary.get(kind)?.[column[language]]
    expect(word).toBeDefined()
    expect(knowledge.messages.get(`origin.${kind}`)?.[language]).toBe(word)
    expect(desk[language].marks.names[kind].toLowerCase()).toBe(word)
  })
})

test.each(languages)('what the simulator made is called so in %s', (language) =>
  expect(desk[language].marks.names.simulated.toLowerCase()).toBe(glossary.get('simulated')?.[column[language]]))

test.each(languages)('a profile is one word in every text of %s', (language) => {
  const word = glossary.get('profile')?.[column[language]] ?? '?'
  const texts = [knowledge.messages.get('profile_unknown'), knowledge.messages.get('origin.profile.text')].map((label) => label?.[language] ?? '')
  for (const text of [...texts, desk[language].filings.profile, desk[language].desk.profile]) expect(text.toLowerCase()).toContain(word)
})
