// Imports from the workbook sent in to the workbook that comes back.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { openImportDesk } from '../../src/app/bulk/import-desk.ts'
import { writeWorkbook } from '../../src/adapters/workbook/write-workbook.ts'
import { openImportFolder } from '../../src/adapters/workbook/import-folder.ts'
import { describeFiles, filingFiles } from '../../src/app/filing-files.ts'
import type { ContentSheet, ImportFiles } from '../../src/app/ports.ts'
import { chainOf } from '../../src/app/shipment/events.ts'
import { columnName, type DraftObject } from '../../src/domain/submission/index.ts'
import { hashOf, hashText, type Platform } from '../../src/edges/compose.ts'
import { exampleNames, knowledge, prepared, profiles } from '../knowledge.ts'
import { memoryPlatform } from '../platform.ts'
import { agent, bytesOf, collected, filed, sent, settled } from './desk-run.ts'
import { contentOf, exampleDraft, sampleCsv, sampleWorkbook } from './sample-workbooks.ts'

const batteries = exampleDraft('dongguan-hongkong-batteries')
const called = (reference: string, draft: DraftObject = batteries): DraftObject => ({ ...draft, reference })
/** No packages: refused by rule R2. */
const bad = (reference: string): DraftObject => ({ ...called(reference), packages: { ...(batteries['packages'] as DraftObject), count: '0' } })

async function references({ register }: Platform): Promise<readonly string[]> {
  return (await register.list({ kind: 'all' }, { limit: 100 })).map(({ reference }) => reference).toSorted()
}

/** Texts of the cells in one column of a sheet. */
function columnOf(workbook: Uint8Array, sheet: number, column: string): readonly string[] {
  const xml = strFromU8(unzipSync(workbook)[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array())
  return [...xml.matchAll(new RegExp(`<c r="${column}\\d+"[^>]*><is><t[^>]*>([^<]*)`, 'g'))].map((match) => match[1] ?? '')
}

async function resultOf({ imports }: Platform, id: string): Promise<Uint8Array> {
  return collected(await imports.result(agent.organisation, id, 'en'))
}

describe('the samples', () => {
  test.each(['zh-Hans', 'zh-Hant', 'en', 'pt'] as const)('as a workbook in %s: all five are judged good and filed', async (language) => {
    const platform = memoryPlatform()
    const judged = await sent(platform.imports, sampleWorkbook(exampleNames, language))
    expect([judged.state, judged.mappedBy, judged.issues, judged.problems]).toEqual(['judged', 'paths', [], []])
    expect(judged.counts).toMatchObject({ shipments: 5, good: 5, bad: 0 })
    expect(await references(platform)).toEqual([])
    const done = await filed(platform.imports, judged.id)
    expect([done.state, done.counts.filed, (await references(platform)).length]).toEqual(['done', 5, 5])
    await platform.close()
  })

  test('as one flat CSV', async () => {
    const platform = memoryPlatform()
    const judged = await sent(platform.imports, sampleCsv(exampleNames), 'flat.csv')
    expect([judged.state, judged.kind, judged.problems]).toEqual(['judged', 'csv', []])
    await filed(platform.imports, judged.id)
    expect((await references(platform)).length).toBe(5)
    await platform.close()
  })

  test('what a workbook files is what the same shipment files by itself, to the byte', async () => {
    const platform = memoryPlatform()
    const judged = await sent(platform.imports, sampleWorkbook(['dongguan-hongkong-cars'], 'en'))
    await filed(platform.imports, judged.id)
    const [row] = await platform.register.list({ kind: 'all' }, { limit: 1 })
    const own = describeFiles(filingFiles(prepared(exampleDraft('dongguan-hongkong-cars'), undefined, row?.organisation), knowledge), hashOf)
    expect(row?.files).toEqual(own)
    await platform.close()
  })
})

describe('once', () => {
  test('the same file again is the same import and files nothing more', async () => {
    const platform = memoryPlatform()
    const book = sampleWorkbook(['macao-zhuhai-wine'], 'en')
    const first = await sent(platform.imports, book)
    await filed(platform.imports, first.id)
    const again = await sent(platform.imports, book, 'another-name.xlsx')
    expect([again.id, again.state]).toEqual([first.id, 'done'])
    expect((await filed(platform.imports, first.id)).counts.filed).toBe(1)
    expect((await references(platform)).length).toBe(1)
    await platform.close()
  })

  test('the same values with their columns in another order were filed before', async () => {
    const platform = memoryPlatform()
    const flat = sampleCsv(['macao-zhuhai-wine'])
    await filed(platform.imports, (await sent(platform.imports, flat, 'a.csv')).id)
    const turned = parse(flat, { bom: true }).map((row: readonly string[]) => row.toReversed().map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n')
    expect(turned).not.toBe(flat)
    const again = await sent(platform.imports, turned, 'b.csv')
    expect([again.counts.filedBefore, again.counts.bad, again.problems]).toEqual([1, 0, []])
    await platform.close()
  })

  test('the same file after something beside it was mended is looked at again', async () => {
    let known: typeof profiles = new Map()
    const platform = memoryPlatform({ profiles: () => Promise.resolve(known) })
    const book = writeWorkbook(contentOf([called('A')], 'en'))
    const first = await sent(platform.imports, book)
    expect([first.state, first.counts.bad, first.problems[0]?.issue.code]).toEqual(['judged', 1, 'profile_unknown'])
    known = profiles
    const again = await sent(platform.imports, book)
    expect([again.id, again.state, again.counts.good, again.problems]).toEqual([first.id, 'judged', 1, []])
    await platform.close()
  })

  test('a mended file files the rest; what was filed stays as it is, with the same content or another', async () => {
    const platform = memoryPlatform()
    const book = (drafts: readonly DraftObject[]): Uint8Array => writeWorkbook(contentOf(drafts, 'en'))
    const first = await sent(platform.imports, book([called('A'), bad('B')]))
    expect(first.counts).toMatchObject({ shipments: 2, good: 1, bad: 1 })
    expect(await platform.imports.file(agent, first.id, 'all-or-none')).toMatchObject({ ok: false, issues: [{ code: 'import_has_bad' }] })
    expect(await references(platform)).toEqual([])
    expect((await filed(platform.imports, first.id, 'good-rows')).counts).toMatchObject({ filed: 1, bad: 1 })
    const second = await sent(platform.imports, book([called('A'), called('B')]))
    expect(second.counts).toMatchObject({ good: 2, filedBefore: 1, bad: 0 })
    expect((await filed(platform.imports, second.id)).counts).toMatchObject({ filed: 1, filedBefore: 1 })
    expect(await references(platform)).toEqual(['A', 'B'])
    const other = await sent(platform.imports, book([called('A', { ...batteries, packages: { ...(batteries['packages'] as DraftObject), count: '121' } })]))
    expect(other.problems.map(({ issue }) => issue.code)).toEqual(['import_filed_otherwise'])
    expect(await platform.imports.file(agent, other.id, 'good-rows')).toMatchObject({ ok: false, issues: [{ code: 'import_nothing_good' }] })
    await platform.close()
  })

  test('a desk that stops at any step and is opened again files each once', async () => {
    const all = Array.from({ length: 20 }, (_, at) => `R-${String(at).padStart(2, '0')}`)
    const book = writeWorkbook(contentOf(all.map((reference) => called(reference)), 'en'))
    // Eight are filed together: so many are filed when the first result of theirs cannot be written.
    for (const [stopAfter, atStop] of [[0, 8], [7, 8], [8, 16], [19, 20]] as const) {
      const platform = memoryPlatform()
      const folder = mkdtempSync(join(tmpdir(), 'lingding-crash-'))
      let stops = Infinity
      // The machine stops at a write: everything that was to come after it does not.
      const files = stoppingFiles(openImportFolder(folder), () => {
        stops -= 1
        return stops < 0
      })
      const desk = (own: ImportFiles) => openImportDesk({ ...platform, files: own, hashOf, hashText, profiles: () => Promise.resolve(profiles) })
      const first = await sent(desk(files), book)
      stops = stopAfter
      const begun = desk(files)
      await begun.file(agent, first.id, 'all-or-none')
      await expect(settled(begun)).rejects.toThrow('stopped')
      expect((await references(platform)).length).toBe(atStop)
      const restarted = desk(openImportFolder(folder))
      await settled(restarted)
      expect(await restarted.find(agent.organisation, first.id)).toMatchObject({ state: 'done', counts: { filed: 20, bad: 0 } })
      expect(await references(platform)).toEqual(all)
      expect(await platform.journal.size(chainOf(agent.organisation))).toBe(20)
      rmSync(folder, { recursive: true })
      await platform.close()
    }
  })
})

function stoppingFiles(files: ImportFiles, isStopped: () => boolean): ImportFiles {
  return {
    ...files,
    spool: async (id, name, isNew) => {
      const spool = await files.spool(id, name, isNew)
      if (spool === undefined || name !== 'results') return spool
      return {
        ...spool,
        append: async (text) => {
          if (isStopped()) throw new Error('stopped')
          return spool.append(text)
        },
      }
    },
  }
}

describe('what comes back', () => {
  test('the same workbook with a column: what came of each row, where to mend what, in the language asked for', async () => {
    const platform = memoryPlatform()
    const sheets = contentOf([called('A'), bad('B')], 'en')
    const judged = await sent(platform.imports, writeWorkbook(sheets), 'october.xlsx')
    const problem = judged.problems[0]
    expect([problem?.issue.path, problem?.reference, judged.sheets[0]?.columns.find(({ column }) => column === problem?.place.column)?.path]).toEqual(['packages.count', 'B', 'packages.count'])
    expect(problem?.place.row).toBe(4)
    const result = await resultOf(platform, judged.id)
    const widths = sheets.map(({ columns }) => columns.length)
    const names = widths.map((width) => columnName(width))
    const [head, good, notGood] = columnOf(result, 1, names[0] ?? '')
    expect([head, good]).toEqual(['Lingding', expect.stringMatching(/^✓ Good/)])
    expect(notGood).toMatch(new RegExp(`^✗ Not filed; mend:\\n✗ [A-Z]+4: .*packages.* → `, 's'))
    expect(columnOf(result, 2, names[1] ?? '')[2]).toMatch(/^✗ Not filed: something else of this shipment \(B\).*first Shipments![A-Z]+4$/)
    const chinese = columnOf(await collected(await platform.imports.result(agent.organisation, judged.id, 'zh-Hant')), 1, names[0] ?? '')
    expect(chinese[1]).toBe('✓ 可以申報')
    // Sent in again it is another file with the same rows: its result column is not read, and is written anew.
    const again = await sent(platform.imports, result)
    expect([again.id === judged.id, again.counts, again.sheets.map(({ resultColumn }) => resultColumn)]).toEqual([false, { ...judged.counts }, widths])
    expect(await resultOf(platform, again.id)).toEqual(result)
    await platform.close()
  })

  test('nothing else of the workbook changes', async () => {
    const platform = memoryPlatform()
    const book = sampleWorkbook(exampleNames, 'en')
    const judged = await sent(platform.imports, book)
    const [before, after] = [unzipSync(book), unzipSync(await resultOf(platform, judged.id))]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const [name, bytes] of Object.entries(before)) {
      const [own, changed] = [strFromU8(bytes), strFromU8(after[name] ?? new Uint8Array())]
      const withoutResult = changed.replaceAll(/<c r="[A-Z]+\d+" t="inlineStr"><is><t xml:space="preserve">(✓|✗|Lingding)[^<]*<\/t><\/is><\/c>/g, '')
      expect(name.includes('sheet') ? withoutResult : changed).toBe(own)
    }
    await platform.close()
  })

  test('a CSV comes back as a CSV, with formulas made harmless', async () => {
    const platform = memoryPlatform()
    const csv = `${sampleCsv(['macao-zhuhai-wine']).trimEnd()}\r\n`.replace('瓶装葡萄酒', '=HYPERLINK(1)')
    const judged = await sent(platform.imports, csv, 'a.csv')
    const text = Buffer.from(await resultOf(platform, judged.id)).toString()
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain(",'=HYPERLINK(1),")
    expect(text.split('\r\n')[0]).toMatch(/,Lingding$/)
    expect(text.split('\r\n')[2]).toContain('✓ Good')
    await platform.close()
  })

  test('an issue about a line names the cell of that line, and an unmatched line its sheet', async () => {
    const platform = memoryPlatform()
    const [shipments, lines, packing] = contentOf([called('A')], 'en')
    if (shipments === undefined || lines === undefined || packing === undefined) throw new Error('three sheets')
    const changed = (sheet: ContentSheet, path: string, text: string): ContentSheet => {
      const column = sheet.rows[1]?.cells.findIndex((cell) => cell?.text === path) ?? -1
      return { ...sheet, rows: sheet.rows.map((row, at) => (at < 2 ? row : { cells: row.cells.map((cell, index) => (index === column ? { text, style: 'text' } : cell)) })) }
    }
    const wrong = await sent(platform.imports, writeWorkbook([shipments, changed(lines, 'lines[].unit', 'XYZ'), packing]))
    const unit = wrong.problems.find(({ issue }) => issue.path === 'lines[0].unit')
    expect([unit?.place.sheet, unit?.place.row, wrong.sheets[1]?.columns.find(({ column }) => column === unit?.place.column)?.path]).toEqual([1, 3, 'lines[].unit'])
    const apart = await sent(platform.imports, writeWorkbook([shipments, lines, changed(packing, '#line', '2')]))
    expect(apart.problems.filter(({ issue }) => issue.code === 'workbook_line_unmatched').map(({ place, issue }) => [place.sheet, issue.params['sheet']])).toEqual([[1, 'Packing list'], [2, 'Invoice lines']])
    const differs = await sent(platform.imports, writeWorkbook([shipments, lines, changed(packing, 'reference', '')]))
    expect(differs.problems.map(({ issue }) => issue.code)).toContain('workbook_reference_missing')
    await platform.close()
  })
})

describe('ending an import', () => {
  test('in the middle it stops and says what was done; once more it is gone, and what was filed stays', async () => {
    const platform = memoryPlatform()
    const { imports } = platform
    const many = Array.from({ length: 60 }, (_, at) => called(`N-${at}`))
    const judged = await sent(imports, writeWorkbook(contentOf(many, 'en')))
    await imports.file(agent, judged.id, 'good-rows')
    await imports.turn()
    expect(await imports.find(agent.organisation, judged.id)).toMatchObject({ state: 'filing' })
    expect(await imports.end(agent, judged.id)).toBe(true)
    expect(await imports.find(agent.organisation, judged.id)).toMatchObject({ state: 'cancelled' })
    const count = (await references(platform)).length
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(60)
    await settled(imports)
    expect((await references(platform)).length).toBe(count)
    expect(columnOf(await resultOf(platform, judged.id), 1, columnName(judged.sheets[0]?.resultColumn ?? 0)).filter((text) => text.startsWith('✓ Filed')).length).toBe(count)
    expect(await imports.end(agent, judged.id)).toBe(true)
    expect(await imports.find(agent.organisation, judged.id)).toBeUndefined()
    expect(await imports.end(agent, judged.id)).toBe(false)
    await platform.close()
  })

  test('what breaks off on the way in leaves nothing', async () => {
    const platform = memoryPlatform()
    const broken = async function* (): AsyncGenerator<Uint8Array, void> {
      yield* bytesOf('half')
      throw new Error('gone')
    }
    await expect(platform.imports.add(agent, 'x', broken())).rejects.toThrow('gone')
    expect(await platform.imports.list(agent.organisation, 10)).toEqual([])
    await platform.close()
  })
})
