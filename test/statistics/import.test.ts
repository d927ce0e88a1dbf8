// Imports with the real store: policies, repetition, interruption at every commit, and planted faults.
import { copyFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, test } from 'vitest'
import { openRawFolder } from '../../src/adapters/duckdb/raw-folder.ts'
import { importRaw, type ImportAsked, type ImportOutcome } from '../../src/app/statistics/import/import-raw.ts'
import type { RawStore } from '../../src/app/ports.ts'
import { writeLargeStatistics } from '../../bench/large-statistics.ts'
import { rawTools } from './raw-files.ts'

const root = mkdtempSync(join(tmpdir(), 'lingding-raw-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
function newFolder(): string {
  folders += 1
  return join(root, String(folders))
}

function example(name: string): string {
  return fileURLToPath(new URL(`../../examples/statistics/${name}`, import.meta.url))
}

const usual: ImportAsked = { source: 'mainland', settings: { flow: 'export' }, policy: 'all-or-none', isReplaced: false }

async function imported(store: RawStore, path: string, asked: Partial<ImportAsked> = {}): Promise<ImportOutcome> {
  const received = await store.receive(path)
  const [file] = received.ok ? received.value : []
  if (file === undefined) throw new Error(`${path} holds nothing`)
  return importRaw(file, { ...usual, ...asked }, { ...rawTools, store, onProgress: () => undefined })
}

async function rowsOf(folder: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(join(folder, 'observations.duckdb'), { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const rows = (await connection.runAndReadAll(sql)).getRows()
  connection.closeSync()
  instance.closeSync()
  return rows
}

const everything = `SELECT file_row, geography::VARCHAR, place::VARCHAR, flow::VARCHAR, frequency::VARCHAR, first_month, last_month, partner_codes::VARCHAR, partner::VARCHAR, partner_iso3::VARCHAR,
  hs_edition::VARCHAR, hs::VARCHAR, hs_level, trade_mode::VARCHAR, currency::VARCHAR, value_minor, quantity1_thousandths, unit1::VARCHAR, quantity2_thousandths, unit2::VARCHAR FROM observation ORDER BY import, file_row, value_minor`

describe('what is in the table', () => {
  test('the rows of the file, in words and integers', async () => {
    const folder = newFolder()
    const outcome = await imported(openRawFolder(folder), example('synthetic-mainland-export.csv'))
    expect(outcome).toMatchObject({ kind: 'published', isRepeated: false, published: { observations: 4, imports: 1 } })
    const rows = await rowsOf(folder, everything)
    expect(rows).toHaveLength(4)
    expect(rows[0]).toEqual([2, 'registered-place', '44', 'export', 'month', 202_301, 202_301, 'gacc', '110', 'HKG', 'HS2022', '85076000', 8, '0110', 'CNY', 123_456_700n, 1_234_000n, '个', 5_678_000n, '千克'])
    expect(rows[2]?.slice(15)).toEqual([4_500_000n, 300_000n, '个', null, ''])
  })

  test('several files stand beside each other, sums are integers', async () => {
    const folder = newFolder()
    const store = openRawFolder(folder)
    await imported(store, example('synthetic-mainland-export.csv'))
    await imported(store, example('synthetic-comtrade.json'), { source: 'comtrade', settings: {} })
    const received = await store.receive(example('synthetic-hongkong-202301.zip'))
    for (const file of received.ok ? received.value : []) {
      await importRaw(file, { ...usual, source: 'hongkong', settings: { period: '202301' } }, { ...rawTools, store, onProgress: () => undefined })
    }
    expect(await rowsOf(folder, 'SELECT geography::VARCHAR, currency::VARCHAR, count(*)::INTEGER, sum(value_minor)::BIGINT FROM observation GROUP BY ALL ORDER BY ALL')).toEqual([
      ['registered-place', 'CNY', 4, 1_116_845_500n],
      ['territory', 'HKD', 6, 12_345_836_600n + 90_000n + 45_000n],
      ['territory', 'USD', 4, 500_000_013n + 70_000_000n + 950_000_000_000n + 1_234_568n],
    ])
    expect(await store.check()).toBe('whole')
  })
})

describe('policies', () => {
  test('all or none takes nothing, good rows takes the others', async () => {
    const folder = newFolder()
    const store = openRawFolder(folder)
    const path = example('synthetic-mainland-with-faults.csv')
    const refused = await imported(store, path)
    expect(refused).toMatchObject({ kind: 'refused', record: { counts: { good: 1, bad: 6 }, state: 'refused' } })
    expect(await store.check()).toBe('absent')
    const taken = await imported(store, path, { policy: 'good-rows' })
    expect(taken).toMatchObject({ kind: 'published', record: { counts: { good: 1, bad: 6 } }, published: { observations: 1 } })
    expect('faults' in taken ? taken.faults.map((fault) => [fault.row, fault.code]) : []).toEqual('faults' in refused ? refused.faults.map((fault) => [fault.row, fault.code]) : ['refused has faults'])
  })

  test('a file without an observation is not in', async () => {
    const path = join(root, 'export-none.csv')
    writeFileSync(path, '数据年月,商品编码,美元\n')
    expect(await imported(openRawFolder(newFolder()), path)).toMatchObject({ kind: 'refused', record: { counts: { rows: 0 } } })
  })
})

describe('the same file again', () => {
  test('is the same import, under whatever name', async () => {
    const folder = newFolder()
    const store = openRawFolder(folder)
    const copy = join(root, 'another-export.csv')
    copyFileSync(example('synthetic-mainland-export.csv'), copy)
    await imported(store, example('synthetic-mainland-export.csv'))
    expect(await imported(store, copy)).toMatchObject({ kind: 'published', isRepeated: true })
    expect(await rowsOf(folder, 'SELECT count(*)::INTEGER FROM observation')).toEqual([[4]])
    expect(await store.imports()).toHaveLength(1)
    expect(readdirSync(join(folder, 'files'))).toHaveLength(1)
  })

  test('said to be something else is refused, unless it is replaced', async () => {
    const folder = newFolder()
    const store = openRawFolder(folder)
    const path = example('synthetic-mainland-export.csv')
    await imported(store, path)
    expect(await imported(store, path, { settings: { flow: 'import' } })).toMatchObject({ kind: 'not-begun', issues: [{ code: 'statistics_imported_otherwise' }] })
    await imported(store, path, { settings: { flow: 'import' }, isReplaced: true })
    expect(await rowsOf(folder, 'SELECT DISTINCT flow::VARCHAR FROM observation')).toEqual([['import']])
  })
})

describe('interrupted', () => {
  const planted = writeLargeStatistics(join(root, 'planted.csv'), { rows: 300_000, bad: 50, seed: 7 })

  test('after any commit it goes on and ends the same', async () => {
    const whole = newFolder()
    await imported(openRawFolder(whole), planted.path, { policy: 'good-rows' })
    const broken = newFolder()
    // Before the first commit, after it, soon after going on, and between the last commit and the table.
    for (const failing of [{ puts: 3 }, { puts: 9 }, { puts: 2 }, { isAtPublishing: true }]) {
      await expect(imported(failingStore(broken, failing), planted.path, { policy: 'good-rows' })).rejects.toThrow('the power is gone')
    }
    expect(await openRawFolder(broken).check()).toBe('absent')
    expect(await imported(openRawFolder(broken), planted.path, { policy: 'good-rows' })).toMatchObject({ kind: 'published', published: { observations: 299_950 } })
    const summary = 'SELECT count(*)::INTEGER, sum(value_minor)::BIGINT, sum(file_row)::BIGINT, count(DISTINCT file_row)::INTEGER FROM observation'
    expect(await rowsOf(broken, summary)).toEqual(await rowsOf(whole, summary))
    const [ours, theirs] = await Promise.all([whole, broken].map((folder) => openRawFolder(folder).imports()))
    expect(ours).toEqual(theirs)
  })

  test('exactly the planted rows are reported', async () => {
    const store = openRawFolder(newFolder())
    const outcome = await imported(store, planted.path, { policy: 'good-rows' })
    if (outcome.kind !== 'published') throw new Error(outcome.kind)
    expect(outcome.record.counts).toMatchObject({ rows: 300_000, good: 299_950, bad: 50 })
    const staging = await store.staging(outcome.record.id, false)
    const faults = await staging.faults(1_000_000)
    staging.close()
    expect(faults.map(({ row, code }) => [row, code])).toEqual(planted.faults)
  })

  test('a damaged table is noticed and made again', async () => {
    const folder = newFolder()
    const store = openRawFolder(folder)
    await imported(store, example('synthetic-mainland-export.csv'))
    truncateSync(join(folder, 'observations.duckdb'), 9000)
    expect(await store.check()).toBe('damaged')
    expect(await imported(store, example('synthetic-mainland-export.csv'))).toMatchObject({ isRepeated: true, published: { observations: 4 } })
    expect(await store.check()).toBe('whole')
    expect(await rowsOf(folder, 'SELECT count(*)::INTEGER FROM observation')).toEqual([[4]])
  })
})

describe('rows that are not as they were written', () => {
  test.each(['truncated', 'gone'])('%s: told by name, never left out silently', async (how) => {
    const folder = newFolder()
    const store = openRawFolder(folder)
    await imported(store, example('synthetic-mainland-export.csv'))
    const staged = readdirSync(join(folder, 'imports')).find((name) => name.endsWith('.duckdb')) ?? ''
    if (how === 'gone') rmSync(join(folder, 'imports', staged))
    else truncateSync(join(folder, 'imports', staged), 5000)
    await expect(imported(store, example('synthetic-comtrade.json'), { source: 'comtrade', settings: {} })).rejects.toThrow(/synthetic-mainland-export\.csv are not as they were written/)
    await imported(store, example('synthetic-mainland-export.csv'), { isReplaced: true })
    expect(await rowsOf(folder, 'SELECT count(*)::INTEGER FROM observation')).toEqual([[8]])
  })
})

function failingStore(folder: string, { puts = 1e9, isAtPublishing = false }: { readonly puts?: number; readonly isAtPublishing?: boolean }): RawStore {
  const store = openRawFolder(folder)
  let left = puts
  return {
    ...store,
    publish: () => (isAtPublishing ? Promise.reject(new Error('the power is gone')) : store.publish()),
    staging: async (id, isNew) => {
      const staging = await store.staging(id, isNew)
      return {
        ...staging,
        put: (batch) => {
          staging.put(batch)
          left -= 1
          if (left <= 0) throw new Error('the power is gone')
        },
      }
    },
  }
}
