// The door of the access domain: roles, scopes, and the one policy table.
export { administrations, isCustoms, type Customs } from './customs.ts'
export { decide, policyFrom, type Decision, type Policy, type Reach, type Rule } from './policy.ts'
export { clashing, customsOf, isRole, localOrganisation, nobody, organisationPattern, roles, type OrganisationId, type Principal, type Role, type Scope } from './role.ts'
