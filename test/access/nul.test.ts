// A NUL is refused once and everywhere: in the path of every route, in its query, in every text of its body. Nothing of it
// reaches a handler, so that it cannot stop a database that keeps none.
import { describe, expect, test } from 'vitest'
import type { Route } from '../../src/edges/http/route.ts'
import { httpApp, routes } from '../../src/edges/http/server.ts'
import { memoryPlatform, signedIn } from '../platform.ts'
import { examples } from './matrix/examples.ts'

const people = ['sample-agent', 'sample-importer-hongkong', 'officer-hongkong', 'operator', 'auditor']
const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`
const withIn = (path: string, value: string): string => path.replace(/\{\w+\}/g, value)

function asking() {
  const platform = memoryPlatform()
  const app = httpApp(platform)
  return async ({ method }: Pick<Route, 'method'>, address: string, person: string, body?: unknown) => {
    const init = { method: method.toUpperCase(), headers: { ...signedIn(platform, person), 'Content-Type': 'application/json', 'Idempotency-Key': 'nul' } }
    const response = await app.request(`/api/v1${address}`, body === undefined ? init : { ...init, body: typeof body === 'string' ? body : JSON.stringify(body) })
    return { status: response.status, body: await response.text() }
  }
}

/** Every way to put a NUL into one text of the body, with its path. */
function withNul(value: unknown, path = ''): readonly (readonly [path: string, body: unknown])[] {
  if (typeof value === 'string') return [[path, `${value}\0`]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) =>
    withNul(each, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`).map(([at, changed]) => {
      const whole: unknown = Array.isArray(value) ? value.map((one: unknown, index) => (String(index) === name ? changed : one)) : { ...value, [name]: changed }
      return [at, whole] as const
    }),
  )
}

const named = routes.filter(({ path }) => path.includes('{'))
test.each(named.map((route) => [nameOf(route), route] as const))('%s names nothing with a NUL', async (_, route) => {
  const ask = asking()
  const answers = new Set<string>()
  for (const person of people) for (const value of ['%00', 'x%00', '%00x']) answers.add(JSON.stringify(await ask(route, withIn(route.path, value), person)))
  expect([...answers].map((each) => (JSON.parse(each) as { status: number }).status)).toEqual([404])
})

test.each(routes.map((route) => [nameOf(route), route] as const))('%s takes no query with a NUL', async (_, route) => {
  const ask = asking()
  for (const name of [...Object.keys(route.query ?? {}), 'language', 'organisation', '%00', 'stray']) {
    const { status, body } = await ask(route, `${withIn(route.path, 'x')}?${name}=a%00`, 'sample-agent')
    expect([status, (JSON.parse(body) as { type: string }).type.split('/').at(-1)], name).toEqual([400, 'nul-refused'])
  }
})

describe('in a body', () => {
  const taking = routes.filter((route) => route.requestSchema !== undefined && route.takesFile === undefined && route.keepsAsTyped !== true)
  test('only drafts and templates are kept as they were typed, with a NUL in them', () => {
    expect(routes.filter((route) => route.keepsAsTyped === true).map(nameOf)).toEqual(['PUT /drafts/{id}', 'PUT /templates/{id}'])
  })

  test('every route that takes one has an example with a text', () => {
    expect(taking.filter((route) => withNul(examples[nameOf(route)]?.body?.('own')).length === 0).map(nameOf)).toEqual(['POST /webhooks/{id}/redeliver'])
  })

  test.each(taking.map((route) => [nameOf(route), route] as const))('%s is told where it stands', async (_, route) => {
    const ask = asking()
    const bodies = withNul(examples[nameOf(route)]?.body?.('own') ?? {})
    for (const [path, body] of [...bodies, ['stray', { stray: '\0' }] as const, ['a.b[1]', { a: { b: ['', '\0'] } }] as const]) {
      const answers = await Promise.all(people.map((person) => ask(route, withIn(route.path, 'x'), person, body)))
      const refused = answers.filter(({ status }) => status !== 403)
      expect(refused.map(({ status }) => status), path).toEqual(refused.map(() => 400))
      expect(refused.length).toBeGreaterThan(0)
      for (const { body: said } of refused) expect((JSON.parse(said) as { title: string }).title).toContain(`'${path}'`)
    }
  })

  test.each([
    ['in the name of a member', '{"a\\u0000b": 1}', 400, "'a\\u0000b'"],
    ['in no JSON', '{"text": "\\u0000', 400, 'body-malformed'],
    ['as its letters only', '{"text": "\\\\u0000"}', 200, 'isAcceptable'],
  ])('%s', async (_, body, status, words) => {
    const said = await asking()({ method: 'post' }, '/preview', 'sample-agent', body)
    expect(said.status).toBe(status)
    expect(JSON.stringify(JSON.parse(said.body))).toContain(words.replaceAll('\\', '\\\\'))
  })
})

test.each(['/assets/%00', '/%00', '/identity/authorize%00'])('the desk’s files: %s', async (path) => {
  expect((await httpApp(memoryPlatform()).request(path)).status).toBe(404)
})
