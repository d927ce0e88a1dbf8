// An officer's side: what was filed with the own administration, one filing of it, and the decision.
import type { Language } from '../../../src/base/language.ts'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import { call, type Answer } from './call.ts'

export interface FiledFiling {
  readonly organisation: string
  readonly organisationName: string
  readonly shipment: string
  readonly reference: string
  readonly customs: string
  readonly filing: string
  readonly filingName?: string
  readonly stage: string
  readonly stageName?: string
  readonly revision?: number
  readonly numbers?: Readonly<Record<string, string>>
  readonly changedAt: string
  readonly isSample: boolean
  readonly isCancelled?: boolean
  readonly hasDifference: boolean
}

export interface FilingPage {
  readonly filings: readonly FiledFiling[]
  readonly next?: string
  readonly isSimulated?: boolean
}

export interface PossibleDecision {
  readonly decision: string
  readonly name: string
  readonly needsReason: boolean
}

export interface OfficerFiling {
  readonly row: FiledFiling
  readonly title: string
  /** Null where today's tables cannot read any more what was filed by earlier ones. */
  readonly view: FilingView | null
  readonly differences: readonly { readonly fact: string; readonly factName: string; readonly own: string; readonly other: string }[]
  readonly history: readonly { readonly at: string; readonly title: string; readonly note: string; readonly code: string }[]
  readonly decisions: readonly PossibleDecision[]
  readonly isSimulated?: boolean
}

export interface FilingsAsked {
  /** Empty for every stage. */
  readonly stage: string
  /** Only where the two sides do not agree. */
  readonly isDiffering: boolean
  readonly after?: string
}

const pageSize = '50'

export const getFilings = ({ stage, isDiffering, after }: FilingsAsked, language: Language): Promise<Answer<FilingPage>> =>
  call('/filings', { language, query: { limit: pageSize, ...(stage === '' ? {} : { stage }), ...(isDiffering ? { differs: 'true' } : {}), ...(after === undefined ? {} : { after }) } })

/** `id` is `organisation/shipment/filing`, as in the address. */
export const getFiling = (id: string, language: Language): Promise<Answer<OfficerFiling>> => call(at(id), { language })

export const postDecision = (id: string, decision: string, reason: string, key: string, language: Language): Promise<Answer<unknown>> =>
  call(`${at(id)}/decision`, { language, body: { decision, reason }, headers: { 'Idempotency-Key': key } })

export function idOfFiling({ organisation, shipment, filing }: Pick<FiledFiling, 'organisation' | 'shipment' | 'filing'>): string {
  return `${organisation}/${shipment}/${filing}`
}

function at(id: string): string {
  return `/filings/${id.split('/').map(encodeURIComponent).join('/')}`
}
