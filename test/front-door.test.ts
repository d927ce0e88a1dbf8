// The front door on real sockets: what is too much is refused at once, what is too slow is cut off, others go on.
import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { defaultDoorLimits, openDoor, type DoorLimits } from '../src/edges/http/front-door.ts'

const opened: { readonly server: Server; readonly sockets: Socket[] }[] = []

afterEach(() => {
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
  }
})

/** A door before a listener that reads the body and answers when told. */
async function door(limits: Partial<DoorLimits>) {
  const answers: (() => void)[] = []
  const server = openDoor(
    (request, response) => {
      request.resume()
      request.on('end', () => answers.push(() => response.end('done')))
    },
    { ...defaultDoorLimits, ...limits },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sockets: Socket[] = []
  opened.push({ server, sockets })
  const open = (text: string): Socket => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.setEncoding('utf8')
    sockets.push(socket)
    socket.write(text)
    return socket
  }
  return { open, answers }
}

const filing = 'POST /api/v1/shipments HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}'

async function firstText(socket: Socket): Promise<string> {
  const [text] = (await once(socket, 'data')) as [string]
  return text
}

test('above the limit a filing is refused at once with Retry-After, and those under way are answered', async () => {
  const { open, answers } = await door({ maxFilings: 2 })
  const [first, second] = [open(filing), open(filing)]
  while (answers.length < 2) await new Promise(setImmediate)
  const refused = await firstText(open(filing))
  expect(refused).toMatch(/^HTTP\/1\.1 503 /)
  expect(refused).toMatch(/Retry-After: 2\r\n/)
  expect(refused).toMatch(/application\/problem\+json/)
  for (const answer of answers.splice(0)) answer()
  expect(await firstText(first)).toMatch(/^HTTP\/1\.1 200 /)
  expect(await firstText(second)).toMatch(/^HTTP\/1\.1 200 /)
  const third = open(filing)
  while (answers.length < 1) await new Promise(setImmediate)
  answers[0]?.()
  expect(await firstText(third)).toMatch(/^HTTP\/1\.1 200 /)
})

test('whoever comes back before Retry-After waits for the next refusal, and nobody else does', async () => {
  const { open } = await door({ maxFilings: 0, holdUpMs: 50 })
  const hasty = open(filing)
  const answered: string[] = []
  expect(await firstText(hasty)).toMatch(/^HTTP\/1\.1 503 /)
  hasty.write(filing)
  hasty.once('data', () => answered.push('hasty'))
  const patient = open(filing)
  patient.once('data', () => answered.push('patient'))
  expect(await firstText(hasty)).toMatch(/^HTTP\/1\.1 503 [^]*Retry-After: 2\r\n/)
  expect(answered).toEqual(['patient', 'hasty'])
})

test('readings have places of their own beside filings', async () => {
  const { open, answers } = await door({ maxFilings: 0, maxOthers: 1 })
  const reading = open('GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n')
  while (answers.length < 1) await new Promise(setImmediate)
  expect(await firstText(open(filing))).toMatch(/^HTTP\/1\.1 503 /)
  answers[0]?.()
  expect(await firstText(reading)).toMatch(/^HTTP\/1\.1 200 /)
})

test('headers that never end, and a body in drops, are cut off', async () => {
  const { open } = await door({ headersTimeoutMs: 200, graceMs: 200, checkEveryMs: 50 })
  const slowHead = open('POST / HTTP/1.1\r\nHost: x\r\n')
  const slowBody = open('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{')
  slowHead.resume()
  slowBody.resume()
  await Promise.all([once(slowHead, 'close'), once(slowBody, 'close')])
  expect([slowHead.destroyed, slowBody.destroyed]).toEqual([true, true])
})

test('a request that waits for its answer is not taken for a slow one', async () => {
  const { open, answers } = await door({ graceMs: 1, checkEveryMs: 10 })
  const patient = open(filing)
  while (answers.length < 1) await new Promise(setImmediate)
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  answers[0]?.()
  expect(await firstText(patient)).toMatch(/^HTTP\/1\.1 200 /)
})
