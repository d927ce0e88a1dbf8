// What a code means in a list on a day. A Map hit and a look at one or two periods; suggestions are sought for unknown codes only.
import type { CivilDate } from '../../base/civil-date.ts'
import { invariant } from '../../base/invariant.ts'
import { holdsOn, type Validity } from '../../base/validity.ts'
import type { CodeEntry, CodeList } from './code-list.ts'
import { nearestCodes, type Suggestion } from './nearest.ts'

/** The nearest periods in which a code held, seen from a day on which it does not. */
export interface ValidAround {
  readonly before?: Validity
  readonly after?: Validity
}

export type Lookup =
  | { readonly kind: 'found'; readonly entry: CodeEntry; readonly code: string }
  | {
      readonly kind: 'outside_validity'
      /** What was, or else what will be. */
      readonly entry: CodeEntry
      readonly validAround: ValidAround
      /** What the list names in its place on that day, if it names anything. */
      readonly instead?: CodeEntry
    }
  | { readonly kind: 'unknown'; readonly isComplete: boolean; /** Up to 5. */ readonly nearest: readonly Suggestion[] }

/** What `code`, in any accepted spelling, means in `list` on a day. */
export function lookup(list: CodeList, code: string, on: CivilDate): Lookup {
  const entries = list.entries.get(code) ?? list.entries.get(list.aliases.get(code) ?? '')
  if (entries === undefined) return { kind: 'unknown', isComplete: list.isComplete, nearest: nearestCodes(list, code, on) }
  for (const entry of entries) if (holdsOn(entry.validity, on)) return { kind: 'found', entry, code: entry.code }
  return outsideValidity(list, entries, on)
}

function outsideValidity(list: CodeList, entries: readonly CodeEntry[], on: CivilDate): Lookup {
  const before = entries.findLast((entry) => entry.validity.to !== undefined && entry.validity.to <= on)
  const after = entries.find((entry) => entry.validity.from !== undefined && entry.validity.from > on)
  const entry = before ?? after
  invariant(entry !== undefined, `${list.id} has a period around ${on}`)
  const instead = list.entries.get(entry.attributes['successor'] ?? '')?.find((each) => holdsOn(each.validity, on))
  return {
    kind: 'outside_validity',
    entry,
    validAround: {
      ...(before === undefined ? {} : { before: before.validity }),
      ...(after === undefined ? {} : { after: after.validity }),
    },
    ...(instead === undefined ? {} : { instead }),
  }
}
