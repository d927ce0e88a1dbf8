// Suggestions for a code that a list does not know: the codes whose spelling or name is closest to what was written.
import type { CodeList } from './code-list.ts'

const maxSuggestions = 5
const maxEdits = 2
/** Longer text is no mistyped code or name; it gets no suggestion and costs nothing. */
const maxLength = 60

/** Up to 5 codes, closest first; ties in the order of the list. */
export function nearestCodes(list: CodeList, written: string): readonly string[] {
  const sought = written.trim().toLowerCase()
  if (sought === '' || sought.length > maxLength) return []
  const distances = new Map<string, number>()
  const offer = (code: string, distance: number | undefined) => {
    if (distance !== undefined && distance < (distances.get(code) ?? Infinity)) distances.set(code, distance)
  }
  for (const [spelling, code] of list.aliases) offer(code, spellingDistance(spelling.toLowerCase(), sought))
  for (const [code, entries] of list.entries) {
    for (const entry of entries) for (const name of Object.values(entry.names)) offer(code, nameDistance(name.toLowerCase(), sought))
  }
  return [...distances].sort((a, b) => a[1] - b[1]).slice(0, maxSuggestions).map(([code]) => code)
}

/** 0 for the same name, 1 for a name that holds what was written. One Latin letter says nothing. */
function nameDistance(name: string, sought: string): number | undefined {
  if (name === sought) return 0
  const isTelling = sought.length >= 3 || /\p{Script=Han}/u.test(sought)
  return isTelling && name.includes(sought) ? 1 : undefined
}

/** Levenshtein distance where it is small against the length; undefined otherwise. */
function spellingDistance(spelling: string, sought: string): number | undefined {
  const bound = Math.min(maxEdits, Math.max(spelling.length, sought.length) - 1)
  if (Math.abs(spelling.length - sought.length) > bound) return undefined
  let previous = Array.from({ length: sought.length + 1 }, (_, column) => column)
  for (let row = 1; row <= spelling.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= sought.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (spelling[row - 1] === sought[column - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  const distance = previous[sought.length] ?? 0
  return distance <= bound ? distance : undefined
}
