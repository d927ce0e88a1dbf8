// The checks of the conformance report: each with its source, and what one file says to it. The requirement of a check is
// the message `conformance.<id>`.
import { valueOf } from '../../../domain/declaration/index.ts'
import type { CheckId, Finding } from './finding.ts'
import type { SentFile, Sentence } from './sent-file.ts'

export interface Check {
  readonly id: CheckId
  readonly source: string
  /** `numbers` holds every ClientSeqNo so far → the file that has it. */
  readonly judge: (sent: SentFile, numbers: Map<string, string>) => Finding | undefined
}

const folder = 'ronannnn/gx-customs-bridge: folder exchange of the import client'
const message = 'single-window import interface, DecMessage (docs/formats/decmessage.md)'
const rules = 'docs/rules/rules.md'
const ours = 'our own format (docs/formats), no official one is public'
const answers = 'docs/formats/answers.md'

const never = (): undefined => undefined

export const conformanceChecks: readonly Check[] = [
  { id: 'folder', source: folder, judge: (sent) => (sent.kind === 'temporary' ? undefined : finding(inItsFolder(sent), sent, sent.name)) },
  { id: 'temporary', source: folder, judge: (sent) => finding(sent.kind !== 'temporary', sent, sent.kind === 'temporary' ? 'still .tmp' : 'no .tmp') },
  { id: 'name', source: folder, judge: (sent) => finding(/^[A-Za-z0-9._-]{1,120}$/.test(lastPart(sent)), sent, lastPart(sent)) },
  { id: 'one-xml', source: folder, judge: (sent) => (sent.kind === 'zip' ? ofCodes(sent, sent.unreadable, (code) => code.startsWith('zip_') || code === 'decmessage_zip_count', 'one XML in the zip') : undefined) },
  { id: 'readable', source: message, judge: (sent) => (isMessage(sent) ? ofCodes(sent, sent.unreadable, () => true, 'read') : undefined) },
  { id: 'encoding', source: message, judge: (sent) => (isMessage(sent) ? encodingOf(sent) : undefined) },
  { id: 'namespace', source: message, judge: (sent) => ofWarnings(sent, ['decmessage_no_namespace', 'decmessage_wrapper_left'], 'namespace') },
  { id: 'version', source: message, judge: (sent) => ofWarnings(sent, ['decmessage_version_missing', 'decmessage_version_unknown'], `version ${sent.declaration?.version ?? ''}`) },
  { id: 'client-number', source: message, judge: (sent) => (sent.declaration === undefined ? undefined : finding(sent.clientNumber.length === 18, sent, `ClientSeqNo ${sent.clientNumber || '(none)'}`)) },
  { id: 'client-number-unique', source: message, judge: isUnique },
  { id: 'client-number-name', source: ours, judge: (sent) => (sent.clientNumber === '' ? undefined : finding(lastPart(sent).includes(sent.clientNumber), sent, sent.clientNumber)) },
  { id: 'sequence-blank', source: message, judge: isBlankAtFirst },
  { id: 'elements', source: message, judge: (sent) => ofWarnings(sent, ['decmessage_node_missing', 'decmessage_element_missing'], 'all that is flagged to declare') },
  { id: 'sizes', source: message, judge: (sent) => ofWarnings(sent, ['decmessage_too_long', 'decmessage_number_wrong', 'decmessage_integer_wrong', 'decmessage_date_wrong'], 'sizes') },
  { id: 'codes', source: 'data/reference', judge: (sent) => (sent.declaration === undefined ? undefined : ofRules(sent, /\.code$/)) },
  { id: 'rules', source: rules, judge: (sent) => (sent.declaration === undefined ? undefined : ofCodes(sent, sent.broken, () => true, 'no rule broken')) },
  { id: 'json-format', source: ours, judge: (sent) => (sent.kind === 'json' ? ofCodes(sent, sent.unreadable, () => true, 'read') : undefined) },
  { id: 'json-elements', source: ours, judge: (sent) => (sent.filing === undefined ? undefined : ofCodes(sent, sent.broken, () => true, 'all that is always needed')) },
  { id: 'json-shipment', source: ours, judge: (sent) => (sent.kind === 'json' ? finding(namesShipment(sent), sent, sent.filing?.shipment || lastPart(sent)) : undefined) },
  { id: 'answers-handled', source: answers, judge: never },
  { id: 'answers-doubled', source: answers, judge: never },
  { id: 'answers-malformed', source: answers, judge: never },
]

function finding(isGood: boolean, { name }: SentFile, what: string): Finding {
  return { isGood, evidence: what === name ? name : `${name}: ${what}` }
}

function ofCodes(sent: SentFile, sentences: readonly Sentence[], isOf: (code: string) => boolean, good: string): Finding {
  const first = sentences.find(({ code }) => isOf(code))
  return finding(first === undefined, sent, first === undefined ? good : [first.path, first.text].filter((part) => part !== '').join(' '))
}

/** Warnings of the reader of the message. */
function ofWarnings(sent: SentFile, codes: readonly string[], good: string): Finding | undefined {
  if (sent.declaration === undefined) return undefined
  const first = sent.declaration.issues.find(({ code }) => codes.includes(code))
  return finding(first === undefined, sent, first === undefined ? good : `${first.code} ${first.path}`.trimEnd())
}

function ofRules(sent: SentFile, pattern: RegExp): Finding {
  const first = sent.declaration?.issues.find(({ rule }) => pattern.test(rule))
  return finding(first === undefined, sent, first === undefined ? 'every code is in its list' : `${first.path} ${String(first.params['found'] ?? first.params['code'] ?? '')}`.trimEnd())
}

function encodingOf(sent: SentFile): Finding {
  const wrong = sent.unreadable.find(({ code }) => code.startsWith('xml_encoding') || code === 'xml_bytes_invalid')
  return finding(wrong === undefined, sent, wrong?.text ?? sent.declaration?.encoding ?? 'not reached')
}

function isUnique(sent: SentFile, numbers: Map<string, string>): Finding | undefined {
  if (sent.clientNumber === '') return undefined
  const first = numbers.get(sent.clientNumber)
  numbers.set(sent.clientNumber, first ?? sent.name)
  return finding(first === undefined, sent, first === undefined ? sent.clientNumber : `${sent.clientNumber}, also in ${first}`)
}

/** SeqNo is given by the system; in a later sending it stands there. */
function isBlankAtFirst(sent: SentFile): Finding | undefined {
  if (sent.declaration === undefined) return undefined
  const number = valueOf(sent.declaration.filing, 'DecHead', 'SeqNo') ?? ''
  return finding(number === '', sent, number === '' ? 'SeqNo blank' : `SeqNo ${number}: right only when it is sent again`)
}

function namesShipment(sent: SentFile): boolean {
  return (sent.filing?.shipment ?? '') !== '' || /(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/.test(lastPart(sent))
}

function isMessage({ kind }: SentFile): boolean {
  return kind === 'zip' || kind === 'xml'
}

/** Declarations beside JSON of others would be taken by the wrong customs. Without the folders of the exchange all is well. */
function inItsFolder(sent: SentFile): boolean {
  const { name, kind } = sent
  if (/(^|\/)(hongkong|macao|manifest)\//.test(name)) return kind === 'json' || kind === 'sheet'
  return /(^|\/)Deccus001\//.test(name) ? isMessage(sent) : kind !== 'other'
}

function lastPart({ name }: SentFile): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
