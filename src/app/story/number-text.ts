// Numbers of the working as people write them in each language: 万亿 and 亿, billion and trillion, mil milhões. The digits
// stay those of the number; only the scale is put in words.
import { formatDecimal, parseDecimal, trimDecimal, type Decimal } from '../../base/decimal.ts'
import type { Language } from '../../base/language.ts'

const scales: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  'zh-Hans': [[12, '万亿'], [8, '亿'], [4, '万']],
  'zh-Hant': [[12, '萬億'], [8, '億'], [4, '萬']],
  en: [[12, ' trillion'], [9, ' billion'], [6, ' million']],
  pt: [[9, ' mil milhões'], [6, ' milhões']],
}

/** `37340000000000` is 37.34 trillion; what is no plain number comes back as it is. */
export function numberText(plain: string, language: Language): string {
  const value = parseDecimal(plain)
  if (value === undefined) return plain
  const digits = formatDecimal(trimDecimal(value)).replace(/^-/, '').split('.')[0]?.length ?? 0
  const [power, name] = scales[language].find(([power]) => digits > power) ?? [0, '']
  return `${grouped(trimDecimal({ units: value.units, scale: value.scale + power }), language)}${name}`
}

function grouped(value: Decimal, language: Language): string {
  const [whole = '', fraction] = formatDecimal(value).split('.')
  const [separator, point] = language === 'pt' ? [' ', ','] : [',', '.']
  const short = language === 'pt' && whole.replace('-', '').length <= 4
  const shown = short ? whole : whole.replace(/\B(?=(\d{3})+$)/g, separator)
  return fraction === undefined ? shown : `${shown}${point}${fraction}`
}
