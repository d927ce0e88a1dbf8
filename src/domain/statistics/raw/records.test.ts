// Cutting files into cells, whatever the pieces are that they arrive in.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CellMemo } from './cell-memo.ts'
import { Cells, type RecordCutter } from './cells.ts'
import { Dictionary } from './dictionary.ts'
import { fixedLines, separatedLines } from './lines.ts'
import { listedObjects, listStart } from './listed-objects.ts'

const comma = 44

/** The cells of every record as texts; a fault as its code in angle brackets. */
function cut(text: string, cutter: RecordCutter, pieces: readonly number[] = []): readonly (readonly string[])[] {
  const bytes = new TextEncoder().encode(text)
  const cells = new Cells()
  const found: string[][] = []
  let at = 0
  for (const end of [...pieces.filter((piece) => piece < bytes.length), bytes.length]) {
    while (at < end) {
      const next = cutter.next(bytes, at, end, end === bytes.length, cells)
      if (next < 0) break
      at = next
      if (cells.kind === 'end') return found
      if (cells.kind === 'fault') found.push([`<${cells.code}>`])
      if (cells.kind === 'cells') found.push(Array.from({ length: cells.count }, (_, index) => new TextDecoder().decode(bytes.subarray(cells.from[index], cells.to[index]))))
    }
  }
  return found
}

describe('lines', () => {
  const cases: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
    ['plain', 'a,b,c\n1,2,3\n', [['a', 'b', 'c'], ['1', '2', '3']]],
    ['no break at the end', 'a,b,c', [['a', 'b', 'c']]],
    ['CRLF and blank lines', 'a,b,c\r\n\r\n1,2,3\r\n', [['a', 'b', 'c'], ['1', '2', '3']]],
    ['quotes', '"1,234","x ""y""",\n', [['1,234', 'x "y"', '']]],
    ['a comma too many at the end', 'a,b,c,\n', [['a', 'b', 'c']]],
    ['blanks and tabs around', ' a ,\tb\t,"c "\n', [['a', 'b', 'c']]],
    ['an empty cell missing at the end', 'a,b\n', [['a', 'b', '']]],
    ['too few', 'a\n', [['<statistics_row_cells>']]],
    ['too many', 'a,b,c,d\n', [['<statistics_row_cells>']]],
    ['a quote that is not closed', '"a,b,c\n1,2,3\n', [['<statistics_quote>'], ['1', '2', '3']]],
    ['text after a quote', '"a"b,c,d\n', [['<statistics_quote>']]],
    ['too long', `${'x'.repeat(70_000)}\n1,2,3\n`, [['<statistics_row_long>'], ['1', '2', '3']]],
  ]
  test.each(cases)('%s', (_, text, records) => expect(cut(text, separatedLines(comma, 3))).toEqual(records))

  test('any pieces give the same', () => {
    const text = 'a,"1,234",c\r\n"x ""y""",2,3\n,,\n\n"open,1,2\n4,5,6'
    const whole = cut(text, separatedLines(comma, 3))
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: text.length }), { maxLength: 12 }), (pieces) => {
        expect(cut(text, separatedLines(comma, 3), pieces.toSorted((a, b) => a - b))).toEqual(whole)
      }),
    )
  })

  test('fixed width', () => {
    const fields = [{ from: 0, length: 1 }, { from: 1, length: 3 }]
    expect(cut('1 ab\n2xyz\r\n123\n', fixedLines(4, fields))).toEqual([['1', 'ab'], ['2', 'xyz'], ['<statistics_line_width>']])
  })
})

describe('listed objects', () => {
  const columns = ['period', 'value', 'name']
  const cases: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
    ['in any order and case', '{"Value": 12.50, "x": 1, "PERIOD": "2023"},{"period":"2024","value":1e3}]', [['2023', '12.50', ''], ['2024', '1e3', '']]],
    ['null is nothing', '{"period":null,"value":"null"}]', [['', 'null', '']]],
    ['escapes', '{"name":"a\\"b\\u4e2d\\n}"}]', [['', '', 'a"b中\n}']]],
    ['what is after the list', '{"period":1}],"error":""}', [['1', '', '']]],
    ['an empty list', ']', []],
    ['an object within', '{"period":{"a":1}},{"period":2}]', [['<statistics_json_object>'], ['2', '', '']]],
    ['something else in the list', '7,{"period":1}]', [['<statistics_json_cut>']]],
    ['cut off', '{"period":1},{"per', [['1', '', ''], ['<statistics_json_cut>']]],
  ]
  test.each(cases)('%s', (_, text, records) => expect(cut(text, listedObjects(columns))).toEqual(records))

  test('any pieces give the same', () => {
    const text = '{"period":"2023","value":1.5,"name":"a\\"}]"} , {"name":"中","value":2}] }'
    const length = new TextEncoder().encode(text).length
    const whole = cut(text, listedObjects(columns))
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: length }), { maxLength: 12 }), (pieces) => {
        expect(cut(text, listedObjects(columns), pieces.toSorted((a, b) => a - b))).toEqual(whole)
      }),
    )
  })

  test('the list is found by its name', () => {
    expect(listStart('{"count":1,"data": [{}', ['data'])).toBe(20)
    expect(listStart('{"title":"数据","dataSet":[', ['dataSet'])).toBe(29)
    expect(listStart('{"x":[]}', ['data'])).toBe(-1)
  })
})

test('a memo says what was understood, also when it is full', () => {
  const memo = new CellMemo()
  const encoder = new TextEncoder()
  const understand = (bytes: Uint8Array, from: number, to: number): number => Number(new TextDecoder().decode(bytes.subarray(from, to)))
  for (const round of [1, 2]) {
    for (let value = 0; value < 40_000; value += round) {
      const bytes = encoder.encode(`:${value}:`)
      expect(memo.get(bytes, 1, bytes.length - 1, understand)).toBe(value)
    }
  }
})

test('a dictionary goes on where it was left', () => {
  const first = new Dictionary()
  expect([first.idOf(['import']), first.idOf(['gacc', '110', 'HKG']), first.idOf(['import'])]).toEqual([1, 2, 1])
  const kept = first.takeNew().map(({ entry }) => entry)
  expect(first.takeNew()).toEqual([])
  const second = new Dictionary(kept)
  expect([second.idOf(['gacc', '110', 'HKG']), second.idOf(['export']), second.takeNew().length]).toEqual([2, 3, 1])
})
