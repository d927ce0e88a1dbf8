// Who somebody is to the platform. A person or an API key acts for one organisation and has roles there; a customs officer
// is an officer of one administration. Nobody holds an officer's role beside a trading one (rule P14: nobody can alone
// submit and release).
import type { Customs } from './customs.ts'

export const roles = ['trader', 'agent', 'receiver', 'officer-mainland', 'officer-hongkong', 'officer-macao', 'operator', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Name of an organisation: small letters, digits and line; part of the name of its chain. */
export type OrganisationId = string

/** Whoever runs the command line alone. */
export const localOrganisation: OrganisationId = 'local'

export const organisationPattern = /^[a-z0-9][a-z0-9-]{0,39}$/

export interface Principal {
  readonly kind: 'person' | 'key' | 'nobody'
  /** Stable and without personal content: `person-…`, `key-…`, `nobody`. */
  readonly id: string
  /** Empty for nobody. */
  readonly organisation: OrganisationId
  readonly roles: readonly Role[]
}

export const nobody: Principal = { kind: 'nobody', id: 'nobody', organisation: '', roles: [] }

/** What may be seen and touched: every reading of kept things takes one, and the database enforces it again. */
export type Scope =
  | { readonly kind: 'own'; readonly organisation: OrganisationId }
  | { readonly kind: 'addressed'; readonly customs: Customs }
  | { readonly kind: 'all' }

const officerOf: Readonly<Partial<Record<Role, Customs>>> = { 'officer-mainland': 'mainland', 'officer-hongkong': 'hongkong', 'officer-macao': 'macao' }

/** The administration that an officer belongs to. */
export function customsOf(principal: Principal): Customs | undefined {
  return principal.roles.map((role) => officerOf[role]).find((customs) => customs !== undefined)
}

/** Of roles that one person may not hold together: an officer's beside any other (rule P14). Empty when all is well. */
export function clashing(held: readonly Role[]): readonly Role[] {
  return held.length > 1 && held.some((role) => officerOf[role] !== undefined) ? held : []
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
