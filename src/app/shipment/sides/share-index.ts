// Which shares there are, across organisations: folded from the journal like the register, kept in memory and caught up
// before every question. It holds pointers only; what a share is worth stands in the sender's shipment.
import type { OrganisationId } from '../../../domain/access/index.ts'
import type { Entry } from '../../../journal/index.ts'
import type { Journal } from '../../ports.ts'
import { shipmentChainPrefix, type Filed } from '../events.ts'
import { openGivenShares, type SharePlace, type SharePointer, type SharesAsked } from './given-shares.ts'

/** A shipment that was filed from a share. */
export interface FiledShare extends SharePointer {
  readonly receiver: OrganisationId
}

export interface ShareIndex {
  readonly byShare: (share: string) => Promise<SharePointer | undefined>
  readonly byCode: (codeHash: string) => Promise<SharePointer | undefined>
  /** What is open to the organisation, pushed to it or taken by it, newest first: of what others are given nothing counts. */
  readonly openTo: (asked: SharesAsked) => Promise<readonly (SharePointer & SharePlace)[]>
  /** Of a shipment of one of the sides. */
  readonly filedSharesOf: (organisation: OrganisationId, shipment: string) => Promise<readonly FiledShare[]>
  /** Pairs of which a side has filed, amended or cancelled since they were last taken; of all at first. Each is given once. */
  readonly takeChanged: () => Promise<readonly FiledShare[]>
  /** Gives a pair back that could not be settled. */
  readonly giveBack: (pair: FiledShare) => void
}

/** What may change what the other side has to know. */
const filingKinds: ReadonlySet<string> = new Set(['ShipmentFiled', 'ShipmentAmended', 'ShipmentCancelled'])

export function openShareIndex(journal: Journal): ShareIndex {
  const read = new Map<string, number>()
  const given = openGivenShares()
  const filed = new Map<string, FiledShare[]>()
  const changed = new Set<FiledShare>()
  const sideKey = (organisation: OrganisationId, shipment: string): string => `${organisation}\n${shipment}`
  const pairsOf = (organisation: OrganisationId, shipment: string): readonly FiledShare[] => filed.get(sideKey(organisation, shipment)) ?? []
  const isFiledBy = (organisation: OrganisationId, { share, shipment }: SharePointer): boolean =>
    pairsOf(organisation, shipment).some((pair) => pair.share === share && pair.receiver === organisation)
  const take = (entry: Entry): void => {
    given.take(entry)
    const { kind, payload, organisation, stream } = entry
    const shipment = stream.replace(/^shipment-/, '')
    if (kind === 'ShipmentFiled') {
      const { sharedFrom } = payload as unknown as Filed
      if (sharedFrom !== undefined) {
        const pair = { share: sharedFrom.share, sender: sharedFrom.organisation, shipment, receiver: organisation }
        for (const side of [pair.sender, pair.receiver]) filed.set(sideKey(side, shipment), [...pairsOf(side, shipment), pair])
      }
    }
    if (filingKinds.has(kind)) for (const pair of pairsOf(organisation, shipment)) changed.add(pair)
  }
  const catchUp = async (): Promise<void> => {
    for (const chain of await journal.chains()) {
      if (!chain.startsWith(shipmentChainPrefix)) continue
      let next = read.get(chain) ?? 0
      if ((await journal.size(chain)) <= next) continue
      for await (const entries of journal.readChain(chain, next)) {
        for (const entry of entries) take(entry)
        next += entries.length
        read.set(chain, next)
      }
    }
  }
  // One reading after the other, and nobody shares one that began before their own append.
  let last: Promise<void> = Promise.resolve()
  const afterCatchUp = async <T>(ask: () => T): Promise<T> => {
    last = last.catch(() => undefined).then(catchUp)
    await last
    return ask()
  }
  return {
    byShare: (share) => afterCatchUp(() => given.byShare(share)),
    byCode: (codeHash) => afterCatchUp(() => given.byCode(codeHash)),
    openTo: (asked) => afterCatchUp(() => given.openTo(asked, (share) => isFiledBy(asked.organisation, share))),
    filedSharesOf: (organisation, shipment) => afterCatchUp(() => pairsOf(organisation, shipment)),
    takeChanged: () =>
      afterCatchUp(() => {
        const taken = [...changed]
        changed.clear()
        return taken
      }),
    giveBack: (pair) => {
      changed.add(pair)
    },
  }
}
