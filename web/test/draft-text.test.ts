// The form writes into the text without touching what it does not mean to.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { readDraft, removeItem, setValue } from '../src/draft/draft-text.ts'

const sample = readFileSync(new URL('../../examples/zhuhai-macao-food.yaml', import.meta.url), 'utf8')

function valuesOf(text: string): ReadonlyMap<string, string> {
  const reading = readDraft(text)
  if (reading.kind !== 'read') throw new Error(`line ${reading.line} cannot be read`)
  return reading.values
}

describe('set a value', () => {
  const cases: readonly [string, string, string, string, string][] = [
    ['plain', 'a: 1\nb: 2 # why\n', 'b', '3', 'a: 1\nb: 3 # why\n'],
    ['quoted stays quoted', 'a: "0110"\n', 'a', '0255', 'a: "0255"\n'],
    ['what YAML would read otherwise is quoted', 'reference: x\n', 'reference', 'a: b', 'reference: "a: b"\n'],
    ['in a flow map', 'freight: { mark: "3", rate: 9 }\n', 'freight.rate', '1,5', 'freight: { mark: "3", rate: "1,5" }\n'],
    ['emptied keeps its line', 'a: 1\nb: 2\n', 'a', '', 'a: \nb: 2\n'],
    ['filled again', 'a: \nb: 2\n', 'a', '5', 'a: 5\nb: 2\n'],
    ['filled after a bare colon', 'a:\nb: 2\n', 'a', '5', 'a: 5\nb: 2\n'],
    ['a new member', '# top\na:\n  b: 1 # one\n', 'a.c', '2', '# top\na:\n  b: 1 # one\n  c: 2\n'],
    ['a new branch', 'a: 1\n', 'terms.freight.mark', '3', 'a: 1\nterms:\n  freight:\n    mark: 3\n'],
    ['a new item of a new list', 'a: 1\n', 'lines[0].unit', '035', 'a: 1\nlines:\n  - unit: 035\n'],
    ['under an empty branch', 'hongkong:\na: 1\n', 'hongkong.form', '2', 'hongkong:\n  form: 2\na: 1\n'],
    ['what would be read as nothing', 'a: 1\n', 'b', '~', 'a: 1\nb: "~"\n'],
    ['null as a word', 'a: 1\n', 'a', 'null', 'a: "null"\n'],
    ['in nothing', '', 'reference', 'R-1', 'reference: R-1\n'],
    ['JSON stays JSON', '{"a": "1"}', 'b', '2', '{ "a": "1", "b": "2" }\n'],
  ]
  test.each(cases)('%s', (_, text, path, value, expected) => expect(setValue(text, path, value)).toBe(expected))

  test('an empty value where nothing is changes nothing', () => expect(setValue(sample, 'terms.remarks', '')).toBe(sample))

  test('any text comes back as it was typed, and nothing else changes', () => {
    const paths = ['reference', 'terms.freight.rate', 'lines[1].nameEn', 'packages.count', 'macao.certificate', 'terms.remarks', 'lines[0].licences[0].number']
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u.test(text))
    fc.assert(
      fc.property(fc.constantFrom(...paths), typed, (path, value) => {
        const before = new Map(valuesOf(sample))
        const after = valuesOf(setValue(sample, path, value))
        before.set(path, value)
        expect(new Map(after)).toEqual(before)
      }),
      { seed: 20260206, numRuns: 500 },
    )
  })
})

test('remove an item, and the list with its last item', () => {
  const text = 'lines:\n  - unit: 1\n  - unit: 2\na: 3\n'
  const once = removeItem(text, 'lines[0]')
  expect(once).toBe('lines:\n  - unit: 2\na: 3\n')
  expect(removeItem(once, 'lines[0]')).toBe('a: 3\n')
})

test('the line of what cannot be read', () => {
  expect(readDraft('a: 1\nb: "open\n')).toMatchObject({ kind: 'unreadable' })
  expect(readDraft('a: 1\na: 2\n')).toEqual({ kind: 'unreadable', line: 2 })
})

test('values stand at their lines', () => {
  const reading = readDraft(sample)
  const line = sample.split('\n').findIndex((each) => each.startsWith('reference:')) + 1
  expect(reading.kind === 'read' && reading.positions.get('reference')?.line).toBe(line)
})
