// The only place that wires adapters to use cases.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAnswerBox } from '../adapters/folder/answer-box.ts'
import { openFolderChannel } from '../adapters/folder/folder-channel.ts'
import { startEmbeddedPostgres } from '../adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../adapters/postgres/journal.ts'
import { openPostgresStores } from '../adapters/postgres/stores.ts'
import { systemClock } from '../adapters/system/clock.ts'
import { readDataFiles } from '../adapters/system/data-files.ts'
import { sha256 } from '../adapters/system/hash.ts'
import { loadSessionSecret, loadWebhookSecret } from '../adapters/system/session-secret.ts'
import { loadSigningKey } from '../adapters/system/signing-key.ts'
import { openImportFolder } from '../adapters/workbook/import-folder.ts'
import { writeWorkbook } from '../adapters/workbook/write-workbook.ts'
import { openImportDesk, type ImportDesk } from '../app/bulk/import-desk.ts'
import { openChannelDesk, type ChannelDesk, type ChannelTools } from '../app/channel/channel-desk.ts'
import { sendDecisions } from '../app/officer/send-decisions.ts'
import { knowledgeFrom, type Knowledge } from '../app/knowledge.ts'
import type { Channel, Clock, DecisionLog, Journal, RawStore, ScopedJournal, Workspace, WriteWorkbook } from '../app/ports.ts'
import { filingWork, type PrepareFiling } from '../app/shipment/prepare-filing.ts'
import { registerFold } from '../app/shipment/register-row.ts'
import { openRegister, registerProjection, type Register } from '../app/shipment/register.ts'
import { openCodeAttempts, type CodeAttempts } from '../app/shipment/sides/code-attempts.ts'
import { openTwoSides, type TwoSides } from '../app/shipment/sides/two-sides.ts'
import { verifyJournal, type Verification } from '../app/verify-journal.ts'
import type { Profiles } from '../domain/submission/index.ts'
import { administrations, type Customs } from '../domain/access/index.ts'
import { digestOf, type Digest, type NoteSigner } from '../journal/index.ts'
import type { IdentitySettings } from './identity/settings.ts'
import { openAccess, sampleSettings, type Access } from './open-access.ts'
import { knownProfiles, type ProfilesAsked } from './known-profiles.ts'
import { shippedProfiles, watchedProfiles } from './profiles-file.ts'
import { openFilingThreads } from './workers/filing-threads.ts'
import { withSignal, type AppendSignal } from './workers/append-signal.ts'
import { withinMs } from './workers/in-time.ts'
import { openWebhooks, type Webhooks } from './webhooks/sender.ts'

export { deflate } from '../adapters/postgres/packed-document.ts'
export { sha256 } from '../adapters/system/hash.ts'
export { openImportFolder } from '../adapters/workbook/import-folder.ts'
export { writeWorkbook } from '../adapters/workbook/write-workbook.ts'
export { verifierFromKey } from '../adapters/system/signing-key.ts'

export interface Platform extends Access {
  readonly knowledge: Knowledge
  readonly ruleSet: string
  readonly journal: Journal
  readonly register: Register
  /** What both sides of a shipment know of each other. */
  readonly twoSides: TwoSides
  readonly codeAttempts: CodeAttempts
  /** The journal for somebody, within their scope. */
  readonly scopedJournal: ScopedJournal
  readonly workspace: Workspace
  readonly decisions: DecisionLog
  readonly clock: Clock
  /** The work of filing on other threads; undefined: it is done where it is asked for. */
  readonly prepareFiling?: PrepareFiling
  /** The ways to the three customs. */
  readonly channels: ChannelDesk
  /** Simulated customs stand behind the channels: whatever shows an answer says so. */
  readonly isSimulated: boolean
  /** Hears of each kind of event as this process appends it. */
  readonly onAppended: AppendSignal['onAppended']
  /** What the platform does by itself after something has happened, in the background. */
  readonly reactions: readonly Reaction[]
  /** Workbooks of many shipments. */
  readonly imports: ImportDesk
  readonly writeWorkbook: WriteWorkbook
  /** Tells organisations what happens; sends nothing before it is started. */
  readonly webhooks: Webhooks
  /** Parties described once: those of the organisation, and for a sample shipment the samples. */
  readonly profiles: (of: ProfilesAsked) => Promise<Profiles>
  readonly verifierKey: string
  /** Re-hashes everything, also against checkpoints that were taken away earlier. */
  readonly verify: (checkpoints: readonly string[]) => Promise<Verification>
  readonly close: () => Promise<void>
}

export interface Reaction {
  readonly name: string
  /** One turn; true when there is more to do. */
  readonly turn: () => Promise<boolean>
}

export interface PlatformOptions {
  /** What goes wrong in the background with single files and shipments, and is tried again. */
  readonly onProblem?: (name: string, error: unknown) => void
  readonly isSimulated?: boolean
  /** Threads for the work of filing; none unless said. */
  readonly filingThreads?: number
  /** Folder of the embedded server and the signing key. */
  readonly dataFolder: string
  /** A PostgreSQL server to use instead of the embedded one. */
  readonly databaseUrl?: string
  /** How people sign in; left out: with sample accounts. */
  readonly identity?: IdentitySettings
}

/** Name of the log in checkpoints and keys. */
const logName = 'lingding'
/** What the recording of one answer may take; then it comes again. */
const answerStepMs = 10_000

export const packageRoot = findPackageRoot()
export const examplesFolder = join(packageRoot, 'examples')
export const storiesFolder = join(packageRoot, 'data/stories')
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

/** The journal and the stores beside it, on the embedded server or on the one that is named. */
async function openRecord({ dataFolder, databaseUrl }: PlatformOptions, signer: NoteSigner) {
  const server = databaseUrl === undefined ? await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres') }) : undefined
  const connection = { url: databaseUrl ?? server?.url ?? '', ...(server === undefined ? {} : { revive: server.revive }) }
  const { journal, onAppended } = withSignal(await openPostgresJournal({ ...connection, sha256, signer }))
  const { close: closeStores, ...stores } = await openPostgresStores({ ...connection, fold: registerFold })
  const close = async (): Promise<void> => {
    try {
      // Tells when something could not be logged any more.
      await closeStores()
    } finally {
      await journal.close()
      await server?.stop()
    }
  }
  return { journal, onAppended, ...stores, close }
}

/** Starts the embedded server, or connects to the one named, and opens the journal on it. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { knowledge, ruleSet } = loadKnowledge()
  mkdirSync(options.dataFolder, { recursive: true })
  const key = loadSigningKey(join(options.dataFolder, 'signing-key.pem'), logName)
  const record = await openRecord(options, key.signer)
  const { journal, onAppended, shipments, workspace, decisions, scopedJournal } = record
  const register = openRegister(journal, shipments)
  const channels = folderChannels(options, { register, journal, answers: knowledge.answers, ruleSet })
  const twoSides = openTwoSides({ journal, register, hashOf, clock: systemClock, ruleSet })
  const sessionSecret = loadSessionSecret(join(options.dataFolder, 'session-secret'))
  const access = openAccess(options.identity ?? sampleSettings, { knowledge, journal, clock: systemClock, ruleSet, hashText, sessionSecret })
  const webhooks = openWebhooks({
    journal,
    scopedJournal,
    workspace,
    directory: access.directory,
    clock: systemClock,
    secret: loadWebhookSecret(join(options.dataFolder, 'webhook-secret')),
    settings: { isLocalAllowed: process.env['LINGDING_WEBHOOK_LOCAL'] === '1' },
  })
  const profiles = profilesOf(workspace, options.dataFolder)
  const threads = openFilingThreads(options.filingThreads ?? 0, (task) => filingWork(task, { knowledge, hashOf, hashText }))
  const imports = openImportDesk({
    workspace,
    files: openImportFolder(join(options.dataFolder, 'imports')),
    directory: access.directory,
    journal,
    register,
    knowledge,
    clock: systemClock,
    ruleSet,
    hashOf,
    hashText,
    profiles,
  })
  return {
    knowledge,
    ruleSet,
    journal,
    register,
    twoSides,
    codeAttempts: openCodeAttempts(),
    scopedJournal,
    workspace,
    ...access,
    decisions,
    clock: systemClock,
    prepareFiling: threads.prepareFiling,
    channels,
    onAppended,
    isSimulated: options.isSimulated ?? false,
    webhooks,
    imports,
    writeWorkbook,
    reactions: [
      { name: 'two-sides', turn: twoSides.turn },
      { name: 'officer-decisions', turn: () => sendDecisions({ journal, workspace, clock: systemClock, put: openAnswerBox(exchangeFolder(options.dataFolder)).put }) },
      { name: 'imports', turn: imports.turn },
    ],
    profiles,
    verifierKey: key.verifierKey,
    verify: (checkpoints) => verifyJournal(journal, { sha256, verifiers: [key.verifier], checkpoints, projections: [registerProjection(register)] }),
    close: async () => {
      await webhooks.close()
      await imports.close()
      await threads.close()
      await record.close()
    },
  }
}

/** The exchange folders of the three customs, and what goes through them. */
function folderChannels({ dataFolder, onProblem = () => undefined }: PlatformOptions, tools: Pick<ChannelTools, 'register' | 'journal' | 'answers' | 'ruleSet'>): ChannelDesk {
  const channelOf = (customs: Customs): Channel =>
    openFolderChannel({ root: exchangeFolder(dataFolder), customs, onProblem: (error: unknown) => onProblem(`receive-${customs}`, error) })
  return openChannelDesk({ ...tools, channels: administrations.map(channelOf), clock: systemClock, hashOf, hashText, inTime: withinMs(answerStepMs), onProblem })
}

function profilesOf(workspace: Workspace, dataFolder: string): Platform['profiles'] {
  const [samples, file] = [shippedProfiles(join(examplesFolder, 'profiles.yaml')), watchedProfiles(join(dataFolder, 'profiles.yaml'))]
  return (asked) => knownProfiles(asked, { workspace, samples, file })
}

/** The folder of raw statistics. The engine is loaded only by those who use it: it is large, and not made for every system. */
export async function openRawStore(folder: string): Promise<RawStore> {
  const { openRawFolder } = await import('../adapters/duckdb/raw-folder.ts')
  return openRawFolder(folder)
}

/** Where the files for customs and their answers lie. */
export function exchangeFolder(dataFolder: string): string {
  return join(dataFolder, 'exchange')
}

function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
