// Parts of a whole in words: one in four, a quarter, 四分之一, 七成, 百分之四十五点八, um em cada quatro. In percent.
import { decimal, divide, fromInteger, multiply } from '../../../base/decimal.ts'
import { around, exactly, percentOf } from '../interval.ts'
import { numeralIn } from './mention.ts'
import { readChinese, readDigits, scaled, type Numeral } from './numeral.ts'
import { spot, type PrintedNumber } from './printed-number.ts'
import type { Sentence } from './sentence.ts'
import type { TongueVocabulary, UnitRow } from './vocabulary.ts'

const hundred = decimal('100')
const half = decimal('0.5')
const percent: UnitRow = { code: 'percent', kind: 'percent', confusedWith: '' }

const chineseNumeral = '[〇零一二三四五六七八九两兩十百]+(?:[点點][〇零一二三四五六七八九]+)?|\\d+(?:\\.\\d+)?'
/** 四分之一 and 百分之四十五; 七成, but not 成为 or 成立; 一半. */
const chineseParts = new RegExp(`(${chineseNumeral})分之(${chineseNumeral})|([一二两兩三四五六七八九\\d])成(?!为|為|立|功|本|果|交|长|長|员|員)|(?:一半|半数|半數)`, 'g')
/** 每四辆新能源汽车就有一辆. */
const chineseEvery = /每(\d|[二三四五六七八九])(?:辆|輛|台)?[^，。；]{0,24}(?:就有|有)一(?:辆|輛|台)/g
const names: Readonly<Record<'en' | 'pt', Readonly<Record<string, number>>>> = {
  en: { 'a quarter': 4, 'one quarter': 4, 'one fourth': 4, 'a third': 3, 'one third': 3, 'half of': 2 },
  pt: { 'um quarto': 4, 'um terço': 3, 'metade d': 2 },
}

export function fractionsOf({ text, tongue }: Sentence, own: TongueVocabulary): readonly PrintedNumber[] {
  if (tongue === 'zh') return inChinese(text)
  const word = `(\\d{1,2}|${own.numerals.pattern})`
  const everyPattern =
    tongue === 'en'
      ? `${word}\\s+(?:in|out\\s+of)\\s+(?:every\\s+)?${word}(?=[\\s.,;)]|$)|(?:for|of)\\s+every\\s+${word}\\b[^.;]{0,90}?\\bone\\b`
      : `${word}\\s+em\\s+cada\\s+${word}`
  const every = [...text.matchAll(new RegExp(everyPattern, 'giu'))].flatMap((match) => {
    const [top, bottom] = match[3] === undefined ? [numeralIn(match[1] ?? '', own), numeralIn(match[2] ?? '', own)] : [1, numeralIn(match[3], own)]
    return partOf(match, top, bottom)
  })
  const named = Object.entries(names[tongue]).flatMap(([name, bottom]) =>
    [...text.matchAll(new RegExp(`\\b${name}(?:\\b|(?=[oa]))`, 'giu'))].flatMap((match) => partOf(match, 1, bottom)),
  )
  return [...every, ...named]
}

function inChinese(text: string): readonly PrintedNumber[] {
  const every = [...text.matchAll(chineseEvery)].flatMap((match) => partOf(match, 1, wholeNumber(match[1])))
  const parts = [...text.matchAll(chineseParts)].flatMap((match) => {
    if (match[3] !== undefined) return inPercent(match, chineseOrDigits(match[3]), 1)
    if (match[1] === undefined) return partOf(match, 1, 2)
    return match[1] === '百' || match[1] === '100' ? inPercent(match, chineseOrDigits(match[2]), 0) : partOf(match, wholeNumber(match[2]), wholeNumber(match[1]))
  })
  return [...every, ...parts]
}

/** "One in four" says that four is nearer than three or five. Nothing for what is no part. */
function partOf(match: RegExpMatchArray, top: number, bottom: number): readonly PrintedNumber[] {
  if (!(top > 0 && top < bottom)) return []
  const value = divide(multiply(fromInteger(top), hundred), fromInteger(bottom), 4, 'half-even')
  const printed = percentOf(exactly(fromInteger(top)), around(fromInteger(bottom), half))
  return [{ ...spot(match), numeral: { value, lastDigit: 0, digits: 1, warning: '' }, isWord: true, hasScale: false, unit: percent, comparison: undefined, printed, warnings: [] }]
}

function inPercent(match: RegExpMatchArray, numeral: Numeral | undefined, power: number): readonly PrintedNumber[] {
  return numeral === undefined ? [] : [{ ...spot(match), numeral: scaled(numeral, power), isWord: true, hasScale: false, unit: percent, comparison: undefined, warnings: [] }]
}

function chineseOrDigits(text = ''): Numeral | undefined {
  return /^[\d.]+$/.test(text) ? readDigits(text, 'zh') : readChinese(text)
}

/** NaN for what is no whole number. */
function wholeNumber(text: string | undefined): number {
  const numeral = chineseOrDigits(text)
  return numeral === undefined || numeral.value.scale > 0 ? Number.NaN : Number(numeral.value.units)
}
