// The two roles of the database. `lingding_service` is the platform itself: it appends and keeps read models. Every reading
// on behalf of somebody is made by `lingding_member`, which sees what the settings of its transaction say and else nothing.
// Neither owns a table, is a superuser or passes row-level security; both are of the whole server and cannot log in.
import type { ClientBase } from 'pg'

const roles = ['lingding_service', 'lingding_member']
/** SQLSTATE, PostgreSQL 18 appendix A. */
const insufficientPrivilege = '42501'
const duplicateObject = '42710'
const uniqueViolation = '23505'

export class RolesMissing extends Error {
  override readonly name = 'RolesMissing'
  readonly code = 'roles_missing'
}

/** Makes the roles where they are not there, and lets the user of this connection become them. Throws RolesMissing. */
export async function requireRoles(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; is_above: boolean }>({
    text: 'select rolname as name, rolsuper or rolbypassrls as is_above from pg_catalog.pg_roles where rolname = any($1)',
    values: [roles],
  })
  const above = rows.filter((row) => row.is_above).map((row) => row.name)
  if (above.length > 0) {
    throw new RolesMissing(`${above.join(' and ')} would pass row-level security. Let a superuser run: ${above.map((role) => `alter role ${role} nosuperuser nobypassrls;`).join(' ')}`)
  }
  for (const role of roles) {
    if (!rows.some((row) => row.name === role)) await attempt(client, `create role ${role} nologin`)
    if (!(await mayBecome(client, role))) await attempt(client, `grant ${role} to current_user`)
  }
}

/** From PostgreSQL 16 on it is a right of its own to become a role that one is a member of. */
async function mayBecome(client: ClientBase, role: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>({
    text: `select pg_catalog.pg_has_role(current_user, $1, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) as may`,
    values: [role],
  })
  return rows[0]?.may === true
}

async function attempt(client: ClientBase, statement: string): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    const { code } = error as { readonly code?: unknown }
    // Another process on the same server was first.
    if (code === duplicateObject || code === uniqueViolation) return
    if (code !== insufficientPrivilege) throw error
    const { rows } = await client.query<{ user: string }>('select quote_ident(current_user) as user')
    throw new RolesMissing(`the user of DATABASE_URL may not do this: ${statement}. Let a superuser run: ${whole(rows[0]?.user ?? '')}`, { cause: error })
  }
}

function whole(user: string): string {
  return `${roles.map((role) => `create role ${role} nologin;`).join(' ')} grant ${roles.join(', ')} to ${user};`
}
