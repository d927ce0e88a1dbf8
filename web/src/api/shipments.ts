// Filed shipments: the list, one of them, what happened to it, and what may be done with it.
import type { Language } from '../../../src/base/language.ts'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { apiBase, call, type Answer } from './call.ts'
import type { Preview } from './reading.ts'

export interface FiledFile {
  readonly customs: string
  readonly kind: string
  readonly name: string
  readonly bytes: number
}

export interface FilingStage {
  readonly customs: string
  readonly filing: string
  readonly filingName?: string
  readonly stage: string
  readonly stageName?: string
  readonly nextStep?: string
  readonly reference?: Readonly<Record<string, string>>
  readonly sentAt?: string | null
  readonly sentRevision?: number
  readonly changedAt: string
}

export interface FieldChange {
  readonly path: string
  readonly label?: string
  readonly before: string
  readonly after: string
  /** Names of codes, where a value is one. */
  readonly beforeName?: string
  readonly afterName?: string
}

export interface ChangeEffect {
  readonly customs: string
  readonly filing: string
  readonly filingName?: string
  readonly effect: string
  readonly effectName?: string
  readonly elements: readonly { readonly path: string; readonly before: string; readonly after: string }[]
}

export interface OpenProposal {
  readonly proposal: string
  readonly change: 'amendment' | 'cancellation'
  readonly reason: string
  readonly by: string
  readonly byName?: string
  readonly at: string
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  readonly isMine?: boolean
  /** The shipment was amended since it was proposed. */
  readonly isOutdated?: boolean
}

export interface GivenShare {
  readonly share: string
  readonly by: 'push' | 'code'
  readonly partyNumber: string
  readonly administrations: readonly string[]
  readonly revision: number
  readonly expiresAt: string | null
  readonly at: string
  readonly takenBy: string | null
  readonly takenByName?: string
  readonly filedRevision: number
  readonly corrections: readonly FieldChange[]
  /** Those that are not taken over yet. */
  readonly openCorrections?: readonly FieldChange[]
}

export interface Agreement {
  readonly other: string
  readonly otherName?: string
  readonly revision: number
  readonly otherRevision: number
  readonly differences: readonly { readonly fact: string; readonly own: string; readonly other: string }[]
}

/** As it stands in a list. Older servers leave some of it out. */
export interface ShipmentRow {
  readonly id: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: string
  readonly changedAt?: string
  readonly by: string
  readonly byName?: string
  readonly revision?: number
  readonly isCancelled?: boolean
  readonly filings?: readonly FilingStage[]
  /** A number in a list. */
  readonly openProposals?: number
  readonly differences?: number
  /** Files, where the row has them. */
  readonly files?: readonly FiledFile[]
}

/** What stands in the answer to filing. */
export interface Receipt extends ShipmentRow {
  readonly chain: string
  readonly position: number
  readonly files: readonly FiledFile[]
}

export interface FiledShipment extends Receipt {
  readonly text: string
  readonly preview?: Preview
  readonly proposals?: readonly OpenProposal[]
  readonly shares?: readonly GivenShare[]
  readonly agreements?: readonly Agreement[]
  readonly sharedFrom?: SharedFrom | null
  /** What has to be known of the other side. */
  readonly issues?: readonly RenderedIssue[]
}

export interface SharedFrom {
  readonly organisation: string
  readonly name?: string
  readonly share: string
  readonly revision: number
  readonly newestRevision?: number
  /** What the sender has amended since. */
  readonly newerChanges?: readonly FieldChange[]
}

export interface TimelineEvent {
  readonly position: number
  readonly at: string
  readonly kind: string
  readonly by: string
  readonly byName?: string
  readonly title: string
  readonly detail?: string
  readonly customs?: string
  readonly filing?: string
  readonly stage?: string
  readonly stageName?: string
  readonly code?: string
  readonly codeName?: string
  readonly nextStep?: string
  readonly note?: string
  readonly isSimulated?: boolean
  readonly document?: string
}

export interface ChangePreview {
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  readonly issues: readonly RenderedIssue[]
  readonly needsSecondPerson: boolean
  /** The text that was made by taking over. */
  readonly text?: string
}

/** Done at once, or waiting for a second person. */
export interface ChangeDone {
  readonly revision?: number
  readonly proposal?: string
}

export interface MadeShare {
  readonly share: string
  /** Shown this once. */
  readonly code?: string
  readonly partyNumber: string
  readonly administrations: readonly string[]
  readonly expiresAt: string | null
}

export interface ShipmentPage {
  readonly shipments: readonly ShipmentRow[]
  readonly next?: string
}

/** Newest first; `before` is `next` of the page before. */
export const getShipments = (language: Language, limit: number, before?: string): Promise<Answer<ShipmentPage>> =>
  call('/shipments', { language, query: { limit: String(limit), ...(before === undefined ? {} : { before }) } })

export const getShipment = (id: string, language: Language): Promise<Answer<FiledShipment>> => call(at(id), { language })

export const getTimeline = (id: string, language: Language): Promise<Answer<{ readonly events: readonly TimelineEvent[] }>> =>
  call(`${at(id)}/timeline`, { language })

/** `basedOn` is the revision that was looked at; `takeOver` names a share whose changes are taken over. */
export type Change =
  | { readonly kind: 'amendments'; readonly text: string; readonly basedOn?: number }
  | { readonly kind: 'amendments'; readonly takeOver: string }
  | { readonly kind: 'cancellation' }

export const previewChange = (id: string, change: Change, language: Language): Promise<Answer<ChangePreview>> =>
  call(`${at(id)}/${change.kind}`, { language, body: { ...bodyOf(change), reason: '', isPreview: true } })

export const sendChange = (id: string, change: Change, reason: string, key: string, language: Language): Promise<Answer<ChangeDone>> =>
  call(`${at(id)}/${change.kind}`, { language, body: { ...bodyOf(change), reason }, headers: { 'Idempotency-Key': key } })

export const decideProposal = (id: string, proposal: string, decision: 'approve' | 'refuse', reason: string, language: Language): Promise<Answer<unknown>> =>
  call(`${at(id)}/proposals/${encodeURIComponent(proposal)}`, { language, body: { decision, reason }, headers: { 'Idempotency-Key': `${proposal}-${decision}` } })

/** A code is shown once, so the key is one of the press of the button. */
export const postShare = (id: string, by: 'push' | 'code', key: string, language: Language): Promise<Answer<MadeShare>> =>
  call(`${at(id)}/shares`, { language, body: { by }, headers: { 'Idempotency-Key': key } })

export const fileAddress = (id: string, name: string): string => `${apiBase}${at(id)}/files/${encodeURIComponent(name)}`

export const receiptAddress = (id: string): string => `${apiBase}${at(id)}/receipt`

export const printAddress = (id: string, kind: string, language: Language): string => `${apiBase}${at(id)}/print/${encodeURIComponent(kind)}?language=${language}`

export const checkpointAddress = (chain: string): string => `${apiBase}/checkpoint/${encodeURIComponent(chain)}`

function at(id: string): string {
  return `/shipments/${encodeURIComponent(id)}`
}

function bodyOf({ kind: _kind, ...body }: Change): object {
  return body
}
