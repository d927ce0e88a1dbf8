// Reading .xlsx and .csv: what programs write, and what an attacker would.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { openWorkbook } from '../../src/adapters/workbook/open-workbook.ts'
import type { SheetEnd, SheetRow } from '../../src/domain/submission/index.ts'
import { textRow, xlsx, xlsxParts, zipOf, type XlsxText, type ZipLie } from './xlsx-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'lingding-read-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface ReadSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: readonly SheetRow[]
  readonly end?: SheetEnd
}

/** The sheets, or the codes of what is wrong. */
async function read(bytes: Uint8Array | string): Promise<readonly ReadSheet[] | readonly string[]> {
  const path = join(folder, 'workbook')
  writeFileSync(path, bytes)
  const opened = await openWorkbook(path)
  if (!opened.ok) return opened.issues.map(({ code }) => code)
  const sheets: ReadSheet[] = []
  for (const sheet of opened.value.sheets) {
    const rows: SheetRow[] = []
    const reading = sheet.rows()
    let next = await reading.next()
    for (; next.done !== true; next = await reading.next()) rows.push(next.value)
    if (!next.value.ok) {
      await opened.value.close()
      return next.value.issues.map(({ code }) => code)
    }
    sheets.push({ name: sheet.name, isHidden: sheet.isHidden, rows, end: next.value.value })
  }
  await opened.value.close()
  return sheets
}

async function cellsOf(bytes: Uint8Array | string): Promise<readonly string[]> {
  const sheets = await read(bytes)
  return sheets.flatMap((sheet) => (typeof sheet === 'string' ? [sheet] : sheet.rows.flatMap(({ row, cells }) => cells.map(({ column, kind, text }) => `${row}.${column} ${kind} ${text}`))))
}

const one = (data: string, more: Partial<XlsxText> = {}): Uint8Array => xlsx({ sheets: [{ name: 'A', data }], ...more })

describe('cells as programs write them', () => {
  const styles = '<numFmts><numFmt numFmtId="164" formatCode="0000000000"/><numFmt numFmtId="165" formatCode="yyyy/m/d\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
  const rows: readonly [string, string, readonly string[], Partial<XlsxText>?][] = [
    ['shared text, rich text without its reading aid', '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>', ['1.0 text 货物', '1.1 text 东京都'], { shared: '<si><t>货物</t></si><si><r><t>东京</t></r><r><t>都</t></r><rPh sb="0" eb="1"><t>とうきょう</t></rPh></si>' }],
    ['numbers by their digits', '<row r="1"><c r="A1"><v>1164.3499999999999</v></c><c r="B1"><v>12.50</v></c></row>', ['1.0 number 1164.35', '1.1 number 12.50']],
    ['a date, a percentage, leading zeros, a moment', '<row r="1"><c r="A1" s="1"><v>45981</v></c><c r="B1" s="2"><v>3.0000000000000001E-3</v></c><c r="C1" s="3"><v>101210010</v></c><c r="D1" s="4"><v>45981.604166666664</v></c></row>', ['1.0 date 2025-11-20', '1.1 number 0.3', '1.2 text 0101210010', '1.3 date 2025-11-20T14:30'], { styles }],
    ['the 1904 system', '<row r="1"><c r="A1" s="1"><v>44519</v></c></row>', ['1.0 date 2025-11-20'], { styles, workbookPr: '<workbookPr date1904="1"/>' }],
    ['an ISO date', '<row r="1"><c r="A1" t="d"><v>2025-11-20T00:00:00Z</v></c><c r="B1" t="d"><v>2025-11-20T14:30:00</v></c></row>', ['1.0 date 2025-11-20', '1.1 date 2025-11-20T14:30']],
    ['formulas: the result that was kept, text, none', '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A2</f><v>x</v></c><c r="C1"><f>NOW()</f></c></row>', ['1.0 number 2', '1.1 text x', '1.2 unvalued-formula =']],
    ['flags and errors', '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>', ['1.0 flag true', '1.1 error #N/A']],
    ['text with leading zeros, entities and escapes', '<row r="1"><c r="A1" t="inlineStr"><is><t>0101</t></is></c><c r="B1" t="inlineStr"><is><t>a &amp; b_x000A_c</t></is></c></row>', ['1.0 text 0101', '1.1 text a & b\nc']],
    ['rows and cells without their numbers', '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row><row><c><v>2</v></c></row>', ['1.0 text a', '1.1 number 1', '2.0 number 2']],
    ['empty rows and cells', '<row r="1"/><row r="2"><c r="A2"/><c r="B2" t="s"><v>7</v></c></row><row r="9"><c r="C9"><v>1</v></c></row>', ['9.2 number 1'], { shared: '<si><t/></si>' }],
    ['prefixed names', '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>', ['1.0 number 1']],
  ]
  test.each(rows)('%s', async (_, data, expected, more) => expect(await cellsOf(one(data, more))).toEqual(expected))

  test('merged cells, hidden sheets', async () => {
    const sheets = await read(xlsx({ sheets: [{ name: 'A', data: textRow(1, ['x']), after: '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="bad"/></mergeCells>' }, { name: 'B', state: 'veryHidden', data: '' }] }))
    expect(sheets).toMatchObject([{ end: { merges: [{ firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 1 }] } }, { name: 'B', isHidden: true, rows: [] }])
  })
})

describe('a CSV', () => {
  const rows: readonly [string, Uint8Array | string, readonly string[]][] = [
    ['UTF-8', 'a,b\n1,0101\n', ['1.0 text a', '1.1 text b', '2.0 text 1', '2.1 text 0101']],
    ['with a byte order mark', '\uFEFFa,b\r\n', ['1.0 text a', '1.1 text b']],
    ['GB18030', iconv.encode('品名,数量\n锂电池,1\n', 'gb18030'), ['1.0 text 品名', '1.1 text 数量', '2.0 text 锂电池', '2.1 text 1']],
    ['UTF-16 with tabs', iconv.encode('品名\t数量\n', 'utf-16le', { addBOM: true }), ['1.0 text 品名', '1.1 text 数量']],
    ['semicolons, as Portugal writes', 'a;b\n1,5;2\n', ['1.0 text a', '1.1 text b', '2.0 text 1,5', '2.1 text 2']],
    ['bars', 'a|b\n', ['1.0 text a', '1.1 text b']],
    ['the separator said', 'sep=;\r\na;b,c\r\n', ['2.0 text a', '2.1 text b,c']],
    ['quotes, lines in a field, empty lines', 'a,"b\nc, ""d"""\n\n1,2\n', ['1.0 text a', '1.1 text b\nc, "d"', '3.0 text 1', '3.1 text 2']],
    ['rows of other lengths', 'a,b\n1\n1,2,3\n', ['1.0 text a', '1.1 text b', '2.0 text 1', '3.0 text 1', '3.1 text 2', '3.2 text 3']],
    ['an escaped formula', "a,'=1+1\n", ['1.0 text a', '1.1 text =1+1']],
  ]
  test.each(rows)('%s', async (_, bytes, expected) => expect(await cellsOf(bytes)).toEqual(expected))

  const refusals: readonly [string, Uint8Array | string, string][] = [
    ['nothing', '', 'workbook_empty'],
    ['bytes of no charset', Uint8Array.from([0x61, 0xff, 0xff, 0x2c, 0x62]), 'workbook_csv_charset'],
    ['zeros', Uint8Array.from([0x61, 0, 0x2c, 0x62]), 'workbook_csv_charset'],
    ['a quote without its pair', 'a,b\n"c,d\n1,2\n', 'workbook_csv_quote'],
    ['513 columns', `${','.repeat(513)}x\n`, 'workbook_too_wide'],
    ['a field without end', `"${'x'.repeat(1_200_000)}"\n`, 'workbook_cell_too_long'],
  ]
  test.each(refusals)('%s', async (_, bytes, code) => expect(await read(bytes)).toEqual([code]))
})

describe('what is refused', () => {
  const parts = (data = textRow(1, ['x']), more: Partial<XlsxText> = {}): ZipLie[] => Object.entries(xlsxParts({ sheets: [{ name: 'A', data }], ...more })).map(([name, content]) => ({ name, content }))
  const sheet = (lie: Partial<ZipLie>): Uint8Array => zipOf(parts().map((part) => (part.name.includes('sheet1') ? { ...part, ...lie } : part)))
  const mega = 1024 * 1024
  const spaces = ' '.repeat(8 * mega)
  const refusals: readonly [string, () => Uint8Array, string][] = [
    ['an old .xls or a workbook with a password', () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'workbook_old_or_locked'],
    ['a zip without a workbook', () => zipOf([{ name: 'a.txt', content: 'x' }]), 'workbook_not_xlsx'],
    ['half a file', () => one(textRow(1, ['x'])).subarray(0, 500), 'workbook_zip_damaged'],
    ['10^5 entries', () => zipOf(parts(), { count: 100_000 % 65_535 }), 'workbook_too_many_parts'],
    ['1,001 entries', () => zipOf([...parts(), ...Array.from({ length: 1_001 }, (_, at) => ({ name: `x/${at}`, content: '' }))]), 'workbook_too_many_parts'],
    ['zip64', () => zipOf(parts(), { count: 0xffff }), 'workbook_zip64'],
    ['a path out of the folder', () => zipOf([...parts(), { name: '../evil', content: 'x' }]), 'workbook_name_unsafe'],
    ['an absolute path', () => zipOf([...parts(), { name: '/etc/passwd', content: 'x' }]), 'workbook_name_unsafe'],
    ['a part twice', () => zipOf([...parts(), { name: 'XL/workbook.xml', content: 'x' }]), 'workbook_name_unsafe'],
    ['an encrypted part', () => sheet({ flags: 1 }), 'workbook_encrypted'],
    ['an unknown method', () => sheet({ method: 12 }), 'workbook_zip_damaged'],
    ['a wrong checksum', () => sheet({ crc: 1 }), 'workbook_zip_damaged'],
    ['a part that packs too well', () => sheet({ content: textRow(1, [spaces]) }), 'workbook_bomb'],
    ['a part that holds more than it says', () => sheet({ packed: deflateRawSync(spaces), size: 100 }), 'workbook_bomb'],
    ['a part that promises too much', () => sheet({ size: 500_000_000 }), 'workbook_unpacks_too_large'],
    ['entities', () => sheet({ content: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>' }), 'workbook_xml_doctype'],
    ['a file from outside', () => sheet({ content: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>' }), 'workbook_xml_doctype'],
    ['an entity that is none', () => one('<row r="1"><c r="A1" t="inlineStr"><is><t>&evil;</t></is></c></row>'), 'workbook_xml_damaged'],
    ['XML that does not end', () => one('<row r="1">'), 'workbook_xml_damaged'],
    ['no UTF-8', () => sheet({ content: Uint8Array.from([0x3c, 0xff, 0xfe, 0x3e]) }), 'workbook_xml_damaged'],
    ['deep XML', () => one('<a>'.repeat(100) + '</a>'.repeat(100)), 'workbook_xml_deep'],
    ['a tag without end', () => sheet({ content: `<worksheet ${Array.from({ length: 300_000 }, (_, at) => `a${at}="${at * 7919}"`).join(' ')}/>` }), 'workbook_xml_deep'],
    ['column 2^20', () => one('<row r="1"><c r="BCDEF1"><v>1</v></c></row>'), 'workbook_row_wrong'],
    ['column XFD', () => one('<row r="1"><c r="XFD1"><v>1</v></c></row>'), 'workbook_too_wide'],
    ['a row beyond the end', () => one('<row r="1048577"><c><v>1</v></c></row>'), 'workbook_row_wrong'],
    ['rows backwards', () => one(textRow(2, ['x']) + textRow(1, ['x'])), 'workbook_row_wrong'],
    ['a cell twice', () => one('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), 'workbook_row_wrong'],
    ['a cell of 100,000 characters', () => one(textRow(1, ['x'.repeat(100_000)])), 'workbook_cell_too_long'],
    ['200,001 rows', () => one(Array.from({ length: 200_001 }, (_, at) => `<row r="${at + 1}"><c><v>${(at * 7919) % 99_991}</v></c></row>`).join('')), 'workbook_too_many_rows'],
    ['51 sheets', () => xlsx({ sheets: Array.from({ length: 51 }, (_, at) => ({ name: `S${at}`, data: '' })) }), 'workbook_too_many_sheets'],
  ]
  test.each(refusals)('%s', async (_, bytes, code) => expect(await read(bytes())).toEqual([code]))

  test('a sheet that claims every row and column is read by what it holds', async () => {
    const lying = xlsx({ sheets: [{ name: 'A', data: textRow(1, ['x'], ' spans="1:16384"'), after: '<x/>' }] })
    expect(await cellsOf(lying)).toEqual(['1.0 text x'])
  })

  test('a bomb is stopped early', async () => {
    const lying = sheet({ packed: deflateRawSync(Buffer.alloc(256 * mega)), size: 100 })
    const before = process.memoryUsage().rss
    for (let round = 0; round < 5; round += 1) expect(await read(lying)).toEqual(['workbook_bomb'])
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * mega)
  })
})
