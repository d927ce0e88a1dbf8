// Drafts, templates and profiles over HTTP: kept as they were typed, by version, soft removed, bounded, and never of others.
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import type { Platform } from '../../src/edges/compose.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { knownProfiles } from '../../src/edges/known-profiles.ts'
import { exampleText, profiles } from '../knowledge.ts'
import { memoryPlatform, signedIn, standingAt } from '../platform.ts'

function desk(platform: Platform = memoryPlatform()) {
  const app = httpApp(platform)
  const as = (person: string) => {
    const send = async (method: string, path: string, body?: unknown) => {
      const response = await app.request(`/api/v1${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...signedIn(platform, person) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, never> | undefined }
    }
    return {
      get: (path: string) => send('GET', path),
      put: (path: string, body: unknown) => send('PUT', path, body),
      remove: (path: string, version: number) => send('DELETE', `${path}?version=${version}`),
      post: (path: string, body: unknown) => send('POST', path, body),
    }
  }
  return { platform, app, as }
}

describe.each(['drafts', 'templates'])('%s', (shelf) => {
  test.each([
    ['half finished', 'reference: A-1\nparties: {trader: {profile: '],
    ['empty', ''],
    ['with every character', 'NUL \0 and half of a pair \uD83D and 電池'],
  ])('a text is kept as it was typed: %s', async (_, text) => {
    const agent = desk().as('sample-agent')
    expect(await agent.put(`/${shelf}/d1`, { text, version: 0 })).toMatchObject({ status: 200, body: { id: 'd1', version: 1, changedAt: '2025-10-20T09:00+08:00' } })
    const { body } = await agent.get(`/${shelf}/d1`)
    expect(body).toMatchObject({ id: 'd1', version: 1, text, isRemoved: false, changedAt: '2025-10-20T09:00+08:00' })
  })

  test('a change on an older version keeps nothing, and says what is there', async () => {
    const { platform, as } = desk()
    const [agent, other] = [as('sample-agent'), as('sample-agent-second')]
    await agent.put(`/${shelf}/d1`, { text: 'reference: one', version: 0 })
    expect(await other.put(`/${shelf}/d1`, { text: 'reference: two', version: 1 })).toMatchObject({ status: 200, body: { version: 2 } })
    const name = (await platform.directory.person('sample-agent-second'))?.name
    const conflict = await agent.put(`/${shelf}/d1`, { text: 'reference: mine', version: 1 })
    expect(conflict).toMatchObject({ status: 409, body: { type: 'https://lingding.invalid/problems/changed-meanwhile', current: { version: 2, text: 'reference: two', changedBy: name, isRemoved: false } } })
    expect(await agent.get(`/${shelf}/d1`)).toMatchObject({ body: { version: 2, text: 'reference: two' } })
    expect(await agent.remove(`/${shelf}/d1`, 1)).toMatchObject({ status: 409, body: { current: { version: 2 } } })
    expect(await agent.put(`/${shelf}/d9`, { text: 'x', version: 4 })).toMatchObject({ status: 404 })
  })

  test('sent again after the answer was lost, it is the same change', async () => {
    const agent = desk().as('sample-agent')
    const change = { text: 'reference: one', version: 0 }
    expect(await agent.put(`/${shelf}/d1`, change)).toMatchObject({ status: 200, body: { version: 1 } })
    expect(await agent.put(`/${shelf}/d1`, change)).toMatchObject({ status: 200, body: { version: 1 } })
  })

  test('what was removed is out of the list, still there, and comes back', async () => {
    const agent = desk().as('sample-agent')
    await agent.put(`/${shelf}/d1`, { text: 'reference: one', version: 0 })
    expect((await agent.remove(`/${shelf}/d1`, 1)).status).toBe(204)
    expect((await agent.remove(`/${shelf}/d1`, 1)).status).toBe(204)
    expect(await agent.get(`/${shelf}`)).toMatchObject({ body: { items: [] } })
    expect(await agent.get(`/${shelf}?removed=true`)).toMatchObject({ body: { items: [{ id: 'd1', title: 'one', version: 2, isRemoved: true }] } })
    expect(await agent.get(`/${shelf}/d1`)).toMatchObject({ status: 200, body: { isRemoved: true, text: 'reference: one' } })
    expect(await agent.put(`/${shelf}/d1`, { text: 'reference: one', version: 2 })).toMatchObject({ status: 200, body: { version: 3 } })
    expect(await agent.get(`/${shelf}`)).toMatchObject({ body: { items: [{ id: 'd1', version: 3, isRemoved: false }] } })
  })

  test('a list comes in pages, in order of names', async () => {
    const agent = desk().as('sample-agent')
    for (const id of ['c', 'a', 'e', 'b', 'd']) await agent.put(`/${shelf}/${id}`, { text: `reference: ${id}`, version: 0 })
    const ids: string[] = []
    for (let after = ''; ;) {
      const { body } = await agent.get(`/${shelf}?limit=2${after}`)
      const page = body as unknown as { readonly items: readonly { readonly id: string }[]; readonly next?: string }
      ids.push(...page.items.map((each) => each.id))
      if (page.next === undefined) break
      after = `&after=${page.next}`
    }
    expect(ids).toEqual(['a', 'b', 'c', 'd', 'e'])
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'after=../x']) expect((await agent.get(`/${shelf}?${query}`)).status, query).toBe(400)
  })
})

describe('limits', () => {
  test('a text of 1,000,000 bytes is kept, one byte more is refused in four languages', async () => {
    const agent = desk().as('sample-agent')
    expect((await agent.put('/drafts/d1', { text: 'x'.repeat(1_000_000), version: 0 })).status).toBe(200)
    // Three bytes each in UTF-8.
    expect((await agent.put('/drafts/d2', { text: '電'.repeat(333_333), version: 0 })).status).toBe(200)
    const refused = await agent.put('/drafts/d3?language=pt', { text: 'x'.repeat(1_000_001), version: 0 })
    expect(refused).toMatchObject({ status: 422, body: { issues: [{ rule: 'kept', reason: 'Isto tem 1000001 bytes e guardam-se no máximo 1000000; não foi guardado.' }] } })
  })

  test('a further item above 10,000 is refused, and those there can still be changed', async () => {
    const platform = memoryPlatform()
    const agent = desk({ ...platform, workspace: { ...platform.workspace, count: async () => 10_000 } }).as('sample-agent')
    await platform.workspace.keep({ organisation: 'sample-broker', kind: 'draft', id: 'old', content: 'x', changedAt: standingAt, changedBy: 'x', isRemoved: false }, 0)
    expect(await agent.put('/drafts/new', { text: 'x', version: 0 })).toMatchObject({ status: 422, body: { issues: [{ reason: expect.stringContaining('10000') }] } })
    const organisation = (await platform.directory.person('sample-agent'))?.organisation ?? ''
    await platform.workspace.keep({ organisation, kind: 'draft', id: 'mine', content: 'x', changedAt: standingAt, changedBy: 'x', isRemoved: false }, 0)
    expect(await agent.put('/drafts/mine', { text: 'y', version: 1 })).toMatchObject({ status: 200 })
  })

  test.each([
    ['too long', 'x'.repeat(81)],
    ['of a path', '../etc'],
    ['of a program', '__proto__'],
    ['with a control character', 'a\u0001b'],
    ['empty but for spaces', ' '],
  ])('a name that is none is refused for what is new, and is not there otherwise: %s', async (_, id) => {
    const agent = desk().as('sample-agent')
    const path = `/drafts/${encodeURIComponent(id)}`
    expect(await agent.put(path, { text: 'x', version: 0 })).toMatchObject({ status: 422, body: { issues: [{ rule: 'kept' }] } })
    expect((await agent.get(path)).status).toBe(404)
    expect((await agent.put(path, { text: 'x', version: 1 })).status).toBe(404)
    expect((await agent.remove(path, 1)).status).toBe(404)
  })

  test.each([
    ['no version', { text: 'x' }],
    ['a version that is none', { text: 'x', version: -1 }],
    ['no text', { version: 0 }],
    ['something else', { text: 'x', version: 0, organisation: 'sample-dongguan' }],
  ])('a body that is none: %s', async (_, body) => {
    expect((await desk().as('sample-agent').put('/drafts/d1', body)).status).toBe(400)
  })
})

const trader = profiles.get('sample-trader-dongguan') ?? {}

describe('profiles', () => {
  test('a profile is kept by version, listed beside the samples, and named in a shipment', async () => {
    const { as } = desk(withSamples())
    const agent = as('sample-agent')
    expect(await agent.put('/profiles/客户甲', { values: trader, version: 0 })).toMatchObject({ status: 200, body: { id: '客户甲', version: 1 } })
    const listed = (await agent.get('/profiles')).body as unknown as { readonly profiles: readonly { readonly name: string; readonly isSample: boolean; readonly version?: number }[] }
    expect(listed.profiles.slice(0, 2)).toMatchObject([{ name: '客户甲', isSample: false, version: 1, values: trader }, { isSample: true }])
    const text = exampleText('dongguan-hongkong-batteries').replace('profile: sample-trader-dongguan', 'profile: 客户甲')
    const preview = await agent.post('/preview', { text })
    expect(preview.body).toMatchObject({ isAcceptable: true })
    // Of another organisation, and of nobody: it is not there.
    const other = as('sample-exporter')
    expect((await other.post('/preview', { text })).body).toMatchObject({ isAcceptable: false })
    expect((await other.get(`/profiles/${encodeURIComponent('客户甲')}`)).status).toBe(404)
    expect(JSON.stringify((await other.get('/profiles')).body)).not.toContain('客户甲')
    expect((await agent.remove('/profiles/客户甲', 1)).status).toBe(204)
    expect((await agent.post('/preview', { text })).body).toMatchObject({ isAcceptable: false })
    expect(await agent.put('/profiles/客户甲', { values: trader, version: 2 })).toMatchObject({ status: 200, body: { version: 3 } })
    expect((await agent.post('/preview', { text })).body).toMatchObject({ isAcceptable: true })
  })

  test('a number keeps its digits', async () => {
    const { app, platform, as } = desk()
    const headers = { 'Content-Type': 'application/json', ...signedIn(platform, 'sample-agent') }
    const put = await app.request('/api/v1/profiles/p', { method: 'PUT', headers, body: '{"values":{"phone":"00000001","name":"x","address":0.10},"version":0}' })
    expect(put.status).toBe(200)
    expect((await as('sample-agent').get('/profiles/p')).body).toMatchObject({ values: { phone: '00000001', name: 'x', address: '0.10' } })
  })

  test.each<[string, string, unknown, readonly string[], RegExp]>([
    ['a member that no party has', 'p', { nameEn: 'x', vat: '1' }, ['vat'], /No party has a field “vat”/],
    ['members of several parties', 'p', { uscc: '91441900000000001W', phone: '1' }, [''], /No party has all of these fields: uscc, phone/],
    ['a value that is too long for each', 'p', { code: 'x'.repeat(10), nameZh: 'y' }, ['parties.dataEntry.code'], /10 characters/],
    ['nothing', 'p', { nameEn: '' }, [''], /nothing in this profile/],
    ['the name of a sample', 'sample-trader', trader, [''], /those of the samples/],
    ['a value that is no value', 'p', { nameEn: ['a', 'b'] }, ['parties.trader.nameEn'], /./],
  ])('is refused: %s', async (_, name, values, paths, reason) => {
    const { status, body } = await desk().as('sample-agent').put(`/profiles/${name}`, { values, version: 0 })
    expect(status).toBe(422)
    const issues = body?.['issues'] as unknown as readonly { readonly path: string; readonly reason: string }[]
    expect(issues.map((each) => each.path)).toEqual(paths)
    expect(issues[0]?.reason).toMatch(reason)
  })

  test.each([
    ['no object', { values: 'x', version: 0 }],
    ['no version', { values: trader }],
    ['something else', { values: trader, version: 0, isSample: true }],
  ])('a body that is none: %s', async (_, body) => {
    expect((await desk().as('sample-agent').put('/profiles/p', body)).status).toBe(400)
  })

  test('nobody sees the samples and no more', async () => {
    const { app, as } = desk(withSamples())
    await as('sample-agent').put('/profiles/own', { values: trader, version: 0 })
    const { profiles } = (await (await app.request('/api/v1/profiles')).json()) as { readonly profiles: readonly { readonly name: string; readonly isSample: boolean }[] }
    expect(profiles.length).toBeGreaterThan(5)
    expect(profiles.every((each) => each.isSample && each.name.startsWith('sample-'))).toBe(true)
  })
})

test('whoever left is still named by their id, and times are those of the change', async () => {
  let at = standingAt
  const { as, platform } = desk(memoryPlatform({ clock: () => at }))
  await as('sample-agent').put('/drafts/d1', { text: 'x', version: 0 })
  at = instant(standingAt + 60_000)
  await platform.workspace.keep({ organisation: (await platform.directory.person('sample-agent'))?.organisation ?? '', kind: 'draft', id: 'd2', content: 'x', changedAt: at, changedBy: 'person-gone', isRemoved: false }, 0)
  expect(await as('sample-agent').get('/drafts')).toMatchObject({ body: { items: [{ id: 'd1', changedAt: '2025-10-20T09:00+08:00' }, { id: 'd2', changedAt: '2025-10-20T09:01+08:00', changedBy: 'person-gone' }] } })
})

/** With profiles as a platform has them; the platform of the tests knows the samples for every shipment. */
function withSamples(): Platform {
  const platform = memoryPlatform()
  const sources = { workspace: platform.workspace, samples: async () => profiles, file: async () => profiles }
  return { ...platform, profiles: (asked) => knownProfiles(asked, sources) }
}
