// A draft is what somebody typed: plain values of unknown shape, as YAML, JSON or a page sends them. Profiles stand in it
// by name (`parties.trader: { profile: sample-exporter }`); `resolveProfiles` puts their values in and remembers which
// value came from which profile.
import { issue, type Fix, type Issue } from '../../base/issue.ts'
import { quoted } from '../reference/index.ts'

export type DraftValue = string | number | boolean | null | readonly DraftValue[] | DraftObject
export interface DraftObject {
  readonly [member: string]: DraftValue | undefined
}

/** Saved descriptions of parties by name; each holds members of one party. */
export type Profiles = ReadonlyMap<string, DraftObject>

export interface ResolvedDraft {
  readonly draft: DraftObject
  /** Path → name of the profile that the value came from. */
  readonly fromProfile: ReadonlyMap<string, string>
  /** Profiles that are not there; the rest of the draft is read all the same. */
  readonly issues: readonly Issue[]
}

const source = 'Lingding: submission form'
const maxNamesShown = 20

export function isDraftObject(value: DraftValue | undefined): value is DraftObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Sets a member of an object that is being read. `__proto__` becomes a member like any other, and so an unknown field. */
export function setMember(object: Record<string, DraftValue | undefined>, name: string, value: DraftValue): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })
  else object[name] = value
}

/** Puts the values of named profiles under `parties` and the draft's own values over them. */
export function resolveProfiles(draft: DraftObject, profiles: Profiles): ResolvedDraft {
  const parties = draft['parties']
  if (!isDraftObject(parties)) return { draft, fromProfile: new Map(), issues: [] }
  const issues: Issue[] = []
  const fromProfile = new Map<string, string>()
  const resolved: Record<string, DraftValue | undefined> = {}
  for (const [role, party] of Object.entries(parties)) {
    if (party !== undefined) setMember(resolved, role, isDraftObject(party) ? resolveParty(role, party, profiles, fromProfile, issues) : party)
  }
  return { draft: { ...draft, parties: resolved }, fromProfile, issues }
}

function resolveParty(
  role: string,
  party: DraftObject,
  profiles: Profiles,
  fromProfile: Map<string, string>,
  issues: Issue[],
): DraftObject {
  const { profile: name, ...own } = party
  if (name === undefined) return party
  const profile = typeof name === 'string' ? profiles.get(name) : undefined
  if (profile === undefined) {
    const path = `parties.${role}.profile`
    issues.push(
      issue({
        path,
        rule: 'submission.profile',
        code: 'profile_unknown',
        params: { profile: quoted(String(name)) },
        source,
        fix: profileFix(name, path, [...profiles.keys()]),
      }),
    )
    return own
  }
  for (const member of Object.keys(profile)) {
    if (own[member] === undefined) fromProfile.set(`parties.${role}.${member}`, String(name))
  }
  return { ...profile, ...own }
}

/** The name that differs in case only, else the first names there are, else where they are looked for. */
function profileFix(name: DraftValue, path: string, names: readonly string[]): Fix {
  if (names.length === 0) return { kind: 'act', code: 'profile_unknown.none.fix' }
  const same = names.filter((each) => each.toLowerCase() === String(name).trim().toLowerCase())
  return { kind: 'choose', path, options: (same.length > 0 ? same : names).slice(0, maxNamesShown) }
}
