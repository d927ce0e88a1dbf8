// Brings the schema up to date, each step in a transaction of its own, one process at a time.
import type { ClientBase } from 'pg'
import { migrations } from './migrations.ts'

/** Lock of the schema, 'lingding' in ASCII; chains have locks of their own. */
const schemaLock = '7811881247889125991'

export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew'
  readonly code = 'schema_too_new'
}

/** Applies what is missing; throws SchemaTooNew when a newer Lingding has been here, for then old code must not write. */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query(`select pg_advisory_lock(${schemaLock})`)
  try {
    await client.query('create schema if not exists lingding')
    await client.query('create table if not exists lingding.migrations (number integer not null primary key, name text not null)')
    const { rows } = await client.query<{ number: number }>('select number from lingding.migrations')
    const applied = new Set(rows.map((row) => row.number))
    const newest = Math.max(0, ...applied)
    if (newest > migrations.length) {
      throw new SchemaTooNew(`the database has schema ${newest} and this version of Lingding knows ${migrations.length}: use the newer one`)
    }
    for (const { number, name, sql } of migrations) {
      if (applied.has(number)) continue
      try {
        await client.query(`begin;${sql};insert into lingding.migrations (number, name) values (${number}, '${name}');commit`)
      } catch (error) {
        // Or the unlocking below would fail in its place.
        await client.query('rollback')
        throw error
      }
    }
  } finally {
    await client.query(`select pg_advisory_unlock(${schemaLock})`)
  }
}
