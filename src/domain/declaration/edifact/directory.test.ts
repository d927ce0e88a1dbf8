// The tables: their form, the figures that are published elsewhere too, and that every issue has its sentence in four languages.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCsvRows, type CsvRow } from '../../../base/csv-rows.ts'
import { languages } from '../../../base/language.ts'
import { edifactDirectory, parseFormat, type StructureNode } from './directory.ts'

const rows = (file: string): readonly CsvRow[] => parseCsvRows(readFileSync(new URL(`../../../../data/${file}`, import.meta.url), 'utf8'))
const messageRows = rows('edifact/messages.csv')
const directory = edifactDirectory(rows('edifact/segments.csv'), messageRows)

function groupsOf(node: StructureNode): readonly StructureNode[] {
  return node.children.flatMap((child) => (child.children.length > 0 ? [child, ...groupsOf(child)] : []))
}

describe('messages', () => {
  // D.03A: CUSDEC has 50 segment groups, CUSRES 15.
  test.each([
    ['CUSDEC', 50],
    ['CUSRES', 15],
  ])('%s has its groups, each once', (type, count) => {
    const root = directory.messages.get(type)?.root
    const groups = root === undefined ? [] : groupsOf(root).map((group) => group.id)
    expect(groups.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `SG${index + 1}`).toSorted())
  })

  // Published counters of CUSDEC: tools.sars.gov.za, CUSDEC 30.2 (D.96B), pages 0321, 0338, 0365, 0376.
  test.each([
    ['0090', '', 'EQD', '999'],
    ['0110', '', 'FTX', '99'],
    ['0200', '', 'SG4', '5'],
    ['0210', 'SG4', 'TDT', '1'],
    ['0270', '', 'SG6', '99'],
    ['0420', '', 'SG10', '999'],
    ['0720', 'SG10', 'SG19', '10'],
    ['0750', 'SG19', 'MOA', '1'],
    ['0810', 'SG10', 'SG21', '9999'],
  ])('CUSDEC %s', (position, group, tag, maximum) => {
    const row = messageRows.find((each) => each['message'] === 'CUSDEC' && each['position'] === position)
    expect([row?.['group'], row?.['tag'], row?.['maximum']]).toEqual([group, tag, maximum])
  })

  test('SG27 stands within SG21 (tools.sars.gov.za, CUSDEC 30.2, page 0376)', () => {
    const root = directory.messages.get('CUSDEC')?.root
    const line = root === undefined ? undefined : groupsOf(root).find((group) => group.id === 'SG21')
    expect(line?.children.map((child) => child.id)).toContain('SG27')
  })
})

describe('segments', () => {
  // Positions and formats as the South African guide prints them, lengths of D.03A.
  test.each([
    ['NAD', 1, 1, '3035', 'an..3'],
    ['NAD', 2, 1, '3039', 'an..35'],
    ['NAD', 9, 1, '3207', 'an..3'],
    ['TDT', 8, 4, '8212', 'an..35'],
    ['EQD', 6, 1, '8169', 'an..3'],
    ['MEA', 3, 2, '6314', 'an..18'],
    ['FTX', 4, 5, '4440', 'an..512'],
    ['CST', 6, 3, '3055', 'an..3'],
    ['PAC', 1, 1, '7224', 'n..8'],
    ['UNB', 1, 1, '0001', 'a4'],
    ['UNT', 1, 1, '0074', 'n..6'],
  ])('%s element %i component %i is %s %s', (tag, element, component, id, format) => {
    const spec = directory.segments.get(tag)?.elements[element - 1]?.components[component - 1]
    expect([spec?.id, spec?.format]).toEqual([id, format])
  })

  test.each([
    ['an..35', { kind: 'an', min: 1, max: 35 }],
    ['n6', { kind: 'n', min: 6, max: 6 }],
    ['a1', { kind: 'a', min: 1, max: 1 }],
    ['x..3', undefined],
    ['an...3', undefined],
  ])('format %s', (text, expected) => {
    expect(parseFormat(text)).toEqual(expected)
  })
})

describe('sentences', () => {
  const messages = rows('messages/edifact.csv')
  const codes = new Set(messages.map((row) => row['code'] ?? ''))
  const files = ['tokenizer', 'segment', 'segment-check', 'reader', 'writer', 'finding', 'cusdec']
  const sources = files.map((file) => readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8')).join('\n')
  const written = /(?:code|kind): '([a-z][a-z-]+)'|compare(?:Count|Reference)\('([a-z-]+)'|'(field-[a-z-]+)'/g

  test('every code of the sources has a sentence', () => {
    const kinds = [...sources.matchAll(written)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    const inner = new Set(['unexpected', 'repeated', 'missing', 'act', 'message', 'interchange'])
    const wanted = [...new Set(kinds)].filter((kind) => !inner.has(kind)).map((kind) => `edifact.${kind}`)
    expect(wanted.length).toBeGreaterThan(30)
    expect(wanted.filter((code) => !codes.has(code))).toEqual([])
  })

  test('every sentence is there in four languages and with the same parameters', () => {
    const parameters = (text: string): string => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).toSorted().join()
    for (const row of messages) {
      const texts = languages.map((language) => row[language] ?? '')
      expect(texts.every((text) => text !== '')).toBe(true)
      expect(new Set(texts.map(parameters)).size).toBe(1)
    }
  })
})
