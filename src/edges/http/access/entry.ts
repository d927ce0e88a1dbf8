// Who enters a route, and how far: authentication, the check against requests that another site sends in somebody's name,
// the policy's decision, and its log.
import type { Context } from 'hono'
import { decide, type Principal, type Scope } from '../../../domain/access/index.ts'
import type { Platform } from '../../compose.ts'
import { cookieIn, sessionCookie } from '../../session-keeper.ts'
import { said, type Problem, type Route, type RouteAnswer } from '../route.ts'
import { denialOf } from './denial.ts'

export type Entry =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'entered'
      readonly principal: Principal
      readonly scope: Scope
      readonly origin: string
      /** Logs what came of it: the route itself may deny, and something outside the scope is denied as what is not there. Undefined: it failed. */
      readonly record: (given: RouteAnswer | undefined) => void
    }

/** Throws JournalUnavailable when nobody can say who it is. */
export async function enter(context: Context, route: Route, platform: Platform): Promise<Entry> {
  // What cannot be logged is not done.
  if (platform.decisions.isFull()) return { kind: 'refused', problem: logFull }
  const principal = await platform.principalOf((name) => context.req.header(name))
  const origin = platform.publicUrl ?? new URL(context.req.url).origin
  const resource = resourceOf(context, route)
  const record = (isAllowed: boolean, reason: string): void =>
    platform.decisions.record({
      at: platform.clock(),
      principal: { kind: principal.kind, id: principal.id, organisation: principal.organisation },
      action: route.action,
      resource,
      isAllowed,
      reason,
    })
  if (isFromAnotherSite(context, route, origin)) {
    record(false, 'other-site')
    return { kind: 'refused', problem: otherSite }
  }
  const decision = decide(platform.policy, principal, route.action)
  if (decision.kind === 'deny') {
    record(false, decision.reason)
    return { kind: 'refused', problem: decision.reason === 'not-signed-in' ? notSignedIn : notAllowed }
  }
  return {
    kind: 'entered',
    principal,
    scope: decision.scope,
    origin,
    record: (given) => {
      const denied = denialOf(given)
      record(denied === undefined, denied ?? decision.scope.kind)
    },
  }
}

/**
 * A browser sends the cookie along whoever asked it to. So a request that changes something and comes with the cookie has
 * to say that it is from this very site: Sec-Fetch-Site, or where a browser sends none, Origin.
 */
function isFromAnotherSite(context: Context, { method }: Route, origin: string): boolean {
  const hasCookie = cookieIn(context.req.header('Cookie'), sessionCookie) !== undefined && context.req.header('Authorization') === undefined
  if (method === 'get' || !hasCookie) return false
  const site = context.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site !== 'same-origin'
  return context.req.header('Origin') !== origin
}

/** `GET /shipments/{id}` and what stood for each name; nothing longer than an id, and nothing that may name a person. */
function resourceOf(context: Context, { method, path, namesPeople }: Route): string {
  const params: Readonly<Record<string, string | undefined>> = context.req.param()
  const shown = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const given = params[name] ?? ''
    return namesPeople !== true && /^[\w.-]{1,80}$/.test(given) ? given : whole
  })
  return `${method.toUpperCase()} ${shown}`
}

const notSignedIn: Problem = { status: 401, type: 'not-signed-in', title: said('problem.not-signed-in') }
const notAllowed: Problem = { status: 403, type: 'not-allowed', title: said('problem.not-allowed') }
const otherSite: Problem = { status: 403, type: 'other-site', title: said('problem.other-site') }
const logFull: Problem = {
  status: 503,
  type: 'log-full',
  title: said('problem.log-full'),
  retryAfterSeconds: 2,
}
