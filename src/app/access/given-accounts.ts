// Accounts that stand before the first event of the directory: the samples, and the first operator of a platform that has
// an identity provider of its own. They are given at every start, so a platform without samples does not know them.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import { isCustoms, isRole, organisationPattern } from '../../domain/access/index.ts'
import type { Organisation, Person } from './directory.ts'

export interface GivenAccounts {
  readonly organisations: readonly Organisation[]
  readonly people: readonly Person[]
}

/** Stands for the issuer in the subjects of sample accounts; no issuer is called so, for those are addresses. */
const sampleIssuer = 'sample'

export function sampleSubject(person: string): string {
  return `${sampleIssuer} ${person}`
}

/**
 * Sample accounts, data/access/sample-accounts.csv: person, name, organisation, organisation_name, roles, administrations,
 * numbers, mandates; lists with a space between. Throws at a row that names a role or an administration there is none of.
 */
export function sampleAccountsFrom(rows: readonly CsvRow[]): GivenAccounts {
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
    return given({ id: person, name: row['name'] ?? '', organisation, roles: held.filter(isRole), subject: sampleSubject(person), isSample: true })
  })
  return { organisations: [...organisations.values()], people }
}

/** Registers everybody else. `subject` is the issuer and what it calls the operator, with a space between; none: only the organisation. */
export function firstOperator(subject: string | undefined): GivenAccounts {
  const organisation: Organisation = { id: 'platform', name: 'Operator of this platform', isSample: false, administrations: [], numbers: [], mandates: [] }
  if (subject === undefined) return { organisations: [organisation], people: [] }
  const person = given({ id: 'first-operator', name: 'First operator', organisation: 'platform', roles: ['operator'], subject, isSample: false })
  return { organisations: [organisation], people: [person] }
}

export const noAccounts: GivenAccounts = { organisations: [], people: [] }

function given(person: Omit<Person, 'isActive' | 'sessionsEnded'>): Person {
  return { ...person, isActive: true, sessionsEnded: 0 }
}
