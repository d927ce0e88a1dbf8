// Which column is what: found by paths, names in four languages and values; said once by a person, then known.
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { readMapping } from '../../src/app/bulk/read-mapping.ts'
import { viewMapping } from '../../src/app/bulk/import-view.ts'
import { templateContent } from '../../src/app/bulk/template.ts'
import { civilDate } from '../../src/base/civil-date.ts'
import { columnLabel, mappingIssues, proposeMapping, type SheetHead } from '../../src/domain/submission/index.ts'
import { firstItem } from '../../src/domain/submission/sheet/column-table.ts'
import { knowledge } from '../knowledge.ts'
import { memoryPlatform } from '../platform.ts'
import { agent, sent, settled } from './desk-run.ts'
import { exampleDraft, table, valuesIn } from './sample-workbooks.ts'
import { textRow, xlsx } from './xlsx-text.ts'

function headOf(rows: readonly (readonly string[])[], merges: SheetHead['merges'] = []): SheetHead {
  const cells = (texts: readonly string[]) => texts.flatMap((text, column) => (text === '' ? [] : [{ column, kind: 'text' as const, text }]))
  return { name: 'A', isHidden: false, merges, rows: rows.map((texts, at) => ({ row: at + 1, cells: cells(texts) })).filter((row) => row.cells.length > 0) }
}

const pathsIn = (head: SheetHead): readonly string[] => proposeMapping([head], table).sheets[0]?.columns.map(({ path }) => path) ?? []

describe('heads', () => {
  const rows: readonly [string, readonly (readonly string[])[], readonly string[]][] = [
    ['English', [['Ref No', 'Item', 'HS code', 'Description', 'Qty', 'Unit', 'Unit price', 'Amount', 'Currency']], ['reference', '#line', 'lines[].codes.mainland', 'lines[].nameEn', 'lines[].quantity', 'lines[].unit', 'lines[].unitPrice', 'lines[].total', 'lines[].currency']],
    ['simplified Chinese', [['业务编号', '序号', '商品编码', '品名', '数量', '单位', '单价', '总价', '币制']], ['reference', '#line', 'lines[].codes.mainland', 'lines[].nameZh', 'lines[].quantity', 'lines[].unit', 'lines[].unitPrice', 'lines[].total', 'lines[].currency']],
    ['traditional Chinese', [['參考號'.replace('參考號', '業務編號'), '項號', '商品編號', '貨物名稱', '數量', '淨重', '毛重']], ['reference', '#line', 'lines[].codes.mainland', 'lines[].nameZh', 'lines[].quantity', 'lines[].netWeightKg', 'lines[].grossWeightKg']],
    ['Portuguese', [['Referência', 'Linha', 'Código HS', 'Descrição', 'Quantidade', 'Unidade', 'Peso líquido']], ['reference', '#line', 'lines[].codes.mainland', 'lines[].nameEn', 'lines[].quantity', 'lines[].unit', 'lines[].netWeightKg']],
    ['two languages in one head, units, a star', [['Reference', '数量 Quantity', 'N.W. (KGS)', 'G.W. (kg) *', '单价/Unit Price']], ['reference', 'lines[].quantity', 'lines[].netWeightKg', 'lines[].grossWeightKg', 'lines[].unitPrice']],
    ['a title above', [['INVOICE 17', '', ''], ['', '', ''], ['Ref', 'Qty', 'Remarks of the day']], ['reference', 'lines[].quantity', '']],
    ['the same head twice', [['Ref', 'Qty', 'Quantity']], ['reference', 'lines[].quantity', '']],
    ['a head that says nothing, values that do', [['Ref', 'Qty', 'Code'], ['A', '1', '8507600000'], ['A', '2', '8507600001']], ['reference', 'lines[].quantity', 'lines[].codes.mainland']],
    ['one value is not enough', [['Ref', 'Qty', 'Code'], ['A', '1', '8507600000']], ['reference', 'lines[].quantity', '']],
    ['a row of paths', [['x', 'y'], ['reference', 'lines[].unit']], ['reference', 'lines[].unit']],
    ['nothing', [['a', 'b'], ['c', 'd']], []],
  ]
  test.each(rows)('%s', (_, given, expected) => expect(pathsIn(headOf(given))).toEqual(expected))

  test('a head merged over two columns', () => {
    const merged = headOf([['Ref', 'Weight', ''], ['', 'Net weight', 'Gross weight']], [{ firstRow: 1, lastRow: 1, firstColumn: 1, lastColumn: 2 }])
    const { columns = [], headRow } = proposeMapping([merged], table).sheets[0] ?? {}
    expect([headRow, columns.map(({ head, path }) => [head, path])]).toEqual([2, [['', ''], ['Weight Net weight', 'lines[].netWeightKg'], ['Weight Gross weight', 'lines[].grossWeightKg']]])
  })

  test('the same where the rest of the head stands in the row of the wide one', () => {
    const merged = headOf([['Ref', 'Qty', 'Weight', ''], ['', '', 'Net weight', 'Gross weight'], ['A', '1', '2', '3']], [{ firstRow: 1, lastRow: 1, firstColumn: 2, lastColumn: 3 }])
    const { columns = [], headRow, firstRow } = proposeMapping([merged], table).sheets[0] ?? {}
    expect([headRow, firstRow, columns.map(({ head, path, examples }) => [head, path, examples])]).toEqual([
      1,
      3,
      [['Ref', 'reference', ['A']], ['Qty', 'lines[].quantity', ['1']], ['Weight Net weight', 'lines[].netWeightKg', ['2']], ['Weight Gross weight', 'lines[].grossWeightKg', ['3']]],
    ])
  })

  test('every field that has a name of its own is known by it, in every language', () => {
    const named = (text: string): readonly string[] => table.fields.fields.filter(({ label }) => languages.some((other) => label[other] === text)).map(({ path }) => firstItem(path))
    const others = new Set(knowledge.rows('submission/workbook-names.csv').map((row) => row['name']))
    const missed = table.fields.fields.flatMap(({ path, label }) =>
      languages.flatMap((language) => {
        const [text, meant] = [label[language], named(label[language])]
        const found = pathsIn(headOf([['Line No', text, 'Qty']]))[1] ?? ''
        const isKnown = meant.includes(found) || (meant.length > 1 && found === '') || others.has(text)
        return isKnown || path === 'lines[].quantity' ? [] : [`${path} ${language} ${text}: ${found}`]
      }),
    )
    expect(missed).toEqual([])
  })
})

describe('the template', () => {
  test.each(languages)('in %s is read back as what it says, with its sample left out', async (language) => {
    const content = templateContent(knowledge, language, civilDate('2025-11-20'))
    expect(content).toHaveLength(6)
    expect(content.every(({ name }) => name.length <= 31 && !/[\\/?*[\]:]/.test(name))).toBe(true)
    const platform = memoryPlatform()
    const judged = await sent(platform.imports, platform.writeWorkbook(content))
    expect([judged.state, judged.mappedBy, judged.problems, judged.counts]).toMatchObject(['judged', 'paths', [], { leftOut: 4, shipments: 0, bad: 0 }])
    await platform.close()
  })

  test('the same bytes each time; choices lead to cells that hold the codes', () => {
    const content = templateContent(knowledge, 'en', civilDate('2025-11-20'))
    const codes = content.find(({ name }) => name === 'Codes')
    const choices = content.flatMap((sheet) => sheet.choices)
    expect(choices.length).toBeGreaterThan(40)
    for (const { list } of choices) {
      if (typeof list !== 'string') continue
      const [, letter = '', first, last] = /^'Codes'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(list) ?? []
      const column = [...letter].reduce((index, each) => index * 26 + each.charCodeAt(0) - 64, 0) - 1
      const held = (codes?.rows ?? []).map(({ cells }) => cells[column]?.text)
      expect(held.slice(Number(first) - 1, Number(last)).every((text) => text !== undefined && text !== '')).toBe(true)
      expect(held[Number(last)]).toBeUndefined()
    }
  })

  test('has a column for every value of the samples but those of vehicles and second list items', () => {
    const paths = new Set(table.template.map(({ path }) => path))
    for (const name of ['dongguan-hongkong-batteries', 'zhuhai-macao-food', 'hongkong-dongguan-components', 'macao-zhuhai-wine']) {
      const lacking = [...valuesIn(exampleDraft(name)).keys()].map((path) => path.replace(/^lines\[\d+\]/, 'lines[]')).filter((path) => !paths.has(path))
      expect(lacking).toEqual([])
    }
  })

  test.each(languages)('columns have names in %s', (language) => expect(table.template.filter(({ path }) => columnLabel(path, table, language) === path)).toEqual([]))
})

describe('a mapping', () => {
  const sheet = (columns: readonly (readonly [number, string])[], at = 0) => ({ sheet: at, name: `S${at}`, firstRow: 2, columns: columns.map(([column, path]) => ({ column, path })) })
  const whole = [[0, 'reference'], [1, 'direction'], [2, 'counterpart'], [3, 'lines[].unit']] as const
  const rows: readonly [string, Parameters<typeof mappingIssues>[0], readonly string[]][] = [
    ['whole', { sheets: [sheet(whole)], constants: {} }, []],
    ['with constants', { sheets: [sheet([[0, 'lines[].unit']])], constants: { reference: 'A', direction: 'export', counterpart: 'macao' } }, []],
    ['items of lists', { sheets: [sheet([...whole, [4, 'containers[1].number'], [5, 'lines[].vehicles[3].vin'], [6, 'parties.trader.profile']])], constants: {} }, table.fields.byPath.has('lines[].vehicles[].vin') ? [] : ['mapping_path_unknown']],
    ['nothing', { sheets: [], constants: {} }, ['mapping_empty']],
    ['an unknown path', { sheets: [sheet([...whole, [4, 'lines[].nonsense']])], constants: {} }, ['mapping_path_unknown']],
    ['a list without a number', { sheets: [sheet([...whole, [4, 'containers[].number']])], constants: {} }, ['mapping_path_unknown']],
    ['a line with a number', { sheets: [sheet([...whole, [4, 'lines[0].unit']])], constants: {} }, ['mapping_path_unknown']],
    ['a list too far', { sheets: [sheet([...whole, [4, 'containers[50].number']])], constants: {} }, ['mapping_path_unknown']],
    ['a name of every object', { sheets: [sheet([...whole, [4, '__proto__.x']])], constants: {} }, ['mapping_path_unknown']],
    ['a path twice', { sheets: [sheet([...whole, [4, 'lines[].unit']])], constants: {} }, ['mapping_path_twice']],
    ['no reference', { sheets: [sheet(whole.slice(1))], constants: {} }, ['mapping_reference_missing']],
    ['no direction', { sheets: [sheet([[0, 'reference'], [1, 'counterpart']])], constants: {} }, ['mapping_field_missing']],
    ['goods in two sheets without a line number', { sheets: [sheet(whole), sheet([[0, 'reference'], [1, '#line'], [2, 'lines[].netWeightKg']], 1)], constants: {} }, ['mapping_line_missing']],
    ['parties without a name', { sheets: [sheet(whole), sheet([[0, 'reference'], [1, '#party.uscc']], 1)], constants: {} }, ['mapping_profile_missing']],
    ['a line as a constant', { sheets: [sheet(whole)], constants: { 'lines[].unit': '007' } }, ['mapping_path_unknown']],
  ]
  test.each(rows)('%s', (_, mapping, codes) => expect(mappingIssues(mapping, table).map(({ code }) => code)).toEqual(codes))

  test('every code has words, and a fix, in every language', () => {
    const codes = [...new Set(rows.flatMap(([, , each]) => each))]
    for (const code of codes) for (const key of [code, `${code}.fix`]) expect(languages.every((language) => (knowledge.messages.get(key)?.[language] ?? '') !== ''), key).toBe(true)
  })

  test('is read as it is shown', () => {
    const mapping = { sheets: [{ sheet: 0, name: '', firstRow: 3, columns: [{ column: 27, path: 'reference' }] }], constants: { direction: 'export' } }
    expect(readMapping(JSON.stringify(viewMapping(mapping)))).toEqual(mapping)
  })
  test.each(['', '[]', '{}', '{"sheets":{}}', '{"sheets":[{"sheet":-1,"firstRow":1,"columns":[]}]}', '{"sheets":[{"sheet":0,"firstRow":1,"columns":[{"column":"a","path":"x"}]}]}', '{"sheets":[],"constants":{"a":1}}', '{"sheets":[],"constants":{"__proto__":"x"}}'])('%s is none', (text) => expect(readMapping(text)).toBeUndefined())
})

describe('an organisation', () => {
  const flat = (reference: string): Uint8Array => xlsx({ sheets: [{ name: reference, data: textRow(1, ['Ref', 'Qty', 'My own word']) + textRow(2, [reference, '1', '007']) }] })

  test('says once what its columns are; the next workbook of the kind needs nothing, whatever its sheets are called', async () => {
    const platform = memoryPlatform()
    const { imports } = platform
    const first = await sent(imports, flat('October'))
    expect([first.state, first.sheets[0]?.columns.map(({ path, ground }) => [path, ground])]).toEqual(['mapping', [['reference', 'name'], ['lines[].quantity', 'name'], ['', 'none']]])
    const lacking = await imports.map(agent, first.id, first.mapping)
    expect(lacking?.ok === false && lacking.issues.map(({ code }) => code)).toEqual(['mapping_field_missing', 'mapping_field_missing'])
    const [sheet] = first.mapping.sheets
    if (sheet === undefined) throw new Error('a sheet')
    const mapping = { sheets: [{ ...sheet, columns: [...sheet.columns, { column: 2, path: 'lines[].unit' }] }], constants: { direction: 'export', counterpart: 'hongkong' } }
    expect(await imports.map(agent, first.id, { ...mapping, sheets: [{ ...mapping.sheets[0] ?? sheet, sheet: 7 }] })).toMatchObject({ ok: false, issues: [{ code: 'mapping_sheet_unknown' }] })
    expect((await imports.map(agent, first.id, mapping))?.ok).toBe(true)
    await settled(imports)
    expect(await imports.find(agent.organisation, first.id)).toMatchObject({ state: 'judged', mappedBy: 'person', counts: { shipments: 1, bad: 1 } })
    const second = await sent(imports, flat('November'))
    expect([second.state, second.mappedBy, second.mapping.constants]).toEqual(['judged', 'remembered', mapping.constants])
    const other = await sent(imports, flat('December'), 'x', { organisation: 'sample-dongguan', actor: 'sample-exporter' })
    expect(other.state).toBe('mapping')
    await platform.close()
  })
})

test('a value merged over rows counts for each of them', async () => {
  const platform = memoryPlatform()
  const data = textRow(1, ['Ref', 'Item', 'Qty']) + textRow(2, ['reference', '#line', 'lines[].quantity', 'direction', 'counterpart']) + textRow(3, ['A', '1', '5', 'export', 'hongkong']) + textRow(4, ['', '2', '6'])
  const judged = await sent(platform.imports, xlsx({ sheets: [{ name: 'S', data, after: '<mergeCells><mergeCell ref="A3:A4"/></mergeCells>' }, { name: 'H', state: 'hidden', data: textRow(1, ['secret', 'x']) }] }))
  expect([judged.counts.shipments, judged.sheets.map(({ rows }) => rows), judged.problems.some(({ issue }) => issue.code === 'workbook_reference_missing')]).toEqual([1, [4, 0], false])
  await platform.close()
})
