// The world of the matrix: two trading organisations that both have one of everything, officers, an operator and an
// auditor, everybody with an API key, and some who are not let in any more. Worlds are built anew after every change; what
// is slow to make (filed shipments) is made once and written again.
import type { Hono } from 'hono'
import { roles as allRoles, type Role } from '../../../src/domain/access/index.ts'
import { hashText, type Platform } from '../../../src/edges/compose.ts'
import { httpApp } from '../../../src/edges/http/server.ts'
import { hashOfKey, keyPrefix, sessionCookie } from '../../../src/edges/session-keeper.ts'
import type { AppendRequest } from '../../../src/journal/index.ts'
import { memoryPlatform } from '../../platform.ts'
import { makeFilings } from './filings.ts'
import { blue, green, red, type Thing, type Which } from './names.ts'
import { keepThings, parkAnswers, thingsOf } from './things.ts'

export interface Who {
  readonly name: string
  readonly role: Role | 'nobody'
  /** With nobody's roles, yet known: a person without any. */
  readonly kind: 'person' | 'key' | 'nobody'
  readonly organisation: string
  readonly headers: (world: World) => Readonly<Record<string, string>>
  readonly isSession: boolean
}

export interface World {
  readonly platform: Platform
  readonly app: Hono
  readonly things: Readonly<Record<string, (which: Which) => Thing>>
  readonly sessions: ReadonlyMap<string, string>
}

const trading: ReadonlySet<string> = new Set(['trader', 'agent', 'receiver'])
const personOf = (role: Role): string => (trading.has(role) ? `red-${role}` : role)
export const organisationOf = (role: Role): string => {
  if (trading.has(role)) return red
  return role.startsWith('officer-') ? role.replace('officer-', 'customs-') : role === 'operator' ? 'platform' : 'audit'
}
const secretOf = (name: string): string => keyPrefix + hashText(name).slice(0, 43)
const bearer = (token: string): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${token}` })

const known = (name: string, role: Role | 'nobody', kind: Who['kind'], organisation: string, headers: Who['headers'], isSession = false): Who => ({ name, role, kind, organisation, headers, isSession })
const session = (person: string): Who['headers'] => ({ sessions }) => bearer(sessions.get(person) ?? '')

/** Everybody who asks, those who are nobody (any more) last. */
export const everybody: readonly Who[] = [
  ...allRoles.map((role) => known(role, role, 'person', organisationOf(role), session(personOf(role)), true)),
  ...allRoles.map((role) => known(`key of ${role}`, role, 'key', organisationOf(role), () => bearer(secretOf(role)))),
  known('person without a role', 'nobody', 'person', red, session('red-bare'), true),
  known('nobody', 'nobody', 'nobody', '', () => ({})),
  known('revoked key', 'nobody', 'nobody', '', () => bearer(secretOf('revoked'))),
  known('key of somebody who left', 'nobody', 'nobody', '', () => bearer(secretOf('orphan'))),
  known('ended session', 'nobody', 'nobody', '', session('red-ended')),
  known('session of somebody who left', 'nobody', 'nobody', '', session('red-left')),
  known('session with another name', 'nobody', 'nobody', '', ({ sessions }) => bearer((sessions.get('red-agent') ?? '').replace('red-agent', 'blue-mark-agent'))),
]

/** The same person in a browser. */
export function asCookie(headers: Readonly<Record<string, string>>, site: 'same-origin' | 'cross-site'): Readonly<Record<string, string>> {
  return { Cookie: `${sessionCookie}=${(headers['Authorization'] ?? '').replace('Bearer ', '')}`, 'Sec-Fetch-Site': site }
}

let filings: readonly AppendRequest[] | undefined

export async function openWorld(): Promise<World> {
  const platform = memoryPlatform()
  await registerPeople(platform)
  filings ??= await makeFilings()
  for (const filing of filings) await platform.journal.append(filing)
  const sessions = new Map(['trader', 'agent', 'receiver', 'bare', 'left', 'ended'].map((name) => [`red-${name}`, platform.openSession(`red-${name}`)]))
  for (const person of ['officer-mainland', 'officer-hongkong', 'officer-macao', 'operator', 'auditor']) sessions.set(person, platform.openSession(person))
  await platform.directory.endSessions('red-ended')
  await platform.directory.changePerson('red-left', { isActive: false }, 'operator')
  await parkAnswers(platform)
  await keepThings(platform)
  return { platform, app: httpApp(platform), sessions, things: await thingsOf(platform) }
}

async function registerPeople({ directory }: Platform): Promise<void> {
  for (const [id, name] of [[red, 'Red'], [blue, 'Blue-Mark'], [green, 'Green']] as const) {
    await directory.registerOrganisation({ id, name, administrations: ['mainland', 'hongkong', 'macao'], numbers: [`N-${id}`], mandates: ['*'] }, 'operator')
  }
  const person = (id: string, organisation: string, roles: readonly string[]) => directory.registerPerson({ id, name: id, organisation, roles, subject: `https://id.example ${id}` }, 'operator')
  for (const role of trading) {
    await person(`red-${role}`, red, [role])
    await person(`blue-mark-${role}`, blue, [role])
  }
  await person('red-bare', red, [])
  for (const name of ['left', 'ended']) await person(`red-${name}`, red, ['agent'])
  const key = (name: string, organisation: string, role: string, by: string) =>
    directory.makeKey({ id: `key-${name}`, organisation, label: `key ${name}`, roles: [role], secretHash: hashOfKey(secretOf(name)) }, by)
  for (const role of allRoles) await key(role, organisationOf(role), role, personOf(role))
  await key('revoked', red, 'agent', 'red-agent')
  await directory.revokeKey(red, 'key-revoked', 'red-agent')
  await key('orphan', red, 'agent', 'red-left')
  await key('blue-mark', blue, 'agent', 'blue-mark-agent')
}
