// Decides every change of the directory: what is asked for becomes one event, or the issues that stand in its way. Pure.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { administrations, clashing, isCustoms, isRole, organisationPattern, roles as allRoles, type Role } from '../../domain/access/index.ts'
import type { Asked, By, NewKey, NewOrganisation, NewPerson, OrganisationChange, PersonChange } from './directory.ts'
import type { DirectoryEvent, DirectoryState } from './directory-state.ts'

export type Deciding = Result<DirectoryEvent>

export const maxActiveKeys = 100
const maxNameLength = 200
const maxLabelLength = 80
const maxSubjectLength = 500
const maxNumbers = 50
const maxMandates = 1_000
const numberPattern = /^[A-Za-z0-9-]{1,40}$/
const source = 'Lingding: who may do what'
const twoPersons = 'Lingding promise P14: nobody can alone submit and release'

/** `reserved` are names of given accounts, whether they are given now or not: their chains may hold samples. */
export function decideOrganisation(state: DirectoryState, asked: Asked<NewOrganisation>, reserved: ReadonlySet<string>): Deciding {
  const isTaken = state.organisations.has(asked.id) || reserved.has(asked.id)
  const issues = [...idIssues(asked.id, isTaken), ...organisationIssues(state, asked.id, asked)]
  if (issues.length > 0) return refused(issues)
  return accepted({ kind: 'OrganisationRegistered', payload: { ...asked, name: asked.name.trim(), administrations: asked.administrations.filter(isCustoms) } })
}

export function decideOrganisationChange(state: DirectoryState, id: string, asked: Asked<OrganisationChange>): Deciding {
  const issues = organisationIssues(state, id, asked)
  if (issues.length > 0) return refused(issues)
  const { administrations: named, ...rest } = asked
  return accepted({ kind: 'OrganisationChanged', payload: { id, ...rest, ...(named === undefined ? {} : { administrations: named.filter(isCustoms) }) } })
}

export function decidePerson(state: DirectoryState, asked: Asked<NewPerson>, reserved: ReadonlySet<string>): Deciding {
  const issues = [
    ...idIssues(asked.id, state.people.has(asked.id) || reserved.has(asked.id)),
    ...textIssues('name', asked.name, maxNameLength),
    ...subjectIssues(state, asked.subject),
    ...roleIssues(asked.roles),
    ...(state.organisations.has(asked.organisation) ? [] : [made('organisation', 'access_organisation_unknown', { id: asked.organisation })]),
  ]
  if (issues.length > 0) return refused(issues)
  return accepted({ kind: 'PersonRegistered', payload: { ...asked, name: asked.name.trim(), roles: distinctRoles(asked.roles) } })
}

export function decidePersonChange(id: string, asked: Asked<PersonChange>, by: By): Deciding {
  const { roles: named, ...rest } = asked
  const isOwn = id === by && (named !== undefined || asked.isActive !== undefined)
  const issues = [
    ...(isOwn ? [made('roles', 'access_own_roles', {})] : []),
    ...(asked.name === undefined ? [] : textIssues('name', asked.name, maxNameLength)),
    ...(named === undefined ? [] : roleIssues(named)),
  ]
  if (issues.length > 0) return refused(issues)
  return accepted({ kind: 'PersonChanged', payload: { id, ...rest, ...(named === undefined ? {} : { roles: distinctRoles(named) }) } })
}

export function decideKey(state: DirectoryState, asked: Asked<NewKey>, by: By): Deciding {
  const maker = state.people.get(by)
  const beyond = asked.roles.filter((role) => !(maker?.roles as readonly string[] | undefined)?.includes(role))
  const active = [...state.keys.values()].filter((key) => key.organisation === asked.organisation && !key.isRevoked).length
  const issues = [
    ...textIssues('label', asked.label, maxLabelLength),
    ...(asked.roles.length === 0 ? [made('roles', 'access_key_roles_missing', {})] : []),
    ...(beyond.length === 0 ? [] : [made('roles', 'access_key_roles_beyond', { roles: beyond.join(', '), own: (maker?.roles ?? []).join(', ') })]),
    ...(active < maxActiveKeys ? [] : [made('', 'access_key_too_many', { limit: maxActiveKeys })]),
  ]
  if (issues.length > 0) return refused(issues)
  return accepted({ kind: 'KeyMade', payload: { ...asked, label: asked.label.trim(), roles: distinctRoles(asked.roles) } })
}

/** Roles that a key has today: those it was made with, as far as its maker still has them. */
export function rolesToday(state: Pick<DirectoryState, 'people'>, key: Pick<NewKey, 'roles' | 'organisation'> & { readonly by: string }): readonly Role[] {
  const maker = state.people.get(key.by)
  return maker?.isActive === true && maker.organisation === key.organisation ? key.roles.filter((role) => maker.roles.includes(role)) : []
}

function organisationIssues(state: DirectoryState, id: string, asked: Asked<OrganisationChange>): readonly Issue[] {
  const { name, administrations: named = [], numbers = [], mandates = [] } = asked
  const malformed = [...numbers, ...mandates.filter((each) => each !== '*')].filter((each) => !numberPattern.test(each))
  const others = [...state.organisations.values()].filter((each) => each.id !== id)
  const taken = numbers.filter((number) => others.some((each) => each.numbers.includes(number)))
  const unknown = named.filter((each) => !isCustoms(each))
  const isTooMany = numbers.length > maxNumbers || mandates.length > maxMandates
  return [
    ...(name === undefined ? [] : textIssues('name', name, maxNameLength)),
    ...unknown.map((each) => made('administrations', 'access_administration_unknown', { administration: each, options: administrations.join(', ') })),
    ...malformed.map((each) => made('numbers', 'access_number_malformed', { number: each })),
    ...taken.map((each) => made('numbers', 'access_number_taken', { number: each })),
    ...(isTooMany ? [made('numbers', 'access_numbers_too_many', { numbers: maxNumbers, mandates: maxMandates })] : []),
  ]
}

function idIssues(id: string, isTaken: boolean): readonly Issue[] {
  if (!organisationPattern.test(id)) return [made('id', 'access_id_malformed', { id })]
  return isTaken ? [made('id', 'access_id_taken', { id })] : []
}

function textIssues(path: 'name' | 'label', text: string, limit: number): readonly Issue[] {
  const isGood = text.trim() !== '' && text.length <= limit && !/[\p{Control}\p{Surrogate}]/u.test(text)
  return isGood ? [] : [made(path, 'access_text_malformed', { limit })]
}

function subjectIssues(state: DirectoryState, subject: string): readonly Issue[] {
  const isGood = /^\S+ [^\p{Control}\p{Surrogate}]+$/u.test(subject) && subject.length <= maxSubjectLength
  if (!isGood) return [made('subject', 'access_subject_malformed', {})]
  return state.peopleBySubject.has(subject) ? [made('subject', 'access_subject_taken', { subject })] : []
}

function roleIssues(asked: readonly string[]): readonly Issue[] {
  const unknown = asked.filter((role) => !isRole(role))
  if (unknown.length > 0) return unknown.map((role) => made('roles', 'access_role_unknown', { role, options: allRoles.join(', ') }))
  const clash = clashing(distinctRoles(asked))
  if (clash.length === 0) return []
  const fix = { kind: 'act', code: 'access_roles_clash.fix' } as const
  return [issue({ path: 'roles', rule: 'P14', code: 'access_roles_clash', params: { roles: clash.join(', ') }, source: twoPersons, fix })]
}

function distinctRoles(asked: readonly string[]): readonly Role[] {
  return [...new Set(asked.filter(isRole))]
}

function made(path: string, code: string, params: IssueParams): Issue {
  return issue({ path, rule: `access.${path === '' ? 'keys' : path}`, code, params, source, fix: { kind: 'act', code: `${code}.fix`, params } })
}
