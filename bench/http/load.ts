// The side that sends: keeps a number of connections busy with one request after another, each waiting for its answer
// (closed loop), or sends at a given rate whatever the answers do (open loop: latency counts from when a request was due,
// so that waiting is not left out). Raw sockets, so that the sender costs little of the two cores. Prints one line of JSON.
import { connect, type Socket } from 'node:net'
import { readFileSync } from 'node:fs'

export interface LoadOptions {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** File of the body; `{n}` in it and in the headers becomes a number that no other request has. */
  readonly bodyFile: string
  readonly connections: number
  readonly seconds: number
  /** Requests a second over all connections; closed loop when absent. */
  readonly rate?: number
  /** Makes numbers of different runs differ. */
  readonly run: string
}

export interface LoadResult {
  /** Answers by status; `0` for connections that broke. */
  readonly statuses: Readonly<Record<string, number>>
  readonly good: number
  readonly goodPerSecond: number
  /** Of this sender. */
  readonly processorMs: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of the answers that were no success. */
  readonly refusedP99Ms: number
  readonly withRetryAfter: number
  /** Open loop: requests that were due and could not be sent because every connection was busy. */
  readonly unsent: number
}

interface Seen {
  readonly statuses: Map<string, number>
  readonly good: number[]
  readonly refused: number[]
  withRetryAfter: number
}

const options = JSON.parse(process.argv[2] ?? '{}') as LoadOptions
const bodyTemplate = readFileSync(options.bodyFile, 'utf8')
const seen: Seen = { statuses: new Map(), good: [], refused: [], withRetryAfter: 0 }
let count = 0
let unsent = 0

function requestText(): string {
  count += 1
  const number = `${options.run}-${count}`
  const body = bodyTemplate.replaceAll('{n}', number)
  const headers = Object.entries(options.headers).map(([name, value]) => `${name}: ${value.replaceAll('{n}', number)}\r\n`)
  return `POST ${options.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${headers.join('')}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

interface Connection {
  readonly send: (dueAt: number) => void
  isBusy: boolean
  readonly close: () => void
}

/** One keep-alive connection; a broken one is opened again. */
function openConnection(onAnswer: () => void): Connection {
  let socket: Socket
  let received = ''
  let dueAt = 0
  let isOver = false
  const settle = (status: string, hasRetryAfter: boolean): void => {
    const elapsed = performance.now() - dueAt
    seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1)
    if (status.startsWith('2')) seen.good.push(elapsed)
    else seen.refused.push(elapsed)
    if (hasRetryAfter) seen.withRetryAfter += 1
    connection.isBusy = false
    if (!isOver) onAnswer()
  }
  const open = (): void => {
    socket = connect(options.port, '127.0.0.1')
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    received = ''
    socket.on('data', (text: string) => {
      // Nothing was asked: a server says 408 to a connection that has been silent, and closes it.
      if (!connection.isBusy) return
      received += text
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = received.slice(0, end).toLowerCase()
      const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? -1)
      const isChunked = head.includes('transfer-encoding: chunked')
      const isComplete = isChunked ? received.endsWith('0\r\n\r\n') : received.length >= end + 4 + Math.max(length, 0)
      if (!isComplete) return
      received = ''
      settle(head.slice(9, 12), head.includes('retry-after:'))
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (isOver) return
      if (connection.isBusy) settle('0', false)
      open()
    })
  }
  const connection: Connection = {
    isBusy: false,
    send: (due) => {
      connection.isBusy = true
      dueAt = due
      socket.write(requestText())
    },
    close: () => {
      isOver = true
      socket.destroy()
    },
  }
  open()
  return connection
}

function percentile(times: number[], share: number): number {
  times.sort((a, b) => a - b)
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}

async function run(): Promise<LoadResult> {
  const connections: Connection[] = []
  const isOpenLoop = options.rate !== undefined
  for (let at = 0; at < options.connections; at += 1) {
    const connection = openConnection(() => {
      if (!isOpenLoop) connection.send(performance.now())
    })
    connections.push(connection)
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  const start = performance.now()
  if (!isOpenLoop) for (const connection of connections) connection.send(start)
  const timer = isOpenLoop ? setInterval(() => sendDue(connections, start, options.rate ?? 0), 2) : undefined
  await new Promise((resolve) => setTimeout(resolve, options.seconds * 1000))
  clearInterval(timer)
  const seconds = (performance.now() - start) / 1000
  const result = {
    statuses: Object.fromEntries(seen.statuses),
    good: seen.good.length,
    goodPerSecond: seen.good.length / seconds,
    processorMs: (process.cpuUsage().user + process.cpuUsage().system) / 1_000,
    p50Ms: percentile(seen.good, 0.5),
    p99Ms: percentile(seen.good, 0.99),
    refusedP99Ms: percentile(seen.refused, 0.99),
    withRetryAfter: seen.withRetryAfter,
    unsent,
  }
  for (const connection of connections) connection.close()
  return result
}

let due = 0
function sendDue(connections: readonly Connection[], start: number, rate: number): void {
  const now = performance.now()
  const target = Math.floor(((now - start) / 1000) * rate)
  let at = 0
  for (; due < target; due += 1) {
    while (at < connections.length && connections[at]?.isBusy === true) at += 1
    const free = connections[at]
    if (free === undefined) {
      unsent += target - due
      due = target
      return
    }
    free.send(start + (due / rate) * 1000)
  }
}

process.stdout.write(`${JSON.stringify(await run())}\n`)
process.exit(0)
