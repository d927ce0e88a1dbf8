// Says a number in the words of a language: 37.34 trillion yuan, 37.34万亿元, 37,34 biliões de yuans. The digits stay those
// that were printed; only the scale word follows the language. Portuguese is that of Portugal and Macao (mil milhões).
import { formatDecimal, parseDecimal, type Decimal } from '../../base/decimal.ts'
import { invariant } from '../../base/invariant.ts'
import type { Language } from '../../base/language.ts'
import { dividedBy, fraction, fromDecimal, times, toDecimal, compareFractions, type Fraction } from './fraction.ts'
import { absolute, type Qualifier } from './figure.ts'
import { ratioDimension, type Unit } from './unit.ts'

interface Scale {
  readonly exponent: number
  readonly word: string
}

const chinese = (hundredMillion: string, tenThousand: string): readonly Scale[] => [
  { exponent: 12, word: tenThousand + hundredMillion },
  { exponent: 8, word: hundredMillion },
  { exponent: 4, word: tenThousand },
]

const scales: Readonly<Record<Language, readonly Scale[]>> = {
  'zh-Hans': chinese('亿', '万'),
  'zh-Hant': chinese('億', '萬'),
  en: [
    { exponent: 12, word: ' trillion' },
    { exponent: 9, word: ' billion' },
    { exponent: 6, word: ' million' },
  ],
  pt: [
    { exponent: 12, word: ' biliões de' },
    { exponent: 9, word: ' mil milhões de' },
    { exponent: 6, word: ' milhões de' },
  ],
}

const words: Readonly<Record<Exclude<Qualifier, '' | 'exact'>, Readonly<Record<Language, readonly [before: string, after: string]>>>> = {
  over: { 'zh-Hans': ['超过', ''], 'zh-Hant': ['超過', ''], en: ['more than ', ''], pt: ['mais de ', ''] },
  about: { 'zh-Hans': ['约', ''], 'zh-Hant': ['約', ''], en: ['about ', ''], pt: ['cerca de ', ''] },
  nearly: { 'zh-Hans': ['近', ''], 'zh-Hant': ['近', ''], en: ['nearly ', ''], pt: ['quase ', ''] },
  under: { 'zh-Hans': ['不到', ''], 'zh-Hant': ['不到', ''], en: ['less than ', ''], pt: ['menos de ', ''] },
}

/** Digits as printed in a unit, said in a language, with its noun. */
export function sayPrinted(printed: string, unit: Unit, language: Language, base: Unit): string {
  const digits = parseDecimal(printed)
  invariant(digits !== undefined, `${printed} is digits`)
  return sayNumber(times(fromDecimal(digits), unit.factor), exponentOf(unit) - digits.scale, unit, language, base)
}

/** A computed number with at most two digits behind the point of its unit, and no zeros at the end. */
export function sayShort(value: Fraction, unit: Unit, language: Language, base: Unit): string {
  const digits = toDecimal(dividedBy(value, unit.factor), 2, 'nearest').units.toString()
  const zeros = digits === '0' ? 2 : (/0*$/.exec(digits)?.[0].length ?? 0)
  return sayNumber(value, exponentOf(unit) - 2 + zeros, unit, language, base)
}

/** The word before the number, and the number: `more than 95%`. */
export function sayQualified(text: string, qualifier: Qualifier, language: Language): string {
  if (qualifier === '' || qualifier === 'exact') return text
  const [before, after] = words[qualifier][language]
  return before + text + after
}

/** A number whose last digit is worth 10^stepExponent (of an hour or a day: in that unit). `base` is the unit with factor one of the same dimension. */
export function sayNumber(value: Fraction, stepExponent: number, unit: Unit, language: Language, base: Unit): string {
  if (unit.dimension === ratioDimension && unit.factor.bottom === 100n) {
    const noun = unit.label[language]
    return `${digitsOf(times(value, fraction(100n)), Math.max(0, -(stepExponent + 2)), language)}${noun === '%' || language.startsWith('zh') ? '' : ' '}${noun}`
  }
  if (!isPowerOfTen(unit.factor)) return `${digitsOf(dividedBy(value, unit.factor), Math.max(0, -stepExponent), language)}${language.startsWith('zh') ? '' : ' '}${unit.label[language]}`
  const scale = unit.dimension === 'year' ? undefined : scales[language].find(({ exponent }) => compareFractions(absolute(value), powerOfTen(exponent)) >= 0)
  const exponent = scale?.exponent ?? 0
  const digits = digitsOf(dividedBy(value, powerOfTen(exponent)), Math.max(0, exponent - stepExponent), language, unit.dimension !== 'year')
  if (unit.dimension === 'year') return digits
  const noun = base.label[language]
  return `${digits}${scale?.word ?? ''}${language.startsWith('zh') ? '' : ' '}${noun}`
}

/** Digits with the marks of the language: 480,000 in English and Chinese, 480 000 and 37,34 in Portuguese. */
export function digitsOf(value: Fraction, scale: number, language: Language, isGrouped = true): string {
  return localDigits(toDecimal(value, scale, 'nearest'), language, isGrouped)
}

export function localDigits(value: Decimal, language: Language, isGrouped = true): string {
  const [whole = '', rest] = formatDecimal(value).split('.')
  const least = language === 'en' ? 4 : 5
  const isLong = whole.replace('-', '').length >= least
  const grouped = isGrouped && isLong ? whole.replace(/\B(?=(\d{3})+$)/g, language === 'pt' ? '\u00A0' : ',') : whole
  const sign = grouped.startsWith('-') ? `−${grouped.slice(1)}` : grouped
  return rest === undefined ? sign : `${sign}${language === 'pt' ? ',' : '.'}${rest}`
}

function powerOfTen(exponent: number): Fraction {
  return fraction(10n ** BigInt(exponent))
}

/** How many digits the factor of a unit moves the point; none for hours and days. */
function exponentOf({ factor }: Unit): number {
  if (!isPowerOfTen(factor)) return 0
  return factor.bottom === 1n ? factor.top.toString().length - 1 : 1 - factor.bottom.toString().length
}

function isPowerOfTen({ top, bottom }: Fraction): boolean {
  return /^10*$/.test(top.toString()) && /^10*$/.test(bottom.toString())
}
