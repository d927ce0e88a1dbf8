// Signing in and out, and who somebody is. Signing in sends the browser to the identity provider and takes it back; what has
// to come back travels in a cookie that is sealed, so that nothing is kept here of a sign-in that nobody finishes.
import { renderMessage } from '../../../base/message.ts'
import type { Language } from '../../../base/language.ts'
import { decide, type Principal } from '../../../domain/access/index.ts'
import type { Platform } from '../../compose.ts'
import { escapedText, plainPage } from '../../identity/plain-page.ts'
import { SignInRefused, SignInUnreachable, type BegunSignIn } from '../../identity/sign-in-client.ts'
import { sessionLifeMs } from '../../../app/access/session.ts'
import { cookieIn, sessionCookie } from '../../session-keeper.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from '../route.ts'

const begunCookie = 'lingding-sign-in'
const begunPath = '/api/v1/sign-in'
const begunLifeMs = 600_000
/** An address of the desk and nothing else: somebody who signs in is not sent away. */
const returnPattern = /^#\/[\w\-/?=&.%~:,+]{0,500}$/
const problemAnswer = { mediaType: 'application/problem+json', schema: { $ref: '#/components/schemas/Problem' } }

export const signInRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/session',
    action: 'session.read',
    summary: 'who I am here, and what I may do',
    answers: { 200: { description: 'done; `principal` is null for nobody', mediaType: 'application/json' } },
    handle: getSession,
  },
  {
    method: 'get',
    path: '/sign-in',
    action: 'session.open',
    summary: 'sends a browser to the identity provider (OpenID Connect, code flow with PKCE)',
    query: {
      account: { description: 'a sample account, where there are any', schema: { type: 'string' } },
      return: { description: 'address of the desk to come back to, `#/en/shipments`', schema: { type: 'string' } },
    },
    answers: { 302: { description: 'to the identity provider', mediaType: 'text/plain' }, 503: { description: 'nobody can sign in now', ...problemAnswer } },
    handle: getSignIn,
  },
  {
    method: 'get',
    path: '/sign-in/callback',
    action: 'session.open',
    summary: 'where the identity provider sends the browser back to',
    answers: {
      302: { description: 'signed in; the session is in a cookie', mediaType: 'text/plain' },
      400: { description: 'the answer proves nothing', ...problemAnswer },
      403: { description: 'nobody here knows this person', ...problemAnswer },
      503: { description: 'the identity provider does not answer', ...problemAnswer },
    },
    handle: getCallback,
  },
  {
    method: 'delete',
    path: '/session',
    action: 'session.end',
    summary: 'signs out: every session of the person ends, on every device',
    answers: { 204: { description: 'signed out', mediaType: 'text/plain' } },
    handle: async ({ principal, origin }, { platform }) => {
      if (principal.kind === 'person') await platform.directory.endSessions(principal.id)
      return { kind: 'empty', cookies: [cookie(sessionCookie, '', '/', 0, origin)] }
    },
  },
]

async function getSession({ principal }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const allowed = [...platform.policy.keys()].filter((action) => decide(platform.policy, principal, action).kind === 'allow')
  const accounts = platform.testProvider?.accounts ?? []
  const sampleAccounts = await Promise.all(
    accounts.map(async ({ id, name, organisation, roles }) => ({
      person: id,
      name,
      organisation,
      organisationName: (await platform.directory.organisation(organisation))?.name ?? organisation,
      roles,
    })),
  )
  return json({ principal: await viewPrincipal(principal, platform), actions: allowed, sampleAccounts })
}

async function viewPrincipal({ kind, id, organisation, roles }: Principal, { directory }: Platform) {
  if (kind === 'nobody') return null
  const [known, keys] = await Promise.all([directory.organisation(organisation), kind === 'key' ? directory.keys(organisation) : []])
  const name = kind === 'key' ? keys.find((key) => key.id === id)?.label : (await directory.person(id))?.name
  return {
    kind,
    id,
    name: name ?? id,
    roles,
    organisation: { id: organisation, name: known?.name ?? organisation, isSample: known?.isSample ?? false, administrations: known?.administrations ?? [] },
  }
}

async function getSignIn({ query, origin, language, header }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  if (platform.signIn === undefined) return refusal(503, 'access_no_provider', language, header, platform)
  const account = platform.testProvider === undefined ? undefined : query('account')
  const back = query('return') ?? ''
  try {
    const { address, begun } = await platform.signIn.begin({ origin, language, ...(account === undefined ? {} : { account }) })
    const kept: KeptSignIn = { ...begun, back: returnPattern.test(back) ? back : '', at: platform.clock() }
    return { kind: 'redirect', location: address, cookies: [cookie(begunCookie, platform.seal('sign-in', JSON.stringify(kept)), begunPath, begunLifeMs, origin)] }
  } catch (error) {
    if (error instanceof SignInUnreachable) return refusal(503, 'access_provider_unreachable', language, header, platform)
    throw error
  }
}

interface KeptSignIn extends BegunSignIn {
  readonly back: string
  readonly at: number
}

async function getCallback({ query, origin, language, header }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const kept = keptSignIn(header('Cookie'), platform)
  if (kept === undefined || platform.signIn === undefined) return refusal(400, 'access_sign_in_stale', language, header, platform)
  const answer = new URLSearchParams()
  for (const name of ['code', 'state', 'iss', 'error', 'error_description']) {
    const value = query(name)
    if (value !== undefined) answer.set(name, value)
  }
  try {
    const person = await platform.directory.personBySubject(await platform.signIn.finish({ origin, answer, begun: kept }))
    if (person === undefined || !person.isActive) return refusal(403, 'access_unknown_person', language, header, platform)
    const session = cookie(sessionCookie, platform.openSession(person.id), '/', sessionLifeMs, origin)
    return { kind: 'redirect', location: `/${kept.back}`, cookies: [session, cookie(begunCookie, '', begunPath, 0, origin)] }
  } catch (error) {
    if (error instanceof SignInUnreachable) return refusal(503, 'access_provider_unreachable', language, header, platform)
    if (error instanceof SignInRefused) return refusal(400, 'access_sign_in_stale', language, header, platform)
    throw error
  }
}

function keptSignIn(header: string | undefined, platform: Platform): KeptSignIn | undefined {
  const text = platform.unseal('sign-in', cookieIn(header, begunCookie) ?? '')
  const kept = text === undefined ? undefined : (JSON.parse(text) as KeptSignIn)
  const age = platform.clock() - (kept?.at ?? 0)
  return age >= 0 && age < begunLifeMs ? kept : undefined
}

/** A browser gets a page to read, a program a problem document. */
function refusal(status: number, code: string, language: Language, header: RouteRequest['header'], { knowledge }: Platform): RouteAnswer {
  const say = (each: string, in_: Language): string => renderMessage(each, {}, knowledge.messages, in_)
  const type = code.replace('access_', '').replaceAll('_', '-')
  if (!(header('Accept') ?? '').includes('text/html')) {
    const more = { detail: said(`${code}.fix`), ...(status === 503 ? { retryAfterSeconds: 30 } : {}) }
    return problem(status, type, said(code), more)
  }
  const parts = [`<p>${escapedText(say(`${code}.fix`, language))}</p>`, `<p><a href="/">${escapedText(say('access_page_back', language))}</a></p>`]
  return { kind: 'page', status, type, html: plainPage(language, say(code, language), parts) }
}

function cookie(name: string, value: string, path: string, lifeMs: number, origin: string): string {
  return `${name}=${value}; Path=${path}; Max-Age=${Math.floor(lifeMs / 1000)}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
}
