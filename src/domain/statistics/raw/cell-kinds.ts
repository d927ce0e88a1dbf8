// What the cells of statistics mean: months, goods codes, partners, places, units. Each kind is a function from the text of a
// cell; a reader remembers what it said.
import type { CodeBook, CodeListId } from '../../reference/index.ts'
import { geographies, type Flow, type Geography, type PartnerCodeSet } from './observation.ts'
import { entryOf, faultOf, type CellReader, type CellReading } from './row-plan.ts'
import type { RawTables } from './raw-tables.ts'

/** `202301`, `2023-01`, `2023年1月`, or a year: `2023`. Says the edition of the Harmonised System of that time as well. */
export function periodCell(tables: RawTables): CellReader {
  return (text) => {
    const match = /^(\d{4})(?:[-/.年]?(0?[1-9]|1[0-2])月?)?$/.exec(text)
    if (match === null) return text === '' ? faultOf('statistics_cell_empty') : faultOf('statistics_period')
    const [, year = '', month] = match
    const [first, last] = month === undefined ? [`${year}01`, `${year}12`] : [`${year}${month.padStart(2, '0')}`, `${year}${month.padStart(2, '0')}`]
    return { kind: 'entry', entry: [month === undefined ? 'year' : 'month', first, last], also: { dimension: 'edition', entry: [tables.editionOf(first)] } }
  }
}

/** 2, 4, 6, 8 or 10 digits; one of `totals` means all goods. */
export function goodsCell(totals: readonly string[] = []): CellReader {
  return (text) => {
    if (totals.includes(text)) return entryOf('', '0')
    if (text === '') return faultOf('statistics_cell_empty')
    if (/^(\d{2}){1,5}$/.test(text)) return entryOf(text, String(text.length))
    // A spreadsheet takes the zero in front of chapters 01 to 09 away.
    if (/^[1-9]\d{2,8}$/.test(text) && text.length % 2 === 1) return faultOf('statistics_goods_zero', { wanted: `0${text}` })
    return faultOf('statistics_goods')
  }
}

/** A code of the mainland's list of countries, with its ISO code. */
export function gaccPartnerCell(book: CodeBook): CellReader {
  const list = book.list('country')
  return (text) => {
    if (text === '') return faultOf('statistics_cell_empty')
    const entry = list.entries.get(text)?.at(-1)
    return entry === undefined ? unknownCode('country', text) : entryOf('gacc', text, entry.attributes['iso3'] ?? '')
  }
}

/** ISO alpha-2 or alpha-3, found in the same list. */
export function isoPartnerCell(book: CodeBook, codeSet: PartnerCodeSet = 'iso-3166'): CellReader {
  const list = book.list('country')
  return (text) => {
    if (text === '') return faultOf('statistics_cell_empty')
    const entry = list.entries.get(list.aliases.get(text) ?? '')?.at(-1)
    if (entry === undefined || /^\d/.test(text)) return unknownCode('country', text)
    return entryOf(codeSet, codeSet === 'iso-3166' ? (entry.attributes['iso3'] ?? text) : text, entry.attributes['iso3'] ?? '')
  }
}

/** A numeric code as UN Comtrade uses them; the ISO code stands beside it or is one of the few that are known. 0 is all partners. */
export function comtradePartnerCell(tables: RawTables): CellReader {
  return (text, iso) => {
    const code = comtradeCode(text)
    if (typeof code !== 'string') return code
    return code === '0' ? entryOf('un-comtrade', '', '') : entryOf('un-comtrade', code, /^[A-Z]{3}$/.test(iso) ? iso : (tables.comtradeIso.get(code) ?? ''))
  }
}

export function comtradeReporterCell(): CellReader {
  return (text) => {
    const code = comtradeCode(text)
    return typeof code === 'string' ? entryOf('territory', code) : code
  }
}

function comtradeCode(text: string): string | CellReading {
  if (text === '') return faultOf('statistics_cell_empty')
  if (!/^\d{1,3}$/.test(text)) return faultOf('statistics_comtrade_code')
  const code = String(Number(text))
  return code === '840' ? faultOf('statistics_comtrade_840') : code
}

/** A code of three characters whose list is not public. */
export function hongkongPartnerCell(): CellReader {
  return (text) => (/^[0-9A-Z]{3}$/.test(text) ? entryOf('hongkong', text, '') : faultOf('statistics_hongkong_partner'))
}

/** Each geography has its own form of code, so that a column of one is not taken for another. */
const placePatterns: Readonly<Record<Geography, RegExp>> = {
  'registered-place': /^(\d{2}|\d{4}|\d{6})$/,
  'source-district': /^\d{4}[0-9A-Z]$/,
  'customs-office': /^\d{4}$/,
  territory: /^[0-9A-Z]{1,3}$/,
}

export function placeCell(geography: Geography): CellReader {
  return (text) => {
    if (text === '') return faultOf('statistics_cell_empty')
    return placePatterns[geography].test(text) ? entryOf(geography, text) : faultOf('statistics_place', { geography: `#geography.${geography}` })
  }
}

export function isGeography(text: string): text is Geography {
  return (geographies as readonly string[]).includes(text)
}

export function flowCell(words: ReadonlyMap<string, Flow>): CellReader {
  return (text) => {
    const flow = words.get(text.toLowerCase())
    return flow === undefined ? faultOf('statistics_flow', { options: [...words.keys()].join(', ') }) : entryOf(flow)
  }
}

/** A code of a complete list of the mainland. */
export function listCell(book: CodeBook, id: CodeListId): CellReader {
  const list = book.list(id)
  return (text) => (text === '' ? faultOf('statistics_cell_empty') : list.entries.has(text) ? entryOf(text) : unknownCode(id, text))
}

/** A unit as it is printed; none where there is none. */
export function unitCell(): CellReader {
  return (text, beside) => (['', '-', '-1', '无'].includes(text) ? entryOf('') : entryOf(beside === '' ? text : beside))
}

export function editionCell(tables: RawTables): CellReader {
  return (text) => {
    const edition = tables.comtradeEditions.get(text)
    return edition === undefined ? faultOf('statistics_edition', { options: [...tables.comtradeEditions.keys()].join(', ') }) : entryOf(edition)
  }
}

export function currencyCell(tables: RawTables): CellReader {
  return (text) => {
    const currency = tables.currencies.get(text.toLowerCase())
    return currency === undefined ? faultOf('statistics_currency', { options: [...new Set(tables.currencies.values())].join(', ') }) : entryOf(currency)
  }
}

function unknownCode(list: CodeListId, text: string): CellReading {
  return faultOf(`statistics_code_${list.replace('-', '_')}`, { found: text })
}
