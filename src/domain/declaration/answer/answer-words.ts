// How an answer is spoken of: codes of the message table, by convention.
//   stage.<stage>                     name of the stage, `stage.inspection`
//   stage.<stage>.next                what to do now, in plain words
//   channel.<code>                    name of a channel code, from data/reference/receipt-channel.csv
//   channel.<code>.next               what to do after it; each of the 21 codes has one
//   answer.<filing>.accepted.next     after an acceptance of a filing that is not the mainland's declaration
import type { FilingKind } from '../form.ts'
import type { CustomsAnswer, Stage } from './answer.ts'
import { formatOfAnswer } from './write-answer.ts'

export interface AnswerWords {
  /** Name of the stage; of a notice, `stage.notice`. */
  readonly stageName: string
  /** Name of the code, where the code has one of its own; else that of the stage. */
  readonly codeName: string
  readonly nextStep: string
}

export function answerWords({ stage, code, filing }: Pick<CustomsAnswer, 'stage' | 'code' | 'filing'>): AnswerWords {
  const stageName = stageNameCode(stage)
  const isChannel = formatOfAnswer({ filing, code }) === 'DEC_RESULT'
  return { stageName, codeName: isChannel ? `channel.${code}` : stageName, nextStep: isChannel ? `channel.${code}.next` : stageNextCode(stage, filing) }
}

export function stageNameCode(stage: Stage | 'notice'): string {
  return `stage.${stage}`
}

/** What to do where a filing stands, whatever code brought it there. */
export function stageNextCode(stage: Stage | 'notice', filing: FilingKind): string {
  return stage === 'accepted' && filing !== 'mainland-declaration' ? `answer.${filing}.accepted.next` : `stage.${stage}.next`
}
