// T4: every route × everybody × {own, of another organisation, of a foreign customs, missing, removed, malformed}, generated
// from the table of routes; what is right is read from data/access/policy.csv. What is outside somebody's scope answers
// exactly as what is not there, and no answer to an organisation speaks of another.
import { describe, expect, test } from 'vitest'
import { routes } from '../../src/edges/http/server.ts'
import type { Route } from '../../src/edges/http/route.ts'
import { examples, type Example } from './matrix/examples.ts'
import { expected, isInPolicy, reachOf, type Verdict } from './matrix/expected.ts'
import { blue, blueMark, objectCases, plainCases, red, type Which } from './matrix/names.ts'
import { asCookie, everybody, openWorld, type Who, type World } from './matrix/world.ts'

type Carrier = 'as it is' | 'cookie of this site' | 'cookie of another site'

interface Cell {
  readonly route: Route
  readonly who: Who
  readonly which: Which
  readonly carrier: Carrier
}

const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`
const example = (route: Route): Example => examples[nameOf(route)] ?? { done: 0 }

function cellsOf(route: Route): readonly Cell[] {
  const cases: readonly Which[] = example(route).names === undefined ? plainCases : objectCases
  return everybody.flatMap((who) => {
    const carriers: readonly Carrier[] = who.isSession ? ['as it is', 'cookie of this site', 'cookie of another site'] : ['as it is']
    return cases.flatMap((which) => carriers.map((carrier) => ({ route, who, which, carrier })))
  })
}

/** Verbs that a path does not take: nobody gets further with them. */
const verbs = ['get', 'post', 'put', 'delete', 'patch'] as const
const concrete = (path: string): string => path.replace(/\{\w+\}/g, 'x')
const strayVerbs = [...new Set(routes.map((route) => route.path))].flatMap((path) => {
  // `/incoming/redeem` is also a name that `/incoming/{share}` takes.
  const taken = new Set<string>(routes.filter((route) => new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(concrete(path))).map((route) => route.method))
  return verbs.filter((verb) => !taken.has(verb)).map((verb) => ({ path, verb }))
})

const cellCount = routes.flatMap(cellsOf).length + strayVerbs.length * everybody.length

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: string
}

async function ask(world: World, { route, who, which, carrier }: Cell): Promise<Answer> {
  const { names, query, headers = {}, body } = example(route)
  const thing = names === undefined ? undefined : world.things[names]?.(which)
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(thing?.params[name] ?? ''))
  const organisation = thing === undefined ? (which === 'other' ? blue : undefined) : (thing.owner ?? red)
  const asked = new URLSearchParams(query)
  if (organisation !== undefined && organisation !== 'anybody') asked.set('organisation', organisation)
  const own = who.headers(world)
  const response = await world.app.request(`http://lingding.test/api/v1${path}?${asked.toString()}`, {
    method: route.method.toUpperCase(),
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers, ...(carrier === 'as it is' ? own : asCookie(own, carrier === 'cookie of this site' ? 'same-origin' : 'cross-site')) },
    ...(body === undefined ? {} : { body: JSON.stringify(body(which)) }),
  })
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()).toString('latin1'), headers: JSON.stringify([...response.headers].toSorted()) }
}

/** Officers see of every organisation what is addressed to them; the operator and the auditor what the table gives them. */
function maySeeAll(route: Route, who: Who): boolean {
  const reach = reachOf(route.action, who)
  return reach === 'addressed' || (reach === 'all' && (who.role === 'operator' || who.role === 'auditor'))
}

const refusedStatus: Readonly<Record<Exclude<Verdict, 'found'>, number>> = { 'not-signed-in': 401, 'not-allowed': 403, 'not-found': 404 }

describe('the matrix', () => {
  test('every route has an action of the policy, an example, and things that its example names', async () => {
    const { things } = await openWorld()
    for (const route of routes) {
      expect(isInPolicy(route.action), `${nameOf(route)}: ${route.action}`).toBe(true)
      expect(Object.keys(examples), 'a row in test/access/matrix/examples.ts').toContain(nameOf(route))
      const { names } = example(route)
      expect(route.path.includes('{'), nameOf(route)).toBe(names !== undefined)
      if (names !== undefined) expect(Object.keys(things)).toContain(names)
    }
    expect(Object.keys(examples).filter((name) => !routes.some((route) => nameOf(route) === name))).toEqual([])
  })

  test.each(routes.map((route) => [`${nameOf(route)}: ${cellsOf(route).length} cells`, route] as const))('%s', async (_, route) => {
    let world = await openWorld()
    const missing = new Map<string, Answer>()
    const faults: string[] = []
    for (const cell of cellsOf(route)) {
      const { names, done, removed = done, isRepeatable } = example(route)
      const { who, which, carrier } = cell
      const fault = (what: string): number => faults.push(`${who.name}, ${which}, ${carrier}: ${what}`)
      const answer = await ask(world, cell)
      const isCrossSite = carrier === 'cookie of another site' && route.method !== 'get'
      const verdict = expected(route.action, who, names === undefined ? undefined : world.things[names]?.(which))
      const right = isCrossSite ? 403 : verdict === 'found' ? (which === 'removed' ? removed : done) : refusedStatus[verdict]
      if (answer.status !== right) fault(`${answer.status} and not ${right}: ${answer.body.slice(0, 200)}`)
      if (!isCrossSite && verdict !== 'found') {
        const same = `${who.name} ${carrier} ${verdict}`
        const first = missing.get(same) ?? (await ask(world, { ...cell, which: names === undefined ? which : 'missing' }))
        missing.set(same, first)
        if (first.body !== answer.body) fault(`says other words than for what is not there: ${answer.body.slice(0, 200)}`)
        if (first.headers !== answer.headers) fault(`has other headers than for what is not there: ${answer.headers}`)
      }
      if (!maySeeAll(route, who) && blueMark.test(`${answer.body}${answer.headers}`)) fault(`speaks of another organisation: ${blueMark.exec(answer.body)?.[0]}`)
      if (answer.status < 400 && route.method !== 'get' && isRepeatable !== true) world = await openWorld()
    }
    expect(faults.slice(0, 20)).toEqual([])
  })

  test(`verbs that no route takes: ${strayVerbs.length * everybody.length} cells`, async () => {
    const world = await openWorld()
    for (const { path, verb } of strayVerbs) {
      const answers = new Set<string>()
      for (const who of everybody) {
        const response = await world.app.request(`/api/v1${concrete(path)}`, { method: verb.toUpperCase(), headers: who.headers(world) })
        answers.add(`${response.status} ${response.headers.get('Allow') !== null} ${await response.text()}`)
      }
      expect(answers.size, `${verb} ${path}: ${[...answers].join('\n')}`).toBe(1)
      expect([...answers][0]).toMatch(/^405 true /)
    }
  })

  test(`${cellCount} cells in all, at least 5,000`, () => expect(cellCount).toBeGreaterThanOrEqual(5_000))
})
