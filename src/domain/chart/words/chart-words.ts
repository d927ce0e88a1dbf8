// The sentences of a chart: one language, one table of messages.
import type { Decimal } from '../../../base/decimal.ts'
import type { IssueParams } from '../../../base/issue.ts'
import type { Language } from '../../../base/language.ts'
import { renderMessage, type Messages } from '../../../base/message.ts'
import type { Figure } from '../arrange.ts'
import { printNumber, printRange } from '../number/print-number.ts'
import type { Member, Unit } from '../spec.ts'

export interface ChartWords {
  readonly language: Language
  readonly say: (code: string, params?: IssueParams) => string
}

/** `messages` holds the rows `chart.…` of data/messages/chart.csv. */
export function chartWords(messages: Messages, language: Language): ChartWords {
  return { language, say: (code, params = {}) => renderMessage(`chart.${code}`, params, messages, language) }
}

const commas: Readonly<Record<Language, string>> = { 'zh-Hans': '，', 'zh-Hant': '，', en: ', ', pt: ', ' }
const semicolons: Readonly<Record<Language, string>> = { 'zh-Hans': '；', 'zh-Hant': '；', en: '; ', pt: '; ' }
const lists: Readonly<Record<Language, string>> = { 'zh-Hans': '、', 'zh-Hant': '、', en: ', ', pt: ', ' }

export function withCommas(parts: readonly string[], { language }: ChartWords): string {
  return parts.filter((part) => part !== '').join(commas[language])
}

export function withSemicolons(parts: readonly string[], { language }: ChartWords): string {
  return parts.filter((part) => part !== '').join(semicolons[language])
}

export function listed(parts: readonly string[], { language }: ChartWords): string {
  return parts.join(lists[language])
}

/** Sentences one after another. */
export function sentences(parts: readonly string[], { language }: ChartWords): string {
  return parts.filter((part) => part !== '').join(language === 'en' || language === 'pt' ? ' ' : '')
}

export function whereOf(at: readonly Member[], words: ChartWords): string {
  return withCommas(
    at.map(({ label }) => label[words.language]),
    words,
  )
}

/** The value, or its interval where only that is known, or that there is none. */
export function valueText(figure: Figure, unit: Unit, words: ChartWords): string {
  if (figure.value !== undefined) return printNumber(figure.value, unit, words.language)
  return figure.low !== undefined && figure.high !== undefined ? printRange(figure.low, figure.high, unit, words.language) : words.say('no_figure')
}

export function numberText(value: Decimal, unit: Unit, words: ChartWords): string {
  return printNumber(value, unit, words.language)
}
