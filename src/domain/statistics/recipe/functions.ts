// The functions of recipes. Each takes estimates and gives one; what it cannot say for certain it refuses or cautions.
import { issue, type Issue } from '../../../base/issue.ts'
import { cellText, figureCell, type Cell } from '../figure.ts'
import { compareFractions, fraction, one } from '../fraction.ts'
import { addIntervals, divideIntervals, exactly, interval, multiplyIntervals, rootOfInterval, subtractIntervals, sumIntervals, type Interval } from '../interval.ts'
import { ratioDimension, type Unit } from '../unit.ts'
import type { FunctionName } from './expression.ts'
import { estimatesOf, merged, stopOf, vintageOf, type Estimate, type Outcome } from './outcome.ts'
import { growthUsed, mixedVintages } from './release.ts'

/** One argument: a series has an outcome for each of its cells. */
export interface Argument {
  readonly outcomes: readonly Outcome[]
  readonly isSeries: boolean
  readonly recipe: string
}

interface Call {
  readonly name: FunctionName
  readonly recipe: string
  readonly percent: Unit
  readonly points: Unit
  readonly ratio: Unit
  readonly rank: Unit
}

type Scalar = (estimates: readonly Estimate[], call: Call) => Outcome

const rule = 'statistics.recipe'
const certain = exactly(one)

/** How many single numbers a function takes; the others take a series. */
const scalars: Partial<Readonly<Record<FunctionName, { readonly takes: number; readonly apply: Scalar }>>> = {
  share: { takes: 2, apply: ([part, whole], call) => asPercent(call, part, whole, (a, b) => divideIntervals(a, b)) },
  growth: { takes: 2, apply: ([now, before], call) => growth(call, now, before) },
  levelChange: { takes: 2, apply: ([now, before], call) => cautioned(asPercent(call, now, before, changeOf), mixedVintages(now, before, 'warning')) },
  cut: { takes: 2, apply: ([before, after], call) => asPercent(call, after, before, (a, b) => opposite(changeOf(a, b))) },
  base: { takes: 2, apply: ([level, rate], call) => byRate(call, level, rate, (a, factor) => divideIntervals(a, factor)) },
  grown: { takes: 2, apply: ([level, rate], call) => byRate(call, level, rate, multiplyIntervals) },
  cagr: { takes: 3, apply: ([last, first, years], call) => cagr(call, last, first, years) },
  points: { takes: 3, apply: ([now, before, whole], call) => points(call, now, before, whole) },
}

export function applyFunction(name: FunctionName, given: readonly Argument[], { unitNamed, recipe }: { readonly unitNamed: (id: string) => Unit; readonly recipe: string }): Outcome {
  const call: Call = { name, recipe, percent: unitNamed('percent'), points: unitNamed('percentage points'), ratio: unitNamed('ratio'), rank: unitNamed('rank') }
  const scalar = scalars[name]
  if (scalar !== undefined) {
    if (given.length !== scalar.takes || given.some(({ isSeries }) => isSeries)) return refusedFor(call, 'function_takes', { name, count: scalar.takes })
    const outcomes = given.flatMap((argument) => argument.outcomes)
    return stopOf(outcomes) ?? scalar.apply(estimatesOf(outcomes), call)
  }
  return applyToSeries(call, given)
}

function applyToSeries(call: Call, given: readonly Argument[]): Outcome {
  const [first, ...others] = given
  const rest = others.flatMap(({ outcomes }) => outcomes)
  const all = [...(first?.outcomes ?? []), ...rest]
  const refusals = all.flatMap((outcome) => (outcome.kind === 'refused' ? outcome.issues : []))
  if (refusals.length > 0) return { kind: 'refused', issues: refusals }
  const estimates = estimatesOf(all)
  if (new Set(estimates.map(({ unit }) => unit.dimension)).size > 1) return refusedFor(call, 'units_apart', { left: estimates[0]?.unit.id ?? '', right: estimates.find(({ unit }) => unit.dimension !== estimates[0]?.unit.dimension)?.unit.id ?? '' })
  switch (call.name) {
    case 'rest':
    case 'coverage':
      return againstParent(call, first, rest)
    case 'rank':
      return stopOf(all) ?? rank(call, estimatesOf(first?.outcomes ?? [])[0], estimatesOf(rest))
    default:
      return stopOf(all, estimates.length === 0 ? undefined : added(estimates, call)) ?? ofSeries(call, estimates)
  }
}

function ofSeries(call: Call, estimates: readonly Estimate[]): Outcome {
  const total = added(estimates, call)
  switch (call.name) {
    case 'mean':
      return estimate({ ...total, interval: divideIntervals(total.interval, exactly(fraction(BigInt(estimates.length)))) ?? total.interval })
    case 'least':
    case 'most':
      return estimate({ ...total, interval: extreme(estimates.map(({ interval: each }) => each), call.name) })
    default:
      return estimate(total)
  }
}

/** `rest`: what the missing cells must hold together; `coverage`: which part of the parent the known cells are. */
function againstParent(call: Call, parent: Argument | undefined, children: readonly Outcome[]): Outcome {
  const stopped = stopOf(parent?.outcomes ?? [])
  const [whole] = estimatesOf(parent?.outcomes ?? [])
  if (stopped !== undefined || whole === undefined) return stopped ?? refusedFor(call, 'function_takes', { name: call.name, count: 2 })
  const known = estimatesOf(children)
  if (children.length === 0) return refusedFor(call, 'function_takes', { name: call.name, count: 2 })
  const total = known.length === 0 ? { ...whole, interval: exactly(fraction(0n)), inputs: [], steps: [] } : added(known, call)
  const cells = children.flatMap((outcome) => (outcome.kind === 'missing' ? outcome.cells : []))
  const told = heldByMissing(cells, known.length, children.length)
  const made = merged([whole, total])
  if (call.name === 'coverage') {
    const part = divideIntervals(total.interval, whole.interval)
    return part === undefined ? refusedFor(call, 'divided_by_zero', {}) : estimate({ ...made, interval: part, unit: call.percent, cautions: [...made.cautions, ...told] })
  }
  return estimate({ ...made, interval: subtractIntervals(whole.interval, total.interval), unit: whole.unit, cautions: [...made.cautions, ...told] })
}

function heldByMissing(cells: readonly Cell[], known: number, all: number): readonly Issue[] {
  if (cells.length === 0) return []
  return [issue({ rule, code: 'cells_missing', severity: 'warning', params: { cells: cells.map(cellText).join('; '), count: cells.length, known, all }, source: 'Lingding' })]
}

function growth(call: Call, now: Estimate | undefined, before: Estimate | undefined): Outcome {
  if (now === undefined || before === undefined) return refusedFor(call, 'function_takes', { name: call.name, count: 2 })
  const circular = growthUsed(now, before)
  if (circular !== undefined) return refusedFor(call, 'growth_circular', { figure: figureCell(circular), base: before.inputs.map(figureCell).join('; ') })
  const mixed = mixedVintages(now, before, 'error')
  return mixed.length > 0 ? { kind: 'refused', issues: mixed } : asPercent(call, now, before, changeOf)
}

function cagr(call: Call, last: Estimate | undefined, first: Estimate | undefined, years: Estimate | undefined): Outcome {
  const count = years?.interval.value
  if (last === undefined || first === undefined || count === undefined || count.bottom !== 1n || count.top < 1n || count.top > 100n) return refusedFor(call, 'years_whole', {})
  const outcome = asPercent(call, last, first, (a, b) => {
    const factor = divideIntervals(a, b)
    const yearly = factor === undefined ? undefined : rootOfInterval(factor, Number(count.top))
    return yearly === undefined ? undefined : subtractIntervals(yearly, certain)
  })
  return cautioned(outcome, mixedVintages(last, first, 'warning'))
}

function points(call: Call, now: Estimate | undefined, before: Estimate | undefined, whole: Estimate | undefined): Outcome {
  if (now === undefined || before === undefined || whole === undefined) return refusedFor(call, 'function_takes', { name: call.name, count: 3 })
  const apart = [now, before].find(({ unit }) => unit.dimension !== whole.unit.dimension)
  if (apart !== undefined) return refusedFor(call, 'units_apart', { left: apart.unit.id, right: whole.unit.id })
  const part = divideIntervals(subtractIntervals(now.interval, before.interval), whole.interval)
  if (part === undefined) return refusedFor(call, 'divided_by_zero', {})
  return cautioned(estimate({ ...merged([now, before, whole]), interval: part, unit: call.points }), mixedVintages(now, before, 'warning'))
}

function rank(call: Call, subject: Estimate | undefined, others: readonly Estimate[]): Outcome {
  if (subject === undefined) return refusedFor(call, 'function_takes', { name: call.name, count: 2 })
  const own = new Set(subject.inputs.map(({ id }) => id))
  const rivals = others.filter(({ inputs }) => !inputs.every(({ id }) => own.has(id)))
  const isAbove = (a: Interval['low'], b: Interval['low'], whenOpen: boolean): boolean => (a === undefined || b === undefined ? whenOpen : compareFractions(a, b) > 0)
  const place = (count: number) => fraction(BigInt(count + 1))
  const surely = rivals.filter((each) => isAbove(each.interval.low, subject.interval.high, false)).length
  const perhaps = rivals.filter((each) => isAbove(each.interval.high, subject.interval.low, true)).length
  const likely = rivals.filter((each) => isAbove(each.interval.value, subject.interval.value, false)).length
  return estimate({ ...merged([subject, ...others]), interval: interval(place(likely), place(surely), place(perhaps)), unit: call.rank })
}

function byRate(call: Call, level: Estimate | undefined, rate: Estimate | undefined, apply: (level: Interval, factor: Interval) => Interval | undefined): Outcome {
  if (level === undefined || rate === undefined) return refusedFor(call, 'function_takes', { name: call.name, count: 2 })
  if (rate.unit.dimension !== ratioDimension) return refusedFor(call, 'units_apart', { left: level.unit.id, right: rate.unit.id })
  const made = apply(level.interval, addIntervals(certain, rate.interval))
  return made === undefined ? refusedFor(call, 'divided_by_zero', {}) : estimate({ ...merged([level, rate]), interval: made, unit: level.unit })
}

function asPercent(call: Call, a: Estimate | undefined, b: Estimate | undefined, apply: (a: Interval, b: Interval) => Interval | undefined): Outcome {
  if (a === undefined || b === undefined) return refusedFor(call, 'function_takes', { name: call.name, count: 2 })
  if (a.unit.dimension !== b.unit.dimension) return refusedFor(call, 'units_apart', { left: a.unit.id, right: b.unit.id })
  const made = apply(a.interval, b.interval)
  return made === undefined ? refusedFor(call, 'divided_by_zero', {}) : estimate({ ...merged([a, b]), interval: made, unit: call.percent })
}

function changeOf(now: Interval, before: Interval): Interval | undefined {
  const factor = divideIntervals(now, before)
  return factor === undefined ? undefined : subtractIntervals(factor, certain)
}

function opposite(a: Interval | undefined): Interval | undefined {
  return a === undefined ? undefined : subtractIntervals(exactly(fraction(0n)), a)
}

/** The sum, with a caution where the figures are of different stages of release. */
function added(estimates: readonly Estimate[], call: Call): Estimate {
  const made = merged(estimates)
  const isMixed = vintageOf(made.inputs) === 'mixed' && call.name !== 'least' && call.name !== 'most'
  const caution = isMixed ? [issue({ rule, code: 'sum_of_vintages', severity: 'warning', source: 'Customs statistics are released as preliminary, corrected and yearbook figures' })] : []
  return { ...made, interval: sumIntervals(estimates.map(({ interval: each }) => each)), unit: estimates[0]?.unit ?? call.ratio, cautions: [...made.cautions, ...caution] }
}

function extreme(all: readonly Interval[], which: 'least' | 'most'): Interval {
  const pick = (bounds: readonly Interval['low'][], isOpenAny: boolean): Interval['low'] => {
    const known = bounds.filter((bound) => bound !== undefined)
    if (isOpenAny ? known.length < bounds.length : known.length === 0) return undefined
    return known.reduce((best, each) => (compareFractions(each, best) < 0 === (which === 'least') ? each : best))
  }
  const isLeast = which === 'least'
  return interval(pick(all.map(({ value }) => value), true), pick(all.map(({ low }) => low), isLeast), pick(all.map(({ high }) => high), !isLeast))
}

function cautioned(outcome: Outcome, cautions: readonly Issue[]): Outcome {
  return outcome.kind === 'estimate' ? estimate({ ...outcome.estimate, cautions: [...outcome.estimate.cautions, ...cautions] }) : outcome
}

function estimate(made: Estimate): Outcome {
  return { kind: 'estimate', estimate: made }
}

function refusedFor(call: Call, code: string, params: Readonly<Record<string, string | number>>): Outcome {
  return { kind: 'refused', issues: [issue({ rule, code, params: { recipe: call.recipe, ...params }, source: 'Lingding' })] }
}
