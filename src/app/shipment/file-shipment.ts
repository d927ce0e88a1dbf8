// Files a shipment: everything is prepared and judged first; only what has no error is appended to the journal, in one
// transaction with the dossier (bytes received, profiles, files written). The same key with the same bytes gives the first
// answer again. One chain per organisation: a key must be looked for where it would be kept, whatever the shipment's dates.
import { dateIn } from '../../base/instant.ts'
import type { CivilDate } from '../../base/civil-date.ts'
import { issue, type Issue } from '../../base/issue.ts'
import { invariant } from '../../base/invariant.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { Digest, Entry } from '../../journal/index.ts'
import type { Dossier } from './dossier.ts'
import { chainOf, streamOf, type Filed, type SharedFrom } from './events.ts'
import type { Standing } from './in-whose-name.ts'
import { filingSource, filingWork, type PrepareFiling } from './prepare-filing.ts'
import { evolveShipment, type FiledShipment } from './state.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Journal } from '../ports.ts'
import type { ShipmentInput } from '../prepare-shipment.ts'

export interface FileShipment {
  /** Letters, digits, dot and line: part of the chain's name. */
  readonly organisation: OrganisationId
  /** In whose name the organisation may file, and with whom it does. */
  readonly standing: Standing
  readonly actor: string
  readonly idempotencyKey: string
  readonly received: { readonly bytes: Uint8Array; readonly sha256: Digest }
  readonly input: ShipmentInput
  readonly ruleSet: string
  /** The other side's draft that it was made from. */
  readonly sharedFrom?: SharedFrom
}

export interface FilingDone {
  readonly filed: FiledShipment
  readonly isReplay: boolean
  /** The warnings of then. */
  readonly issues: readonly Issue[]
}

export interface FilingTools {
  readonly knowledge: Knowledge
  readonly journal: Journal
  readonly hashOf: (bytes: Uint8Array) => Digest
  /** Does the work elsewhere; without it, it is done here. */
  readonly prepareFiling?: PrepareFiling | undefined
}

/** Refused with every issue; throws JournalUnavailable when the outcome is not known (send it again with the same key). */
export async function fileShipment(command: FileShipment, tools: FilingTools): Promise<Result<FilingDone>> {
  const work = await (tools.prepareFiling?.(command) ?? filingWork(command, { ...tools, hashText: command.input.hashText }))
  if (work.kind === 'refused') return answeredBefore(command, tools, work.issues)
  const appended = await tools.journal.append({
    chain: chainOf(command.organisation),
    stream: streamOf(work.id),
    expectedVersion: 0,
    organisation: command.organisation,
    actor: command.actor,
    idempotencyKey: command.idempotencyKey,
    inputHash: command.received.sha256,
    events: [{ kind: 'ShipmentFiled', kindVersion: 1, payload: work.payload }],
    document: work.document,
    writtenAt: command.input.now,
    ruleSet: command.ruleSet,
    numberSeries: { office: 'LD', year: Number(dateIn('Asia/Shanghai', command.input.now).slice(0, 4)) },
  })
  if (!appended.ok) return refused(appended.issues.map((each) => (each.code === 'stream_conflict' ? filedBefore(work) : each)))
  return doneWith(appended.value.entries[0], appended.value.isReplay)
}

/** The input of a filed shipment again, to show what was filed as it was judged then. */
export function inputOf(filed: FiledShipment, dossier: Dossier, draft: ShipmentInput['draft'], hashText: ShipmentInput['hashText']): ShipmentInput {
  const { administrations, senderNumber } = filed
  const unifiedNumber = filed.unifiedNumber ?? undefined
  return { draft, profiles: dossier.profiles, now: filed.judgedAt, on: filed.judgedOn as CivilDate, administrations, senderNumber, unifiedNumber, hashText }
}

function doneWith(entry: Entry | undefined, isReplay: boolean): Result<FilingDone> {
  if (entry === undefined) throw new Error('an append without an entry')
  const filed = evolveShipment(undefined, entry)
  invariant(filed !== undefined, 'what was filed is the first of its stream')
  return accepted({ filed, isReplay, issues: (entry.payload as unknown as Filed).issues })
}

/** A refusal, unless the same key was accepted before: rules may have changed since, the first answer has not. */
async function answeredBefore(command: FileShipment, { journal }: FilingTools, issues: readonly Issue[]): Promise<Result<FilingDone>> {
  const chain = chainOf(command.organisation)
  const [entry] = (await journal.findByKey(chain, command.organisation, command.idempotencyKey))?.entries ?? []
  return entry?.inputHash === command.received.sha256 ? doneWith(entry, true) : refused(issues)
}

/** A shipment is one reference of one trader; what it says may be amended, but not filed a second time. */
function filedBefore({ id, reference }: { readonly id: string; readonly reference: string }): Issue {
  const fix = { kind: 'act', code: 'shipment_filed_before.fix' } as const
  return issue({ path: 'reference', rule: 'shipment.once', code: 'shipment_filed_before', params: { id, reference }, source: filingSource, fix })
}
