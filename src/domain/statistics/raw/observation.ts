// One row of raw trade statistics as Lingding keeps it: what moved, where it is counted, with whom, in which months. Money
// is an integer of minor units (fen, cents, avos), a quantity an integer of thousandths; what is not known is left out.
import type { Digest } from './digest-text.ts'

/**
 * Where an observation is counted. They overlap and never mix: the trade of a customs district is not the trade of a city,
 * and the place where a firm is registered is not the district that goods come from.
 */
export const geographies = ['registered-place', 'source-district', 'customs-office', 'territory'] as const
export type Geography = (typeof geographies)[number]

/** `G` keeps places of different geographies apart for the compiler, too. */
export interface ObservedPlace<G extends Geography = Geography> {
  readonly geography: G
  /** Of a registered place GB/T 2260 (`44`, `4403`), of a district 5 characters, of an office 4 digits, of a territory the code of its set. */
  readonly code: string
}

export const frequencies = ['month', 'year', 'span'] as const
export type Frequency = (typeof frequencies)[number]

/** Whole months, both ends within: `202301`. */
export interface Months {
  readonly frequency: Frequency
  readonly first: string
  readonly last: string
}

export const flows = ['import', 'export', 'domestic-export', 're-export', 're-import', 'inward-processing-import', 'inward-processing-export', 'outward-processing-import', 'outward-processing-export'] as const
export type Flow = (typeof flows)[number]

/** Whose list a partner code is from: the mainland's 110 and the UN's 344 are both Hong Kong. */
export const partnerCodeSets = ['gacc', 'un-comtrade', 'hongkong', 'iso-3166'] as const
export type PartnerCodeSet = (typeof partnerCodeSets)[number]

export interface Partner {
  readonly codeSet: PartnerCodeSet
  /** Empty: all partners together. */
  readonly code: string
  /** ISO 3166-1 alpha-3, where the file or the published list gives it. */
  readonly iso3?: string
}

/** What makes a country the partner. Imports by origin and by consignment are two ways of counting the same goods. */
export const partnerBases = ['origin', 'consignment', 'destination', 'unstated'] as const
export type PartnerBasis = (typeof partnerBases)[number]

export interface Goods {
  /** `HS2022`; empty where no edition is known. */
  readonly edition: string
  /** Empty: all goods together. */
  readonly code: string
  /** Digits of the code: 0, 2, 4, 6, 8 or 10. */
  readonly level: number
}

export interface Quantity {
  readonly thousandths: bigint
  readonly unit: string
}

export interface Observation<G extends Geography = Geography> {
  /** The file, and the row in it: of lines counted from 1 with the header, of JSON the place in the list from 1. */
  readonly file: Digest
  readonly row: number
  readonly months: Months
  readonly flow: Flow
  readonly place: ObservedPlace<G>
  readonly partner: Partner
  readonly partnerBasis: PartnerBasis
  /** Of a table of origin by destination: the origin. */
  readonly secondPartner?: Partner
  readonly goods: Goods
  readonly tradeMode?: string
  readonly currency: string
  readonly valueMinor?: bigint
  readonly quantities: readonly Quantity[]
  readonly netWeightGrams?: bigint
}

/** The observations of one geography, so that a sum never takes two. */
export function countedBy<G extends Geography>(geography: G, observations: readonly Observation[]): readonly Observation<G>[] {
  return observations.filter((each): each is Observation<G> => each.place.geography === geography)
}
