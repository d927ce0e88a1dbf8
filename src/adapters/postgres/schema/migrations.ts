// The schema, as numbered steps that are applied once, in order, and never changed afterwards. The chain is the first
// column of every key, so that it can be the distribution column of a cluster; `organisation` stands on every row of a
// party's own data, for row-level security. Constraints only: no logic lives in the database.
// Documents of up to 8 KB, as most are, stay in their row: without that each is cut in two and kept in another table.
// Times are milliseconds since 1970, hashes 32 bytes, payloads the canonical JSON text that was hashed.

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

const journalTables = `
create table lingding.chains (
  chain text not null primary key,
  size bigint not null check (size >= 0),
  range bytea not null check (octet_length(range) % 32 = 0),
  outbox_size bigint not null check (outbox_size >= 0)
);
create table lingding.entries (
  chain text not null,
  position bigint not null check (position >= 0),
  stream text not null,
  version integer not null check (version >= 1),
  kind text not null,
  kind_version integer not null,
  organisation text not null,
  actor text not null,
  written_at bigint not null,
  rule_set text not null,
  key text not null,
  input_hash bytea not null check (octet_length(input_hash) = 32),
  document bytea check (octet_length(document) = 32),
  number_office text,
  number_year integer,
  number_value bigint check (number_value >= 1),
  payload text not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  primary key (chain, position),
  unique (chain, stream, version),
  check (num_nulls(number_office, number_year, number_value) in (0, 3))
);
create unique index entries_number on lingding.entries (chain, number_office, number_year, number_value)
  where number_value is not null;
create table lingding.keys (
  chain text not null,
  organisation text not null,
  key text not null,
  input_hash bytea not null check (octet_length(input_hash) = 32),
  first_position bigint not null check (first_position >= 0),
  entry_count integer not null check (entry_count >= 1),
  primary key (chain, organisation, key)
);
create table lingding.documents (
  chain text not null,
  organisation text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  media_type text not null,
  bytes bytea not null,
  primary key (chain, organisation, sha256)
) with (toast_tuple_target = 8160);
create table lingding.numbers (
  chain text not null,
  office text not null,
  year integer not null,
  last bigint not null check (last >= 1),
  primary key (chain, office, year)
);
create table lingding.outbox (
  chain text not null,
  sequence bigint not null check (sequence >= 0),
  position bigint not null check (position >= 0),
  topic text not null,
  payload text not null,
  primary key (chain, sequence)
);
create table lingding.subtrees (
  chain text not null,
  level integer not null check (level >= 1),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (chain, level, index)
);
create table lingding.checkpoints (
  chain text not null,
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  primary key (chain, size)
);
`

/** Read models that can be made again from the journal, what organisations keep, and the log of decisions. */
const storeTables = `
create table lingding.register_positions (
  chain text collate "C" not null primary key,
  position bigint not null check (position >= 0),
  fold integer not null
);
create table lingding.shipments (
  organisation text collate "C" not null,
  id text collate "C" not null,
  position bigint not null,
  state json not null,
  primary key (organisation, id)
) with (toast_tuple_target = 8160);
create index shipments_own on lingding.shipments (organisation, position);
create index shipments_all on lingding.shipments (position, organisation);
create table lingding.filings (
  organisation text collate "C" not null,
  shipment text collate "C" not null,
  filing text collate "C" not null,
  customs text collate "C" not null,
  stage text collate "C" not null,
  place text collate "C" not null,
  row json not null,
  primary key (organisation, shipment, filing)
);
create index filings_own on lingding.filings (organisation, stage, place);
create index filings_addressed on lingding.filings (customs, stage, place);
create table lingding.filing_names (
  organisation text collate "C" not null,
  shipment text collate "C" not null,
  filing text collate "C" not null,
  name text collate "C" not null,
  customs text collate "C" not null,
  primary key (organisation, shipment, filing, name)
);
create index filing_names_name on lingding.filing_names (customs, name);
create table lingding.kept (
  organisation text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  version integer not null check (version >= 1),
  title text not null,
  content text not null,
  changed_at bigint not null,
  changed_by text not null,
  is_removed boolean not null,
  primary key (organisation, kind, id)
);
create table lingding.decisions (
  organisation text collate "C" not null,
  sequence bigint generated always as identity,
  decided_at bigint not null,
  kind text not null,
  principal text not null,
  action text not null,
  resource text not null,
  is_allowed boolean not null,
  reason text not null,
  primary key (organisation, sequence)
);
create index decisions_sequence on lingding.decisions (sequence);
`

// A setting that is missing or empty is null here, and null lets nothing through.
const own = `organisation = nullif(current_setting('lingding.organisation', true), '')`
const addressed = `customs = nullif(current_setting('lingding.customs', true), '')`
const everything = `current_setting('lingding.reach', true) = 'all'`

/**
 * Row-level security on every table, for the owner too. The roles are there already (server-roles.ts). The service has no
 * right to change or remove what is a record. A member sees what the settings of its transaction say: officers only filings
 * made with their administration, never shipments and never documents.
 */
const walls = `
do $$ declare name text; begin
  for name in select relname from pg_catalog.pg_class where relnamespace = 'lingding'::regnamespace and relkind = 'r' loop
    execute format('alter table lingding.%I enable row level security, force row level security', name);
    execute format('create policy owner on lingding.%I to current_user using (true) with check (true)', name);
    execute format('create policy service on lingding.%I to lingding_service using (true) with check (true)', name);
  end loop;
end $$;
grant usage on schema lingding to lingding_service, lingding_member;
grant select, insert on lingding.entries, lingding.keys, lingding.documents, lingding.outbox, lingding.subtrees, lingding.checkpoints,
  lingding.decisions to lingding_service;
grant select, insert, update on lingding.chains, lingding.numbers to lingding_service;
grant select, insert, update, delete on lingding.register_positions, lingding.shipments, lingding.filings, lingding.filing_names to lingding_service;
grant select on lingding.entries, lingding.documents, lingding.shipments, lingding.filings, lingding.decisions to lingding_member;
grant select, insert, update on lingding.kept to lingding_member;
create policy member_own on lingding.entries for select to lingding_member using (${own});
create policy member_all on lingding.entries for select to lingding_member using (${everything});
create policy member_own on lingding.documents for select to lingding_member using (${own});
create policy member_all on lingding.documents for select to lingding_member using (${everything});
create policy member_own on lingding.shipments for select to lingding_member using (${own});
create policy member_all on lingding.shipments for select to lingding_member using (${everything});
create policy member_own on lingding.filings for select to lingding_member using (${own});
create policy member_addressed on lingding.filings for select to lingding_member using (${addressed});
create policy member_all on lingding.filings for select to lingding_member using (${everything});
create policy member_own on lingding.kept to lingding_member using (${own}) with check (${own});
create policy member_all on lingding.decisions for select to lingding_member using (${everything});
`

/** Lists go by time: a position says something within its chain only. The time is cut out of the text: a NUL in it would stop ->>. */
const shipmentsByTime = `
alter table lingding.shipments add column filed_at bigint;
update lingding.shipments set filed_at = substring(state::text from '"filedAt":([0-9]+)')::bigint;
alter table lingding.shipments alter column filed_at set not null;
drop index lingding.shipments_own, lingding.shipments_all;
create index shipments_own on lingding.shipments (organisation, filed_at, position);
create index shipments_all on lingding.shipments (filed_at, organisation, position);
`

/** An officer asks for them by themselves, and they are few. */
const filingsThatDiffer = `
alter table lingding.filings add column has_difference boolean;
update lingding.filings set has_difference = row::text ~ '"hasDifference":true';
alter table lingding.filings alter column has_difference set not null;
create index filings_differing on lingding.filings (customs, stage, place) where has_difference;
`

export const migrations: readonly Migration[] = [
  { number: 1, name: 'journal', sql: journalTables },
  { number: 2, name: 'stores', sql: storeTables + walls },
  { number: 3, name: 'packed documents', sql: `alter table lingding.documents add column packing text not null default 'none' check (packing in ('none', 'deflate'))` },
  { number: 4, name: 'shipments by time', sql: shipmentsByTime },
  { number: 5, name: 'filings that differ', sql: filingsThatDiffer },
]
