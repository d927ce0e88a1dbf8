// Who sends a request: a session in a cookie or as a bearer token, or an API key. Opens sessions too.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Directory } from '../app/access/directory.ts'
import { openSession, readSession } from '../app/access/session.ts'
import type { Clock } from '../app/ports.ts'
import { nobody, type Principal } from '../domain/access/index.ts'

export interface SessionKeeper {
  readonly principalOf: (header: (name: string) => string | undefined) => Promise<Principal>
  /** A session for a person who has shown who they are. */
  readonly openSession: (person: string) => string
  /** Carries a text through a browser: whatever comes back was sealed here, for this purpose, and not changed. */
  readonly seal: (purpose: string, text: string) => string
  readonly unseal: (purpose: string, sealed: string) => string | undefined
}

export const sessionCookie = 'lingding-session'
/** API keys begin so, and a scanner for leaked secrets can find them. */
export const keyPrefix = 'lingding_'

export function sessionKeeper(directory: Directory, clock: Clock, secret: Uint8Array): SessionKeeper {
  const hmac = (purpose: string, text: string): string => createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')
  const sealSession = (text: string): string => hmac('session', text)
  const ofSession = async (token: string): Promise<Principal> => {
    const session = readSession(token, clock(), sealSession, isSameText)
    const person = session === undefined ? undefined : await directory.person(session.person)
    if (session === undefined || person === undefined || !person.isActive || session.after !== person.sessionsEnded) return nobody
    return { kind: 'person', id: person.id, organisation: person.organisation, roles: person.roles }
  }
  const ofKey = async (secretText: string): Promise<Principal> => {
    const key = await directory.keyByHash(hashOfKey(secretText))
    return key === undefined || key.isRevoked || key.roles.length === 0 ? nobody : { kind: 'key', id: key.id, organisation: key.organisation, roles: key.roles }
  }
  return {
    principalOf: async (header) => {
      const authorization = header('Authorization')
      if (authorization !== undefined) {
        const bearer = /^Bearer (\S{1,500})$/i.exec(authorization)?.[1] ?? ''
        return bearer.startsWith(keyPrefix) ? ofKey(bearer) : ofSession(bearer)
      }
      const token = cookieIn(header('Cookie'), sessionCookie)
      return token === undefined ? nobody : ofSession(token)
    },
    openSession: (person) => openSession(person, directory.sessionsEnded(person), clock(), sealSession),
    seal: (purpose, text) => {
      const content = Buffer.from(text).toString('base64url')
      return `${content}.${hmac(purpose, content)}`
    },
    unseal: (purpose, sealed) => {
      const [content = '', given = ''] = sealed.split('.')
      return isSameText(given, hmac(purpose, content)) ? Buffer.from(content, 'base64url').toString() : undefined
    },
  }
}

/** Hexadecimal SHA-256, all that is kept of the secret of an API key; it has 256 bits of chance, so nothing slower is needed. */
export function hashOfKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The value of a cookie in the header `Cookie`. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([^;\\s]{1,2000})`).exec(header ?? '')?.[1]
}

function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
