// Numbers in a sentence with their scale, unit and comparison word: 逾48万标箱, RMB 404.71 billion, nearly 50 percent, um em
// cada quatro. Dates, names and ordinals are no quantities.
import { add, compare, decimal, divide, multiply, subtract, type Decimal } from '../../../base/decimal.ts'
import { around, exactly, tenTo, type Interval } from '../interval.ts'
import type { Mention } from './mention.ts'
import { fractionsOf } from './fraction.ts'
import { halfOf, numeralOf, readChinese, readDigits, scaled, type Numeral } from './numeral.ts'
import { spot, type PrintedNumber, type Token } from './printed-number.ts'
import type { Sentence } from './sentence.ts'
import type { Words } from './term.ts'
import type { Comparison, TongueVocabulary, UnitRow, Vocabulary } from './vocabulary.ts'

export interface Quantity {
  /** In the sentence; with comparison word, currency, scale and unit. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** In base units: yuan, vehicles, percent. */
  readonly value: Decimal
  /** What the printed digits stand for. */
  readonly printed: Interval
  readonly digits: number
  readonly comparison: Comparison
  /** What the number with its comparison word allows. */
  readonly allowed: Interval
  /** Empty when none stands there. */
  readonly unit: string
  readonly unitKind: string
  readonly isNegative: boolean
  /** One in four, 四分之一. */
  readonly isFraction: boolean
  /** Why it is read with a doubt; `number_unreadable` and `scale_ambiguous` forbid a judgement. */
  readonly warnings: readonly string[]
}

const hundred = decimal('100')
const leastMoney = decimal('100000000')
/** Words between a number and the noun it counts. */
const maxWordsToUnit = 4
const fillers = '(?:\\s+(?:the|a|an|of|threshold|mark|figure|level|os|as|o|de|uns|umas|total|a\\s+total))*\\s*'

export function quantitiesOf(sentence: Sentence, mentions: readonly Mention[], vocabulary: Vocabulary): readonly Quantity[] {
  const own = vocabulary.tongues[sentence.tongue]
  const isFree = (start: number, end: number): boolean => !mentions.some((each) => each.start < end && start < each.end)
  const fractions = fractionsOf(sentence, own).filter(({ start, end }) => !mentions.some((each) => each.start <= start && end <= each.end))
  const tokens = tokensOf(sentence, own).filter(
    ({ start, end }) => isFree(start, end) && !fractions.some((each) => each.start < end && start < each.end),
  )
  const reads = tokens.flatMap((token) => readAt(token, sentence, own, mentions) ?? [])
  const all = [...fractions.map((each) => withComparison(each, sentence, own)), ...reads].toSorted((a, b) => a.start - b.start)
  const inherited = all.map((each, index) => inheriting(each, all[index + 1], sentence.text)).map((each, _, reads) => withMoney(each, reads))
  return withoutRanges(inherited, sentence.text).map((each) => quantityOf(each, sentence.text))
}

/** Numbers, before it is known what they count. */
function tokensOf({ text, tongue }: Sentence, { numerals }: TongueVocabulary): readonly Token[] {
  const digits = tongue === 'pt' ? /(?<![\p{L}\p{N}.,])(?:\d{1,3}(?: \d{3})+(?:,\d+)?|\d(?:[\d.,]*\d)?)/gu : /(?<![a-zA-Z\d.,])\d(?:[\d.,]*\d)?/g
  const found: Token[] = [...text.matchAll(digits)].map((match) => ({ ...spot(match), numeral: readDigits(match[0], tongue), isWord: false }))
  if (tongue === 'zh') {
    for (const match of text.matchAll(/[〇零一二三四五六七八九两兩十百千]+(?:[点點][〇零一二三四五六七八九]+)?/g)) {
      if (match[0] === '一' && !/^[万萬亿億]/.test(text.slice(match.index + 1))) continue
      found.push({ ...spot(match), numeral: readChinese(match[0]), isWord: true })
    }
    return found
  }
  return [...found, ...wordTokens(text, numerals)]
}

/** Seven, twenty-one, vinte e um. */
function wordTokens(text: string, numerals: Words<number>): readonly Token[] {
  const tokens: Token[] = []
  let tens: { readonly value: number; readonly start: number; readonly end: number } | undefined
  for (const match of text.matchAll(numerals.anywhere)) {
    const value = numerals.meaning(match[0]) ?? 0
    const here = spot(match)
    const isSecond = tens !== undefined && tens.value >= 20 && value < 10 && /^(?:-|\s+e\s+)$/.test(text.slice(tens.end, here.start))
    if (isSecond && tens !== undefined) tokens[tokens.length - 1] = { start: tens.start, end: here.end, numeral: numeralOf(tens.value + value), isWord: true }
    else tokens.push({ ...here, numeral: numeralOf(value), isWord: true })
    tens = { value, ...here }
  }
  return tokens
}

/** Undefined when the token counts nothing, as a lone "two" does. */
function readAt(token: Token, sentence: Sentence, own: TongueVocabulary, mentions: readonly Mention[]): PrintedNumber | undefined {
  const { text, tongue } = sentence
  let end = token.end
  let numeral = token.numeral
  const warnings = numeral === undefined ? ['number_unreadable'] : numeral.warning === '' ? [] : [numeral.warning]
  const hyphen = tongue === 'zh' ? '\\s*' : '[\\s-]*'
  const after = (pattern: string): RegExpExecArray | null => new RegExp(`^${hyphen}(${pattern})`).exec(text.slice(end))
  let suffix = tongue === 'zh' ? after('多|余|餘|来') : null
  if (suffix !== null) end += suffix[0].length
  const compound = tongue === 'zh' ? /^\s*[万萬](\d+)[亿億]/.exec(text.slice(end)) : null
  const scale = own.scales.atStart.exec(text.slice(end))
  if (compound !== null && numeral !== undefined) {
    const rest = readDigits(compound[1] ?? '', 'zh')
    if (rest !== undefined) numeral = { ...rest, value: add(scaled(numeral, 12).value, scaled(rest, 8).value), lastDigit: 8, digits: numeral.digits + rest.digits }
    end += compound[0].length
  } else if (scale !== null) {
    const row = own.scales.meaning(scale[1] ?? '')
    if (numeral !== undefined && row !== undefined) numeral = scaled(numeral, row.power)
    if (row !== undefined && row.warning !== '') warnings.push(row.warning)
    end += scale[0].length
  }
  suffix ??= tongue === 'zh' ? after('多|余|餘') : null
  if (suffix !== null && !text.slice(token.end, end).includes(suffix[1] ?? '')) end += suffix[0].length
  const placed = unitAt(text, token.start, end, tongue, own, mentions)
  const hasScale = scale !== null || compound !== null
  if (token.isWord && placed.unit === undefined && !hasScale) return undefined
  const read: PrintedNumber = { ...token, numeral, start: placed.start, end: placed.end, hasScale, unit: placed.unit, comparison: undefined, warnings }
  return suffix === null ? withComparison(read, sentence, own) : { ...withComparison(read, sentence, own), comparison: own.comparisons.meaning('超过') }
}

interface PlacedUnit {
  readonly start: number
  readonly end: number
  readonly unit: UnitRow | undefined
}

/** A currency before it, a unit behind it, or the noun a few words on. */
function unitAt(text: string, start: number, end: number, tongue: Sentence['tongue'], own: TongueVocabulary, mentions: readonly Mention[]): PlacedUnit {
  const near = own.units.atStart.exec(text.slice(end))
  const nearUnit = near === null ? undefined : own.units.meaning(near[1] ?? '')
  const money = moneyBefore(text, start, own)
  // 集装箱 may follow a scale directly, and 个 a noun that says more.
  if (near !== null && nearUnit !== undefined && nearUnit.code !== 'pieces') return { start, end: end + near[0].length, unit: nearUnit }
  if (money !== undefined) return { start: money.start, end, unit: money.unit }
  const reach = tongue === 'zh' ? /^[^，。；、,\d]{0,14}/u : new RegExp(`^(?:[\\s-]+(?:[\\p{L}'’«»“”"]+)){0,${maxWordsToUnit}}`, 'u')
  const ahead = (reach.exec(text.slice(end))?.[0] ?? '').split(/\s(?:of|in|and|across|through|on|at|for|to|from|by|with|that|which|em|e|de|do|da|na|no)\s/)[0] ?? ''
  const nouns = [...ahead.matchAll(own.units.anywhere)].flatMap((match) => {
    const unit = own.units.meaning(match[0])
    const at = end + match.index
    const covering = mentions.find((each) => each.start <= at && at < each.end)
    const isNoun = covering === undefined || covering.kind === 'product' || covering.kind === 'scheme'
    return unit === undefined || unit.kind !== 'count' || unit.code === 'pieces' || !isNoun ? [] : [{ start, end: at + match[0].length, unit }]
  })
  const noun = nouns.at(tongue === 'zh' ? 0 : -1)
  if (noun !== undefined) return noun
  return { start, end: near === null ? end : end + near[0].length, unit: nearUnit }
}

/** RMB 404.71 billion. */
function moneyBefore(text: string, start: number, own: TongueVocabulary): { readonly start: number; readonly unit: UnitRow } | undefined {
  const from = Math.max(0, start - 24)
  const last = [...text.slice(from, start).matchAll(own.units.anywhere)].at(-1)
  if (last === undefined || !/^\s*[-−]?$/.test(text.slice(from + last.index + last[0].length, start))) return undefined
  const unit = own.units.meaning(last[0])
  return unit?.kind === 'money' ? { start: from + last.index, unit } : undefined
}

/** With the comparison word before it, or behind it as in 以上 and "or more". */
function withComparison<T extends PrintedNumber>(read: T, { text, tongue }: Sentence, own: TongueVocabulary): T {
  const gap = tongue === 'zh' ? '(?:\\s|人民币|人民幣|了|到|达|達)*' : fillers
  const from = Math.max(0, read.start - 60)
  const before = [...text.slice(from, read.start).matchAll(own.comparisons.anywhere)].at(-1)
  if (before !== undefined && new RegExp(`^${gap}[-−]?$`, 'i').test(text.slice(from + before.index + before[0].length, read.start)))
    return { ...read, start: from + before.index, comparison: own.comparisons.meaning(before[0]) }
  const behind = new RegExp(`^\\s*(?:的)?(以上|以下|左右|or\\s+more|ou\\s+mais)`, 'iu').exec(text.slice(read.end))
  if (behind === null) return read
  return { ...read, end: read.end + behind[0].length, comparison: own.comparisons.meaning(behind[1] ?? '') }
}

/** "5.23 and 2.71 trillion yuan": the first has the scale and unit of the second. */
function inheriting(read: PrintedNumber, next: PrintedNumber | undefined, text: string): PrintedNumber {
  if (read.unit !== undefined || read.hasScale || next === undefined || read.numeral === undefined || next.numeral === undefined) return read
  if (!/^\s*(?:and|e|和|、|,|及|与|與)\s*(?:RMB|CNY|US\$)?\s*$/i.test(text.slice(read.end, next.start))) return read
  const power = next.hasScale ? powerOf(text.slice(next.start, next.end), next.numeral) : 0
  return { ...read, numeral: scaled(read.numeral, power), unit: next.unit, hasScale: next.hasScale }
}

/** A hundred million and more without a unit, in a sentence that has one money only: that money. */
function withMoney(read: PrintedNumber, all: readonly PrintedNumber[]): PrintedNumber {
  if (read.unit !== undefined || !read.hasScale || read.numeral === undefined || compare(read.numeral.value, leastMoney) < 0) return read
  const [money, ...more] = [...new Set(all.flatMap((each) => (each.unit?.kind === 'money' ? [each.unit] : [])))]
  return money === undefined || more.length > 0 ? read : { ...read, unit: money }
}

/** The power that the scale word put on the digits that stand there. */
function powerOf(text: string, numeral: Numeral): number {
  const decimals = /\d[.,](\d+)/.exec(text)?.[1]?.length ?? 0
  return numeral.lastDigit + decimals
}

/** "45 to 50 percent" is no single number. */
function withoutRanges(reads: readonly PrintedNumber[], text: string): readonly PrintedNumber[] {
  return reads.map((read, index) => {
    const isRange = (a: PrintedNumber | undefined, b: PrintedNumber | undefined): boolean =>
      a !== undefined && b !== undefined && (a.unit === undefined || a.unit.code === b.unit?.code) && /^\s*(?:[-–—~～]|to|至|到|a)\s*$/i.test(text.slice(a.end, b.start))
    return isRange(read, reads[index + 1]) || isRange(reads[index - 1], read) ? { ...read, warnings: [...read.warnings, 'number_range'] } : read
  })
}

function quantityOf(read: PrintedNumber, text: string): Quantity {
  const value = read.numeral?.value ?? decimal('0')
  const isCount = read.numeral !== undefined && read.numeral.lastDigit === 0 && read.unit?.kind === 'count'
  const printed = read.printed ?? (read.numeral === undefined || isCount ? exactly(value) : around(value, halfOf(read.numeral)))
  return {
    start: read.start,
    end: read.end,
    text: text.slice(read.start, read.end),
    value,
    printed,
    digits: read.numeral?.digits ?? 0,
    comparison: read.comparison?.code ?? 'equal',
    allowed: allowedBy(read, value, printed),
    unit: read.unit?.code ?? '',
    unitKind: read.unit?.kind ?? '',
    isNegative: /[-−]$/.test(text.slice(0, read.start)) && !/[\p{L}\p{N}][-−]$/u.test(text.slice(0, read.start)),
    isFraction: read.printed !== undefined,
    warnings: read.warnings,
  }
}

/** A comparison reaches to the next number that one would have said instead: 95 to 100, 94 to 95, 480,000 to 490,000. */
function allowedBy(read: PrintedNumber, value: Decimal, printed: Interval): Interval {
  const { comparison, numeral } = read
  if (comparison === undefined || numeral === undefined) return printed
  const step = stepOf(numeral)
  const reach = (percent: Decimal, most: Decimal): Decimal => least(divide(multiply(value, percent), hundred, 8, 'up'), most)
  const most = comparison.code === 'about' ? multiply(step, decimal('0.5')) : step
  return { low: subtract(value, reach(comparison.below, most)), high: add(value, reach(comparison.above, most)) }
}

/** One of the last printed digit, five where that is 0 or 5; of at least two digits. */
function stepOf({ value, lastDigit }: Numeral): Decimal {
  const size = (value.units < 0n ? -value.units : value.units).toString().length - value.scale
  const power = Math.min(lastDigit, size - 2)
  const last = divide(value, tenTo(power), 0, 'down').units
  return multiply(last % 5n === 0n ? decimal('5') : decimal('1'), tenTo(power))
}

function least(a: Decimal, b: Decimal): Decimal {
  return compare(a, b) < 0 ? a : b
}
