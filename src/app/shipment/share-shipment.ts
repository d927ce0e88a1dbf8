// Gives the other side its draft: by push, so that it finds it in its list, or by a one-time code that the sender passes on.
// Either is bound to the number of the party in whose name the other filings are made; the answer to the sender is the same
// whether or not an organisation with that number is known here.
import { instant, type Instant } from '../../base/instant.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { Customs, OrganisationId } from '../../domain/access/index.ts'
import { canonicalJson, type Json } from '../../journal/index.ts'
import type { FilingTools } from './file-shipment.ts'
import { changeIssue, earlierAnswer } from './change/change-issue.ts'
import { chainOf, streamOf, type ShipmentShared } from './events.ts'
import { partyFor, type Standing } from './in-whose-name.ts'
import { givenDraft } from './sides/given-draft.ts'
import { normalisedCode } from './sides/share-code.ts'
import { shareIssue } from './sides/share-issue.ts'
import type { FiledShipment } from './state.ts'

export interface ShareShipment {
  readonly organisation: OrganisationId
  readonly standing: Standing
  readonly actor: string
  readonly idempotencyKey: string
  readonly filed: FiledShipment
  /** `code` is new and random; it is shown once and never kept. */
  readonly by: { readonly kind: 'push' } | { readonly kind: 'code'; readonly code: string }
  readonly now: Instant
  readonly ruleSet: string
}

export interface ShareDone {
  readonly shared: ShipmentShared
  /** A code that was given with the first answer is not known any more. */
  readonly isReplay: boolean
}

/** How long a code can be redeemed: ours. What was pushed or taken does not expire. */
export const codeLifeMs = 14 * 86_400_000
/** Shares of one shipment. */
export const maxShares = 20

export function codeHashOf(code: string, hashOf: FilingTools['hashOf']): string {
  return hashOf(encodeUtf8(`lingding share code\n${normalisedCode(code)}`))
}

export async function shareShipment(command: ShareShipment, tools: FilingTools): Promise<Result<ShareDone>> {
  const { filed, by, organisation, idempotencyKey, now } = command
  const inputHash = tools.hashOf(encodeUtf8(canonicalJson({ act: 'share', shipment: filed.id, by: by.kind })))
  const earlier = await earlierAnswer(tools.journal, { organisation, idempotencyKey, inputHash })
  if (earlier.kind === 'other') return refused(earlier.issues)
  if (earlier.kind === 'same') return accepted({ shared: earlier.entries[0]?.payload as unknown as ShipmentShared, isReplay: true })
  const recipient = await recipientOf(command, tools)
  if (!recipient.ok) return recipient
  const shared: ShipmentShared = {
    share: tools.hashOf(encodeUtf8(`${organisation}\n${filed.id}\n${idempotencyKey}`)).slice(0, 16),
    by: by.kind,
    codeHash: by.kind === 'code' ? codeHashOf(by.code, tools.hashOf) : null,
    ...recipient.value,
    revision: filed.revision,
    expiresAt: by.kind === 'code' ? instant(now + codeLifeMs) : null,
  }
  const appended = await tools.journal.append({
    chain: chainOf(organisation),
    stream: streamOf(filed.id),
    organisation,
    actor: command.actor,
    idempotencyKey,
    inputHash,
    events: [{ kind: 'ShipmentShared', kindVersion: 1, payload: shared as unknown as Json }],
    writtenAt: now,
    ruleSet: command.ruleSet,
  })
  if (!appended.ok) return refused(appended.issues)
  const { entries, isReplay } = appended.value
  return accepted({ shared: entries[0]?.payload as unknown as ShipmentShared, isReplay })
}

type Recipient = Pick<ShipmentShared, 'partyNumber' | 'administrations'>

/** The administration that the sender does not file with, and the party in whose name it is filed there. */
async function recipientOf({ filed, standing }: ShareShipment, tools: FilingTools): Promise<Result<Recipient>> {
  const { reference, counterpart } = filed
  if (filed.isCancelled) return refused([changeIssue('shipment_cancelled', 'cancelled', { params: { reference } })])
  if (filed.shares.length >= maxShares) return refused([shareIssue('shares_many', { max: maxShares })])
  const all: readonly Customs[] = ['mainland', counterpart === 'macao' ? 'macao' : 'hongkong']
  const administrations = all.filter((customs) => !filed.administrations.includes(customs))
  const [customs] = administrations
  if (customs === undefined) return refused([shareIssue('share_nothing_left')])
  const given = await givenDraft(filed, filed.revision, administrations, { ...tools, hashText: (text) => tools.hashOf(encodeUtf8(text)) })
  if (given === undefined) return refused([shareIssue('share_unreadable')])
  const { path, number } = partyFor(customs, given.submission)
  if (number === undefined) return refused([shareIssue('share_number_missing', { customs: `#customs.${customs}` }, path)])
  if (standing.numbers.includes(number)) return refused([shareIssue('share_own_number', { number }, path)])
  return accepted({ partyNumber: number, administrations })
}
