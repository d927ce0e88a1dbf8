// The generated files are those of today's API, and the SDK needs nothing but the platform that it runs on.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routes } from '../../src/edges/http/server.ts'
import { generateSdk } from '../../src/edges/sdk/generate-sdk.ts'
import { typeText } from '../../src/edges/sdk/type-text.ts'
import { knowledge } from '../knowledge.ts'
import { importsOf } from '../tidy/house.ts'

const root = new URL('../../', import.meta.url)

test.each([...generateSdk(routes, knowledge.fields)])('%s is up to date: npm run sdk', (path, text) => {
  expect(readFileSync(new URL(path, root), 'utf8') === text, 'npm run sdk').toBe(true)
})

test('it imports its own files only', () => {
  for (const name of readdirSync(new URL('sdk/', root))) {
    const imports = importsOf({ path: `sdk/${name}`, text: readFileSync(new URL(`sdk/${name}`, root), 'utf8') })
    expect(imports.filter((each) => !/^\.\/[a-z]+\.ts$/.test(each)), name).toEqual([])
  }
})

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['integer', 'string'] }, 'number | string'],
  [{ type: 'string', enum: ["it's", 'b'] }, "'it\\'s' | 'b'"],
  [{ $ref: '#/components/schemas/Answer' }, 'Answer'],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, 'readonly (string | null)[]'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, 'Readonly<Record<string, number>>'],
  [{ type: 'object', properties: { 'a-b': { type: 'boolean' }, c: {} }, required: ['c'] }, "{\n  readonly 'a-b'?: boolean\n  readonly c: unknown\n}"],
])('%j is %s', (schema, text) => expect(typeText(schema)).toBe(text))
