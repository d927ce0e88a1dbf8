// A database of one's own, with an owner who is an ordinary user: what has to be there, what is said when it is not, and
// that the owner goes on under row-level security, which holds for owners too.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { openPostgresStores } from '../../src/adapters/postgres/stores.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import { answerOf, request } from '../contract/journal-contract.ts'
import { itemOf } from '../contract/store-samples.ts'
import { holesInTheWall } from './walls.ts'

const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'roles.example')
const folder = mkdtempSync(join(tmpdir(), 'lingding-roles-'))
let server: EmbeddedServer
let superuser: pg.Client

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder })
  superuser = new pg.Client({ connectionString: server.url })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Address of a new database with an owner of its own. */
async function databaseOf(owner: string, rights = ''): Promise<string> {
  await superuser.query(`create role "${owner}" login ${rights} password 'secret'`)
  await superuser.query(`create database "${owner}" owner "${owner}"`)
  const url = new URL(server.url)
  return Object.assign(url, { username: owner, password: 'secret', pathname: `/${owner}` }).href
}

/** Opens everything twice, as the next start does, and uses it. */
async function openTwice(url: string): Promise<void> {
  for (const start of [1, 2]) {
    const journal = await openPostgresJournal({ url, sha256, signer: key.signer })
    const stores = await openPostgresStores({ url, fold: 1 })
    answerOf(await journal.append(request('chain', `k${start}`)))
    expect(await stores.workspace.keep(itemOf('a', `d${start}`), 0)).toMatchObject({ kind: 'kept' })
    await stores.close()
    await journal.close()
  }
}

test('without the roles and the right to make them, it is said what to run, and after that it opens', async () => {
  const url = await databaseOf('Plain owner')
  const refused = await openPostgresJournal({ url, sha256, signer: key.signer }).catch((error: unknown) => error as Error)
  expect(refused).toMatchObject({ code: 'roles_missing' })
  const statement = /Let a superuser run: (.*)$/.exec((refused as Error).message)?.[1]
  expect(statement).toBe('create role lingding_service nologin; create role lingding_member nologin; grant lingding_service, lingding_member to "Plain owner";')
  await superuser.query(statement ?? '')
  await openTwice(url)
})

test('roles that are there already, and an owner who may give them', async () => {
  const url = await databaseOf('giving-owner', 'createrole')
  const refused = await openPostgresJournal({ url, sha256, signer: key.signer }).catch((error: unknown) => error as Error)
  // From PostgreSQL 16 on only who made a role, or was given it so, may give it on.
  expect(refused).toMatchObject({ code: 'roles_missing', message: expect.stringContaining('grant lingding_service, lingding_member to "giving-owner"') })
  await superuser.query('grant lingding_service, lingding_member to "giving-owner" with admin option')
  await openTwice(url)
})

test('an owner who may make roles needs nobody', async () => {
  const servers = await startEmbeddedPostgres({ folder: join(folder, 'second') })
  const first = superuser
  superuser = new pg.Client({ connectionString: servers.url })
  await superuser.connect()
  try {
    const url = new URL(await databaseOf('making-owner', 'createrole'))
    url.port = new URL(servers.url).port
    await openTwice(url.href)
    const owner = new pg.Client({ connectionString: url.href })
    await owner.connect()
    expect(await holesInTheWall(owner)).toEqual([])
    // What a dump with --enable-row-security takes: everything.
    expect((await owner.query('select count(*)::integer as count from lingding.kept')).rows).toEqual([{ count: 2 }])
    await owner.end()
  } finally {
    await superuser.end()
    superuser = first
    await servers.stop()
  }
})

test.each(['superuser', 'bypassrls'])('a role that is above row-level security is refused: %s', async (right) => {
  await superuser.query(`alter role lingding_member ${right}`)
  await expect(openPostgresJournal({ url: server.url, sha256, signer: key.signer })).rejects.toMatchObject({
    code: 'roles_missing',
    message: 'lingding_member would pass row-level security. Let a superuser run: alter role lingding_member nosuperuser nobypassrls;',
  })
  await superuser.query('alter role lingding_member nosuperuser nobypassrls')
})
