// An officer's day: what was filed with the own administration and nothing else, decided with a reason, and out as an answer.
import { describe, expect, test } from 'vitest'
import { sendDecisions } from '../../src/app/officer/send-decisions.ts'
import type { AnswerFile } from '../../src/domain/declaration/index.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { fileSample } from '../channels/filed.ts'
import { memoryPlatform, signedIn } from '../platform.ts'

async function setUp() {
  const platform = memoryPlatform()
  const app = httpApp(platform)
  const id = await fileSample(platform, 'SAMPLE-1')
  for (const customs of ['mainland', 'hongkong', 'macao'] as const) await platform.channels.sendTurn(customs)
  const as = (person: string) => ({
    get: async (path: string) => {
      const response = await app.request(`/api/v1${path}`, { headers: signedIn(platform, person) })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    decide: async (path: string, body: unknown, key = 'key-1') => {
      const headers = { ...signedIn(platform, person), 'Content-Type': 'application/json', 'Idempotency-Key': key }
      const response = await app.request(`/api/v1${path}/decision`, { method: 'POST', body: JSON.stringify(body), headers })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
  })
  /** Decisions go out, and what they become comes in. */
  const carry = async (): Promise<readonly AnswerFile[]> => {
    const files: AnswerFile[] = []
    await sendDecisions({ journal: platform.journal, workspace: platform.workspace, clock: platform.clock, put: async (file) => void files.push(file) })
    for (const { folder, name, bytes } of files) {
      const customs = (['mainland', 'hongkong', 'macao'] as const).find((each) => folder.startsWith(each)) ?? 'mainland'
      await platform.channels.receive({ customs, folder: folder.replace(/\/InBox$/, ''), name, bytes })
    }
    return files
  }
  return { platform, id, as, carry, cargo: `/filings/sample-agent/${id}/hongkong-cargo`, declaration: `/filings/sample-agent/${id}/mainland-declaration` }
}

describe('seeing', () => {
  test('the queue holds what was filed with the own administration, and only that', async () => {
    const { as } = await setUp()
    const hongkong = (await as('officer-hongkong').get('/filings')).body['filings'] as readonly { customs: string; filing: string }[]
    const mainland = (await as('officer-mainland').get('/filings')).body['filings'] as readonly { customs: string }[]
    expect(hongkong.map((row) => row.filing).toSorted()).toEqual(['hongkong-bundling', 'hongkong-cargo', 'hongkong-declaration'])
    expect(new Set(mainland.map((row) => row.customs))).toEqual(new Set(['mainland']))
    expect((await as('officer-macao').get('/filings')).body['filings']).toEqual([])
  })

  test('another administration’s filing is not there, in the words of one that never was', async () => {
    const { as, declaration } = await setUp()
    const foreign = await as('officer-hongkong').get(declaration)
    const missing = await as('officer-hongkong').get('/filings/nobody/0000000000000000/hongkong-cargo')
    expect(foreign).toEqual(missing)
    expect(foreign.status).toBe(404)
  })

  test('one filing shows its own elements and nothing of the others', async () => {
    const { as, cargo } = await setUp()
    const { body } = await as('officer-hongkong').get(cargo)
    expect((body['view'] as unknown as { kind: string }).kind).toBe('hongkong-cargo')
    expect(JSON.stringify(body)).not.toContain('mainland-declaration')
    expect((body['decisions'] as readonly { decision: string }[]).map((each) => each.decision)).toContain('accepted')
  })

  test('what has not been sent is nobody’s to see yet', async () => {
    const { platform, as } = await setUp()
    const id = await fileSample(platform, 'SAMPLE-2')
    expect((await as('officer-hongkong').get(`/filings/sample-agent/${id}/hongkong-cargo`)).status).toBe(404)
  })
})

describe('a revision that is kept back', () => {
  test('is not what the officer sees: that was sent', async () => {
    const { platform, id, as, carry, declaration } = await setUp()
    await as('officer-mainland').decide(declaration, { decision: 'accepted' })
    await carry()
    const app = httpApp(platform)
    const change = (person: string, path: string, body: unknown) =>
      app.request(`/api/v1/shipments/${id}/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { ...signedIn(platform, person), 'Content-Type': 'application/json', 'Idempotency-Key': path } })
    const text = ((await as('sample-agent').get(`/shipments/${id}`)).body['text'] as string).replace(/count: "?120"?/, 'count: 121')
    const waits = (await (await change('sample-agent', 'amendments', { text, reason: 'one box more' })).json()) as { proposal: string }
    expect((await change('sample-agent-second', `proposals/${waits.proposal}`, { decision: 'approve', reason: 'seen' })).status).toBe(200)
    const { body } = await as('officer-mainland').get(declaration)
    expect((body['row'] as unknown as { revision: number }).revision).toBe(1)
    expect(JSON.stringify(body['view'])).toContain('"120"')
    expect(JSON.stringify(body['view'])).not.toContain('"121"')
  })
})

describe('deciding', () => {
  test('a decision goes out as an answer, reaches the filing, and changes what may be decided next', async () => {
    const { platform, id, as, carry, cargo } = await setUp()
    expect((await as('officer-hongkong').decide(cargo, { decision: 'inspection', reason: 'Sample: papers and load differ' })).status).toBe(201)
    expect(await carry()).toHaveLength(1)
    const shipment = await platform.register.find({ kind: 'all' }, 'sample-agent', id)
    expect(shipment?.filings.find((each) => each.filing === 'hongkong-cargo')?.stage).toBe('inspection')
    const { body } = await as('officer-hongkong').get(cargo)
    expect((body['history'] as readonly { note: string }[])[0]?.note).toContain('papers and load differ')
    expect((body['decisions'] as readonly { decision: string }[]).map((each) => each.decision)).toContain('released')
    expect(await carry()).toEqual([])
  })

  test('the mainland’s decision speaks in channel codes, with the numbers given first', async () => {
    const { platform, id, as, carry, declaration } = await setUp()
    await as('officer-mainland').decide(declaration, { decision: 'accepted' })
    expect(await carry()).toHaveLength(2)
    const shipment = await platform.register.find({ kind: 'all' }, 'sample-agent', id)
    expect(shipment?.filings.find((each) => each.filing === 'mainland-declaration')?.stage).toBe('accepted')
  })

  test.each([
    ['what cannot be decided now', { decision: 'cleared' }, 'officer_decision_not_now'],
    ['no such decision', { decision: 'toString', reason: 'x' }, 'officer_decision_not_now'],
    ['no reason', { decision: 'rejected', reason: '  ' }, 'officer_reason_missing'],
    ['a novel', { decision: 'rejected', reason: 'x'.repeat(501) }, 'officer_reason_too_long'],
  ])('%s is refused with what would pass', async (_, body, rule) => {
    const { as, carry, cargo } = await setUp()
    const refused = await as('officer-hongkong').decide(cargo, body)
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.body['issues'])).not.toMatch(/[{]\w+[}]/)
    expect((refused.body['issues'] as unknown as readonly { fix: string }[])[0]?.fix, rule).not.toBe('')
    expect(await carry()).toEqual([])
  })

  test('the same key gives the first decision again, also when it could not be taken any more', async () => {
    const { as, carry, cargo } = await setUp()
    const first = await as('officer-hongkong').decide(cargo, { decision: 'accepted' })
    await carry()
    expect(await as('officer-hongkong').decide(cargo, { decision: 'accepted' })).toEqual(first)
    expect(await carry()).toEqual([])
    expect((await as('officer-hongkong').decide(cargo, { decision: 'released' })).status).toBe(422)
  })

  test('there is no second decision while the first is on its way, and there is one when it has arrived', async () => {
    const { as, carry, cargo } = await setUp()
    expect((await as('officer-hongkong').decide(cargo, { decision: 'accepted' }, 'one')).status).toBe(201)
    const second = await as('officer-hongkong').decide(cargo, { decision: 'rejected', reason: 'Sample: no' }, 'two')
    expect([second.status, (second.body['issues'] as unknown as readonly { rule: string }[])[0]?.rule]).toEqual([422, 'officer.decision'])
    expect(await carry()).toHaveLength(1)
    expect((await as('officer-hongkong').decide(cargo, { decision: 'released' }, 'three')).status).toBe(201)
  })

  test('of several officers at once one decides', async () => {
    const { as, carry, cargo } = await setUp()
    const all = await Promise.all(['a', 'b', 'c'].map((key) => as('officer-hongkong').decide(cargo, { decision: 'held', reason: `Sample: ${key}` }, key)))
    expect(all.map((each) => each.status).toSorted()).toEqual([201, 422, 422])
    expect(await carry()).toHaveLength(1)
  })

  test('what the declarant has cancelled is deleted, and nothing else is decided about it', async () => {
    const { platform, id, as, carry, declaration } = await setUp()
    const headers = { ...signedIn(platform, 'sample-agent'), 'Content-Type': 'application/json', 'Idempotency-Key': 'cancel' }
    expect((await httpApp(platform).request(`/api/v1/shipments/${id}/cancellation`, { method: 'POST', headers, body: JSON.stringify({ reason: 'the order fell through' }) })).status).toBe(201)
    const filings = async () => (await as('sample-agent').get(`/shipments/${id}?language=en`)).body['filings'] as unknown as readonly { filing: string; stage: string; nextStep: string }[]
    const mine = async () => (await filings()).find((each) => each.filing === 'mainland-declaration')
    expect(await mine()).toMatchObject({ stage: 'sent', nextStep: expect.stringContaining('ask customs to revoke it') })
    const { body } = await as('officer-mainland').get(declaration)
    expect((body['decisions'] as readonly { decision: string }[]).map((each) => each.decision)).toEqual(['deleted'])
    expect((await as('officer-mainland').decide(declaration, { decision: 'accepted' }, 'one')).status).toBe(422)
    expect((await as('officer-mainland').decide(declaration, { decision: 'deleted' }, 'two')).status).toBe(201)
    await carry()
    expect((await mine())?.stage).toBe('deleted')
    expect((await as('officer-mainland').get(declaration)).body['decisions']).toEqual([])
  })

  test('a trader decides nothing', async () => {
    const { as, cargo } = await setUp()
    expect((await as('sample-agent').decide(cargo, { decision: 'accepted' })).status).toBe(403)
  })
})
