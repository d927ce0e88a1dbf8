// A number as it is found in a sentence, before it is known what it means.
import type { Interval } from '../interval.ts'
import type { Numeral } from './numeral.ts'
import type { ComparisonRow, UnitRow } from './vocabulary.ts'

export interface Token {
  readonly start: number
  readonly end: number
  readonly numeral: Numeral | undefined
  readonly isWord: boolean
}

/** With what belongs to it: scale, unit, comparison word. */
export interface PrintedNumber extends Token {
  readonly hasScale: boolean
  readonly unit: UnitRow | undefined
  readonly comparison: ComparisonRow | undefined
  /** What it stands for, where that is not half of its last digit. */
  readonly printed?: Interval
  readonly warnings: readonly string[]
}

/** Where a match stands. */
export function spot(match: RegExpMatchArray): { readonly start: number; readonly end: number } {
  const start = match.index ?? 0
  return { start, end: start + match[0].length }
}
