// Amends a filed shipment: the same reference of the same trader with a new text. What it changes in the submission and in
// every filing is kept with the reason; filings that may go out again do, others wait for customs. Where the policy asks for
// a second person, the amendment is proposed and somebody else of the organisation decides (decide-proposal.ts).
import { invariant } from '../../base/invariant.ts'
import type { Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import { canonicalJson, type Digest, type Entry, type Json } from '../../journal/index.ts'
import { describeFiles, filingFiles, folderOf, type FilingFile } from '../filing-files.ts'
import { namedProfiles, type ShipmentInput } from '../prepare-shipment.ts'
import { changeIssue, conflictAsIssue, earlierAnswer, reasonIssues } from './change/change-issue.ts'
import { isPlanAcceptable, keptBackEffects, planAmendment, sentEffects, type AmendmentPlan } from './change/plan-amendment.ts'
import { needsSecondPerson } from './change/second-person.ts'
import { dossierMediaType, openDossier, packDossier, type Dossier } from './dossier.ts'
import { chainOf, streamOf, type ChangeProposed, type Filed, type FiledFile, type SharedFrom, type ShipmentAmended } from './events.ts'
import type { FilingTools } from './file-shipment.ts'
import type { Standing } from './in-whose-name.ts'
import { filedPayload } from './prepare-filing.ts'
import { correctionsOf, givenDraft } from './sides/given-draft.ts'
import { evolveShipment, type FiledShipment } from './state.ts'

export interface AmendShipment {
  readonly organisation: OrganisationId
  readonly standing: Standing
  readonly actor: string
  readonly idempotencyKey: string
  /** As it stands, found within the scope of whoever amends it. */
  readonly filed: FiledShipment
  readonly received: { readonly bytes: Uint8Array; readonly sha256: Digest }
  /** Hash of what was asked for: `amendmentHash`. */
  readonly inputHash: Digest
  readonly input: ShipmentInput
  readonly reason: string
  /** The revision that was looked at; somebody may have amended it since. */
  readonly basedOn?: number
  /** The other side's newest revision, where the new text takes account of it. */
  readonly sharedRevision?: number
  /** The policy's condition for a second person. */
  readonly secondPerson: string
  readonly ruleSet: string
}

export interface ChangeTools extends FilingTools {
  /** The shipment of another organisation, for what two sides have to know of each other. */
  readonly otherSide: (organisation: OrganisationId, id: string) => Promise<FiledShipment | undefined>
}

export type ChangeDone =
  | { readonly kind: 'done'; readonly filed: FiledShipment; readonly isReplay: boolean; readonly issues: readonly Issue[] }
  | { readonly kind: 'proposed'; readonly proposal: string; readonly isReplay: boolean }

export interface ChangePreview extends Pick<AmendmentPlan, 'changes' | 'effects' | 'issues'> {
  readonly needsSecondPerson: boolean
}

/** Open proposals of one shipment. */
export const maxProposals = 10

export async function previewAmendment(command: AmendShipment, tools: ChangeTools): Promise<ChangePreview> {
  const { filed, secondPerson } = command
  const planned = await planOf(command, tools)
  const found = planned.kind === 'planned' ? planned.plan : { changes: [], effects: [], issues: planned.issues }
  return { changes: found.changes, effects: found.effects, issues: [...stateIssues(command), ...found.issues], needsSecondPerson: needsSecondPerson(secondPerson, filed) }
}

/** What was asked for, as it was sent: a text, or to take over a share, whatever text that makes by then. */
export interface AmendmentAsked {
  readonly shipment: string
  readonly text?: Digest
  readonly takeOver?: string
  readonly reason: string
}

export function amendmentHash({ shipment, text, takeOver, reason }: AmendmentAsked, hashOf: ChangeTools['hashOf']): Digest {
  return hashOf(encodeUtf8(canonicalJson({ act: 'amend', shipment, text: text ?? null, takeOver: takeOver ?? null, reason })))
}

/** The first answer to the same key; undefined when there is none. */
export async function amendedBefore(asked: Pick<AmendShipment, 'organisation' | 'idempotencyKey' | 'inputHash' | 'filed'>, tools: ChangeTools): Promise<Result<ChangeDone> | undefined> {
  const earlier = await earlierAnswer(tools.journal, asked)
  if (earlier.kind === 'none') return undefined
  return earlier.kind === 'other' ? refused(earlier.issues) : accepted(await replayOf(earlier.entries, asked.filed, tools))
}

/** Throws JournalUnavailable when the outcome is not known (send it again with the same key). */
export async function amendShipment(command: AmendShipment, tools: ChangeTools): Promise<Result<ChangeDone>> {
  const { filed, reason } = command
  const before = await amendedBefore(command, tools)
  if (before !== undefined) return before
  const standing = [...reasonIssues(reason), ...stateIssues(command)]
  if (standing.length > 0) return refused(standing)
  const planned = await planOf(command, tools)
  if (planned.kind === 'unreadable') return refused(planned.issues)
  const { plan, dossier } = planned
  if (!isPlanAcceptable(plan)) return refused(plan.issues)
  if (needsSecondPerson(command.secondPerson, filed)) return proposeAmendment(command, plan, tools)
  return appendAmendment({ ...command, plan, dossier }, tools)
}

export interface PlannedAppend {
  readonly organisation: OrganisationId
  readonly actor: string
  readonly idempotencyKey: string
  readonly inputHash: Digest
  readonly filed: FiledShipment
  readonly received: AmendShipment['received']
  readonly input: ShipmentInput
  readonly reason: string
  readonly sharedRevision?: number
  readonly ruleSet: string
  readonly plan: AmendmentPlan
  readonly dossier: Dossier
  readonly proposal?: string
  readonly proposedBy?: string
}

/** Writes what an acceptable plan says; nothing else may have happened to the shipment since it was made. */
export async function appendAmendment(act: PlannedAppend, tools: ChangeTools): Promise<Result<ChangeDone>> {
  const { filed, plan, received, input, reason, proposal, proposedBy } = act
  const revision = filed.revision + 1
  const { files, described } = filesOf(act, revision, tools)
  const sharedFrom = await sharedFromOf(act, tools)
  const amended: ShipmentAmended = {
    ...filedPayload(plan.after, received.sha256, described),
    ...unifiedNumberOf(act),
    ...(sharedFrom === undefined ? {} : { sharedFrom }),
    revision,
    reason,
    changes: plan.changes,
    effects: plan.effects,
    ...(proposal === undefined ? {} : { proposal }),
    ...(proposedBy === undefined ? {} : { proposedBy }),
  }
  const appended = await tools.journal.append({
    chain: chainOf(act.organisation),
    stream: streamOf(filed.id),
    expectedVersion: filed.version,
    organisation: act.organisation,
    actor: act.actor,
    idempotencyKey: act.idempotencyKey,
    inputHash: act.inputHash,
    events: [{ kind: 'ShipmentAmended', kindVersion: 1, payload: amended as unknown as Json }],
    document: { mediaType: dossierMediaType, bytes: packDossier(received.bytes, namedProfiles(input), files) },
    writtenAt: input.now,
    ruleSet: act.ruleSet,
  })
  if (!appended.ok) return refused(conflictAsIssue(appended.issues, filed.reference))
  const [entry] = appended.value.entries
  const next = entry && evolveShipment(filed, entry)
  invariant(next !== undefined, 'an amendment goes on from what was filed')
  return accepted({ kind: 'done', filed: next, isReplay: appended.value.isReplay, issues: plan.issues })
}

async function proposeAmendment(command: AmendShipment, plan: AmendmentPlan, { journal, hashOf }: ChangeTools): Promise<Result<ChangeDone>> {
  const { filed, organisation, received, input, inputHash, sharedRevision } = command
  const proposal = proposalId(command.idempotencyKey, inputHash, hashOf)
  const proposed: ChangeProposed = {
    proposal,
    change: 'amendment',
    revision: filed.revision,
    reason: command.reason,
    changes: plan.changes,
    effects: plan.effects,
    ...(sharedRevision === undefined ? {} : { sharedRevision }),
  }
  const appended = await journal.append({
    chain: chainOf(organisation),
    stream: streamOf(filed.id),
    expectedVersion: filed.version,
    organisation,
    actor: command.actor,
    idempotencyKey: command.idempotencyKey,
    inputHash,
    events: [{ kind: 'ChangeProposed', kindVersion: 1, payload: proposed as unknown as Json }],
    document: { mediaType: dossierMediaType, bytes: packDossier(received.bytes, namedProfiles(input), []) },
    writtenAt: input.now,
    ruleSet: command.ruleSet,
  })
  if (!appended.ok) return refused(conflictAsIssue(appended.issues, filed.reference))
  return accepted({ kind: 'proposed', proposal, isReplay: appended.value.isReplay })
}

/** The same for the same act, so that a retry names the same proposal. */
export function proposalId(idempotencyKey: string, inputHash: Digest, hashOf: ChangeTools['hashOf']): string {
  return hashOf(encodeUtf8(`${inputHash}\n${idempotencyKey}`)).slice(0, 16)
}

/** What the shipment itself says against any amendment. */
function stateIssues({ filed, basedOn }: AmendShipment): readonly Issue[] {
  const { reference, isCancelled, revision, proposals } = filed
  if (isCancelled) return [changeIssue('shipment_cancelled', 'cancelled', { params: { reference } })]
  return [
    ...(basedOn === undefined || basedOn === revision ? [] : [changeIssue('change_conflict', 'newest', { params: { reference } })]),
    ...(proposals.length < maxProposals ? [] : [changeIssue('proposals_many', 'proposals', { params: { max: maxProposals } })]),
  ]
}

type Planned = { readonly kind: 'planned'; readonly plan: AmendmentPlan; readonly dossier: Dossier } | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }

export async function planOf({ filed, input, standing }: Pick<AmendShipment, 'filed' | 'input' | 'standing'>, { journal, knowledge }: ChangeTools): Promise<Planned> {
  const document = await journal.document(filed.chain, filed.organisation, filed.document)
  invariant(document !== undefined, 'what is filed has a dossier')
  const dossier = openDossier(document.bytes)
  const planned = planAmendment({ filed, dossier, input, standing }, knowledge)
  return planned.kind === 'planned' ? { ...planned, dossier } : planned
}

/** New files of what changes, with names of their own; of what stays, the very files of before. */
function filesOf({ filed, plan, dossier }: PlannedAppend, revision: number, { knowledge, hashOf }: ChangeTools): { readonly files: readonly FilingFile[]; readonly described: readonly FiledFile[] } {
  const isWritten = (kind: string): boolean => plan.effects.some((each) => each.filing === kind && (sentEffects.has(each.effect) || keptBackEffects.has(each.effect)))
  const isWithdrawn = (kind: string): boolean => plan.effects.some((each) => each.filing === kind && each.effect === 'withdrawn')
  const written = filingFiles(plan.after, knowledge, revision).filter((file) => isWritten(file.kind))
  const kept = filed.files.filter((file) => !isWritten(file.kind) && !isWithdrawn(file.kind))
  const carried = kept.flatMap((file): readonly FilingFile[] => {
    const bytes = dossier.files.get(file.name)
    return bytes === undefined ? [] : [{ customs: file.customs, kind: file.kind, name: file.name, mediaType: file.mediaType, bytes, folder: folderOf(file) }]
  })
  return { files: [...carried, ...written], described: [...kept, ...describeFiles(written, hashOf)] }
}

/** The number that the mainland message in the files carries. */
function unifiedNumberOf({ filed, plan }: PlannedAppend): Pick<Filed, 'unifiedNumber'> {
  const effect = plan.effects.find((each) => each.filing === 'mainland-declaration')?.effect
  const isWritten = effect !== undefined && (sentEffects.has(effect) || keptBackEffects.has(effect))
  const declaration = plan.after.filings.find((each) => each.kind === 'mainland-declaration')
  const head = declaration?.groups.find((each) => each.group === 'DecHead')
  const number = isWritten ? head?.elements.find((each) => each.element === 'SeqNo')?.value : (filed.unifiedNumber ?? undefined)
  return number === undefined ? {} : { unifiedNumber: number }
}

/** Of what was made from the other side's draft: what now differs from what was given. */
async function sharedFromOf({ filed, plan, sharedRevision }: PlannedAppend, tools: ChangeTools): Promise<SharedFrom | undefined> {
  const { sharedFrom } = filed
  if (sharedFrom === null) return undefined
  const sender = await tools.otherSide(sharedFrom.organisation, filed.id)
  const revision = sharedRevision === undefined || sharedRevision > (sender?.revision ?? 0) ? sharedFrom.revision : sharedRevision
  const given = sender && (await givenDraft(sender, revision, filed.administrations, { ...tools, hashText: (text) => tools.hashOf(encodeUtf8(text)) }))
  if (given === undefined) return sharedFrom
  return { ...sharedFrom, revision, corrections: correctionsOf(given.submission, plan.after.submission, tools.knowledge) }
}

export async function replayOf(entries: readonly Entry[], filed: FiledShipment, { journal }: ChangeTools): Promise<ChangeDone> {
  const [first] = entries
  invariant(first !== undefined, 'an append has entries')
  if (first.kind === 'ChangeProposed') return { kind: 'proposed', proposal: (first.payload as unknown as ChangeProposed).proposal, isReplay: true }
  let state: FiledShipment | undefined
  for await (const batch of journal.readStream(filed.chain, first.stream)) {
    for (const entry of batch) if (entry.version <= first.version) state = evolveShipment(state, entry)
  }
  invariant(state !== undefined, 'what was answered before is in the stream')
  return { kind: 'done', filed: state, isReplay: true, issues: (first.payload as unknown as Partial<Filed>).issues ?? [] }
}


