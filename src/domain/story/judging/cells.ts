// What is known of a cell: its published figures, and what it is by its parts, its years or its places. A cell that nobody
// published and that does not add up is missing, and is named.
import { compare, divide, subtract, sum, type Decimal } from '../../../base/decimal.ts'
import type { Figure, FigureSource } from '../figure.ts'
import { sumOf, type Interval } from '../interval.ts'
import type { Subject } from '../reading/claim.ts'
import { yearsOf } from '../reading/period-pattern.ts'
import { measureNamed, placesThatMake, type Vocabulary } from '../reading/vocabulary.ts'
import { plainText, type Estimate } from './compare.ts'
import { step, type Step } from './verdict.ts'

export interface Known {
  readonly figures: FigureSource
  readonly vocabulary: Vocabulary
}

export interface Composed extends Estimate {
  readonly step: Step
}

const statisticsPlace: Readonly<Record<string, string>> = { HZMB: '440400' }

/** Figures published of the very cell. */
export function published(subject: Subject, { figures }: Known): readonly Figure[] {
  return figures.figures({ ...subject, place: statisticsPlace[subject.place] ?? subject.place })
}

/** The one figure to compute with: of the first releases, the most exact. */
export function best(subject: Subject, known: Known): Estimate | undefined {
  const found = published(subject, known).filter((each) => each.interval.high !== undefined)
  const first = found.filter((each) => each.vintage !== 'revised')
  const direct = (first.length > 0 ? first : found).toSorted((a, b) => compare(width(a.interval), width(b.interval)))[0]
  return direct ?? byYears(subject, known)
}

/** The cell by its parts, by its years, by the places in it: as far as each adds up. */
export function composed(subject: Subject, known: Known): readonly Composed[] {
  return [byParts(subject, known), byYears(subject, known), byPlaces(subject, known)].filter((each) => each !== undefined)
}

/** Cells of places and years that nobody published, of those that the cell is the sum of. */
export function missingCells(subject: Subject, known: Known): { readonly missing: readonly Subject[]; readonly count: number } {
  const places = measureNamed(known.vocabulary, subject.measure).place === '' ? placesThatMake(known.vocabulary, subject.place) : []
  const years = yearsOf(subject.period) ?? [subject.period]
  const all = (places.length > 0 ? places : [subject.place]).flatMap((place) => years.map((year) => ({ ...subject, place, period: String(year) })))
  return { missing: all.filter((each) => best(each, known) === undefined), count: all.length }
}

export function missingStep(subject: Subject, known: Known): Step {
  const { missing, count } = missingCells(subject, known)
  const shown = missing.slice(0, maxListed).map((each) => `${each.place} ${each.period}`).join(', ')
  return step('missing_cells', { ...cellParams(subject), missing: missing.length, count, cells: missing.length > maxListed ? `${shown} …` : shown })
}

export function cellParams({ measure, place, period }: Subject): { readonly measure: string; readonly place: string; readonly period: string } {
  return { measure: `#measure.${measure}`, place: `#place.${place}`, period: period === 'stock' ? '#story.stock' : period }
}

/** With at most two digits after the point, none from a million on, rounded outwards. */
export function intervalParams({ low, high }: Interval): { readonly low: string; readonly high: string } {
  const short = (value: Decimal | undefined, side: 'low' | 'high'): Decimal | undefined => {
    if (value === undefined) return value
    const digits = compare(value, million) >= 0 ? 0 : 2
    if (value.scale <= digits) return value
    const cut = divide(value, one, digits, 'down')
    const isCut = compare(cut, value) !== 0
    const outward = side === 'low' ? value.units < 0n : value.units > 0n
    return isCut && outward ? divide(value, one, digits, 'up') : cut
  }
  return { low: plainText(short(low, 'low')), high: plainText(short(high, 'high')) }
}

/** The known places of a whole added up: it is at least that. */
export function atLeast(subject: Subject, known: Known): Interval | undefined {
  const found = placesThatMake(known.vocabulary, subject.place).flatMap((place) => best({ ...subject, place }, known) ?? [])
  return found.length === 0 ? undefined : { low: sumOf(found.map((each) => each.interval)).low, high: undefined }
}

const maxListed = 14
const million: Decimal = { units: 1_000_000n, scale: 0 }
const one: Decimal = { units: 1n, scale: 0 }

function byParts(subject: Subject, known: Known): Composed | undefined {
  const parts = measureNamed(known.vocabulary, subject.measure).parts
  return added(parts.map((measure) => ({ ...subject, measure })), subject, known, 'by_parts')
}

function byYears(subject: Subject, known: Known): Composed | undefined {
  const years = yearsOf(subject.period)
  if (years === undefined || years.length < 2) return undefined
  return added(years.map((year) => ({ ...subject, period: String(year) })), subject, known, 'by_years')
}

function byPlaces(subject: Subject, known: Known): Composed | undefined {
  return added(placesThatMake(known.vocabulary, subject.place).map((place) => ({ ...subject, place })), subject, known, 'by_places')
}

function added(cells: readonly Subject[], whole: Subject, known: Known, code: string): Composed | undefined {
  const estimates = cells.map((each) => best(each, known))
  const found = estimates.filter((each) => each !== undefined)
  if (cells.length === 0 || found.length < cells.length) return undefined
  const value = sum(found.map((each) => each.value))
  const interval = sumOf(found.map((each) => each.interval))
  const terms = found.map((each) => plainText(each.value)).join(' + ')
  return { value, interval, step: step(code, { ...cellParams(whole), terms, value: plainText(value), ...intervalParams(interval) }) }
}

function width({ low, high }: Interval): Decimal {
  return low === undefined || high === undefined ? { units: 10n ** 30n, scale: 0 } : subtract(high, low)
}
