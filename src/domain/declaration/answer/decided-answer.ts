// An officer's decision becomes an answer like any other: the file that goes into the InBox of the filing's channel, in the
// format that customs answers in. A declaration whose numbers were never given gets them first, with an import result.
import { invariant } from '../../../base/invariant.ts'
import type { Instant } from '../../../base/instant.ts'
import type { FilingKind } from '../form.ts'
import type { AnswerReference, CustomsAnswer } from './answer.ts'
import { customsOfFiling, inBoxOf, resultName } from './answer-file.ts'
import { wholeSecond } from './notice-time.ts'
import { writeAnswer, type ResultDetails } from './write-answer.ts'

/** What an officer may decide, and the channel code it is on the mainland (data/reference/receipt-channel.csv). */
export const decisionCodes = {
  received: 'L',
  accepted: 'G',
  held: 'H',
  inspection: 'C',
  'tax-due': 'T',
  released: 'P',
  cleared: 'R',
  returned: 'Z',
  rejected: 'E',
  deleted: 'D',
} as const
export type OfficerDecision = keyof typeof decisionCodes

export interface Decided {
  readonly filing: FilingKind
  /** The sender's number of the shipment, 16 hexadecimal digits. */
  readonly shipment: string
  readonly decision: OfficerDecision
  readonly reason: string
  readonly at: Instant
  /** Numbers that the filing has by now. */
  readonly numbers: AnswerReference
  /** True unless the deciding customs is a real one. */
  readonly isSimulated: boolean
  readonly details?: ResultDetails
}

export interface AnswerFile {
  /** Relative, with slashes: `mainland/Deccus001/InBox`. */
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** The files for the InBox, in the order in which they are to be put there. The same decision gives the same bytes. */
export function decidedAnswer(decided: Decided): readonly AnswerFile[] {
  invariant(/^[0-9a-f]{16}$/.test(decided.shipment), 'a decision names its shipment by the 16 digits of its sender')
  const { filing, shipment, decision, reason, numbers, isSimulated } = decided
  const noticedAt = wholeSecond(decided.at)
  const base = { customs: customsOfFiling(filing), filing, stage: decision, note: reason, isSimulated }
  if (filing !== 'mainland-declaration') {
    const reference = { shipment, ...(numbers.customsNumber === undefined ? {} : { customsNumber: numbers.customsNumber }) }
    return [fileOf({ ...base, code: decision, reference, noticedAt }, decided)]
  }
  const isNamed = numbers.unifiedNumber !== undefined || numbers.entryNumber !== undefined
  const unifiedNumber = numbers.unifiedNumber ?? `SIM${shipment.slice(1).toUpperCase()}`
  const reference: AnswerReference = isNamed ? onlyNumbers(numbers) : { unifiedNumber }
  const imported: CustomsAnswer = { ...base, stage: 'imported', code: '0', note: '', reference: { clientNumber: `LD${shipment.toUpperCase()}`, unifiedNumber } }
  const answered: CustomsAnswer = { ...base, code: decisionCodes[decision], reference, noticedAt }
  return [...(isNamed ? [] : [fileOf(imported, decided)]), fileOf(answered, decided)]
}

function onlyNumbers({ unifiedNumber, entryNumber }: AnswerReference): AnswerReference {
  return { ...(unifiedNumber === undefined ? {} : { unifiedNumber }), ...(entryNumber === undefined ? {} : { entryNumber }) }
}

function fileOf(answer: CustomsAnswer, { shipment, at, details = {} }: Decided): AnswerFile {
  return { folder: inBoxOf(answer.filing), name: resultName(answer, shipment, at), bytes: writeAnswer(answer, details) }
}
