// A platform for tests: the shipped knowledge on the memory journal, with a clock that stands still.
import { generateKeyPairSync } from 'node:crypto'
import { openMemoryJournal } from '../src/adapters/memory/journal.ts'
import { sha256 } from '../src/adapters/system/hash.ts'
import { signingKey } from '../src/adapters/system/signing-key.ts'
import { filedShipmentsProjection, openFiledShipments } from '../src/app/filed-shipments.ts'
import { verifyJournal } from '../src/app/verify-journal.ts'
import { parseInstant, instant } from '../src/base/instant.ts'
import type { Platform } from '../src/edges/compose.ts'
import { knowledge, profiles } from './knowledge.ts'

export const standingAt = parseInstant('2025-10-20T09:00+08:00') ?? instant(0)

export function memoryPlatform(): Platform {
  const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'lingding')
  const journal = openMemoryJournal({ sha256, signer: key.signer })
  const shipments = openFiledShipments(journal)
  return {
    knowledge,
    ruleSet: 'data-test',
    journal,
    shipments,
    clock: () => standingAt,
    profiles: () => Promise.resolve(profiles),
    verifierKey: key.verifierKey,
    verify: (checkpoints) => verifyJournal(journal, { sha256, verifiers: [key.verifier], checkpoints, projections: [filedShipmentsProjection(shipments)] }),
    close: () => journal.close(),
  }
}
