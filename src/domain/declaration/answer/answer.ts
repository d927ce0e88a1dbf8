// What a customs answered to a filing, whatever the format it came in. The stage of a filing is a function of the set of
// its answers: order of arrival, doubles and delay do not change it.
import type { Instant } from '../../../base/instant.ts'
import type { Customs, FilingKind } from '../form.ts'

/** Where a filing stands with its customs, from first to last. `waiting` is not sent yet. */
export const stages = [
  'waiting',
  'sent',
  'imported',
  'received',
  'held',
  'accepted',
  'tax-due',
  'inspection',
  'returned',
  'rejected',
  'deleted',
  'released',
  'cleared',
] as const
export type Stage = (typeof stages)[number]

/** What an answer says about the stage; a `notice` changes nothing. */
export type AnswerStage = Exclude<Stage, 'waiting' | 'sent'> | 'notice'

export interface CustomsAnswer {
  readonly customs: Customs
  /** Which filing of the shipment it is about. */
  readonly filing: FilingKind
  readonly stage: AnswerStage
  /** The publisher's own code: `L` of the 21 channel codes, `0` of DecImportResponse, or one of docs/formats/answers.md. */
  readonly code: string
  /** What the answer calls the filing by; at least one is there. */
  readonly reference: AnswerReference
  /** When customs says it was, where it says so. */
  readonly noticedAt?: Instant
  readonly note: string
  readonly isSimulated: boolean
}

export interface AnswerReference {
  /** ClientSeqNo of the mainland: the sender's own number, LD and 16 digits. */
  readonly clientNumber?: string
  /** SeqNo or CUS_CIQ_NO: the number that the single window assigns. */
  readonly unifiedNumber?: string
  /** ENTRY_ID: 18 digits that customs assigns. */
  readonly entryNumber?: string
  /** The sender's 16 digits for the shipment, where the format is ours. */
  readonly shipment?: string
  /** A number that customs gave in its answer, CCRN for one. */
  readonly customsNumber?: string
}

/** What of an answer decides the stage. */
export type StagedAnswer = Pick<CustomsAnswer, 'stage' | 'noticedAt'> & { readonly digest: string }

/**
 * The stage after all answers: the latest by customs' own time speaks; at the same time the later stage does. An answer
 * without a time speaks before every one that has one: the import client gives none, and it speaks before customs does.
 * There, an import that came through outweighs one that failed: it was tried again, or a double was refused.
 */
export function stageOf(answers: readonly StagedAnswer[]): AnswerStage | undefined {
  let last: StagedAnswer | undefined
  for (const answer of answers) {
    if (answer.stage !== 'notice' && (last === undefined || isAfter(answer, last))) last = answer
  }
  return last?.stage
}

/** A total order of what was said, so that the order of arrival makes no difference. */
function isAfter(a: StagedAnswer, b: StagedAnswer): boolean {
  const [timeOfA, timeOfB] = [a.noticedAt ?? -Infinity, b.noticedAt ?? -Infinity]
  return timeOfA === timeOfB ? rank(a) > rank(b) : timeOfA > timeOfB
}

function rank({ stage, noticedAt }: StagedAnswer): number {
  if (stage === 'notice') return -1
  return noticedAt === undefined && stage === 'rejected' ? stages.indexOf('imported') - 0.5 : stages.indexOf(stage)
}
