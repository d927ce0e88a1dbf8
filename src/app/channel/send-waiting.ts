// Sends what waits for a customs. The queue is the register itself: a filing waits from the moment that it is filed until
// its files have reached the channel and that has been recorded, so nothing is lost over a crash. A crash between the two
// sends the same names again, which changes nothing. A shipment that cannot be sent rests for a while and holds up no other.
import { instant, type Instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Customs } from '../../domain/access/index.ts'
import { exchangeFolderOf, type FilingKind } from '../../domain/declaration/index.ts'
import type { Digest, Json } from '../../journal/index.ts'
import { platformKey } from '../platform-key.ts'
import { ChannelDown, JournalUnavailable, type Channel, type Clock, type FilingRow, type FiledShipment, type Journal, type OutgoingFile } from '../ports.ts'
import { openDossier } from '../shipment/dossier.ts'
import { streamOf, type FiledFile, type FilingsSent } from '../shipment/events.ts'
import type { Register } from '../shipment/register.ts'
import { notKept } from './record-answer.ts'

export interface SendTools {
  readonly register: Register
  readonly journal: Journal
  readonly channel: Channel
  readonly clock: Clock
  readonly ruleSet: string
  readonly hashText: (text: string) => Digest
  /** Shipments that could not be sent, by organisation and id. */
  readonly resting: Map<string, Resting>
}

export interface Resting {
  readonly tries: number
  readonly until: Instant
}

export interface SendTurn {
  /** What the filings of the shipments that were sent are called by. */
  readonly sent: readonly FilingRow[]
  readonly isMore: boolean
  /** What went wrong with single shipments; they are tried again later. */
  readonly failures: readonly Error[]
}

/** Rows looked at in one turn, and shipments sent at one time. */
const rowsPerTurn = 512
const atOnce = 16
const firstRestMs = 1_000
const longestRestMs = 60_000
/** Who acts, in the journal. */
const actor = 'channel'

/** One turn. Throws ChannelDown and JournalUnavailable; what was sent before is recorded, or is sent again under the same names. */
export async function sendWaiting(tools: SendTools): Promise<SendTurn> {
  const { rows, isMore } = await waitingRows(tools)
  const waiting = [...byShipment(rows)]
  const sent: FilingRow[] = []
  const failures: Error[] = []
  let next = 0
  let isStopped = false
  const work = async (): Promise<void> => {
    while (next < waiting.length && !isStopped) {
      const [key, filings] = waiting[next] ?? ['', []]
      next += 1
      try {
        await sendShipment(filings, tools)
        tools.resting.delete(key)
        sent.push(...filings)
      } catch (error) {
        isStopped = error instanceof ChannelDown || error instanceof JournalUnavailable
        if (isStopped || !(error instanceof Error)) throw error
        failures.push(new Error(`${filings[0]?.shipment}: ${error.message}`, { cause: error }))
        rest(key, tools)
      }
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: Math.min(atOnce, waiting.length) }, work))
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason
  return { sent, isMore, failures }
}

/** The longest waiting first, without those that rest. */
async function waitingRows({ register, channel, clock, resting }: SendTools): Promise<{ readonly rows: readonly FilingRow[]; readonly isMore: boolean }> {
  const now = clock()
  const query = { customs: channel.customs, stages: ['waiting'], limit: rowsPerTurn } as const
  let after: string | undefined
  for (;;) {
    const page = await register.filings({ kind: 'all' }, after === undefined ? query : { ...query, after })
    const rows = page.filter((row) => !row.isCancelled && (resting.get(keyOf(row))?.until ?? 0) <= now)
    if (rows.length > 0 || page.length < rowsPerTurn) return { rows, isMore: page.length === rowsPerTurn }
    after = page.at(-1)?.place
  }
}

function rest(key: string, { resting, clock }: SendTools): void {
  const tries = (resting.get(key)?.tries ?? 0) + 1
  resting.set(key, { tries, until: instant(clock() + Math.min(firstRestMs * 2 ** (tries - 1), longestRestMs)) })
}

function byShipment(rows: readonly FilingRow[]): ReadonlyMap<string, readonly FilingRow[]> {
  const groups = new Map<string, FilingRow[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? []
    group.push(row)
    groups.set(keyOf(row), group)
  }
  return groups
}

function keyOf({ organisation, shipment }: FilingRow): string {
  return `${organisation}\n${shipment}`
}

async function sendShipment(rows: readonly FilingRow[], { register, journal, channel, clock, ruleSet, hashText }: SendTools): Promise<void> {
  const [first] = rows
  invariant(first !== undefined, 'a group of filings is not empty')
  const shipment = await register.find({ kind: 'all' }, first.organisation, first.shipment)
  const waiting = new Set(shipment?.filings.filter((filing) => filing.customs === channel.customs && filing.stage === 'waiting').map((each) => each.filing))
  // Cancelled or sent since the queue was read.
  if (shipment === undefined || shipment.isCancelled || waiting.size === 0) return
  const files = await outgoingFiles(shipment, channel.customs, waiting, journal)
  await channel.send(files)
  const payload: FilingsSent = { customs: channel.customs, revision: shipment.revision, files: files.map((file) => file.name), channel: channel.name }
  const appended = await journal.append({
    chain: shipment.chain,
    stream: streamOf(shipment.id),
    organisation: shipment.organisation,
    actor,
    idempotencyKey: platformKey(`sent-${shipment.id}-${shipment.revision}-${channel.customs}`),
    inputHash: hashText(`${channel.name}\n${shipment.document}`),
    events: [{ kind: 'FilingsSent', kindVersion: 1, payload: payload as unknown as Json }],
    writtenAt: clock(),
    ruleSet,
  })
  if (!appended.ok) throw notKept(appended.issues)
}

/** The newest files of every filing that waits; the sheets beside them are for people. */
async function outgoingFiles(shipment: FiledShipment, customs: Customs, waiting: ReadonlySet<FilingKind>, journal: Journal): Promise<readonly OutgoingFile[]> {
  const files = shipment.files.filter((file) => waiting.has(file.kind) && isForChannel(file))
  for (const kind of waiting) invariant(files.some((file) => file.kind === kind), `${kind} has a file that the channel takes`)
  const document = await journal.document(shipment.chain, shipment.organisation, shipment.document)
  invariant(document !== undefined, 'what was filed has its dossier')
  const dossier = openDossier(document.bytes)
  return files.map((file) => {
    const bytes = dossier.files.get(file.name)
    invariant(bytes !== undefined, `the dossier holds ${file.name}`)
    return { customs, folder: `${exchangeFolderOf(file.kind)}/OutBox`, name: nameIn(shipment.senderNumber, file), bytes }
  })
}

function isForChannel({ mediaType }: FiledFile): boolean {
  return mediaType === 'application/zip' || mediaType === 'application/json'
}

/** The mainland's zip has a name of its own, from ClientSeqNo; ours say which shipment of whom they are of. */
function nameIn(senderNumber: string, { kind, name }: FiledFile): string {
  return kind === 'mainland-declaration' ? name : `${senderNumber}-${name}`
}
