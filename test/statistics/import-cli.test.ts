// `lingding import` as a person types it: what it prints, and its exit codes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/edges/cli/main.ts'

const root = mkdtempSync(join(tmpdir(), 'lingding-import-'))
afterAll(() => rmSync(root, { recursive: true }))

async function lingding(data: string, ...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const exit = await runCommandLine(['import', ...args, '--data', join(root, data)], { print: (text) => void out.push(text), warn: (text) => void err.push(text), environment: {} })
  return { exit, out: out.join('\n'), err: err.join('\n') }
}

function example(name: string): string {
  return fileURLToPath(new URL(`../../examples/statistics/${name}`, import.meta.url))
}

describe('exit codes', () => {
  writeFileSync(join(root, 'broken.zip'), new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x41, 1, 2, 3, 4]))
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['in', ['mainland', example('synthetic-mainland-export.csv')], 0, /4 observations of 1 files/],
    ['bad rows', ['mainland', example('synthetic-mainland-with-faults.csv'), '--flow', 'export'], 1, /row 4 {2}Row 4, 商品编码: ‘8109010’ has lost the zero in front\. {2}\[statistics_goods_zero\]\n {4}→ It should be 08109010/],
    ['the good ones', ['mainland', example('synthetic-mainland-with-faults.csv'), '--flow', 'export', '--policy', 'good-rows'], 0, /1 observations of 1 files/],
    ['flow not said', ['mainland', example('synthetic-mainland-with-faults.csv')], 1, /Which of them was asked for in the query\? Say it with --flow: import, export\./],
    ['month not said', ['hongkong', example('synthetic-hongkong-202301.zip')], 1, /HSCOCCIT\.DAT:\nHSCOCCIT does not say its month/],
    ['an archive', ['hongkong', example('synthetic-hongkong-202301.zip'), '--period', '202301'], 0, /6 observations of 3 files/],
    ['mapping not confirmed', ['table', example('synthetic-any-table.csv')], 1, /"valueUnit": 10000/],
    ['mapping confirmed', ['table', example('synthetic-any-table.csv'), '--accept'], 0, /not read: Remark/],
    ['a look', ['comtrade', example('synthetic-comtrade.json'), '--preview'], 0, /202301-202312 {2}export {2}territory 344 {2}un-comtrade 156 CHN {2}HS2022 850760 {2}USD {7}5000000\.13 {2}1200\.5 u/],
    ['a broken archive', ['hongkong', join(root, 'broken.zip')], 1, /The archive broken\.zip cannot be unpacked/],
    ['another language', ['mainland', example('synthetic-comtrade.csv'), '--language', 'pt'], 1, /Este ficheiro é da fonte comtrade e não de mainland\./],
  ]
  test.each(cases)('%s', async (name, args, exit, said) => {
    const ran = await lingding(name.replaceAll(' ', '-'), ...args)
    expect(ran.out).toMatch(said)
    expect(ran.exit).toBe(exit)
  })

  const wrong: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['no such source', ['moon', example('synthetic-comtrade.csv')], 2, /SOURCE is one of mainland, comtrade, hongkong, table/],
    ['no such flow', ['mainland', example('synthetic-comtrade.csv'), '--flow', 'sideways'], 2, /--flow is import or export/],
    ['no such month', ['mainland', example('synthetic-comtrade.csv'), '--period', '202313'], 2, /--period is a year/],
    ['no such policy', ['mainland', example('synthetic-comtrade.csv'), '--policy', 'some'], 2, /--policy is all-or-none or good-rows/],
    ['no mapping', ['table', example('synthetic-any-table.csv'), '--mapping', example('synthetic-comtrade.json')], 2, /is no mapping/],
    ['no file', ['mainland', join(root, 'nowhere.csv')], 3, /ENOENT/],
  ]
  test.each(wrong)('%s', async (_, args, exit, said) => {
    const ran = await lingding('wrong', ...args)
    expect(ran.err).toMatch(said)
    expect(ran.exit).toBe(exit)
  })
})

test('JSON for programs', async () => {
  const { out, exit } = await lingding('json', 'mainland', example('synthetic-mainland-with-faults.csv'), '--flow', 'export', '--json')
  expect(exit).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ imports: [{ state: 'refused', counts: { rows: 7, good: 1, bad: 6 }, faults: [{ row: 3, column: '数据年月', code: 'statistics_period' }, {}, {}, {}, {}, {}, {}, {}] }] })
  const again = await lingding('json', 'mainland', example('synthetic-mainland-export.csv'), '--json')
  expect(JSON.parse(again.out)).toMatchObject({ imports: [{ state: 'published', isRepeated: false, settled: [{ what: 'flow', value: 'export', from: 'file-name' }, { what: 'currency', value: 'CNY' }] }] })
})

test('a mapping in a file', async () => {
  const path = join(root, 'mapping.json')
  writeFileSync(path, JSON.stringify({ columns: [{ heading: 'Month', field: 'period' }, { heading: 'Value (10,000 CNY)', field: 'value' }], flow: 'export', currency: 'CNY', geography: 'customs-office', place: '5301', partnerCodes: 'gacc', valueUnit: 10_000 }))
  const { out } = await lingding('mapping', 'table', example('synthetic-any-table.csv'), '--mapping', path, '--preview', '--json')
  expect(JSON.parse(out)).toMatchObject({ imports: [{ observations: [{ place: { geography: 'customs-office', code: '5301' }, valueMinor: '12500000' }, {}, {}] }] })
})
