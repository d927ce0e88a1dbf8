// One call to /api/v1. Every call gives an answer as data: done, refused (with issues) or away (no answer came, so the
// outcome is not known). Whoever has to know how the server is doing listens here.
import type { Language } from '../../../src/base/language.ts'
import type { RenderedIssue } from '../../../src/base/message.ts'

export interface Refused {
  readonly kind: 'refused'
  readonly status: number
  /** Last part of the problem type, `changed-meanwhile`. */
  readonly type: string
  readonly reason: string
  readonly issues: readonly RenderedIssue[]
  /** The problem document as it came. */
  readonly problem: Readonly<Record<string, unknown>>
}

export type Answer<Value> = { readonly kind: 'done'; readonly value: Value; readonly status: number } | Refused | { readonly kind: 'away' }

export const apiBase = '/api/v1'

/** Longest wait for an answer, in milliseconds; after it the server counts as away. */
const maxWaitMs = 20_000
const maxFileWaitMs = 600_000

export interface Call {
  readonly language: Language
  /** GET when absent, POST when there is a body. */
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Sent as it is instead of a body; it may take as long as a slow line needs. */
  readonly file?: Blob
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

type Listener = (answer: Answer<unknown>) => void
const listeners = new Set<Listener>()

export function listenToAnswers(listener: Listener): void {
  listeners.add(listener)
}

export async function call<Value>(path: string, asked: Call): Promise<Answer<Value>> {
  const answer = await ask<Value>(path, asked)
  if (asked.signal?.aborted !== true) for (const listener of listeners) listener(answer)
  return answer
}

async function ask<Value>(path: string, { language, method, query = {}, body, file, headers = {}, signal }: Call): Promise<Answer<Value>> {
  const search = new URLSearchParams({ language, ...query })
  const patience = AbortSignal.timeout(file === undefined ? maxWaitMs : maxFileWaitMs)
  const init: RequestInit = {
    headers: { Accept: 'application/json, application/problem+json', ...headers },
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
  }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { ...init.headers, 'Content-Type': 'application/json' }
  }
  if (file !== undefined) {
    init.body = file
    init.headers = { ...init.headers, 'Content-Type': 'application/octet-stream' }
  }
  if (method !== undefined || body !== undefined || file !== undefined) init.method = method ?? 'POST'
  try {
    const response = await fetch(`${apiBase}${path}?${search.toString()}`, init)
    if (response.ok) return { kind: 'done', status: response.status, value: (response.status === 204 ? undefined : await response.json()) as Value }
    // A proxy says 502, 503 or 504 when the server behind it is away; a server that is full says 503 too.
    if (response.status >= 502 && response.status <= 504) return { kind: 'away' }
    return refusalOf(response.status, await response.json().catch(() => undefined))
  } catch {
    return { kind: 'away' }
  }
}

function refusalOf(status: number, body: unknown): Refused {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>
  const issues = Array.isArray(problem['issues']) ? (problem['issues'] as readonly RenderedIssue[]) : []
  const reason = [problem['detail'], problem['title']].find((each) => typeof each === 'string' && each !== '')
  const type = typeof problem['type'] === 'string' ? (problem['type'].split('/').at(-1) ?? '') : ''
  return { kind: 'refused', status, type, reason: typeof reason === 'string' ? reason : `HTTP ${status}`, issues, problem }
}
