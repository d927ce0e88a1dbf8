// The server behind the desk in these tests: the real routes on a journal in memory and a clock that stands still, with a
// strict Content-Security-Policy, and switches for a world that is broken.
import type { Server } from 'node:http'
import { relative } from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { parseInstant } from '../../src/base/instant.ts'
import type { Platform } from '../../src/edges/compose.ts'
import { testProviderPath } from '../../src/edges/identity/test-provider.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { readProfiles } from '../../src/edges/profiles-file.ts'
import { sessionCookie } from '../../src/edges/session-keeper.ts'
import { memoryPlatform } from '../../test/platform.ts'
import { siteFolder } from './site.ts'

export interface TestServer {
  readonly address: string
  /** What is behind it, for what nobody does on the desk: customs answers, other people file. */
  readonly platform: Platform
  /** A server that is away answers 503 to every call. */
  readonly setAway: (isAway: boolean) => void
  /** The cookie of somebody who has signed in. */
  readonly cookieOf: (person: string) => { readonly name: string; readonly value: string }
  readonly close: () => Promise<void>
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Whoever comes without a session is `person`; nobody when it is empty. */
export async function openServer(person = 'sample-agent'): Promise<TestServer> {
  const platform = memoryPlatform({ clock: () => noon, profiles: () => readProfiles(sampleProfiles, true) })
  const api = httpApp(platform)
  const session = `${sessionCookie}=${platform.openSession(person)}`
  const app = new Hono()
  let away = false
  app.all(`${testProviderPath}/*`, (context) => api.fetch(context.req.raw))
  app.all('/api/*', (context) => {
    if (away) return context.body('away', 503)
    const headers = new Headers(context.req.raw.headers)
    if (person !== '' && !headers.has('Cookie')) headers.set('Cookie', session)
    // The test itself sends requests too, which are of this site as the desk's own.
    if (!headers.has('Sec-Fetch-Site')) headers.set('Sec-Fetch-Site', 'same-origin')
    return api.fetch(new Request(context.req.raw, { headers }))
  })
  app.use('/*', async (context, next) => {
    await next()
    context.header('Content-Security-Policy', policy)
  })
  app.use('/*', serveStatic({ root: relative(process.cwd(), siteFolder) }))
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made)) as Server
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the server has a port')
  return {
    address: `http://127.0.0.1:${bound.port}`,
    platform,
    setAway: (isAway) => (away = isAway),
    cookieOf: (of) => ({ name: sessionCookie, value: platform.openSession(of) }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const sampleProfiles = new URL('../../examples/profiles.yaml', import.meta.url).pathname
const noon = momentOf('2026-02-06T12:00+08:00')

function momentOf(text: string): NonNullable<ReturnType<typeof parseInstant>> {
  const moment = parseInstant(text)
  if (moment === undefined) throw new Error(`${text} is a moment`)
  return moment
}
