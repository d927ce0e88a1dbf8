// The directory on the journal. A change that this process made is known at once; what another process made, within
// `freshForMs`. What cannot be read is not guessed: the reading fails, and nobody is let in by it.
import { invariant } from '../../base/invariant.ts'
import type { Instant } from '../../base/instant.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { canonicalJson, type Digest, type Json } from '../../journal/index.ts'
import { JournalUnavailable, type Clock, type Journal } from '../ports.ts'
import { decideKey, decideOrganisation, decideOrganisationChange, decidePerson, decidePersonChange, rolesToday, type Deciding } from './change-directory.ts'
import type { By, Directory } from './directory.ts'
import { directoryChain, directoryStream, evolveDirectory, newDirectory, type DirectoryEvent, type DirectoryState } from './directory-state.ts'
import type { GivenAccounts } from './given-accounts.ts'

export interface DirectoryTools {
  readonly journal: Journal
  readonly clock: Clock
  readonly ruleSet: string
  readonly hashText: (text: string) => Digest
  /** Accounts that stand before the first event. */
  readonly given: GivenAccounts
  /** Ids that nobody else may have. */
  readonly reserved: ReadonlySet<string>
}

export const freshForMs = 1_000
/** Somebody else changed the directory in between, so often in a row. */
const maxAttempts = 5

interface Log {
  readonly state: DirectoryState
  /** Reads what is new, at most every `freshForMs`. */
  readonly fresh: () => Promise<void>
  /** Decides on the newest state and appends; refused as decided. */
  readonly change: (by: By, organisation: string, decide: () => Deciding) => Promise<Result<DirectoryEvent>>
}

interface KnownChange<T> {
  readonly find: () => T | undefined
  readonly organisationOf: (known: T) => string
  readonly by: By
  readonly decide: () => Deciding
}

export function openDirectory(tools: DirectoryTools): Directory {
  const { reserved } = tools
  const log = openLog(tools)
  const { state } = log
  const ask = async <T>(answer: () => T): Promise<T> => {
    await log.fresh()
    return answer()
  }
  /** The change of something that is there, answered with what it is then; undefined when it is not there. */
  const changeKnown = async <T extends object>({ find, organisationOf, by, decide }: KnownChange<T>): Promise<Result<T> | undefined> => {
    const known = await ask(find)
    return known === undefined ? undefined : answerWith(await log.change(by, organisationOf(known), decide), find)
  }
  return {
    organisation: (id) => ask(() => state.organisations.get(id)),
    organisationByNumber: (number) => ask(() => [...state.organisations.values()].find((each) => each.numbers.includes(number))),
    organisations: () => ask(() => [...state.organisations.values()]),
    person: (id) => ask(() => state.people.get(id)),
    personBySubject: (subject) => ask(() => state.people.get(state.peopleBySubject.get(subject) ?? '')),
    people: () => ask(() => [...state.people.values()]),
    keyByHash: (secretHash) =>
      ask(() => {
        const key = state.keys.get(state.keysByHash.get(secretHash) ?? '')
        return key === undefined ? undefined : { ...key, roles: rolesToday(state, key) }
      }),
    keys: (organisation) => ask(() => [...state.keys.values()].filter((key) => key.organisation === organisation)),
    personBehind: (actor) => ask(() => state.keys.get(actor)?.by ?? actor),
    sessionsEnded: (person) => state.people.get(person)?.sessionsEnded ?? 0,

    registerOrganisation: async (asked, by) =>
      answerWith(await log.change(by, asked.id, () => decideOrganisation(state, asked, reserved)), () => state.organisations.get(asked.id)),
    changeOrganisation: (id, change, by) =>
      changeKnown({ find: () => state.organisations.get(id), organisationOf: () => id, by, decide: () => decideOrganisationChange(state, id, change) }),
    registerPerson: async (asked, by) =>
      answerWith(await log.change(by, asked.organisation, () => decidePerson(state, asked, reserved)), () => state.people.get(asked.id)),
    changePerson: (id, change, by) =>
      changeKnown({ find: () => state.people.get(id), organisationOf: (known) => known.organisation, by, decide: () => decidePersonChange(id, change, by) }),
    makeKey: async (asked, by) =>
      answerWith(await log.change(by, asked.organisation, () => decideKey(state, asked, by)), () => state.keys.get(asked.id)),
    revokeKey: (organisation, id, by) =>
      changeKnown({
        find: () => {
          const key = state.keys.get(id)
          return key?.organisation === organisation ? key : undefined
        },
        organisationOf: () => organisation,
        by,
        decide: () => accepted({ kind: 'KeyRevoked', payload: { id } }),
      }),
    endSessions: async (person) => {
      const known = await ask(() => state.people.get(person))
      if (known === undefined) return
      const ended = await log.change(person, known.organisation, () => accepted({ kind: 'SessionsEnded', payload: { person } }))
      if (!ended.ok) throw new JournalUnavailable('sessions could not be ended: too much waits to be written')
    },
  }
}

function answerWith<T>(changed: Result<DirectoryEvent>, find: () => T | undefined): Result<T> {
  if (!changed.ok) return refused(changed.issues)
  const found = find()
  invariant(found !== undefined, 'what was just changed is there')
  return accepted(found)
}

function openLog({ journal, clock, ruleSet, hashText, given }: DirectoryTools): Log {
  const state = newDirectory(given)
  let readAt: Instant | undefined
  let reading: Promise<void> | undefined
  const read = async (): Promise<void> => {
    const at = clock()
    for await (const entries of journal.readChain(directoryChain, state.version)) for (const entry of entries) evolveDirectory(state, entry)
    readAt = at
  }
  // One reading at a time, or two would fold the same entry.
  const catchUp = (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
  const newest = async (): Promise<void> => {
    // A reading under way may have begun before somebody's append.
    await reading
    await catchUp()
  }
  const attemptChange: Log['change'] = async (by, organisation, decide) => {
    for (let attempt = 1; ; attempt += 1) {
      await newest()
      const decided = decide()
      if (!decided.ok) return decided
      const payload = decided.value.payload as unknown as Json
      const { kind } = decided.value
      const appended = await journal.append({
        chain: directoryChain,
        stream: directoryStream,
        expectedVersion: state.version,
        organisation,
        actor: by,
        idempotencyKey: `directory-${state.version + 1}`,
        inputHash: hashText(canonicalJson({ kind, by, payload })),
        events: [{ kind, kindVersion: 1, payload }],
        writtenAt: clock(),
        ruleSet,
      })
      await newest()
      if (appended.ok) return decided
      const isOvertaken = appended.issues.every((each) => each.code === 'stream_conflict' || each.code === 'idempotency_key_reused')
      if (!isOvertaken || attempt >= maxAttempts) return refused(appended.issues)
    }
  }
  let changed: Promise<unknown> = Promise.resolve()
  const isFresh = (): boolean => readAt !== undefined && clock() >= readAt && clock() - readAt < freshForMs
  return {
    state,
    fresh: async () => {
      if (!isFresh()) await catchUp()
    },
    // One change of this process after another; only other processes can come in between.
    change: (by, organisation, decide) => {
      const changing = changed.then(() => attemptChange(by, organisation, decide))
      changed = changing.catch(() => undefined)
      return changing
    },
  }
}
