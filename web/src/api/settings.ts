// What an organisation sets up for itself, and what the operator and the auditor look after: keys, profiles, webhooks,
// people and organisations, channels and parked answers, the log of decisions.
import type { Language } from '../../../src/base/language.ts'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { apiBase, call, type Answer } from './call.ts'

export interface ApiKey {
  readonly id: string
  readonly label: string
  readonly roles: readonly string[]
  readonly by: string
  readonly at: string
  readonly isRevoked: boolean
}

export interface KeptProfile {
  readonly name: string
  readonly isSample?: boolean
  readonly values: Readonly<Record<string, unknown>>
  /** Where the server keeps it for the organisation. */
  readonly version?: number
  readonly isRemoved?: boolean
}

export interface Webhook {
  readonly id: string
  readonly address: string
  readonly kinds: readonly string[]
  readonly by?: string
  readonly at: string
  readonly cursor?: string
  readonly again?: readonly string[]
}

export interface WebhookDelivery {
  readonly id: string
  readonly cursor: string
  readonly kind: string
  readonly shipment: string
  readonly status: 'delivered' | 'trying' | 'failed'
  readonly tries: number
  readonly lastTryAt: string
  readonly nextTryAt: string | null
  readonly answer: string
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly roles: readonly string[]
  readonly isSample: boolean
  readonly isActive: boolean
  readonly subject?: string
}

export interface Organisation {
  readonly id: string
  readonly name: string
  readonly isSample: boolean
  readonly administrations: readonly string[]
  readonly numbers: readonly string[]
  readonly mandates: readonly string[]
}

export interface ParkedAnswer {
  readonly id: string
  readonly at: string
  readonly customs: string
  readonly fileName: string
  readonly reasonCode?: string
  readonly reason?: string
  readonly issues?: readonly RenderedIssue[]
  readonly isReplayed: boolean
}

export interface AccessDecision {
  readonly sequence: number
  readonly at: string
  readonly principal: { readonly kind: string; readonly id: string; readonly organisation: string }
  readonly action: string
  readonly resource: string
  readonly isAllowed: boolean
  readonly reason: string
}

const part = encodeURIComponent

export const getKeys = (language: Language): Promise<Answer<{ readonly keys: readonly ApiKey[] }>> => call('/keys', { language })
export const makeKey = (label: string, roles: readonly string[], language: Language): Promise<Answer<{ readonly id: string; readonly secret: string }>> =>
  call('/keys', { language, body: { label, roles } })
export const revokeKey = (id: string, language: Language): Promise<Answer<undefined>> => call(`/keys/${part(id)}`, { language, method: 'DELETE' })

export const getKeptProfiles = (language: Language): Promise<Answer<{ readonly profiles: readonly KeptProfile[] }>> => call('/profiles', { language })
/** `version` is the one that was changed, 0 for a new one; a removed one comes back. */
export const putProfile = (name: string, values: KeptProfile['values'], version: number, language: Language): Promise<Answer<{ readonly version: number }>> =>
  call(`/profiles/${part(name)}`, { language, method: 'PUT', body: { values, version } })
export const removeProfile = (name: string, version: number, language: Language): Promise<Answer<undefined>> =>
  call(`/profiles/${part(name)}`, { language, method: 'DELETE', query: { version: String(version) } })
export const getProfile = (name: string, language: Language): Promise<Answer<{ readonly version: number; readonly values: KeptProfile['values'] }>> =>
  call(`/profiles/${part(name)}`, { language })

export const getWebhooks = (language: Language): Promise<Answer<{ readonly webhooks: readonly Webhook[] }>> => call('/webhooks', { language })
export const addWebhook = (address: string, kinds: readonly string[], language: Language): Promise<Answer<Webhook & { readonly secret: string }>> =>
  call('/webhooks', { language, body: { address, kinds } })
export const removeWebhook = (id: string, language: Language): Promise<Answer<undefined>> => call(`/webhooks/${part(id)}`, { language, method: 'DELETE' })
export const getDeliveries = (id: string, language: Language): Promise<Answer<{ readonly deliveries: readonly WebhookDelivery[] }>> =>
  call(`/webhooks/${part(id)}/deliveries`, { language, query: { limit: '50' } })
export const redeliver = (id: string, delivery: string, language: Language): Promise<Answer<unknown>> =>
  call(`/webhooks/${part(id)}/redeliver`, { language, body: { delivery } })

export const getPeople = (language: Language): Promise<Answer<{ readonly people: readonly Person[] }>> => call('/people', { language })
export const addPerson = (person: Pick<Person, 'name' | 'organisation' | 'roles'> & { readonly subject: string }, language: Language): Promise<Answer<Person>> =>
  call('/people', { language, body: person })
export const changePerson = (id: string, change: Partial<Pick<Person, 'roles' | 'isActive'>>, language: Language): Promise<Answer<Person>> =>
  call(`/people/${part(id)}`, { language, method: 'PUT', body: change })

export const getOrganisations = (language: Language): Promise<Answer<{ readonly organisations: readonly Organisation[] }>> => call('/organisations', { language })
export const addOrganisation = (organisation: Omit<Organisation, 'isSample'>, language: Language): Promise<Answer<Organisation>> =>
  call('/organisations', { language, body: organisation })
export const changeOrganisation = (id: string, change: Partial<Omit<Organisation, 'id' | 'isSample'>>, language: Language): Promise<Answer<Organisation>> =>
  call(`/organisations/${part(id)}`, { language, method: 'PUT', body: change })

export const getParked = (after: string | undefined, language: Language): Promise<Answer<{ readonly parked: readonly ParkedAnswer[]; readonly next?: string }>> =>
  call('/parked', { language, query: after === undefined ? {} : { after } })
export const replayParked = (id: string, language: Language): Promise<Answer<{ readonly kind: 'recorded' | 'parked'; readonly issues?: readonly RenderedIssue[] }>> =>
  call(`/parked/${part(id)}/replay`, { language, method: 'POST', body: {} })
export const parkedAddress = (id: string): string => `${apiBase}/parked/${part(id)}/content`

export const getDecisions = (before: string | undefined, language: Language): Promise<Answer<{ readonly decisions: readonly AccessDecision[]; readonly next?: string }>> =>
  call('/decisions', { language, query: { limit: '100', ...(before === undefined ? {} : { before }) } })
