// Writes an answer in the format that its customs answers in: the two of the mainland's declaration as published, our own
// JSON for everything else. The simulators and the officer's page use it. The same answer gives the same bytes.
import { invariant } from '../../../base/invariant.ts'
import { decNamespace } from '../mainland/wire.ts'
import { writeXml, xmlElement } from '../wire/xml-writer.ts'
import type { CustomsAnswer } from './answer.ts'
import { marked } from './answer-issue.ts'
import { writeAnswerJson } from './answer-json.ts'
import type { AnswerFormat } from './answer-tables.ts'
import { formatNoticeTime } from './notice-time.ts'

/** What DEC_RESULT says beside the answer; left empty where it is not known. */
export interface ResultDetails {
  /** CUSTOM_MASTER, 4 digits. */
  readonly customMaster?: string
  /** I_E_DATE and D_DATE. */
  readonly ieDate?: string
  readonly declaredOn?: string
}

/** The format that an answer comes in. Channel codes are letters, ResponseCode is a number. */
export function formatOfAnswer({ filing, code }: Pick<CustomsAnswer, 'filing' | 'code'>): AnswerFormat {
  if (filing !== 'mainland-declaration') return 'lingding-answer'
  return /^[A-Z]$/.test(code) ? 'DEC_RESULT' : 'DecImportResponse'
}

export function writeAnswer(answer: CustomsAnswer, details: ResultDetails = {}): Uint8Array {
  switch (formatOfAnswer(answer)) {
    case 'lingding-answer':
      return writeAnswerJson(answer)
    case 'DEC_RESULT':
      return writeResult(answer, details)
    case 'DecImportResponse':
      return writeImportResponse(answer)
  }
}

function writeImportResponse({ code, reference, note, isSimulated }: CustomsAnswer): Uint8Array {
  const elements = [
    xmlElement('ResponseCode', code),
    xmlElement('ErrorMessage', isSimulated ? marked(note) : note),
    xmlElement('ClientSeqNo', reference.clientNumber ?? ''),
    xmlElement('SeqNo', reference.unifiedNumber ?? ''),
    xmlElement('TrnPreId', ''),
  ]
  return writeXml(xmlElement('DecImportResponse', elements, new Map([['xmlns', decNamespace]])))
}

function writeResult({ code, reference, noticedAt, note, isSimulated }: CustomsAnswer, details: ResultDetails): Uint8Array {
  invariant(reference.unifiedNumber !== undefined || reference.entryNumber !== undefined, 'a DEC_RESULT calls the declaration by a number')
  const elements = [
    xmlElement('CUS_CIQ_NO', reference.unifiedNumber ?? ''),
    xmlElement('ENTRY_ID', reference.entryNumber ?? ''),
    xmlElement('NOTICE_DATE', noticedAt === undefined ? '' : formatNoticeTime(noticedAt)),
    xmlElement('CHANNEL', code),
    xmlElement('NOTE', isSimulated ? marked(note) : note),
    xmlElement('CUSTOM_MASTER', details.customMaster ?? ''),
    xmlElement('I_E_DATE', details.ieDate ?? ''),
    xmlElement('D_DATE', details.declaredOn ?? ''),
  ]
  return writeXml(xmlElement('DEC_RESULT', elements))
}
