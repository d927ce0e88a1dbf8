// Files a shipment: everything is prepared and judged first; only what has no error is appended to the journal, in one
// transaction with the dossier (bytes received, profiles, files written). The same key with the same bytes gives the first
// answer again. One chain per organisation: a key must be looked for where it would be kept, whatever the shipment's dates.
import { dateIn } from '../../base/instant.ts'
import type { CivilDate } from '../../base/civil-date.ts'
import { issue, type Issue, type IssueInput } from '../../base/issue.ts'
import { invariant } from '../../base/invariant.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { Digest, Entry, Json } from '../../journal/index.ts'
import { dossierMediaType, packDossier, type Dossier } from './dossier.ts'
import { chainOf, streamOf, type Filed, type FiledFile, type SharedFrom } from './events.ts'
import { agreedFacts } from './sides/agreement.ts'
import { notInTheirName, type Standing } from './in-whose-name.ts'
import { evolveShipment, type FiledShipment } from './state.ts'
import { describeFiles, filingFiles, type FilingFile } from '../filing-files.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Journal } from '../ports.ts'
import { namedProfiles, prepareShipment, type PreparedShipment, type ShipmentInput } from '../prepare-shipment.ts'

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
}

const source = 'Lingding: filing a shipment'

/** Refused with every issue; throws JournalUnavailable when the outcome is not known (send it again with the same key). */
export async function fileShipment(command: FileShipment, tools: FilingTools): Promise<Result<FilingDone>> {
  const preparation = prepareShipment({ ...command.input, organisation: command.organisation, administrations: command.standing.administrations }, tools.knowledge)
  const shipment = preparation.kind === 'prepared' ? preparation.shipment : undefined
  const standing = shipment === undefined ? [] : [...backdatingOf(shipment, command.input), ...notInTheirName(shipment, command.standing)]
  if (shipment === undefined || !shipment.isAcceptable || standing.length > 0) {
    const issues = preparation.kind === 'unreadable' ? preparation.issues : preparation.shipment.issues
    return answeredBefore(command, tools, [...issues, ...standing])
  }
  const files = filingFiles(shipment, tools.knowledge)
  const profiles = namedProfiles(command.input)
  const appended = await tools.journal.append({
    chain: chainOf(command.organisation),
    stream: streamOf(shipment.id),
    expectedVersion: 0,
    organisation: command.organisation,
    actor: command.actor,
    idempotencyKey: command.idempotencyKey,
    inputHash: command.received.sha256,
    events: [{ kind: 'ShipmentFiled', kindVersion: 1, payload: payloadOf(command, shipment, files, tools) as unknown as Json }],
    document: { mediaType: dossierMediaType, bytes: packDossier(command.received.bytes, profiles, files) },
    writtenAt: command.input.now,
    ruleSet: command.ruleSet,
    numberSeries: { office: 'LD', year: Number(dateIn('Asia/Shanghai', command.input.now).slice(0, 4)) },
  })
  if (!appended.ok) return refused(appended.issues.map((each) => (each.code === 'stream_conflict' ? filedBefore(shipment) : each)))
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

/** Another moment or day is for samples and for asking what would be; nothing real is filed as of one. */
export function backdatingOf({ submission }: PreparedShipment, { on }: ShipmentInput): readonly Issue[] {
  if (submission.isSample === true) return []
  const issues: Issue[] = []
  if (submission.asOf !== undefined) issues.push(made({ path: 'asOf', rule: 'shipment.as-of', code: 'shipment_backdated', fix: { kind: 'remove', path: 'asOf' } }))
  if (on !== undefined) issues.push(made({ rule: 'shipment.as-of', code: 'shipment_other_day', params: { on }, fix: { kind: 'act', code: 'shipment_other_day.fix' } }))
  return issues
}

/** A shipment is one reference of one trader; what it says may be amended, but not filed a second time. */
function filedBefore({ id, submission }: PreparedShipment): Issue {
  const fix = { kind: 'act', code: 'shipment_filed_before.fix' } as const
  return made({ path: 'reference', rule: 'shipment.once', code: 'shipment_filed_before', params: { id, reference: submission.reference }, fix })
}

function made(input: Omit<IssueInput, 'source'>): Issue {
  return issue({ ...input, source })
}

function payloadOf({ received, sharedFrom }: FileShipment, shipment: PreparedShipment, files: readonly FilingFile[], { hashOf }: FilingTools): Filed {
  return { ...filedPayload(shipment, received.sha256, describeFiles(files, hashOf)), ...(sharedFrom === undefined ? {} : { sharedFrom }) }
}

/** What an entry says of a shipment that is filed, at first or again. */
export function filedPayload({ id, senderNumber, submission, now, on, issues, forms }: PreparedShipment, received: Digest, files: readonly FiledFile[]): Filed {
  return {
    id,
    senderNumber,
    reference: submission.reference,
    direction: submission.direction,
    counterpart: submission.counterpart,
    isSample: submission.isSample === true,
    received,
    judgedAt: now,
    judgedOn: on,
    files,
    issues,
    administrations: [...new Set(forms.map((form) => form.customs))],
    agreed: agreedFacts(submission),
  }
}
