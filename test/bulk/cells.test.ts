import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal } from '../../src/base/decimal.ts'
import { csvField, unescapedField } from '../../src/base/csv-text.ts'
import { builtInFormat, columnIndex, columnName, customFormat, numberCell, type NumberFormat } from '../../src/domain/submission/index.ts'
import { cellText } from '../../src/domain/submission/sheet/cell.ts'
import { dayText, momentText } from '../../src/domain/submission/sheet/serial-date.ts'
import { shownNumber, shownPercent } from '../../src/domain/submission/sheet/sheet-number.ts'

describe('numbers, from the digits of the file', () => {
  // The first two are what Excel writes for 1164.35 and 0.07.
  const rows: readonly [string, string | undefined][] = [
    ['1164.3499999999999', '1164.35'],
    ['7.0000000000000007E-2', '0.07'],
    ['3.3000000000000003', '3.3'],
    ['12.50', '12.50'],
    ['1E3', '1000'],
    ['1.5e-7', '0.00000015'],
    ['0.1', '0.1'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-2.5', '-2.5'],
    ['0', '0'],
    ['0.0', '0.0'],
    ['0E0', '0'],
    ['99999999999999.99', '100000000000000'],
    ['123456789012345678', '123456789012345678'],
    ['1.0000000000000002', '1'],
    ['', undefined],
    ['1,5', undefined],
    ['NaN', undefined],
    ['1e9999', undefined],
  ]
  test.each(rows)('%s → %s', (written, shown) => expect(shownNumber(written)).toBe(shown))

  test('what somebody types with up to 15 digits comes back from the double that Excel keeps', () => {
    const typed = fc.tuple(fc.bigInt(1n, 999_999_999_999_999n), fc.integer({ min: 0, max: 6 })).map(([digits, scale]) => {
      const text = digits.toString().padStart(scale + 1, '0')
      return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
    })
    fc.assert(fc.property(typed, (text) => {
      const written = Number(text).toPrecision(17)
      const [shown, meant] = [parseDecimal(shownNumber(written) ?? ''), parseDecimal(text)]
      expect(Number(shown?.units) / 10 ** Number(shown?.scale)).toBe(Number(meant?.units) / 10 ** Number(meant?.scale))
    }))
  })

  test.each([['0.003', '0.3'], ['3.0000000000000001E-3', '0.3'], ['1', '100'], ['0.12345', '12.345']])('%s in percent shows %s', (written, shown) => expect(shownPercent(written)).toBe(shown))
})

describe('days', () => {
  // ECMA-376 part 1, 18.17.4.3: in the 1900 system 1 is 1900-01-01, 60 the day that never was, 61 is 1900-03-01; 18.17.4.1:
  // 2008-02-01 is 39479; the 1904 system is 1,462 days behind.
  const rows: readonly [string, boolean, string | undefined][] = [
    ['1', false, '1900-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, undefined],
    ['61', false, '1900-03-01'],
    ['39479', false, '2008-02-01'],
    ['38017', true, '2008-02-01'],
    ['0', true, '1904-01-01'],
    ['0', false, undefined],
    ['2958465', false, '9999-12-31'],
    ['2958466', false, undefined],
    ['-1', false, undefined],
    ['x', false, undefined],
  ]
  test.each(rows)('%s (1904: %s) → %s', (serial, is1904, day) => expect(dayText(serial, is1904)).toBe(day))

  const moments: readonly [string, string][] = [
    ['45981', '2025-11-20'],
    ['45981.5', '2025-11-20T12:00'],
    ['45981.604166666664', '2025-11-20T14:30'],
    ['45981.604178240741', '2025-11-20T14:30:01'],
    ['45981.999999999', '2025-11-21T00:00'],
  ]
  test.each(moments)('%s → %s', (serial, moment) => expect(momentText(serial, false)).toBe(moment))
})

describe('number formats', () => {
  const rows: readonly [string, NumberFormat['kind']][] = [
    ['General', 'general'],
    ['0.00', 'general'],
    ['#,##0.00_);[Red](#,##0.00)', 'general'],
    ['yyyy/m/d', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[$-804]yyyy\\-mm\\-dd hh:mm', 'date'],
    ['[h]:mm', 'date'],
    ['0.00%', 'percent'],
    ['0000000000', 'padded'],
    ['0" days"', 'general'],
    ['\\d0', 'general'],
  ]
  test.each(rows)('%s is %s', (code, kind) => expect(customFormat(code).kind).toBe(kind))
  test.each([[9, 'percent'], [14, 'date'], [22, 'date'], [31, 'date'], [49, 'general'], [0, 'general']] as const)('built-in %d is %s', (id, kind) => expect(builtInFormat(id).kind).toBe(kind))
  test('a number shown with leading zeros keeps them', () => expect(numberCell(0, '101', customFormat('0000'), false)).toEqual({ column: 0, kind: 'text', text: '0101' }))
})

describe('what a field reads from a cell', () => {
  const text = { kind: 'text', maxLength: 18 } as const
  const rows: readonly [string, Parameters<typeof cellText>[0]['kind'], string, Parameters<typeof cellText>[1], string][] = [
    ['a date', 'date', '2025-11-20T14:30', { kind: 'date' }, '2025-11-20'],
    ['a moment', 'date', '2025-11-20T14:30', { kind: 'instant' }, '2025-11-20T14:30+08:00'],
    ['a day where a moment is asked for', 'date', '2025-11-20', { kind: 'instant' }, '2025-11-20'],
    ['a plain number where a day is asked for', 'number', '45981', { kind: 'date' }, '2025-11-20'],
    ['a flag', 'flag', 'true', { kind: 'flag' }, 'true'],
    ['a flag of yes and no', 'flag', 'false', { kind: 'choice', options: ['yes', 'no', 'blank'] }, 'no'],
    ['TRUE of a CSV', 'text', 'TRUE', { kind: 'flag' }, 'true'],
    ['digits as text', 'text', '0101210010', text, '0101210010'],
    ['a short number as text', 'number', '8507600000', text, '8507600000'],
  ]
  test.each(rows)('%s', (_, kind, written, type, expected) => expect(cellText({ column: 0, kind, text: written }, type)).toEqual({ kind: 'value', text: expected }))

  const faults: readonly [Parameters<typeof cellText>[0]['kind'], string, string][] = [
    ['number', '914419000000000000', 'workbook_number_too_long'],
    ['number', '9.1441900000000003E+17', 'workbook_number_too_long'],
    ['error', '#N/A', 'workbook_cell_error'],
    ['unvalued-formula', '=', 'workbook_formula_without_value'],
  ]
  test.each(faults)('%s %s is %s', (kind, written, code) => expect(cellText({ column: 0, kind, text: written }, text)).toEqual({ kind: 'fault', code }))
})

describe('cells of a CSV', () => {
  const rows: readonly [string, string][] = [
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1', "'\t=1"],
    ['-12.5', '-12.5'],
    ['+86', '+86'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ["'quoted", "'quoted"],
  ]
  test.each(rows)('%j is written %j', (text, field) => expect(csvField(text, ',')).toBe(field))
  test('what was escaped reads as it was', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!/[",\r\n]/.test(text) && !/^\s|\s$/.test(text) && !/^'[=+\-@\t\r\0＝＋－＠]/.test(text))
      expect(unescapedField(csvField(text, ','))).toBe(text)
    }))
  })
})

test.each([[0, 'A'], [25, 'Z'], [26, 'AA'], [701, 'ZZ'], [702, 'AAA'], [16_383, 'XFD']])('column %d is %s', (index, name) => {
  expect([columnName(index), columnIndex(name)]).toEqual([name, index])
})
test.each(['XFE', 'ZZZ', 'a', '', 'AAAA', '1'])('%j is no column', (name) => expect(columnIndex(name)).toBeUndefined())
