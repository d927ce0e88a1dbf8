// A receipt means that the declaration is on disk. A server that may lose what it has acknowledged is refused.
import type { ClientBase } from 'pg'

export class ServerNotDurable extends Error {
  override readonly name = 'ServerNotDurable'
  readonly code = 'server_not_durable'
}

/** What each setting may be. `local` and `remote_…` also wait for the local disk. */
const durable: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
}

/** Throws ServerNotDurable, naming each setting that could lose an acknowledged append, and how to set it right. */
export async function requireDurable(client: ClientBase): Promise<void> {
  const names = Object.keys(durable)
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_catalog.pg_settings where name = any($1)',
    [names],
  )
  const wrong = rows.filter((row) => !durable[row.name]?.includes(row.setting))
  if (rows.length === names.length && wrong.length === 0) return
  const list = wrong.map((row) => `${row.name} is ${row.setting}`).join(', ')
  throw new ServerNotDurable(`this server may lose acknowledged entries when the power fails (${list}): set it to on and start again`)
}
