import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvField, csvText, unescapedField } from './csv-text.ts'

const fields: readonly (readonly [string, string])[] = [
  ['38710.70', '38710.70'],
  ['-12.5', '-12.5'],
  ['+5', '+5'],
  ['=1+1', `'=1+1`],
  ['-1+1', `'-1+1`],
  ['+x', `'+x`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'\t=1`],
  [' =1', `' =1`],
  ['\n=1', `"'\n=1"`],
  ['＝1', `'＝1`],
  [`'=1`, `''=1`],
  [`'quoted'`, `'quoted'`],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['深圳', '深圳'],
]
test.each(fields)('%j is written %j', (text, field) => expect(csvField(text, ',')).toBe(field))

/** Signs that matter come often. */
const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...`'=+-@\t\r\n\0 ,";＝1a.%`), maxLength: 5 }))

test('whatever is written is read again, and no cell begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
      const read: readonly string[][] = parse(csvText(rows), { bom: true })
      for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠](?!\d+([.,]\d+)*%?$)/)
      expect(read.map((row) => row.map(unescapedField))).toEqual(rows)
    }),
    { numRuns: 2000 },
  )
})
