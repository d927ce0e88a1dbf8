// The kind of external trade operation that Macao is told (box 3), and whether a declaration is needed at all: above
// MOP 5,000, a part of more, or goods that need prior authorisation, sanitary control or a certificate of origin (Law
// 7/2003 as amended by 3/2016; DSEDT).
import { compare, decimal, type Decimal } from '../../../base/decimal.ts'
import type { MacaoOperation, Submission } from '../../submission/index.ts'
import { countryCodes } from '../derivations.ts'
import { localValue } from '../local-value.ts'
import { bringsFood } from './food.ts'

export interface MacaoNeed {
  readonly isNeeded: boolean
  /** Codes of the message table: every reason that makes it needed, or why it is not. */
  readonly reasons: readonly string[]
  readonly valueMop?: Decimal
}

export const thresholdMop = decimal('5000') // Law 7/2003: an external trade operation is one above MOP 5,000

/**
 * The operation as entered. Else import for goods from the mainland, domestic export for goods all of Macao's origin;
 * undefined for other exports, since re-export and temporary export cannot be told apart.
 */
export function operationOf({ macao, direction, lines }: Submission): MacaoOperation | undefined {
  if (macao.operation !== undefined) return macao.operation
  if (direction === 'export') return 'import'
  const isLocal = lines.length > 0 && lines.every((line) => line.originCountry === countryCodes.macao)
  return isLocal ? 'domestic-export' : undefined
}

/** Whether Macao asks a declaration; it does while the value is not known. */
export function needsMacaoDeclaration(submission: Submission): MacaoNeed {
  const reasons: string[] = []
  const value = localValue(submission, 'macao')
  if (value.kind === 'lacking') reasons.push('mo_need_value_unknown')
  else if (compare(value.total, thresholdMop) > 0) reasons.push('mo_need_above_threshold')
  if (submission.macao.isSplitOfLarger === true) reasons.push('mo_need_split')
  if (submission.lines.some((line) => line.destinationLicence !== undefined)) reasons.push('mo_need_licence')
  if (bringsFood(submission)) reasons.push('mo_need_food')
  const known = value.kind === 'known' ? { valueMop: value.total } : {}
  return reasons.length > 0 ? { isNeeded: true, reasons, ...known } : { isNeeded: false, reasons: ['mo_need_none'], ...known }
}
