// What two sides of one shipment have to know of each other. After either side has filed or amended, the sender hears what the
// other side filed otherwise (OtherSideFiled), and the facts that must agree are compared and kept in both streams
// (AgreementChecked). Every append has a key made of both revisions, so that it has one effect however often it is
// tried; what a crash left out is caught up.
import { encodeUtf8 } from '../../../base/text-codec.ts'
import type { OrganisationId } from '../../../domain/access/index.ts'
import { canonicalJson, type Json } from '../../../journal/index.ts'
import { platformActor, platformKey } from '../../platform-key.ts'
import { JournalUnavailable, type Clock } from '../../ports.ts'
import { chainOf, streamOf, type AgreementChecked, type OtherSideFiled, type ShipmentEventKind } from '../events.ts'
import type { FilingTools } from '../file-shipment.ts'
import type { Register } from '../register.ts'
import type { CheckedAgreement, FiledShipment } from '../state.ts'
import { differencesBetween } from './agreement.ts'
import { openShareIndex, type FiledShare, type ShareIndex } from './share-index.ts'

export interface TwoSides {
  readonly shares: ShareIndex
  /** The shipment of any organisation: only for what was shared. */
  readonly shipmentOf: (organisation: OrganisationId, id: string) => Promise<FiledShipment | undefined>
  /** What follows for both sides after one of them has filed or amended. */
  readonly settle: (filed: FiledShipment) => Promise<void>
  /** The same for every pair where something is open: after a start, and where it failed. True when there may be more. */
  readonly turn: () => Promise<boolean>
}

export interface TwoSidesTools extends Pick<FilingTools, 'journal' | 'hashOf'> {
  readonly register: Register
  readonly clock: Clock
  readonly ruleSet: string
}

export function openTwoSides(tools: TwoSidesTools): TwoSides {
  const shares = openShareIndex(tools.journal)
  const shipmentOf = (organisation: OrganisationId, id: string): Promise<FiledShipment | undefined> => tools.register.find({ kind: 'own', organisation }, organisation, id)
  const settlePair = async ({ share, sender, receiver, shipment }: FiledShare): Promise<void> => {
    const [given, filed] = await Promise.all([shipmentOf(sender, shipment), shipmentOf(receiver, shipment)])
    if (given === undefined || filed === undefined) return
    await tellSender(given, filed, share, tools)
    await compare(given, filed, tools)
  }
  return {
    shares,
    shipmentOf,
    settle: async (filed) => {
      if (filed.sharedFrom === null && filed.shares.length === 0) return
      for (const pair of await shares.filedSharesOf(filed.organisation, filed.id)) await settlePair(pair)
    },
    turn: async () => {
      const pairs = await shares.takeChanged()
      for (const [index, pair] of pairs.entries()) {
        try {
          await settlePair(pair)
        } catch (error) {
          for (const left of pairs.slice(index)) shares.giveBack(left)
          throw error
        }
      }
      return pairs.length > 0
    },
  }
}

async function tellSender(given: FiledShipment, { organisation, revision, sharedFrom }: FiledShipment, share: string, tools: TwoSidesTools): Promise<void> {
  const known = given.shares.find((each) => each.share === share)
  if (known === undefined || sharedFrom === null || known.filedRevision >= revision) return
  const payload: OtherSideFiled = { share, organisation, revision, corrections: sharedFrom.corrections }
  await append(given, 'OtherSideFiled', payload, `other-side ${share} r${revision}`, tools)
}

async function compare(one: FiledShipment, other: FiledShipment, tools: TwoSidesTools): Promise<void> {
  if (one.agreed === null || other.agreed === null || one.isCancelled || other.isCancelled) return
  for (const [own, theirs, ownFacts, theirFacts] of [[one, other, one.agreed, other.agreed], [other, one, other.agreed, one.agreed]] as const) {
    if (own.agreements.some((each) => isChecked(each, own, theirs))) continue
    const payload: AgreementChecked = {
      other: theirs.organisation,
      revision: own.revision,
      otherRevision: theirs.revision,
      differences: differencesBetween(ownFacts, theirFacts),
    }
    await append(own, 'AgreementChecked', payload, `agreement ${theirs.organisation} r${own.revision} r${theirs.revision}`, tools)
  }
}

function isChecked({ other, revision, otherRevision }: CheckedAgreement, own: FiledShipment, theirs: FiledShipment): boolean {
  return other === theirs.organisation && revision >= own.revision && otherRevision >= theirs.revision
}

async function append({ organisation, id }: FiledShipment, kind: ShipmentEventKind, payload: OtherSideFiled | AgreementChecked, key: string, tools: TwoSidesTools): Promise<void> {
  const json = payload as unknown as Json
  const appended = await tools.journal.append({
    chain: chainOf(organisation),
    stream: streamOf(id),
    organisation,
    actor: platformActor,
    idempotencyKey: platformKey(`${id} ${key}`),
    inputHash: tools.hashOf(encodeUtf8(canonicalJson(json))),
    events: [{ kind, kindVersion: 1, payload: json }],
    writtenAt: tools.clock(),
    ruleSet: tools.ruleSet,
  })
  if (!appended.ok && appended.issues.some((each) => each.code === 'journal_busy')) throw new JournalUnavailable('too much waits to be written')
}
