// The workbooks of examples/workbooks are the sample shipments, byte for byte, and file as they stand.
// UPDATE_EXAMPLES=1 writes them again.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exampleNames } from '../knowledge.ts'
import { memoryPlatform } from '../platform.ts'
import { filed, sent } from './desk-run.ts'
import { sampleCsv, sampleWorkbook } from './sample-workbooks.ts'

const folder = new URL('../../examples/workbooks/', import.meta.url)
const made: readonly (readonly [string, () => Uint8Array, shipments: number])[] = [
  ['batteries.xlsx', () => sampleWorkbook(['dongguan-hongkong-batteries'], 'en'), 1],
  ['five-shipments.xlsx', () => sampleWorkbook(exampleNames, 'zh-Hans'), 5],
  ['five-shipments.csv', () => new TextEncoder().encode(`\uFEFF${sampleCsv(exampleNames)}`), 5],
]

describe('the example workbooks', () => {
  test.each(made)('%s', async (name, content, shipments) => {
    const bytes = content()
    if (process.env['UPDATE_EXAMPLES'] === '1') {
      mkdirSync(folder, { recursive: true })
      writeFileSync(new URL(name, folder), bytes)
    }
    const kept = readFileSync(new URL(name, folder))
    expect(Buffer.from(bytes).equals(kept)).toBe(true)
    const platform = memoryPlatform()
    const judged = await sent(platform.imports, kept, name)
    expect([judged.state, judged.mappedBy, judged.problems]).toEqual(['judged', 'paths', []])
    expect((await filed(platform.imports, judged.id)).counts).toMatchObject({ filed: shipments, bad: 0 })
    await platform.close()
  })

  test('no other file lies there', () => expect(readdirSync(folder).toSorted()).toEqual(made.map(([name]) => name).toSorted()))
})
