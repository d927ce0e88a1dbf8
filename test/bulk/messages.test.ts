// Every refusal of workbooks has a sentence and a way out, in four languages; and every sentence is used.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import { languages } from '../../src/base/language.ts'
import { importStates } from '../../src/app/bulk/import-record.ts'
import { dataFiles, knowledge } from '../knowledge.ts'

const root = new URL('../../src/', import.meta.url).pathname
const source = ['domain/submission/sheet', 'app/bulk', 'adapters/workbook'].flatMap((folder) => readdirSync(`${root}${folder}`).map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8'))).join('\n')
const codes = [...new Set([...source.matchAll(/'((?:workbook|mapping|import)_[a-z0-9_]+)'/g)].map((match) => match[1] ?? ''))]
const said = (code: string): boolean => languages.every((language) => (knowledge.messages.get(code)?.[language] ?? '').trim() !== '')

test('there are codes', () => expect(codes.length).toBeGreaterThan(40))
test.each(codes)('%s', (code) => expect([said(code), said(`${code}.fix`)]).toEqual([true, true]))
test('every state', () => expect(importStates.filter((state) => !said(`import_state.${state}`))).toEqual([]))
test('nothing is said that no code asks for', () => {
  const rows = parseCsvRows(dataFiles.get('messages/bulk.csv') ?? '').map((row) => (row['code'] ?? '').replace(/\.fix$/, ''))
  expect(rows.filter((code) => !codes.includes(code) && !/^(import_state|import_result|workbook_sheet|workbook_note|workbook_mark)\./.test(code))).toEqual([])
})
test('parameters that a sentence names are the same in every language', () => {
  for (const row of parseCsvRows(dataFiles.get('messages/bulk.csv') ?? '')) {
    const named = languages.map((language) => [...(row[language] ?? '').matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted().join(' '))
    expect(new Set(named).size, row['code']).toBe(1)
  }
})
