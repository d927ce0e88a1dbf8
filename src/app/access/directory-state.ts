// The directory as it stands: given accounts, and every event of the chain `directory` folded onto them. All events are
// one stream, so that what must hold for all of them together (a subject is one person, a number one organisation) holds
// whoever writes at the same time. Maps are changed in place: a fold of a long history would copy them without end.
import { invariant } from '../../base/invariant.ts'
import type { Entry } from '../../journal/index.ts'
import type { ApiKey, NewKey, NewOrganisation, NewPerson, Organisation, OrganisationChange, Person, PersonChange } from './directory.ts'
import type { GivenAccounts } from './given-accounts.ts'

export const directoryChain = 'directory'
export const directoryStream = 'directory'

/** Every kind of event with the shape of its payload. */
export interface DirectoryEvents {
  readonly OrganisationRegistered: NewOrganisation
  readonly OrganisationChanged: OrganisationChange & { readonly id: string }
  readonly PersonRegistered: NewPerson
  readonly PersonChanged: PersonChange & { readonly id: string }
  readonly KeyMade: NewKey
  readonly KeyRevoked: { readonly id: string }
  readonly SessionsEnded: { readonly person: string }
}

export type DirectoryEventKind = keyof DirectoryEvents

export type DirectoryEvent = {
  readonly [Kind in DirectoryEventKind]: { readonly kind: Kind; readonly payload: DirectoryEvents[Kind] }
}[DirectoryEventKind]

export interface DirectoryState {
  readonly organisations: Map<string, Organisation>
  readonly people: Map<string, Person>
  readonly keys: Map<string, ApiKey>
  /** Ids by what else people and keys are found by. */
  readonly peopleBySubject: Map<string, string>
  readonly keysByHash: Map<string, string>
  /** Entries that are folded in. */
  version: number
}

export function newDirectory({ organisations, people }: GivenAccounts): DirectoryState {
  return {
    organisations: new Map(organisations.map((each) => [each.id, each])),
    people: new Map(people.map((each) => [each.id, each])),
    keys: new Map(),
    peopleBySubject: new Map(people.map((each) => [each.subject, each.id])),
    keysByHash: new Map(),
    version: 0,
  }
}

type Evolutions = { readonly [Kind in DirectoryEventKind]: (state: DirectoryState, payload: DirectoryEvents[Kind], entry: Entry) => void }

/** Folds the next entry in. What an event says of an account that was only given, and is not any more, says nothing. */
export function evolveDirectory(state: DirectoryState, entry: Entry): void {
  invariant(entry.version === state.version + 1, `version ${state.version + 1} of the directory follows ${state.version}`)
  const evolve = evolutions[entry.kind as DirectoryEventKind] as ((state: DirectoryState, payload: unknown, entry: Entry) => void) | undefined
  invariant(evolve !== undefined, `events of the directory are known, '${entry.kind}' too`)
  evolve(state, entry.payload, entry)
  state.version = entry.version
}

const evolutions: Evolutions = {
  OrganisationRegistered: ({ organisations }, registered) => {
    organisations.set(registered.id, { ...registered, isSample: false })
  },
  OrganisationChanged: ({ organisations }, { id, ...change }) => {
    const known = organisations.get(id)
    if (known !== undefined) organisations.set(id, { ...known, ...change })
  },
  PersonRegistered: ({ people, peopleBySubject }, registered) => {
    people.set(registered.id, { ...registered, isSample: false, isActive: true, sessionsEnded: 0 })
    peopleBySubject.set(registered.subject, registered.id)
  },
  PersonChanged: ({ people }, { id, ...change }) => {
    const known = people.get(id)
    if (known === undefined) return
    // Who comes back later signs in again.
    const ended = change.isActive === false ? 1 : 0
    people.set(id, { ...known, ...change, sessionsEnded: known.sessionsEnded + ended })
  },
  KeyMade: ({ keys, keysByHash }, made, { actor, writtenAt }) => {
    keys.set(made.id, { ...made, by: actor, at: writtenAt, isRevoked: false })
    keysByHash.set(made.secretHash, made.id)
  },
  KeyRevoked: ({ keys }, { id }) => {
    const known = keys.get(id)
    if (known !== undefined) keys.set(id, { ...known, isRevoked: true })
  },
  SessionsEnded: ({ people }, { person }) => {
    const known = people.get(person)
    if (known !== undefined) people.set(person, { ...known, sessionsEnded: known.sessionsEnded + 1 })
  },
}
