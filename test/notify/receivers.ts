// Receivers of webhooks on real sockets: one that takes what it gets, and those that do not.
import { createServer as createSecureServer } from 'node:https'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net'

export interface Taken {
  readonly id: string
  readonly body: string
  readonly headers: IncomingMessage['headers']
  readonly at: number
}

export interface Receiver {
  readonly address: string
  readonly taken: readonly Taken[]
  /** Tries that reached it. */
  readonly tries: () => number
  readonly close: () => void
}

/** Answers with the status; `statusOf` may change its mind. */
export function takingReceiver(statusOf: (tries: number) => number = () => 200): Promise<Receiver> {
  const taken: Taken[] = []
  let tries = 0
  const listener: RequestListener = (request, response) => {
    void bodyOf(request).then((body) => {
      tries += 1
      const status = statusOf(tries)
      if (status < 300) taken.push({ id: String(request.headers['webhook-id']), body, headers: request.headers, at: performance.now() })
      response.writeHead(status, status >= 300 && status < 400 ? { Location: '/elsewhere' } : {}).end('thanks')
    })
  }
  return listening(createServer(listener), 'http', taken, () => tries)
}

/** Takes the connection and says nothing. */
export function silentReceiver(): Promise<Receiver> {
  let tries = 0
  return listening(createTcpServer(() => (tries += 1)), 'http', [], () => tries)
}

/** Says yes and then talks without end; `written` is how much went out before it was cut off. */
export async function endlessReceiver(): Promise<Receiver & { readonly written: () => number }> {
  let [tries, written] = [0, 0]
  const chunk = Buffer.alloc(65_536, 'x')
  const server = createServer((_, response) => {
    tries += 1
    response.writeHead(200)
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length
    }
    response.on('drain', more)
    more()
  })
  return { ...(await listening(server, 'http', [], () => tries)), written: () => written }
}

/** Begins a header and never ends it. */
export function drippingReceiver(): Promise<Receiver> {
  let tries = 0
  const drip = (socket: Socket): void => {
    tries += 1
    socket.on('error', () => undefined)
    socket.write('HTTP/1.1 200 OK\r\nX-Drip: ')
    const timer = setInterval(() => socket.write('x'), 5)
    socket.once('close', () => clearInterval(timer))
  }
  return listening(createTcpServer(drip), 'http', [], () => tries)
}

/** With a certificate that nobody signed. */
export function selfSignedReceiver(): Promise<Receiver> {
  let tries = 0
  const server = createSecureServer({ key: testKey, cert: testCertificate }, (_, response) => {
    tries += 1
    response.end()
  })
  return listening(server, 'https', [], () => tries)
}

/** An address where nobody listens. */
export async function deadAddress(): Promise<string> {
  const { address, close } = await takingReceiver()
  close()
  return address
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

function listening(server: Server | TcpServer, scheme: string, taken: readonly Taken[], tries: () => number): Promise<Receiver> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const close = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      const port = typeof bound === 'object' && bound !== null ? bound.port : 0
      resolve({ address: `${scheme}://127.0.0.1:${port}/hook`, taken, tries, close })
    })
  })
}

// Made for this test alone; it guards nothing.
const testKey = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEILD/ijQ8vxZHLQHPIrUtXVaUL9uB9w7lK2391WVsYDn9oAoGCCqGSM49
AwEHoUQDQgAEoMWyJr0BQbW229zMZIBATbFLfDFdOla3pCK1bdaWq8nFQ9baTTHk
Yiw5cIm3qfkswTfG1bBPf+kfdJCRmfxiUw==
-----END EC PRIVATE KEY-----`
const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUa96ZkRnO/MvlnwT69Y0LialujT4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTA3MTIxMFoYDzIxMjYxMTAx
MDcxMjEwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASgxbImvQFBtbbb3MxkgEBNsUt8MV06VrekIrVt1parycVD1tpNMeRi
LDlwibep+SzBN8bVsE9/6R90kJGZ/GJTo28wbTAdBgNVHQ4EFgQUg29PSnqlNovy
/gQYLU9ODBjFKvwwHwYDVR0jBBgwFoAUg29PSnqlNovy/gQYLU9ODBjFKvwwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgUwxxQWnQdRqaBChcVwHIQIzh3eCNTzw/en4BKgE2Z9QCIBL1
SkK2nn0WtJqzmS9ik7HwUT+vVTgs89uSjd4fCDXp
-----END CERTIFICATE-----`
