// An entry is one event as the journal keeps it: its place in its chain and its stream, what happened, on whose behalf,
// by whom, when, under which rule set, from which bytes. `position` counts from 0 in the chain and is the index of the
// leaf; `version` counts from 1 in the stream; `writtenAt` is the writer's clock in milliseconds since 1970.
//
// The leaf of the Merkle tree is the canonical JSON of these members and no other, every one always present:
//   actor, chain, document (hex or null), inputHash (hex), key, kind, kindVersion, number ({office, value, year} or null),
//   organisation, payloadHash (hex: SHA-256 of the canonical JSON of the payload), position, ruleSet, stream, version,
//   writtenAt
// The payload itself is not in the leaf, so an entry can be proved to somebody who may not read its content.
import { invariant } from '../base/invariant.ts'
import type { Instant } from '../base/instant.ts'
import { canonicalJson, parseJson, type Json } from './canonical-json.ts'
import { digestOf, type Digest, type Sha256 } from './digest.ts'
import { hashLeaf } from './merkle.ts'

/** What a decision says happened. `kindVersion` is the version of the payload's shape. */
export interface JournalEvent {
  readonly kind: string
  readonly kindVersion: number
  readonly payload: Json
}

/** Numbers run 1, 2, 3 … without gap within one office and year; a series lives within one chain. */
export interface NumberSeries {
  readonly office: string
  readonly year: number
}

export interface AssignedNumber extends NumberSeries {
  readonly value: number
}

interface EntryFrame {
  readonly chain: string
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly kind: string
  readonly kindVersion: number
  readonly organisation: string
  readonly actor: string
  readonly writtenAt: Instant
  readonly ruleSet: string
  /** The client's idempotency key, and the hash of the input that came with it. */
  readonly key: string
  readonly inputHash: Digest
  /** Hash of the bytes received, kept beside the journal; the same for every entry of one append. */
  readonly document?: Digest
  /** On the first entry of the append that took the number. */
  readonly number?: AssignedNumber
}

export interface Entry extends EntryFrame {
  readonly payload: Json
}

/** An entry as it is stored: the payload still a text, beside the leaf hash that was written with it. */
export interface EntryRecord extends EntryFrame {
  readonly payloadText: string
  readonly leafHash: Digest
}

export type UnhashedRecord = Omit<EntryRecord, 'leafHash'>

/** The bytes that the tree commits to, as text. */
export function leafText(record: UnhashedRecord, sha256: Sha256): string {
  const { number } = record
  return canonicalJson({
    actor: record.actor,
    chain: record.chain,
    document: record.document ?? null,
    inputHash: record.inputHash,
    key: record.key,
    kind: record.kind,
    kindVersion: record.kindVersion,
    number: number === undefined ? null : { office: number.office, value: number.value, year: number.year },
    organisation: record.organisation,
    payloadHash: digestOf(sha256(record.payloadText)),
    position: record.position,
    ruleSet: record.ruleSet,
    stream: record.stream,
    version: record.version,
    writtenAt: record.writtenAt,
  })
}

export function leafHashOf(record: UnhashedRecord, sha256: Sha256): Uint8Array {
  return hashLeaf(leafText(record, sha256), sha256)
}

/** The entry of a record that this program wrote; a payload that is no longer JSON means a damaged store. */
export function entryOf(record: EntryRecord): Entry {
  const { payloadText, leafHash: _, ...frame } = record
  const payload = parseJson(payloadText)
  invariant(payload !== undefined, `the payload of ${record.chain} at ${record.position} is JSON`)
  return { ...frame, payload }
}
