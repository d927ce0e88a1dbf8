// The headers of every answer that tell a browser to be careful with it. They are the same each time, so where Node answers
// they are put on its response as they are, and not set, copied and joined again as headers of the web.
import { ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'

const contentSecurityPolicy = ["default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "frame-ancestors 'none'"].join('; ')

/** The set of Hono's secureHeaders, with the policy of the desk. */
const headers: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', contentSecurityPolicy],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=15552000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Download-Options', 'noopen'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['X-XSS-Protection', '0'],
]

export const safeHeaders: MiddlewareHandler = async (context, next) => {
  const outgoing: unknown = context.env?.['outgoing']
  if (outgoing instanceof ServerResponse) {
    for (const [name, value] of headers) outgoing.setHeader(name, value)
    return next()
  }
  await next()
  for (const [name, value] of headers) context.res.headers.set(name, value)
}
