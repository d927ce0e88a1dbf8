// Suggestions for a code that a list does not know: the codes of the day whose spelling or name is closest to what was typed,
// each in the spelling that it resembles: HKX gives HKD, not 110. Nothing where nothing is near.
import type { CivilDate } from '../../base/civil-date.ts'
import { holdsOn } from '../../base/validity.ts'
import type { CodeEntry, CodeList } from './code-list.ts'

export interface Suggestion {
  /** A spelling that the list reads. */
  readonly spelling: string
  readonly entry: CodeEntry
  /** Nothing but case and spaces differ. */
  readonly isSame: boolean
}

const maxSuggestions = 5
/** Longer text is no mistyped code or name; it gets no suggestion and costs nothing. */
const maxLength = 60
/** A name that holds what was typed stands behind one that is a slip away. */
const holdsRank = 2.5

/** Up to 5, closest first; ties in the order of the list. */
export function nearestCodes(list: CodeList, written: string, on: CivilDate): readonly Suggestion[] {
  const sought = folded(written)
  if (sought === '' || sought.length > maxLength) return []
  const ranked = new Map<string, { readonly rank: number; readonly suggestion: Suggestion }>()
  const offer = (spelling: string, code: string, rank: number | undefined) => {
    if (rank === undefined || rank >= (ranked.get(code)?.rank ?? Infinity)) return
    const entry = list.entries.get(code)?.find((each) => holdsOn(each.validity, on))
    if (entry !== undefined) ranked.set(code, { rank, suggestion: { spelling, entry, isSame: rank === 0 } })
  }
  for (const [spelling, code] of list.aliases) offer(spelling, code, spellingRank(spelling, sought))
  for (const [code, entries] of list.entries) {
    for (const { names } of entries) for (const name of Object.values(names)) offer(code, code, nameRank(folded(name), sought))
  }
  return [...ranked.values()].sort((a, b) => a.rank - b.rank).slice(0, maxSuggestions).map(({ suggestion }) => suggestion)
}

function folded(text: string): string {
  return text.length > maxLength * 2 ? text : text.toLowerCase().replaceAll(/\s+/g, '')
}

/** Edits that may be a slip of the finger: none in two characters, where one is half of it. */
function slipsIn(length: number): number {
  return length <= 2 ? 0 : length <= 5 ? 1 : 2
}

function spellingRank(spelling: string, sought: string): number | undefined {
  const bound = slipsIn(Math.max(spelling.length, sought.length))
  return Math.abs(spelling.length - sought.length) > bound ? undefined : editsWithin(folded(spelling), sought, bound)
}

function nameRank(name: string, sought: string): number | undefined {
  const isTelling = sought.length >= 4 || /\p{Script=Han}/u.test(sought)
  if (name === sought) return 0
  if (isTelling && name.includes(sought)) return holdsRank
  return sought.length < 5 || /\p{Script=Han}/u.test(sought) ? undefined : editsWithin(name, sought, slipsIn(sought.length))
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) up to a bound; undefined beyond. */
function editsWithin(a: string, b: string, bound: number): number | undefined {
  if (Math.abs(a.length - b.length) > bound) return undefined
  let before: readonly number[] = []
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const isEqual = a[row - 1] === b[column - 1]
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const substitution = (previous[column - 1] ?? 0) + (isEqual ? 0 : 1)
      const swap = isSwap ? (before[column - 2] ?? 0) + 1 : Infinity
      current.push(Math.min(substitution, swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    if (Math.min(...current) > bound) return undefined
    before = previous
    previous = current
  }
  const edits = previous[b.length] ?? 0
  return edits <= bound ? edits : undefined
}
