// One try: posts a notice and hears the status. Nothing of the answer's body is read, no redirect is followed, and all of
// it, from the name to the last header, has to happen within one time limit.
import { request as requestPlain, type RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isPort } from '../../app/notify/webhook.ts'
import { AddressRefused, isInsideAddress, localLookup, publicLookup } from './public-address.ts'

export interface PostSettings {
  /** Addresses inside a network too: LINGDING_WEBHOOK_LOCAL=1. */
  readonly isLocalAllowed: boolean
  readonly timeoutMs: number
}

export interface PostAnswer {
  readonly isTaken: boolean
  /** HTTP status, or why there is none. */
  readonly answer: string
}

export type Post = (address: string, headers: Readonly<Record<string, string>>, body: string, stop: AbortSignal) => Promise<PostAnswer>

const maxHeaderBytes = 16_384

export function postWith({ isLocalAllowed, timeoutMs }: PostSettings): Post {
  const lookup = isLocalAllowed ? localLookup : publicLookup()
  return async (address, headers, body, stop) => {
    const url = new URL(address)
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
    if (!isLocalAllowed && (isInsideAddress(url.hostname) || !isPort(port))) return { isTaken: false, answer: 'address-refused' }
    const bytes = Buffer.from(body)
    const ending = new AbortController()
    const end = (): void => ending.abort()
    const timer = setTimeout(end, timeoutMs)
    stop.addEventListener('abort', end)
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      lookup,
      maxHeaderSize: maxHeaderBytes,
      signal: ending.signal,
      headers: { 'Content-Type': 'application/json', 'Content-Length': bytes.length, 'User-Agent': 'Lingding-Webhooks/1', Connection: 'close', ...headers },
    }
    return new Promise<PostAnswer>((resolve) => {
      const send = url.protocol === 'https:' ? requestSecure : requestPlain
      const request = send(url, options, (response) => {
        const { statusCode = 0 } = response
        resolve({ isTaken: statusCode >= 200 && statusCode < 300, answer: String(statusCode) })
        request.destroy()
      })
      // After the answer the connection is cut off by us, which is an error too.
      request.on('error', (error) => resolve({ isTaken: false, answer: reasonOf(error) }))
      request.end(bytes)
    }).finally(() => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
    })
  }
}

function reasonOf(error: Error): string {
  if (error instanceof AddressRefused) return 'address-refused'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  if (code === 'ABORT_ERR' || code === 'AbortError' || code === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'ETIMEOUT') return 'timeout'
  if (/^(ENOTFOUND|ENODATA|ESERVFAIL|EAI_\w+|EREFUSED)$/.test(code)) return 'name-unknown'
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|^ERR_SSL|^EPROTO/.test(code)) return 'certificate'
  return code === 'ECONNREFUSED' ? 'connection-refused' : 'connection-broken'
}
