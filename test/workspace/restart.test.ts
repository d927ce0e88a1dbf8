// A platform on its embedded database, stopped and started again: what was typed, filed and decided is there, and `verify`
// finds a row of the register that somebody changed.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'
import { openPlatform, type Platform } from '../../src/edges/compose.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { exampleText } from '../knowledge.ts'
import { signedIn } from '../platform.ts'

const folder = mkdtempSync(join(tmpdir(), 'lingding-restart-'))
// Started as root, the database runs as another user, who must be able to reach its folder.
chmodSync(folder, 0o711)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function asker(platform: Platform) {
  const app = httpApp(platform)
  return async (method: string, path: string, body?: unknown) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'k1', ...signedIn(platform, 'sample-agent') }
    const response = await app.request(`/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> }
  }
}

async function opened<T>(use: (ask: ReturnType<typeof asker>, platform: Platform) => Promise<T>): Promise<T> {
  const platform = await openPlatform({ dataFolder: folder })
  try {
    return await use(asker(platform), platform)
  } finally {
    await platform.close()
  }
}

test('stopped and started again, nothing is gone; a changed row is found', async () => {
  const text = exampleText('dongguan-hongkong-batteries').replace('profile: sample-trader-dongguan', 'profile: own-trader')
  await opened(async (ask) => {
    const { profiles } = (await ask('GET', '/profiles')).body as { readonly profiles: readonly { readonly name: string; readonly values: unknown }[] }
    const values = profiles.find((each) => each.name === 'sample-trader-dongguan')?.values
    expect(await ask('PUT', '/profiles/own-trader', { values, version: 0 })).toMatchObject({ status: 200 })
    expect(await ask('PUT', '/drafts/d1', { text: 'reference: half', version: 0 })).toMatchObject({ status: 200 })
    expect(await ask('POST', '/shipments', { text })).toMatchObject({ status: 201 })
  })
  await opened(async (ask, platform) => {
    expect(await ask('GET', '/drafts/d1')).toMatchObject({ body: { text: 'reference: half', version: 1, changedBy: 'Sample broker E' } })
    expect(await ask('GET', '/shipments')).toMatchObject({ body: { shipments: [{ reference: 'SAMPLE-BATTERIES-1' }] } })
    expect(await ask('POST', '/shipments', { text })).toMatchObject({ status: 201 })
    const logged = await platform.decisions.list({ limit: 50 })
    expect(logged.map((each) => each.resource)).toEqual(expect.arrayContaining(['PUT /drafts/d1', 'POST /shipments', 'GET /drafts/d1']))
    expect((await platform.verify([])).faults).toEqual([])
  })
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
  const superuser = new pg.Client({ connectionString: server.url })
  await superuser.connect()
  await superuser.query(`update lingding.shipments set state = replace(state::text, 'SAMPLE-BATTERIES-1', 'SAMPLE-BATTERIES-2')::json`)
  await superuser.end()
  await server.stop()
  const faults = await opened(async (_, platform) => (await platform.verify([])).faults)
  expect(faults.map((each) => [each.code, each.params['name']])).toEqual([['journal_read_model_differs', 'shipments']])
})
