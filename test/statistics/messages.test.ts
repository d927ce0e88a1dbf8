// Every refusal of a raw file has a sentence and a way out, in four languages; and every sentence is used.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import { languages } from '../../src/base/language.ts'
import { geographies } from '../../src/domain/statistics/index.ts'
import { dataFiles, knowledge } from '../knowledge.ts'

const root = new URL('../../src/', import.meta.url).pathname
const folders = ['domain/statistics/raw', 'domain/statistics/raw/format', 'app/statistics/import', 'adapters/duckdb']
const files = folders.flatMap((folder) => readdirSync(`${root}${folder}`).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')))
const written = [...files.join('\n').matchAll(/'(statistics_[a-z0-9_]+)'/g)].map((match) => match[1] ?? '')
/** Made from the name of a code list. */
const made = ['statistics_code_country', 'statistics_code_supervision_mode']
const codes = [...new Set([...written, ...made])]
const rows = parseCsvRows(dataFiles.get('messages/statistics-files.csv') ?? '')
const said = (code: string): boolean => languages.every((language) => (knowledge.messages.get(code)?.[language] ?? '').trim() !== '')

test('there are codes', () => expect(codes.length).toBeGreaterThan(30))
test.each(codes)('%s', (code) => expect([said(code), said(`${code}.fix`)]).toEqual([true, true]))
test('every geography has a name', () => expect(geographies.filter((each) => !said(`geography.${each}`))).toEqual([]))
test('nothing is said that no code asks for', () => {
  expect(rows.map((row) => (row['code'] ?? '').replace(/\.fix$/, '')).filter((code) => !codes.includes(code) && !code.startsWith('geography.'))).toEqual([])
})
test('parameters that a sentence names are the same in every language', () => {
  for (const row of rows) {
    const named = languages.map((language) => [...(row[language] ?? '').matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted().join(' '))
    expect(new Set(named).size, row['code']).toBe(1)
  }
})
