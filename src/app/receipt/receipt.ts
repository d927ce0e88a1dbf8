// A receipt says what the journal recorded and proves it to anybody who has the verifier key, without the platform: the
// leaf of the entry, the payload that the leaf names by its hash, the path from the leaf to the root (RFC 6962), and the
// signed checkpoint that holds the root. `statement` says the same in plain members; whoever verifies makes it again from
// the leaf and the payload, so that no byte of a receipt can change. docs/formats/receipt.md.
import { formatInstant, instant } from '../../base/instant.ts'
import type { Filed } from '../shipment/events.ts'
import { parseJson, type Json, type JsonObject } from '../../journal/index.ts'

export const receiptFormat = 'lingding-receipt/1'

export interface Receipt {
  readonly format: typeof receiptFormat
  readonly statement: Statement
  /** The leaf as the tree commits to it (src/journal/entry.ts). */
  readonly entry: string
  /** Canonical JSON; its SHA-256 stands in the entry. */
  readonly payload: string
  /** Hashes from the leaf to the root, base64. */
  readonly proof: readonly string[]
  /** Signed note with the root (C2SP tlog-checkpoint). */
  readonly checkpoint: string
  /** `name+keyid+base64` (C2SP signed-note). */
  readonly verifierKey: string
}

export type Statement = FiledStatement | AnswerStatement

interface Recorded {
  readonly organisation: string
  readonly shipment: string
  /** Index of the leaf; counts from 0. */
  readonly position: number
  /** By the clock of the platform; to the millisecond in the entry. */
  readonly recordedAt: string
  readonly ruleSet: string
}

export interface FiledStatement extends Recorded {
  readonly kind: 'filed' | 'amended'
  readonly reference: string
  readonly revision: number
  readonly isSample: boolean
  /** SHA-256 of the bytes received. */
  readonly received: string
  readonly files: readonly ReceiptFile[]
}

export interface ReceiptFile {
  readonly customs: string
  readonly filing: string
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

export interface AnswerStatement extends Recorded {
  readonly kind: 'answered'
  readonly customs: string
  readonly filing: string
  readonly stage: string
  readonly code: string
  readonly isSimulated: boolean
  /** SHA-256 of the bytes that came from customs. */
  readonly received: string
  readonly fileName: string
}

/** What the log calls the entry, from its leaf. */
export interface Leaf {
  readonly chain: string
  readonly position: number
  readonly payloadHash: string
}

/** The text of a receipt, the only one it has: no spaces, members in this order. */
export function receiptText({ format, statement, entry, payload, proof, checkpoint, verifierKey }: Receipt): string {
  return JSON.stringify({ format, statement, entry, payload, proof, checkpoint, verifierKey })
}

/** Undefined when the text is not the leaf of an entry. */
export function leafFrom(entry: string): Leaf | undefined {
  const leaf = objectFrom(parseJson(entry))
  const { chain, position, payloadHash } = leaf ?? {}
  if (typeof chain !== 'string' || typeof position !== 'number' || typeof payloadHash !== 'string') return undefined
  return { chain, position, payloadHash }
}

/** What an entry says in plain members; undefined for an entry that no receipt is given for. */
export function statementFrom(entry: string, payload: string): Statement | undefined {
  const [leaf, said] = [objectFrom(parseJson(entry)), objectFrom(parseJson(payload))]
  const { kind, kindVersion, organisation, stream, position, writtenAt, ruleSet } = leaf ?? {}
  if (said === undefined || kindVersion !== 1 || typeof organisation !== 'string' || typeof stream !== 'string') return undefined
  if (typeof position !== 'number' || typeof writtenAt !== 'number' || !isMoment(writtenAt) || typeof ruleSet !== 'string') return undefined
  const shipment = stream.replace(/^shipment-/, '')
  const recorded = { organisation, shipment, position, recordedAt: formatInstant('Asia/Hong_Kong', instant(writtenAt)), ruleSet }
  switch (kind) {
    case 'ShipmentFiled':
      return filedStatement('filed', recorded, said)
    case 'ShipmentAmended':
      return filedStatement('amended', recorded, said)
    case 'CustomsAnswered':
      return answerStatement(recorded, said)
    default:
      return undefined
  }
}

function filedStatement(kind: FiledStatement['kind'], recorded: Recorded, said: JsonObject): FiledStatement | undefined {
  const { reference, isSample, received, files, revision = 1 } = said
  if (typeof reference !== 'string' || typeof isSample !== 'boolean' || typeof received !== 'string' || typeof revision !== 'number') return undefined
  if (!isList(files)) return undefined
  const { organisation, shipment, ...rest } = recorded
  const named = (files as unknown as Filed['files']).map((file) => ({ customs: file.customs, filing: file.kind, name: file.name, sha256: file.sha256, bytes: file.bytes }))
  return { kind, organisation, shipment, reference, revision, isSample, received, files: named, ...rest }
}

function answerStatement(recorded: Recorded, said: JsonObject): AnswerStatement | undefined {
  const { customs, filing, stage, code, isSimulated, digest, fileName } = said
  if (typeof customs !== 'string' || typeof filing !== 'string' || typeof stage !== 'string' || typeof code !== 'string') return undefined
  if (typeof isSimulated !== 'boolean' || typeof digest !== 'string' || typeof fileName !== 'string') return undefined
  const { organisation, shipment, ...rest } = recorded
  return { kind: 'answered', organisation, shipment, customs, filing, stage, code, isSimulated, received: digest, fileName, ...rest }
}

function objectFrom(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !isList(value) ? value : undefined
}

/** A list of objects is what an entry holds; anything else in it is no statement. */
function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null)
}

function isMoment(ms: number): boolean {
  return Number.isSafeInteger(ms) && Math.abs(ms) < 8e15
}
