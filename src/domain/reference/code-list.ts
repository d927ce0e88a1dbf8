// A code list as one publisher keeps it: codes with names, a validity and attributes.
// Lists come as rows of data/reference/*.csv (docs/formats/code-lists.md); code-book.ts reads them, lookup.ts looks them up.
import type { CivilDate } from '../../base/civil-date.ts'
import type { Label, Language } from '../../base/language.ts'
import { holdsOn, type Validity } from '../../base/validity.ts'
import type { CodeListId } from './code-list-id.ts'

/** V verified in a publication, D derived by a rule named in the source, U unverified. */
export type Mark = 'V' | 'D' | 'U'

export interface CodeEntry {
  readonly code: string
  /** By language, as far as a name is known. */
  readonly names: Partial<Label>
  readonly validity: Validity
  /** What else the list says of the code: `iso3`, `alpha`, `rec20`, `successor`, … */
  readonly attributes: Readonly<Record<string, string>>
  readonly source: string
  readonly mark: Mark
}

export interface CodeList {
  readonly id: CodeListId
  /** Name of the list at its publisher: `country_region`. */
  readonly officialName: string
  readonly publisher: string
  readonly names: Partial<Label>
  /** False: the publisher's list is longer than what is known here. */
  readonly isComplete: boolean
  /** Entries per code, oldest first; no two hold on the same day. */
  readonly entries: ReadonlyMap<string, readonly CodeEntry[]>
  /** Every accepted spelling → code: USD → 502, HKG → 110, and each code → itself. */
  readonly aliases: ReadonlyMap<string, string>
}

/** Every entry that holds on a day, in the order of the list: what a pick list shows. */
export function entriesOn(list: CodeList, on: CivilDate): readonly CodeEntry[] {
  return [...list.entries.values()].flatMap((entries) => entries.filter((entry) => holdsOn(entry.validity, on)))
}

/** The name in a language; where none is known, the name in English, in the publisher's Chinese, or the code. */
export function nameOf(entry: CodeEntry, language: Language): string {
  return entry.names[language] ?? entry.names.en ?? entry.names['zh-Hans'] ?? entry.code
}
