// What data/SOURCES.md says first is true: every row of every table says where it is from, or its file does once for all.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCsvRows } from '../src/base/csv-rows.ts'
import { dataFiles } from './knowledge.ts'

const text = readFileSync(new URL('../data/SOURCES.md', import.meta.url), 'utf8')
/** Files and, with a `*`, folders of files in the table of files with one source. */
const named = [...(text.split('## Files with one source')[1] ?? '').matchAll(/^\| `data\/([^`]+\.csv)` \| ([^|]+) \|/gm)].map(([, file = '', source = '']) => ({ file, source }))
const tables = [...dataFiles].filter(([path]) => path.endsWith('.csv'))

function hasOneSource(path: string): boolean {
  return named.some(({ file }) => (file.endsWith('/*.csv') ? path.startsWith(file.slice(0, -'*.csv'.length)) : path === file))
}

function rowsWithout(content: string): number {
  return parseCsvRows(content).filter((row) => (row['source'] ?? '').trim() === '').length
}

describe('every row says where it is from', () => {
  test('there are tables, and some have one source', () => expect([tables.length > 50, named.length]).toEqual([true, 12]))
  test.each(tables)('%s', (path, content) => expect(hasOneSource(path) ? 0 : rowsWithout(content), `rows of data/${path} without a source`).toBe(0))
})

test('a row without a source is noticed', () => expect(rowsWithout('code,source\n1,A\n2,\n')).toBe(1))

test('no file is named that is not there, or that says it row by row', () => {
  for (const { file, source } of named) {
    const meant = tables.filter(([path]) => hasOneSource(path) && (path === file || file.endsWith('/*.csv')))
    expect(meant.length, file).toBeGreaterThan(0)
    expect(source.trim()).not.toBe('')
    if (!file.endsWith('*.csv')) expect(meant.every(([, content]) => rowsWithout(content) > 0), file).toBe(true)
  }
})
