// The shipped figures, and recipes evaluated over them, for the tests.
import { parseCivilDate } from '../../src/base/civil-date.ts'
import { evaluate, figureBookFrom, fractionText, inUnit, readRecipe, type Fraction, type FigureBook, type Outcome, type Unit } from '../../src/domain/statistics/index.ts'
import { knowledge } from '../knowledge.ts'

export const book = figureBookFrom(knowledge.rows)

export function bookAsOf(day: string): FigureBook {
  return figureBookFrom(knowledge.rows, parseCivilDate(day))
}

export function outcomeOf(recipe: string, from: FigureBook = book): Outcome {
  const read = readRecipe(recipe)
  if (!read.ok) throw new Error(`${recipe}: ${read.issues.map(({ code }) => code).join(', ')}`)
  return evaluate(read.value, from.context)
}

/** Value, lower and upper bound in the unit shown, to so many digits; `-` where there is none. */
export function told(recipe: string, scale: number, from: FigureBook = book): readonly string[] {
  const outcome = outcomeOf(recipe, from)
  if (outcome.kind !== 'estimate') throw new Error(`${recipe} is ${outcome.kind}`)
  const { interval, unit } = outcome.estimate
  return [interval.value, interval.low, interval.high].map((bound) => shown(bound, unit, scale))
}

export function shown(bound: Fraction | undefined, unit: Unit, scale: number): string {
  const value = inUnit(bound, unit)
  return value === undefined ? '-' : fractionText(value, scale)
}
