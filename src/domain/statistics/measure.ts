// What a figure counts. Trade, crossings, cars, permits and bookings are different measures, and so are a state (routes in
// use on a day), a flow (of a span) and a total since the beginning. A share keeps what is divided by what. The growth of
// any measure is the measure with `_growth` behind its name: as printed, never computed from levels.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import { languages, type Label } from '../../base/language.ts'
import { labelOf } from '../../base/message.ts'
import { unitNamed, type Unit, type Units } from './unit.ts'

const kinds = ['flow', 'state', 'since-start', 'share', 'average', 'highest', 'growth'] as const
export type MeasureKind = (typeof kinds)[number]

export interface Measure {
  readonly id: string
  readonly kind: MeasureKind
  /** The unit that answers are given in. */
  readonly unit: Unit
  /** Measures that add up to this one. */
  readonly parts: readonly string[]
  readonly label: Label
  /** What a share divides: measure by measure, of another place where named. */
  readonly share?: { readonly numerator: string; readonly denominator: string; readonly denominatorPlace: string }
  /** The measure that a growth is of. */
  readonly growthOf?: string
  /** Which set of goods it counts. */
  readonly definition?: string
}

export type Measures = ReadonlyMap<string, Measure>

const growthEnding = '_growth'
/** Where `{measure}` stands is the name of what grows. */
const growthLabel: Label = { 'zh-Hans': '{measure}增速', 'zh-Hant': '{measure}增速', en: 'growth of {measure}', pt: 'crescimento de {measure}' }

/** Columns: id, kind, unit, parts, numerator, denominator, denominator_place, definition and the four languages. */
export function measuresFrom(rows: readonly CsvRow[], units: Units): Measures {
  const own = rows.map((row) => measureFrom(row, units))
  const measures = new Map([...own, ...own.filter(({ kind }) => kind !== 'share').map((each) => growthMeasure(each, units))].map((each) => [each.id, each]))
  for (const { id, parts, share } of measures.values()) {
    for (const named of [...parts, ...(share === undefined ? [] : [share.numerator, share.denominator])]) invariant(measures.has(named), `${named}, named by ${id}, is a measure`)
  }
  return measures
}

/** By id, or by name in any language, whatever the case. */
export function findMeasure(measures: Measures, asked: string): Measure | undefined {
  const wanted = asked.trim().toLowerCase()
  return measures.get(wanted) ?? [...measures.values()].find(({ label }) => Object.values(label).some((name) => name.toLowerCase() === wanted))
}

export function growthOf(measure: string): string {
  return measure + growthEnding
}

/** A measure that adds up over the years of a span and over the members of a group. */
export function addsUp(measure: Measure): boolean {
  return measure.kind === 'flow'
}

function measureFrom(row: CsvRow, units: Units): Measure {
  const id = row['id'] ?? ''
  const kind = kinds.find((each) => each === row['kind'])
  invariant(kind !== undefined, `measure ${id} is one of ${kinds.join(', ')}`)
  const [numerator, denominator] = [row['numerator'] ?? '', row['denominator'] ?? '']
  return {
    id,
    kind,
    unit: unitNamed(units, row['unit'] ?? ''),
    parts: (row['parts'] ?? '').split(' ').filter((part) => part !== ''),
    label: labelOf(row),
    ...(numerator === '' ? {} : { share: { numerator, denominator, denominatorPlace: row['denominator_place'] ?? '' } }),
    ...((row['definition'] ?? '') === '' ? {} : { definition: row['definition'] ?? '' }),
  }
}

function growthMeasure(measure: Measure, units: Units): Measure {
  const label = Object.fromEntries(languages.map((language) => [language, growthLabel[language].replace('{measure}', measure.label[language])])) as Label
  return { id: growthOf(measure.id), kind: 'growth', unit: unitNamed(units, 'percent'), parts: [], label, growthOf: measure.id }
}
