// A definition says which goods a measure counts: dated sets of codes, one per edition of the Harmonized System. The
// "new three" have no published code set, so ours is visible, dated and one of several; a figure says which it uses.
import type { CsvRow } from '../../base/csv-rows.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import { invariant } from '../../base/invariant.ts'
import type { Label } from '../../base/language.ts'
import { labelOf } from '../../base/message.ts'
import { holdsOn, type Validity } from '../../base/validity.ts'

export interface Definition {
  readonly id: string
  readonly version: string
  readonly label: Label
  /** What it says of itself: who made it, and what it leaves open. */
  readonly note: Label
  readonly codes: readonly GoodsCode[]
}

export interface GoodsCode {
  /** Lithium, vehicles, solar: the part of the definition. */
  readonly product: string
  /** Edition of the Harmonized System, `HS2022`. */
  readonly edition: string
  readonly code: string
  readonly validity: Validity
  readonly mark: string
  readonly note: string
  readonly source: string
}

export type Definitions = ReadonlyMap<string, Definition>

/** Columns of the definitions: id, version, the languages and note:language; of the codes: definition, product, edition, code, from, to, mark, note, source. */
export function definitionsFrom(rows: readonly CsvRow[], codeRows: readonly CsvRow[]): Definitions {
  const codes = codeRows.map((row) => [row['definition'] ?? '', goodsCodeFrom(row)] as const)
  const definitions = rows.map((row): Definition => {
    const id = row['id'] ?? ''
    return { id, version: row['version'] ?? '', label: labelOf(row), note: labelOf(row, 'note:'), codes: codes.filter(([of]) => of === id).map(([, code]) => code) }
  })
  const known = new Map(definitions.map((each) => [each.id, each]))
  for (const [of, { code }] of codes) invariant(known.has(of), `${of}, the definition of ${code}, is known`)
  return known
}

/** The codes that count on a day. */
export function codesOn(definition: Definition, on: CivilDate): readonly GoodsCode[] {
  return definition.codes.filter(({ validity }) => holdsOn(validity, on))
}

/** Days on which the set of codes changes, so that a series across one is not one series. */
export function breaksOf(definition: Definition): readonly CivilDate[] {
  const starts = definition.codes.flatMap(({ validity }) => (validity.from === undefined ? [] : [validity.from]))
  return [...new Set(starts)].toSorted()
}

export interface DefinitionDifference {
  readonly onlyFirst: readonly string[]
  readonly onlySecond: readonly string[]
}

/** Which codes one definition counts on a day and another does not. */
export function differenceOf(first: Definition, second: Definition, on: CivilDate): DefinitionDifference {
  const [a, b] = [codesOn(first, on), codesOn(second, on)].map((codes) => new Set(codes.map(({ code }) => code)))
  const without = (from: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): readonly string[] =>
    [...(from ?? [])].filter((code) => other?.has(code) !== true).toSorted()
  return { onlyFirst: without(a, b), onlySecond: without(b, a) }
}

function goodsCodeFrom(row: CsvRow): GoodsCode {
  const code = row['code'] ?? ''
  invariant(/^\d{4}(\.?\d{2}){0,2}$/.test(code), `${code} is a code of four, six or eight digits`)
  const [from, to] = [parseCivilDate(row['from'] ?? ''), parseCivilDate(row['to'] ?? '')]
  return {
    product: row['product'] ?? '',
    edition: row['edition'] ?? '',
    code: code.replaceAll('.', ''),
    validity: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    mark: row['mark'] ?? '',
    note: row['note'] ?? '',
    source: row['source'] ?? '',
  }
}
