// Money is an exact amount in one currency. Amounts of two currencies are never added; conversion names its rate.
import { add, equals, multiply, round, type Decimal, type Rounding } from './decimal.ts'
import { invariant } from './invariant.ts'

export interface Money {
  readonly amount: Decimal
  /** ISO 4217 alphabetic code. */
  readonly currency: string
}

export function addMoney(a: Money, b: Money): Money {
  invariant(a.currency === b.currency, `money of one currency is added, not ${a.currency} and ${b.currency}`)
  return { amount: add(a.amount, b.amount), currency: a.currency }
}

/** `money` in another currency: amount × rate, rounded once to `scale` digits. */
export function convertMoney(money: Money, to: string, rate: Decimal, scale: number, rounding: Rounding): Money {
  return { amount: round(multiply(money.amount, rate), scale, rounding), currency: to }
}

export function equalMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && equals(a.amount, b.amount)
}
