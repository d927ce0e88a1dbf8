// A claim is a number with what it is said of: which measure of which place in which period, and for a share of what.
import type { Quantity } from './quantity.ts'

export type ClaimKind = 'level' | 'share' | 'growth' | 'unknown'

/** A cell of the statistics; an empty part was not found in the text. */
export interface Subject {
  readonly measure: string
  readonly place: string
  /** `2023`, `2019/2023`, `2023M1-11`, `stock`. */
  readonly period: string
}

export interface Claim {
  /** From 0, in the order of the text. */
  readonly index: number
  /** From 1. */
  readonly sentence: number
  /** In the text, in UTF-16 units. */
  readonly offset: number
  readonly quantity: Quantity
  readonly kind: ClaimKind
  readonly subject: Subject
  /** Several places taken together; otherwise the one of the subject, or none. */
  readonly places: readonly string[]
  /** What a share is a part of. */
  readonly whole: Subject | undefined
  /** The whole was not named: it stands in a sentence before. */
  readonly isWholeCarried: boolean
  /** Said of every year of the period. */
  readonly isEachYear: boolean
  /** Said to have been opened or launched in the period. */
  readonly isOpened: boolean
  /** Growth below zero, or a cut. */
  readonly isFall: boolean
  /** The year that a growth is on, where it is named. */
  readonly base: string
  /** The subject is the likely one and no more: it may be found to hold, but not to be wrong. */
  readonly isUncertain: boolean
  /** Why it cannot be judged. */
  readonly doubts: readonly Doubt[]
}

export type Doubt =
  | 'number_unreadable'
  | 'number_range'
  | 'scale_ambiguous'
  | 'no_unit'
  | 'no_measure'
  | 'no_place'
  | 'no_period'
  | 'no_whole'
  | 'relative_period_undated'
  | 'subject_restricted'
  | 'kind_unknown'

export function sameCell(a: Subject, b: Subject): boolean {
  return a.measure === b.measure && a.place === b.place && a.period === b.period
}
