// The texts of the address's language, and dates, numbers and names as its readers write them.
import { createMemo, createRoot } from 'solid-js'
import type { Language } from '../../src/base/language.ts'
import { address } from './address.ts'
import { en, type Texts } from './texts/en.ts'
import { pt } from './texts/pt.ts'
import { zhHans } from './texts/zh-hans.ts'
import { zhHant } from './texts/zh-hant.ts'

const textsOf: Readonly<Record<Language, Texts>> = { en, pt, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', pt: 'pt-PT', 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-HK' }

/** Follows the address; a page reads it only through a change of language. */
export const language = createRoot(() => createMemo(() => address().language))

export function texts(): Texts {
  return textsOf[language()]
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
