// Who is known here: organisations, their people and their API keys. What is said here changes by events only, which the
// chain `directory` of the journal keeps (change-directory.ts).
import type { Instant } from '../../base/instant.ts'
import type { Result } from '../../base/result.ts'
import type { Customs, OrganisationId, Role } from '../../domain/access/index.ts'

export interface Organisation {
  readonly id: OrganisationId
  readonly name: string
  readonly isSample: boolean
  /** With whom it files itself. */
  readonly administrations: readonly Customs[]
  /** Its own numbers: unified social credit code, business registration, Macao operator number. */
  readonly numbers: readonly string[]
  /** Numbers of the parties that have given it a mandate to file in their name; `*` on a platform of one's own. */
  readonly mandates: readonly string[]
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly organisation: OrganisationId
  readonly roles: readonly Role[]
  readonly isSample: boolean
  /** Who the identity provider says it is: issuer and subject, with a space between. */
  readonly subject: string
  readonly isActive: boolean
  /** How often the person's sessions were ended: one that was opened before is over, whatever any clock says. */
  readonly sessionsEnded: number
}

export interface ApiKey {
  readonly id: string
  readonly organisation: OrganisationId
  readonly label: string
  /** As it was made; what it may today is never more than its maker may today. */
  readonly roles: readonly Role[]
  /** Hexadecimal SHA-256 of the secret; the secret itself is shown once and never kept. */
  readonly secretHash: string
  /** The person who made it and answers for what it does. */
  readonly by: string
  readonly at: Instant
  readonly isRevoked: boolean
}

export type NewOrganisation = Omit<Organisation, 'isSample'>
export type OrganisationChange = Partial<Omit<NewOrganisation, 'id'>>
export type NewPerson = Pick<Person, 'id' | 'name' | 'organisation' | 'roles' | 'subject'>
export type PersonChange = Partial<Pick<Person, 'name' | 'roles' | 'isActive'>>
export type NewKey = Pick<ApiKey, 'id' | 'organisation' | 'label' | 'roles' | 'secretHash'>

/** The same as somebody asks for it: lists are words that may be anything. */
export type Asked<T> = { readonly [K in keyof T]: T[K] extends readonly string[] | undefined ? readonly string[] : T[K] }

/** Id of the person who changes something. */
export type By = string

export interface Directory {
  readonly organisation: (id: OrganisationId) => Promise<Organisation | undefined>
  /** By one of its own numbers. */
  readonly organisationByNumber: (number: string) => Promise<Organisation | undefined>
  readonly organisations: () => Promise<readonly Organisation[]>
  readonly person: (id: string) => Promise<Person | undefined>
  readonly personBySubject: (subject: string) => Promise<Person | undefined>
  readonly people: () => Promise<readonly Person[]>
  readonly keyByHash: (secretHash: string) => Promise<ApiKey | undefined>
  readonly keys: (organisation: OrganisationId) => Promise<readonly ApiKey[]>
  /** The person who answers for what an actor does: themself, or who made the key. Two actors may be one person. */
  readonly personBehind: (actor: string) => Promise<string>
  /** What this process has read so far, without waiting: how often the sessions of a person were ended. */
  readonly sessionsEnded: (person: string) => number

  readonly registerOrganisation: (organisation: Asked<NewOrganisation>, by: By) => Promise<Result<Organisation>>
  /** Undefined when there is no such organisation; so below. */
  readonly changeOrganisation: (id: OrganisationId, change: Asked<OrganisationChange>, by: By) => Promise<Result<Organisation> | undefined>
  readonly registerPerson: (person: Asked<NewPerson>, by: By) => Promise<Result<Person>>
  readonly changePerson: (id: string, change: Asked<PersonChange>, by: By) => Promise<Result<Person> | undefined>
  readonly makeKey: (key: Asked<NewKey>, by: By) => Promise<Result<ApiKey>>
  readonly revokeKey: (organisation: OrganisationId, id: string, by: By) => Promise<Result<ApiKey> | undefined>
  /** Every session of the person is over from here on. */
  readonly endSessions: (person: string) => Promise<void>
}

/** May this organisation file in the name of the party with this number. */
export function mayFileFor({ numbers, mandates }: Pick<Organisation, 'numbers' | 'mandates'>, number: string): boolean {
  return numbers.includes(number) || mandates.includes(number) || mandates.includes('*')
}
