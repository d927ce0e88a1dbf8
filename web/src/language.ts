// The texts of the address's language, each fetched when it is first wanted, and dates, numbers and names as its readers write them.
import { createMemo, createRoot, createSignal } from 'solid-js'
import type { Language } from '../../src/base/language.ts'
import type { Texts } from './texts/en.ts'

const loaders: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./texts/en.ts')).en,
  pt: async () => (await import('./texts/pt.ts')).pt,
  'zh-Hans': async () => (await import('./texts/zh-hans.ts')).zhHans,
  'zh-Hant': async () => (await import('./texts/zh-hant.ts')).zhHant,
}
const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', pt: 'pt-PT', 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-HK' }

const [spoken, setSpoken] = createSignal<{ readonly language: Language; readonly texts: Texts }>()
let wanted: Language | undefined

/** Fetches the texts of a language and speaks it from then on; the language before goes on until they are here. */
export async function speak(language: Language): Promise<void> {
  wanted = language
  if (spoken()?.language === language) return
  const texts = await loaders[language]()
  if (wanted === language) setSpoken({ language, texts })
}

/** The language that is spoken; it follows the address. */
export const language = createRoot(() => createMemo((): Language => spoken()?.language ?? 'en'))

export function texts(): Texts {
  const now = spoken()
  if (now === undefined) throw new Error('a language is spoken before the first page is shown')
  return now.texts
}

/** A moment in the time zone of the ports, with the zone. */
export function formatMoment(moment: string | number): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return String(moment)
  return new Intl.DateTimeFormat(localeOf[language()], {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
    timeZone: 'Asia/Hong_Kong',
    timeZoneName: 'short',
  }).format(date)
}

export function formatInteger(value: number): string {
  return new Intl.NumberFormat(localeOf[language()]).format(value)
}

/** Percent with the one decimal that the count has. */
export function formatPercent(value: string): string {
  const format = new Intl.NumberFormat(localeOf[language()], { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return format.format(Number(value) / 100)
}

/** The name of a code of the program in the reader's language; the code itself where there is none. */
export function named(names: Readonly<Record<string, string>>, code: string): string {
  return names[code] ?? code
}

/** The language to announce for a value: Chinese goods names stand on pages in other languages. */
export function languageOfValue(value: string): string | undefined {
  return /\p{Script=Han}/u.test(value) && !language().startsWith('zh') ? 'zh-Hans' : undefined
}
