// Every share that was given, and whose it is now: in memory, told entry by entry.
import type { Instant } from '../../../base/instant.ts'
import type { OrganisationId } from '../../../domain/access/index.ts'
import type { Entry } from '../../../journal/index.ts'
import type { ShareTaken, ShipmentShared } from '../events.ts'

export interface SharePointer {
  readonly share: string
  readonly sender: OrganisationId
  readonly shipment: string
}

/** Where a share stands in the list of who receives: by its time, then by its name. */
export interface SharePlace {
  readonly at: Instant
  readonly share: string
}

export interface SharesAsked {
  readonly organisation: OrganisationId
  /** Those that the organisation has today. */
  readonly numbers: readonly string[]
  /** Only what the organisation has not filed from. */
  readonly isUnfiled?: boolean
  readonly limit: number
  /** The last one of the page before. */
  readonly before?: SharePlace
}

interface KnownShare extends SharePointer, SharePlace {
  readonly by: ShipmentShared['by']
  readonly takenBy: OrganisationId | null
}

export interface GivenShares {
  readonly take: (entry: Entry) => void
  readonly byShare: (share: string) => SharePointer | undefined
  readonly byCode: (codeHash: string) => SharePointer | undefined
  readonly openTo: (asked: SharesAsked, isFiled: (share: SharePointer) => boolean) => readonly (SharePointer & SharePlace)[]
}

export function openGivenShares(): GivenShares {
  const byShare = new Map<string, KnownShare>()
  const byCode = new Map<string, string>()
  const byParty = new Map<string, string[]>()
  return {
    take: ({ kind, payload, organisation, stream, writtenAt }) => {
      if (kind === 'ShipmentShared') {
        const { share, by, codeHash, partyNumber } = payload as unknown as ShipmentShared
        byShare.set(share, { share, sender: organisation, shipment: stream.replace(/^shipment-/, ''), by, at: writtenAt, takenBy: null })
        if (codeHash !== null) byCode.set(codeHash, share)
        const known = byParty.get(partyNumber) ?? []
        known.push(share)
        byParty.set(partyNumber, known)
      }
      if (kind === 'ShareTaken') {
        const taken = payload as unknown as ShareTaken
        const known = byShare.get(taken.share)
        if (known !== undefined) byShare.set(taken.share, { ...known, takenBy: taken.organisation })
      }
    },
    byShare: (share) => byShare.get(share),
    byCode: (codeHash) => byShare.get(byCode.get(codeHash) ?? ''),
    openTo: ({ organisation, numbers, isUnfiled = false, limit, before }, isFiled) =>
      numbers
        .flatMap((number) => byParty.get(number) ?? [])
        .flatMap((share) => byShare.get(share) ?? [])
        .filter((known) => isOpenTo(known, organisation) && (before === undefined || inOrder(known, before) < 0) && !(isUnfiled && isFiled(known)))
        .toSorted((a, b) => inOrder(b, a))
        .slice(0, limit),
  }
}

/** What goes by code is its receiver's only once they have redeemed it. */
function isOpenTo({ by, takenBy }: KnownShare, organisation: OrganisationId): boolean {
  return takenBy === organisation || (takenBy === null && by === 'push')
}

function inOrder(a: SharePlace, b: SharePlace): number {
  return a.at - b.at || (a.share === b.share ? 0 : a.share < b.share ? -1 : 1)
}
