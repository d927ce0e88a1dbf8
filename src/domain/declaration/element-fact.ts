// What a customs publishes of one element of a filing: its name, type, size, code list and where that is written down.
// Rows come from data/declarations/<filing>.csv and are the same for every customs.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import type { Label } from '../../base/language.ts'
import { labelOf } from '../../base/message.ts'

const elementTypes = ['text', 'integer', 'decimal', 'date', 'datetime', 'code', 'binary'] as const
export type ElementType = (typeof elementTypes)[number]
/** V seen in the named source, D derived from such facts, U not verified. */
export type Mark = 'V' | 'D' | 'U'

export interface ElementFact {
  readonly group: string
  readonly element: string
  readonly label: Label
  readonly type: ElementType
  /** Longest text in characters, or digits in all of a number; undefined where none is published. */
  readonly maxLength?: number
  readonly decimals?: number
  /** What the publisher says of necessity, in its own words. */
  readonly required: string
  readonly codeList: string
  readonly mark: Mark
  readonly source: string
}

export type ElementFacts = ReadonlyMap<string, ElementFact>

/** Columns: group, element, zh-Hans, zh-Hant, en, pt, type, length, decimals, required, code_list, mark, source. */
export function elementFactsFrom(rows: readonly CsvRow[]): ElementFacts {
  const facts = rows.map((row) => {
    const maxLength = numberOf(row['length'])
    const decimals = numberOf(row['decimals'])
    const fact: ElementFact = {
      group: row['group'] ?? '',
      element: row['element'] ?? '',
      label: labelOf(row),
      type: elementType(row),
      required: row['required'] ?? '',
      codeList: row['code_list'] ?? '',
      mark: (row['mark'] ?? 'U') as Mark,
      source: row['source'] ?? '',
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(decimals === undefined ? {} : { decimals }),
    }
    return fact
  })
  return new Map(facts.map((fact) => [factKey(fact.group, fact.element), fact]))
}

export function factKey(group: string, element: string): string {
  return `${group}.${element}`
}

function elementType(row: CsvRow): ElementType {
  const type = elementTypes.find((each) => each === row['type'])
  invariant(type !== undefined, `${row['group']}.${row['element']} has a type, not '${row['type']}'`)
  return type
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text)
}
