// The register of shipments in PostgreSQL: a row per shipment and per filing, and what answers call them by.
import type { QueryConfig } from 'pg'
import type { FilingQuery, FilingRow, FiledShipment, RegisterRow, ShipmentQuery, Shipments } from '../../app/ports.ts'
import type { Scope } from '../../domain/access/index.ts'
import type { Database } from './database.ts'
import { within } from './scoped.ts'

export interface StoreDatabases {
  /** Works as lingding_service. */
  readonly service: Database
  /** Works as lingding_member. */
  readonly members: Database
}

/** Far beyond any position; an index is walked from it. */
const beyond = Number.MAX_SAFE_INTEGER

export function openPostgresShipments({ service, members }: StoreDatabases): Shipments {
  const states = async (query: QueryConfig, database: Pick<Database, 'patiently'>): Promise<readonly FiledShipment[]> => {
    const { rows } = await database.patiently((client) => client.query<{ state: string }>(query))
    return rows.map((row) => JSON.parse(row.state) as FiledShipment)
  }
  const filingRows = async (query: QueryConfig, database: Pick<Database, 'patiently'>): Promise<readonly FilingRow[]> => {
    const { rows } = await database.patiently((client) => client.query<{ row: string }>(query))
    return rows.map((row) => JSON.parse(row.row) as FilingRow)
  }
  return {
    position: async (chain) => {
      const query = { name: 'register-position', text: 'select position from lingding.register_positions where chain = $1', values: [chain] }
      const { rows } = await service.patiently((client) => client.query<{ position: number }>(query))
      return rows[0]?.position ?? 0
    },
    load: (of) => {
      const text =
        'select s.state from unnest($1::text[], $2::text[]) as asked (organisation, id) join lingding.shipments s on s.organisation = asked.organisation and s.id = asked.id'
      return states({ name: 'register-load', text, values: [of.map((each) => each.organisation), of.map((each) => each.id)] }, service)
    },
    apply: async (chain, from, to, rows) => {
      const { rowCount } = await service.patiently((client) => client.query(applyQuery(chain, from, to, rows)))
      return rowCount === 1
    },
    find: async (scope, organisation, id) => {
      const query = { name: 'register-find', text: 'select state from lingding.shipments where organisation = $1 and id = $2', values: [organisation, id] }
      return (await states(query, within(members, scope)))[0]
    },
    list: (scope, query) => states(listQuery(scope, query), within(members, scope)),
    filings: (scope, query) => filingRows(filingsQuery(scope, query), within(members, scope)),
    filing: async (scope, organisation, shipment, filing) => {
      const text = 'select row from lingding.filings where organisation = $1 and shipment = $2 and filing = $3'
      return (await filingRows({ name: 'register-filing', text, values: [organisation, shipment, filing] }, within(members, scope)))[0]
    },
    byNumber: async (customs, number) => {
      const text = `select f.row from lingding.filing_names n join lingding.filings f using (organisation, shipment, filing)
        where n.customs = $1 and n.name = $2 order by n.organisation limit 1`
      return (await filingRows({ name: 'register-by-number', text, values: [customs, number] }, service))[0]
    },
    all: () => states({ name: 'register-all', text: 'select state from lingding.shipments order by organisation, id' }, service),
  }
}

const applyText = `
with
  moved as (insert into lingding.register_positions as p (chain, position)
    select $1, $3::bigint where $2::bigint = coalesce((select position from lingding.register_positions where chain = $1), 0)
    on conflict (chain) do update set position = excluded.position where p.position = $2::bigint
    returning 1),
  written_shipments as (insert into lingding.shipments (organisation, id, position, state)
    select given.* from unnest($4::text[], $5::text[], $6::bigint[], $7::text[]) as given where exists (select from moved)
    on conflict (organisation, id) do update set state = excluded.state),
  written_filings as (insert into lingding.filings (organisation, shipment, filing, customs, stage, place, row)
    select given.* from unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) as given where exists (select from moved)
    on conflict (organisation, shipment, filing) do update set stage = excluded.stage, place = excluded.place, row = excluded.row),
  written_names as (insert into lingding.filing_names (organisation, shipment, filing, name, customs)
    select given.* from unnest($15::text[], $16::text[], $17::text[], $18::text[], $19::text[]) as given where exists (select from moved)
    on conflict (organisation, shipment, filing, name) do nothing)
select from moved`

/** One statement: everything and the position, or nothing where another process was first. */
function applyQuery(chain: string, from: number, to: number, rows: readonly RegisterRow[]): QueryConfig {
  const shipments = rows.map((row) => row.shipment)
  const filings = rows.flatMap((row) => row.filings)
  const names = filings.flatMap((filing) => filing.names.map((name) => ({ filing, name })))
  const values = [
    chain,
    from,
    to,
    shipments.map((each) => each.organisation),
    shipments.map((each) => each.id),
    shipments.map((each) => each.position),
    shipments.map((each) => JSON.stringify(each)),
    filings.map((each) => each.organisation),
    filings.map((each) => each.shipment),
    filings.map((each) => each.filing),
    filings.map((each) => each.customs),
    filings.map((each) => each.stage),
    filings.map((each) => each.place),
    filings.map((each) => JSON.stringify(each)),
    names.map(({ filing }) => filing.organisation),
    names.map(({ filing }) => filing.shipment),
    names.map(({ filing }) => filing.filing),
    names.map(({ name }) => name),
    names.map(({ filing }) => filing.customs),
  ]
  return { name: 'register-apply', text: applyText, values }
}

function listQuery(scope: Scope, { limit, before = beyond }: ShipmentQuery): QueryConfig {
  if (scope.kind === 'own') {
    const text = 'select state from lingding.shipments where organisation = $1 and position < $2 order by position desc limit $3'
    return { name: 'register-list-own', text, values: [scope.organisation, before, limit] }
  }
  return { name: 'register-list', text: 'select state from lingding.shipments where position < $1 order by position desc, organisation limit $2', values: [before, limit] }
}

/** The explicit predicate is the first wall, and the one that finds an index; the policy of the table is the second. */
function filingsQuery(scope: Scope, { customs, stages, limit, after = '' }: FilingQuery): QueryConfig {
  const asked: readonly (readonly [string, unknown])[] = [
    ...(scope.kind === 'own' ? [['organisation =', scope.organisation] as const] : []),
    ...(scope.kind === 'addressed' ? [['customs =', scope.customs] as const] : []),
    ...(customs === undefined ? [] : [['customs =', customs] as const]),
    ['place >', after],
  ]
  const conditions = asked.map(([condition], at) => `${condition} $${at + 1}`)
  const values = asked.map(([, value]) => value)
  if (stages !== undefined) conditions.push(`stage = any($${values.push([...stages])}::text[])`)
  const text = `select row from lingding.filings where ${conditions.join(' and ')} order by place limit $${values.push(limit)}`
  return { name: `register-filings-${scope.kind}-${customs === undefined ? 0 : 1}-${stages === undefined ? 0 : 1}`, text, values }
}
