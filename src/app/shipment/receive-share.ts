// The other side's draft at whoever receives it: what is there to take, taking it with its one-time code, and confirming it.
// Confirming is filing: from the receiver's own chain, in the receiver's name, with its own administrations only.
import type { Instant } from '../../base/instant.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { Customs, OrganisationId } from '../../domain/access/index.ts'
import type { Json } from '../../journal/index.ts'
import { platformKey } from '../platform-key.ts'
import { prepareShipment } from '../prepare-shipment.ts'
import { changeIssue } from './change/change-issue.ts'
import { chainOf, streamOf, type ShareTaken } from './events.ts'
import { fileShipment, type FileShipment, type FilingDone, type FilingTools } from './file-shipment.ts'
import { correctionsOf, givenDraft, type GivenDraft } from './sides/given-draft.ts'
import { shareIssue } from './sides/share-issue.ts'
import type { SharePlace, SharePointer, SharesAsked } from './sides/given-shares.ts'
import type { TwoSides } from './sides/two-sides.ts'
import { codeHashOf } from './share-shipment.ts'
import type { FiledShipment, GivenShare } from './state.ts'

/** Who receives: the organisation with its own numbers. */
export interface Receiver {
  readonly organisation: OrganisationId
  readonly numbers: readonly string[]
}

export interface IncomingShare {
  readonly pointer: SharePointer
  readonly share: GivenShare
  readonly sender: FiledShipment
  /** What the receiver filed of it. */
  readonly own: FiledShipment | undefined
}

export interface ReceiveTools extends FilingTools {
  readonly twoSides: TwoSides
}

export interface IncomingPage {
  readonly shares: readonly IncomingShare[]
  /** The last one of this page, where there are more. */
  readonly next: SharePlace | undefined
}

/** Newest first. */
export async function incomingShares({ organisation, numbers }: Receiver, page: Omit<SharesAsked, keyof Receiver>, { twoSides }: Pick<ReceiveTools, 'twoSides'>): Promise<IncomingPage> {
  const places = await twoSides.shares.openTo({ ...page, organisation, numbers, limit: page.limit + 1 })
  const shown = places.slice(0, page.limit)
  const found = await Promise.all(shown.map((pointer) => opened(pointer, organisation, twoSides)))
  const shares = found.filter((each) => each !== undefined).filter((each) => isOpenTo(each, { organisation, numbers }))
  return { shares, next: places.length > page.limit ? shown.at(-1) : undefined }
}

/** Undefined for what is not there for this receiver, whatever the reason. */
export async function incomingShare(share: string, receiver: Receiver, { twoSides }: Pick<ReceiveTools, 'twoSides'>): Promise<IncomingShare | undefined> {
  const pointer = await twoSides.shares.byShare(share)
  const found = pointer && (await opened(pointer, receiver.organisation, twoSides))
  return found !== undefined && isOpenTo(found, receiver) ? found : undefined
}

/** Undefined whether the code is unknown, used, expired or not theirs: all of these are one answer. */
export async function redeemCode(code: string, receiver: Receiver, at: { readonly now: Instant; readonly ruleSet: string }, tools: ReceiveTools): Promise<string | undefined> {
  const pointer = await tools.twoSides.shares.byCode(codeHashOf(code, tools.hashOf))
  const found = pointer && (await opened(pointer, receiver.organisation, tools.twoSides))
  if (found === undefined || !receiver.numbers.includes(found.share.partyNumber)) return undefined
  const { share, sender } = found
  // The answer to the first time may not have arrived.
  if (share.takenBy === receiver.organisation) return share.share
  if (share.takenBy !== null || sender.isCancelled || (share.expiresAt ?? 0) <= at.now) return undefined
  const taken = await take(found, receiver, at, tools)
  return taken ? share.share : undefined
}

/** The draft as it is given now. */
export function draftOf({ sender, share }: IncomingShare, { knowledge, journal, hashOf }: FilingTools): Promise<GivenDraft | undefined> {
  return givenDraft(sender, sender.revision, share.administrations, { knowledge, journal, hashText: (text) => hashOf(encodeUtf8(text)) })
}

/** Administrations that the receiver files with of those that were given. */
export function administrationsOf({ share }: IncomingShare, { administrations }: { readonly administrations: readonly Customs[] }): readonly Customs[] {
  return share.administrations.filter((customs) => administrations.includes(customs))
}

/** Files what was given, as the receiver has completed it. */
export async function confirmShare(incoming: IncomingShare, receiver: Receiver, command: FileShipment, tools: ReceiveTools): Promise<Result<FilingDone>> {
  const { sender, share } = incoming
  const isReplay = (await tools.journal.findByKey(chainOf(command.organisation), command.organisation, command.idempotencyKey)) !== undefined
  if (sender.isCancelled && !isReplay) return refused([shareIssue('share_cancelled', { reference: sender.reference })])
  const standing = { ...command.standing, administrations: administrationsOf(incoming, command.standing) }
  const given = await draftOf(incoming, tools)
  const preparation = prepareShipment({ ...command.input, organisation: command.organisation, administrations: standing.administrations }, tools.knowledge)
  if (preparation.kind === 'unreadable') return refused(preparation.issues)
  const { id, submission } = preparation.shipment
  const isSame = id === sender.id && submission.direction === sender.direction && submission.counterpart === sender.counterpart && (submission.isSample === true) === sender.isSample
  if (!isSame) return refused([shareIssue('share_other_shipment', { reference: sender.reference }, 'reference')])
  if (given === undefined) return refused([shareIssue('share_unreadable')])
  const at = { now: command.input.now, ruleSet: command.ruleSet }
  if (share.takenBy === null && preparation.shipment.isAcceptable && !(await take(incoming, receiver, at, tools))) return refused([changeIssue('change_conflict', 'newest', { params: { reference: sender.reference } })])
  const sharedFrom = { organisation: sender.organisation, revision: given.revision, share: share.share, corrections: correctionsOf(given.submission, submission, tools.knowledge) }
  const done = await fileShipment({ ...command, standing, sharedFrom }, tools)
  return done.ok ? accepted(done.value) : done
}

async function opened(pointer: SharePointer, organisation: OrganisationId, twoSides: TwoSides): Promise<IncomingShare | undefined> {
  const sender = await twoSides.shipmentOf(pointer.sender, pointer.shipment)
  const share = sender?.shares.find((each) => each.share === pointer.share)
  if (sender === undefined || share === undefined) return undefined
  const own = await twoSides.shipmentOf(organisation, pointer.shipment)
  return { pointer, share, sender, own: own?.sharedFrom?.share === pointer.share ? own : undefined }
}

/** Theirs by the number that they have today; what goes by code only once they have redeemed it. */
function isOpenTo({ share }: IncomingShare, { organisation, numbers }: Receiver): boolean {
  if (!numbers.includes(share.partyNumber)) return false
  return share.takenBy === organisation || (share.takenBy === null && share.by === 'push')
}

/** False when somebody else was faster. The name of the person stays in the log of decisions of the receiver. */
async function take({ share, sender }: IncomingShare, { organisation }: Receiver, { now, ruleSet }: { readonly now: Instant; readonly ruleSet: string }, { journal, hashOf }: ReceiveTools): Promise<boolean> {
  const payload: ShareTaken = { share: share.share, organisation }
  const appended = await journal.append({
    chain: chainOf(sender.organisation),
    stream: streamOf(sender.id),
    organisation: sender.organisation,
    actor: organisation,
    idempotencyKey: platformKey(`share-taken ${share.share}`),
    inputHash: hashOf(encodeUtf8(`${share.share}\n${organisation}`)),
    events: [{ kind: 'ShareTaken', kindVersion: 1, payload: payload as unknown as Json }],
    writtenAt: now,
    ruleSet,
  })
  // The same organisation may take it in two windows at once: one of them is first, both have it.
  return appended.ok
}
