// The suites of register, workspace, log of decisions and scoped journal, over every one there is.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openMemoryDecisionLog } from '../../src/adapters/memory/decision-log.ts'
import { openMemoryJournal } from '../../src/adapters/memory/journal.ts'
import { scopedMemoryJournal } from '../../src/adapters/memory/scoped-journal.ts'
import { openMemoryShipments } from '../../src/adapters/memory/shipments.ts'
import { openMemoryWorkspace } from '../../src/adapters/memory/workspace.ts'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { openPostgresStores, type PostgresStores } from '../../src/adapters/postgres/stores.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import type { DecisionLog, Journal, ScopedJournal, Shipments, Workspace } from '../../src/app/ports.ts'
import { decisionLogContract } from './decision-log-contract.ts'
import { scopedJournalContract } from './scoped-journal-contract.ts'
import { shipmentsContract } from './shipments-contract.ts'
import { workspaceContract } from './workspace-contract.ts'

interface Stores {
  readonly shipments: Shipments
  readonly workspace: Workspace
  readonly decisions: DecisionLog
  readonly journal: Journal
  readonly scopedJournal: ScopedJournal
}

const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'stores.example')

function suites(open: () => Stores): void {
  describe('register', () => shipmentsContract(() => open().shipments))
  describe('workspace', () => workspaceContract(() => open().workspace))
  describe('log of decisions', () => decisionLogContract(() => open().decisions))
  describe('scoped journal', () => scopedJournalContract(() => ({ journal: open().journal, scoped: open().scopedJournal })))
}

describe('memory', () => {
  const journal = openMemoryJournal({ sha256, signer: key.signer })
  const stores = { shipments: openMemoryShipments(), workspace: openMemoryWorkspace(), decisions: openMemoryDecisionLog(), journal, scopedJournal: scopedMemoryJournal(journal) }
  suites(() => stores)
})

describe('postgres', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-stores-'))
  let server: EmbeddedServer
  let journal: Journal
  let stores: PostgresStores

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ folder })
    journal = await openPostgresJournal({ url: server.url, revive: server.revive, sha256, signer: key.signer })
    stores = await openPostgresStores({ url: server.url, revive: server.revive, fold: 1 })
  })
  afterAll(async () => {
    await stores.close()
    await journal.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  suites(() => ({ ...stores, journal }))
})
