// The only place that wires adapters to use cases.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openMemoryDecisionLog } from '../adapters/memory/decision-log.ts'
import { scopedMemoryJournal } from '../adapters/memory/scoped-journal.ts'
import { openMemoryShipments } from '../adapters/memory/shipments.ts'
import { openMemoryWorkspace } from '../adapters/memory/workspace.ts'
import { startEmbeddedPostgres } from '../adapters/postgres/embedded.ts'
import { openPostgresJournal } from '../adapters/postgres/journal.ts'
import { systemClock } from '../adapters/system/clock.ts'
import { readDataFiles } from '../adapters/system/data-files.ts'
import { sha256 } from '../adapters/system/hash.ts'
import { loadSigningKey } from '../adapters/system/signing-key.ts'
import { fixedDirectory, sampleAccountsFrom, type Directory } from '../app/access/directory.ts'
import { knowledgeFrom, type Knowledge } from '../app/knowledge.ts'
import type { Clock, DecisionLog, Journal, ScopedJournal, Workspace } from '../app/ports.ts'
import { openRegister, registerProjection, type Register } from '../app/shipment/register.ts'
import { verifyJournal, type Verification } from '../app/verify-journal.ts'
import type { Profiles } from '../domain/submission/index.ts'
import { policyFrom, type Policy, type Principal } from '../domain/access/index.ts'
import { digestOf, type Digest } from '../journal/index.ts'
import { sessionKeeper } from './session-keeper.ts'
import { readProfiles } from './profiles-file.ts'

export interface Platform {
  readonly knowledge: Knowledge
  readonly ruleSet: string
  readonly journal: Journal
  readonly register: Register
  /** The journal for somebody, within their scope. */
  readonly scopedJournal: ScopedJournal
  readonly workspace: Workspace
  readonly directory: Directory
  readonly policy: Policy
  readonly decisions: DecisionLog
  /** Who sends a request, by its headers; nobody when nothing there is right. */
  readonly principalOf: (header: (name: string) => string | undefined) => Promise<Principal>
  /** A session for a person who has shown who they are. */
  readonly openSession: (person: string) => string
  readonly clock: Clock
  /** Parties described once: the samples for a sample shipment, the platform's own for any other. */
  readonly profiles: (of: { readonly isSample: boolean }) => Promise<Profiles>
  readonly verifierKey: string
  /** Re-hashes everything, also against checkpoints that were taken away earlier. */
  readonly verify: (checkpoints: readonly string[]) => Promise<Verification>
  readonly close: () => Promise<void>
}

export interface PlatformOptions {
  /** Folder of the embedded server and the signing key. */
  readonly dataFolder: string
  /** A PostgreSQL server to use instead of the embedded one. */
  readonly databaseUrl?: string
}

/** Name of the log in checkpoints and keys. */
const logName = 'lingding'

export const packageRoot = findPackageRoot()
export const examplesFolder = join(packageRoot, 'examples')
export const webFolder = join(packageRoot, 'dist', 'web')

/** The shipped facts, and a name for this very set of them: the hash of all files. */
export function loadKnowledge(): { readonly knowledge: Knowledge; readonly ruleSet: string } {
  const files = readDataFiles(join(packageRoot, 'data'))
  const hash = createHash('sha256')
  for (const [path, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path}\0${text}\0`)
  return { knowledge: knowledgeFrom(files), ruleSet: `data-${hash.digest('hex').slice(0, 12)}` }
}

/** Hexadecimal SHA-256 of the bytes. */
export function hashOf(bytes: Uint8Array): Digest {
  return digestOf(sha256(bytes))
}

/** Hexadecimal SHA-256 of the text in UTF-8. */
export function hashText(text: string): Digest {
  return digestOf(sha256(text))
}

export function now(): ReturnType<Clock> {
  return systemClock()
}

/** Starts the embedded server, or connects to the one named, and opens the journal on it. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { knowledge, ruleSet } = loadKnowledge()
  mkdirSync(options.dataFolder, { recursive: true })
  const key = loadSigningKey(join(options.dataFolder, 'signing-key.pem'), logName)
  const server = options.databaseUrl === undefined ? await startEmbeddedPostgres({ folder: join(options.dataFolder, 'postgres') }) : undefined
  const url = options.databaseUrl ?? server?.url ?? ''
  const journal = await openPostgresJournal({ url, sha256, signer: key.signer, ...(server === undefined ? {} : { revive: server.revive }) })
  const register = openRegister(journal, openMemoryShipments())
  const directory = fixedDirectory(sampleAccountsFrom(knowledge.rows('access/sample-accounts.csv')))
  const sessions = sessionKeeper(directory, systemClock, randomBytes(32))
  return {
    knowledge,
    ruleSet,
    journal,
    register,
    scopedJournal: scopedMemoryJournal(journal),
    workspace: openMemoryWorkspace(),
    directory,
    policy: policyFrom(knowledge.rows('access/policy.csv')),
    decisions: openMemoryDecisionLog(),
    ...sessions,
    clock: systemClock,
    profiles: ({ isSample }) => readProfiles(join(isSample ? examplesFolder : options.dataFolder, 'profiles.yaml'), false),
    verifierKey: key.verifierKey,
    verify: (checkpoints) => verifyJournal(journal, { sha256, verifiers: [key.verifier], checkpoints, projections: [registerProjection(register)] }),
    close: async () => {
      await journal.close()
      await server?.stop()
    },
  }
}

function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
