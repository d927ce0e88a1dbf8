// The round with the other side and with customs: drafts that the other side gave, and the ways to each customs.
import type { Language } from '../../../src/base/language.ts'
import { call, type Answer } from './call.ts'
import type { Preview } from './reading.ts'

export interface IncomingRow {
  readonly share: string
  readonly sender: { readonly id: string; readonly name: string }
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly revision: number
  readonly at: string
  readonly state: 'open' | 'taken' | 'filed'
  readonly isSample: boolean
  readonly isCancelled?: boolean
  /** The own shipment that was filed from it. */
  readonly shipment?: string
}

export interface IncomingDraft extends IncomingRow {
  readonly text: string
  /** Where each value that is there came from. */
  readonly fields: readonly { readonly path: string; readonly from: string }[]
  readonly preview?: Preview
  readonly administrations: readonly string[]
}

export interface ChannelState {
  readonly name: string
  readonly customs: string
  readonly isOpen: boolean
  /** How much waits; told to those only who may know of everybody's. */
  readonly waiting?: number
  readonly since?: string | null
  readonly reason?: string | null
  /** The reason as a sentence. */
  readonly reasonText?: string
  readonly isSimulated?: boolean
}

export interface IncomingPage {
  readonly shares: readonly IncomingRow[]
  readonly next?: string
}

/** Newest first; `before` is `next` of the page before. */
export const getIncoming = (before: string | undefined, language: Language): Promise<Answer<IncomingPage>> =>
  call('/incoming', { language, query: before === undefined ? {} : { before } })

/** What nothing was filed from yet. */
export const getUnfiled = (language: Language): Promise<Answer<IncomingPage>> => call('/incoming', { language, query: { unfiled: 'true', limit: '500' } })

export const redeemCode = (code: string, language: Language): Promise<Answer<{ readonly share: string }>> => call('/incoming/redeem', { language, body: { code } })

export const getIncomingDraft = (share: string, language: Language): Promise<Answer<IncomingDraft>> => call(`/incoming/${encodeURIComponent(share)}`, { language })

export const getChannels = (language: Language): Promise<Answer<{ readonly channels: readonly ChannelState[] }>> => call('/channels', { language })
