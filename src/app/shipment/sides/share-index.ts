// Which shares there are, across organisations: folded from the journal like the register, kept in memory and caught up
// before every question. It holds pointers only; what a share is worth stands in the sender's shipment.
import type { OrganisationId } from '../../../domain/access/index.ts'
import type { Entry } from '../../../journal/index.ts'
import type { Journal } from '../../ports.ts'
import { shipmentChainPrefix, type Filed, type ShipmentShared } from '../events.ts'

export interface SharePointer {
  readonly share: string
  readonly sender: OrganisationId
  readonly shipment: string
}

/** A shipment that was filed from a share. */
export interface FiledShare extends SharePointer {
  readonly receiver: OrganisationId
}

export interface ShareIndex {
  readonly byShare: (share: string) => Promise<SharePointer | undefined>
  readonly byCode: (codeHash: string) => Promise<SharePointer | undefined>
  /** Newest first. */
  readonly byParty: (numbers: readonly string[]) => Promise<readonly SharePointer[]>
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
  const byShare = new Map<string, SharePointer>()
  const byCode = new Map<string, SharePointer>()
  const byParty = new Map<string, SharePointer[]>()
  const filed = new Map<string, FiledShare[]>()
  const changed = new Set<FiledShare>()
  const sideKey = (organisation: OrganisationId, shipment: string): string => `${organisation}\n${shipment}`
  const pairsOf = (organisation: OrganisationId, shipment: string): readonly FiledShare[] => filed.get(sideKey(organisation, shipment)) ?? []
  const take = ({ kind, payload, organisation, stream }: Entry): void => {
    const shipment = stream.replace(/^shipment-/, '')
    if (kind === 'ShipmentShared') {
      const { share, codeHash, partyNumber } = payload as unknown as ShipmentShared
      const pointer = { share, sender: organisation, shipment }
      byShare.set(share, pointer)
      if (codeHash !== null) byCode.set(codeHash, pointer)
      const known = byParty.get(partyNumber) ?? []
      known.push(pointer)
      byParty.set(partyNumber, known)
    }
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
    byShare: (share) => afterCatchUp(() => byShare.get(share)),
    byCode: (codeHash) => afterCatchUp(() => byCode.get(codeHash)),
    byParty: (numbers) => afterCatchUp(() => numbers.flatMap((number) => (byParty.get(number) ?? []).toReversed())),
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
