// What a recipe comes to as of a day: the number with its working, or why there is none.
import { ask, type Answer, type NoAnswer } from '../../../src/app/statistics/query.ts'
import type { Result } from '../../../src/base/result.ts'
import { isSeries, leavesOf, readRecipe, type Figure, type FigureBook, type Step } from '../../../src/domain/statistics/index.ts'
import { texts } from '../language.ts'
import { recipeInWords, sayBounds, sayEstimate } from './said.ts'

export type Receipt = Result<Answer, NoAnswer>

/** A cell is asked for as such, so that it is made of its parts where no source fills it; any other recipe as it stands. */
export function receiptOf(recipe: string, book: FigureBook): Receipt {
  const read = readRecipe(recipe)
  if (!read.ok || read.value.kind !== 'figure' || isSeries(read.value) || read.value.id !== undefined) return ask({ recipe }, book)
  const { measure, place, period, vintage, basis } = read.value
  return ask({ measure, place, period, vintage, basis }, book)
}

/** The number and its bounds in one line; empty where there is none. */
export function saidReceipt(receipt: Receipt, book: FigureBook): string {
  if (!receipt.ok) return ''
  const { interval, unit } = receipt.value.estimate
  return `${sayEstimate(book, receipt.value.estimate)} (${sayBounds(book, interval, unit)})`
}

/** A sentence to cite the number by. */
export function citationOf({ recipe, estimate }: Answer, book: FigureBook, asOf: string): string {
  const sources = [...new Set(leavesOf(estimate.inputs).map(sourceName))].join('; ')
  return texts().explorer.receipt.citation(recipeInWords(book, recipe), sayEstimate(book, estimate), sayBounds(book, estimate.interval, estimate.unit), recipe, sources, asOf)
}

export function distinctSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [step.recipe, step])).values()]
}

function sourceName({ source, published }: Figure): string {
  return [source?.title ?? '', source?.address ?? '', published].filter((part) => part !== '').join(', ')
}
