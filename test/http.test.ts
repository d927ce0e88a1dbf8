// The HTTP API on the memory journal: what a broker's program sees.
import { describe, expect, test } from 'vitest'
import { listen } from '../src/edges/http/listen.ts'
import { httpApp, routes } from '../src/edges/http/server.ts'
import { exampleText } from './knowledge.ts'
import { memoryPlatform, signedIn } from './platform.ts'

const text = exampleText('dongguan-hongkong-batteries')

function api() {
  const platform = memoryPlatform()
  const app = httpApp(platform)
  const session = signedIn(platform, 'sample-agent')
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(`/api/v1${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...session, ...headers } })
  return { get: (path: string, headers: Record<string, string> = {}) => app.request(`/api/v1${path}`, { headers: { ...session, ...headers } }), send }
}

describe('reading', () => {
  test('the form in the language asked for', async () => {
    const { fields } = (await (await api().get('/form?language=pt')).json()) as { fields: { path: string; label: string }[] }
    expect(fields.find((field) => field.path === 'packages.count')?.label).toBe('Número de volumes')
    expect(fields.length).toBeGreaterThan(100)
  })
  test('a code list on a day', async () => {
    const before = (await (await api().get('/codes/currency?on=1999-01-01&language=en')).json()) as { entries: { code: string }[] }
    const after = (await (await api().get('/codes/currency?on=2026-01-01')).json()) as { entries: { code: string }[] }
    expect(before.entries.map((entry) => entry.code)).toContain('304')
    expect(after.entries.map((entry) => entry.code)).not.toContain('304')
  })
  test.each(['/codes/nonsense', '/shipments/none', '/shipments/none/files/x', '/nowhere', '/checkpoint/none'])('%s is nowhere, as a problem document', async (path) => {
    const response = await api().get(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
  test('the samples have titles', async () => {
    const { examples } = (await (await api().get('/examples?language=en')).json()) as { examples: { id: string; text: string; title: string }[] }
    expect(examples.map((example) => example.id)).toContain('dongguan-hongkong-batteries')
    for (const example of examples) expect(example.title).not.toMatch(/yaml$/)
  })
})

describe('preview', () => {
  test('of a sample: every filing, no error', async () => {
    const view = (await (await api().send('/preview?language=zh-Hans', { text })).json()) as { isAcceptable: boolean; filings: { kind: string; title: string }[]; count: { asked: number } }
    expect(view.isAcceptable).toBe(true)
    expect(view.filings).toHaveLength(7)
    expect(view.filings[0]?.title).toMatch(/报关单/)
    expect(view.count.asked).toBe(85)
  })
  test('as JSON gives the same', async () => {
    const view = (await (await api().send('/preview', { draft: { reference: 'SAMPLE', direction: 'export', counterpart: 'macao' } })).json()) as { isAcceptable: boolean; issues: { reason: string; fix: string }[] }
    expect(view.isAcceptable).toBe(false)
    for (const issue of view.issues) expect(issue.reason).not.toMatch(/[{}#]/)
  })
  test.each(['', '{', '[]', '{"text": 1}', '{"draft": "x"}', '\u0000', 'null'])('%j is no body', async (body) => {
    expect((await api().send('/preview', body)).status).toBe(400)
  })
  test('a text that is no shipment is an issue, not a failure', async () => {
    const response = await api().send('/preview', { text: 'a: [' })
    expect([response.status, ((await response.json()) as { issues: unknown[] }).issues.length]).toEqual([200, 1])
  })
})

describe('filing', () => {
  test('without a key is refused', async () => expect((await api().send('/shipments', { text })).status).toBe(400))

  test('once; the same key gives the same answer, another key on the same shipment does not', async () => {
    const { send, get } = api()
    const first = await send('/shipments', { text }, { 'Idempotency-Key': 'a' })
    const again = await send('/shipments', { text }, { 'Idempotency-Key': 'a' })
    expect([first.status, again.status, again.headers.get('Idempotent-Replayed')]).toEqual([201, 201, 'true'])
    const [one, two] = [(await first.json()) as { id: string; files: { name: string; kind: string }[]; chain: string }, (await again.json()) as { id: string }]
    expect(two.id).toBe(one.id)
    expect((await send('/shipments', { text }, { 'Idempotency-Key': 'b' })).status).toBe(409)
    expect((await send('/shipments', { text: `${text}\n# other` }, { 'Idempotency-Key': 'a' })).status).toBe(422)
    const { shipments } = (await (await get('/shipments')).json()) as { shipments: { id: string }[] }
    expect(shipments.map((shipment) => shipment.id)).toEqual([one.id])
    const shown = (await (await get(`/shipments/${one.id}`)).json()) as { text: string; preview: { filings: unknown[] } }
    expect(shown.text).toBe(text)
    expect(shown.preview.filings).toHaveLength(7)
    for (const file of one.files) expect((await get(`/shipments/${one.id}/files/${file.name}`)).status, file.name).toBe(200)
    const page = await (await get(`/shipments/${one.id}/print/mainland-declaration?language=zh-Hans`)).text()
    expect(page).toMatch(/^<!doctype html>/i)
    expect(await (await get(`/checkpoint/${one.chain}`)).text()).toMatch(/^lingding\/shipments-sample-agent\n1\n/)
  })

  test('a reference is filed once, whatever else the text says', async () => {
    const { send } = api()
    expect((await send('/shipments', { text }, { 'Idempotency-Key': 'a' })).status).toBe(201)
    expect((await send('/shipments', { text: `# a comment\n${text.replace('count: 120', 'count: 121')}` }, { 'Idempotency-Key': 'b' })).status).toBe(409)
    expect((await send('/shipments', { text: text.replace('SAMPLE-BATTERIES-1', 'SAMPLE-BATTERIES-2') }, { 'Idempotency-Key': 'c' })).status).toBe(201)
  })

  test('a sample that was filed comes back with the next free reference', async () => {
    const { send, get } = api()
    await send('/shipments', { text }, { 'Idempotency-Key': 'a' })
    const { examples } = (await (await get('/examples')).json()) as { examples: { id: string; text: string }[] }
    expect(examples.find((each) => each.id === 'dongguan-hongkong-batteries')?.text).toContain('reference: SAMPLE-BATTERIES-2')
  })

  test('nothing real is filed as of another moment', async () => {
    const { send } = api()
    const response = await send('/shipments', { text: text.replace('isSample: true', 'isSample: false') }, { 'Idempotency-Key': 'a' })
    const { issues } = (await response.json()) as { issues: { rule: string }[] }
    expect([response.status, issues.some((each) => each.rule === 'shipment.as-of')]).toEqual([422, true])
  })

  test('a key stands for one body, also when the other crosses in another year', async () => {
    const { send } = api()
    expect((await send('/shipments', { text }, { 'Idempotency-Key': 'k' })).status).toBe(201)
    const other = exampleText('zhuhai-macao-food')
    expect((await send('/shipments', { text: other }, { 'Idempotency-Key': 'k' })).status).toBe(422)
  })

  test('numbers of a JSON draft keep every digit, and a doubled member is refused', async () => {
    const { send } = api()
    const draft = '{"draft":{"reference":12345678901234567890,"direction":"export","counterpart":"macao","lines":[{"quantity":12345678901234.12345}]}}'
    const view = (await (await send('/preview', draft)).json()) as { reference: string; filings: { groups: { group: string; elements: { element: string; value: string }[] }[] }[] }
    expect(view.reference).toBe('12345678901234567890')
    const line = view.filings[0]?.groups.find((each) => each.group === 'DecList')?.elements.find((each) => each.element === 'GQty')
    expect(line?.value).toBe('12345678901234.12345')
    const doubled = (await (await send('/preview', '{"draft":{"reference":"a","reference":"b"}}')).json()) as { issues: unknown[] }
    expect(doubled.issues).toHaveLength(1)
  })

  test('half of a surrogate pair is no text, and a moment at the end of the calendar is none', async () => {
    const { send } = api()
    expect((await send('/preview', { text: `${text}\n# \uD800` })).status).toBe(400)
    const response = await send('/preview', { text: text.replace('2025-11-20T14:30+08:00', '9999-12-31T23:59-12:00') })
    expect(response.status).toBe(200)
  })

  test('pages of the list', async () => {
    const { send, get } = api()
    for (let number = 1; number <= 3; number += 1) {
      await send('/shipments', { text: text.replace('SAMPLE-BATTERIES-1', `SAMPLE-BATTERIES-${number}`) }, { 'Idempotency-Key': `k${number}` })
    }
    const first = (await (await get('/shipments?limit=2')).json()) as { shipments: { reference: string }[]; next: string }
    const second = (await (await get(`/shipments?limit=2&before=${first.next}`)).json()) as { shipments: { reference: string }[]; next?: string }
    expect([...first.shipments, ...second.shipments].map((each) => each.reference)).toEqual(['SAMPLE-BATTERIES-3', 'SAMPLE-BATTERIES-2', 'SAMPLE-BATTERIES-1'])
    expect(second.next).toBeUndefined()
    expect((await get('/shipments?limit=0')).status).toBe(400)
  })

  test('an auditor finds the shipments of all organisations, page by page', async () => {
    const platform = memoryPlatform()
    const app = httpApp(platform)
    const file = (person: string, reference: string) =>
      app.request('/api/v1/shipments', {
        method: 'POST', body: JSON.stringify({ text: text.replace('SAMPLE-BATTERIES-1', reference) }),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': reference, ...signedIn(platform, person) },
      })
    const references = ['AGENT-1', 'AGENT-2', 'AGENT-3', 'EXPORTER-1', 'EXPORTER-2']
    for (const reference of references) expect((await file(reference.startsWith('AGENT') ? 'sample-agent' : 'sample-exporter', reference)).status).toBe(201)
    const found: string[] = []
    for (let before = ''; ;) {
      const page = (await (await app.request(`/api/v1/shipments?limit=1${before}`, { headers: signedIn(platform, 'auditor') })).json()) as { shipments: { reference: string }[]; next?: string }
      found.push(...page.shipments.map((each) => each.reference))
      if (page.next === undefined) break
      before = `&before=${page.next}`
    }
    expect(found.toSorted()).toEqual(references)
  })

  test.each(['', '5', 'x', 'MTIz', '%2B', 'MTc2MDMxOTAwMDAwMCBzYW1wbGUtYWdlbnQgMA==', 'MTc2MDMxOTAwMDAwMCBzYW1wbGUgeCAw'])('a cursor %j that was not given here is refused', async (cursor) => {
    const platform = memoryPlatform()
    for (const [person, list] of [['sample-agent', 'shipments?before'], ['officer-hongkong', 'filings?after']]) {
      const response = await httpApp(platform).request(`/api/v1/${list}=${cursor}`, { headers: signedIn(platform, person ?? '') })
      expect([response.status, ((await response.json()) as { type: string }).type]).toEqual([400, 'https://lingding.invalid/problems/page-malformed'])
    }
  })

  test('wrong method, wrong type, wrong language, long key', async () => {
    const app = httpApp(memoryPlatform())
    const deleted = await app.request('/api/v1/shipments', { method: 'DELETE' })
    expect([deleted.status, deleted.headers.get('Allow')]).toEqual([405, 'POST, GET'])
    expect((await app.request('/api/v1/preview', { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } })).status).toBe(415)
    expect((await app.request('/api/v1/form?language=xx')).status).toBe(400)
    expect((await api().send('/shipments', { text }, { 'Idempotency-Key': 'x'.repeat(256) })).status).toBe(400)
    expect((await api().send('/preview', { text, draft: {} })).status).toBe(400)
  })

  test('with errors keeps nothing and says all', async () => {
    const { send, get } = api()
    const response = await send('/shipments?language=en', { text: text.replace('count: 120', 'count: 0') }, { 'Idempotency-Key': 'a' })
    const problem = (await response.json()) as { issues: { rule: string; reason: string; fix: string; source: string }[] }
    expect([response.status, problem.issues.map((each) => each.rule).includes('R2.none')]).toEqual([422, true])
    for (const each of problem.issues.filter((one) => one.rule === 'R2.none')) expect([each.reason, each.fix, each.source].every((part) => part.length > 0)).toBe(true)
    expect(await (await get('/shipments')).json()).toEqual({ shipments: [] })
  })

  test('a body over the limit is cut off', async () => {
    expect((await api().send('/preview', { text: 'x'.repeat(1_500_001) }, { 'Content-Length': '1500014' })).status).toBe(413)
  })
})

test('the OpenAPI document describes every route', async () => {
  const document = (await (await api().get('/openapi.json')).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> }
  expect(document.openapi).toBe('3.1.0')
  for (const route of routes) expect(document.paths[`/api/v1${route.path}`]?.[route.method], route.path).toBeDefined()
})

describe('every answer tells a browser to be careful', () => {
  const expected = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=15552000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  }
  const said = (headers: Headers): Record<string, string | null> => Object.fromEntries(Object.keys(expected).map((name) => [name, headers.get(name)]))

  test('in the application by itself, and on a socket', async () => {
    const platform = memoryPlatform()
    const { address, close } = await listen(platform, 0, '127.0.0.1')
    for (const path of ['/api/v1/form', '/api/v1/nowhere', '/api/v1/shipments']) {
      expect(said((await httpApp(platform).request(path)).headers), path).toEqual(expected)
      expect(said((await fetch(address + path)).headers), path).toEqual(expected)
    }
    await close()
  })
})
