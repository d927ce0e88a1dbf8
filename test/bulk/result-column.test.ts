// The column that is put beside the rows of a sheet: nothing else changes, however the text comes in.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escaped, sheetWithColumn } from '../../src/adapters/workbook/xlsx-results.ts'

async function* parts(text: string, cuts: readonly number[]): AsyncGenerator<string, void> {
  let at = 0
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    if (cut <= at || cut >= text.length) continue
    yield text.slice(at, cut)
    at = cut
  }
  yield text.slice(at)
}

async function withColumn(text: string, column: number, says: (row: number) => string | undefined, cuts: readonly number[] = []): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of sheetWithColumn(parts(text, cuts), 'sheet', { sheet: 0, column, textOf: (row) => Promise.resolve(says(row)) })) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`

describe('the column', () => {
  const rows: readonly [string, string, number, string][] = [
    ['behind the last cell', '<row r="1"><c r="A1"><v>1</v></c></row>', 1, `<row r="1"><c r="A1"><v>1</v></c>${cell('B1', 'r1')}</row>`],
    ['in the place of an earlier one', `<row r="1"><c r="A1"/>${cell('B1', 'old')}</row>`, 1, `<row r="1"><c r="A1"/>${cell('B1', 'r1')}</row>`],
    ['in the place of one that closes itself', '<row r="1"><c r="B1" s="3"/></row>', 1, `<row r="1">${cell('B1', 'r1')}</row>`],
    ['before cells further right', '<row r="1"><c r="A1"/><c r="C1"><v>2</v></c></row>', 1, `<row r="1"><c r="A1"/>${cell('B1', 'r1')}<c r="C1"><v>2</v></c></row>`],
    ['in a row without cells of its own', '<row r="4"></row>', 1, `<row r="4">${cell('B4', 'r4')}</row>`],
    ['not in a row that closes itself', '<row r="1"/>', 1, '<row r="1"/>'],
    ['in rows without numbers', '<row><c/></row><row><c/></row>', 1, `<row><c/>${cell('B1', 'r1')}</row><row><c/>${cell('B2', 'r2')}</row>`],
    ['without the hint that would be wrong', '<row r="1" spans="1:1" ht="20"><c r="A1"/></row>', 1, `<row r="1" ht="20"><c r="A1"/>${cell('B1', 'r1')}</row>`],
    ['with a prefix and a formula', '<x:row r="1"><x:c r="A1"><x:f>IF(A2&gt;1,"&lt;/row>",2)</x:f><x:v>1</x:v></x:c></x:row >', 1, `<x:row r="1"><x:c r="A1"><x:f>IF(A2&gt;1,"&lt;/row>",2)</x:f><x:v>1</x:v></x:c>${cell('B1', 'r1')}</x:row >`],
  ]
  test.each(rows)('%s', async (_, data, column, expected) => {
    const sheet = (inner: string): string => `<worksheet xmlns:x="x"><sheetData>${inner}</sheetData></worksheet>`
    // oxlint-disable-next-line no-await-in-loop -- the same sheet, cut in pieces of every length
    for (const step of [1, 2, 3, 7, 1_000]) expect(await withColumn(sheet(data), column, (row) => `r${row}`, Array.from({ length: 400 / step }, (__, at) => at * step))).toBe(sheet(expected))
  })

  test('a row that has nothing to say stays as it is, and the size that was claimed goes', async () => {
    const text = '<worksheet><dimension ref="A1:A2"/><sheetData><row r="1"><c r="A1"/></row><row r="2"><c r="A2"/></row></sheetData></worksheet>'
    expect(await withColumn(text, 1, (row) => (row === 2 ? 'x' : undefined))).toBe(text.replace('<dimension ref="A1:A2"/>', '').replace('<c r="A2"/>', `<c r="A2"/>${cell('B2', 'x')}`))
  })

  test('line ends, characters of two halves, comments and CDATA stay where they are, wherever the text is cut', async () => {
    const text = '<?xml version="1.0"?>\r\n<worksheet>\r\n<sheetData><!-- </row> -->\r<row r="1"><c r="A1" t="inlineStr"><is><t>😀𠮷<![CDATA[</row>]]></t></is></c>\r\n</row></sheetData>\r\n</worksheet>\r\n'
    const whole = text.replace('</c>\r\n</row>', `</c>\r\n${cell('B1', '行')}</row>`)
    await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: text.length }), { maxLength: 20 }), async (cuts) => {
      // A decoder never gives half of a character.
      const own = cuts.filter((cut) => !/^[\uDC00-\uDFFF]/.test(text.slice(cut)))
      expect(await withColumn(text, 1, () => '行', own)).toBe(whole)
    }))
  })

  test('what it says is text, whatever it is', () => {
    expect(escaped('=1+1 <b>&"\u0000\uD800x')).toBe('=1+1 &lt;b&gt;&amp;&quot;x')
  })
})
