// The register of shipments in PostgreSQL: a row per shipment and per filing, and what answers call them by. Each statement
// names organisation or administration itself, which also finds its index; the policies of the tables are the second wall.
import type { QueryConfig, QueryResultRow } from 'pg'
import type { FilingQuery, FilingRow, FiledShipment, RegisterContent, ShipmentPlace, ShipmentQuery, Shipments } from '../../app/ports.ts'
import { instant } from '../../base/instant.ts'
import { administrations, type Scope } from '../../domain/access/index.ts'
import { stages as allStages } from '../../domain/declaration/index.ts'
import type { Database } from './database.ts'
import type { Readable } from './reading.ts'
import { applyQuery } from './register-apply.ts'
import { storable } from './rows.ts'
import { within } from './scoped.ts'

export interface StoreDatabases {
  /** Works as lingding_service. */
  readonly service: Database
  /** Works as lingding_member. */
  readonly members: Database
}

interface StateRow {
  readonly state: FiledShipment
}

interface StoredFiling {
  readonly row: FilingRow
}

/** Far beyond any time; an index is walked from it. */
const beyond: ShipmentPlace = { filedAt: instant(Number.MAX_SAFE_INTEGER), organisation: '', position: 0 }
const pageSize = 256

/** `fold` is the number of the fold that rows come from: those of another one are thrown away, to be folded again. */
export async function openPostgresShipments({ service, members }: StoreDatabases, fold: number): Promise<Shipments> {
  await service.patiently((client) => client.query(forgetOtherFolds(fold)))
  const states = async (query: QueryConfig, database: Readable): Promise<readonly FiledShipment[]> =>
    (await database.patiently((client) => client.query<StateRow>(query))).rows.map((each) => each.state)
  const filingRows = async (query: QueryConfig, database: Readable): Promise<readonly FilingRow[]> =>
    (await database.patiently((client) => client.query<StoredFiling>(query))).rows.map((each) => each.row)
  return {
    position: async (chain) => {
      const query = { name: 'register-position', text: 'select position from lingding.register_positions where chain = $1 and fold = $2', values: [chain, fold] }
      const { rows } = await service.patiently((client) => client.query<{ position: number }>(query))
      return rows[0]?.position ?? 0
    },
    load: async (of) => {
      // Each is looked up by itself: a join would leave it to the planner to read them all.
      const text = `select (select s.state from lingding.shipments s where s.organisation = asked.organisation and s.id = asked.id) as state
        from unnest($1::text[], $2::text[]) as asked (organisation, id)`
      const found = await states({ name: 'register-load', text, values: [of.map((each) => each.organisation), of.map((each) => each.id)] }, service)
      return found.filter((state) => state !== null)
    },
    apply: async (chain, from, to, rows) => (await service.patiently((client) => client.query(applyQuery(chain, from, to, fold, rows)))).rowCount === 1,
    find: async (scope, organisation, id) => {
      // Officers see filings, never shipments.
      if (scope.kind === 'addressed') return undefined
      const text = 'select state from lingding.shipments where organisation = $1 and id = $2 and ($3::text is null or organisation = $3)'
      return (await states({ name: 'register-find', text, values: [organisation, id, ownOf(scope)] }, within(members, scope)))[0]
    },
    list: async (scope, query) => (scope.kind === 'addressed' ? [] : states(listQuery(scope, query), within(members, scope))),
    filings: (scope, query) => filingRows(filingsQuery(scope, query), within(members, scope)),
    filing: async (scope, organisation, shipment, filing) => {
      const text = `select row from lingding.filings where organisation = $1 and shipment = $2 and filing = $3
        and ($4::text is null or organisation = $4) and ($5::text is null or customs = $5)`
      const values = [organisation, shipment, filing, ownOf(scope), scope.kind === 'addressed' ? scope.customs : null]
      return (await filingRows({ name: 'register-filing', text, values }, within(members, scope)))[0]
    },
    byNumber: async (customs, number) => {
      const text = `select (select f.row from lingding.filings f where f.organisation = n.organisation and f.shipment = n.shipment and f.filing = n.filing)
        from lingding.filing_names n where n.customs = $1 and n.name = $2 order by n.organisation, n.shipment, n.filing limit 2`
      return filingRows({ name: 'register-by-number', text, values: [customs, storable(number)] }, service)
    },
    all: () => readAll(service),
  }
}

/** Null reaches every organisation that the policies let through. */
function ownOf(scope: Scope): string | null {
  return scope.kind === 'own' ? scope.organisation : null
}

function listQuery(scope: Scope, { limit, before = beyond }: ShipmentQuery): QueryConfig {
  if (scope.kind === 'own') {
    const text = `select state from lingding.shipments where organisation = $1 and (filed_at, organisation, position) < ($2, $3, $4)
      order by filed_at desc, position desc limit $5`
    return { name: 'register-list-own', text, values: [scope.organisation, before.filedAt, before.organisation, before.position, limit] }
  }
  const text = `select state from lingding.shipments where (filed_at, organisation, position) < ($1, $2, $3)
    order by filed_at desc, organisation desc, position desc limit $4`
  return { name: 'register-list', text, values: [before.filedAt, before.organisation, before.position, limit] }
}

/** Stage by stage: there the rows lie in the order asked for, and no more of them are read than may come back. */
function filingsQuery(scope: Scope, { customs, stages = allStages, isDiffering = false, limit, after = '' }: FilingQuery): QueryConfig {
  // Not as a parameter: the index of those that differ is found by these words.
  const [differing, name] = isDiffering ? ['and has_difference', '-differing'] : ['', '']
  if (scope.kind === 'own') {
    const text = `select found.row from unnest($2::text[]) as asked (stage)
      cross join lateral (select row, place from lingding.filings
        where organisation = $1 and stage = asked.stage and place > $3 and ($5::text is null or customs = $5) ${differing} order by place limit $4) found
      order by found.place limit $4`
    return { name: `register-filings-own${name}`, text, values: [scope.organisation, stages, after, limit, customs ?? null] }
  }
  const reached = (scope.kind === 'addressed' ? [scope.customs] : administrations).filter((each) => customs === undefined || each === customs)
  const text = `select found.row from unnest($1::text[]) as addressed (customs) cross join unnest($2::text[]) as asked (stage)
    cross join lateral (select row, place from lingding.filings
      where customs = addressed.customs and stage = asked.stage and place > $3 ${differing} order by place limit $4) found
    order by found.place limit $4`
  return { name: `register-filings${name}`, text, values: [reached, stages, after, limit] }
}

type FilingKey = Pick<FilingRow, 'organisation' | 'shipment' | 'filing'>
type FilingColumns = FilingKey & Pick<FilingRow, 'customs' | 'stage' | 'place' | 'hasDifference'>
type ShipmentColumns = Pick<FiledShipment, 'organisation' | 'id' | 'filedAt' | 'position'>

function isSame<Columns extends object>(kept: Columns, columns: Columns): boolean {
  return (Object.keys(columns) as (keyof Columns)[]).every((name) => kept[name] === columns[name])
}

/** By pages of each table's own key, so that a row which belongs to nothing is found too. */
async function readAll(service: Database): Promise<RegisterContent> {
  const shipments = await readPages<ShipmentColumns & StateRow>(service, 'shipments', ['organisation', 'id'], 'filed_at as "filedAt", position, state')
  const filings = await readPages<FilingColumns & StoredFiling>(service, 'filings', ['organisation', 'shipment', 'filing'], 'customs, stage, place, has_difference as "hasDifference", row')
  const names = new Map<string, string[]>()
  for (const row of await readPages<FilingKey & { readonly name: string }>(service, 'filing_names', ['organisation', 'shipment', 'filing', 'name'], 'customs')) {
    names.set(keyOf(row), [...(names.get(keyOf(row)) ?? []), row.name])
  }
  // What is looked for by its columns is compared by them too: a row that says another thing than they has no place.
  return {
    shipments: shipments.map(({ state, ...columns }) => (isSame(state, columns) ? state : { ...state, position: -1 })),
    filings: filings.map(({ row, ...columns }) => ({ ...row, ...(isSame(row, columns) ? {} : { place: '' }), names: sameNames(row.names, names.get(keyOf(columns)) ?? []) })),
  }
}

async function readPages<Row extends QueryResultRow>(service: Database, table: string, key: readonly string[], columns: string): Promise<readonly Row[]> {
  const places = key.map((_, at) => `$${at + 1}`).join(', ')
  const text = `select ${key.join(', ')}, ${columns} from lingding.${table} where (${key.join(', ')}) > (${places}) order by ${key.join(', ')} limit $${key.length + 1}`
  const read: Row[] = []
  for (let after: readonly string[] = key.map(() => ''); ;) {
    const { rows } = await service.patiently((client) => client.query<Row>({ name: `register-all-${table}`, text, values: [...after, pageSize] }))
    read.push(...rows)
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return read
    after = key.map((column) => String(last[column]))
  }
}

/** The row's own, as long as both tables say the same. */
function sameNames(own: readonly string[], found: readonly string[]): readonly string[] {
  const known = new Set(own.map(storable))
  return known.size === found.length && found.every((name) => known.has(name)) ? own : found
}

function keyOf({ organisation, shipment, filing }: FilingKey): string {
  return `${organisation}\n${shipment}\n${filing}`
}

/** One statement, its own transaction; nothing happens where every row comes from this fold. */
function forgetOtherFolds(fold: number): QueryConfig {
  const isOther = 'exists (select from lingding.register_positions where fold <> $1)'
  const text = `with names as (delete from lingding.filing_names where ${isOther}), filings as (delete from lingding.filings where ${isOther}),
    shipments as (delete from lingding.shipments where ${isOther}) delete from lingding.register_positions where ${isOther}`
  return { text, values: [fold] }
}
