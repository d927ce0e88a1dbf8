// Verifies a receipt without the platform: what is proven, what is not, and what is wrong. Nothing is believed that does
// not follow from the signature: the checkpoint is opened with the key, the leaf is folded up to its root, the payload is
// hashed, and the statement and the whole text are made again and compared.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import { digestOf, fromBase64, hashLeaf, openCheckpoint, parseJson, verifyInclusion, type NoteVerifier, type Sha256, type TreeHead } from '../../journal/index.ts'
import { leafFrom, receiptFormat, receiptText, statementFrom, type Receipt, type Statement } from './receipt.ts'

export interface ReceiptTest {
  readonly sha256: Sha256
  /** Reads `name+keyid+base64`; undefined when it is none. */
  readonly openKey: (verifierKey: string) => NoteVerifier | undefined
  /** The key that somebody has from elsewhere; left out: that of the receipt, which then speaks for itself only. */
  readonly key?: string
  /** SHA-256 of what is said to be what was received, or one of the files. */
  readonly files?: readonly GivenFile[]
}

export interface GivenFile {
  readonly name: string
  readonly sha256: string
}

/** A sentence: code of the message table with its parameters. */
export interface Claim {
  readonly code: string
  readonly params: IssueParams
}

export interface ReceiptVerdict {
  readonly isProven: boolean
  readonly statement?: Statement
  readonly proven: readonly Claim[]
  readonly unproven: readonly Claim[]
  readonly faults: readonly Issue[]
}

/** A shipment of a thousand lines with a warning on each stays far below. */
export const maxReceiptBytes = 8_000_000
const source = 'docs/formats/receipt.md'
const maxProof = 64

/** Whether a text is meant as a receipt, right or wrong. */
export function isReceipt(text: string): boolean {
  return text.trimStart().startsWith('{') || text.includes('lingding-receipt/')
}

/** `text` is undefined for bytes that are not UTF-8. */
export function verifyReceipt(text: string | undefined, test: ReceiptTest): ReceiptVerdict {
  const receipt = text === undefined ? undefined : receiptFrom(text)
  if (text === undefined || receipt === undefined) return wrong([fault('receipt_unreadable')])
  if (test.key !== undefined && test.key !== receipt.verifierKey) return wrong([fault('receipt_key_other', { given: test.key, named: receipt.verifierKey })])
  const verifier = test.openKey(receipt.verifierKey)
  if (verifier === undefined) return wrong([fault('receipt_key_malformed')])
  const head = openCheckpoint(receipt.checkpoint, [verifier])
  if (head === undefined) return wrong([fault('receipt_checkpoint_unsigned', { log: verifier.name })])
  const faults = [...entryFaults(receipt, head, verifier.name, test.sha256), ...textFaults(receipt, text)]
  const statement = statementFrom(receipt.entry, receipt.payload)
  if (faults.length > 0 || statement === undefined) return wrong(faults.length > 0 ? faults : [fault('receipt_statement_changed')])
  const given = test.files ?? []
  const strangers = given.filter((file) => !namedIn(statement).some((named) => named.sha256 === file.sha256))
  if (strangers.length > 0) return wrong(strangers.map(({ name, sha256 }) => fault('receipt_file_other', { name, sha256 })))
  return { isProven: true, statement, ...claims(statement, head, given, test.key !== undefined), faults: [] }
}

function entryFaults({ entry, payload, proof }: Receipt, head: TreeHead, log: string, sha256: Sha256): readonly Issue[] {
  const leaf = leafFrom(entry)
  const path = proof.map(fromBase64)
  const isPath = path.every((hash) => hash?.length === 32)
  if (leaf === undefined || !isPath || head.origin !== `${log}/${leaf.chain}`) return [fault('receipt_entry_missing', { size: head.size })]
  const claim = { index: leaf.position, size: head.size, leafHash: hashLeaf(entry, sha256), root: head.root }
  if (!verifyInclusion(claim, path.flatMap((hash) => hash ?? []), sha256)) return [fault('receipt_entry_missing', { size: head.size })]
  return digestOf(sha256(payload)) === leaf.payloadHash ? [] : [fault('receipt_payload_changed')]
}

/** A receipt has one text; another one with the same meaning was written by somebody else. */
function textFaults(receipt: Receipt, text: string): readonly Issue[] {
  const statement = statementFrom(receipt.entry, receipt.payload)
  if (statement === undefined || JSON.stringify(statement) !== JSON.stringify(receipt.statement)) return [fault('receipt_statement_changed')]
  return receiptText(receipt) === text ? [] : [fault('receipt_form_changed')]
}

function claims(statement: Statement, { origin, size }: TreeHead, given: readonly GivenFile[], isKeyGiven: boolean): Pick<ReceiptVerdict, 'proven' | 'unproven'> {
  const { organisation, shipment, position, recordedAt, ruleSet } = statement
  const common = { organisation, shipment, position, recordedAt, ruleSet, log: origin, size }
  const what =
    statement.kind === 'answered'
      ? claim('receipt_proven_answer', { ...common, customs: `#customs.${statement.customs}`, filing: `#filing.${statement.filing}`, stage: `#stage.${statement.stage}`, code: statement.code })
      : claim('receipt_proven_filed', { ...common, reference: statement.reference, revision: statement.revision, files: statement.files.length })
  const isSeen = ({ sha256 }: GivenFile): boolean => given.some((file) => file.sha256 === sha256)
  const named = namedIn(statement)
  const notices = [
    ...(isKeyGiven ? [] : [claim('receipt_unproven_key', {})]),
    claim('receipt_unproven_time', { recordedAt }),
    claim(statement.kind === 'answered' ? 'receipt_unproven_sender' : 'receipt_unproven_truth', {}),
    claim('receipt_unproven_log', { position }),
  ]
  const marks = statement.kind === 'answered' ? (statement.isSimulated ? [claim('receipt_simulated', {})] : []) : statement.isSample ? [claim('receipt_sample', {})] : []
  return {
    proven: [what, ...named.filter(isSeen).map(({ name, sha256 }) => claim('receipt_proven_file', { name, sha256 }))],
    unproven: [...marks, ...notGiven(statement, named.filter((file) => !isSeen(file))), ...notices],
  }
}

/** The received bytes in a sentence of their own, the files in one. */
function notGiven(statement: Statement, missing: readonly GivenFile[]): readonly Claim[] {
  const isReceived = ({ sha256 }: GivenFile): boolean => statement.kind !== 'answered' && sha256 === statement.received
  const files = missing.filter((file) => !isReceived(file))
  return [
    ...missing.filter(isReceived).map(({ sha256 }) => claim('receipt_unproven_received', { sha256 })),
    ...(files.length === 0 ? [] : [claim('receipt_unproven_file', { names: files.map(({ name }) => name).join(', ') })]),
  ]
}

function namedIn(statement: Statement): readonly GivenFile[] {
  if (statement.kind === 'answered') return [{ name: statement.fileName, sha256: statement.received }]
  return [{ name: '#receipt_received.name', sha256: statement.received }, ...statement.files]
}

function receiptFrom(text: string): Receipt | undefined {
  const parsed: unknown = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  const { format, statement, entry, payload, proof, checkpoint, verifierKey } = parsed as Partial<Readonly<Record<keyof Receipt, unknown>>>
  if (format !== receiptFormat || typeof statement !== 'object' || statement === null || typeof entry !== 'string' || typeof payload !== 'string') return undefined
  if (!Array.isArray(proof) || proof.length > maxProof || !proof.every((each): each is string => typeof each === 'string')) return undefined
  if (typeof checkpoint !== 'string' || typeof verifierKey !== 'string') return undefined
  return { format, statement: statement as Statement, entry, payload, proof, checkpoint, verifierKey }
}

function wrong(faults: readonly Issue[]): ReceiptVerdict {
  return { isProven: false, proven: [], unproven: [], faults }
}

function claim(code: string, params: IssueParams): Claim {
  return { code, params }
}

function fault(code: string, params: IssueParams = {}): Issue {
  return issue({ path: 'receipt', rule: 'receipt.verify', code, params, source, fix: { kind: 'act', code: `${code}.fix` } })
}
