// A recipe says how a number is made from figures: data, not code. It is a small tree, and a text that people read:
// `share(sum(total[Shenzhen, 2019..2023]), total[GBA9, 2019/2023])`. `GBA9.*` means each member, `2019..2023` each year.
import type { Fraction } from '../fraction.ts'
import type { Vintage } from '../figure.ts'

export const functionNames = ['sum', 'mean', 'share', 'growth', 'levelChange', 'base', 'grown', 'cagr', 'cut', 'points', 'rest', 'coverage', 'rank', 'least', 'most'] as const
export type FunctionName = (typeof functionNames)[number]

export type Operator = '+' | '-' | '*' | '/'

export type Expression =
  | { readonly kind: 'number'; readonly value: Fraction; readonly text: string }
  | FigureReference
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }

/** One cell, or with `.*` or `..` a series of them. */
export interface FigureReference {
  readonly kind: 'figure'
  readonly measure: string
  readonly place: string
  /** Each member of the place. */
  readonly isEachMember: boolean
  readonly period: string
  /** Last year of a series `2019..2023`; then `period` is its first. */
  readonly lastYear?: string
  readonly vintage?: Vintage
  readonly basis?: string
  readonly id?: string
}

export function isSeries(reference: FigureReference): boolean {
  return reference.isEachMember || reference.lastYear !== undefined
}

const strength: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 }

/** The one way that a recipe is written. */
export function recipeText(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'figure':
      return referenceText(expression)
    case 'call':
      return `${expression.name}(${expression.arguments.map(recipeText).join(', ')})`
    case 'operation': {
      const { operator, left, right } = expression
      return `${inParentheses(left, strength[operator], false)} ${operator} ${inParentheses(right, strength[operator], true)}`
    }
  }
}

function inParentheses(inner: Expression, outer: number, isRight: boolean): string {
  const text = recipeText(inner)
  if (inner.kind !== 'operation') return text
  const own = strength[inner.operator]
  return own < outer || (isRight && own === outer) ? `(${text})` : text
}

function referenceText(reference: FigureReference): string {
  const place = reference.place + (reference.isEachMember ? '.*' : '')
  const period = reference.period + (reference.lastYear === undefined ? '' : `..${reference.lastYear}`)
  const more = (['vintage', 'basis', 'id'] as const).flatMap((key) => (reference[key] === undefined ? [] : [`${key}=${reference[key]}`]))
  return `${reference.measure}[${[place, period, ...more].join(', ')}]`
}
