// A platform for tests: the shipped knowledge on memory engines, with the sample accounts and a clock that stands still.
import { generateKeyPairSync } from 'node:crypto'
import { openMemoryDecisionLog } from '../src/adapters/memory/decision-log.ts'
import { openMemoryJournal } from '../src/adapters/memory/journal.ts'
import { scopedMemoryJournal } from '../src/adapters/memory/scoped-journal.ts'
import { openMemoryShipments } from '../src/adapters/memory/shipments.ts'
import { openMemoryWorkspace } from '../src/adapters/memory/workspace.ts'
import { sha256 } from '../src/adapters/system/hash.ts'
import { signingKey } from '../src/adapters/system/signing-key.ts'
import { fixedDirectory, sampleAccountsFrom } from '../src/app/access/directory.ts'
import { openRegister, registerProjection } from '../src/app/shipment/register.ts'
import { verifyJournal } from '../src/app/verify-journal.ts'
import { parseInstant, instant } from '../src/base/instant.ts'
import { policyFrom } from '../src/domain/access/index.ts'
import type { Platform } from '../src/edges/compose.ts'
import { sessionKeeper } from '../src/edges/session-keeper.ts'
import { knowledge, profiles } from './knowledge.ts'

export const standingAt = parseInstant('2025-10-20T09:00+08:00') ?? instant(0)

/** What of the platform a test wants otherwise. */
export type PlatformChange = Partial<Pick<Platform, 'clock' | 'profiles' | 'ruleSet'>>

export function memoryPlatform(change: PlatformChange = {}): Platform {
  const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'lingding')
  const clock = change.clock ?? (() => standingAt)
  const journal = openMemoryJournal({ sha256, signer: key.signer })
  const register = openRegister(journal, openMemoryShipments())
  const directory = fixedDirectory(sampleAccountsFrom(knowledge.rows('access/sample-accounts.csv')))
  return {
    knowledge,
    ruleSet: 'data-test',
    journal,
    register,
    scopedJournal: scopedMemoryJournal(journal),
    workspace: openMemoryWorkspace(),
    directory,
    policy: policyFrom(knowledge.rows('access/policy.csv')),
    decisions: openMemoryDecisionLog(),
    ...sessionKeeper(directory, clock, new Uint8Array(32)),
    profiles: () => Promise.resolve(profiles),
    verifierKey: key.verifierKey,
    verify: (checkpoints) => verifyJournal(journal, { sha256, verifiers: [key.verifier], checkpoints, projections: [registerProjection(register)] }),
    close: () => journal.close(),
    ...change,
    clock,
  }
}

/** The header of somebody who has signed in. */
export function signedIn(platform: Platform, person: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${platform.openSession(person)}` }
}
