// The answers of a simulated customs to a file taken: which, when, and the very bytes. Pure: what was recorded of a file
// decides all of it, so that after a crash they can be given again and every double is known by its bytes.
import { instant, type Instant } from '../../base/instant.ts'
import {
  codeMeaning,
  exchangeFolderOf,
  formatOfAnswer,
  resultName,
  simulatedMark,
  writeAnswer,
  type AnswerFile,
  type AnswerReference,
  type AnswerTables,
  type CustomsAnswer,
} from '../../domain/declaration/index.ts'
import { stemOf, type CustomsSimulator, type Taken } from './judgement.ts'
import { scenarioFor, type SimulatorTables, type Step } from './scenario.ts'
import { randomOf } from './seeded-choice.ts'

export interface DueAnswer {
  /** Within the answers to this file, from 0. */
  readonly index: number
  readonly dueAt: Instant
  readonly file: AnswerFile
}

/** What a customs says that cannot read a file: any other than 0 is a failed import. */
const failedImport = '1'

export function decideAnswers(taken: Taken, customs: CustomsSimulator, tables: SimulatorTables, answers: AnswerTables): readonly DueAnswer[] {
  const due: DueAnswer[] = []
  for (const step of stepsOf(taken, tables)) {
    for (let copy = 0; copy < step.copies; copy += 1) {
      const file = fileOf(step, copy, taken, customs, tables, answers)
      due.push({ index: due.length, dueAt: after(taken, step.delivered + copy), file })
    }
  }
  return due
}

function stepsOf(taken: Taken, tables: SimulatorTables): readonly Step[] {
  const { outcome, filing, key, scenario } = taken
  if (outcome === 'filing') return scenarioFor(tables, scenario, filing)?.steps ?? []
  // Nobody can be told about a file that names no filing; it lies in the FailBox.
  if (outcome === 'beside' || key === '') return []
  const code = filing === 'mainland-declaration' ? failedImport : 'rejected'
  return [{ code, noticed: 0, delivered: 0, copies: 1, isCut: false }]
}

function fileOf(step: Step, copy: number, taken: Taken, simulator: CustomsSimulator, tables: SimulatorTables, answers: AnswerTables): AnswerFile {
  const { filing } = taken
  const at = after(taken, step.noticed)
  const answer = answerOf(step.code, at, taken, simulator, tables, answers)
  const bytes = writeAnswer(answer, taken.details)
  const name = resultName(answer, stemOf(taken.name), at)
  return {
    folder: `${exchangeFolderOf(filing)}/InBox`,
    name: copy === 0 ? name : name.replace(/(\.[a-z]+)$/, `_${copy + 1}$1`),
    bytes: step.isCut ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes,
  }
}

function answerOf(code: string, at: Instant, taken: Taken, { customs, numbers }: CustomsSimulator, tables: SimulatorTables, answers: AnswerTables): CustomsAnswer {
  const { filing, key, shipment } = taken
  const format = formatOfAnswer({ filing, code })
  const stage = codeMeaning(answers, format, customs, code)?.stage ?? 'notice'
  const note = `${simulatedMark}：${noteOf(code, taken, customs, tables)}`
  const base = { customs, filing, stage, code, note, isSimulated: true }
  const given = numbers(taken)
  switch (format) {
    case 'DecImportResponse':
      return { ...base, reference: code === '0' ? only({ clientNumber: key, unifiedNumber: given.unifiedNumber }) : { clientNumber: key } }
    case 'DEC_RESULT': {
      const isOnTheBooks = !['imported', 'rejected'].includes(stage)
      return { ...base, noticedAt: at, reference: only({ unifiedNumber: given.unifiedNumber, entryNumber: isOnTheBooks ? given.entryNumber : undefined }) }
    }
    case 'lingding-answer': {
      const isGiven = !['received', 'returned', 'rejected'].includes(stage)
      return { ...base, noticedAt: at, reference: only({ shipment, customsNumber: isGiven ? given.customsNumber : undefined }) }
    }
  }
}

function only(reference: { readonly [Key in keyof AnswerReference]: string | undefined }): AnswerReference {
  return Object.fromEntries(Object.entries(reference).filter(([, value]) => value !== undefined)) as AnswerReference
}

/** An import result has no time: what is sent again says so, else its bytes were a double of the first. */
function noteOf(code: string, taken: Taken, customs: string, tables: SimulatorTables): string {
  const isTimeless = formatOfAnswer({ filing: taken.filing, code }) === 'DecImportResponse'
  const note = reasonFor(code, taken, customs, tables)
  return isTimeless && taken.sending > 1 ? `${note}（${taken.sending}）` : note
}

function reasonFor(code: string, { key, reasons, seed }: Taken, customs: string, tables: SimulatorTables): string {
  const isRefusal = ['E', 'rejected', failedImport].includes(code)
  if (isRefusal && reasons.length > 0) return reasons.join('；')
  const choices = tables.notes.get(`${customs} ${code}`) ?? [code]
  return randomOf(seed, `note ${code} ${key}`).pick(choices)
}

/** Whole seconds, as the answers can say them. */
function after({ at, speed }: Taken, seconds: number): Instant {
  return instant(Math.floor((at + (seconds * 1000) / speed) / 1000) * 1000)
}
