// Exact decimals as a reader of one of the four languages writes them. No digit goes through a floating-point number.
import { compare, formatDecimal, parseDecimal, round, trimDecimal, type Decimal } from '../../../base/decimal.ts'
import type { Language } from '../../../base/language.ts'
import type { Unit } from '../spec.ts'
import { numberMarks, numberScales, plainScale, thousandScale, type NumberScale } from './number-scale.ts'

/** Digits with the marks of the language: `1,234.5`; `12 345,6`. The minus is a minus. */
export function printDigits(value: Decimal, language: Language): string {
  const { point, group, groupedFrom } = numberMarks[language]
  const [whole = '', fraction] = formatDecimal(value).replace('-', '').split('.')
  const grouped = whole.length < groupedFrom ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${value.units < 0n ? '−' : ''}${grouped}${fraction === undefined ? '' : point + fraction}`
}

/** All digits that the source had, in the scale of the reader: 38710.70 of 1e8 CNY is `3.871070 trillion yuan`. */
export function printNumber(value: Decimal, unit: Unit, language: Language): string {
  if (unit.sign !== undefined) return printDigits(shifted(value, unit.power), language) + unit.sign
  const scale = scaleOfNumber(value, unit, language)
  const own = inScale(value, unit.power - scale.power)
  return joined(printDigits(own, language), isOne(own) ? scale.one : scale.many, scale.link, unit.label[language], language)
}

/** Both ends in one scale: `3.865–3.875 trillion yuan`. */
export function printRange(low: Decimal, high: Decimal, unit: Unit, language: Language): string {
  const ends = (power: number): string => [low, high].map((end) => printDigits(inScale(end, power), language)).join(low.units < 0n ? ' – ' : '–')
  if (unit.sign !== undefined) return ends(unit.power) + unit.sign
  const scale = scaleOfNumber(magnitude(low) > magnitude(high) ? low : high, unit, language)
  return joined(ends(unit.power - scale.power), scale.many, scale.link, unit.label[language], language)
}

/** One scale for a whole picture, from its largest number. */
export interface SharedScale {
  /** Values times ten to this power are what is printed. */
  readonly shift: number
  /** `trillion yuan`, for the line under the title. */
  readonly label: string
  /** Digits after the point that labels have at most. */
  readonly decimals: number
}

export function sharedScale(values: readonly Decimal[], unit: Unit, language: Language): SharedScale {
  const largest = values.reduce<Decimal | undefined>((most, value) => (most === undefined || magnitude(value) > magnitude(most) ? value : most), undefined)
  const power = largest === undefined ? unit.power : magnitude(largest) + unit.power - 1
  const thousand = thousandScale[language]
  const scales = unit.sign === undefined ? [...numberScales[language], ...(thousand === undefined ? [] : [thousand])] : []
  const scale = scales.find((each) => power >= each.power) ?? plainScale
  const label = unit.sign ?? joined('', scale.many, scale.link, unit.label[language], language).trim()
  return { shift: unit.power - scale.power, label, decimals: Math.min(Math.max(2 - (power - scale.power), 0), 3) }
}

/**
 * A label of the picture: at most the decimals of the scale, and never more digits than the source had. With `width`, that
 * of the interval, zeros are digits as far as the interval says so: 10000 from 9950 to 10050 is 1.00 where others have two.
 */
export function printShort(value: Decimal, scale: SharedScale, language: Language, width?: Decimal): string {
  const step: Decimal = { units: 1n, scale: scale.decimals }
  const isKnown = width !== undefined && compare(shifted(width, scale.shift), step) <= 0
  const own = isKnown ? shifted(value, scale.shift) : inScale(value, scale.shift)
  return printDigits(own.scale > scale.decimals ? round(own, scale.decimals, 'half-up') : own, language)
}

/** The value times ten to the power, exactly. */
export function shifted(value: Decimal, power: number): Decimal {
  if (power <= value.scale) return { units: value.units, scale: value.scale - power }
  return { units: value.units * 10n ** BigInt(power - value.scale), scale: 0 }
}

/** Zeros before the source's own point are no printed digits: 373400 of 1e8 is 37.34 trillion, and 38710.70 is 3.871070. */
function inScale(value: Decimal, power: number): Decimal {
  return value.scale === 0 ? trimDecimal(shifted(value, power)) : shifted(value, power)
}

/** For geometry only. */
export function toNumber(value: Decimal): number {
  return Number(formatDecimal(value))
}

/** Decimal text of a row; the reading was checked when the specification was read. */
export function decimalOf(text: string | null | undefined): Decimal | undefined {
  return text === null || text === undefined ? undefined : parseDecimal(text)
}

function scaleOfNumber(value: Decimal, unit: Unit, language: Language): NumberScale {
  if (value.units === 0n) return plainScale
  const power = magnitude(value) + unit.power - 1
  return numberScales[language].find((each) => power >= each.power) ?? plainScale
}

/** How many digits stand before the point; zero and below for fractions. */
function magnitude({ units, scale }: Decimal): number {
  return units === 0n ? 1 : (units < 0n ? -units : units).toString().length - scale
}

function isOne(value: Decimal): boolean {
  return formatDecimal(value) === '1'
}

function joined(digits: string, word: string, link: string, label: string, language: Language): string {
  if (language === 'zh-Hans' || language === 'zh-Hant') return digits + word + label
  return [digits, word, label === '' ? '' : link, label].filter((part) => part !== '').join(' ')
}
