// Readings for somebody: on connections that work as the role `lingding_member`, in a transaction that says how far they
// may see. The rows outside are not there, whatever the query asks.
import pg, { type PoolClient } from 'pg'
import type { Scope } from '../../domain/access/index.ts'
import type { Database } from './database.ts'
import type { Readable } from './reading.ts'

/** `database` is one that works as lingding_member. */
export function within(database: Database, scope: Scope): Readable {
  return { patiently: (use) => database.patiently((client) => inScope(client, scope, () => use(client))) }
}

/** A connection that failed in between is closed by its pool, and the transaction with it. */
async function inScope<T>(client: PoolClient, scope: Scope, use: () => Promise<T>): Promise<T> {
  await client.query(`begin;${settings(scope)}`)
  const answer = await use()
  await client.query('commit')
  return answer
}

function settings(scope: Scope): string {
  const organisation = scope.kind === 'own' ? scope.organisation : ''
  const customs = scope.kind === 'addressed' ? scope.customs : ''
  const reach = scope.kind === 'all' ? 'all' : ''
  const set = (name: string, value: string): string => `set local lingding.${name} = ${pg.escapeLiteral(value)};`
  return set('organisation', organisation) + set('customs', customs) + set('reach', reach)
}
