// Records an answer of customs with the filing that it means, its bytes kept beside it. The same bytes again change
// nothing. What cannot be used comes back with its reason, to be parked; it never holds up another.
import { invariant } from '../../base/invariant.ts'
import { issue, type Issue } from '../../base/issue.ts'
import { maxAnswerBytes, readAnswer, type AnswerReference, type AnswerTables, type CustomsAnswer, type FilingKind } from '../../domain/declaration/index.ts'
import type { Customs } from '../../domain/access/index.ts'
import type { Digest, Json } from '../../journal/index.ts'
import { platformKey } from '../platform-key.ts'
import { JournalUnavailable, type Clock, type FilingRow, type IncomingFile, type Journal } from '../ports.ts'
import { chainOf, streamOf, type CustomsAnswered } from '../shipment/events.ts'
import type { Register } from '../shipment/register.ts'

export interface RecordTools {
  readonly register: Register
  readonly journal: Journal
  readonly answers: AnswerTables
  readonly clock: Clock
  readonly ruleSet: string
  readonly hashOf: (bytes: Uint8Array) => Digest
}

export type Recorded =
  /** `isNew` is false when these bytes had been recorded before; `names` is what filings are called by since. */
  | { readonly kind: 'recorded'; readonly isNew: boolean; readonly names: readonly string[] }
  /** `waitsFor` are the names that no filing has yet; empty when waiting would not help. */
  | { readonly kind: 'unusable'; readonly issues: readonly Issue[]; readonly waitsFor: readonly string[] }

/** The sending of its filing is not recorded yet: it comes before what it answers, and is to come again. */
export interface Early {
  readonly kind: 'early'
}

/** Who acts, in the journal: the organisation's files are changed by what customs says. */
const actor = 'customs'
const source = 'docs/formats/answers.md'

/** Unusable when it cannot be read, comes from another customs than it speaks for, or means no filing. Throws JournalUnavailable. */
export async function recordAnswer(file: IncomingFile, tools: RecordTools): Promise<Recorded> {
  const recorded = await record(file, tools, false)
  invariant(recorded.kind !== 'early', 'an answer that does not wait is recorded or unusable')
  return recorded
}

/** The same, but an answer that comes before its filing was recorded as sent is not recorded yet. */
export function recordUnlessEarly(file: IncomingFile, tools: RecordTools): Promise<Recorded | Early> {
  return record(file, tools, true)
}

async function record(file: IncomingFile, tools: RecordTools, mayWait: boolean): Promise<Recorded | Early> {
  if (file.wholeSize !== undefined) return unusable('answer_too_large', { bytes: file.wholeSize, max: maxAnswerBytes })
  const read = readAnswer(file.bytes, tools.answers)
  if (!read.ok) return { kind: 'unusable', issues: read.issues, waitsFor: [] }
  const digest = tools.hashOf(file.bytes)
  const names: string[] = []
  let isNew = false
  // One after the other: the first result in a file may give the number that the next one goes by.
  for (const [index, answer] of read.value.entries()) {
    const found = await filingOf(answer, file.customs, tools.register)
    if ('kind' in found) return found
    if (mayWait && found.stage === 'waiting') return { kind: 'early' }
    isNew = (await append({ answer, filing: found, index, digest, file }, tools)) || isNew
    names.push(...namesIn(answer.reference, answer.filing))
  }
  return { kind: 'recorded', isNew, names }
}

async function filingOf(answer: CustomsAnswer, customs: Customs, register: Register): Promise<FilingRow | Recorded> {
  if (answer.customs !== customs) return unusable('answer_wrong_channel', { customs: `#customs.${answer.customs}`, channel: `#customs.${customs}` })
  const names = namesIn(answer.reference, answer.filing)
  const rows = (await Promise.all(names.map((name) => register.byNumber(customs, name)))).flat()
  const [first] = rows
  if (first === undefined) return unusable('answer_filing_unknown', { number: names.join(', ') }, names)
  // Two that go by one number are nobody's to choose between.
  const isOne = rows.every((row) => row.organisation === first.organisation && row.shipment === first.shipment && row.filing === first.filing)
  return isOne && first.filing === answer.filing ? first : unusable('answer_numbers_differ', { number: names.join(', ') })
}

/** What an answer calls its filing by, as the register knows it. */
function namesIn({ clientNumber, unifiedNumber, entryNumber, shipment, customsNumber }: AnswerReference, filing: FilingKind): readonly string[] {
  // A number that customs gives in our own format is a label of its own; the shipment says which filing is meant.
  if (shipment !== undefined) return [`${shipment}/${filing}`]
  return [clientNumber, unifiedNumber, entryNumber, customsNumber].flatMap((name) => name ?? [])
}

interface FoundAnswer {
  readonly answer: CustomsAnswer
  readonly filing: FilingRow
  readonly index: number
  readonly digest: Digest
  readonly file: IncomingFile
}

async function append({ answer, filing, index, digest, file }: FoundAnswer, { journal, clock, ruleSet }: RecordTools): Promise<boolean> {
  const { customs, stage, code, reference, noticedAt = null, note, isSimulated } = answer
  const payload: CustomsAnswered = {
    customs,
    filing: filing.filing,
    stage,
    code,
    reference,
    noticedAt,
    note,
    isSimulated,
    digest: index === 0 ? digest : `${digest}-${index}`,
    fileName: file.name,
  }
  const appended = await journal.append({
    chain: chainOf(filing.organisation),
    stream: streamOf(filing.shipment),
    organisation: filing.organisation,
    actor,
    idempotencyKey: platformKey(`answer-${digest}-${index}`),
    inputHash: digest,
    events: [{ kind: 'CustomsAnswered', kindVersion: 1, payload: payload as unknown as Json }],
    document: { mediaType: file.bytes[0] === openBrace ? 'application/json' : 'application/xml', bytes: file.bytes },
    writtenAt: clock(),
    ruleSet,
  })
  if (!appended.ok) throw notKept(appended.issues)
  return !appended.value.isReplay
}

const openBrace = 0x7b

/** What the journal refused is not kept: too much waits there, or it is our own mistake. */
export function notKept(issues: readonly Issue[]): Error {
  const codes = issues.map((each) => each.code).join(', ')
  return codes === 'journal_busy' ? new JournalUnavailable('too much waits to be written') : new Error(`the journal refuses it: ${codes}`)
}

function unusable(code: string, params: Issue['params'], waitsFor: readonly string[] = []): Recorded {
  return { kind: 'unusable', issues: [answerIssue(code, params)], waitsFor }
}

export function answerIssue(code: string, params: Issue['params']): Issue {
  return issue({ rule: 'answer.usable', code, params, source, fix: { kind: 'act', code: `${code}.fix`, params } })
}
