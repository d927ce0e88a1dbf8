// What each code of an answer means for its filing: a row per code of data/declarations/answer-codes.csv. The codes of the
// mainland are published (21 channel codes, ResponseCode); those of Hong Kong and Macao, and of the road manifest, are ours,
// since theirs are not public. Which stage a code makes is ours too, row by row with its mark.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'
import { isCustoms, type Customs } from '../../access/index.ts'
import { stages, type AnswerStage } from './answer.ts'

export const answerFormats = ['DecImportResponse', 'DEC_RESULT', 'lingding-answer'] as const
export type AnswerFormat = (typeof answerFormats)[number]

export interface AnswerCode {
  readonly customs: Customs
  readonly format: AnswerFormat
  /** `*` is any code that has no row of its own. */
  readonly code: string
  readonly stage: AnswerStage
}

export interface AnswerTables {
  /** By format, customs and code. */
  readonly codes: ReadonlyMap<string, AnswerCode>
}

const answerStages: ReadonlySet<string> = new Set([...stages.filter((stage) => stage !== 'waiting' && stage !== 'sent'), 'notice'])

/** Rows of answer-codes.csv: customs, format, code, stage, mark, source. Throws at a row that names a stage there is none of. */
export function answerTablesFrom(rows: readonly CsvRow[]): AnswerTables {
  const codes = rows.map((row) => {
    const { customs = '', format = '', code = '', stage = '' } = row
    invariant(isCustoms(customs) && isFormat(format), `the answer code ${code} is of a customs and a format, not '${customs}' and '${format}'`)
    invariant(isAnswerStage(stage), `the answer code ${customs} ${code} makes a stage, not '${stage}'`)
    return [keyOf(format, customs, code), { customs, format, code, stage }] as const
  })
  return { codes: new Map(codes) }
}

/** Undefined for a code that no row has. */
export function codeMeaning({ codes }: AnswerTables, format: AnswerFormat, customs: Customs, code: string): AnswerCode | undefined {
  return codes.get(keyOf(format, customs, code)) ?? codes.get(keyOf(format, customs, '*'))
}

export function isAnswerStage(text: string): text is AnswerStage {
  return answerStages.has(text)
}

function isFormat(text: string): text is AnswerFormat {
  return (answerFormats as readonly string[]).includes(text)
}

function keyOf(format: AnswerFormat, customs: Customs, code: string): string {
  return `${format} ${customs} ${code}`
}
