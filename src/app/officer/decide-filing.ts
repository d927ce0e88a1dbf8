// An officer decides about a filing. The decision is kept in the chain of the administration, with its reason and who took
// it; from there it goes out as an answer like any other, through the channel of the filing, and so reaches the timeline.
import { issue, type Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { Instant } from '../../base/instant.ts'
import type { Customs, OrganisationId } from '../../domain/access/index.ts'
import { decidedAnswer, type AnswerFile, type AnswerReference, type FilingKind, type OfficerDecision } from '../../domain/declaration/index.ts'
import type { Digest, Entry, Json } from '../../journal/index.ts'
import type { Clock, FilingRow, Journal } from '../ports.ts'
import { allowedFor, type OfficerDecisions } from './decisions.ts'

export interface OfficerDecided {
  readonly organisation: OrganisationId
  readonly shipment: string
  /** What the answer goes by; absent in entries that are older: the shipment. */
  readonly senderNumber?: string
  readonly filing: FilingKind
  /** That customs had. */
  readonly revision: number
  readonly decision: OfficerDecision
  readonly reason: string
  readonly numbers: AnswerReference
  readonly isSimulated: boolean
}

export interface DecideFiling {
  readonly customs: Customs
  readonly filing: FilingRow
  /** Digests of the answers that the filing has. */
  readonly answered: ReadonlySet<string>
  readonly decision: string
  readonly reason: string
  readonly actor: string
  readonly idempotencyKey: string
  readonly isSimulated: boolean
}

export interface OfficerTools {
  readonly journal: Journal
  readonly decisions: OfficerDecisions
  readonly clock: Clock
  readonly ruleSet: string
  readonly hashOf: (bytes: Uint8Array) => Digest
}

export const maxReason = 500
const source = 'Lingding: decisions of officers, data/access/officer-decisions.csv'

export function customsChain(customs: Customs): string {
  return `customs-${customs}`
}

export function customsOrganisation(customs: Customs): OrganisationId {
  return `customs-${customs}`
}

export function filingStream({ organisation, shipment, filing }: Pick<FilingRow, 'organisation' | 'shipment' | 'filing'>): string {
  return `filing-${organisation}-${shipment}-${filing}`
}

/** Refused when the filing does not stand where this can be decided, or a reason is missing. */
export async function decideFiling(command: DecideFiling, tools: OfficerTools): Promise<Result<OfficerDecided>> {
  const { customs, filing, actor, idempotencyKey } = command
  const inputHash = tools.hashOf(encodeUtf8([filingStream(filing), command.decision, command.reason].join('\n')))
  const before = await tools.journal.findByKey(customsChain(customs), customsOrganisation(customs), idempotencyKey)
  const decisions = before === undefined ? await decisionsOf(filing, customs, tools.journal) : []
  if (before === undefined) {
    const issues = isOnItsWay(decisions.at(-1), command, tools) ? [made('decision', 'officer_decided_meanwhile', {})] : refusalsOf(command, tools.decisions)
    if (issues.length > 0) return refused(issues)
  }
  const decided: OfficerDecided = {
    organisation: filing.organisation,
    shipment: filing.shipment,
    senderNumber: filing.senderNumber,
    filing: filing.filing,
    revision: filing.sentRevision,
    decision: command.decision as OfficerDecision,
    reason: command.reason,
    numbers: filing.numbers,
    isSimulated: command.isSimulated,
  }
  const appended = await tools.journal.append({
    chain: customsChain(customs),
    stream: filingStream(filing),
    ...(before === undefined ? { expectedVersion: decisions.length } : {}),
    organisation: customsOrganisation(customs),
    actor,
    idempotencyKey,
    inputHash,
    events: [{ kind: 'OfficerDecided', kindVersion: 1, payload: decided as unknown as Json }],
    writtenAt: tools.clock(),
    ruleSet: tools.ruleSet,
  })
  if (appended.ok) return accepted((appended.value.entries[0]?.payload ?? decided) as unknown as OfficerDecided)
  return refused(appended.issues.map((each) => (each.code === 'stream_conflict' ? made('decision', 'officer_decided_meanwhile', {}) : each)))
}

async function decisionsOf(filing: FilingRow, customs: Customs, journal: Journal): Promise<readonly Entry[]> {
  const decisions: Entry[] = []
  for await (const entries of journal.readStream(customsChain(customs), filingStream(filing))) decisions.push(...entries)
  return decisions
}

/** The newest decision about what customs has is no answer of the filing yet: where it stands is not known. */
function isOnItsWay(newest: Entry | undefined, { filing, answered }: DecideFiling, { hashOf }: OfficerTools): boolean {
  const decided = newest?.payload as unknown as OfficerDecided | undefined
  if (newest === undefined || decided?.revision !== filing.sentRevision) return false
  return answerFilesOf(decided, newest.writtenAt).some((file) => !answered.has(hashOf(file.bytes)))
}

function refusalsOf({ filing, decision, reason }: DecideFiling, decisions: OfficerDecisions): readonly Issue[] {
  const allowed = allowedFor(filing, decisions)
  const options = allowed.map((each) => each.decision)
  const found = allowed.find((each) => each.decision === decision)
  if (filing.isCancelled && found === undefined) return [made('decision', 'officer_filing_cancelled', {}, options)]
  if (found === undefined) return [made('decision', 'officer_decision_not_now', { decision: decision.slice(0, 40), stage: `#stage.${filing.stage}` }, options)]
  if (found.needsReason && reason.trim() === '') return [made('reason', 'officer_reason_missing', {})]
  if (reason.length > maxReason) return [made('reason', 'officer_reason_too_long', { length: reason.length, max: maxReason })]
  return []
}

function made(path: string, code: string, params: Issue['params'], options: readonly string[] = []): Issue {
  const fix = options.length > 0 ? ({ kind: 'choose', path, options } as const) : ({ kind: 'act', code: `${code}.fix`, params } as const)
  return issue({ path, rule: 'officer.decision', code, params, source, fix })
}

/** The files that a decision becomes: the same for the same entry, so that putting them a second time changes nothing. */
export function answerFilesOf({ filing, shipment, senderNumber = shipment, decision, reason, numbers, isSimulated }: OfficerDecided, at: Instant): readonly AnswerFile[] {
  return decidedAnswer({ filing, shipment: senderNumber, decision, reason, at, numbers, isSimulated })
}
