// The statement that keeps what changed in the register: all rows and the position, or nothing where another process was
// first. It is one statement per batch, whatever the size, and doing it twice has one effect.
import type { QueryConfig } from 'pg'
import type { RegisterRow } from '../../app/ports.ts'
import { storable } from './rows.ts'

/** $1 chain, $2 from, $3 to, $4 fold, $5–$10 shipments, the last with their filings and names, $11–$18 filings, $19–$23 names. */
const text = `
with
  moved as (insert into lingding.register_positions as p (chain, position, fold)
    select $1, $3::bigint, $4::integer where $2::bigint = 0 or exists (select from lingding.register_positions where chain = $1)
    on conflict (chain) do update set position = excluded.position where p.position = $2::bigint and p.fold = $4::integer
    returning chain),
  changed as materialized (select * from unnest($5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::json[], $10::jsonb[])
      as given (organisation, id, filed_at, position, state, filings) where exists (select from moved)),
  written_shipments as (insert into lingding.shipments (organisation, id, filed_at, position, state)
    select organisation, id, filed_at, position, state from changed
    on conflict (organisation, id) do update set filed_at = excluded.filed_at, position = excluded.position, state = excluded.state),
  gone_filings as (delete from lingding.filings f using changed c
    where f.organisation = c.organisation and f.shipment = c.id and not c.filings ? f.filing),
  gone_names as (delete from lingding.filing_names n using changed c
    where n.organisation = c.organisation and n.shipment = c.id and not coalesce(c.filings -> n.filing ? n.name, false)),
  written_filings as (insert into lingding.filings (organisation, shipment, filing, customs, stage, place, has_difference, row)
    select given.* from unnest($11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::boolean[], $18::json[]) as given
      where exists (select from moved)
    on conflict (organisation, shipment, filing) do update set customs = excluded.customs, stage = excluded.stage, place = excluded.place,
      has_difference = excluded.has_difference, row = excluded.row),
  written_names as (insert into lingding.filing_names (organisation, shipment, filing, name, customs)
    select given.* from unnest($19::text[], $20::text[], $21::text[], $22::text[], $23::text[]) as given where exists (select from moved)
    on conflict (organisation, shipment, filing, name) do nothing)
select from moved`

/** One row comes back when it was kept. */
export function applyQuery(chain: string, from: number, to: number, fold: number, rows: readonly RegisterRow[]): QueryConfig {
  const shipments = rows.map((row) => row.shipment)
  const filings = rows.flatMap((row) => row.filings)
  const names = filings.flatMap((filing) => [...new Set(filing.names.map(storable))].map((name) => ({ filing, name })))
  const values = [
    chain,
    from,
    to,
    fold,
    shipments.map((each) => each.organisation),
    shipments.map((each) => each.id),
    shipments.map((each) => each.filedAt),
    shipments.map((each) => each.position),
    shipments.map((each) => JSON.stringify(each)),
    rows.map((row) => JSON.stringify(Object.fromEntries(row.filings.map((each) => [each.filing, each.names.map(storable)])))),
    filings.map((each) => each.organisation),
    filings.map((each) => each.shipment),
    filings.map((each) => each.filing),
    filings.map((each) => each.customs),
    filings.map((each) => each.stage),
    filings.map((each) => each.place),
    filings.map((each) => each.hasDifference),
    filings.map((each) => JSON.stringify(each)),
    names.map(({ filing }) => filing.organisation),
    names.map(({ filing }) => filing.shipment),
    names.map(({ filing }) => filing.filing),
    names.map(({ name }) => name),
    names.map(({ filing }) => filing.customs),
  ]
  return { name: 'register-apply', text, values }
}
