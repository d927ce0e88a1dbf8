// R3: total = price × quantity, and the number of decimals. R5: freight and insurance by terms of delivery.
// Amounts in the currency of the line.
import { add, compare, decimal, decimalsUsed, formatDecimal, multiply, round, subtract, type Decimal } from '../../../../base/decimal.ts'
import { pathAt, type Charge } from '../../../submission/index.ts'
import type { Finding, RuleCheck, RuleChecks } from '../../rule.ts'
import { plainNumber } from './plain-number.ts'

const priceDecimals = 4 // R3
const totalDecimals = 2 // R3
const quantityDecimals = 5 // R3
const chargeDecimals = 5 // R3
const halfPriceUnit = decimal('0.00005')
const halfTotalUnit = decimal('0.005')
const zeroPrice = decimal('0')

/** One line's price, quantity and total, wherever they stand. */
export interface Priced {
  readonly unitPrice: Decimal | undefined
  readonly quantity: Decimal | undefined
  readonly total: Decimal | undefined
}

const totalIsPriceTimesQuantity: RuleCheck = ({ submission }) =>
  submission.lines.flatMap(({ total, unitPrice, quantity }, index) => totalFindings({ total, unitPrice, quantity }, index, pathAt('lines[].total', index)))

const lineDecimals = [
  { member: 'unitPrice', max: priceDecimals },
  { member: 'total', max: totalDecimals },
  { member: 'quantity', max: quantityDecimals },
  { member: 'firstQuantity', max: quantityDecimals },
  { member: 'secondQuantity', max: quantityDecimals },
] as const
const chargeKinds = ['freight', 'insurance', 'other'] as const

const decimalsFit: RuleCheck = ({ submission }) => {
  const findings: Finding[] = []
  for (const [index, line] of submission.lines.entries()) {
    for (const { member, max } of lineDecimals) checkDecimals(line[member], max, `lines[${index}].${member}`, findings)
  }
  for (const kind of chargeKinds) checkDecimals(submission.terms[kind].rate, chargeDecimals, `terms.${kind}.rate`, findings)
  return findings
}

/** On export, FOB (3) is the price without freight and insurance: none may be declared. */
const nothingToAddOnFob: RuleCheck = ({ submission: { direction, terms } }) => {
  if (direction !== 'export' || terms.tradeTerm !== '3') return []
  return (['freight', 'insurance'] as const).flatMap((kind) =>
    membersOf(terms[kind]).map((member) => {
      const path = `terms.${kind}.${member}`
      return { path, code: 'charge_on_fob', params: { name: `#field.${path}` }, fix: { kind: 'remove' as const, path } }
    }),
  )
}

/** Mark 1 is a rate and has no currency; 2 (per tonne) and 3 (total) are amounts of one. Unverified. */
const currencyOfCharge: RuleCheck = ({ submission }) =>
  chargeKinds.flatMap((kind) => {
    const { mark, rate, currency } = submission.terms[kind]
    if (mark === undefined || mark === '1' || rate === undefined || currency !== undefined) return []
    const path = `terms.${kind}.currency`
    const of = submission.lines[0]?.currency
    const fix = of === undefined ? { kind: 'act' as const, code: 'charge_without_currency.fix.act' } : { kind: 'set' as const, path, value: of }
    return [{ path, code: 'charge_without_currency', params: { charge: `#field.terms.${kind}.rate` }, fix }]
  })

const chargesInPrice: Readonly<Record<string, readonly ('freight' | 'insurance')[]>> = {
  1: ['freight', 'insurance'], // CIF
  2: ['freight'], // C&F
  4: ['insurance'], // C&I
}

/** On export, a price that holds freight or insurance is filed with them, so that customs finds the FOB value. Unverified. */
const chargesOfTerm: RuleCheck = ({ submission: { direction, terms } }) => {
  if (direction !== 'export') return []
  return (chargesInPrice[terms.tradeTerm ?? ''] ?? []).flatMap((kind) =>
    terms[kind].rate !== undefined
      ? []
      : [
          {
            path: `terms.${kind}.rate`,
            code: 'charge_of_term_missing',
            params: { charge: `#field.terms.${kind}.rate`, term: terms.tradeTerm ?? '' },
            fix: { kind: 'act' as const, code: 'charge_of_term_missing.fix', params: { charge: `#field.terms.${kind}.rate` } },
          },
        ],
  )
}

/** Nothing, or for nothing: mostly a slip. Derived, so a warning. */
const nothingIsZero: RuleCheck = ({ submission: { lines } }) =>
  lines.flatMap((line, index): readonly Finding[] =>
    (['quantity', 'unitPrice'] as const).flatMap((member) => {
      if (line[member]?.units !== 0n) return []
      const path = `lines[${index}].${member}`
      return [{ path, code: 'value_is_zero', params: { line: index + 1 }, fix: { kind: 'act', code: 'value_is_zero.fix' } }]
    }),
  )

export const valueChecks: RuleChecks = {
  'R3.zero': nothingIsZero,
  'R3.total': totalIsPriceTimesQuantity,
  'R3.decimals': decimalsFit,
  'R5.fob': nothingToAddOnFob,
  'R5.currency': currencyOfCharge,
  'R5.terms': chargesOfTerm,
}

/**
 * The total stands rounded to two decimals. A price that uses all of its four may be rounded too, and what fits within both
 * roundings is right; a shorter one is exact.
 */
export function totalFindings({ unitPrice, quantity, total }: Priced, index: number, path: string): readonly Finding[] {
  if (total === undefined || unitPrice === undefined || quantity === undefined) return []
  const slack = decimalsUsed(unitPrice) < priceDecimals ? zeroPrice : halfPriceUnit
  const low = subtract(unitPrice, slack)
  const least = subtract(multiply(compare(low, zeroPrice) < 0 ? zeroPrice : low, quantity), halfTotalUnit)
  const most = add(multiply(add(unitPrice, slack), quantity), halfTotalUnit)
  if (compare(total, least) >= 0 && compare(total, most) <= 0) return []
  const product = formatDecimal(round(multiply(unitPrice, quantity), totalDecimals, 'half-up'))
  const params = { line: index + 1, total: plainNumber(total), price: plainNumber(unitPrice), quantity: plainNumber(quantity), product }
  return [{ path, code: 'total_not_product', params, fix: { kind: 'set', path, value: product } }]
}

function membersOf(charge: Charge): readonly (keyof Charge)[] {
  return (['mark', 'rate', 'currency'] as const).filter((member) => charge[member] !== undefined)
}

function checkDecimals(value: Decimal | undefined, max: number, path: string, findings: Finding[]): void {
  if (value === undefined || value.scale <= max) return
  const used = decimalsUsed(value)
  if (used <= max) return
  const rounded = formatDecimal(round(value, max, 'half-up'))
  findings.push({ path, code: 'too_many_decimals', params: { value: formatDecimal(value), max }, fix: { kind: 'set', path, value: rounded } })
}
