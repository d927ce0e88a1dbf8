// The command line's contract: exit codes and the JSON that other programs read.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../src/edges/cli/main.ts'
import { exampleNames, exampleText } from './knowledge.ts'

const examples = new URL('../examples/', import.meta.url).pathname
const batteries = join(examples, 'dongguan-hongkong-batteries.yaml')
const folder = mkdtempSync(join(tmpdir(), 'lingding-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCommandLine(argv, { print: (text) => out.push(text), warn: (text) => err.push(text), environment: { LANG: 'en_US.UTF-8' } })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

function written(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

interface Filed {
  readonly filings: readonly { readonly customs: string; readonly kind: string; readonly path: string }[]
  readonly count: { readonly asked: number; readonly distinct: number; readonly keyed: number; readonly keyedReceivingSide: number }
  readonly issues: readonly { readonly path: string; readonly rule: string; readonly reason: string; readonly source: string; readonly fix: string }[]
}

describe('file', () => {
  test.each(exampleNames)('%s: every filing, at most 3 items keyed for the receiving side', async (name) => {
    const { code, out } = await run('file', join(examples, `${name}.yaml`), '--out', join(folder, name), '--json')
    const result = JSON.parse(out) as Filed
    expect(code).toBe(0)
    for (const filing of result.filings) expect(existsSync(filing.path), filing.path).toBe(true)
    expect(result.filings.some((filing) => filing.customs === 'mainland' && filing.kind === 'mainland-declaration' && /Deccus001\/OutBox\/.*\.zip$/.test(filing.path))).toBe(true)
    expect(new Set(result.filings.map((filing) => filing.customs)).size).toBe(2)
    expect(result.count.keyedReceivingSide).toBeLessThanOrEqual(3)
  })

  test('a refused shipment exits 1 with path, rule, reason, source and fix, and writes nothing', async () => {
    const path = written('bad.yaml', exampleText('dongguan-hongkong-batteries').replace('netWeightKg: "1020"', 'netWeightKg: "2020"'))
    const out = join(folder, 'refused')
    const { code, out: printed } = await run('file', path, '--profiles', join(examples, 'profiles.yaml'), '--out', out, '--json')
    const { issues } = JSON.parse(printed) as Filed
    expect([code, existsSync(out)]).toEqual([1, false])
    const heavy = issues.find((each) => each.rule === 'R1.line')
    expect(heavy).toMatchObject({ path: 'lines[0].netWeightKg' })
    for (const each of issues) for (const part of [each.rule, each.reason, each.source]) expect(part, each.rule).not.toBe('')
    expect(heavy?.fix).not.toBe('')
  })

  test('pages to print and the common models on request', async () => {
    const { code } = await run('file', batteries, '--out', join(folder, 'more'), '--print', '--exchange', '--language', 'zh-Hans')
    expect(code).toBe(0)
    expect(readFileSync(join(folder, 'more', 'print', 'mainland-declaration.html'), 'utf8')).toContain('境内发货人')
    expect(readFileSync(join(folder, 'more', 'exchange', 'declaration.edi'), 'utf8')).toMatch(/^UNA:\+\.\? '\nUNB\+UNOW/)
  })
})

describe('read', () => {
  test('a written zip in every format and back', async () => {
    const { filings } = JSON.parse((await run('file', batteries, '--out', join(folder, 'read'), '--json')).out) as Filed
    const zip = filings.find((filing) => filing.kind === 'mainland-declaration')?.path ?? ''
    const read = JSON.parse((await run('read', zip, '--json')).out) as { format: string; version: string; filing: { groups: unknown[] } }
    expect(read).toMatchObject({ format: 'decmessage', version: '5.0' })
    const xml = JSON.parse((await run('read', zip, '--write', 'decmessage', '--json')).out) as { text: string }
    const again = JSON.parse((await run('read', written('again.xml', xml.text), '--write', 'decmessage', '--json')).out) as { text: string }
    expect(again.text).toBe(xml.text)
    for (const format of ['wco', 'edifact']) {
      const other = join(folder, `declaration.${format}`)
      expect((await run('read', zip, '--write', format, '--out', other)).code).toBe(0)
      const back = JSON.parse((await run('read', other, '--write', 'decmessage', '--json')).out) as { text: string }
      expect(back.text).toContain('<CodeTS>8507600000</CodeTS>')
      expect(back.text).toContain('<GrossWet>1164</GrossWet>')
    }
  })

  const malformed: readonly [string, string][] = [
    ['cut.xml', '<DecMessage><DecHead>'],
    ['doctype.xml', '<!DOCTYPE x [<!ENTITY a "b">]><DecMessage/>'],
    ['cut.edi', "UNA:+.? 'UNB+UNOC:3+A+B+251020:0900+1'UNH+1+CUSDEC:D:03A:UN'"],
    ['noise.bin', '\u0000\u0001\u0002'],
    ['empty.xml', ''],
    ['cut.zip', 'PK\u0003\u0004'],
  ]
  test.each(malformed)('%s is refused with a reason, not with a crash', async (name, text) => {
    const { code, out } = await run('read', written(name, text), '--json')
    const { issues } = JSON.parse(out) as { issues: { reason: string; rule: string }[] }
    expect(code === 1 || issues.length > 0).toBe(true)
    for (const each of issues) expect(each.reason).not.toMatch(/^[a-z_.-]+ \{/)
  })
})

describe('judge', () => {
  test('lists what another day would change', async () => {
    const cars = join(examples, 'dongguan-hongkong-cars.yaml')
    const path = written('cars.yaml', readFileSync(cars, 'utf8').replace(/^documents:[\s\S]*?(?=^\w|(?![\s\S]))/m, ''))
    const { out } = await run('judge', path, '--profiles', join(examples, 'profiles.yaml'), '--on', '2025-12-31', '--and', '2026-01-01', '--json')
    const { onlyAnd, onlyOn } = JSON.parse(out) as { onlyAnd: { rule: string; severity: string }[]; onlyOn: { rule: string; severity: string }[] }
    // The day before, the coming rule warns, since the truck crosses after it came in.
    expect(onlyOn).toContainEqual(expect.objectContaining({ rule: 'R17.licence', severity: 'warning' }))
    expect(onlyAnd).toContainEqual(expect.objectContaining({ rule: 'R17.licence', severity: 'error' }))
  })
})

describe('what is typed for the receiving side alone', () => {
  test('is named under the count', async () =>
    expect((await run('file', batteries)).out).toMatch(/^to confirm, typed for the receiving side alone: lines\[0\]\.codes\.hongkong$/m))
})

describe('explain', () => {
  test('an element down to the line of the file', async () => {
    const { out } = await run('explain', batteries, 'mainland-declaration/DecHead[0]/GrossWet', '--json')
    expect(JSON.parse(out)).toMatchObject({ value: '1164', origin: { kind: 'derived' }, inputs: [{ path: 'lines[0].grossWeightKg', where: expect.stringMatching(/batteries\.yaml:\d+:\d+$/) }] })
  })
  test('every element of every filing', async () => {
    const all = JSON.parse((await run('explain', batteries, '--json')).out) as { origin: { kind: string; text: string } }[]
    expect(all.length).toBeGreaterThan(100)
    for (const { origin } of all) expect(origin.text).not.toMatch(/[{}#]|^origin\./)
  })
  test('a file that is not filed is by nobody and has no time', async () => {
    const path = 'mainland-declaration/DecHead[0]/GrossWet'
    const view = JSON.parse((await run('explain', batteries, path, '--json')).out) as object
    expect(Object.keys(view).filter((member) => member === 'by' || member === 'at')).toEqual([])
    expect((await run('explain', batteries, path)).out).toMatch(/^  not filed yet$/m)
  })
  test('what customs assigns has an answer too', async () => {
    const { code, out } = await run('explain', batteries, 'hongkong-cargo/Answer[0]/CCRN', '--json')
    expect([code, (JSON.parse(out) as { origin: { kind: string } }).origin.kind]).toEqual([0, 'assigned'])
  })
  test('nothing answers for a group that is not there', async () => {
    const { code, out } = await run('explain', batteries, 'mainland-declaration/DecHead[99]/SeqNo', '--json')
    expect([code, Object.keys(JSON.parse(out) as object)]).toEqual([1, ['error']])
  })
  test('a path that is nearly one names those near it', async () => {
    const { err } = await run('explain', batteries, 'hongkong-declaration/form_type')
    expect(err).toContain('hongkong-declaration/Header[0]/form_type')
  })
  test('a path that is not there exits 1', async () => expect((await run('explain', batteries, 'lines[9].nameZh')).code).toBe(1))
})

describe('wrong usage and a broken world', () => {
  test.each([[['nonsense']], [['file']], [['file', batteries, '--nope']], [['file', 'a', 'b']], [['file', batteries, '--on', 'tomorrow']], [['read', batteries, '--write', 'pdf']], [['file', batteries, '--language', 'fr']]])('%j exits 2', async (argv) => {
    const { code, err } = await run(...argv)
    expect([code, err.length > 0]).toEqual([2, true])
  })
  test('a file that is not there exits 3', async () => expect((await run('file', join(folder, 'none.yaml'))).code).toBe(3))
  test('help exits 0 and names every command', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const name of ['serve', 'file', 'explain', 'judge', 'read', 'verify', 'rules']) expect(out).toContain(`lingding ${name}`)
  })
})
