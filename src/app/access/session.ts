// A session as a token that its holder carries: who, after how many endings, since when, until when, and a seal that only
// this platform can make. Nothing is kept of it; when a person's sessions are ended their count goes up, and a token with
// an older count is over. That needs no clock; the clock only ends what nobody ended.
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'

export interface Session {
  readonly person: string
  /** Endings of the person's sessions before this one was opened. */
  readonly after: number
  readonly openedAt: Instant
  readonly expiresAt: Instant
}

/** Seals a text with the platform's own secret; letters, digits, `-` and `_` only. */
export type Seal = (text: string) => string

export const sessionLifeMs = 12 * 3_600_000

export function openSession(person: string, after: number, at: Instant, seal: Seal): string {
  const content = `${person}.${after}.${at}.${at + sessionLifeMs}`
  return `${content}.${seal(content)}`
}

/** Undefined for a token that was not made here, was changed, or is over. */
export function readSession(token: string, at: Instant, seal: Seal, isSame: (a: string, b: string) => boolean): Session | undefined {
  const match = /^(([\w-]+)\.(\d{1,15})\.(\d{1,15})\.(\d{1,15}))\.([\w-]+)$/.exec(token)
  const [, content = '', person = '', after, openedAt, expiresAt, given = ''] = match ?? []
  if (match === null || !isSame(given, seal(content))) return undefined
  const session = { person, after: Number(after), openedAt: instant(Number(openedAt)), expiresAt: instant(Number(expiresAt)) }
  return at >= session.openedAt && at < session.expiresAt ? session : undefined
}
