// A workbook of many rows in a small heap: read, judged and given back, in a process of its own. The large one is
// `npm run bench -- workbook`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rowCount, writeLargeWorkbook } from '../../bench/large-workbook.ts'
import { measureWorkbook } from '../../bench/workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'lingding-memory-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('20,000 rows in a heap of 96 MB, and less than 300 MB in all', { timeout: 60_000 }, async () => {
  const path = join(folder, 'many.xlsx')
  const size = { shipments: 400, linesEach: 25, badEvery: 10 }
  await writeLargeWorkbook(path, new URL('../../examples/dongguan-hongkong-batteries.yaml', import.meta.url), size)
  const { rows, good, bad, maxRssMegabytes } = await measureWorkbook(path, 96)
  // The heads are rows too.
  expect([rows, good, bad]).toEqual([rowCount(size) + 3, 360, 40])
  expect(maxRssMegabytes).toBeLessThan(300)
})
