// The statement that writes one batch: all its rows, in every table, or none.
import type { QueryConfig } from 'pg'
import {
  canonicalJson,
  type AssignedNumber,
  type BatchDecision,
  type DocumentRecord,
  type EntryRecord,
  type KeyRecord,
  type OutboxRecord,
  type SubtreeRecord,
} from '../../journal/index.ts'
import { packDocument, type PackedDocument } from './packed-document.ts'
import { bytesOf } from './rows.ts'

const writeText = `
with
  written_entries as (insert into lingding.entries (chain, position, stream, version, kind, kind_version, organisation, actor,
      written_at, rule_set, key, input_hash, document, number_office, number_year, number_value, payload, leaf_hash)
    select $1, * from unnest($2::bigint[], $3::text[], $4::integer[], $5::text[], $6::integer[], $7::text[], $8::text[],
      $9::bigint[], $10::text[], $11::text[], $12::bytea[], $13::bytea[], $14::text[], $15::integer[], $16::bigint[],
      $17::text[], $18::bytea[])),
  written_keys as (insert into lingding.keys (chain, organisation, key, input_hash, first_position, entry_count)
    select $1, * from unnest($19::text[], $20::text[], $21::bytea[], $22::bigint[], $23::integer[])),
  written_documents as (insert into lingding.documents (chain, organisation, sha256, media_type, bytes, packing)
    select $1, organisation, sha256, media_type, substring($27::bytea from place for length), packing
    from unnest($24::text[], $25::bytea[], $26::text[], $42::text[], $43::integer[], $44::integer[])
      as given (organisation, sha256, media_type, packing, place, length)
    on conflict (chain, organisation, sha256) do nothing),
  written_numbers as (insert into lingding.numbers (chain, office, year, last)
    select $1, * from unnest($28::text[], $29::integer[], $30::bigint[])
    on conflict (chain, office, year) do update set last = excluded.last),
  written_outbox as (insert into lingding.outbox (chain, sequence, position, topic, payload)
    select $1, * from unnest($31::bigint[], $32::bigint[], $33::text[], $34::text[])),
  written_subtrees as (insert into lingding.subtrees (chain, level, index, hash)
    select $1, * from unnest($35::integer[], $36::bigint[], $37::bytea[]))
  insert into lingding.chains as c (chain, size, range, outbox_size)
    select $1, case when $41::bigint = coalesce((select size from lingding.chains where chain = $1), 0) then $38::bigint else -1 end, $39, $40
    on conflict (chain) do update set size = case when c.size = $41::bigint then excluded.size else -1 end,
      range = excluded.range, outbox_size = excluded.outbox_size`

/**
 * Writes the decision, if the chain is as long as it was when it was decided; if not, the size becomes -1, which its
 * CHECK refuses, and with it the whole statement.
 */
export function writeQuery(chain: string, decidedAt: number, decision: BatchDecision): QueryConfig {
  const { range, outboxSize } = decision.head
  const packed = decision.documents.map(packDocument)
  return {
    name: 'batch-write',
    text: writeText,
    values: [
      chain,
      ...entryColumns(decision.records),
      ...keyColumns(decision.keys),
      ...documentColumns(decision.documents, packed),
      ...numberColumns(decision.numbers),
      ...outboxColumns(decision.outbox),
      ...subtreeColumns(decision.subtrees),
      range.size,
      Buffer.concat(range.hashes),
      outboxSize,
      decidedAt,
      packed.map((each) => each.packing),
      placesOf(packed),
      packed.map((each) => each.bytes.length),
    ],
  }
}

function entryColumns(records: readonly EntryRecord[]): readonly unknown[] {
  return [
    records.map((each) => each.position),
    records.map((each) => each.stream),
    records.map((each) => each.version),
    records.map((each) => each.kind),
    records.map((each) => each.kindVersion),
    records.map((each) => each.organisation),
    records.map((each) => each.actor),
    records.map((each) => each.writtenAt),
    records.map((each) => each.ruleSet),
    records.map((each) => each.key),
    records.map((each) => bytesOf(each.inputHash)),
    records.map((each) => (each.document === undefined ? null : bytesOf(each.document))),
    records.map((each) => each.number?.office ?? null),
    records.map((each) => each.number?.year ?? null),
    records.map((each) => each.number?.value ?? null),
    records.map((each) => each.payloadText),
    records.map((each) => bytesOf(each.leafHash)),
  ]
}

function keyColumns(keys: readonly KeyRecord[]): readonly unknown[] {
  return [
    keys.map((each) => each.organisation),
    keys.map((each) => each.key),
    keys.map((each) => bytesOf(each.inputHash)),
    keys.map((each) => each.firstPosition),
    keys.map((each) => each.entryCount),
  ]
}

function documentColumns(documents: readonly DocumentRecord[], packed: readonly PackedDocument[]): readonly unknown[] {
  return [
    documents.map((each) => each.organisation),
    documents.map((each) => bytesOf(each.sha256)),
    documents.map((each) => each.mediaType),
    // In one piece: an array of bytes goes out as hexadecimal text, twice as long.
    Buffer.concat(packed.map((each) => each.bytes)),
  ]
}

/** Where each begins in the one piece, from 1. */
function placesOf(packed: readonly PackedDocument[]): readonly number[] {
  let next = 1
  return packed.map(({ bytes }) => {
    const place = next
    next += bytes.length
    return place
  })
}

function numberColumns(numbers: readonly AssignedNumber[]): readonly unknown[] {
  return [
    numbers.map((each) => each.office),
    numbers.map((each) => each.year),
    numbers.map((each) => each.value),
  ]
}

function outboxColumns(outbox: readonly OutboxRecord[]): readonly unknown[] {
  return [
    outbox.map((each) => each.sequence),
    outbox.map((each) => each.position),
    outbox.map((each) => each.topic),
    outbox.map((each) => canonicalJson(each.payload)),
  ]
}

function subtreeColumns(subtrees: readonly SubtreeRecord[]): readonly unknown[] {
  return [
    subtrees.map((each) => each.level),
    subtrees.map((each) => each.index),
    subtrees.map((each) => asBuffer(each.hash)),
  ]
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
