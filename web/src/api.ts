// All HTTP of the desk. Every call gives an answer as data: done, refused (with issues) or away (no answer came, so the
// outcome is not known). Shapes are those of /api/v1.
import type { Language } from '../../src/base/language.ts'
import type { RenderedIssue } from '../../src/base/message.ts'
import type { ShipmentView } from '../../src/domain/declaration/index.ts'

export type Answer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string; readonly issues: readonly RenderedIssue[] }
  | { readonly kind: 'away' }

export interface FormField {
  /** Pattern, `lines[].unit`. */
  readonly path: string
  readonly kind: 'text' | 'decimal' | 'integer' | 'flag' | 'date' | 'instant' | 'code' | 'choice'
  readonly options?: readonly string[]
  readonly list?: string
  readonly maxLength?: number
  readonly decimals?: number
  readonly label: string
}

export interface CodeList {
  readonly list: string
  readonly isComplete: boolean
  readonly source: string
  readonly entries: readonly { readonly code: string; readonly name: string }[]
}

export interface Example {
  readonly id: string
  readonly title: string
  readonly direction: string
  readonly counterpart: string
  readonly text: string
}

export interface Profile {
  readonly name: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Of a text that cannot be read as a shipment there are only issues. */
export type Preview = Pick<ShipmentView, 'isAcceptable' | 'issues' | 'filings'> & Partial<Pick<ShipmentView, 'count' | 'countWithUnverified'>>

export interface FiledFile {
  readonly customs: string
  readonly kind: string
  readonly name: string
  readonly bytes: number
}

export interface Receipt {
  readonly id: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: string
  readonly by: string
  readonly chain: string
  readonly position: number
  readonly files: readonly FiledFile[]
}

export interface FiledShipment extends Receipt {
  readonly text: string
  readonly preview: Preview
}

const base = '/api/v1'

export const getForm = (language: Language): Promise<Answer<{ readonly fields: readonly FormField[] }>> => call(`/form`, { language })

export const getCodes = (list: string, on: string, language: Language): Promise<Answer<CodeList>> =>
  call(`/codes/${encodeURIComponent(list)}`, { language, query: on === '' ? {} : { on } })

export const getExamples = (language: Language): Promise<Answer<{ readonly examples: readonly Example[] }>> => call(`/examples`, { language })

export const getProfiles = (language: Language): Promise<Answer<{ readonly profiles: readonly Profile[] }>> => call(`/profiles`, { language })

export const postPreview = (text: string, language: Language, signal: AbortSignal): Promise<Answer<Preview>> =>
  call(`/preview`, { language, body: { text }, signal })

export const postShipment = (text: string, key: string, language: Language): Promise<Answer<Receipt>> =>
  call(`/shipments`, { language, body: { text }, headers: { 'Idempotency-Key': key } })

export const getShipments = (language: Language): Promise<Answer<{ readonly shipments: readonly Receipt[]; readonly next?: string }>> =>
  call(`/shipments`, { language })

export const getShipment = (id: string, language: Language): Promise<Answer<FiledShipment>> => call(`/shipments/${encodeURIComponent(id)}`, { language })

export const fileAddress = (id: string, name: string): string => `${base}/shipments/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`

export const printAddress = (id: string, kind: string, language: Language): string =>
  `${base}/shipments/${encodeURIComponent(id)}/print/${encodeURIComponent(kind)}?language=${language}`

export const checkpointAddress = (chain: string): string => `${base}/checkpoint/${encodeURIComponent(chain)}`

interface Call {
  readonly language: Language
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

async function call<Value>(path: string, { language, query = {}, body, headers = {}, signal }: Call): Promise<Answer<Value>> {
  const search = new URLSearchParams({ language, ...query })
  const init: RequestInit = { headers: { Accept: 'application/json, application/problem+json', ...headers } }
  if (signal !== undefined) init.signal = signal
  if (body !== undefined) {
    init.method = 'POST'
    init.body = JSON.stringify(body)
    init.headers = { ...init.headers, 'Content-Type': 'application/json' }
  }
  try {
    const response = await fetch(`${base}${path}?${search.toString()}`, init)
    if (response.ok) return { kind: 'done', value: (await response.json()) as Value }
    // A proxy says 502, 503 or 504 when the server behind it is away.
    if (response.status >= 502 && response.status <= 504) return { kind: 'away' }
    return refusalOf(response.status, await response.json().catch(() => undefined))
  } catch {
    return { kind: 'away' }
  }
}

function refusalOf(status: number, body: unknown): Answer<never> {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>
  const issues = Array.isArray(problem['issues']) ? (problem['issues'] as readonly RenderedIssue[]) : []
  const reason = [problem['detail'], problem['title']].find((each) => typeof each === 'string' && each !== '')
  return { kind: 'refused', status, reason: typeof reason === 'string' ? reason : `HTTP ${status}`, issues }
}
