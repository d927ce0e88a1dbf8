// Completes what was given with the receiver's own profile: the one that has the number the draft was given to. Only what is
// missing is put in; what the sender said stays, and the receiver sees which is which.
import { stringify } from 'yaml'
import { isDraftObject, type DraftObject, type DraftValue, type Profiles } from '../../../domain/submission/index.ts'
import type { GivenDraft } from './given-draft.ts'

export interface CompletedDraft {
  readonly draft: DraftObject
  readonly text: string
  /** Paths of the values that came from the profile. */
  readonly fromOwnProfile: readonly string[]
}

const numberMembers = [
  ['overseas', 'businessRegistration'],
  ['overseas', 'macaoOperatorNumber'],
  ['trader', 'uscc'],
] as const

export function withOwnProfile({ draft, text }: GivenDraft, profiles: Profiles, number: string): CompletedDraft {
  const parties = draft['parties']
  for (const [role, member] of numberMembers) {
    const party = isDraftObject(parties) ? parties[role] : undefined
    if (!isDraftObject(parties) || !isDraftObject(party) || party[member] !== number) continue
    const own = [...profiles.values()].find((each) => each[member] === number)
    const added = Object.entries(own ?? {}).filter(([name, value]) => value !== undefined && isEmpty(party[name]))
    if (added.length === 0) break
    const completed = { ...draft, parties: { ...parties, [role]: { ...party, ...Object.fromEntries(added) } } }
    return { draft: completed, text: stringify(completed, { lineWidth: 0 }), fromOwnProfile: added.map(([name]) => `parties.${role}.${name}`) }
  }
  return { draft, text, fromOwnProfile: [] }
}

function isEmpty(value: DraftValue | undefined): boolean {
  return value === undefined || value === null || value === ''
}
