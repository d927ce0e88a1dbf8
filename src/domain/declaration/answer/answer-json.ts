// Our own answer format, for what has no public one: Hong Kong's and Macao's answers, and those to the road manifest.
//   { "format": "lingding-answer/1", "isOfficialFormat": false, "isSimulated": true, "customs": "hongkong",
//     "filing": "hongkong-cargo", "shipment": "0123456789abcdef", "code": "accepted", "number": "…", "at": "…", "note": "…" }
// `number` is what customs gave, a CCRN for one; `at` an instant with its zone. Other members are ignored.
import { parseInstant } from '../../../base/instant.ts'
import { accepted, type Result } from '../../../base/result.ts'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { isCustoms } from '../../access/index.ts'
import { filingKinds, type FilingKind } from '../form.ts'
import type { CustomsAnswer } from './answer.ts'
import { codeMeaning, type AnswerTables } from './answer-tables.ts'
import { isMarked, marked, noReference, noteOf, referenceOf, shown, unusable } from './answer-issue.ts'
import { formatNoticeInstant } from './notice-time.ts'

export const answerJsonFormat = 'lingding-answer/1'
/** A filing in our own format is what somebody sent, not what customs answered. */
const filingFormat = 'lingding.filing/'

export function readAnswerJson(text: string, tables: AnswerTables): Result<readonly CustomsAnswer[]> {
  const document = parsed(text)
  if (document === undefined) return unusable(text.trimEnd().endsWith('}') ? 'answer_json_malformed' : 'answer_cut_off')
  const member = (name: string): string => {
    const value = Object.hasOwn(document, name) ? document[name] : undefined
    return typeof value === 'string' ? value.trim() : ''
  }
  const format = member('format')
  if (format.startsWith(filingFormat)) return unusable('answer_is_declaration')
  if (format !== answerJsonFormat) return unusable('answer_json_format', { found: shown(format), expected: answerJsonFormat })
  const [customs, filing, code] = [member('customs'), member('filing'), member('code')]
  if (!isCustoms(customs)) return unusable('answer_json_customs', { found: shown(customs) })
  if (!isFilingKind(filing) || !filing.startsWith(customs)) return unusable('answer_json_filing', { found: shown(filing), customs })
  if (code === '') return unusable('answer_no_code', { element: 'code' })
  const meaning = codeMeaning(tables, 'lingding-answer', customs, code)
  if (meaning === undefined) return unusable('answer_unknown_code', { code: shown(code), element: 'code' })
  const shipment = member('shipment')
  if (!/^[0-9a-f]{16}$/.test(shipment)) return unusable('answer_no_reference', { elements: 'shipment' })
  const noticedAt = parseInstant(member('at'))
  if (noticedAt === undefined) return unusable('answer_bad_time', { found: shown(member('at')), element: 'at' })
  const reference = referenceOf({ ...noReference, shipment, customsNumber: member('number') }, 'shipment, number')
  if (!reference.ok) return reference
  const note = noteOf([member('note')])
  const isSimulated = document['isSimulated'] === true || isMarked(note)
  return accepted([{ customs, filing, stage: meaning.stage, code, reference: reference.value, noticedAt, note, isSimulated }])
}

/** The same answer gives the same bytes. */
export function writeAnswerJson(answer: CustomsAnswer): Uint8Array {
  const { customs, filing, code, reference, noticedAt, note, isSimulated } = answer
  const document = {
    format: answerJsonFormat,
    isOfficialFormat: false,
    isSimulated,
    customs,
    filing,
    shipment: reference.shipment ?? '',
    code,
    ...(reference.customsNumber === undefined ? {} : { number: reference.customsNumber }),
    at: noticedAt === undefined ? '' : formatNoticeInstant(noticedAt),
    note: isSimulated ? marked(note) : note,
  }
  return encodeUtf8(`${JSON.stringify(document, null, 2)}\n`)
}

function isFilingKind(text: string): text is FilingKind {
  return (filingKinds as readonly string[]).includes(text)
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
