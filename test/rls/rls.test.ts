// T4: what one organisation keeps is not there for another, by the database alone. Raw statements on the role that readings
// for people use, so that nothing but the policies stands between them.
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemOf } from '../contract/store-samples.ts'
import { a, b, openStores, type OpenedStores } from './open-stores.ts'
import { holesInTheWall } from './walls.ts'

let opened: OpenedStores

beforeAll(async () => {
  opened = await openStores()
})
afterAll(() => opened.close())

describe('the wall has no hole', () => {
  test('as it was made', async () => {
    expect(await holesInTheWall(opened.superuser)).toEqual([])
  })

  // Each hole is made, seen, and closed again: a linter that finds nothing anywhere would pass too.
  test.each([
    ['alter table lingding.shipments no force row level security', 'a table without row-level security: shipments'],
    ['create table lingding.leak (organisation text)', 'a table without row-level security: leak'],
    ['create view lingding.leak as select * from lingding.shipments', 'a view that reads as its owner: leak'],
    ['create function lingding.leak() returns bigint language sql security definer as $$select count(*) from lingding.kept$$', 'a function that works as its owner: leak'],
    ['alter role lingding_member bypassrls', 'a role above row-level security: lingding_member'],
    ['grant lingding_service to lingding_member', 'a role that is a member of another: lingding_member'],
    ['alter table lingding.shipments add constraint leak unique (id, organisation)', 'a unique key that another organisation could run into: leak'],
    ['create policy leak on lingding.filings for select to lingding_member using (true)', 'a policy of a member that says nothing of who asks: filings.leak'],
    [`create policy leak on lingding.filings for select to lingding_member using (organisation = current_setting('lingding.organisation', true))`, 'a setting that is taken as it is, missing or empty: filings.leak'],
    ['grant delete on lingding.decisions to lingding_service', 'a record that the service could change or remove: decisions delete'],
    ['grant select on lingding.keys to lingding_member', 'a table that a member has no business with: keys'],
    ['grant insert on lingding.shipments to lingding_member', 'a table that a member writes to: shipments'],
  ])('%s is seen', async (sql, hole) => {
    await opened.superuser.query('begin')
    try {
      await opened.superuser.query(sql)
      expect(await holesInTheWall(opened.superuser)).toContain(hole)
    } finally {
      await opened.superuser.query('rollback')
    }
  })
})

const tables = ['entries', 'documents', 'shipments', 'filings', 'kept', 'decisions'] as const

interface Settings {
  readonly organisation?: string
  readonly customs?: string
  readonly reach?: string
}

/** Whose rows of each table are there, within one transaction with these settings. */
async function seen(client: pg.Client, settings: Settings): Promise<Readonly<Record<string, string>>> {
  await client.query('begin')
  for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [`lingding.${name}`, value])
  const found = await whatIsThere(client)
  await client.query('commit')
  return found
}

async function whatIsThere(client: pg.Client): Promise<Readonly<Record<string, string>>> {
  const found: [string, string][] = []
  for (const table of tables) {
    const { rows } = await client.query<{ whose: string | null }>(`select string_agg(distinct organisation, ' ' order by organisation) as whose from lingding.${table}`)
    if (rows[0]?.whose != null) found.push([table, rows[0].whose])
  }
  return Object.fromEntries(found)
}

const ownOf = (organisation: string) => Object.fromEntries(['entries', 'documents', 'shipments', 'filings', 'kept'].map((table) => [table, organisation]))
const everything = Object.fromEntries(['entries', 'documents', 'shipments', 'filings', 'decisions'].map((table) => [table, `${a} ${b}`]))

describe('what a member sees', () => {
  test.each<[string, Settings, Readonly<Record<string, string>>]>([
    ['no setting', {}, {}],
    ['empty settings', { organisation: '', customs: '', reach: '' }, {}],
    ['an organisation', { organisation: a }, ownOf(a)],
    ['an organisation that there is none of', { organisation: 'wall-c' }, {}],
    ['a pattern', { organisation: '%' }, {}],
    ['an administration', { customs: 'hongkong' }, { filings: `${a} ${b}` }],
    ['an administration with nothing filed', { customs: 'macao' }, {}],
    ['everything', { reach: 'all' }, everything],
    ['a reach that there is none of', { reach: 'ALL' }, {}],
  ])('%s', async (_, settings, expected) => {
    expect(await seen(await opened.as('lingding_member'), settings)).toEqual(expected)
  })

  test('an officer sees filings of the own administration and no other', async () => {
    const client = await opened.as('lingding_member')
    await client.query(`begin; set local lingding.customs = 'hongkong'`)
    const { rows } = await client.query<{ customs: string }>('select distinct customs from lingding.filings')
    await client.query('commit')
    expect(rows).toEqual([{ customs: 'hongkong' }])
  })
})

describe('one connection after another', () => {
  test('A, then nobody, then B: the settings end with the transaction, and empty is not everything', async () => {
    const client = await opened.as('lingding_member')
    expect(await seen(client, { organisation: a })).toEqual(ownOf(a))
    const { rows } = await client.query<{ left: string | null }>(`select current_setting('lingding.organisation', true) as left`)
    expect(rows).toEqual([{ left: '' }])
    expect(await whatIsThere(client)).toEqual({})
    expect(await seen(client, { organisation: b })).toEqual(ownOf(b))
  })

  test('A with an error in the middle, then nobody, then B', async () => {
    const client = await opened.as('lingding_member')
    await client.query('begin')
    await client.query(`select set_config('lingding.organisation', '${a}', true), set_config('lingding.reach', 'all', true)`)
    await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero')
    await client.query('rollback')
    expect(await whatIsThere(client)).toEqual({})
    expect(await seen(client, { organisation: b })).toEqual(ownOf(b))
  })

  test('through the pool: the backend of A is killed between and under, B sees its own', async () => {
    const { stores, superuser } = opened
    const killMembers = () => superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lingding'`)
    const ids = async (organisation: string) => (await stores.workspace.list(organisation, 'draft', { limit: 9 })).map((item) => `${item.organisation} ${item.id}`)
    for (let round = 0; round < 5; round += 1) {
      expect(await ids(a)).toEqual([`${a} d1`])
      if (round % 2 === 0) await killMembers()
      const [ofB, ofNobody] = await Promise.all([ids(b), ids(''), killMembers()])
      expect([ofB, ofNobody]).toEqual([[`${b} d1`], []])
      // A statement that the database refuses closes its connection with everything on it.
      await expect(stores.workspace.keep({ ...itemOf(a, 'd2'), changedAt: Number.NaN as never }, 0)).rejects.toThrow('bigint')
      expect(await ids(b)).toEqual([`${b} d1`])
    }
  })

  test('a member stays one, whatever it resets', async () => {
    const client = await opened.as('lingding_member')
    await client.query('reset role')
    await client.query('reset all')
    expect((await client.query<{ who: string }>('select current_user as who')).rows).toEqual([{ who: 'lingding_member' }])
    expect(await whatIsThere(client)).toEqual({})
  })
})

describe('writing', () => {
  const insert = `insert into lingding.kept (organisation, kind, id, version, title, content, changed_at, changed_by, is_removed)
    values ($1, 'draft', $2, 1, '', '""', 0, 'x', false)`

  async function inScopeOf<T>(organisation: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = await opened.as('lingding_member')
    await client.query('begin')
    await client.query(`select set_config('lingding.organisation', $1, true)`, [organisation])
    try {
      return await use(client)
    } finally {
      await client.query('rollback')
    }
  }

  test('a row of another organisation is not put in, changed or removed', async () => {
    await expect(inScopeOf(a, (client) => client.query(insert, [b, 'd9']))).rejects.toThrow('new row violates row-level security policy for table "kept"')
    await expect(inScopeOf('', (client) => client.query(insert, ['', 'd9']))).rejects.toThrow('new row violates row-level security policy')
    await expect(inScopeOf(a, (client) => client.query('update lingding.kept set organisation = $1', [b]))).rejects.toThrow('new row violates row-level security policy')
    const { rowCount } = await inScopeOf(a, (client) => client.query(`update lingding.kept set content = '"mine"' where organisation = $1`, [b]))
    expect(rowCount).toBe(0)
    await expect(inScopeOf(a, (client) => client.query('delete from lingding.kept'))).rejects.toThrow('permission denied')
    await expect(opened.stores.workspace.keep(itemOf('', 'd1'), 0)).rejects.toThrow('row-level security')
  })

  test('the id of another organisation is free, and no error tells of it', async () => {
    const error = await inScopeOf(a, (client) => client.query(insert, [b, 'd1'])).catch((reason: unknown) => reason as pg.DatabaseError)
    // The same as for an id that nobody has: the policy speaks before any key.
    expect(error).toMatchObject({ code: '42501', detail: undefined, message: 'new row violates row-level security policy for table "kept"' })
    const twice = await inScopeOf(a, async (client) => client.query(insert, [a, 'd1'])).catch((reason: unknown) => reason as pg.DatabaseError)
    expect(twice).toMatchObject({ code: '23505' })
    expect(JSON.stringify(twice)).not.toContain(b)
  })

  test.each(['lingding_member', 'lingding_service'] as const)('nobody changes what is a record: %s', async (role) => {
    const client = await opened.as(role)
    for (const table of ['entries', 'documents', 'keys', 'checkpoints', 'decisions']) {
      for (const statement of [`delete from lingding.${table}`, `update lingding.${table} set organisation = 'x'`, `truncate lingding.${table}`]) {
        await expect(client.query(statement.replace('set organisation', table === 'checkpoints' ? 'set note' : 'set organisation'))).rejects.toThrow('permission denied')
      }
    }
  })
})
