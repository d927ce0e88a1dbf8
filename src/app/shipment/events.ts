// What happens to a shipment, as the journal keeps it: one stream `shipment-<id>` in the chain of each organisation that
// files of it. Payloads are plain JSON; `kindVersion` is 1 for each unless an upcaster says otherwise.
import type { Instant } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import type { Customs, OrganisationId } from '../../domain/access/index.ts'
import type { AnswerReference, AnswerStage, FilingKind } from '../../domain/declaration/index.ts'

export const shipmentChainPrefix = 'shipments-'

export function chainOf(organisation: OrganisationId): string {
  return shipmentChainPrefix + organisation
}

export function streamOf(shipment: string): string {
  return `shipment-${shipment}`
}

/** A file as it was written, by its hash. */
export interface FiledFile {
  readonly customs: Customs
  readonly kind: FilingKind
  readonly name: string
  readonly mediaType: string
  /** Hexadecimal SHA-256 of the bytes written. */
  readonly sha256: string
  readonly bytes: number
}

/** What is filed: at first, and again with every amendment. The dossier is the document of the entry. */
export interface Filed {
  readonly id: string
  /** What customs' answers come back by, 16 hexadecimal digits; absent in entries that are older than two sides: the id. */
  readonly senderNumber?: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly received: string
  readonly judgedAt: Instant
  readonly judgedOn: string
  readonly files: readonly FiledFile[]
  readonly issues: readonly Issue[]
  /** With whom the organisation files itself; absent in entries that are older than two sides: with all. */
  readonly administrations?: readonly Customs[]
  /** What must agree between the filings of both sides. */
  readonly agreed?: AgreedFacts
  /** The other side's draft that this was made from. */
  readonly sharedFrom?: SharedFrom
  /** The single window's number that the mainland message was sent again with. */
  readonly unifiedNumber?: string
}

export interface SharedFrom {
  readonly organisation: OrganisationId
  /** The sender's revision that it was made from. */
  readonly revision: number
  readonly share: string
  /** What the sender had given and this side filed otherwise. */
  readonly corrections: readonly FieldChange[]
}

/** Rule R22: packages, goods, party and date must agree between the declarations. Values as printed in the filings. */
export interface AgreedFacts {
  readonly packages: string
  readonly goods: readonly string[]
  readonly parties: readonly string[]
  readonly date: string
}

/**
 * One value that changed, with its canonical texts; or a whole thing of a list that came or went (`lines[2]`), then the text
 * is the thing as JSON. Indexes are those after the change, of what went those before.
 */
export interface FieldChange {
  /** Field path of the submission, `lines[0].quantity`. */
  readonly path: string
  /** Empty where there was none. */
  readonly before: string
  readonly after: string
}

export const effects = ['unchanged', 'added', 'replaced', 'resent', 'amend-at-customs', 'unbundle-first', 'withdrawn', 'cancel-at-customs', 'too-late'] as const
export type Effect = (typeof effects)[number]

/** What a change does to one filing: sent again, to be amended at customs first, not possible any more. */
export interface ChangeEffect {
  readonly customs: Customs
  readonly filing: FilingKind
  readonly effect: Effect
  /** Elements of the filing that change, before and after; the first so many. */
  readonly elements: readonly ElementChange[]
  /** How many more elements change than are named. */
  readonly more?: number
  /** The shipment as it is now has no such filing. */
  readonly isDropped?: true
}

export interface ElementChange {
  /** `mainland-declaration/DecList[0]/GQty`. */
  readonly path: string
  readonly before: string
  readonly after: string
}

export interface ShipmentAmended extends Filed {
  readonly revision: number
  readonly reason: string
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  /** The proposal that somebody else approved. */
  readonly proposal?: string
  readonly proposedBy?: string
}

export interface ShipmentCancelled {
  readonly reason: string
  readonly effects: readonly ChangeEffect[]
  readonly proposal?: string
  readonly proposedBy?: string
}

/** Waits for a second person. For an amendment the text as received is the document of the entry. */
export interface ChangeProposed {
  readonly proposal: string
  readonly change: 'amendment' | 'cancellation'
  readonly revision: number
  readonly reason: string
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  /** The other side's revision that the amended text takes account of. */
  readonly sharedRevision?: number
}

export interface ChangeRefused {
  readonly proposal: string
  readonly reason: string
  /** By whoever had proposed it. */
  readonly isWithdrawn?: boolean
}

/** The files of a revision reached the channel of a customs. */
export interface FilingsSent {
  readonly customs: Customs
  readonly revision: number
  readonly files: readonly string[]
  readonly channel: string
}

/** The bytes of the answer are the document of the entry; `digest` is their SHA-256. */
export interface CustomsAnswered {
  readonly customs: Customs
  readonly filing: FilingKind
  readonly stage: AnswerStage
  readonly code: string
  readonly reference: AnswerReference
  readonly noticedAt: Instant | null
  readonly note: string
  readonly isSimulated: boolean
  readonly digest: string
  readonly fileName: string
}

/** The other side may have the draft. The code itself is never kept, only its hash. */
export interface ShipmentShared {
  readonly share: string
  readonly by: 'push' | 'code'
  readonly codeHash: string | null
  /** Number of the party it is for: business registration, unified social credit code, Macao operator number. */
  readonly partyNumber: string
  readonly administrations: readonly Customs[]
  readonly revision: number
  readonly expiresAt: Instant | null
}

/** The other side took the draft: with a code, or by opening what was pushed. */
export interface ShareTaken {
  readonly share: string
  readonly organisation: OrganisationId
}

/** The other side filed with these differences from what was given. */
export interface OtherSideFiled {
  readonly share: string
  readonly organisation: OrganisationId
  readonly revision: number
  readonly corrections: readonly FieldChange[]
}

/** The newest revisions of both sides were compared; no difference is said too. */
export interface AgreementChecked {
  readonly other: OrganisationId
  readonly revision: number
  readonly otherRevision: number
  readonly differences: readonly Difference[]
}

export interface Difference {
  readonly fact: 'packages' | 'goods' | 'party' | 'date'
  readonly own: string
  readonly other: string
}

/** Every kind of event of a shipment with the shape of its payload. */
export interface ShipmentEvents {
  readonly ShipmentFiled: Filed
  readonly ShipmentAmended: ShipmentAmended
  readonly ShipmentCancelled: ShipmentCancelled
  readonly ChangeProposed: ChangeProposed
  readonly ChangeRefused: ChangeRefused
  readonly FilingsSent: FilingsSent
  readonly CustomsAnswered: CustomsAnswered
  readonly ShipmentShared: ShipmentShared
  readonly ShareTaken: ShareTaken
  readonly OtherSideFiled: OtherSideFiled
  readonly AgreementChecked: AgreementChecked
}

export type ShipmentEventKind = keyof ShipmentEvents
