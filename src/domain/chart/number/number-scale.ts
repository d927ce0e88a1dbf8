// The words in which a language counts large numbers: 万, 亿, 万亿; million, billion, trillion; milhões, mil milhões,
// biliões (European Portuguese, long scale).
import type { Language } from '../../../base/language.ts'

export interface NumberScale {
  /** Ten to this power. */
  readonly power: number
  readonly one: string
  readonly many: string
  /** Portuguese puts "de" between milhões and what is counted. */
  readonly link: string
}

const scale = (power: number, one: string, many = one, link = ''): NumberScale => ({ power, one, many, link })

/** No word: the number itself. */
export const plainScale: NumberScale = scale(0, '')

/** The largest first. */
export const numberScales: Readonly<Record<Language, readonly NumberScale[]>> = {
  'zh-Hans': [scale(12, '万亿'), scale(8, '亿'), scale(4, '万')],
  'zh-Hant': [scale(12, '萬億'), scale(8, '億'), scale(4, '萬')],
  en: [scale(12, 'trillion'), scale(9, 'billion'), scale(6, 'million')],
  pt: [scale(12, 'bilião', 'biliões', 'de'), scale(9, 'mil milhões', 'mil milhões', 'de'), scale(6, 'milhão', 'milhões', 'de')],
}

/** For an axis, where all numbers share one word. */
export const thousandScale: Readonly<Partial<Record<Language, NumberScale>>> = { en: scale(3, 'thousand'), pt: scale(3, 'mil') }

export interface NumberMarks {
  readonly point: string
  readonly group: string
  /** Fewest digits before the point that are grouped. */
  readonly groupedFrom: number
}

const western: NumberMarks = { point: '.', group: ',', groupedFrom: 4 }
export const numberMarks: Readonly<Record<Language, NumberMarks>> = {
  'zh-Hans': western,
  'zh-Hant': western,
  en: western,
  pt: { point: ',', group: '\u00A0', groupedFrom: 5 },
}
