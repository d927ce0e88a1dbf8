// All figures by cell, and the rule that chooses one where several fill it. The others are kept and shown.
//
// The rule: the vintage asked for, else yearbook before preliminary before implied by a later release; then published before
// derived; then the more reliable source; then the closer digits; then the later one. Where another figure lies wholly
// within the bounds of the one so chosen, it is the same figure read more closely, and the closest such is used. Doubtful figures are
// used only by their id. The currency belongs to the measure, so CNY and USD never compete.
import { invariant } from '../../base/invariant.ts'
import type { CivilDate } from '../../base/civil-date.ts'
import type { CsvRow } from '../../base/csv-rows.ts'
import { definitionsFrom, type Definitions } from './definition.ts'
import { figureFrom, oneOf, publishedBy, reliabilities, sourcesFrom, vintages, type Cell, type Figure, type Source } from './figure.ts'
import { compareFractions } from './fraction.ts'
import { isBounded, isInside, widthOf } from './interval.ts'
import { measuresFrom, type Measures } from './measure.ts'
import { parsePeriod } from './period.ts'
import { placesFrom, type Places } from './place.ts'
import { evaluate, type RecipeContext } from './recipe/evaluate.ts'
import type { Found } from './recipe/outcome.ts'
import { readRecipe } from './recipe/read-recipe.ts'
import { unitNamed, unitsFrom, type Unit, type Units } from './unit.ts'

export interface FigureBook {
  readonly units: Units
  readonly places: Places
  readonly measures: Measures
  readonly definitions: Definitions
  readonly sources: ReadonlyMap<string, Source>
  readonly figures: readonly Figure[]
  /** Every figure of the cell, the chosen one first. */
  readonly find: (cell: Cell) => Found | undefined
  readonly context: RecipeContext
}

export type Rows = (file: string) => readonly CsvRow[]

interface Derivation {
  readonly row: CsvRow
  figure?: Figure | undefined
  isOpen: boolean
}

/** Reads the tables of data/statistics. With `asOf`, the book as it stood on that day: later releases are not in it. */
export function figureBookFrom(rows: Rows, asOf?: CivilDate): FigureBook {
  const units = unitsFrom(rows('statistics/units.csv'))
  const places = placesFrom(rows('statistics/places.csv'), rows('statistics/place-members.csv'))
  const measures = measuresFrom(rows('statistics/measures.csv'), units)
  const definitions = definitionsFrom(rows('statistics/definitions.csv'), rows('statistics/definition-codes.csv'))
  const sources = sourcesFrom(rows('statistics/sources.csv'))
  const wasOut = (figure: Figure): boolean => asOf === undefined || (publishedBy(figure) ?? '9999-12-31') <= asOf
  const published = rows('statistics/figures.csv').map((row) => figureFrom(row, { units, places, measures, sources })).filter(wasOut)
  const derivations = rows('statistics/derived.csv').map((row): Derivation => ({ row, isOpen: false }))
  const byCell = grouped<Figure | Derivation>([...published.map((figure) => [cellKey(figure), figure] as const), ...derivations.map((each) => [rowKey(each.row), each] as const)])
  const find = (cell: Cell): Found | undefined => {
    const held = (byCell.get(`${cell.measure} ${cell.place} ${cell.period.text}`) ?? []).flatMap((each) => ('row' in each ? (derive(each, context, units) ?? []) : each))
    return choose(held.filter((figure) => wasOut(figure) && isAsked(figure, cell)))
  }
  const context = contextOf({ units, places, measures, find })
  const derived = derivations.flatMap((each) => derive(each, context, units) ?? []).filter(wasOut)
  const figures = [...published, ...derived]
  invariant(new Set(figures.map(({ id }) => id)).size === figures.length, 'every figure has an id of its own')
  return { units, places, measures, definitions, sources, figures, find, context }
}

/** The unit with factor one of the same dimension: its name is the noun of a number said with a scale word. */
export function smallestUnit(unit: Unit, { units }: Pick<FigureBook, 'units'>): Unit {
  return [...units.values()].find((each) => each.dimension === unit.dimension && each.factor.top === 1n && each.factor.bottom === 1n) ?? unit
}

function contextOf({ units, places, measures, find }: Pick<FigureBook, 'units' | 'places' | 'measures' | 'find'>): RecipeContext {
  return {
    find,
    measureNamed: (id) => measures.get(id),
    placeNamed: (id) => {
      const place = places.get(id)
      return place === undefined ? undefined : { id, members: place.members.map((member) => member.place) }
    },
    unitNamed: (id): Unit => unitNamed(units, id),
    known: { measures: [...measures.keys()], places: [...places.keys()] },
  }
}

/** The figure of a recipe; undefined when a figure that it needs is not there, as of an early day. Columns: id, place, period, measure, recipe, vintage, basis, standing, note. */
function derive(derivation: Derivation, context: RecipeContext, units: Units): Figure | undefined {
  if ('figure' in derivation) return derivation.figure
  const { row } = derivation
  const id = row['id'] ?? ''
  invariant(!derivation.isOpen, `the recipe of ${id} does not need itself`)
  derivation.isOpen = true
  const read = readRecipe(row['recipe'] ?? '')
  invariant(read.ok, `the recipe of ${id} can be read: ${row['recipe']}`)
  const outcome = evaluate(read.value, context)
  invariant(outcome.kind !== 'refused', `the recipe of ${id} can be evaluated: ${outcome.kind === 'refused' ? outcome.issues.map(({ code }) => code).join(', ') : ''}`)
  const [period, measure] = [parsePeriod(row['period'] ?? ''), context.measureNamed(row['measure'] ?? '')]
  invariant(period !== undefined && measure !== undefined && context.placeNamed(row['place'] ?? '') !== undefined, `${id} has a place, period and measure that are known`)
  derivation.isOpen = false
  if (outcome.kind === 'missing') return (derivation.figure = undefined)
  const { estimate } = outcome
  invariant(estimate.unit.dimension === measure.unit.dimension, `the recipe of ${id} gives ${measure.unit.dimension}`)
  derivation.figure = {
    id,
    measure: measure.id,
    place: row['place'] ?? '',
    period,
    printed: '',
    unit: unitNamed(units, measure.unit.id),
    qualifier: '',
    interval: estimate.interval,
    vintage: oneOf(vintages, row['vintage'], `vintage of ${id}`),
    basis: row['basis'] ?? '',
    standing: row['standing'] === 'doubtful' ? 'doubtful' : 'derived',
    source: undefined,
    published: latest(estimate.inputs),
    recipe: row['recipe'] ?? '',
    inputs: estimate.inputs,
    note: row['note'] ?? '',
  }
  return derivation.figure
}

/** A derived figure is as old as the last figure that it needs. */
function latest(figures: readonly Figure[]): string {
  const dated = figures.filter((figure) => publishedBy(figure) !== undefined).toSorted((a, b) => ((publishedBy(a) ?? '') < (publishedBy(b) ?? '') ? 1 : -1))
  return figures.length === dated.length ? (dated[0]?.published ?? '') : ''
}

function isAsked(figure: Figure, cell: Cell): boolean {
  if (cell.id !== undefined) return figure.id === cell.id
  return figure.standing !== 'doubtful' && (cell.vintage === undefined || figure.vintage === cell.vintage) && (cell.basis === undefined || figure.basis === cell.basis)
}

const vintageOrder = ['final', 'preliminary', 'revised'] as const
const standingOrder = ['published', 'derived', 'doubtful'] as const

function choose(held: readonly Figure[]): Found | undefined {
  const [first, ...more] = held.toSorted(byTrust)
  if (first === undefined) return undefined
  const closer = isBounded(first.interval) ? more.filter((other) => isInside(other.interval, first.interval)) : []
  const figure = closer.reduce((best, each) => (isCloser(each, best) ? each : best), first)
  return { figure, others: held.filter(({ id }) => id !== figure.id).toSorted(byTrust) }
}

function byTrust(a: Figure, b: Figure): number {
  return (
    vintageOrder.indexOf(a.vintage) - vintageOrder.indexOf(b.vintage) ||
    standingOrder.indexOf(a.standing) - standingOrder.indexOf(b.standing) ||
    trustOf(a) - trustOf(b) ||
    (isCloser(a, b) ? -1 : isCloser(b, a) ? 1 : 0) ||
    ((publishedBy(a) ?? '') > (publishedBy(b) ?? '') ? -1 : 1)
  )
}

function trustOf(figure: Figure): number {
  return figure.source === undefined ? 0 : reliabilities.indexOf(figure.source.reliability)
}

function isCloser(a: Figure, b: Figure): boolean {
  const [left, right] = [widthOf(a.interval), widthOf(b.interval)]
  return left !== undefined && (right === undefined || compareFractions(left, right) < 0)
}

function cellKey(figure: Figure): string {
  return `${figure.measure} ${figure.place} ${figure.period.text}`
}

function rowKey(row: CsvRow): string {
  return `${row['measure']} ${row['place']} ${row['period']}`
}

function grouped<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const [key, value] of entries) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
