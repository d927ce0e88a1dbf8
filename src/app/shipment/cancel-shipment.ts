// Cancels a filed shipment, with its reason. What waits is withdrawn; what customs has is revoked at customs, since no public
// message does it; what was released is too late, and says so. A second person decides where the policy asks for one.
import { invariant } from '../../base/invariant.ts'
import { hasError, type Issue } from '../../base/issue.ts'
import { dateIn, type Instant } from '../../base/instant.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import { canonicalJson, type Digest, type Json } from '../../journal/index.ts'
import type { Knowledge } from '../knowledge.ts'
import { maxProposals, proposalId, replayOf, type ChangeDone, type ChangePreview, type ChangeTools } from './amend-shipment.ts'
import { effectOf, shippedEffects } from './change/change-effects.ts'
import { changeIssue, conflictAsIssue, earlierAnswer, reasonIssues } from './change/change-issue.ts'
import { effectIssues, isBundledNow, otherSideIssues } from './change/plan-amendment.ts'
import { needsSecondPerson } from './change/second-person.ts'
import { chainOf, streamOf, type ChangeEffect, type ChangeProposed, type ShipmentCancelled } from './events.ts'
import { evolveShipment, heldStage, type FiledShipment } from './state.ts'

export interface CancelShipment {
  readonly organisation: OrganisationId
  readonly actor: string
  readonly idempotencyKey: string
  readonly filed: FiledShipment
  readonly reason: string
  readonly now: Instant
  readonly secondPerson: string
  readonly ruleSet: string
}

export interface CancellationPlan {
  readonly effects: readonly ChangeEffect[]
  readonly issues: readonly Issue[]
}

export function planCancellation(filed: FiledShipment, now: Instant, knowledge: Knowledge): CancellationPlan {
  const on = dateIn('Asia/Shanghai', now)
  const isBundled = isBundledNow(filed)
  const effects = filed.filings.map((status): ChangeEffect => {
    const { customs, filing } = status
    const { effect } = effectOf(shippedEffects(knowledge), { change: 'cancellation', filing, stage: heldStage(status), isBundled, on })
    return { customs, filing, effect, elements: [] }
  })
  const standing = filed.isCancelled ? [changeIssue('shipment_cancelled', 'cancelled', { params: { reference: filed.reference } })] : []
  return { effects, issues: [...standing, ...effectIssues('cancellation', effects), ...otherSideIssues(filed)] }
}

export function previewCancellation({ filed, now, secondPerson }: Pick<CancelShipment, 'filed' | 'now' | 'secondPerson'>, knowledge: Knowledge): ChangePreview {
  return { changes: [], ...planCancellation(filed, now, knowledge), needsSecondPerson: needsSecondPerson(secondPerson, filed) }
}

export async function cancelShipment(command: CancelShipment, tools: ChangeTools): Promise<Result<ChangeDone>> {
  const { filed, reason, organisation, idempotencyKey, now } = command
  const inputHash = tools.hashOf(encodeUtf8(canonicalJson({ act: 'cancel', shipment: filed.id, reason })))
  const earlier = await earlierAnswer(tools.journal, { organisation, idempotencyKey, inputHash })
  if (earlier.kind === 'other') return refused(earlier.issues)
  if (earlier.kind === 'same') return accepted(await replayOf(earlier.entries, filed, tools))
  const plan = planCancellation(filed, now, tools.knowledge)
  const issues = [...reasonIssues(reason), ...plan.issues]
  if (hasError(issues)) return refused(issues)
  if (needsSecondPerson(command.secondPerson, filed)) return proposeCancellation(command, plan, inputHash, tools)
  return appendCancellation({ ...command, inputHash, plan }, tools)
}

export interface PlannedCancellation extends Omit<CancelShipment, 'secondPerson'> {
  readonly inputHash: Digest
  readonly plan: CancellationPlan
  readonly proposal?: string
  readonly proposedBy?: string
}

export async function appendCancellation(act: PlannedCancellation, tools: ChangeTools): Promise<Result<ChangeDone>> {
  const { filed, plan, proposal, proposedBy } = act
  const cancelled: ShipmentCancelled = {
    reason: act.reason,
    effects: plan.effects,
    ...(proposal === undefined ? {} : { proposal }),
    ...(proposedBy === undefined ? {} : { proposedBy }),
  }
  const appended = await appendTo(act, 'ShipmentCancelled', cancelled as unknown as Json, tools)
  if (!appended.ok) return refused(conflictAsIssue(appended.issues, filed.reference))
  const [entry] = appended.value.entries
  const next = entry && evolveShipment(filed, entry)
  invariant(next !== undefined, 'a cancellation goes on from what was filed')
  return accepted({ kind: 'done', filed: next, isReplay: appended.value.isReplay, issues: plan.issues })
}

async function proposeCancellation(command: CancelShipment, { effects }: CancellationPlan, inputHash: Digest, tools: ChangeTools): Promise<Result<ChangeDone>> {
  const { filed, reason, idempotencyKey } = command
  if (filed.proposals.length >= maxProposals) return refused([changeIssue('proposals_many', 'proposals', { params: { max: maxProposals } })])
  const proposal = proposalId(idempotencyKey, inputHash, tools.hashOf)
  const proposed: ChangeProposed = { proposal, change: 'cancellation', revision: filed.revision, reason, changes: [], effects }
  const appended = await appendTo({ ...command, inputHash }, 'ChangeProposed', proposed as unknown as Json, tools)
  if (!appended.ok) return refused(conflictAsIssue(appended.issues, filed.reference))
  return accepted({ kind: 'proposed', proposal, isReplay: appended.value.isReplay })
}

type Act = Pick<PlannedCancellation, 'organisation' | 'actor' | 'idempotencyKey' | 'inputHash' | 'filed' | 'now' | 'ruleSet'>

function appendTo(act: Act, kind: string, payload: Json, { journal }: ChangeTools): ReturnType<ChangeTools['journal']['append']> {
  return journal.append({
    chain: chainOf(act.organisation),
    stream: streamOf(act.filed.id),
    expectedVersion: act.filed.version,
    organisation: act.organisation,
    actor: act.actor,
    idempotencyKey: act.idempotencyKey,
    inputHash: act.inputHash,
    events: [{ kind, kindVersion: 1, payload }],
    writtenAt: act.now,
    ruleSet: act.ruleSet,
  })
}
