// Figures in the words of the reader: names of cells, numbers with their scale, what printed digits stand for, recipes.
import type { Language } from '../../../src/base/language.ts'
import {
  isBounded,
  readRecipe,
  sayPrinted,
  sayQualified,
  sayShort,
  smallestUnit,
  type Estimate,
  type Expression,
  type Figure,
  type FigureBook,
  type Fraction,
  type Interval,
  type Unit,
} from '../../../src/domain/statistics/index.ts'
import { language, texts } from '../language.ts'

export function nameOfMeasure(book: FigureBook, id: string): string {
  return book.measures.get(id)?.label[language()] ?? id
}

export function nameOfPlace(book: FigureBook, id: string): string {
  return book.places.get(id)?.label[language()] ?? id
}

/** `2019/2023` is 2019–2023; `../2024-02` is until 2024-02. */
export function periodName(period: string): string {
  if (period === '..') return texts().explorer.noPeriod
  return period.startsWith('../') ? texts().explorer.until(period.slice(3)) : period.replace(/\/|\.\./, '–')
}

export function cellName(book: FigureBook, cell: { readonly measure: string; readonly place: string; readonly period: string }): string {
  return [nameOfMeasure(book, cell.measure), nameOfPlace(book, cell.place), periodName(cell.period)].join(' · ')
}

/** A title begins with a capital letter where the script has them. */
export function asTitle(text: string): string {
  return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1)
}

/** As the source printed it, with the word before it; a derived figure by its best value. */
export function sayFigure(book: FigureBook, figure: Figure, unit: Unit, of: Language = language()): string {
  if (figure.printed !== '') return sayQualified(sayPrinted(figure.printed, figure.unit, of, smallestUnit(figure.unit, book)), figure.qualifier, of)
  return sayBest(book, figure.interval, unit)
}

/** The figure as printed where the estimate is nothing but that, else its best value. */
export function sayEstimate(book: FigureBook, { steps, inputs, interval, unit }: Estimate): string {
  const [figure] = inputs
  return steps.length === 1 && figure !== undefined && figure.printed !== '' ? sayFigure(book, figure, unit) : sayBest(book, interval, unit)
}

export function sayBest(book: FigureBook, interval: Interval, unit: Unit): string {
  const best = interval.value ?? interval.low ?? interval.high
  return best === undefined ? texts().explorer.noBound : say(book, best, unit)
}

/** The bounds, or one of them; empty where there is none. */
export function sayBounds(book: FigureBook, interval: Interval, unit: Unit): string {
  const { low, high } = interval
  if (isBounded(interval)) {
    const [from, to] = [say(book, interval.low, unit), say(book, interval.high, unit)]
    return interval.low.top * interval.high.bottom === interval.high.top * interval.low.bottom ? texts().explorer.exact : `${withoutUnit(from, to)}–${to}`
  }
  if (low !== undefined) return texts().explorer.from(say(book, low, unit))
  return high === undefined ? texts().explorer.noBound : texts().explorer.upTo(say(book, high, unit))
}

/** The recipe in the words of its measures, places and functions; as it is where it cannot be read. */
export function recipeInWords(book: FigureBook, recipe: string): string {
  const read = readRecipe(recipe)
  return read.ok ? expressionInWords(book, read.value) : recipe
}

function expressionInWords(book: FigureBook, expression: Expression): string {
  const words = texts().explorer.recipeWords
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'figure': {
      const { measure, place, period, lastYear, isEachMember } = expression
      const where = isEachMember ? words.each(nameOfPlace(book, place)) : nameOfPlace(book, place)
      return [nameOfMeasure(book, measure), where, periodName(lastYear === undefined ? period : `${period}/${lastYear}`)].join(' · ')
    }
    case 'call':
      return words[expression.name](...expression.arguments.map((each) => expressionInWords(book, each)))
    case 'operation': {
      const sign = { '+': '+', '-': '−', '*': '×', '/': '÷' }[expression.operator]
      return [expression.left, expression.right].map((each) => (each.kind === 'operation' ? `(${expressionInWords(book, each)})` : expressionInWords(book, each))).join(` ${sign} `)
    }
  }
}

function say(book: FigureBook, value: Fraction, unit: Unit): string {
  return sayShort(value, unit, language(), smallestUnit(unit, book))
}

/** Both bounds mostly have the same scale and noun: said once. */
function withoutUnit(from: string, to: string): string {
  const nounOf = (text: string): string => /[^\d.,\u00A0]*$/.exec(text)?.[0] ?? ''
  return nounOf(from) === nounOf(to) && nounOf(from).length < from.length ? from.slice(0, from.length - nounOf(from).length) : from
}
