// R4: the statutory quantities against the transaction quantity and the net weight. Which units a commodity code has is in the
// tariff, which is not public as a list: a code's units are taken as entered and checked against each other.
import { equals, type Decimal } from '../../../../base/decimal.ts'
import type { GoodsLine } from '../../../submission/index.ts'
import type { Finding, RuleCheck, RuleChecks } from '../../rule.ts'
import { plainNumber } from './plain-number.ts'

const kilogram = '035' // GACC, list unit

/** A statutory quantity in kilograms is the net weight. */
const kilogramsAreNetWeight: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) =>
    statutory(line).flatMap(({ unit, quantity, member }) =>
      unit !== kilogram || quantity === undefined || line.netWeightKg === undefined || equals(quantity, line.netWeightKg)
        ? []
        : [differs(`lines[${index}].${member}`, 'statutory_not_net_weight', index, quantity, line.netWeightKg)],
    ),
  )

/** Where the statutory unit is the transaction unit, the quantities are the same number. */
const sameUnitSameQuantity: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) =>
    statutory(line).flatMap(({ unit, quantity, member }) => {
      if (unit === undefined || unit !== line.unit || unit === kilogram) return []
      if (quantity === undefined || line.quantity === undefined || equals(quantity, line.quantity)) return []
      return [differs(`lines[${index}].${member}`, 'statutory_not_quantity', index, quantity, line.quantity)]
    }),
  )

/** A second quantity has a second unit. */
const secondComesWhole: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) => {
    if (line.secondQuantity === undefined || line.secondUnit !== undefined) return []
    const path = `lines[${index}].secondQuantity`
    return [{ path, code: 'second_quantity_without_unit', params: { line: index + 1 }, fix: { kind: 'remove', path } }]
  })

export const unitChecks: RuleChecks = {
  'R4.first': kilogramsAreNetWeight,
  'R4.transaction': sameUnitSameQuantity,
  'R4.second': secondComesWhole,
}

function statutory(line: GoodsLine) {
  return [
    { unit: line.firstUnit, quantity: line.firstQuantity, member: 'firstQuantity' },
    { unit: line.secondUnit, quantity: line.secondQuantity, member: 'secondQuantity' },
  ] as const
}

function differs(path: string, code: string, index: number, found: Decimal, expected: Decimal): Finding {
  const value = plainNumber(expected)
  return { path, code, params: { line: index + 1, found: plainNumber(found), expected: value }, fix: { kind: 'set', path, value } }
}
