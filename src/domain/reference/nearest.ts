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

interface Candidate {
  readonly spelling: string
  readonly code: string
  readonly folded: string
  readonly letters: number
  /** Of its code in the list. */
  readonly place: number
}

/** What a list can suggest, in small letters without spaces, by length. */
interface Candidates {
  readonly spellings: ReadonlyMap<number, readonly Candidate[]>
  readonly names: ReadonlyMap<number, readonly Candidate[]>
}

/** Worked out when a list is first asked; a list never changes. */
const candidatesOf = new WeakMap<CodeList, Candidates>()

/** Up to 5, closest first; ties in the order of the list. */
export function nearestCodes(list: CodeList, written: string, on: CivilDate): readonly Suggestion[] {
  const sought = written.length > maxLength ? '' : folded(written)
  if (sought === '') return []
  const { spellings, names } = candidatesIn(list)
  const ranked = new Map<string, { readonly rank: number; readonly place: number; readonly suggestion: Suggestion }>()
  const offer = ({ spelling, code, place }: Candidate, rank: number | undefined) => {
    if (rank === undefined || rank >= (ranked.get(code)?.rank ?? Infinity)) return
    const entry = list.entries.get(code)?.find((each) => holdsOn(each.validity, on))
    if (entry !== undefined) ranked.set(code, { rank, place, suggestion: { spelling, entry, isSame: rank === 0 } })
  }
  const slips = slipsIn(sought.length)
  const letters = lettersOf(sought)
  for (let length = sought.length - slips; length <= sought.length + slips; length += 1) {
    for (const each of spellings.get(length) ?? []) if (mayBeNear(each.letters, letters, slips)) offer(each, editsWithin(each.folded, sought, slips))
  }
  const isHan = /\p{Script=Han}/u.test(sought)
  const mayBePart = isHan || sought.length >= 4
  const nameSlips = isHan || sought.length < 5 ? 0 : slips
  for (const [length, some] of names) {
    if (length < sought.length - nameSlips) continue
    const isClose = length <= sought.length + nameSlips
    for (const each of some) {
      if (mayBePart && each.folded !== sought && each.folded.includes(sought)) offer(each, holdsRank)
      else if (isClose && mayBeNear(each.letters, letters, nameSlips)) offer(each, editsWithin(each.folded, sought, nameSlips))
    }
  }
  const sorted = [...ranked.values()].sort((a, b) => a.rank - b.rank || a.place - b.place)
  return sorted.slice(0, maxSuggestions).map(({ suggestion }) => suggestion)
}

function candidatesIn(list: CodeList): Candidates {
  const known = candidatesOf.get(list)
  if (known !== undefined) return known
  const places = new Map([...list.entries.keys()].map((code, place) => [code, place]))
  const candidate = (spelling: string, code: string, text: string): Candidate => {
    const small = folded(text)
    return { spelling, code, folded: small, letters: lettersOf(small), place: places.get(code) ?? 0 }
  }
  const spellings = [...list.aliases].map(([spelling, code]) => candidate(spelling, code, spelling))
  const names = [...list.entries].flatMap(([code, entries]) => {
    const own = new Set(entries.flatMap((entry) => Object.values(entry.names)))
    return [...own].map((name) => candidate(code, code, name))
  })
  const made = { spellings: byLength(spellings), names: byLength(names) }
  candidatesOf.set(list, made)
  return made
}

function byLength(candidates: readonly Candidate[]): ReadonlyMap<number, readonly Candidate[]> {
  const grouped = new Map<number, Candidate[]>()
  for (const each of candidates) {
    const { length } = each.folded
    const same = grouped.get(length)
    if (same === undefined) grouped.set(length, [each])
    else same.push(each)
  }
  return grouped
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, '')
}

/** A bit for each letter that occurs, 32 letters to a bit. */
function lettersOf(text: string): number {
  let letters = 0
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) & 31)
  return letters
}

/** False when more letters differ than so many edits can change, two each: spares most comparisons. */
function mayBeNear(a: number, b: number, edits: number): boolean {
  let differing = a ^ b
  let left = edits * 2
  for (; differing !== 0 && left >= 0; left -= 1) differing &= differing - 1
  return left >= 0
}

/** Edits that may be a slip of the finger: none in two characters, where one is half of it. */
function slipsIn(length: number): number {
  return length <= 2 ? 0 : length <= 5 ? 1 : 2
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) up to a bound; undefined beyond.
 * Only the cells that are at most `bound` off the diagonal can hold so few.
 */
function editsWithin(a: string, b: string, bound: number): number | undefined {
  if (a === b) return 0
  if (bound === 0 || Math.abs(a.length - b.length) > bound) return undefined
  const tooMany = bound + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  let current: number[] = []
  for (let row = 1; row <= a.length; row += 1) {
    const from = Math.max(1, row - bound)
    const to = Math.min(b.length, row + bound)
    current[from - 1] = from === 1 ? row : tooMany
    let least = from === 1 ? row : tooMany
    for (let column = from; column <= to; column += 1) {
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      let edits = (previous[column - 1] ?? tooMany) + (a[row - 1] === b[column - 1] ? 0 : 1)
      if (isSwap) edits = Math.min(edits, (before[column - 2] ?? tooMany) + 1)
      edits = Math.min(edits, (previous[column] ?? tooMany) + 1, (current[column - 1] ?? tooMany) + 1)
      current[column] = edits
      least = Math.min(least, edits)
    }
    if (to < b.length) current[to + 1] = tooMany
    if (least > bound) return undefined
    ;[before, previous, current] = [previous, current, before]
  }
  const edits = previous[b.length] ?? tooMany
  return edits <= bound ? edits : undefined
}
