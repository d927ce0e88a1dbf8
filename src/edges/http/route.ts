// A route as data: what it answers to, what it takes and gives, and its handler. The server and the OpenAPI document are
// both made from the same table of routes.
import type { Knowledge } from '../../app/knowledge.ts'
import type { Language } from '../../base/language.ts'
import type { Issue, IssueParams } from '../../base/issue.ts'
import type { Principal, Scope } from '../../domain/access/index.ts'
import type { Platform } from '../compose.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

export interface RouteRequest {
  readonly principal: Principal
  /** How far the action reaches for this principal: every reading takes it. */
  readonly scope: Scope
  readonly params: Readonly<Record<string, string>>
  readonly query: (name: string) => string | undefined
  readonly header: (name: string) => string | undefined
  /** Where the platform is reached: its public address, else the one that this request came to; `https://host`. */
  readonly origin: string
  /** The bytes received, bounded by the server; of a route that takes a file, nothing. */
  readonly body: Uint8Array
  /** The file that is sent in, as it comes; throws UploadTooLarge behind the route's own bound. */
  readonly upload: AsyncIterable<Uint8Array>
  readonly language: Language
}

export type RouteAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'file'; readonly mediaType: string; readonly bytes: Uint8Array; readonly name?: string }
  | { readonly kind: 'stream'; readonly mediaType: string; readonly content: AsyncIterable<Uint8Array>; readonly name: string }
  | { readonly kind: 'page'; readonly status: number; readonly type?: string; readonly html: string; readonly cookies?: readonly string[] }
  /** Done, with nothing to say: 204. */
  | { readonly kind: 'empty'; readonly cookies?: readonly string[] }
  | { readonly kind: 'redirect'; readonly location: string; readonly cookies?: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** What people meet is a row of data/messages, said in their language; plain text is for whoever writes a program. */
export type Words = string | Said

export interface Said {
  readonly code: string
  readonly params?: IssueParams
}

export function said(code: string, params: IssueParams = {}): Said {
  return { code, params }
}

/** RFC 9457, with the issues of a refused shipment. */
export interface Problem {
  readonly status: number
  /** Last part of the problem type, `shipment-refused`. */
  readonly type: string
  readonly title: Words
  readonly detail?: Words
  readonly issues?: readonly Issue[]
  readonly retryAfterSeconds?: number
  /** Members of its own beside those of every problem. */
  readonly members?: Readonly<Record<string, unknown>>
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** The row of data/access/policy.csv that says who may. */
  readonly action: string
  /** With parameters as `{id}`. */
  readonly path: string
  /** Its parameters may name people: the log of decisions leaves them out. */
  readonly namesPeople?: true
  readonly summary: string
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly isRequired: boolean }>>
  readonly requestSchema?: JsonSchema
  /** What somebody types is kept with every character, a NUL too, which is refused everywhere else. */
  readonly keepsAsTyped?: true
  /** The body is a file of one of these kinds and not JSON; it streams, and may be longer than any other body. */
  readonly takesFile?: { readonly maxBytes: number; readonly mediaTypes: readonly string[] }
  readonly answers: Readonly<Record<number, { readonly description: string; readonly mediaType: string; readonly schema?: JsonSchema }>>
  readonly handle: (request: RouteRequest, tools: RouteTools) => Promise<RouteAnswer> | RouteAnswer
}

export interface RouteTools {
  readonly platform: Platform
  readonly knowledge: Knowledge
  readonly examplesFolder: string
}

export function json(body: unknown, status = 200): RouteAnswer {
  return { kind: 'json', status, body }
}

export function problem(status: number, type: string, title: Words, more: Omit<Problem, 'status' | 'type' | 'title'> = {}): RouteAnswer {
  return { kind: 'problem', problem: { status, type, title, ...more } }
}
