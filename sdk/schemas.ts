// Generated from the OpenAPI document by `npm run sdk`; do not edit.
/* oxlint-disable max-lines */

export interface Shipment {
  /** Your reference */
  readonly reference: string
  /** Direction, seen from the mainland */
  readonly direction: 'export' | 'import'
  /** Other side */
  readonly counterpart: 'hongkong' | 'macao'
  /** Judged and filed at */
  readonly asOf?: string
  /** Sample data */
  readonly isSample?: boolean | string
  /** Combined port */
  readonly isCombinedPort?: boolean | string
  readonly parties?: {
    readonly trader?: {
      /** Domestic party: customs code */
      readonly customsCode?: string
      /** Domestic party: unified social credit code */
      readonly uscc?: string
      /** Domestic party: Chinese name */
      readonly nameZh?: string
      /** Domestic party: English name */
      readonly nameEn?: string
      /** Domestic party: address */
      readonly address?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly owner?: {
      /** Producing or consuming unit: customs code */
      readonly customsCode?: string
      /** Producing or consuming unit: unified social credit code */
      readonly uscc?: string
      /** Producing or consuming unit: name */
      readonly nameZh?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly declarant?: {
      /** Declaring company: customs code */
      readonly customsCode?: string
      /** Declaring company: unified social credit code */
      readonly uscc?: string
      /** Declaring company: name */
      readonly nameZh?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly dataEntry?: {
      /** Data-entry company: code */
      readonly code?: string
      /** Data-entry company: name */
      readonly nameZh?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly operator?: {
      /** Data-entry person: name */
      readonly name?: string
      /** Data-entry person: card number */
      readonly cardNumber?: string
      /** Declarant person: name */
      readonly declarantName?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly overseas?: {
      /** Party outside the mainland: name */
      readonly nameEn?: string
      /** Party outside the mainland: Chinese name */
      readonly nameZh?: string
      /** Party outside the mainland: address */
      readonly address?: string
      /** Party outside the mainland: AEO code */
      readonly aeoCode?: string
      /** Hong Kong business registration number or HKID */
      readonly businessRegistration?: string
      /** Macao operator registration number */
      readonly macaoOperatorNumber?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly localDeclarant?: {
      /** Declarant outside the mainland: name */
      readonly name?: string
      /** Declarant outside the mainland: capacity */
      readonly capacity?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly carrier?: {
      /** Carrier: code */
      readonly code?: string
      /** Manifest transmitter */
      readonly transmitterCode?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly driver?: {
      /** Driver: code */
      readonly code?: string
      /** Driver: name */
      readonly name?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly consigneeContact?: {
      /** Consignee's contact: name */
      readonly name?: string
      /** Consignee's contact: telephone */
      readonly phone?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly notify?: {
      /** Notify party: name */
      readonly name?: string
      /** Notify party: address */
      readonly address?: string
      /** Notify party: telephone */
      readonly phone?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
    readonly dangerousGoodsContact?: {
      /** Dangerous goods contact: name */
      readonly name?: string
      /** Dangerous goods contact: telephone */
      readonly phone?: string
      /** name of a party described once; values beside it go before */
      readonly profile?: string
    }
  }
  readonly terms?: {
    /** a code of /api/v1/codes/declaration-type-prefix */
    readonly declarationType?: string
    /** a code of /api/v1/codes/supervision-mode */
    readonly supervisionMode?: string
    /** a code of /api/v1/codes/levy-nature */
    readonly levyNature?: string
    /** Contract number */
    readonly contractNumber?: string
    /** a code of /api/v1/codes/country */
    readonly tradeCountry?: string
    /** a code of /api/v1/codes/trade-term */
    readonly tradeTerm?: string
    /** Record number */
    readonly recordNumber?: string
    /** Remarks */
    readonly remarks?: string
    readonly freight?: {
      /** a code of /api/v1/codes/charge-mark */
      readonly mark?: string
      /** exact decimal, at most 5 digits after the point */
      readonly rate?: string | number
      /** a code of /api/v1/codes/currency */
      readonly currency?: string
    }
    readonly insurance?: {
      /** a code of /api/v1/codes/charge-mark */
      readonly mark?: string
      /** exact decimal, at most 5 digits after the point */
      readonly rate?: string | number
      /** a code of /api/v1/codes/currency */
      readonly currency?: string
    }
    readonly other?: {
      /** a code of /api/v1/codes/charge-mark */
      readonly mark?: string
      /** exact decimal, at most 5 digits after the point */
      readonly rate?: string | number
      /** a code of /api/v1/codes/currency */
      readonly currency?: string
    }
    readonly receivingFreight?: {
      /** a code of /api/v1/codes/charge-mark */
      readonly mark?: string
      /** exact decimal, at most 5 digits after the point */
      readonly rate?: string | number
      /** a code of /api/v1/codes/currency */
      readonly currency?: string
    }
    readonly receivingInsurance?: {
      /** a code of /api/v1/codes/charge-mark */
      readonly mark?: string
      /** exact decimal, at most 5 digits after the point */
      readonly rate?: string | number
      /** a code of /api/v1/codes/currency */
      readonly currency?: string
    }
    readonly promises?: {
      /** Special relationship */
      readonly specialRelationship?: 'yes' | 'no' | 'blank'
      /** Price influenced by it */
      readonly priceInfluence?: 'yes' | 'no' | 'blank'
      /** Royalty paid */
      readonly royalty?: 'yes' | 'no' | 'blank'
      /** Formula price */
      readonly formulaPrice?: 'yes' | 'no' | 'blank'
      /** Provisional price */
      readonly provisionalPrice?: 'yes' | 'no' | 'blank'
    }
  }
  readonly movement?: {
    /** a code of /api/v1/codes/customs-office */
    readonly declarationOffice?: string
    /** a code of /api/v1/codes/customs-office */
    readonly crossingOffice?: string
    /** a code of /api/v1/codes/domestic-port */
    readonly crossingPort?: string
    /** a code of /api/v1/codes/transport-mode */
    readonly transportMode?: string
    /** Cargo transport batch number */
    readonly batchNumber?: string
    /** Bill or waybill number */
    readonly billNumber?: string
    /** Vehicle: mainland registration */
    readonly mainlandVehicle?: string
    /** Vehicle: Hong Kong or Macao registration */
    readonly counterpartVehicle?: string
    /** a code of /api/v1/codes/country */
    readonly arrivalCountry?: string
    /** a code of /api/v1/codes/foreign-port */
    readonly destinationPort?: string
    /** a code of /api/v1/codes/foreign-port */
    readonly departurePort?: string
    /** Departure date */
    readonly departedOn?: string
    /** Place of loading */
    readonly loadingPlace?: string
    /** Place of discharge */
    readonly dischargePlace?: string
    /** Storage place (import) */
    readonly goodsPlace?: string
    /** Expected crossing */
    readonly crossingAt?: string
    /** a code of /api/v1/codes/hongkong-control-point */
    readonly controlPoint?: string
    /** Sent back at the boundary */
    readonly returnedFromBoundary?: boolean | string
    /** Earlier cargo reference (CCRN) */
    readonly previousCargoReference?: string
    /** Electronic lock number */
    readonly electronicLock?: string
    readonly trailer?: {
      /** Trailer: number */
      readonly number?: string
      /** Trailer: type */
      readonly kind?: string
      /** exact decimal, at most 5 digits after the point */
      readonly tareKg?: string | number
    }
    readonly crew?: {
      /** Crew: number */
      readonly count?: number | string
      /** Countries passed */
      readonly countries?: string
      /** Crew: health */
      readonly health?: string
      /** Crew: vaccinated */
      readonly isVaccinated?: boolean | string
    }
  }
  readonly packages?: {
    /** Number of packages */
    readonly count?: number | string
    /** a code of /api/v1/codes/package-kind */
    readonly kind?: string
    /** Marks and numbers */
    readonly marks?: string
    /** exact decimal, at most 3 digits after the point */
    readonly volumeM3?: string | number
    readonly others?: readonly {
      /** a code of /api/v1/codes/package-kind */
      readonly kind?: string
      /** Other packing: number */
      readonly count?: number | string
    }[]
  }
  readonly hongkong?: {
    /** Hong Kong form */
    readonly form?: '1' | '1A' | '1B' | '2' | '2A' | '2B'
    /** Re-export */
    readonly isReexport?: boolean | string
    /** Exempt from the declaration charge */
    readonly isChargeExempt?: boolean | string
    /** Made in Hong Kong */
    readonly isLocallyMade?: boolean | string
    /** Cargo reference assigned (CCRN) */
    readonly cargoReference?: string
  }
  readonly macao?: {
    /** Macao: external trade operation */
    readonly operation?: 'import' | 'reimport' | 'temporary-import' | 'domestic-export' | 'reexport' | 'temporary-export'
    /** Sanitary certificate */
    readonly certificate?: string
    /** Inspection appointment */
    readonly inspectionAt?: string
    /** Inspection place */
    readonly inspectionPlace?: string
    /** Manifest, bill or packing list attached */
    readonly hasAttachedList?: boolean | string
    /** Part of a larger consignment */
    readonly isSplitOfLarger?: boolean | string
  }
  readonly containers?: readonly {
    /** Container: number */
    readonly number?: string
    /** Container: specification */
    readonly kind?: string
    /** Container: line numbers */
    readonly lineNumbers?: string
    /** Container: shared load */
    readonly isLcl?: boolean | string
    /** exact decimal, at most 5 digits after the point */
    readonly goodsWeightKg?: string | number
    /** exact decimal, at most 5 digits after the point */
    readonly tareKg?: string | number
    /** Container: seal number */
    readonly sealNumber?: string
    /** Container: supplier */
    readonly supplierCode?: string
    /** Container: full */
    readonly isFull?: boolean | string
  }[]
  readonly lines?: readonly {
    /** Goods name, Chinese */
    readonly nameZh?: string
    /** Goods name, English */
    readonly nameEn?: string
    /** Goods name, Portuguese */
    readonly namePt?: string
    /** Declaration elements */
    readonly model?: string
    /** exact decimal, at most 5 digits after the point */
    readonly quantity?: string | number
    /** a code of /api/v1/codes/unit */
    readonly unit?: string
    /** exact decimal, at most 5 digits after the point */
    readonly firstQuantity?: string | number
    /** a code of /api/v1/codes/unit */
    readonly firstUnit?: string
    /** exact decimal, at most 5 digits after the point */
    readonly secondQuantity?: string | number
    /** a code of /api/v1/codes/unit */
    readonly secondUnit?: string
    /** exact decimal, at most 5 digits after the point */
    readonly netWeightKg?: string | number
    /** exact decimal, at most 5 digits after the point */
    readonly grossWeightKg?: string | number
    /** exact decimal, at most 4 digits after the point */
    readonly unitPrice?: string | number
    /** exact decimal, at most 2 digits after the point */
    readonly total?: string | number
    /** a code of /api/v1/codes/currency */
    readonly currency?: string
    /** a code of /api/v1/codes/country */
    readonly originCountry?: string
    /** a code of /api/v1/codes/country */
    readonly destinationCountry?: string
    /** a code of /api/v1/codes/source-district */
    readonly sourceDistrict?: string
    /** a code of /api/v1/codes/duty-mode */
    readonly dutyMode?: string
    /** Licence or certificate of the destination */
    readonly destinationLicence?: string
    /** Earlier declaration or licence */
    readonly previousDocument?: string
    /** Food */
    readonly isFood?: boolean | string
    /** Clothing or footwear */
    readonly isClothingOrFootwear?: boolean | string
    readonly codes?: {
      /** Commodity code, mainland (10 digits) */
      readonly mainland?: string
      /** Commodity code, Hong Kong (8 digits) */
      readonly hongkong?: string
      /** Commodity code, Macao */
      readonly macao?: string
    }
    readonly dangerousGoods?: {
      /** Dangerous goods: UN number */
      readonly unNumber?: string
      /** Dangerous goods: name */
      readonly name?: string
      /** Dangerous goods: packing group */
      readonly packingGroup?: string
      /** Dangerous goods: packing specification */
      readonly packingSpecification?: string
      /** Not a hazardous chemical */
      readonly isNotHazardousChemical?: boolean | string
      /** exact decimal, at most 3 digits after the point */
      readonly cellEnergyWh?: string | number
      /** exact decimal, at most 3 digits after the point */
      readonly batteryEnergyWh?: string | number
      /** exact decimal, at most 3 digits after the point */
      readonly cellLithiumG?: string | number
      /** exact decimal, at most 3 digits after the point */
      readonly batteryLithiumG?: string | number
      /** exact decimal, at most 3 digits after the point */
      readonly energyDensityWhPerKg?: string | number
      /** Packaging performance result sheet */
      readonly performanceSheet?: string
      /** Packaging made on */
      readonly packagingMadeOn?: string
      /** Packaging use appraisal sheet */
      readonly useSheet?: string
    }
    readonly licences?: readonly {
      /** Licence: category */
      readonly kind?: string
      /** Licence: number */
      readonly number?: string
      /** Licence: write-off line */
      readonly writeOffLine?: string
      /** exact decimal, at most 5 digits after the point */
      readonly quantity?: string | number
      /** a code of /api/v1/codes/unit */
      readonly unit?: string
    }[]
    readonly vehicles?: readonly {
      /** Vehicle: VIN */
      readonly vin?: string
      /** Vehicle: engine or motor number */
      readonly motorNumber?: string
      /** Vehicle: chassis number */
      readonly chassisNumber?: string
      /** Vehicle: model */
      readonly modelEn?: string
      /** Vehicle: Chinese name */
      readonly nameZh?: string
      /** Vehicle: English name */
      readonly nameEn?: string
      /** Vehicle: invoice number */
      readonly invoiceNumber?: string
      /** Vehicle: unit price */
      readonly unitPrice?: string
      /** exact decimal, at most 5 digits after the point */
      readonly invoiceQuantity?: string | number
      /** Vehicle: licence number */
      readonly licenceNumber?: string
      /** Vehicle: licence category */
      readonly licenceKind?: string
    }[]
  }[]
  readonly documents?: readonly {
    /** a code of /api/v1/codes/control-document */
    readonly kind?: string
    /** Control document: number */
    readonly number?: string
  }[]
  readonly attachments?: readonly {
    /** Attached document: name or number */
    readonly name?: string
    /** a code of /api/v1/codes/attached-document */
    readonly kind?: string
    /** a code of /api/v1/codes/attached-document-format */
    readonly format?: string
  }[]
  readonly rates?: readonly {
    /** a code of /api/v1/codes/currency */
    readonly from?: string
    /** a code of /api/v1/codes/currency */
    readonly to?: string
    /** exact decimal, at most 8 digits after the point */
    readonly rate?: string | number
    /** Exchange rate: source */
    readonly source?: string
  }[]
}

export interface Issue {
  /** field path, lines[0].netWeightKg */
  readonly path: string
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly reason: string
  readonly source: string
  /** the smallest change that would pass */
  readonly fix: string
}

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly issues?: readonly Issue[]
}

export type Customs = 'mainland' | 'hongkong' | 'macao'

export type FilingKind = 'mainland-declaration' | 'mainland-manifest-original' | 'mainland-manifest-confirmation' | 'mainland-manifest-arrival' | 'hongkong-cargo' | 'hongkong-bundling' | 'hongkong-declaration' | 'macao-declaration'

export type Stage = 'waiting' | 'sent' | 'imported' | 'received' | 'held' | 'accepted' | 'tax-due' | 'inspection' | 'returned' | 'rejected' | 'deleted' | 'released' | 'cleared'

export type AnswerStage = 'imported' | 'received' | 'held' | 'accepted' | 'tax-due' | 'inspection' | 'returned' | 'rejected' | 'deleted' | 'released' | 'cleared' | 'notice'

export interface Numbers {
  readonly clientNumber?: string
  readonly unifiedNumber?: string
  readonly entryNumber?: string
  readonly shipment?: string
  readonly customsNumber?: string
}

/** the second form when the text cannot be read as a shipment */
export type Preview = {
  readonly isAcceptable: boolean
  readonly isSample: boolean
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly judgedOn: string
  readonly issues: readonly Issue[]
  readonly filings: readonly FilingView[]
  readonly count: Count
  readonly countWithUnverified: Count
  readonly hongKongCharge?: {
    readonly form: string
    readonly reasons: readonly string[]
    readonly valueHkd: string
    readonly totalHkd: string
    readonly source: string
  }
} | {
  readonly isAcceptable: boolean
  readonly filings: readonly FilingView[]
  readonly issues: readonly Issue[]
}

export interface ShipmentView {
  readonly isAcceptable: boolean
  readonly isSample: boolean
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly judgedOn: string
  readonly issues: readonly Issue[]
  readonly filings: readonly FilingView[]
  readonly count: Count
  readonly countWithUnverified: Count
  readonly hongKongCharge?: {
    readonly form: string
    readonly reasons: readonly string[]
    readonly valueHkd: string
    readonly totalHkd: string
    readonly source: string
  }
}

export interface FilingView {
  readonly kind: FilingKind
  readonly title: string
  readonly customs: Customs
  readonly groups: readonly {
    readonly group: string
    readonly index: number
    readonly title: string
    readonly elements: readonly Element[]
  }[]
}

export interface Element {
  readonly element: string
  readonly name: string
  readonly value: string
  readonly valueName?: string
  readonly path: string
  /** of the published fact: V verified, D derived, U unverified */
  readonly mark: string
  readonly source: string
  readonly origin: Origin
}

export interface Origin {
  readonly kind: 'entered' | 'profile' | 'derived' | 'translated' | 'constant' | 'assigned' | 'received'
  readonly text: string
  readonly path?: string
  readonly inputs?: readonly string[]
  readonly profile?: string
  readonly rule?: string
  readonly list?: string
  readonly from?: string
  readonly typed?: string
}

export interface Count {
  readonly asked: number
  readonly byFiling: Readonly<Record<string, number>>
  readonly distinct: number
  readonly saved: number
  readonly later: number
  readonly stillNew: number
  readonly keyed: number
  readonly keyedReceivingSide: number
  readonly toConfirm: readonly string[]
  readonly savedPercent: string
  readonly cutInLaterPercent: string
}

export interface FilingState {
  readonly customs: Customs
  readonly filing: FilingKind
  readonly stage: Stage
  readonly stageName: string
  readonly changedAt: string
}

export interface FiledFile {
  readonly customs: Customs
  readonly kind: FilingKind
  readonly name: string
  readonly mediaType: string
  /** SHA-256, hexadecimal */
  readonly sha256: string
  readonly bytes: number
}

export interface ShipmentRow {
  readonly id: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: string
  readonly changedAt: string
  readonly by: string
  readonly byName?: string
  readonly revision: number
  readonly isCancelled: boolean
  readonly administrations: readonly Customs[]
  readonly filings: readonly FilingState[]
  readonly openProposals: number
  readonly differences: number
  readonly shares: number
  readonly sharedFrom: {
    readonly organisation: string
    readonly share: string
    readonly revision: number
  } | null
  /** name of the chain of the journal */
  readonly chain: string
  /** of the entry that it was first filed with */
  readonly position: number
  readonly number: number
  readonly ruleSet: string
  readonly judgedAt: string
  readonly judgedOn: string
  readonly files: readonly FiledFile[]
}

export interface ShipmentPage {
  readonly shipments: readonly ShipmentRow[]
  /** `before` of the next page; absent on the last */
  readonly next?: string
}

export interface FiledShipment {
  readonly id: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: string
  readonly changedAt: string
  readonly by: string
  readonly byName?: string
  readonly revision: number
  readonly isCancelled: boolean
  readonly administrations: readonly Customs[]
  readonly filings: readonly FilingState[]
  readonly openProposals: number
  readonly differences: number
  readonly shares: number
  readonly sharedFrom: {
    readonly organisation: string
    readonly share: string
    readonly revision: number
  } | null
  /** name of the chain of the journal */
  readonly chain: string
  /** of the entry that it was first filed with */
  readonly position: number
  readonly number: number
  readonly ruleSet: string
  readonly judgedAt: string
  readonly judgedOn: string
  readonly files: readonly FiledFile[]
  readonly issues: readonly Issue[]
}

export interface ShipmentDetail {
  readonly id: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: string
  readonly changedAt: string
  readonly by: string
  readonly byName?: string
  readonly revision: number
  readonly isCancelled: boolean
  readonly administrations: readonly Customs[]
  readonly filings: readonly FilingDetail[]
  readonly openProposals: number
  readonly differences: number
  readonly shares: readonly Share[]
  readonly sharedFrom: {
    readonly organisation: string
    readonly name?: string
    readonly share: string
    readonly revision: number
    readonly newestRevision: number
    readonly newerChanges: readonly FieldChange[]
  } | null
  /** name of the chain of the journal */
  readonly chain: string
  /** of the entry that it was first filed with */
  readonly position: number
  readonly number: number
  readonly ruleSet: string
  readonly judgedAt: string
  readonly judgedOn: string
  readonly files: readonly FiledFile[]
  readonly version: number
  /** the bytes received */
  readonly text: string
  readonly isSameRuleSet: boolean
  readonly issues: readonly Issue[]
  readonly proposals: readonly Proposal[]
  readonly agreements: readonly Agreement[]
  readonly preview?: ShipmentView
}

export interface FilingDetail {
  readonly customs: Customs
  readonly filing: FilingKind
  readonly stage: Stage
  readonly stageName: string
  readonly filingName: string
  readonly nextStep: string
  readonly reference: Numbers
  readonly sentAt: string | null
  readonly sentRevision: number
  readonly keptBack?: number
  readonly isDropped?: boolean
  readonly changedAt: string
}

export interface Proposal {
  readonly proposal: string
  readonly change: 'amendment' | 'cancellation'
  readonly revision: number
  readonly reason: string
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  readonly sharedRevision?: number
  readonly by: string
  readonly byName?: string
  readonly at: string
  readonly isMine: boolean
  readonly isOutdated: boolean
}

export interface Share {
  readonly share: string
  readonly by: 'push' | 'code'
  readonly partyNumber: string
  readonly administrations: readonly Customs[]
  readonly revision: number
  readonly at: string
  readonly expiresAt: string | null
  readonly takenBy: string | null
  readonly takenByName?: string
  readonly filedRevision: number
  readonly corrections: readonly FieldChange[]
  readonly openCorrections: readonly FieldChange[]
}

export interface Agreement {
  readonly other: string
  readonly otherName?: string
  readonly revision: number
  readonly otherRevision: number
  readonly differences: readonly Difference[]
}

export interface Difference {
  readonly fact: 'packages' | 'goods' | 'party' | 'date'
  readonly own: string
  readonly other: string
}

export interface FieldChange {
  readonly path: string
  readonly label: string
  readonly before: string
  readonly after: string
  readonly beforeName?: string
  readonly afterName?: string
}

export interface ChangeEffect {
  readonly customs: Customs
  readonly filing: FilingKind
  readonly filingName: string
  readonly effect: string
  readonly effectName: string
  readonly elements: readonly {
    readonly path: string
    readonly label: string
    readonly before: string
    readonly after: string
  }[]
  readonly more?: number
}

export interface ChangePreview {
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  readonly issues: readonly Issue[]
  readonly needsSecondPerson: boolean
  readonly text?: string
}

export interface ChangeDone {
  readonly revision: number
  readonly isCancelled: boolean
  readonly issues: readonly Issue[]
}

export interface ChangeWaiting {
  readonly proposal: string
}

export type ProposalDecided = {
  readonly decision: 'approved'
  readonly revision: number
  readonly isCancelled: boolean
  readonly issues: readonly Issue[]
} | {
  readonly decision: 'refused' | 'withdrawn'
  readonly revision: number
} | {
  readonly proposal: string
}

export interface Timeline {
  readonly events: readonly TimelineEvent[]
}

export interface TimelineEvent {
  readonly position: number
  readonly at: string
  readonly kind: string
  readonly by: string
  readonly byName?: string
  readonly title: string
  readonly detail?: string
  readonly customs?: Customs
  readonly filing?: FilingKind
  readonly stage?: AnswerStage
  readonly stageName?: string
  readonly code?: string
  readonly codeName?: string
  readonly nextStep?: string
  readonly note?: string
  readonly isSimulated?: boolean
  /** SHA-256, hexadecimal */
  readonly document?: string
}

export interface ImportColumn {
  /** A, B, … */
  readonly column: string
  readonly head: string
  /** what it is said or thought to be; empty: nothing */
  readonly path: string
  readonly label: string
  /** why it is thought so */
  readonly ground: 'path' | 'name' | 'values' | 'none'
  readonly examples: readonly string[]
}

export interface ImportProblem {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly cell: string
  readonly head: string
  readonly reference: string
  readonly path: string
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly reason: string
  readonly source: string
  readonly fix: string
}

export interface Import {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly kind: 'xlsx' | 'csv'
  readonly state: 'reading' | 'mapping' | 'judging' | 'judged' | 'filing' | 'done' | 'cancelled' | 'refused'
  readonly stateName: string
  readonly by: string
  readonly at: string
  /** rows with a value, read so far */
  readonly rows: number
  /** shipments without errors */
  readonly good: number
  /** shipments with errors, and rows that belong to none */
  readonly bad: number
  readonly filed: number
  /** shipments that were filed earlier with the same content */
  readonly filedBefore: number
  /** rows that are marked */
  readonly leftOut: number
  readonly progress: {
    readonly isRunning: boolean
    /** shipments judged or filed so far */
    readonly done: number
    readonly total: number
  }
  readonly policy?: 'all-or-none' | 'good-rows'
  /** who said which column is what */
  readonly mappedBy: 'paths' | 'remembered' | 'person' | 'nobody'
  readonly mapping: {
    readonly sheets: readonly {
      readonly sheet: number
      readonly firstRow: number
      readonly columns: readonly {
        readonly column: string
        readonly path: string
      }[]
    }[]
    readonly constants: Readonly<Record<string, string>>
  }
  readonly sheets: readonly {
    readonly name: string
    readonly isHidden: boolean
    readonly rows: number
    readonly headRow: number
    readonly firstRow: number
    readonly columns: readonly ImportColumn[]
  }[]
  /** the first of them; all stand in the result */
  readonly problems: readonly ImportProblem[]
  /** why the file is not read */
  readonly issues: readonly Issue[]
}

export interface Imports {
  readonly imports: readonly Import[]
}

export type Role = 'trader' | 'agent' | 'receiver' | 'officer-mainland' | 'officer-hongkong' | 'officer-macao' | 'operator' | 'auditor'

export interface Form {
  readonly fields: readonly {
    readonly path: string
    readonly kind: string
    readonly label: string
    readonly maxLength?: number
    readonly decimals?: number
    readonly digits?: number
    readonly max?: unknown
    readonly options?: readonly string[]
    readonly list?: string
  }[]
}

export interface CodeList {
  readonly list: string
  readonly officialName: string
  readonly source: string
  readonly isComplete: boolean
  readonly on: string
  readonly entries: readonly {
    readonly code: string
    readonly name: string
    readonly mark: string
    readonly from?: string
    readonly to?: string
  }[]
}

export interface Examples {
  readonly examples: readonly {
    readonly id: string
    readonly title: string
    readonly direction?: unknown
    readonly counterpart?: unknown
    readonly text: string
  }[]
}

export interface Profiles {
  readonly profiles: readonly {
    readonly name: string
    readonly isSample: boolean
    readonly values: Readonly<Record<string, unknown>>
    readonly version?: number
    readonly changedAt?: string
    readonly changedBy?: string
    readonly isRemoved?: boolean
  }[]
  /** opaque; give it as `after` */
  readonly next?: string
}

export interface KeptProfile {
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
  readonly version: number
  readonly changedAt: string
  readonly changedBy: string
  readonly isRemoved: boolean
}

export interface KeptText {
  readonly id: string
  readonly text: string
  readonly version: number
  readonly changedAt: string
  readonly changedBy: string
  readonly isRemoved: boolean
}

export interface KeptTexts {
  readonly items: readonly {
    readonly id: string
    readonly title: string
    readonly version: number
    readonly changedAt: string
    readonly changedBy: string
    readonly isRemoved: boolean
  }[]
  /** opaque; give it as `after` */
  readonly next?: string
}

export interface Kept {
  readonly id: string
  readonly version: number
  readonly changedAt: string
}

export interface Health {
  readonly journal: 'ok'
  readonly ruleSet: string
}

export interface ShareGiven {
  readonly share: string
  /** shown this once */
  readonly code?: string
  readonly partyNumber: string
  readonly administrations: readonly Customs[]
  readonly expiresAt: string | null
}

export interface Incoming {
  readonly shares: readonly IncomingRow[]
  /** opaque; give it as `before` */
  readonly next?: string
}

export interface IncomingRow {
  readonly share: string
  readonly sender: {
    readonly id: string
    readonly name: string
  }
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly revision: number
  readonly at: string
  readonly state: 'open' | 'taken' | 'filed'
  readonly isSample: boolean
  readonly isCancelled: boolean
  readonly shipment?: string
  readonly basedOn?: number
}

export interface IncomingDraft {
  readonly share: string
  readonly sender: {
    readonly id: string
    readonly name: string
  }
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly revision: number
  readonly at: string
  readonly state: 'open' | 'taken' | 'filed'
  readonly isSample: boolean
  readonly isCancelled: boolean
  readonly shipment?: string
  readonly basedOn?: number
  readonly text: string
  readonly fields: readonly {
    readonly path: string
    readonly from: 'sender' | 'own profile'
  }[]
  readonly administrations: readonly Customs[]
  readonly preview: Preview
  readonly changes: readonly FieldChange[]
}

export interface ShareTaken {
  readonly share: string
}

export interface Session {
  readonly principal: {
    readonly kind: 'person' | 'key'
    readonly id: string
    readonly name: string
    readonly roles: readonly Role[]
    readonly organisation: {
      readonly id: string
      readonly name: string
      readonly isSample: boolean
      readonly administrations: readonly Customs[]
    }
  } | null
  readonly actions: readonly string[]
  readonly sampleAccounts: readonly {
    readonly person: string
    readonly name: string
    readonly organisation: string
    readonly organisationName: string
    readonly roles: readonly Role[]
  }[]
}

export interface Key {
  readonly id: string
  readonly label: string
  readonly roles: readonly Role[]
  readonly by: string
  readonly at: string
  readonly isRevoked: boolean
}

export interface Keys {
  readonly keys: readonly Key[]
}

export interface NewKey {
  readonly id: string
  /** shown this once */
  readonly secret: string
  readonly label: string
  readonly roles: readonly Role[]
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly roles: readonly Role[]
  readonly isSample: boolean
  readonly isActive: boolean
  readonly subject?: string
}

export interface People {
  readonly people: readonly Person[]
}

export interface Organisation {
  readonly id: string
  readonly name: string
  readonly isSample: boolean
  readonly administrations: readonly Customs[]
  readonly numbers: readonly string[]
  readonly mandates: readonly string[]
}

export interface Organisations {
  readonly organisations: readonly Organisation[]
}

export interface Decisions {
  readonly decisions: readonly {
    readonly sequence: number
    readonly at: string
    readonly principal: {
      readonly kind: 'person' | 'key' | 'nobody'
      readonly id: string
      readonly organisation: string
    }
    readonly action: string
    readonly resource: string
    readonly isAllowed: boolean
    readonly reason: string
  }[]
  readonly next?: string
}

export interface Channels {
  readonly channels: readonly {
    readonly name: string
    readonly customs: Customs
    readonly isOpen: boolean
    readonly waiting: number
    readonly since: string
    readonly reasonCode: string
    readonly reason: string
    readonly isSimulated: boolean
  }[]
}

export interface Parked {
  readonly parked: readonly {
    readonly id: string
    /** SHA-256, hexadecimal */
    readonly digest: string
    readonly at: string
    readonly customs: Customs
    readonly fileName: string
    readonly isReplayed: boolean
    readonly reasonCode: string
    readonly reason: string
    readonly fix: string
    readonly issues: readonly Issue[]
  }[]
  readonly next?: string
}

export type Replayed = {
  readonly kind: 'recorded'
  readonly isNew: boolean
} | {
  readonly kind: 'parked'
  readonly issues: readonly Issue[]
}

export interface OfficerRow {
  readonly organisation: string
  readonly organisationName: string
  readonly shipment: string
  readonly reference: string
  readonly customs: Customs
  readonly filing: FilingKind
  readonly filingName: string
  readonly stage: Stage
  readonly stageName: string
  readonly revision: number
  readonly numbers: Numbers
  readonly changedAt: string
  readonly isSample: boolean
  readonly isCancelled: boolean
  readonly hasDifference: boolean
  readonly place: string
}

export interface OfficerQueue {
  readonly filings: readonly OfficerRow[]
  readonly isSimulated: boolean
  /** opaque; give it as `after` */
  readonly next?: string
}

export interface OfficerFiling {
  readonly row: OfficerRow
  readonly title: string
  readonly view: FilingView | null
  readonly differences: readonly {
    readonly fact: 'packages' | 'goods' | 'party' | 'date'
    readonly factName: string
    readonly own: string
    readonly other: string
  }[]
  readonly history: readonly {
    readonly at: string
    readonly title: string
    readonly note: string
    readonly code: string
  }[]
  readonly decisions: readonly {
    readonly decision: string
    readonly needsReason: boolean
    readonly name: string
  }[]
  readonly isSimulated: boolean
}

export interface OfficerDecision {
  readonly decision: string
  readonly reason: string
}

export interface Answer {
  /** opaque; give it as `after` */
  readonly cursor: string
  readonly at: string
  readonly shipment: string
  readonly reference: string
  readonly customs: Customs
  readonly filing: FilingKind
  readonly stage: AnswerStage
  readonly stageName: string
  readonly code: string
  readonly codeName: string
  readonly nextStep: string
  readonly note: string
  readonly noticedAt: string | null
  readonly numbers: Numbers
  readonly isSimulated: boolean
  /** SHA-256, hexadecimal */
  readonly digest: string
  readonly fileName: string
}

export interface AnswerPage {
  readonly answers: readonly Answer[]
  /** opaque; give it as `after` */
  readonly next: string
  /** there may be more right away */
  readonly hasMore: boolean
}

export interface Receipt {
  readonly format: 'lingding-receipt/1'
  readonly statement: {
    readonly kind: 'filed' | 'amended'
    readonly organisation: string
    readonly shipment: string
    readonly position: number
    readonly recordedAt: string
    readonly ruleSet: string
    /** SHA-256, hexadecimal */
    readonly received: string
    readonly reference: string
    readonly revision: number
    readonly isSample: boolean
    readonly files: readonly {
      readonly customs: Customs
      readonly filing: FilingKind
      readonly name: string
      /** SHA-256, hexadecimal */
      readonly sha256: string
      readonly bytes: number
    }[]
  } | {
    readonly kind: 'answered'
    readonly organisation: string
    readonly shipment: string
    readonly position: number
    readonly recordedAt: string
    readonly ruleSet: string
    /** SHA-256, hexadecimal */
    readonly received: string
    readonly customs: Customs
    readonly filing: FilingKind
    readonly stage: AnswerStage
    readonly code: string
    readonly isSimulated: boolean
    readonly fileName: string
  }
  readonly entry: string
  readonly payload: string
  readonly proof: readonly string[]
  readonly checkpoint: string
  readonly verifierKey: string
}

export interface Webhook {
  readonly id: string
  readonly address: string
  readonly kinds: readonly ('filing.answered' | 'filings.sent' | 'shipment.filed' | 'shipment.amended' | 'shipment.cancelled' | 'sides.compared')[]
  readonly by: string
  readonly at: string
  /** everything before it was delivered or given up */
  readonly cursor: string
  readonly again: readonly string[]
}

export interface Webhooks {
  readonly webhooks: readonly Webhook[]
}

export interface NewWebhook {
  readonly id: string
  readonly address: string
  readonly kinds: readonly ('filing.answered' | 'filings.sent' | 'shipment.filed' | 'shipment.amended' | 'shipment.cancelled' | 'sides.compared')[]
  readonly by: string
  readonly at: string
  /** everything before it was delivered or given up */
  readonly cursor: string
  readonly again: readonly string[]
  /** `whsec_` and base64; shown this once */
  readonly secret: string
}

export interface Delivery {
  /** `webhook-id` of every try */
  readonly id: string
  /** opaque; give it as `after` */
  readonly cursor: string
  readonly kind: 'filing.answered' | 'filings.sent' | 'shipment.filed' | 'shipment.amended' | 'shipment.cancelled' | 'sides.compared'
  readonly shipment: string
  readonly status: 'delivered' | 'trying' | 'failed'
  readonly tries: number
  readonly lastTryAt: string
  readonly nextTryAt: string | null
  /** HTTP status, or why there is none */
  readonly answer: string
}

export interface Deliveries {
  readonly deliveries: readonly Delivery[]
  /** everything before it was delivered or given up */
  readonly cursor: string
  readonly again: readonly string[]
}

export interface DeliveryProgress {
  /** everything before it was delivered or given up */
  readonly cursor: string
  readonly again: readonly string[]
}

export interface FigureSource {
  readonly id: string
  readonly figure: string
  readonly printed: string
  readonly unit: string
  readonly qualifier: string
  readonly vintage: string
  readonly reliability: string
  readonly published: string
  readonly address: string
  readonly title: string
}

export interface FigureStep {
  readonly recipe: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly unit: string
  readonly vintage?: string
  readonly source?: string
}

export interface Figure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly unit: string
  readonly vintage: string
  readonly sources: readonly FigureSource[]
  readonly recipe: string
  readonly working: readonly FigureStep[]
  readonly cautions: readonly Issue[]
  /** figures of the same cell that were not taken */
  readonly others: readonly {
    readonly id: string
    readonly value: number | null
    readonly low: number | null
    readonly high: number | null
    readonly unit: string
    readonly vintage: string
    readonly standing: string
  }[]
}

export interface CheckedNumber {
  readonly text: string
  readonly sentence: number
  /** in UTF-16 units */
  readonly offset: number
  /** in base units */
  readonly value: string
  readonly low: string
  readonly high: string
  readonly unit: string
  readonly comparison: string
  readonly subject: unknown
  readonly verdict: 'recomputes' | 'differs' | 'cannot be recomputed' | 'wrong subject' | 'wrong unit' | 'inconsistent'
  readonly verdictText: string
  readonly inconsistentWith: readonly number[]
  readonly isConsistent: boolean
  readonly warnings: readonly string[]
  readonly working: readonly {
    readonly code: string
    readonly params: unknown
    readonly text: string
  }[]
}

export interface CheckedText {
  readonly sentences: readonly {
    readonly sentence: number
    readonly text: string
  }[]
  readonly numbers: readonly CheckedNumber[]
}

export interface StoryClaim {
  readonly id: string
  readonly of: string
  readonly printed: string
  readonly computed: {
    readonly value: number | null
    readonly low: number | null
    readonly high: number | null
    readonly unit: string
  } | null
  readonly verdict: 'recomputes' | 'sourced' | 'consistent' | 'differs' | 'cannot be recomputed' | 'wrong subject' | 'wrong unit' | 'inconsistent' | 'not checked'
  readonly verdictText: string
  readonly reasons: readonly Issue[]
  readonly recipe: string
  readonly vintage: string
  readonly sources: readonly FigureSource[]
  readonly working: readonly FigureStep[]
}

export interface RecomputedStory {
  readonly story: string
  readonly claims: readonly StoryClaim[]
  readonly counts: Readonly<Record<string, number>>
  readonly issues: readonly Issue[]
  readonly holds: boolean
}
