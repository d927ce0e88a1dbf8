// How every operation is sent: one key for all tries of a call, another try when the platform is busy or cannot be reached,
// problem documents as errors. Uses fetch and Web Crypto only, so that it runs in Node and in browsers.
import { ProblemError, UnreachableError } from './problem.ts'
import type { Problem } from './schemas.ts'

export interface ClientOptions {
  /** Where the platform is: `https://lingding.example`. */
  readonly address: string
  /** An API key or the token of a session; left out in a browser that signed in. */
  readonly token?: string
  /** Language of names and sentences. */
  readonly language?: 'zh-Hans' | 'zh-Hant' | 'en' | 'pt'
  /** Tries of a call that may be made again; 5 unless said. */
  readonly maxTries?: number
  /** Longest that one try may take, in milliseconds; 60,000 unless said. */
  readonly timeoutMs?: number
  readonly fetch?: (address: string, init: RequestInit) => Promise<Response>
  readonly pause?: (ms: number) => Promise<void>
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

/** One call as the generated operations describe it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With the parameters put in. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly bodyType?: string
  /** Whether the operation takes an Idempotency-Key; one is made where none is given. */
  readonly takesKey?: boolean
  readonly idempotencyKey?: string | undefined
  readonly answer: 'json' | 'text' | 'bytes' | 'nothing' | 'by status'
}

export type Send = <T>(call: Call, options?: CallOptions) => Promise<T>

const longestPauseMs = 60_000

export function sender({ address, token, language, maxTries = 5, timeoutMs = 60_000, fetch: send = globalThis.fetch, pause = wait }: ClientOptions): Send {
  return async <T>(call: Call, { signal }: CallOptions = {}): Promise<T> => {
    const idempotencyKey = call.takesKey === true ? (call.idempotencyKey ?? crypto.randomUUID()) : undefined
    const isRepeatable = call.method !== 'POST' || idempotencyKey !== undefined
    const url = address.replace(/\/$/, '') + call.path + queryText({ ...call.query, language: call.query?.['language'] ?? language })
    for (let tries = 1; ; tries += 1) {
      const isLast = !isRepeatable || tries >= maxTries
      const deadline = deadlineOf(timeoutMs, signal)
      let problem: ProblemError
      try {
        const response = await send(url, initOf(call, token, idempotencyKey, deadline.signal))
        if (response.ok) return (await contentOf(response, call.answer)) as T
        problem = await problemOf(response)
      } catch (error) {
        if (signal?.aborted === true) throw error
        if (isLast) throw new UnreachableError(error, idempotencyKey)
        await pause(pauseAfter(tries))
        continue
      } finally {
        deadline.end()
      }
      if (isLast || (problem.status !== 503 && problem.status !== 429)) throw problem
      await pause(Math.min(longestPauseMs, (problem.retryAfterSeconds ?? 0) * 1000 || pauseAfter(tries)))
    }
  }
}

function initOf(call: Call, token: string | undefined, idempotencyKey: string | undefined, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = {}
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey
  const init: RequestInit = { method: call.method, headers, signal, redirect: 'error' }
  if (call.body === undefined) return init
  headers['Content-Type'] = call.bodyType ?? 'application/json'
  return { ...init, body: call.bodyType === undefined ? JSON.stringify(call.body) : (call.body as Uint8Array<ArrayBuffer>) }
}

async function contentOf(response: Response, answer: Call['answer']): Promise<unknown> {
  switch (answer) {
    case 'json':
      return response.json()
    case 'text':
      return response.text()
    case 'bytes':
      return new Uint8Array(await response.arrayBuffer())
    case 'by status':
      return { status: response.status, body: (await response.json()) as unknown }
    case 'nothing':
      await response.body?.cancel()
      return undefined
  }
}

async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text()
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return new ProblemError(problemFrom(text) ?? { type: 'about:blank', title: `HTTP ${response.status}`, status: response.status }, Number.isFinite(seconds) ? seconds : undefined)
}

function problemFrom(text: string): Problem | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<Problem> | null
    return typeof parsed?.title === 'string' && typeof parsed.type === 'string' && typeof parsed.status === 'number' ? (parsed as Problem) : undefined
  } catch {
    return undefined
  }
}

function queryText(query: NonNullable<Call['query']>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

/** Ends a try that takes too long, or that nobody waits for any more. */
function deadlineOf(timeoutMs: number, given: AbortSignal | undefined): { readonly signal: AbortSignal; readonly end: () => void } {
  const ending = new AbortController()
  const abort = (): void => ending.abort(given?.reason)
  const timer = setTimeout(abort, timeoutMs)
  if (given?.aborted === true) abort()
  given?.addEventListener('abort', abort)
  const end = (): void => {
    clearTimeout(timer)
    given?.removeEventListener('abort', abort)
  }
  return { signal: ending.signal, end }
}

/** 0.5 to 1 s, then twice as long each time: many clients do not come back at one moment. */
function pauseAfter(tries: number): number {
  return Math.min(longestPauseMs, 2 ** (tries - 1) * (500 + Math.random() * 500))
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
