// A number as it stands in a message to a person: without trailing zeros.
import { formatDecimal, trimDecimal, type Decimal } from '../../../../base/decimal.ts'

export function plainNumber(value: Decimal): string {
  return formatDecimal(trimDecimal(value))
}
