// What a simulated customs makes of a file that it takes: a filing that it will answer, a file that it cannot read, or one
// that lies beside a filing and is none. Plain JSON, so that it can be recorded. The three customs have one shape.
import type { Knowledge } from '../../app/knowledge.ts'
import type { Instant } from '../../base/instant.ts'
import type { Customs } from '../../domain/access/index.ts'
import type { AnswerReference, FilingKind, ResultDetails } from '../../domain/declaration/index.ts'

export interface OfferedFile {
  /** `mainland/Deccus001`, `hongkong`. */
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Judged {
  readonly outcome: 'filing' | 'unreadable' | 'beside'
  readonly filing: FilingKind
  /** What its answers are known by: ClientSeqNo, or shipment and filing; empty where the file does not say. */
  readonly key: string
  /** Id of the shipment, where it is known. */
  readonly shipment: string
  readonly direction: 'import' | 'export' | 'any'
  readonly details: ResultDetails
  /** Why it cannot be read, or what the rules find, in the language of the customs. */
  readonly reasons: readonly string[]
}

/** A file taken, as it is recorded: enough to give the same answers again at any time. */
export interface Taken extends Judged {
  /** Hexadecimal SHA-256 of the file. */
  readonly digest: string
  readonly folder: string
  readonly name: string
  readonly at: Instant
  readonly scenario: string
  /** By which its answers are decided, whatever a later start says. 1 is as in life; 3600 makes an hour a second. */
  readonly seed: number
  readonly speed: number
  /** 1 for the first file of its key, 2 for what was sent again. */
  readonly sending: number
  /** The last nine digits of a number of the mainland; no two keys have the same. */
  readonly serial: number
}

/** What the numbers of a filing are made of. */
export type NumberedBy = Pick<Taken, 'key' | 'serial' | 'at' | 'direction' | 'details' | 'seed'>

export interface CustomsSimulator {
  readonly customs: Customs
  /** Under the root of the exchange; each holds the four boxes. */
  readonly folders: readonly string[]
  readonly judge: (file: OfferedFile, at: Instant, knowledge: Knowledge) => Judged
  /** The numbers that this customs gives; simulated, and the same for the same key and seed. */
  readonly numbers: (taken: NumberedBy) => AnswerReference
}

/** A name without its ending. */
export function stemOf(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,8}$/, '')
}
