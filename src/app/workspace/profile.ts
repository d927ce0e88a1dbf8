// A profile describes a party once, and shipments name it. It says nothing of which party it is for, so it is right when it
// is right for one of them: every member is a field of that party, and every value is one that the field takes.
import type { CivilDate } from '../../base/civil-date.ts'
import { issue, type Issue, type IssueInput } from '../../base/issue.ts'
import { isDraftObject, parseDraft, type DraftObject, type Profiles } from '../../domain/submission/index.ts'
import type { Knowledge } from '../knowledge.ts'
import type { KeptItem, Workspace } from '../ports.ts'

/** Names of the sample profiles begin so, and no other. */
export const samplePrefix = 'sample-'
/** Own profiles that are looked through for one that a shipment may have meant. */
const namesShown = 200
const source = 'Lingding: submission form'

/** Empty when the profile can stand in a shipment. */
export function profileIssues(name: string, values: DraftObject, { fields, book }: Pick<Knowledge, 'fields' | 'book'>, on: CivilDate): readonly Issue[] {
  if (name.startsWith(samplePrefix)) return [made({ code: 'profile_name_sample', params: { prefix: samplePrefix } })]
  const parties = fields.root.members.get('parties')?.members ?? new Map<string, typeof fields.root>()
  const members = Object.keys(values).filter((member) => values[member] !== undefined && values[member] !== null && values[member] !== '')
  if (members.length === 0) return [made({ code: 'profile_empty' })]
  const known = new Set([...parties.values()].flatMap((party) => [...party.fields.keys()]))
  const unknown = members.filter((member) => !known.has(member))
  if (unknown.length > 0) {
    const all = [...known].join(', ')
    return unknown.slice(0, 20).map((member) => made({ path: shown(member), code: 'profile_member_unknown', params: { member: shown(member), known: all }, fix: { kind: 'remove', path: shown(member) } }))
  }
  const fitting = [...parties].filter(([, party]) => members.every((member) => party.fields.has(member)))
  if (fitting.length === 0) return [made({ code: 'profile_of_several_parties', params: { members: members.join(', ') } })]
  // As it would be read in a shipment; the party that has the least to say against it.
  const found = fitting.map(([party]) => {
    const draft = { parties: { [party]: values } }
    const { issues } = parseDraft({ draft, fromProfile: new Map(), issues: [] }, fields, book, on)
    return issues.filter((each) => each.severity === 'error' && each.path.startsWith(`parties.${party}.`))
  })
  return found.toSorted((a, b) => a.length - b.length)[0] ?? []
}

/** What a list shows of a profile beside its name. */
export function profileTitle(values: DraftObject): string {
  const name = values['nameEn'] ?? values['nameZh'] ?? values['name'] ?? ''
  return typeof name === 'string' ? name.slice(0, 100) : ''
}

/** The values of a kept profile. */
export function profileValues({ content }: Pick<KeptItem, 'content'>): DraftObject {
  return JSON.parse(content) as DraftObject
}

/** Those that the draft names, and the first others, so that a slip can be told with the names there are. */
export async function ownProfiles(workspace: Workspace, organisation: string, draft: DraftObject | undefined): Promise<Profiles> {
  const named = draft === undefined ? undefined : namesIn(draft).filter((name) => !name.startsWith(samplePrefix))
  if (organisation === '' || named?.length === 0) return new Map()
  const first = await workspace.list(organisation, 'profile', { limit: namesShown })
  const others = first.length < namesShown ? [] : (named ?? []).filter((name) => !first.some((each) => each.id === name))
  const rest = await Promise.all(others.map((name) => workspace.find(organisation, 'profile', name)))
  const found = [...first, ...rest.filter((each) => each !== undefined && !each.isRemoved)]
  return new Map(found.flatMap((item) => (item === undefined ? [] : [[item.id, profileValues(item)] as const])))
}

/** Names of profiles in a draft, whatever else is in it. */
function namesIn(draft: DraftObject): readonly string[] {
  const parties = draft['parties']
  if (!isDraftObject(parties)) return []
  const names = Object.values(parties).map((party) => (isDraftObject(party) ? party['profile'] : undefined))
  return [...new Set(names.filter((name) => typeof name === 'string'))]
}

function shown(member: string): string {
  return member.slice(0, 60)
}

function made(input: Omit<IssueInput, 'source' | 'rule'>): Issue {
  return issue({ fix: { kind: 'act', code: `${input.code}.fix` }, ...input, rule: 'profile', source })
}
