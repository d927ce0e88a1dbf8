// The rig's server: the journal on the embedded database, behind two calls on the loopback. It is what gets killed.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { loadSigningKey } from '../../src/adapters/system/signing-key.ts'
import type { Journal } from '../../src/app/ports.ts'
import { digestOf } from '../../src/journal/index.ts'
import { chain, organisation, submissionOf, type Acknowledgement } from './wire.ts'

export interface RigServerOptions {
  readonly folder: string
  readonly keyFile: string
  readonly port: number
  /** fsync off, and the journal told to accept it: the negative control. */
  readonly isUnsafe: boolean
}

export const rigOrigin = 'rig.example'

export async function runServer({ folder, keyFile, port, isUnsafe }: RigServerOptions): Promise<void> {
  const unsafe = { fsync: 'off', full_page_writes: 'off' }
  const database = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), ...(isUnsafe ? { settings: unsafe } : {}) })
  const { signer } = loadSigningKey(keyFile, rigOrigin)
  const journal = await openPostgresJournal({ url: database.url, revive: database.revive, sha256, signer, allowUnsafe: isUnsafe })
  const server = createServer((request, response) => {
    answer(journal, request, response).catch(() => response.writeHead(503).end())
  })
  server.listen(port, '127.0.0.1')
  process.once('SIGTERM', () => {
    server.close()
    server.closeAllConnections()
    void journal.close().then(database.stop)
  })
}

async function answer(journal: Journal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? ''
  if (path === '/checkpoint') {
    response.end((await journal.checkpoint(chain)).note)
    return
  }
  const acknowledged = await append(journal, path.slice('/append/'.length))
  if (acknowledged === 'refused') response.writeHead(409).end()
  else response.end(JSON.stringify(acknowledged))
}

async function append(journal: Journal, key: string): Promise<Acknowledgement | 'refused'> {
  const { document, office, year, isRefused } = submissionOf(key)
  const result = await journal.append({
    chain,
    stream: `submission/${key}`,
    expectedVersion: isRefused ? 9 : 0,
    organisation,
    actor: 'rig',
    idempotencyKey: key,
    inputHash: digestOf(sha256(document)),
    events: [{ kind: 'SubmissionAccepted', kindVersion: 1, payload: { key } }],
    document: { mediaType: 'application/octet-stream', bytes: document },
    writtenAt: systemClock(),
    ruleSet: 'rig',
    numberSeries: { office, year },
    outbox: [{ topic: 'accepted', payload: { key } }],
  })
  if (!result.ok) return 'refused'
  const { entries, number } = result.value
  return { key, position: entries[0]?.position ?? -1, number: number?.value ?? -1 }
}
