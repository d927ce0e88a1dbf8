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

export const migrations: readonly Migration[] = [{ number: 1, name: 'journal', sql: journalTables }]
