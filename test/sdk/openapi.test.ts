// The OpenAPI document against the running application: every route, asked by everybody, of what is there and what is not.
import { describe, expect, test } from 'vitest'
import { operationOf } from '../../src/edges/http/schema/operations.ts'
import { routes } from '../../src/edges/http/server.ts'
import { examples } from '../access/matrix/examples.ts'
import { everybody, openWorld, type World } from '../access/matrix/world.ts'
import { answerFault, document } from './schema-check.ts'

const nameOf = ({ method, path }: { readonly method: string; readonly path: string }): string => `${method.toUpperCase()} ${path}`

describe('the document', () => {
  test.each(routes.map((route) => [nameOf(route), route] as const))('%s says what it answers with', (_, route) => {
    const operation = operationOf(route)
    expect(operation, 'a row in src/edges/http/schema/operations.ts').toBeDefined()
    // What it does when it does what was asked is in the route and in the table, the same in both.
    const good = Object.keys(route.answers).filter((status) => Number(status) < 400)
    expect(Object.keys(operation?.answers ?? {}).filter((status) => Number(status) < 400).toSorted()).toEqual(good.toSorted())
  })

  test('every name of an operation is there once, and every reference leads somewhere', () => {
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId))
    expect(new Set(ids).size).toBe(routes.length)
    const references = new Set([...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? ''))
    expect([...references].filter((name) => document.components.schemas[name] === undefined)).toEqual([])
    // A schema that nothing leads to would never be checked.
    expect(Object.keys(document.components.schemas).filter((name) => !references.has(name))).toEqual([])
  })
})

describe('the answers', () => {
  test.each(routes.map((route) => [nameOf(route), route] as const))('%s are as the document says', async (name, route) => {
    const example = examples[name]
    if (example === undefined) throw new Error('a row in test/access/matrix/examples.ts')
    const statuses = new Set<number>()
    const faults = new Set<string>()
    let world: World | undefined
    for (const who of everybody) {
      for (const which of ['own', 'missing', 'removed'] as const) {
        if (world === undefined || (route.method !== 'get' && example.isRepeatable !== true)) world = await openWorld()
        const thing = example.names === undefined ? undefined : world.things[example.names]?.(which)
        const path = route.path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(thing?.params[part] ?? ''))
        const query = new URLSearchParams(example.query)
        if (thing?.owner !== undefined && thing.owner !== 'anybody') query.set('organisation', thing.owner)
        const response = await world.app.request(`http://lingding.test/api/v1${path}?${query.toString()}`, {
          method: route.method.toUpperCase(),
          headers: { ...(example.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...example.headers, ...who.headers(world) },
          ...(example.body === undefined ? {} : { body: JSON.stringify(example.body(which)) }),
        })
        statuses.add(response.status)
        const fault = answerFault(route.method, route.path, response.status, response.headers.get('Content-Type') ?? '', await response.text())
        if (fault !== undefined) faults.add(fault)
      }
    }
    expect([...faults]).toEqual([])
    expect([...statuses]).toContain(example.done)
  })

  test('a member that is missing, of another type or not named is a fault', () => {
    const good = { type: 'about:blank', title: 'x', status: 404 }
    const fault = (body: object): string | undefined => answerFault('get', '/shipments/{id}', 404, 'application/problem+json', JSON.stringify(body))
    expect(fault(good)).toBeUndefined()
    for (const bad of [{ ...good, status: '404' }, { title: 'x', status: 404 }, { ...good, more: 1 }, { ...good, issues: [{}] }]) expect(fault(bad)).toBeDefined()
    expect(answerFault('get', '/shipments/{id}', 206, 'application/json', '{}')).toBeDefined()
  })
})
