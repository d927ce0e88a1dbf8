// Evaluates a recipe over figures. Bounds are carried through every operation; cells that no source fills are named;
// units that do not belong together, and growth from levels of different releases, are refused.
import { issue, type Issue } from '../../../base/issue.ts'
import { fraction, signOf, times } from '../fraction.ts'
import { cellText, type Cell } from '../figure.ts'
import { addIntervals, divideIntervals, exactly, multiplyIntervals, subtractIntervals } from '../interval.ts'
import { addsUp, type Measure } from '../measure.ts'
import { parsePeriod } from '../period.ts'
import { ratioDimension, type Unit } from '../unit.ts'
import { isSeries, recipeText, type Expression, type FigureReference, type Operator } from './expression.ts'
import { applyFunction, type Argument } from './functions.ts'
import { merged, stopOf, type Estimate, type Found, type Outcome } from './outcome.ts'

export interface RecipeContext {
  /** What a cell holds; undefined when no source fills it. */
  readonly find: (cell: Cell) => Found | undefined
  readonly measureNamed: (id: string) => Measure | undefined
  /** Id of the place and its members; undefined when it is not known. */
  readonly placeNamed: (id: string) => { readonly id: string; readonly members: readonly string[] } | undefined
  readonly unitNamed: (id: string) => Unit
  /** Ids of what is known, for refusals. */
  readonly known: { readonly measures: readonly string[]; readonly places: readonly string[] }
}

const rule = 'statistics.recipe'
/** A series is as long as a table that people read. */
export const maxSeries = 1000

export function evaluate(expression: Expression, context: RecipeContext): Outcome {
  switch (expression.kind) {
    case 'number':
      return found({ interval: exactly(expression.value), unit: context.unitNamed('ratio'), inputs: [], steps: [], cautions: [] })
    case 'figure':
      return evaluateReference(expression, context)
    case 'operation':
      return evaluateOperation(expression.operator, evaluate(expression.left, context), evaluate(expression.right, context), recipeText(expression), context)
    case 'call': {
      const argumentsFound = expression.arguments.map((argument) => argumentOf(argument, context))
      const outcome = applyFunction(expression.name, argumentsFound, { unitNamed: context.unitNamed, recipe: recipeText(expression) })
      return outcome.kind === 'estimate' ? found(withStep(outcome.estimate, recipeText(expression))) : outcome
    }
  }
}

/** The cells that a reference stands for, or why it stands for none. */
export function cellsOf(reference: FigureReference, context: RecipeContext): { readonly cells: readonly Cell[]; readonly issues: readonly Issue[] } {
  const measure = context.measureNamed(reference.measure)
  const place = context.placeNamed(reference.place)
  const period = parsePeriod(reference.period)
  const issues: Issue[] = []
  if (measure === undefined) issues.push(unknown('measure', reference.measure, context.known.measures))
  if (place === undefined) issues.push(unknown('place', reference.place, context.known.places))
  if (period === undefined) issues.push(issue({ path: 'period', rule, code: 'period_unknown', params: { period: reference.period }, source: 'Lingding' }))
  if (measure === undefined || place === undefined || period === undefined) return { cells: [], issues }
  if (isSeries(reference) && !addsUp(measure) && measure.kind !== 'growth') {
    return { cells: [], issues: [issue({ path: 'measure', rule, code: 'series_of_states', params: { measure: measure.id }, source: 'Lingding' })] }
  }
  const [first, last] = [Number(reference.period.slice(0, 4)), Number(reference.lastYear ?? reference.period.slice(0, 4))]
  const periods = reference.lastYear === undefined ? [period] : Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => parsePeriod(String(first + index)) ?? period)
  const places = reference.isEachMember ? place.members : [place.id]
  if (places.length * periods.length > maxSeries || places.length * periods.length === 0) {
    return { cells: [], issues: [issue({ rule, code: 'series_length', params: { cells: places.length * periods.length, max: maxSeries }, source: 'Lingding' })] }
  }
  const { vintage, basis, id } = reference
  const more = { ...(vintage === undefined ? {} : { vintage }), ...(basis === undefined ? {} : { basis }), ...(id === undefined ? {} : { id }) }
  return { cells: places.flatMap((each) => periods.map((when) => ({ measure: measure.id, place: each, period: when, ...more }))), issues }
}

function argumentOf(expression: Expression, context: RecipeContext): Argument {
  if (expression.kind !== 'figure' || !isSeries(expression)) return { outcomes: [evaluate(expression, context)], isSeries: false, recipe: recipeText(expression) }
  const { cells, issues } = cellsOf(expression, context)
  const outcomes: readonly Outcome[] = issues.length > 0 ? [{ kind: 'refused', issues }] : cells.map((cell) => lookUp(cell, context))
  return { outcomes, isSeries: true, recipe: recipeText(expression) }
}

function evaluateReference(reference: FigureReference, context: RecipeContext): Outcome {
  if (isSeries(reference)) return { kind: 'refused', issues: [issue({ rule, code: 'series_alone', params: { recipe: recipeText(reference) }, source: 'Lingding' })] }
  const { cells, issues } = cellsOf(reference, context)
  const [cell] = cells
  return cell === undefined ? { kind: 'refused', issues } : lookUp(cell, context)
}

function lookUp(cell: Cell, context: RecipeContext): Outcome {
  const held = context.find(cell)
  if (held === undefined) return { kind: 'missing', cells: [cell] }
  const { figure } = held
  const unit = context.measureNamed(cell.measure)?.unit
  const shown = unit !== undefined && unit.dimension === figure.unit.dimension ? unit : figure.unit
  return found({ interval: figure.interval, unit: shown, inputs: [figure], steps: [{ recipe: cellText(cell), interval: figure.interval, unit: shown, figure }], cautions: [] })
}

function evaluateOperation(operator: Operator, left: Outcome, right: Outcome, recipe: string, context: RecipeContext): Outcome {
  const stopped = stopOf([left, right])
  if (stopped !== undefined) return stopped
  if (left.kind !== 'estimate' || right.kind !== 'estimate') return left
  const [a, b] = [left.estimate, right.estimate]
  const unit = unitOf(operator, a.unit, b.unit, context)
  if (unit === undefined) return { kind: 'refused', issues: [issue({ rule, code: 'units_apart', params: { left: a.unit.id, right: b.unit.id, recipe }, source: 'Lingding' })] }
  const interval = intervalOf(operator, a, b)
  if (interval === undefined) return { kind: 'refused', issues: [issue({ rule, code: 'divided_by_zero', params: { recipe }, source: 'Lingding' })] }
  return found(withStep({ ...merged([a, b]), interval, unit }, recipe))
}

function intervalOf(operator: Operator, a: Estimate, b: Estimate) {
  switch (operator) {
    case '+':
      return addIntervals(a.interval, b.interval)
    case '-':
      return subtractIntervals(a.interval, b.interval)
    case '*':
      return multiplyIntervals(a.interval, b.interval)
    case '/':
      return divideIntervals(a.interval, b.interval)
  }
}

function unitOf(operator: Operator, a: Unit, b: Unit, context: RecipeContext): Unit | undefined {
  const [isPlainA, isPlainB] = [a.dimension === ratioDimension, b.dimension === ratioDimension]
  switch (operator) {
    case '+':
    case '-':
      return a.dimension === b.dimension ? a : undefined
    case '*':
      return isPlainA && isPlainB ? context.unitNamed('ratio') : isPlainB ? a : isPlainA ? b : undefined
    case '/':
      return a.dimension === b.dimension ? context.unitNamed('ratio') : isPlainB ? a : undefined
  }
}

function withStep(estimate: Estimate, recipe: string): Estimate {
  return { ...estimate, steps: [...estimate.steps, { recipe, interval: estimate.interval, unit: estimate.unit }] }
}

function found(estimate: Estimate): Outcome {
  return { kind: 'estimate', estimate }
}

/** Ids that begin or end alike come first, so that a slip of a letter is seen at once. */
function unknown(what: 'measure' | 'place', asked: string, known: readonly string[]): Issue {
  const near = known.filter((id) => !id.endsWith('_growth'))
  return issue({ path: what, rule, code: `${what}_unknown`, params: { asked, known: near.join(', ') }, source: 'Lingding', fix: { kind: 'choose', path: what, options: near } })
}

/** A number in the unit that it is shown in. */
export function inUnit(value: Estimate['interval']['value'], unit: Unit) {
  return value === undefined || signOf(value) === 0 ? value : times(value, fraction(unit.factor.bottom, unit.factor.top))
}

