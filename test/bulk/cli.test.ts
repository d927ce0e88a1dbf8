// `lingding workbook`: template, check, file.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { writeWorkbook } from '../../src/adapters/workbook/write-workbook.ts'
import { runCommandLine } from '../../src/edges/cli/main.ts'
import type { DraftObject } from '../../src/domain/submission/index.ts'
import { contentOf, exampleDraft } from './sample-workbooks.ts'

const folder = mkdtempSync(join(tmpdir(), 'lingding-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const example = (name: string): string => new URL(`../../examples/workbooks/${name}`, import.meta.url).pathname

async function run(...args: readonly string[]) {
  const printed: string[] = []
  const warned: string[] = []
  const code = await runCommandLine(['workbook', ...args], { print: (text) => printed.push(text), warn: (text) => warned.push(text), environment: { LANG: 'en' } })
  return { code, text: printed.join('\n'), warned: warned.join('\n') }
}

/** Relative paths of all files under a folder. */
function filesIn(at: string): readonly string[] {
  return readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(at.length + 1)).toSorted()
}

describe('lingding workbook', () => {
  test('template', async () => {
    const out = join(folder, 'a', 'template.xlsx')
    expect((await run('template', '--out', out, '--language', 'zh-Hans')).code).toBe(0)
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK')
    const checked = await run('check', out, '--json')
    expect([checked.code, JSON.parse(checked.text)]).toMatchObject([1, { state: 'judged', leftOut: 4, good: 0, bad: 0 }])
  })

  test('check says how many are good, and ends with 0 only if all are', async () => {
    const good = await run('check', example('five-shipments.xlsx'))
    expect([good.code, good.text]).toEqual([0, expect.stringMatching(/good\s+5/)])
    const draft = exampleDraft('macao-zhuhai-wine')
    const path = join(folder, 'bad.xlsx')
    writeFileSync(path, writeWorkbook(contentOf([draft, { ...draft, reference: 'B', packages: { ...(draft['packages'] as DraftObject), count: '0' } }], 'en')))
    const result = join(folder, 'bad-result.xlsx')
    const bad = await run('check', path, '--result', result)
    expect([bad.code, bad.text]).toEqual([1, expect.stringMatching(/^Shipments![A-Z]+4 {2}B .*R2/s)])
    expect(readFileSync(result).length).toBeGreaterThan(1000)
  })

  test('file writes the filings of every good shipment, and the workbook with its results', async () => {
    const out = join(folder, 'out')
    const filed = await run('file', example('five-shipments.csv'), '--policy', 'all-or-none', '--out', out)
    expect([filed.code, filed.text]).toEqual([0, expect.stringMatching(/filed\s+5/)])
    const files = filesIn(out)
    expect(files).toContain('five-shipments-lingding.csv')
    expect(files.filter((name) => name.endsWith('.zip'))).toHaveLength(5)
    expect(readFileSync(join(out, 'five-shipments-lingding.csv'), 'utf8')).toMatch(/✓ Filed, id [0-9a-f]{16}/)
    // As `lingding file` writes them, under the same names.
    const one = join(folder, 'one')
    const lines: string[] = []
    await runCommandLine(['file', new URL('../../examples/macao-zhuhai-wine.yaml', import.meta.url).pathname, '--out', one], { print: (text) => lines.push(text), warn: () => undefined, environment: {} })
    const id = readdirSync(out).find((name) => filesIn(one).every((each) => files.includes(`${name}/${each}`)) && readFileSync(join(out, name, 'macao/macao-declaration.csv'), 'utf8').includes('SAMPLE-WINE-1'))
    for (const name of filesIn(one)) expect(readFileSync(join(out, id ?? '', name)).equals(readFileSync(join(one, name))), name).toBe(true)
  })

  test('all or none writes nothing but the result where something is bad; good rows writes the rest', async () => {
    const [none, some] = [join(folder, 'none'), join(folder, 'some')]
    expect((await run('file', join(folder, 'bad.xlsx'), '--policy', 'all-or-none', '--out', none)).code).toBe(1)
    expect(filesIn(none)).toEqual(['bad-lingding.xlsx'])
    expect((await run('file', join(folder, 'bad.xlsx'), '--policy', 'good-rows', '--out', some)).code).toBe(1)
    expect(filesIn(some).filter((name) => name.endsWith('.zip'))).toHaveLength(1)
  })

  test('columns that are not certain are shown and confirmed', async () => {
    const path = join(folder, 'plain.csv')
    writeFileSync(path, 'Ref No,Qty,Ours\nA,1,x\n')
    const asked = await run('check', path)
    expect([asked.code, asked.text]).toEqual([1, expect.stringMatching(/Ref No\s+reference\s+Your reference.*--accept/s)])
    const mapping = join(folder, 'mapping.json')
    writeFileSync(mapping, JSON.stringify({ sheets: [{ sheet: 0, firstRow: 2, columns: [{ column: 'A', path: 'reference' }, { column: 'B', path: 'lines[].quantity' }] }], constants: { direction: 'export', counterpart: 'hongkong' } }))
    const checked = await run('check', path, '--mapping', mapping, '--json')
    expect([checked.code, JSON.parse(checked.text)]).toMatchObject([1, { state: 'judged', bad: 1 }])
  })

  const wrong: readonly (readonly [string, readonly string[], number])[] = [
    ['no command', ['nonsense', 'x'], 2],
    ['no file', ['check'], 2],
    ['no policy', ['file', example('batteries.xlsx'), '--out', 'x'], 2],
    ['no folder', ['file', example('batteries.xlsx'), '--policy', 'good-rows'], 2],
    ['no template', ['template'], 2],
    ['a file that is not there', ['check', join(folder, 'nowhere.xlsx')], 3],
  ]
  test.each(wrong)('%s', async (_, args, code) => expect((await run(...args)).code).toBe(code))

  test('a file that is none is refused with its reason', async () => {
    const path = join(folder, 'old.xls')
    writeFileSync(path, Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))
    const refused = await run('check', path)
    expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('password')])
  })
})
