// One shipment, entered once: everything that any customs of the journey asks a trader for. Each value is typed and its
// code exists; whether enough is there is for each filing to say, so most members are optional.
// Weights in kilograms, energy in watt-hours, lithium in grams, money exact in the named currency.
// Codes are canonical: countries and currencies the mainland's numbers, whatever family was typed.
import type { CivilDate } from '../../base/civil-date.ts'
import type { Decimal } from '../../base/decimal.ts'
import type { Instant } from '../../base/instant.ts'

export type Direction = 'export' | 'import'
export type Counterpart = 'hongkong' | 'macao'
export type Statement = 'yes' | 'no' | 'blank'
export type HongKongFormType = '1' | '1A' | '1B' | '2' | '2A' | '2B'
export type MacaoOperation = 'import' | 'reimport' | 'temporary-import' | 'domestic-export' | 'reexport' | 'temporary-export'

export interface Submission {
  readonly reference: string
  /** Seen from the mainland. */
  readonly direction: Direction
  readonly counterpart: Counterpart
  /** The moment for which it is judged and filed; the clock of the caller when absent. */
  readonly asOf?: Instant
  readonly isSample?: boolean
  readonly isCombinedPort?: boolean
  readonly parties: Parties
  readonly terms: Terms
  readonly movement: Movement
  readonly containers: readonly Container[]
  readonly packages: Packages
  readonly lines: readonly GoodsLine[]
  readonly documents: readonly ControlDocument[]
  readonly attachments: readonly Attachment[]
  readonly rates: readonly ExchangeRate[]
  readonly hongkong: HongKongPart
  readonly macao: MacaoPart
}

export interface Parties {
  readonly trader: DomesticParty
  readonly owner: DomesticParty
  readonly declarant: DomesticParty
  readonly dataEntry: { readonly code?: string; readonly nameZh?: string }
  readonly operator: { readonly name?: string; readonly cardNumber?: string; readonly declarantName?: string }
  readonly overseas: OverseasParty
  readonly localDeclarant: { readonly name?: string; readonly capacity?: string }
  readonly carrier: { readonly code?: string; readonly transmitterCode?: string }
  readonly driver: { readonly code?: string; readonly name?: string }
  readonly consigneeContact: { readonly name?: string; readonly phone?: string }
  readonly notify: { readonly name?: string; readonly address?: string; readonly phone?: string }
  readonly dangerousGoodsContact: { readonly name?: string; readonly phone?: string }
}

export interface DomesticParty {
  readonly customsCode?: string
  readonly uscc?: string
  readonly nameZh?: string
  readonly nameEn?: string
  readonly address?: string
}

export interface OverseasParty {
  readonly nameEn?: string
  readonly nameZh?: string
  readonly address?: string
  readonly aeoCode?: string
  readonly businessRegistration?: string
  readonly macaoOperatorNumber?: string
}

export interface Terms {
  /** Two-letter prefix of the mainland's document type, such as MF for cross-border fast clearance by road. */
  readonly declarationType?: string
  readonly supervisionMode?: string
  readonly levyNature?: string
  readonly contractNumber?: string
  /** Country of the party that buys or sells, where it is not that of the other side. */
  readonly tradeCountry?: string
  readonly tradeTerm?: string
  readonly freight: Charge
  readonly insurance: Charge
  readonly other: Charge
  /** To reach the value that Hong Kong or Macao asks; never part of the mainland declaration. */
  readonly receivingFreight?: Charge
  readonly receivingInsurance?: Charge
  readonly promises: Promises
  readonly recordNumber?: string
  readonly remarks?: string
}

export interface Charge {
  /** 1 rate in percent, 2 unit price per tonne, 3 total. */
  readonly mark?: string
  readonly rate?: Decimal
  readonly currency?: string
}

export interface Promises {
  readonly specialRelationship?: Statement
  readonly priceInfluence?: Statement
  readonly royalty?: Statement
  readonly formulaPrice?: Statement
  readonly provisionalPrice?: Statement
}

export interface Movement {
  readonly declarationOffice?: string
  readonly crossingOffice?: string
  readonly crossingPort?: string
  readonly transportMode?: string
  readonly batchNumber?: string
  readonly billNumber?: string
  readonly mainlandVehicle?: string
  readonly counterpartVehicle?: string
  readonly trailer: { readonly number?: string; readonly kind?: string; readonly tareKg?: Decimal }
  /** Country where the goods arrive, or on import leave, without a sale on the way; that of the other side when absent. */
  readonly arrivalCountry?: string
  readonly destinationPort?: string
  readonly departurePort?: string
  readonly departedOn?: CivilDate
  readonly loadingPlace?: string
  readonly dischargePlace?: string
  readonly goodsPlace?: string
  readonly crossingAt?: Instant
  readonly controlPoint?: string
  readonly returnedFromBoundary?: boolean
  readonly previousCargoReference?: string
  readonly electronicLock?: string
  readonly crew: { readonly count?: number; readonly countries?: string; readonly health?: string; readonly isVaccinated?: boolean }
}

export interface Container {
  readonly number?: string
  readonly kind?: string
  /** Line numbers from 1, separated by commas. */
  readonly lineNumbers?: string
  readonly isLcl?: boolean
  readonly goodsWeightKg?: Decimal
  readonly tareKg?: Decimal
  readonly sealNumber?: string
  readonly supplierCode?: string
  readonly isFull?: boolean
}

export interface Packages {
  readonly count?: number
  readonly kind?: string
  readonly marks?: string
  readonly volumeM3?: Decimal
  readonly others: readonly { readonly kind?: string; readonly count?: number }[]
}

export interface GoodsLine {
  readonly codes: { readonly mainland?: string; readonly hongkong?: string; readonly macao?: string }
  readonly nameZh?: string
  readonly nameEn?: string
  readonly namePt?: string
  readonly model?: string
  readonly quantity?: Decimal
  readonly unit?: string
  readonly firstQuantity?: Decimal
  readonly firstUnit?: string
  readonly secondQuantity?: Decimal
  readonly secondUnit?: string
  readonly netWeightKg?: Decimal
  readonly grossWeightKg?: Decimal
  readonly unitPrice?: Decimal
  readonly total?: Decimal
  readonly currency?: string
  readonly originCountry?: string
  readonly destinationCountry?: string
  readonly sourceDistrict?: string
  readonly dutyMode?: string
  readonly destinationLicence?: string
  readonly previousDocument?: string
  readonly isFood?: boolean
  readonly isClothingOrFootwear?: boolean
  readonly dangerousGoods: DangerousGoods
  readonly licences: readonly LineLicence[]
  readonly vehicles: readonly LineVehicle[]
}

export interface DangerousGoods {
  readonly unNumber?: string
  readonly name?: string
  readonly packingGroup?: string
  readonly packingSpecification?: string
  readonly isNotHazardousChemical?: boolean
  readonly cellEnergyWh?: Decimal
  readonly batteryEnergyWh?: Decimal
  readonly cellLithiumG?: Decimal
  readonly batteryLithiumG?: Decimal
  readonly energyDensityWhPerKg?: Decimal
  readonly performanceSheet?: string
  readonly packagingMadeOn?: CivilDate
  readonly useSheet?: string
}

export interface LineLicence {
  readonly kind?: string
  readonly number?: string
  readonly writeOffLine?: string
  readonly quantity?: Decimal
  readonly unit?: string
}

export interface LineVehicle {
  readonly vin?: string
  readonly motorNumber?: string
  readonly chassisNumber?: string
  readonly modelEn?: string
  readonly nameZh?: string
  readonly nameEn?: string
  readonly invoiceNumber?: string
  readonly unitPrice?: string
  readonly invoiceQuantity?: Decimal
  readonly licenceNumber?: string
  readonly licenceKind?: string
}

export interface ControlDocument {
  readonly kind?: string
  readonly number?: string
}

export interface Attachment {
  readonly name?: string
  readonly kind?: string
  readonly format?: string
}

/** One unit of `from` is `rate` units of `to`. */
export interface ExchangeRate {
  readonly from?: string
  readonly to?: string
  readonly rate?: Decimal
  readonly source?: string
}

export interface HongKongPart {
  readonly form?: HongKongFormType
  readonly isReexport?: boolean
  readonly isChargeExempt?: boolean
  readonly isLocallyMade?: boolean
  readonly cargoReference?: string
}

export interface MacaoPart {
  readonly operation?: MacaoOperation
  readonly certificate?: string
  readonly inspectionAt?: Instant
  readonly inspectionPlace?: string
  readonly hasAttachedList?: boolean
  readonly isSplitOfLarger?: boolean
}
