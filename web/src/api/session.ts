// Who is signed in, and the way in and out.
import type { Language } from '../../../src/base/language.ts'
import { apiBase, call, type Answer } from './call.ts'

export interface SessionPrincipal {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly organisation: { readonly id: string; readonly name: string; readonly isSample: boolean; readonly administrations: readonly string[] }
}

export interface SampleAccount {
  readonly person: string
  readonly name: string
  readonly organisation: string
  readonly organisationName: string
  readonly roles: readonly string[]
}

export interface Session {
  readonly principal: SessionPrincipal | null
  /** Actions of the policy that are allowed. */
  readonly actions: readonly string[]
  readonly sampleAccounts: readonly SampleAccount[]
}

export const getSession = (language: Language): Promise<Answer<Session>> => call('/session', { language })

export const endSession = (language: Language): Promise<Answer<undefined>> => call('/session', { language, method: 'DELETE' })

/** Where a browser goes to sign in and come back to the page it is on. */
export function signInAddress(language: Language, back: string, account?: string): string {
  const query = new URLSearchParams({ language, return: back })
  if (account !== undefined) query.set('account', account)
  return `${apiBase}/sign-in?${query.toString()}`
}
