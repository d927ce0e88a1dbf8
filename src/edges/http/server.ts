// The HTTP server: the routes under /api/v1, the desk's files, and the limits that hold for every request.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { JournalUnavailable } from '../../app/ports.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import { isLanguage, languages, type Language } from '../../base/language.ts'
import { renderMessage } from '../../base/message.ts'
import { examplesFolder, webFolder, type Platform } from '../compose.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { testProviderPath } from '../identity/test-provider.ts'
import { accessRoutes } from './access/access-routes.ts'
import { answerRoutes } from './answer-routes.ts'
import { changeRoutes } from './change-routes.ts'
import { importRoutes } from './import-routes.ts'
import { apiBase, openApiDocument } from './openapi.ts'
import { enter } from './access/entry.ts'
import { channelRoutes } from './channel-routes.ts'
import { keptRoutes } from './kept-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { readingRoutes } from './reading-routes.ts'
import { languageAccepted } from './request/language-accepted.ts'
import { nulInAddress, nulInBody } from './request/nul.ts'
import { said, type Problem, type Route, type RouteAnswer, type RouteTools, type Words } from './route.ts'
import { safeHeaders } from './access/safe-headers.ts'
import { shareRoutes } from './share-routes.ts'
import { shipmentRoutes } from './shipment-routes.ts'
import { signInRoutes } from './access/sign-in-routes.ts'
import { officerRoutes } from './officer-routes.ts'
import { platformRoutes } from './platform-routes.ts'
import { bounded, nothing, UploadTooLarge } from './request/upload.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** Longest body of a request; a shipment of 1,000 lines is about 700 kB. */
const maxBodyBytes = 1_500_000
const problemType = 'https://lingding.invalid/problems/'

export const routes: readonly Route[] = [...readingRoutes, ...statisticsRoutes, ...shipmentRoutes, ...changeRoutes, ...shareRoutes, ...keptRoutes, ...importRoutes, ...platformRoutes, ...signInRoutes, ...accessRoutes, ...channelRoutes, ...officerRoutes, ...answerRoutes, ...receiptRoutes, ...webhookRoutes]

export function httpApp(platform: Platform): Hono {
  const app = new Hono()
  const tools: RouteTools = { platform, knowledge: platform.knowledge, examplesFolder }
  app.use(safeHeaders)
  // What one person was answered is kept by no browser and no proxy for the next.
  app.use(`${apiBase}/*`, (context, next) => {
    context.header('Cache-Control', 'no-store')
    return next()
  })
  app.use('*', (context, next) => {
    const refused = nulInAddress(context.req.url)
    return refused === undefined ? next() : Promise.resolve(send(context, refused, platform, languageOf(context)))
  })
  const limited = bodyLimit({ maxSize: maxBodyBytes, onError: (context) => sendProblem(context, tooLarge(maxBodyBytes), platform, languageOf(context)) })
  // A route that takes files has a bound of its own.
  const uploads = new Set(routes.filter(({ takesFile }) => takesFile !== undefined).map((route) => `${route.method.toUpperCase()} ${pathOf(route)}`))
  const isFree = (context: Context): boolean => context.req.method === 'GET' || hasShortBody(context) || uploads.has(`${context.req.method} ${context.req.path}`)
  app.use(`${apiBase}/*`, (context, next) => (isFree(context) ? next() : limited(context, next)))
  for (const route of routes) app.on(route.method, pathOf(route), (context) => answer(context, route, tools))
  const document = openApiDocument(routes, platform.knowledge.fields)
  app.get(`${apiBase}/openapi.json`, (context) => context.json(document))
  for (const path of new Set(routes.map(pathOf))) {
    const allowed = routes.filter((route) => pathOf(route) === path).map((route) => route.method.toUpperCase())
    app.all(path, (context) => {
      context.header('Allow', allowed.join(', '))
      return context.req.method === 'OPTIONS' ? context.body(null, 204) : sendProblem(context, wrongMethod(allowed), platform, languageOf(context))
    })
  }
  const { testProvider } = platform
  if (testProvider !== undefined) app.all(`${testProviderPath}/*`, (context) => testProvider.handle(context.req.raw))
  app.all(`${apiBase}/*`, (context) => sendProblem(context, noRoute, platform, languageOf(context)))
  app.use('/*', serveStatic({ root: webFolder }))
  app.get('/assets/*', (context) => sendProblem(context, noRoute, platform, languageOf(context)))
  app.get('/*', (context) => context.html(readFileSync(join(webFolder, 'index.html'), 'utf8')))
  app.onError((error, context) => sendProblem(context, failure(error), platform, languageOf(context)))
  return app
}

function pathOf({ path }: Route): string {
  return apiBase + path.replace(/\{(\w+)\}/g, ':$1')
}

async function answer(context: Context, route: Route, tools: RouteTools): Promise<Response> {
  const { platform } = tools
  const language = languageOf(context)
  const asked = context.req.query('language')
  if (asked !== undefined && !isLanguage(asked)) return sendProblem(context, wrongLanguage(asked), platform, language)
  const entry = await enter(context, route, platform)
  if (entry.kind === 'refused') return sendProblem(context, entry.problem, platform, language)
  const { principal, scope, origin, record } = entry
  let given: RouteAnswer | undefined
  try {
    if (takesBody(route) && route.takesFile === undefined && !isJson(context.req.header('Content-Type'))) return sendProblem(context, notJson, platform, language)
    const body = takesBody(route) && route.takesFile === undefined ? new Uint8Array(await context.req.arrayBuffer()) : new Uint8Array()
    const upload = route.takesFile === undefined ? nothing() : bounded(context.req.raw.body, context.req.header('Content-Length'), route.takesFile.maxBytes)
    const request = { principal, scope, origin, upload, params: context.req.param(), query: (name: string) => context.req.query(name), header: (name: string) => context.req.header(name), body, language }
    given = (route.keepsAsTyped === true ? undefined : nulInBody(body)) ?? (await route.handle(request, tools))
  } catch (error) {
    if (!(error instanceof UploadTooLarge)) throw error
    given = { kind: 'problem', problem: tooLarge(error.maxBytes) }
  } finally {
    record(given)
  }
  return send(context, given, platform, language)
}

function send(context: Context, given: RouteAnswer, platform: Platform, language: Language): Response {
  switch (given.kind) {
    case 'json':
      return context.json(given.body as object, given.status as 200, given.headers as Record<string, string>)
    case 'file': {
      context.header('Content-Type', given.mediaType)
      if (given.name !== undefined) context.header('Content-Disposition', `attachment; filename="${given.name.replace(/[^\w.-]/g, '_')}"`)
      return context.body(given.bytes as Uint8Array<ArrayBuffer>)
    }
    case 'stream':
      context.header('Content-Type', given.mediaType)
      context.header('Content-Disposition', `attachment; filename="${given.name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(given.name)}`)
      return context.body(ReadableStream.from(given.content) as unknown as globalThis.ReadableStream<Uint8Array<ArrayBuffer>>)
    case 'page':
      setCookies(context, given.cookies)
      return context.html(given.html, given.status as 200)
    case 'empty':
      setCookies(context, given.cookies)
      return context.body(null, 204)
    case 'redirect':
      setCookies(context, given.cookies)
      return context.redirect(given.location)
    case 'problem':
      return sendProblem(context, given.problem, platform, language)
  }
}

function setCookies(context: Context, cookies: readonly string[] = []): void {
  for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true })
}

function sendProblem(context: Context, problem: Problem, platform: Platform, language: Language): Response {
  const { status, type, title, detail, issues, retryAfterSeconds, members } = problem
  if (retryAfterSeconds !== undefined) context.header('Retry-After', String(retryAfterSeconds))
  const say = (words: Words): string => (typeof words === 'string' ? words : renderMessage(words.code, words.params ?? {}, platform.knowledge.messages, language))
  const body = {
    type: problemType + type,
    title: say(title),
    status,
    ...(detail === undefined ? {} : { detail: say(detail) }),
    ...(issues === undefined ? {} : { issues: viewIssues(issues, platform.knowledge, language) }),
    ...members,
  }
  return context.body(JSON.stringify(body), status as 400, { 'Content-Type': 'application/problem+json' })
}

function takesBody({ method }: Route): boolean {
  return method === 'post' || method === 'put'
}

/** Says that it is short, and then Node reads no more; who counts the bytes has to make a stream of them first, which is dear. */
function hasShortBody({ req }: Context): boolean {
  const length = req.header('Content-Length')
  return length !== undefined && /^\d{1,9}$/.test(length) && Number(length) <= maxBodyBytes && req.header('Transfer-Encoding') === undefined
}

/** No type at all is taken for JSON, as a script sends it. */
function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/([\w.-]+\+)?json\b/i.test(contentType)
}

function wrongMethod(allowed: readonly string[]): Problem {
  return { status: 405, type: 'method-not-allowed', title: `This address takes ${allowed.join(' and ')}.` }
}

function wrongLanguage(asked: string): Problem {
  return { status: 400, type: 'language-unknown', title: `language is one of ${languages.join(', ')}, not '${asked.slice(0, 20)}'.` }
}

const notJson: Problem = { status: 415, type: 'not-json', title: 'The body is sent as application/json.' }
const noRoute: Problem = { status: 404, type: 'not-found', title: said('problem.nothing-here') }

function tooLarge(maxBytes: number): Problem {
  return { status: 413, type: 'body-too-large', title: said('problem.body-too-large', { bytes: maxBytes }) }
}

/** A broken world says so and asks to come back; a bug says nothing about itself to the outside. */
function failure(error: Error): Problem {
  if (error instanceof JournalUnavailable) {
    return { status: 503, type: 'journal-unavailable', title: said('problem.journal-unavailable'), retryAfterSeconds: 2 }
  }
  if (error instanceof WrongUsage || error instanceof EnvironmentFailed) {
    process.stderr.write(`${error.message}\n`)
    return { status: 503, type: 'profiles-unreadable', title: said('problem.profiles-unreadable') }
  }
  process.stderr.write(`${error.stack ?? error.message}\n`)
  return { status: 500, type: 'internal', title: said('problem.internal') }
}

function languageOf(context: Context): Language {
  const asked = context.req.query('language')
  const accepted = context.req.header('Accept-Language') ?? ''
  return languages.find((language) => language === asked) ?? languageAccepted(accepted)
}
