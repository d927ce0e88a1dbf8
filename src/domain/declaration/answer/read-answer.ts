// Reads an answer of customs, whatever it came in: DecImportResponse of the mainland's import client, DEC_RESULT of the
// single window (as root or in DEC_DATA), and our own JSON for what has no public format. Names in any case, with a prefix
// or without, inside whatever was put around them; elements that are not known are ignored. Answers are untrusted input:
// what cannot be used comes back as an issue that says why, and what to do with the file.
import { accepted, refused, type Result } from '../../../base/result.ts'
import { localName, readXmlText, type XmlElement } from '../wire/xml.ts'
import type { CustomsAnswer } from './answer.ts'
import { isMarked, noReference, noteOf, referenceOf, shown, unusable } from './answer-issue.ts'
import { readAnswerJson } from './answer-json.ts'
import { codeMeaning, type AnswerTables } from './answer-tables.ts'
import { answerText } from './answer-text.ts'
import { readNoticeTime } from './notice-time.ts'

export const maxAnswersInFile = 1_000
/** Around an answer stand at most this many elements. */
const maxWrappers = 6

const mainland = { customs: 'mainland', filing: 'mainland-declaration' } as const

/** The answers in one file: one as a rule, several where a file holds several results. Refused as a whole or not at all. */
export function readAnswer(bytes: Uint8Array, tables: AnswerTables): Result<readonly CustomsAnswer[]> {
  const text = answerText(bytes)
  if (!text.ok) return text
  const start = text.value.slice(0, 1_000).trimStart()
  if (start.startsWith('{')) return readAnswerJson(text.value, tables)
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start)) return unusable('answer_is_page')
  return start.startsWith('<') ? readXmlAnswer(text.value, tables) : unusable('answer_unknown_format')
}

function readXmlAnswer(text: string, tables: AnswerTables): Result<readonly CustomsAnswer[]> {
  const xml = readXmlText(text.trimStart())
  if (!xml.ok) return isCutOff(text) ? unusable('answer_cut_off') : refused(xml.issues)
  const found = answersIn(xml.value)
  if (found.length > maxAnswersInFile) return unusable('answer_too_many', { count: found.length, max: maxAnswersInFile })
  const answers: CustomsAnswer[] = []
  for (const { element, info } of found) {
    const read = isNamed(element, 'DecImportResponse') ? importResponse(element, tables) : result(element, info, tables)
    if (!read.ok) return read
    answers.push(read.value)
  }
  return answers.length === 0 ? nothingIn(xml.value) : accepted(answers)
}

interface FoundAnswer {
  readonly element: XmlElement
  /** RESULT_INFO of the DEC_DATA around it. */
  readonly info: string
}

function answersIn(element: XmlElement, info = '', depth = 0): readonly FoundAnswer[] {
  if (isNamed(element, 'DecImportResponse') || isNamed(element, 'DEC_RESULT')) return [{ element, info }]
  if (depth >= maxWrappers || isNamed(element, 'DecMessage')) return []
  const inner = isNamed(element, 'DEC_DATA') ? textOf(element, 'RESULT_INFO') : info
  return element.children.flatMap((child) => answersIn(child, inner, depth + 1))
}

function nothingIn(root: XmlElement): Result<never> {
  if (isNamed(root, 'DecMessage') || root.children.some((child) => isNamed(child, 'DecMessage'))) return unusable('answer_is_declaration')
  if (isNamed(root, 'DEC_DATA')) return unusable('answer_no_result')
  return unusable('answer_unknown_root', { found: shown(localName(root.name)) })
}

function importResponse(element: XmlElement, tables: AnswerTables): Result<CustomsAnswer> {
  const code = textOf(element, 'ResponseCode')
  if (code === '') return unusable('answer_no_code', { element: 'ResponseCode' })
  const meaning = codeMeaning(tables, 'DecImportResponse', 'mainland', code)
  // One letter is a code of DEC_RESULT; here it would say something else.
  if (meaning === undefined || /^[A-Za-z]$/.test(code)) return unusable('answer_unknown_code', { code: shown(code), element: 'ResponseCode' })
  const numbers = { ...noReference, clientNumber: textOf(element, 'ClientSeqNo'), unifiedNumber: textOf(element, 'SeqNo') }
  const reference = referenceOf(numbers, 'ClientSeqNo, SeqNo')
  if (!reference.ok) return reference
  const note = noteOf([textOf(element, 'ErrorMessage')])
  return accepted({ ...mainland, stage: meaning.stage, code: shown(code), reference: reference.value, note, isSimulated: isMarked(note) })
}

function result(element: XmlElement, info: string, tables: AnswerTables): Result<CustomsAnswer> {
  const code = textOf(element, 'CHANNEL').toUpperCase()
  if (code === '') return unusable('answer_no_code', { element: 'CHANNEL' })
  const meaning = codeMeaning(tables, 'DEC_RESULT', 'mainland', code)
  if (meaning === undefined) return unusable('answer_unknown_code', { code: shown(code), element: 'CHANNEL' })
  const numbers = { ...noReference, unifiedNumber: textOf(element, 'CUS_CIQ_NO'), entryNumber: textOf(element, 'ENTRY_ID') }
  const reference = referenceOf(numbers, 'CUS_CIQ_NO, ENTRY_ID')
  if (!reference.ok) return reference
  const time = textOf(element, 'NOTICE_DATE')
  const noticedAt = readNoticeTime(time)
  if (time !== '' && noticedAt === undefined) return unusable('answer_bad_time', { found: shown(time), element: 'NOTICE_DATE' })
  const note = noteOf([textOf(element, 'NOTE'), info])
  const answer = { ...mainland, stage: meaning.stage, code, reference: reference.value, note, isSimulated: isMarked(note) }
  return accepted(noticedAt === undefined ? answer : { ...answer, noticedAt })
}

/** The end of the first element is not there. */
function isCutOff(text: string): boolean {
  const name = /<([A-Za-z_][^\s/>]*)/.exec(text.replace(/<!--[^]*?-->/g, ''))?.[1]
  return name === undefined || !new RegExp(`</${escapedForPattern(name)}\\s*>\\s*$`).test(text)
}

function escapedForPattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** The first that is not empty. */
function textOf(element: XmlElement, name: string): string {
  for (const child of element.children) {
    const text = isNamed(child, name) ? child.text.trim() : ''
    if (text !== '') return text
  }
  return ''
}

function isNamed({ name }: XmlElement, wanted: string): boolean {
  return localName(name).toLowerCase() === wanted.toLowerCase()
}
