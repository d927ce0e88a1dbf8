// A concordance carries a code of one list over to another on a day: 502 → USD, 035 → KGM, 5301 → a control point.
// Where several targets fit, the first row is the one to write and the rest are named.
import type { CivilDate } from '../../base/civil-date.ts'
import { holdsOn, type Validity } from '../../base/validity.ts'
import type { CodeList, Mark } from './code-list.ts'

export const concordanceIds = [
  'country-iso2',
  'country-iso3',
  'currency-alpha',
  'trade-term-incoterm',
  'transport-mode-rec19',
  'unit-rec20',
  'package-kind-rec21',
  'domestic-port-office',
  'inspection-office-office',
  'office-hongkong-control-point',
  'office-macao-control-point',
] as const

export type ConcordanceId = (typeof concordanceIds)[number]

export interface Pair {
  readonly from: string
  readonly to: string
  readonly validity: Validity
  readonly mark: Mark
  readonly source: string
}

export interface Concordance {
  readonly id: ConcordanceId
  readonly pairs: ReadonlyMap<string, readonly Pair[]>
}

export type Translation =
  | {
      readonly kind: 'found'
      readonly code: string
      readonly mark: Mark
      readonly source: string
      /** Targets that fit as well and were not taken; mostly empty. */
      readonly others: readonly string[]
    }
  | { readonly kind: 'none' }

const none: Translation = Object.freeze({ kind: 'none' })
const noOthers: readonly string[] = Object.freeze([])

export function isConcordanceId(text: string): text is ConcordanceId {
  return (concordanceIds as readonly string[]).includes(text)
}

/** `code` in the other list on a day. The code itself, not an alias: look it up first. */
export function translate(concordance: Concordance, code: string, on: CivilDate): Translation {
  const pairs = concordance.pairs.get(code)
  if (pairs === undefined) return none
  const first = pairs.find((pair) => holdsOn(pair.validity, on))
  if (first === undefined) return none
  const others = pairs.length === 1 ? noOthers : pairs.filter((pair) => pair !== first && holdsOn(pair.validity, on)).map((pair) => pair.to)
  return { kind: 'found', code: first.to, mark: first.mark, source: first.source, others }
}

export function concordanceFrom(id: ConcordanceId, pairs: readonly Pair[]): Concordance {
  const byCode = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const sameCode = byCode.get(pair.from)
    if (sameCode === undefined) byCode.set(pair.from, [pair])
    else sameCode.push(pair)
  }
  return { id, pairs: byCode }
}

/** The concordance that a list carries in one attribute; several targets are separated by spaces, the first preferred. */
export function concordanceOf(id: ConcordanceId, list: CodeList, attribute: string, basis: Pick<Pair, 'mark' | 'source'>): Concordance {
  const pairs = [...list.entries.values()].flat().flatMap((entry) =>
    (entry.attributes[attribute] ?? '')
      .split(' ')
      .filter((to) => to !== '')
      .map((to) => ({ from: entry.code, to, validity: entry.validity, ...basis })),
  )
  return concordanceFrom(id, pairs)
}

/** The same pairs read from the other end; the order of the rows stays. */
export function reversed(concordance: Concordance): Concordance {
  const pairs = [...concordance.pairs.values()].flat()
  return concordanceFrom(concordance.id, pairs.map((pair) => ({ ...pair, from: pair.to, to: pair.from })))
}
