// Files a shipment: everything is prepared and judged first; only what has no error is appended to the journal, with the
// bytes as they were received, in one transaction. The same key with the same bytes gives the first answer again.
import { dateIn, type Instant } from '../base/instant.ts'
import { issue, type Issue } from '../base/issue.ts'
import { accepted, refused, type Result } from '../base/result.ts'
import type { Profiles } from '../domain/submission/index.ts'
import type { Digest, JsonObject } from '../journal/index.ts'
import { filedShipmentFrom, shipmentChainPrefix, shipmentFiled, type FiledFile, type FiledShipment } from './filed-shipments.ts'
import type { Knowledge } from './knowledge.ts'
import type { Journal } from './ports.ts'
import { prepareShipment, type PreparedShipment, type ShipmentInput } from './prepare-shipment.ts'

export interface FileShipment {
  readonly organisation: string
  readonly actor: string
  readonly idempotencyKey: string
  readonly received: { readonly mediaType: string; readonly bytes: Uint8Array; readonly sha256: Digest }
  readonly input: ShipmentInput
  readonly ruleSet: string
}

export interface FilingDone {
  readonly filed: FiledShipment
  readonly isReplay: boolean
  readonly issues: readonly Issue[]
}

export interface FilingTools {
  readonly knowledge: Knowledge
  readonly journal: Journal
  /** Names and hashes of the files that the shipment gives. */
  readonly describeFiles: (shipment: PreparedShipment) => readonly FiledFile[]
}

/** Refused with every issue; throws JournalUnavailable when the outcome is not known (send it again with the same key). */
export async function fileShipment(command: FileShipment, tools: FilingTools): Promise<Result<FilingDone>> {
  const preparation = prepareShipment(command.input, tools.knowledge)
  if (preparation.kind === 'unreadable') return answeredBefore(command, tools, preparation.issues)
  const { shipment } = preparation
  if (!shipment.isAcceptable) return answeredBefore(command, tools, shipment.issues)
  const year = dateIn('Asia/Shanghai', shipment.submission.movement.crossingAt ?? shipment.now).slice(0, 4)
  const appended = await tools.journal.append({
    chain: `${shipmentChainPrefix}${year}`,
    stream: `shipment-${command.organisation}-${command.input.digest}`,
    expectedVersion: 0,
    organisation: command.organisation,
    actor: command.actor,
    idempotencyKey: command.idempotencyKey,
    inputHash: command.received.sha256,
    events: [{ kind: shipmentFiled, kindVersion: 1, payload: payloadOf(command, shipment, tools.describeFiles(shipment)) }],
    document: { mediaType: command.received.mediaType, bytes: command.received.bytes },
    writtenAt: command.input.now,
    ruleSet: command.ruleSet,
    numberSeries: { office: 'LD', year: Number(year) },
  })
  if (!appended.ok) return refused(appended.issues.map((each) => (each.code === 'stream_conflict' ? filedBefore(command) : each)))
  const [entry] = appended.value.entries
  if (entry === undefined) throw new Error('an append without an entry')
  return accepted({ filed: filedShipmentFrom(entry), isReplay: appended.value.isReplay, issues: shipment.issues })
}

/** The stream of a shipment is named by the hash of its bytes: a conflict there is the very same shipment again. */
function filedBefore({ input }: FileShipment): Issue {
  const fix = { kind: 'act', code: 'shipment_filed_before.fix' } as const
  return issue({ rule: 'shipment.once', code: 'shipment_filed_before', params: { id: input.digest }, source: 'Lingding: one shipment is filed once', fix })
}

/** A refusal, unless the same key was accepted before: rules may have changed since, the first answer has not. */
async function answeredBefore(command: FileShipment, { journal }: FilingTools, issues: readonly Issue[]): Promise<Result<FilingDone>> {
  for (const chain of await journal.chains()) {
    if (!chain.startsWith(shipmentChainPrefix)) continue
    const [entry] = (await journal.findByKey(chain, command.organisation, command.idempotencyKey))?.entries ?? []
    if (entry?.inputHash === command.received.sha256) return accepted({ filed: filedShipmentFrom(entry), isReplay: true, issues: [] })
  }
  return refused(issues)
}

/** The input of a filed shipment again, to show or check what was filed as it was judged then. */
export function inputOf(filed: FiledShipment, draft: ShipmentInput['draft']): ShipmentInput {
  const profiles: Profiles = new Map(Object.entries(filed.profiles).map(([name, values]) => [name, values as never]))
  return { draft, profiles, now: filed.judgedAt as Instant, digest: filed.id }
}

function payloadOf(command: FileShipment, shipment: PreparedShipment, files: readonly FiledFile[]): JsonObject {
  const { submission } = shipment
  const used = new Set(shipment.origins.fromProfile.values())
  const profiles = [...command.input.profiles].filter(([name]) => used.has(name))
  return {
    id: command.input.digest,
    reference: submission.reference,
    direction: submission.direction,
    counterpart: submission.counterpart,
    isSample: submission.isSample === true,
    judgedAt: shipment.now,
    profiles: Object.fromEntries(profiles) as JsonObject,
    files: files.map((file) => ({ ...file })),
  }
}
