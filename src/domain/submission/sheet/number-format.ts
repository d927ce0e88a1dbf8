// What a number format of a cell says about the number in it: a date, a percentage, a number with leading zeros. Numbers of
// built-in formats: ECMA-376 part 1, 18.8.30, with the East Asian ones (27 to 36, 50 to 58), which are all dates.
import type { Cell } from './cell.ts'
import { momentText } from './serial-date.ts'
import { shownNumber, shownPadded, shownPercent } from './sheet-number.ts'

export type NumberFormat = { readonly kind: 'general' } | { readonly kind: 'date' } | { readonly kind: 'percent' } | { readonly kind: 'padded'; readonly width: number }

export const general: NumberFormat = { kind: 'general' }
const date: NumberFormat = { kind: 'date' }
const percent: NumberFormat = { kind: 'percent' }

export function builtInFormat(id: number): NumberFormat {
  if (id === 9 || id === 10) return percent
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) ? date : general
}

/** Of a format that the workbook itself describes, `yyyy/m/d h:mm`. */
export function customFormat(code: string): NumberFormat {
  if (/^general$/i.test(code)) return general
  // Literals, escaped characters, colours and languages say nothing; of several sections the first is that of a number above 0.
  const [plain = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, '').split(';')
  if (plain.includes('%')) return percent
  if (/[ymdhs]/i.test(plain)) return date
  return /^0{2,20}$/.test(plain) ? { kind: 'padded', width: plain.length } : general
}

/** The cell of a number as its format shows it. */
export function numberCell(column: number, written: string, format: NumberFormat, is1904: boolean): Cell {
  const number = (text: string | undefined): Cell => ({ column, kind: 'number', text: text ?? written })
  switch (format.kind) {
    case 'date': {
      const text = momentText(written, is1904)
      return text === undefined ? number(undefined) : { column, kind: 'date', text }
    }
    case 'percent':
      return number(shownPercent(written))
    case 'padded':
      return { column, kind: 'text', text: shownPadded(written, format.width) ?? written }
    case 'general':
      return number(shownNumber(written))
  }
}
