// Problem documents are said in the language of whoever is refused; their type is the same in every language.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../src/base/language.ts'
import { languageAccepted } from '../src/edges/http/request/language-accepted.ts'
import { httpApp } from '../src/edges/http/server.ts'
import { knowledge } from './knowledge.ts'
import { memoryPlatform, signedIn } from './platform.ts'

describe('the language', () => {
  test.each([
    ['', 'en'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-MO,zh;q=0.9', 'zh-Hant'],
    ['zh-Hans-HK', 'zh-Hant'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['fr-FR,fr;q=0.9,pt-PT;q=0.5', 'pt'],
    ['en;q=0.2, pt', 'pt'],
    ['pt;q=0, en', 'en'],
    ['de', 'en'],
    ['x;q=nonsense', 'en'],
  ])('of %j is %s', (header, language) => expect(languageAccepted(header)).toBe(language))
})

interface Refused {
  readonly type: string
  readonly status: number
  readonly method: string
  readonly path: string
  readonly person?: string
  readonly body?: string
}

const agent = { person: 'sample-agent' } as const
const refusals: readonly Refused[] = [
  { type: 'not-signed-in', status: 401, method: 'GET', path: '/shipments' },
  { type: 'not-allowed', status: 403, method: 'GET', path: '/decisions', ...agent },
  { type: 'not-found', status: 404, method: 'GET', path: '/shipments/none', ...agent },
  { type: 'not-found', status: 404, method: 'GET', path: '/nowhere' },
  { type: 'not-found', status: 404, method: 'POST', path: '/incoming/redeem', body: '{"code":"ABCD"}', ...agent },
  // Another text is there: version 0 is for a new one.
  { type: 'changed-meanwhile', status: 409, method: 'PUT', path: '/drafts/d1', body: '{"text":"a","version":0}', ...agent },
  { type: 'shipment-refused', status: 422, method: 'POST', path: '/shipments', body: '{"text":"reference: x"}', ...agent },
  { type: 'body-too-large', status: 413, method: 'POST', path: '/preview', body: JSON.stringify({ text: 'x'.repeat(1_500_001) }), ...agent },
]

test.each(refusals)('$type, $status: $method $path', async ({ type, status, method, path, person, body }) => {
  const platform = memoryPlatform()
  const app = httpApp(platform)
  const ask = (language: string, sent = body) => {
    const headers = { 'Accept-Language': language, 'Content-Type': 'application/json', 'Idempotency-Key': 'a', ...(person === undefined ? {} : signedIn(platform, person)) }
    return app.request(`/api/v1${path}`, { method, headers, ...(sent === undefined ? {} : { body: sent }) })
  }
  if (method === 'PUT') await ask('en', '{"text":"another","version":0}')
  const titles = new Set<string>()
  for (const language of ['zh-Hans', 'zh-Hant', 'en', 'pt-PT']) {
    const response = await ask(language)
    const said = (await response.json()) as { type: string; title: string }
    expect([response.status, said.type]).toEqual([status, `https://lingding.invalid/problems/${type}`])
    expect(said.title).not.toMatch(/problem[.]|[{}]/)
    titles.add(said.title)
  }
  expect(titles.size).toBe(4)
})

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? filesUnder(join(folder, each.name)) : [join(folder, each.name)]))
}

test('every sentence that a route says is a row in four languages, and every row is said', () => {
  const source = filesUnder(new URL('../src/edges/http', import.meta.url).pathname).map((path) => readFileSync(path, 'utf8')).join('\n')
  const said = new Set([...source.matchAll(/said\('(problem[.][\w-]+)'/g)].map((match) => match[1]))
  const rows = [...knowledge.messages.keys()].filter((code) => code.startsWith('problem.'))
  expect(rows.toSorted()).toEqual([...said].toSorted())
  for (const code of rows) for (const language of languages) expect(knowledge.messages.get(code)?.[language], `${code} ${language}`).toBeTruthy()
})

test('what people meet is not said in English alone: such a sentence needs a status for programs', () => {
  const source = filesUnder(new URL('../src/edges/http', import.meta.url).pathname).map((path) => readFileSync(path, 'utf8')).join('\n')
  const plain = [...source.matchAll(/problem\((4(?:01|03|04|09|13|29)|422|5\d\d), '[\w-]+', ['"`]/g)].map((match) => match[0])
  expect(plain).toEqual([])
})
