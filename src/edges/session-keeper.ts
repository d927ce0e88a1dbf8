// Who sends a request: a session in a cookie or as a bearer token, or an API key. Opens sessions too.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Directory } from '../app/access/directory.ts'
import { openSession, readSession } from '../app/access/session.ts'
import type { Clock } from '../app/ports.ts'
import { nobody, type Principal } from '../domain/access/index.ts'

export interface SessionKeeper {
  readonly principalOf: (header: (name: string) => string | undefined) => Promise<Principal>
  readonly openSession: (person: string) => string
}

export const sessionCookie = 'lingding-session'
/** API keys begin so, and a scanner for leaked secrets can find them. */
export const keyPrefix = 'lingding_'

export function sessionKeeper(directory: Directory, clock: Clock, secret: Uint8Array): SessionKeeper {
  const seal = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url')
  const ofSession = async (token: string): Promise<Principal> => {
    const session = readSession(token, clock(), seal, isSameText)
    const person = session === undefined ? undefined : await directory.person(session.person)
    if (session === undefined || person === undefined || !person.isActive || session.openedAt < person.sessionsFrom) return nobody
    return { kind: 'person', id: person.id, organisation: person.organisation, roles: person.roles }
  }
  const ofKey = async (secretText: string): Promise<Principal> => {
    const key = await directory.keyByHash(createHash('sha256').update(secretText).digest('hex'))
    return key === undefined || key.isRevoked ? nobody : { kind: 'key', id: key.id, organisation: key.organisation, roles: key.roles }
  }
  return {
    principalOf: async (header) => {
      const bearer = /^Bearer (\S{1,500})$/i.exec(header('Authorization') ?? '')?.[1]
      if (bearer !== undefined) return bearer.startsWith(keyPrefix) ? ofKey(bearer) : ofSession(bearer)
      const cookie = new RegExp(`(?:^|;\\s*)${sessionCookie}=([^;\\s]{1,500})`).exec(header('Cookie') ?? '')?.[1]
      return cookie === undefined ? nobody : ofSession(cookie)
    },
    openSession: (person) => openSession(person, clock(), seal),
  }
}

function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
