// Somebody else of the organisation approves or refuses a proposed change; who proposed it may take it back. An approval
// judges the change as of now, on the shipment as it stands: what was proposed on an older revision is told as outdated.
import type { Instant } from '../../base/instant.ts'
import { hasError } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import { readDraftText } from '../../domain/submission/index.ts'
import { canonicalJson, type Digest, type Json } from '../../journal/index.ts'
import type { ShipmentInput } from '../prepare-shipment.ts'
import { appendAmendment, planOf, replayOf, type ChangeDone, type ChangeTools } from './amend-shipment.ts'
import { appendCancellation, planCancellation } from './cancel-shipment.ts'
import { changeIssue, conflictAsIssue, earlierAnswer, reasonIssues } from './change/change-issue.ts'
import { isPlanAcceptable } from './change/plan-amendment.ts'
import { openDossier, receivedText } from './dossier.ts'
import { chainOf, streamOf, type ChangeRefused } from './events.ts'
import type { Standing } from './in-whose-name.ts'
import { evolveShipment, type FiledShipment, type OpenProposal } from './state.ts'

export interface DecideProposal {
  readonly organisation: OrganisationId
  readonly standing: Standing
  readonly actor: string
  readonly idempotencyKey: string
  readonly filed: FiledShipment
  readonly proposal: string
  readonly decision: 'approve' | 'refuse'
  readonly reason: string
  readonly now: Instant
  readonly hashText: ShipmentInput['hashText']
  readonly ruleSet: string
}

export interface DecisionTools extends ChangeTools {
  /** Who answers for what an actor does: themself, or the person who made the key. */
  readonly personBehind: (actor: string) => Promise<string>
}

export type ProposalDecided = { readonly kind: 'refused'; readonly isWithdrawn: boolean; readonly filed: FiledShipment; readonly isReplay: boolean } | ChangeDone

/** Undefined when there is no such proposal open. */
export async function decideProposal(command: DecideProposal, tools: DecisionTools): Promise<Result<ProposalDecided> | undefined> {
  const { filed, organisation, idempotencyKey, decision, reason } = command
  const inputHash = tools.hashOf(encodeUtf8(canonicalJson({ act: 'decide', shipment: filed.id, proposal: command.proposal, decision, reason })))
  const earlier = await earlierAnswer(tools.journal, { organisation, idempotencyKey, inputHash })
  if (earlier.kind === 'other') return refused(earlier.issues)
  if (earlier.kind === 'same') {
    const done = await replayOf(earlier.entries, filed, tools)
    const [first] = earlier.entries
    if (first?.kind !== 'ChangeRefused' || done.kind !== 'done') return accepted(done)
    const { isWithdrawn = false } = first.payload as unknown as ChangeRefused
    return accepted({ kind: 'refused', isWithdrawn, filed: done.filed, isReplay: true })
  }
  const open = filed.proposals.find((each) => each.proposal === command.proposal)
  if (open === undefined) return undefined
  const [proposer, decider] = await Promise.all([tools.personBehind(open.by), tools.personBehind(command.actor)])
  if (decision === 'refuse') return refuse(command, open, inputHash, proposer === decider, tools)
  if (proposer === decider) return refused([changeIssue('proposal_own', 'second-person')])
  if (open.revision !== filed.revision) return refused([changeIssue('proposal_outdated', 'newest', { params: { on: open.revision, revision: filed.revision } })])
  return open.change === 'amendment' ? approveAmendment(command, open, inputHash, tools) : approveCancellation(command, open, inputHash, tools)
}

async function approveAmendment(command: DecideProposal, open: OpenProposal, inputHash: Digest, tools: DecisionTools): Promise<Result<ProposalDecided>> {
  const { filed, standing, now, hashText } = command
  const document = open.document === null ? undefined : await tools.journal.document(filed.chain, filed.organisation, open.document)
  if (document === undefined) return refused([changeIssue('proposal_outdated', 'newest', { params: { on: open.revision, revision: filed.revision } })])
  const proposed = openDossier(document.bytes)
  const { received: bytes, profiles } = proposed
  const read = readDraftText(receivedText(proposed))
  if (!read.ok) return refused(read.issues)
  const input: ShipmentInput = { draft: read.value.draft, profiles, now, hashText }
  const planned = await planOf({ filed, input, standing }, tools)
  if (planned.kind === 'unreadable') return refused(planned.issues)
  const { plan, dossier } = planned
  if (!isPlanAcceptable(plan)) return refused(plan.issues)
  return appendAmendment({ ...actOf(command, open, inputHash), received: { bytes, sha256: tools.hashOf(bytes) }, input, ...(open.sharedRevision === undefined ? {} : { sharedRevision: open.sharedRevision }), plan, dossier }, tools)
}

async function approveCancellation(command: DecideProposal, open: OpenProposal, inputHash: Digest, tools: DecisionTools): Promise<Result<ProposalDecided>> {
  const plan = planCancellation(command.filed, command.now, tools.knowledge)
  if (hasError(plan.issues)) return refused(plan.issues)
  return appendCancellation({ ...actOf(command, open, inputHash), now: command.now, plan }, tools)
}

/** The reason that is kept is the one that was proposed. */
function actOf({ organisation, actor, idempotencyKey, filed, ruleSet }: DecideProposal, { reason, proposal, by }: OpenProposal, inputHash: Digest) {
  return { organisation, actor, idempotencyKey, filed, ruleSet, reason, proposal, proposedBy: by, inputHash }
}

async function refuse(command: DecideProposal, open: OpenProposal, inputHash: Digest, isWithdrawn: boolean, { journal }: DecisionTools): Promise<Result<ProposalDecided>> {
  const { filed, organisation, reason } = command
  const lacking = reasonIssues(reason)
  if (lacking.length > 0) return refused(lacking)
  const payload: ChangeRefused = { proposal: open.proposal, reason, ...(isWithdrawn ? { isWithdrawn } : {}) }
  const appended = await journal.append({
    chain: chainOf(organisation),
    stream: streamOf(filed.id),
    expectedVersion: filed.version,
    organisation,
    actor: command.actor,
    idempotencyKey: command.idempotencyKey,
    inputHash,
    events: [{ kind: 'ChangeRefused', kindVersion: 1, payload: payload as unknown as Json }],
    writtenAt: command.now,
    ruleSet: command.ruleSet,
  })
  if (!appended.ok) return refused(conflictAsIssue(appended.issues, filed.reference))
  const [entry] = appended.value.entries
  return accepted({ kind: 'refused', isWithdrawn, filed: (entry && evolveShipment(filed, entry)) ?? filed, isReplay: appended.value.isReplay })
}
