// How a text says when: templates of data/story/periods.csv, where {Y1} and {Y2} are years, {N} a small number, {M1} the
// name of a month, {D} a day of the month; and what a match means on the date of the text.
import type { CsvRow } from '../../../base/csv-rows.ts'
import type { CivilDate } from '../../../base/civil-date.ts'
import { alternatives, literal, type Tongue } from './term.ts'

export interface PeriodPattern {
  readonly code: string
  readonly pattern: RegExp
}

/** A place in the text that says when, with what stood in the template. */
export interface PeriodWord {
  readonly code: string
  readonly y1: string
  readonly y2: string
  /** A small number, a month by its number or a count of years. */
  readonly n: number
  readonly day: number
}

export type PeriodMeaning =
  | { readonly kind: 'period'; readonly period: string }
  /** A state on a day, of which the year may be missing. */
  | { readonly kind: 'stock'; readonly until: string }
  | { readonly kind: 'each' }
  | { readonly kind: 'same' }
  /** So many years, which ones is not said. */
  | { readonly kind: 'years'; readonly count: number }
  /** The year that a growth is on, or no period at all. */
  | { readonly kind: 'none' }
  | { readonly kind: 'undated' }

const months: Readonly<Record<Tongue, readonly string[]>> = {
  zh: [],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  pt: ['Janeiro', 'Fevereiro', 'Março', 'Abril', 'Maio', 'Junho', 'Julho', 'Agosto', 'Setembro', 'Outubro', 'Novembro', 'Dezembro'],
}
const chineseDigits = '零一二三四五六七八九'
/** The Outline Development Plan of the bay area was published on 2019-02-18; its five years are counted from 2019. */
const planYear = 2019

/** `numeral` is the pattern of the numerals of the tongue in words. */
export function periodPatternsFrom(rows: readonly CsvRow[], tongue: Tongue, numeral: string): readonly PeriodPattern[] {
  const small = tongue === 'zh' ? '[一二两兩三四五六七八九十]+|\\d{1,2}' : `\\d{1,2}|${numeral}`
  const slots: Readonly<Record<string, string>> = {
    Y1: year('y1', tongue),
    Y2: year('y2', tongue),
    N: `(?<n>${small})`,
    M1: `(?<m>${[...months[tongue], ...months[tongue].map((month) => `${month.slice(0, 3)}\\.?`)].join('|') || '(?!)'})`,
    D: '(?<d>\\d{1,2})',
  }
  return rows.flatMap((row) =>
    alternatives(row, tongue).map((template) => {
      const source = literal(template).replaceAll('-', '\\s*[-–—~～]\\s*').replace(/\\\{(\w+)\\\}/g, (_, slot: string) => (tongue === 'zh' ? `\\s*${slots[slot] ?? ''}\\s*` : (slots[slot] ?? '')))
      return { code: row['code'] ?? '', pattern: new RegExp(tongue === 'zh' ? source : `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'giu') }
    }),
  )
}

/** What stood in the slots of a match. */
export function periodWordOf(code: string, groups: Readonly<Record<string, string | undefined>>, tongue: Tongue, numeral: (text: string) => number | undefined): PeriodWord {
  const month = groups['m'] === undefined ? -1 : months[tongue].findIndex((each) => each.slice(0, 3).toLowerCase() === groups['m']?.slice(0, 3).toLowerCase())
  return { code, y1: yearDigits(groups['y1']), y2: yearDigits(groups['y2']), n: month >= 0 ? month + 1 : smallNumber(groups['n'] ?? '', numeral), day: Number(groups['d'] ?? 0) }
}

/** `on` is the date of the text; without it "last year" has no year. */
export function periodMeaning(word: PeriodWord, on: CivilDate | undefined): PeriodMeaning {
  const thisYear = on === undefined ? undefined : Number(on.slice(0, 4))
  switch (word.code) {
    case 'span':
      return period(`${word.y1}/${word.y2}`)
    case 'year':
      return period(word.y1)
    case 'months_to':
      return period(word.n === 12 ? word.y1 : `${word.y1}M1-${word.n}`)
    case 'half1':
      return period(`${word.y1}H1`)
    case 'quarter1':
      return period(`${word.y1}Q1`)
    case 'month':
      return period(`${word.y1}-${two(word.n)}`)
    case 'day':
      return { kind: 'stock', until: `${word.y1}-${two(word.n)}-${two(word.day)}` }
    case 'day_without_year':
      return { kind: 'stock', until: '' }
    case 'since_plan':
      return thisYear === undefined ? { kind: 'undated' } : period(`${planYear}/${thisYear - 1}`)
    case 'past_years':
      return { kind: 'years', count: word.n }
    case 'last_year':
      return thisYear === undefined ? { kind: 'undated' } : period(String(thisYear - 1))
    case 'this_year':
      return thisYear === undefined ? { kind: 'undated' } : period(String(thisYear))
    case 'same_period':
      return { kind: 'same' }
    case 'each_year':
      return { kind: 'each' }
    default:
      return { kind: 'none' }
  }
}

/** `2019/2023` as its years; a single year as itself; undefined for parts of a year. */
export function yearsOf(text: string): readonly number[] | undefined {
  const match = /^(\d{4})(?:\/(\d{4}))?$/.exec(text)
  if (match === null) return undefined
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
  return to < from || to - from > 50 ? undefined : Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** The same part of the year before; undefined for a span of years. */
export function yearBefore(text: string): string | undefined {
  const match = /^(\d{4})([^/]*)$/.exec(text)
  return match === null ? undefined : `${Number(match[1]) - 1}${match[2] ?? ''}`
}

/** 四十五 and 45 and forty as a number; NaN for anything else. */
export function smallNumber(text: string, numeral: (text: string) => number | undefined): number {
  if (/^\d+$/.test(text)) return Number(text)
  const named = numeral(text)
  if (named !== undefined) return named
  const match = /^([一二两兩三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (match === null || text === '') return Number.NaN
  const digit = (sign: string | undefined, otherwise: number): number => (sign === undefined ? otherwise : Math.max(chineseDigits.indexOf(sign.replace(/[两兩]/, '二')), 0))
  return match[2] === undefined ? digit(match[1], 0) : digit(match[1], 1) * 10 + digit(match[3], 0)
}

function period(text: string): PeriodMeaning {
  return { kind: 'period', period: text }
}

function yearDigits(text = ''): string {
  return [...text].map((sign) => (sign === '〇' ? '0' : chineseDigits.includes(sign) ? String(chineseDigits.indexOf(sign)) : sign)).join('')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function year(name: string, tongue: Tongue): string {
  const inWords = tongue === 'zh' ? '二[〇零][〇零一二三四五六七八九]{2}|' : ''
  return `(?<${name}>${inWords}(?<![\\d.,])(?:19|20)\\d\\d(?!\\d|[.,]\\d))`
}
