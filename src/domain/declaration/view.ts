// A prepared shipment as it is shown, in one language: the shape that the command line's --json, the API and the desk share.
import type { RenderedIssue } from '../../base/message.ts'
import type { Origin } from './filing.ts'
import type { Customs, FilingKind } from './form.ts'

export interface ShipmentView {
  readonly isAcceptable: boolean
  readonly isSample: boolean
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly judgedOn: string
  readonly issues: readonly RenderedIssue[]
  readonly filings: readonly FilingView[]
  readonly count: CountView
  readonly countWithUnverified: CountView
  /** The charge of the Hong Kong declaration, where its value is known. */
  readonly hongKongCharge?: HongKongChargeView
}

export interface HongKongChargeView {
  readonly form: string
  /** Why this form, the deciding reason last. */
  readonly reasons: readonly string[]
  readonly valueHkd: string
  readonly totalHkd: string
  readonly source: string
}

export interface FilingView {
  readonly kind: FilingKind
  readonly title: string
  readonly customs: Customs
  readonly groups: readonly GroupView[]
}

export interface GroupView {
  readonly group: string
  readonly index: number
  readonly title: string
  readonly elements: readonly ElementView[]
}

export interface ElementView {
  readonly element: string
  readonly name: string
  readonly value: string
  /** Name of a code in the language. */
  readonly valueName?: string
  /** Path of the element, `mainland-declaration/DecList[0]/GName`. */
  readonly path: string
  /** Mark of the published fact: V verified, D derived, U unverified. */
  readonly mark: string
  /** Publication that the element is from. */
  readonly source: string
  readonly origin: OriginView
}

export type OriginKind = Origin['kind']

export interface OriginView {
  readonly kind: OriginKind
  /** The origin as a sentence. */
  readonly text: string
  readonly path?: string
  /** Paths that a derived value was computed from; a pattern such as `lines[].total` stands for every line. */
  readonly inputs?: readonly string[]
  readonly profile?: string
  readonly rule?: string
  readonly list?: string
  /** What a translated value was before. */
  readonly from?: string
  /** What somebody wrote, where `from` is itself a translation. */
  readonly typed?: string
}

export interface CountView {
  readonly asked: number
  readonly byFiling: Readonly<Record<string, number>>
  readonly distinct: number
  readonly saved: number
  readonly later: number
  readonly stillNew: number
  readonly keyed: number
  readonly keyedReceivingSide: number
  /** Values typed for the receiving side alone that are counted with an item of the mainland declaration. */
  readonly toConfirm: readonly string[]
  readonly savedPercent: string
  readonly cutInLaterPercent: string
}
