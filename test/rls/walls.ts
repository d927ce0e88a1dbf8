// Looks over the catalogue of the database for what would open a hole in row-level security: the four ways in which it
// leaked when they were tried (reliability of PostgreSQL: owner without FORCE, plain views, unique keys, roles above it).
import type pg from 'pg'

/** The only table without anybody's data. */
const nobodysTables = ['migrations']

const checks: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'a table without row-level security',
    sql: `select c.relname as found from pg_class c where c.relnamespace = 'lingding'::regnamespace and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    name: 'a view that reads as its owner',
    sql: `select c.relname as found from pg_class c where c.relnamespace = 'lingding'::regnamespace and c.relkind in ('v', 'm')
      and not coalesce(c.reloptions @> array['security_invoker=true'] or c.reloptions @> array['security_invoker=on'], false)`,
  },
  {
    name: 'a function that works as its owner',
    sql: `select p.proname as found from pg_proc p where p.pronamespace = 'lingding'::regnamespace and p.prosecdef`,
  },
  {
    name: 'a role above row-level security',
    sql: `select rolname as found from pg_roles where rolname in ('lingding_service', 'lingding_member')
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication)`,
  },
  {
    name: 'a role that owns something',
    sql: `select c.relname as found from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('lingding_service', 'lingding_member')`,
  },
  {
    name: 'a role that is a member of another',
    sql: `select r.rolname as found from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname in ('lingding_service', 'lingding_member')`,
  },
  {
    name: 'a unique key that another organisation could run into',
    sql: `select i.relname as found from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_attribute t on t.attrelid = c.oid and t.attnum = x.indkey[0]
      where c.relnamespace = 'lingding'::regnamespace and x.indisunique and t.attname not in ('organisation', 'chain') and c.relname <> all($1)`,
  },
  {
    name: 'a policy of a member that says nothing of who asks',
    sql: `select tablename || '.' || policyname as found from pg_policies where schemaname = 'lingding'
      and (roles && array['lingding_member', 'public']::name[])
      and (coalesce(qual, '') !~ 'lingding\\.(organisation|customs|reach)' or (cmd in ('ALL', 'INSERT', 'UPDATE') and coalesce(with_check, '') !~ 'lingding\\.organisation'))`,
  },
  {
    name: 'a setting that is taken as it is, missing or empty',
    sql: `select tablename || '.' || policyname as found from pg_policies where schemaname = 'lingding'
      and qual ~ 'lingding\\.(organisation|customs)' and qual !~ $$NULLIF\\(current_setting\\('lingding\\.(organisation|customs)'::text, true\\), ''::text\\)$$`,
  },
  {
    name: 'a record that the service could change or remove',
    sql: `select t || ' ' || may as found from unnest(array['entries', 'keys', 'documents', 'outbox', 'subtrees', 'checkpoints', 'decisions']) t,
      unnest(array['update', 'delete', 'truncate']) may where has_table_privilege('lingding_service', 'lingding.' || t, may)`,
  },
  {
    name: 'a table that a member has no business with',
    sql: `select c.relname as found from pg_class c where c.relnamespace = 'lingding'::regnamespace and c.relkind = 'r'
      and has_table_privilege('lingding_member', c.oid, 'select, insert, update, delete, truncate')
      and c.relname not in ('entries', 'documents', 'shipments', 'filings', 'kept', 'decisions')`,
  },
  {
    name: 'a table that a member writes to',
    sql: `select c.relname as found from pg_class c where c.relnamespace = 'lingding'::regnamespace and c.relkind = 'r'
      and has_table_privilege('lingding_member', c.oid, 'insert, update, delete, truncate') and c.relname <> 'kept'`,
  },
]

/** `what: where`, for everything found; empty when all is well. */
export async function holesInTheWall(client: pg.Client): Promise<readonly string[]> {
  const holes: string[] = []
  for (const { name, sql } of checks) {
    const { rows } = await client.query<{ found: string }>(sql, sql.includes('$1') ? [nobodysTables] : [])
    holes.push(...rows.map((row) => `${name}: ${row.found}`))
  }
  return holes
}
