// What ships with the product: the form, code lists, samples, saved profiles, and the check of a shipment. Without the
// server samples and profiles are those of the last answer; form and lists then come from src/offline.
import type { Language } from '../../../src/base/language.ts'
import type { ShipmentView } from '../../../src/domain/declaration/index.ts'
import { lastAnswer, remembered } from '../device/remembered.ts'
import { call, type Answer } from './call.ts'

export interface FormField {
  /** Pattern, `lines[].unit`. */
  readonly path: string
  readonly kind: 'text' | 'decimal' | 'integer' | 'flag' | 'date' | 'instant' | 'code' | 'choice'
  readonly options?: readonly string[]
  readonly list?: string
  readonly maxLength?: number
  readonly decimals?: number
  readonly label: string
}

export interface CodeList {
  readonly list: string
  readonly isComplete: boolean
  readonly source: string
  readonly entries: readonly { readonly code: string; readonly name: string }[]
}

export interface Example {
  readonly id: string
  readonly title: string
  readonly direction: string
  readonly counterpart: string
  readonly text: string
}

export interface Profile {
  readonly name: string
  readonly isSample?: boolean
  readonly values: Readonly<Record<string, unknown>>
}

/** Of a text that cannot be read as a shipment there are only issues. */
export type Preview = Pick<ShipmentView, 'isAcceptable' | 'issues' | 'filings'> & Partial<Pick<ShipmentView, 'count' | 'countWithUnverified'>>

export const askForm = (language: Language): Promise<Answer<{ readonly fields: readonly FormField[] }>> => call('/form', { language })

export const askCodes = (list: string, on: string, language: Language): Promise<Answer<CodeList>> =>
  call(`/codes/${encodeURIComponent(list)}`, { language, query: on === '' ? {} : { on } })

export const getExamples = (language: Language): Promise<Answer<{ readonly examples: readonly Example[] }>> =>
  remembered(`examples ${language}`, call('/examples', { language }))

export const getProfiles = (language: Language): Promise<Answer<{ readonly profiles: readonly Profile[] }>> =>
  remembered('profiles', call('/profiles', { language }))

/** The profiles as they were last seen, without asking the server. */
export const lastProfiles = async (): Promise<readonly Profile[]> => (await lastAnswer<{ readonly profiles: readonly Profile[] }>('profiles'))?.profiles ?? []

export const postPreview = (text: string, language: Language, signal: AbortSignal): Promise<Answer<Preview>> =>
  call('/preview', { language, body: { text }, signal })
