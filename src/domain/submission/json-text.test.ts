// The JSON reader against JSON.parse and against the YAML reader, which reads every JSON text too.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJsonText } from './json-text.ts'
import { readYamlText } from './yaml-text.ts'

/** What JSON.parse gives, with numbers and truths as text. */
function asText(value: unknown): unknown {
  if (typeof value === 'number') return JSON.stringify(value)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, asText(held)]))
}

const parsedBy = (text: string): unknown => {
  const read = readJsonText(text)
  return read.kind === 'read' ? JSON.parse(JSON.stringify(read.value)) : undefined
}

const spaces = fc.constantFrom(undefined, 0, 1, 2, '\t')

describe('readJsonText', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), spaces, (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(parsedBy(text)).toEqual(asText(JSON.parse(text)))
    }), { seed: 11, numRuns: 2_000 })
  })

  test('refuses what JSON.parse refuses, and the other way round', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '"b"', '\\', '\\u12', '0', '-', '1', '.', '1.5', 'e', '1e5', '01', 'true', 'nul', 'null', ' ', '\n', '\t', '\r', '\u0001', 'é', '\u00A0')
    fc.assert(fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      const own = readJsonText(text)
      expect(own.kind === 'read' || own.fault.code === 'text_key_twice').toBe(isJson(text) )
    }), { seed: 12, numRuns: 20_000 })
  })

  test('one changed character: the same answer as JSON.parse', () => {
    const sample = '{"a": {"b": [1.5e3, -0, "x\\n\\u00e9", true, null]}, "c": ""}'
    fc.assert(fc.property(fc.nat(sample.length), fc.string({ maxLength: 2 }), (at, put) => {
      const text = sample.slice(0, at) + put + sample.slice(at + 1)
      const own = readJsonText(text)
      if (own.kind === 'fault' && own.fault.code === 'text_key_twice') return
      expect(own.kind === 'read').toBe(isJson(text))
    }), { seed: 13, numRuns: 5_000 })
  })

  test('the same values and the same places as the YAML reader', () => {
    const plainText = fc.stringMatching(/^[\w 样:#,[\]{}-]{0,12}$/)
    const key = fc.stringMatching(/^[a-zA-Z_]{1,8}$/)
    const { tree } = fc.letrec((tie) => ({
      leaf: fc.oneof(plainText, fc.integer(), fc.boolean(), fc.constant(null)),
      tree: fc.oneof({ maxDepth: 3 }, tie('leaf'), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(key, tie('tree'), { maxKeys: 3 })),
    }))
    fc.assert(fc.property(fc.dictionary(key, tree, { maxKeys: 4 }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const json = readJsonText(text)
      const yaml = readYamlText(text)
      expect(json.kind === 'read' && yaml.ok).toBe(true)
      if (json.kind !== 'read' || !yaml.ok) return
      expect(JSON.stringify(json.value)).toBe(JSON.stringify(yaml.value.draft))
      expect([...json.positions]).toEqual([...yaml.value.positions])
    }), { seed: 14, numRuns: 500 })
  })

  test('numbers stay as written and have their place', () => {
    const read = readJsonText('{\n  "a": 12.50,\n  "b": [1E+2, "12.50"]\n}')
    expect(read).toMatchObject({ kind: 'read', value: { a: '12.50', b: ['1E+2', '12.50'] } })
    expect(read.kind === 'read' && [...read.positions]).toEqual([['a', { line: 2, column: 8 }], ['b[0]', { line: 3, column: 9 }], ['b[1]', { line: 3, column: 15 }]])
  })

  test('a byte order mark and a member called __proto__ are nothing special', () => {
    const read = readJsonText('\uFEFF{"__proto__": {"a": "1"}}')
    expect(read).toMatchObject({ kind: 'read' })
    expect(read.kind === 'read' && (read.value as Record<string, unknown>)['a']).toBeUndefined()
    expect(read.kind === 'read' && [...read.positions.keys()]).toEqual(['__proto__.a'])
  })

  test.each([
    ['a member twice', '{"a": 1, "a": 1}', 'text_key_twice'],
    ['a member twice by another spelling', '{"a": 1, "\\u0061": 1}', 'text_key_twice'],
    ['deep', '['.repeat(1_000_000), 'text_too_deep'],
    ['many values', `[${'1,'.repeat(1_000_000)}1]`, 'text_too_many_values'],
    ['a quote without end', `"${'x'.repeat(1_000_000)}`, 'text_quote_open'],
  ])('%s is refused', (_, text, code) => expect(readJsonText(text)).toMatchObject({ kind: 'fault', fault: { code } }))
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
