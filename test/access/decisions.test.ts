// Every allow and deny is logged without personal content, what cannot be logged is not done, and what a route says besides
// its answer tells nobody of others.
import { describe, expect, test } from 'vitest'
import { openMemoryDecisionLog } from '../../src/adapters/memory/decision-log.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { exampleText } from '../knowledge.ts'
import { memoryPlatform, signedIn } from '../platform.ts'

const text = exampleText('dongguan-hongkong-batteries')

function asked() {
  const platform = memoryPlatform()
  const app = httpApp(platform)
  const as = (person: string, path: string, init: RequestInit = {}) => app.request(`/api/v1${path}`, { ...init, headers: { 'Content-Type': 'application/json', ...signedIn(platform, person), ...(init.headers as Record<string, string>) } })
  const last = async () => (await platform.decisions.list({ limit: 1 }))[0]
  return { platform, app, as, last }
}

const file = (reference = 'SAMPLE-BATTERIES-1'): RequestInit => ({ method: 'POST', body: JSON.stringify({ text: text.replace('SAMPLE-BATTERIES-1', reference) }), headers: { 'Idempotency-Key': reference } })

describe('the log of decisions', () => {
  test.each([
    ['an allow', 'sample-agent', '/shipments', { action: 'shipment.read', resource: 'GET /shipments', isAllowed: true, reason: 'own' }],
    ['an allow of all', 'auditor', '/shipments', { action: 'shipment.read', isAllowed: true, reason: 'all' }],
    ['a deny', 'officer-macao', '/shipments', { isAllowed: false, reason: 'not-allowed' }],
    ['what is not there', 'sample-agent', '/shipments/0123456789abcdef', { resource: 'GET /shipments/0123456789abcdef', isAllowed: false, reason: 'not-found' }],
    ['the name of a profile', 'sample-agent', '/profiles/wong-siu-ming', { resource: 'GET /profiles/{id}', isAllowed: false, reason: 'not-found' }],
    ['a name that may say anything', 'sample-agent', `/shipments/${encodeURIComponent('陳大文, 9123 4567')}`, { resource: 'GET /shipments/{id}', isAllowed: false }],
  ])('%s', async (_, person, path, decision) => {
    const { as, last } = asked()
    await as(person, path)
    const { principal, ...rest } = (await last()) ?? {}
    expect(rest).toMatchObject(decision)
    expect(principal).toMatchObject({ kind: 'person', id: person })
    expect(Object.keys(principal ?? {})).toEqual(['kind', 'id', 'organisation'])
  })

  test('a shipment of somebody else is denied as what is not there', async () => {
    const { as, last } = asked()
    const { id } = (await (await as('sample-agent', '/shipments', file())).json()) as { id: string }
    expect((await as('sample-exporter', `/shipments/${id}`)).status).toBe(404)
    expect(await last()).toMatchObject({ isAllowed: false, reason: 'not-found', principal: { organisation: 'sample-dongguan' } })
  })

  test('nobody, and a key', async () => {
    const { app, platform, as, last } = asked()
    await app.request('/api/v1/shipments')
    expect(await last()).toMatchObject({ isAllowed: false, reason: 'not-signed-in', principal: { kind: 'nobody', id: 'nobody', organisation: '' } })
    const { id, secret } = (await (await as('sample-agent', '/keys', { method: 'POST', body: '{"label":"erp","roles":["agent"]}' })).json()) as { id: string; secret: string }
    expect((await app.request('/api/v1/shipments', { headers: { Authorization: `Bearer ${secret}` } })).status).toBe(200)
    expect(await last()).toMatchObject({ isAllowed: true, principal: { kind: 'key', id } })
    expect(JSON.stringify(await platform.decisions.list({ limit: 100 }))).not.toContain(secret)
  })

  test('pages, newest first, for the operator and the auditor', async () => {
    const { as } = asked()
    for (const path of ['/form', '/health', '/examples']) await as('sample-agent', path)
    const first = (await (await as('auditor', '/decisions?limit=2')).json()) as { decisions: { resource: string }[]; next: string }
    const second = (await (await as('operator', `/decisions?limit=2&before=${first.next}`)).json()) as { decisions: { resource: string }[] }
    expect([...first.decisions, ...second.decisions].map((each) => each.resource)).toEqual(['GET /examples', 'GET /health', 'GET /form'])
    expect((await as('auditor', '/decisions?limit=0')).status).toBe(400)
  })

  test('a log that is full lets nobody in, and says when to come back', async () => {
    const platform = memoryPlatform({ decisions: { ...openMemoryDecisionLog(), isFull: () => true } })
    const response = await httpApp(platform).request('/api/v1/shipments', { ...file(), headers: { 'Idempotency-Key': 'a', 'Content-Type': 'application/json', ...signedIn(platform, 'sample-agent') } })
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2'])
    expect(await platform.journal.chains()).toEqual([])
  })
})

describe('nothing tells of others', () => {
  test('neither the same reference nor the same key of somebody else', async () => {
    const { as } = asked()
    const exporter = await as('sample-exporter', '/shipments', file())
    const agent = await as('sample-agent', '/shipments', file())
    expect([exporter.status, agent.status]).toEqual([201, 201])
    const [one, two] = [(await exporter.json()) as { position: number; number: number }, (await agent.json()) as { position: number; number: number }]
    expect([two.position, two.number]).toEqual([one.position, one.number])
  })

  test('the samples step out of the way of the own references only', async () => {
    const { as, app } = asked()
    await as('sample-agent', '/shipments', file())
    const referencesOf = async (response: Response) => JSON.stringify(await response.json())
    expect(await referencesOf(await as('sample-agent', '/examples'))).toContain('SAMPLE-BATTERIES-2')
    for (const other of [await as('sample-exporter', '/examples'), await as('auditor', '/examples'), await app.request('/api/v1/examples')]) {
      expect(await referencesOf(other)).not.toContain('SAMPLE-BATTERIES-2')
    }
  })

  test('the health of the platform says the same before and after somebody files', async () => {
    const { as, app } = asked()
    const before = await (await app.request('/api/v1/health')).text()
    await as('sample-agent', '/shipments', file())
    expect(await (await app.request('/api/v1/health')).text()).toBe(before)
  })

  test('a checkpoint is for its organisation, the operator and the auditor', async () => {
    const { as, app } = asked()
    await as('sample-agent', '/shipments', file())
    const answers = await Promise.all(['sample-agent', 'operator', 'auditor', 'sample-exporter', 'officer-mainland'].map((person) => as(person, '/checkpoint/shipments-sample-agent')))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 404, 404])
    const [foreign, none] = [await as('sample-exporter', '/checkpoint/shipments-sample-agent'), await as('sample-exporter', '/checkpoint/none')]
    expect(await foreign.text()).toBe(await none.text())
    expect((await app.request('/api/v1/checkpoint/shipments-sample-agent')).status).toBe(401)
  })

  test('no answer is kept on its way, neither one that is there nor one that is not', async () => {
    const { as } = asked()
    for (const path of ['/shipments', '/shipments/none', '/session', '/nowhere']) expect((await as('sample-agent', path)).headers.get('Cache-Control'), path).toBe('no-store')
  })

  test('who the identity provider says somebody is, is for those who register people', async () => {
    const { as } = asked()
    expect(await (await as('sample-agent', '/people')).text()).not.toContain('subject')
    const { people } = (await (await as('operator', '/people')).json()) as { people: { id: string; subject: string }[] }
    expect(people.find((each) => each.id === 'sample-agent')?.subject).toBe('sample sample-agent')
  })
})
