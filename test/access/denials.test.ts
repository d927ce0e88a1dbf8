// Every deny is in the log with its reason, wherever it is decided: at the door, by what is there for somebody, by the route
// itself, or by a rule on who may do what. And nothing else is there as a deny.
import { describe, expect, test } from 'vitest'
import { httpApp } from '../../src/edges/http/server.ts'
import { maxWrongCodes } from '../../src/app/shipment/sides/code-attempts.ts'
import { exampleText } from '../knowledge.ts'
import { memoryPlatform } from '../platform.ts'
import { file, openPeople, text, withPackages, type People, type Said } from '../shipment/people.ts'
import { testBrowser } from './browser.ts'

const agent = 'sample-agent'
const officer = 'officer-hongkong'

/** What happens, and what is answered last. */
type Act = (people: People) => Promise<Said>

async function accepted(people: People): Promise<string> {
  const id = await file(people.as(agent))
  await people.customs(agent, id).sent('mainland')
  await people.customs(agent, id).answers('mainland-declaration', 'accepted', { code: 'G' })
  return id
}

const denials: readonly (readonly [reason: string, who: string, status: number, act: Act])[] = [
  ['not-allowed', agent, 403, ({ as }) => as(agent).get('/decisions')],
  ['not-found', agent, 404, ({ as }) => as(agent).get('/shipments/0123456789abcdef')],
  ['not-found', 'sample-exporter', 404, async (people) => people.as('sample-exporter').get(`/shipments/${await file(people.as(agent))}`)],
  ['proposal-own', agent, 403, async (people) => {
    const at = `/shipments/${await accepted(people)}`
    const { body } = await people.as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    return people.as(agent).post(`${at}/proposals/${String(body['proposal'])}`, { decision: 'approve', reason: 'mine' })
  }],
  ['own-hand', 'turncoat', 403, async (people) => {
    const { directory, channels } = people.platform
    await directory.registerPerson({ id: 'turncoat', name: 'Turncoat', organisation: agent, roles: ['agent'], subject: 'https://id.example turncoat' }, 'operator')
    const id = await file(people.as('turncoat'))
    await channels.sendTurn('hongkong')
    await directory.changePerson('turncoat', { roles: [officer] }, 'operator')
    return people.as('turncoat').post(`/filings/${agent}/${id}/hongkong-cargo/decision`, { decision: 'accepted' })
  }],
  ['not-in-their-name', 'sample-exporter', 422, ({ as }) => as('sample-exporter').post('/shipments', { text: exampleText('zhuhai-macao-food') })],
  ['roles-beyond', agent, 422, ({ as }) => as(agent).post('/keys', { label: 'more', roles: ['trader'] })],
  ['roles-clash', 'operator', 422, ({ as }) => as('operator').post('/people', { name: 'Both', organisation: agent, roles: ['agent', officer], subject: 'https://id.example both' })],
  ['too-many-codes', agent, 429, async ({ as }) => {
    for (let tried = 0; tried < maxWrongCodes; tried += 1) await as(agent).post('/incoming/redeem', { code: `wrong ${tried}` })
    return as(agent).post('/incoming/redeem', { code: 'one more' })
  }],
]

const rest: readonly (readonly [what: string, status: number, act: Act])[] = [
  ['no body', 400, ({ as }) => as(agent).post('/shipments', [])],
  ['errors to mend', 422, ({ as }) => as(agent).post('/shipments', { text: text.replace('count: 120', 'count: x') })],
  ['filed before', 409, async ({ as }) => {
    await file(as(agent))
    return as(agent).post('/shipments', { text })
  }],
]

describe('the log of decisions', () => {
  test.each(denials)('has %s as a deny: %s, %i', async (reason, who, status, act) => {
    const people = openPeople()
    expect((await act(people)).status).toBe(status)
    expect((await people.platform.decisions.list({ limit: 1 }))[0]).toMatchObject({ isAllowed: false, reason, principal: { id: who } })
  })

  test.each(rest)('has what was allowed and failed otherwise as an allow: %s, %i', async (_, status, act) => {
    const people = openPeople()
    expect((await act(people)).status).toBe(status)
    expect((await people.platform.decisions.list({ limit: 1 }))[0]).toMatchObject({ isAllowed: true, reason: 'own' })
  })

  test.each(['text/html', 'application/json'])('has somebody whom the provider knows and the platform does not, as %s', async (accept) => {
    const platform = memoryPlatform()
    await platform.directory.changePerson(agent, { isActive: false }, 'operator')
    const browser = testBrowser(httpApp(platform))
    const begun = await browser.go(`/api/v1/sign-in?account=${agent}`)
    const back = await browser.go(begun.headers.get('Location') ?? '')
    const refused = await browser.go(back.headers.get('Location') ?? '', { headers: { Accept: accept } })
    expect(refused.status).toBe(403)
    expect((await platform.decisions.list({ limit: 1 }))[0]).toMatchObject({ isAllowed: false, reason: 'unknown-person', resource: 'GET /sign-in/callback' })
  })

  test('counts them all: as many rows as requests, each once', async () => {
    const people = openPeople()
    const asked = ['/shipments', '/decisions', '/shipments/none', '/filings', '/session', '/parked']
    const before = (await people.platform.decisions.list({ limit: 1_000 })).length
    const answers = await Promise.all([agent, 'auditor', officer].flatMap((person) => asked.map(async (path) => (await people.as(person).get(path)).status)))
    const rows = await people.platform.decisions.list({ limit: 1_000 })
    expect(rows).toHaveLength(before + answers.length)
    expect(rows.filter((each) => !each.isAllowed)).toHaveLength(answers.filter((status) => status === 403 || status === 404).length)
  })
})
