// The front door: what holds for every connection before anything reads a request. As many requests as can be answered in
// good time are let in, the rest is refused at once with Retry-After, which costs almost nothing; whoever sends too slowly
// is cut off. What goes first when there is too much: what guards a seal or a gate, then filing, then reading.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'

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
  let [filings, others] = [0, 0]
  const server = createServer(
    { connectionsCheckingInterval: limits.checkEveryMs, headersTimeout: limits.headersTimeoutMs, requestTimeout: limits.requestTimeoutMs },
    (request, response) => {
      const isFiling = request.method !== 'GET'
      if (isFiling ? filings >= limits.maxFilings : others >= limits.maxOthers) return refuse(response, limits)
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

function refuse(response: ServerResponse, { retryAfterSeconds }: DoorLimits): void {
  response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Content-Length': Buffer.byteLength(refusal), 'Retry-After': retryAfterSeconds })
  response.end(refusal)
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
