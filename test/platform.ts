// A platform for tests: the shipped knowledge on memory engines, with the sample accounts and a clock that stands still.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMemoryChannel } from '../src/adapters/memory/channel.ts'
import { openMemoryDecisionLog } from '../src/adapters/memory/decision-log.ts'
import { openMemoryJournal } from '../src/adapters/memory/journal.ts'
import { scopedMemoryJournal } from '../src/adapters/memory/scoped-journal.ts'
import { openMemoryShipments } from '../src/adapters/memory/shipments.ts'
import { openMemoryWorkspace } from '../src/adapters/memory/workspace.ts'
import { sha256 } from '../src/adapters/system/hash.ts'
import { openImportFolder } from '../src/adapters/workbook/import-folder.ts'
import { writeWorkbook } from '../src/adapters/workbook/write-workbook.ts'
import { openImportDesk } from '../src/app/bulk/import-desk.ts'
import { signingKey } from '../src/adapters/system/signing-key.ts'
import { openChannelDesk } from '../src/app/channel/channel-desk.ts'
import { openRegister, registerProjection } from '../src/app/shipment/register.ts'
import { openCodeAttempts } from '../src/app/shipment/sides/code-attempts.ts'
import { openTwoSides } from '../src/app/shipment/sides/two-sides.ts'
import { verifyJournal } from '../src/app/verify-journal.ts'
import { parseInstant, instant } from '../src/base/instant.ts'
import { administrations } from '../src/domain/access/index.ts'
import { hashOf, hashText, type Platform } from '../src/edges/compose.ts'
import type { IdentitySettings } from '../src/edges/identity/settings.ts'
import { openAccess, sampleSettings } from '../src/edges/open-access.ts'
import { openWebhooks } from '../src/edges/webhooks/sender.ts'
import { knowledge, profiles } from './knowledge.ts'

export const standingAt = parseInstant('2025-10-20T09:00+08:00') ?? instant(0)

/** Nothing is written there before a workbook comes in. */
const importRoot = join(tmpdir(), 'lingding-imports')

/** What of the platform a test wants otherwise. */
export type PlatformChange = Partial<Pick<Platform, 'clock' | 'profiles' | 'ruleSet' | 'decisions' | 'channels' | 'webhooks'>> & { readonly identity?: IdentitySettings }

export function memoryPlatform({ identity = sampleSettings, ...change }: PlatformChange = {}): Platform {
  const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'lingding')
  const clock = change.clock ?? (() => standingAt)
  const journal = openMemoryJournal({ sha256, signer: key.signer })
  const register = openRegister(journal, openMemoryShipments())
  const access = openAccess(identity, { knowledge, journal, clock, ruleSet: 'data-test', hashText, sessionSecret: new Uint8Array(32) })
  const channels = openChannelDesk({ register, journal, channels: administrations.map(openMemoryChannel), answers: knowledge.answers, clock, ruleSet: 'data-test', hashOf, hashText })
  const [scopedJournal, workspace] = [scopedMemoryJournal(journal), openMemoryWorkspace()]
  const webhooks = openWebhooks({ journal, scopedJournal, workspace, directory: access.directory, clock, secret: new Uint8Array(32) })
  const importFolder = join(importRoot, randomUUID())
  const known = change.profiles ?? (() => Promise.resolve(profiles))
  const imports = openImportDesk({ workspace, files: openImportFolder(importFolder), directory: access.directory, journal, register, knowledge, clock, ruleSet: 'data-test', hashOf, hashText, profiles: known })
  return {
    knowledge,
    ruleSet: 'data-test',
    journal,
    register,
    twoSides: openTwoSides({ journal, register, hashOf, clock, ruleSet: 'data-test' }),
    codeAttempts: openCodeAttempts(),
    scopedJournal,
    workspace,
    webhooks,
    imports,
    writeWorkbook,
    ...access,
    decisions: openMemoryDecisionLog(),
    channels,
    onAppended: () => () => undefined,
    isSimulated: true,
    reactions: [],
    profiles: () => Promise.resolve(profiles),
    verifierKey: key.verifierKey,
    verify: (checkpoints) => verifyJournal(journal, { sha256, verifiers: [key.verifier], checkpoints, projections: [registerProjection(register)] }),
    close: async () => {
      await webhooks.close()
      await imports.close()
      await journal.close()
      rmSync(importFolder, { recursive: true, force: true })
    },
    ...change,
    clock,
  }
}

/** The header of somebody who has signed in. */
export function signedIn(platform: Platform, person: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${platform.openSession(person)}` }
}
