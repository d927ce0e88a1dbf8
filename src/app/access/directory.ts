// Who is known here: organisations, their people and their API keys.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import type { Instant } from '../../base/instant.ts'
import { isCustoms, isRole, organisationPattern, type Customs, type OrganisationId, type Role } from '../../domain/access/index.ts'

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
  /** Sessions opened before this are over. */
  readonly sessionsFrom: Instant
}

export interface ApiKey {
  readonly id: string
  readonly organisation: OrganisationId
  readonly label: string
  readonly roles: readonly Role[]
  /** Hexadecimal SHA-256 of the secret; the secret itself is shown once and never kept. */
  readonly secretHash: string
  readonly by: string
  readonly at: Instant
  readonly isRevoked: boolean
}

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
}

/** May this organisation file in the name of the party with this number. */
export function mayFileFor({ numbers, mandates }: Pick<Organisation, 'numbers' | 'mandates'>, number: string): boolean {
  return numbers.includes(number) || mandates.includes(number) || mandates.includes('*')
}

export interface SampleAccounts {
  readonly organisations: readonly Organisation[]
  readonly people: readonly Person[]
}

const sampleIssuer = 'sample'

/**
 * Sample accounts, data/access/sample-accounts.csv: person, name, organisation, organisation_name, roles, administrations,
 * numbers, mandates; lists with a space between. Throws at a row that names a role or an administration there is none of.
 */
export function sampleAccountsFrom(rows: readonly CsvRow[]): SampleAccounts {
  const words = (row: CsvRow, column: string): readonly string[] => (row[column] ?? '').split(' ').filter((word) => word !== '')
  const organisations = new Map<string, Organisation>()
  const people = rows.map((row): Person => {
    const organisation = row['organisation'] ?? ''
    invariant(organisationPattern.test(organisation), `'${organisation}' is a name of an organisation`)
    const administrations = words(row, 'administrations').filter(isCustoms)
    organisations.set(organisation, {
      id: organisation,
      name: row['organisation_name'] ?? '',
      isSample: true,
      administrations,
      numbers: words(row, 'numbers'),
      mandates: words(row, 'mandates'),
    })
    const person = row['person'] ?? ''
    const held = words(row, 'roles')
    invariant(held.every(isRole), `${person} has roles there are`)
    const subject = `${sampleIssuer} ${person}`
    return { id: person, name: row['name'] ?? '', organisation, roles: held.filter(isRole), isSample: true, subject, isActive: true, sessionsFrom: 0 as Instant }
  })
  return { organisations: [...organisations.values()], people }
}

/** A directory that never changes: the sample accounts. */
export function fixedDirectory({ organisations, people }: SampleAccounts): Directory {
  return {
    organisation: async (id) => organisations.find((each) => each.id === id),
    organisationByNumber: async (number) => organisations.find((each) => each.numbers.includes(number)),
    organisations: async () => organisations,
    person: async (id) => people.find((each) => each.id === id),
    personBySubject: async (subject) => people.find((each) => each.subject === subject),
    people: async () => people,
    keyByHash: async () => undefined,
    keys: async () => [],
  }
}
