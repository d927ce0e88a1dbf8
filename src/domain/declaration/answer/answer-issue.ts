// What is wrong with an answer that cannot be used, and what is the same in every format: references and notes.
import { issue, type IssueParams } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import type { AnswerReference } from './answer.ts'

export const answerSource = 'docs/formats/answers.md'
/** What is kept of a note. */
export const maxNoteCharacters = 2_000
/** What the simulators put before their notes. */
export const simulatedMark = '模拟 SIMULATED'

/** Numbers of customs and their systems have at most 18 characters; a little more is let through. */
const referencePattern = /^[A-Za-z0-9._/-]{1,64}$/
const shownCharacters = 40

/** Refused, with what to do under the same code and `.fix`. */
export function unusable(code: string, params: IssueParams = {}): Result<never> {
  return refused([issue({ rule: 'answer.readable', code, params, source: answerSource, fix: { kind: 'act', code: `${code}.fix`, params } })])
}

/** A found text, short enough for a sentence. */
export function shown(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text
}

/** Without what is empty; refused when nothing is left to call the filing by. `elements` names where it should stand. */
export function referenceOf(given: Readonly<Record<keyof AnswerReference, string>>, elements: string): Result<AnswerReference> {
  const entries = Object.entries(given).filter(([, value]) => value !== '')
  if (entries.length === 0) return unusable('answer_no_reference', { elements })
  const wrong = entries.find(([, value]) => !referencePattern.test(value))
  if (wrong !== undefined) return unusable('answer_bad_reference', { found: shown(wrong[1]), elements })
  return accepted(Object.fromEntries(entries) as AnswerReference)
}

export const noReference = { clientNumber: '', unifiedNumber: '', entryNumber: '', shipment: '', customsNumber: '' } as const

export function noteOf(parts: readonly string[]): string {
  const note = parts.filter((part) => part !== '').join('；')
  return note.length > maxNoteCharacters ? `${note.slice(0, maxNoteCharacters - 1)}…` : note
}

export function isMarked(note: string): boolean {
  return note.startsWith(simulatedMark)
}

/** The note with the mark before it, once. */
export function marked(note: string): string {
  return isMarked(note) ? note : `${simulatedMark}${note === '' ? '' : `：${note}`}`
}
