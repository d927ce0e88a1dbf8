// The words that the checker knows, from data/story: a row is a concept, a column a language. What is not here
// is not understood, and a number about it is not judged.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { decimal, type Decimal } from '../../../base/decimal.ts'
import { invariant } from '../../../base/invariant.ts'
import { periodPatternsFrom, type PeriodPattern } from './period-pattern.ts'
import { wordsOf, type Tongue, type Words } from './term.ts'

export type WordKind = 'place' | 'flow' | 'product' | 'scheme' | 'relation' | 'restriction'

export interface Word {
  readonly kind: WordKind
  readonly code: string
}

export interface MeasureRow {
  readonly code: string
  readonly flow: string
  readonly product: string
  readonly scheme: string
  readonly unit: string
  readonly isStock: boolean
  /** Measures that add up to it. */
  readonly parts: readonly string[]
  /** The only place it is counted for; empty for any. */
  readonly place: string
}

export interface UnitRow {
  readonly code: string
  readonly kind: string
  /** The unit it is mistaken for. */
  readonly confusedWith: string
}

export interface ScaleRow {
  readonly power: number
  readonly warning: string
}

export interface ComparisonRow {
  readonly code: Comparison
  /** How far below or above the number the truth may be, in percent of it. */
  readonly below: Decimal
  readonly above: Decimal
}

export type Comparison = 'equal' | 'over' | 'nearly' | 'under' | 'about'

export interface TongueVocabulary {
  readonly words: Words<Word>
  readonly units: Words<UnitRow>
  readonly scales: Words<ScaleRow>
  readonly comparisons: Words<ComparisonRow>
  readonly numerals: Words<number>
  readonly periods: readonly PeriodPattern[]
}

export interface Vocabulary {
  readonly tongues: Readonly<Record<Tongue, TongueVocabulary>>
  readonly measures: readonly MeasureRow[]
  /** The place that a place lies in. */
  readonly inside: ReadonlyMap<string, string>
  /** Places that those directly in them make up without a rest. */
  readonly complete: ReadonlySet<string>
  readonly units: ReadonlyMap<string, UnitRow>
}

/** `rows` gives the rows of a file under data/, `story/places.csv`. */
export function vocabularyFrom(rows: (file: string) => readonly CsvRow[]): Vocabulary {
  const places = rows('story/places.csv')
  const units = rows('story/units.csv').map((row) => ({ row, meaning: { code: cell(row, 'code'), kind: cell(row, 'kind'), confusedWith: cell(row, 'confused_with') } }))
  const scales = rows('story/scales.csv').map((row) => ({ row, meaning: { power: Number(cell(row, 'power')), warning: cell(row, 'warning') } }))
  const comparisons = rows('story/comparisons.csv').map((row) => ({ row, meaning: comparisonOf(row) }))
  const numerals = rows('story/numerals.csv').map((row) => ({ row, meaning: Number(cell(row, 'value')) }))
  const words = [
    ...places.map((row) => ({ row, meaning: { kind: 'place' as const, code: cell(row, 'code') } })),
    ...rows('story/words.csv').map((row) => ({ row, meaning: { kind: cell(row, 'kind') as WordKind, code: cell(row, 'code') } })),
  ]
  const inTongue = (tongue: Tongue): TongueVocabulary => {
    const unitWords = wordsOf(units, tongue, true)
    const scaleWords = wordsOf(scales, tongue, true)
    const numeralWords = wordsOf(numerals, tongue)
    return {
      words: wordsOf(words, tongue),
      units: unitWords,
      scales: scaleWords,
      comparisons: wordsOf(comparisons, tongue),
      numerals: numeralWords,
      periods: periodPatternsFrom(rows('story/periods.csv'), tongue, numeralWords.pattern),
    }
  }
  return {
    tongues: { zh: inTongue('zh'), en: inTongue('en'), pt: inTongue('pt') },
    measures: rows('story/measures.csv').map(measureOf),
    inside: new Map(places.map((row) => [cell(row, 'code'), cell(row, 'inside')])),
    complete: new Set(places.filter((row) => cell(row, 'parts') === 'complete').map((row) => cell(row, 'code'))),
    units: new Map(units.map(({ meaning }) => [meaning.code, meaning])),
  }
}

/** True when a place lies in the other, at any distance. */
export function isInside(vocabulary: Vocabulary, place: string, other: string): boolean {
  const parent = vocabulary.inside.get(place) ?? ''
  return parent !== '' && (parent === other || isInside(vocabulary, parent, other))
}

/** The places that together are the place; none where the known ones leave a rest. */
export function placesThatMake(vocabulary: Vocabulary, place: string): readonly string[] {
  return vocabulary.complete.has(place) ? placesIn(vocabulary, place) : []
}

/** Places that lie directly in the place. */
export function placesIn(vocabulary: Vocabulary, place: string): readonly string[] {
  return [...vocabulary.inside].flatMap(([code, parent]) => (parent === place ? [code] : []))
}

export function measureNamed(vocabulary: Vocabulary, code: string): MeasureRow {
  const found = vocabulary.measures.find((each) => each.code === code)
  invariant(found !== undefined, `data/story/measures.csv has ${code}`)
  return found
}

function comparisonOf(row: CsvRow): ComparisonRow {
  return { code: cell(row, 'code') as Comparison, below: decimal(cell(row, 'below_percent')), above: decimal(cell(row, 'above_percent')) }
}

function measureOf(row: CsvRow): MeasureRow {
  return {
    code: cell(row, 'code'),
    flow: cell(row, 'flow'),
    product: cell(row, 'product'),
    scheme: cell(row, 'scheme'),
    unit: cell(row, 'unit'),
    isStock: cell(row, 'nature') === 'stock',
    parts: cell(row, 'parts').split('|').filter((each) => each !== ''),
    place: cell(row, 'place'),
  }
}

function cell(row: CsvRow, column: string): string {
  return row[column] ?? ''
}
