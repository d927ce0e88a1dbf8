// The front door: what holds for every connection before anything reads a request. As many requests as can be answered in
// good time are let in, the rest is refused at once with Retry-After, which costs little; whoever comes back sooner than
// that is kept waiting for the next refusal, so that asking again and again takes nothing from the work of others; whoever
// sends too slowly is cut off. What goes first when there is too much: what guards a seal or a gate, then filing, then reading.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface DoorLimits {
  /** Requests under way at one time, by what they are for. */
  readonly maxFilings: number
  readonly maxOthers: number
  readonly maxConnections: number
  readonly headersTimeoutMs: number
  /** The slowest that a body may come, after a while to start. */
  readonly minBytesPerSecond: number
  readonly graceMs: number
  /** The whole of a request, however fast it comes. */
  readonly requestTimeoutMs: number
  /** How often slow ones are looked for. */
  readonly checkEveryMs: number
  readonly retryAfterSeconds: number
  /** How long a connection waits for a refusal that comes back before `retryAfterSeconds`. */
  readonly holdUpMs: number
}

export const defaultDoorLimits: DoorLimits = {
  maxFilings: 64,
  maxOthers: 128,
  maxConnections: 10_000,
  headersTimeoutMs: 5_000,
  minBytesPerSecond: 10_000,
  graceMs: 5_000,
  requestTimeoutMs: 120_000,
  checkEveryMs: 1_000,
  retryAfterSeconds: 2,
  holdUpMs: 500,
}

interface UnderWay {
  readonly startedAt: number
  readonly bytesBefore: number
}

const refusal = JSON.stringify({
  type: 'https://lingding.invalid/problems/busy',
  title: 'More is being asked than can be answered now. Nothing was done; send it again with the same key.',
  status: 503,
})

/** A server that lets in what it can answer. */
export function openDoor(listener: RequestListener, limits: DoorLimits = defaultDoorLimits): Server {
  const underWay = new Map<IncomingMessage, UnderWay>()
  const refuse = openRefusal(limits)
  let [filings, others] = [0, 0]
  const server = createServer(
    { connectionsCheckingInterval: limits.checkEveryMs, headersTimeout: limits.headersTimeoutMs, requestTimeout: limits.requestTimeoutMs },
    (request, response) => {
      const isFiling = request.method !== 'GET'
      if (isFiling ? filings >= limits.maxFilings : others >= limits.maxOthers) return refuse(request, response)
      if (isFiling) filings += 1
      else others += 1
      underWay.set(request, { startedAt: performance.now(), bytesBefore: request.socket.bytesRead })
      response.once('close', () => {
        if (isFiling) filings -= 1
        else others -= 1
        underWay.delete(request)
      })
      return listener(request, response)
    },
  )
  server.maxConnections = limits.maxConnections
  const watch = setInterval(() => cutOffSlow(underWay, limits), limits.checkEveryMs)
  watch.unref()
  server.once('close', () => clearInterval(watch))
  return server
}

/** Refuses at once, but one connection not more often than it was asked to come. */
function openRefusal({ retryAfterSeconds, holdUpMs }: DoorLimits): (request: IncomingMessage, response: ServerResponse) => void {
  const headers = { 'Content-Type': 'application/problem+json', 'Content-Length': Buffer.byteLength(refusal), 'Retry-After': retryAfterSeconds }
  const refusedAt = new WeakMap<Socket, number>()
  return ({ socket }, response) => {
    const now = performance.now()
    const isTooSoon = now - (refusedAt.get(socket) ?? -Infinity) < retryAfterSeconds * 1_000
    refusedAt.set(socket, now)
    const answer = (): void => {
      response.writeHead(503, headers)
      response.end(refusal)
    }
    if (isTooSoon) setTimeout(answer, holdUpMs)
    else answer()
  }
}

/** A body that comes in drops holds a place that others wait for. */
function cutOffSlow(underWay: ReadonlyMap<IncomingMessage, UnderWay>, { graceMs, minBytesPerSecond }: DoorLimits): void {
  const now = performance.now()
  for (const [request, { startedAt, bytesBefore }] of underWay) {
    const elapsedMs = now - startedAt
    if (request.complete || elapsedMs < graceMs) continue
    const bytes = request.socket.bytesRead - bytesBefore
    if ((bytes * 1000) / elapsedMs < minBytesPerSecond) request.socket.destroy()
  }
}
