// The conformance report: what Lingding writes itself passes; each planted fault is found by its check, and by no other way.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { instant } from '../../src/base/instant.ts'
import { conformancePage } from '../../src/edges/sim/conformance/page.ts'
import { conformanceOf, type ConformanceReport } from '../../src/edges/sim/conformance/report.ts'
import { runCommandLine } from '../../src/edges/cli/main.ts'
import { hashText, knowledge } from '../knowledge.ts'
import { filesOf, type PutFile } from './exchange.ts'

const root = mkdtempSync(join(tmpdir(), 'lingding-conformance-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const declarations = 'mainland/Deccus001'
const files = filesOf('dongguan-hongkong-batteries')
const declaration = files.find(({ folder }) => folder === declarations)
const text = new TextDecoder().decode(Object.values(unzipSync(declaration?.bytes ?? new Uint8Array()))[0])
const name = declaration?.name ?? ''
const number = name.replace('.zip', '')

let made = 0
async function reportOf(sent: readonly PutFile[], log?: string): Promise<ConformanceReport> {
  made += 1
  const folder = join(root, `case-${made}`)
  mkdirSync(folder)
  for (const { folder: each, name: own, bytes } of sent) {
    const path = join(folder, each, 'OutBox', own)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  const logFolder = log === undefined ? undefined : join(root, `log-${made}`)
  if (logFolder !== undefined && log !== undefined) {
    mkdirSync(logFolder)
    writeFileSync(join(logFolder, 'answers.jsonl'), log)
  }
  return conformanceOf({ folder, log: logFolder, now: instant(Date.UTC(2025, 10, 20)), knowledge, language: 'en' })
}

const failures = (report: ConformanceReport): readonly string[] => report.checks.filter(({ result }) => result === 'fail').map(({ id }) => id)
const zipOf = (content: Record<string, string>): Uint8Array => zipSync(Object.fromEntries(Object.entries(content).map(([each, value]) => [each, strToU8(value)])), { mtime: '1980-01-01T00:00:00' })
const changed = (change: (text: string) => string, own = name): PutFile => ({ folder: declarations, name: own, bytes: zipOf({ [own.replace('.zip', '.xml')]: change(text) }) })
const line = (file: string, content: string, result: string): string => `${JSON.stringify({ file, sha256: hashText(content), result })}\n`

test('what Lingding writes passes every check that it reaches', async () => {
  const report = await reportOf(files, line('a.xml', 'a', 'recorded') + line('b.xml', 'a', 'double') + line('c.xml', 'c', 'parked'))
  expect([failures(report), report.notSeen, report.passed]).toEqual([[], 0, 22])
  expect(report.checks.every(({ requirement, source, seen }) => requirement !== '' && !requirement.startsWith('conformance.') && source !== '' && seen > 0)).toBe(true)
})

test('nothing sent, nothing seen', async () => {
  expect(await reportOf([])).toMatchObject({ files: 0, passed: 0, failed: 0, notSeen: 22 })
})

describe('planted faults', () => {
  const faults: readonly [string, readonly PutFile[], readonly string[]][] = [
    ['a .tmp left behind', [changed((each) => each), { folder: declarations, name: `${name}.tmp`, bytes: new Uint8Array() }], ['temporary']],
    ['a name with spaces', [changed((each) => each, `${number} copy.zip`)], ['name']],
    ['two XML in a zip', [{ folder: declarations, name, bytes: zipOf({ 'a.xml': text, 'b.xml': text }) }], ['one-xml', 'readable']],
    ['no XML at all', [{ folder: declarations, name, bytes: zipOf({ 'a.xml': '{}' }) }], ['readable']],
    ['an encoding that it is not', [changed((each) => each.replace('encoding="UTF-8"', 'encoding="Big5"'))], ['readable', 'encoding']],
    ['no namespace', [changed((each) => each.replace(/ xmlns="[^"]*"/, ''))], ['namespace']],
    ['no version', [changed((each) => each.replace(/ version="5.0"/, ''))], ['version']],
    ['a short ClientSeqNo', [changed((each) => each.replace(`>${number}<`, '>LD1<'))], ['client-number', 'client-number-name', 'rules']],
    ['the same ClientSeqNo twice', [changed((each) => each), changed((each) => each, `${number}-2.zip`)], ['client-number-unique']],
    ['a SeqNo on the first sending', [changed((each) => each.replace('<DecHead>', '<DecHead><SeqNo>E20250000000000001</SeqNo>'))], ['sequence-blank']],
    ['an element missing', [changed((each) => each.replace(/<GName>[^<]*<\/GName>/, ''))], ['elements']],
    ['a code of no list', [changed((each) => each.replace(/<TradeMode>[^<]*</, '<TradeMode>0000<'))], ['codes']],
    ['a rule broken', [changed((each) => each.replace(/<GrossWet>[^<]*</, '<GrossWet>1<'))], ['rules']],
    ['a declaration in the folder of another customs', [{ ...changed((each) => each), folder: 'hongkong' }], ['folder']],
    ['JSON of no filing', [{ folder: 'macao', name: `${'0'.repeat(16)}.json`, bytes: strToU8('{"format":"other"}') }], ['json-format']],
    ['JSON of no shipment', [{ folder: 'hongkong', name: 'cargo.json', bytes: files.find((file) => file.name.endsWith('hongkong-cargo.json'))?.bytes ?? new Uint8Array() }], ['json-shipment']],
  ]
  test.each(faults)('%s', async (_, sent, ids) => {
    expect(failures(await reportOf(sent))).toEqual(ids)
  })

  const logs: readonly [string, string, readonly string[]][] = [
    ['a double recorded twice', line('a', 'a', 'recorded') + line('b', 'a', 'recorded'), ['answers-doubled']],
    ['a program that stopped', line('a', 'a', 'failed'), ['answers-handled']],
    ['a line that is none', 'hello\n', ['answers-handled']],
  ]
  test.each(logs)('%s', async (_, log, ids) => expect(failures(await reportOf([], log))).toEqual(ids))
})

test('as a page, what was found is text and nothing else', async () => {
  const report = await reportOf([changed((each) => each.replace(/<TradeMode>[^<]*</, '<TradeMode>&lt;script&gt;<'))])
  for (const language of ['zh-Hans', 'zh-Hant', 'en', 'pt'] as const) {
    const page = conformancePage(report, language)
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).not.toContain('<script')
    expect(page.match(/<tr>/g)).toHaveLength(23)
  }
})

test('the command gives the report, writes the page and says by its exit code whether all passed', async () => {
  const folder = join(root, 'case-1')
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCommandLine(['simulate', 'conformance', folder, '--json', '--out', join(root, 'page', 'report.html')], { print: (each) => out.push(each), warn: (each) => err.push(each), environment: {} })
  expect(code).toBe(0)
  expect(JSON.parse(out.join('\n'))).toMatchObject({ folder: 'case-1', failed: 0 })
  expect(readFileSync(join(root, 'page', 'report.html'), 'utf8')).toContain('<!doctype html>')
})
