// A server with two organisations on it, for the tests of row-level security: what A and B filed and keep.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { openPostgresStores, type PostgresStores } from '../../src/adapters/postgres/stores.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import { answerOf, request } from '../contract/journal-contract.ts'
import { filingOf, itemOf, rowOf, shipmentOf } from '../contract/store-samples.ts'

export interface OpenedStores {
  readonly url: string
  readonly stores: PostgresStores
  readonly superuser: pg.Client
  /** A connection that works as a role, as those of the pools do. */
  readonly as: (role: 'lingding_member' | 'lingding_service') => Promise<pg.Client>
  readonly close: () => Promise<void>
}

export const a = 'wall-a'
export const b = 'wall-b'

export async function openStores(): Promise<OpenedStores> {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-rls-'))
  const server = await startEmbeddedPostgres({ folder })
  const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'rls.example')
  const journal = await openPostgresJournal({ url: server.url, sha256, signer: key.signer })
  const stores = await openPostgresStores({ url: server.url, fold: 1 })
  const superuser = new pg.Client({ connectionString: server.url })
  await superuser.connect()
  const opened: pg.Client[] = [superuser]
  for (const organisation of [a, b]) {
    const document = { mediaType: 'text/plain', bytes: Buffer.from(`document of ${organisation}`) }
    answerOf(await journal.append(request(`shipments-${organisation}`, 'k1', { organisation, document })))
    const shipment = shipmentOf(organisation, 's1', 0)
    const filings = [filingOf(shipment, 'hongkong-cargo', 'sent'), filingOf(shipment, 'mainland-declaration', 'waiting')]
    await stores.shipments.apply(`shipments-${organisation}`, 0, 1, [rowOf(shipment, ...filings)])
    await stores.workspace.keep(itemOf(organisation, 'd1'), 0)
    stores.decisions.record({ at: shipment.filedAt, principal: { kind: 'person', id: 'clerk', organisation }, action: 'shipment.read', resource: 'GET /shipments', isAllowed: true, reason: 'own' })
  }
  await stores.decisions.flush()
  return {
    url: server.url,
    stores,
    superuser,
    as: async (role) => {
      const client = new pg.Client({ connectionString: server.url, options: `-c role=${role}` })
      await client.connect()
      client.on('error', () => undefined)
      opened.push(client)
      return client
    },
    close: async () => {
      await Promise.all(opened.map((client) => client.end().catch(() => undefined)))
      await stores.close()
      await journal.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
