// Gives the receipt of an entry: the entry as it is stored, the checkpoint of the chain as it is now, and the path between.
import { leafText, toBase64, type Entry, type Sha256 } from '../../journal/index.ts'
import type { Scope } from '../../domain/access/index.ts'
import type { Journal, ScopedJournal } from '../ports.ts'
import { answerEntry, entriesOf, type AnswerName } from '../notify/answer-content.ts'
import type { ShipmentAmended } from '../shipment/events.ts'
import { receiptFormat, statementFrom, type Receipt } from './receipt.ts'

export interface ReceiptTools {
  readonly journal: Journal
  readonly scopedJournal: ScopedJournal
  readonly sha256: Sha256
  readonly verifierKey: string
}

/** Of a revision, or of the newest; undefined when there is none within the scope. */
export async function receiptOfShipment(scope: Scope, of: { readonly organisation: string; readonly shipment: string; readonly revision?: number }, tools: ReceiptTools): Promise<Receipt | undefined> {
  let found: Entry | undefined
  for await (const entry of entriesOf(scope, of, tools.scopedJournal)) {
    const revision = revisionOf(entry)
    if (revision !== undefined && (of.revision === undefined || of.revision === revision)) found = entry
  }
  return found === undefined ? undefined : receiptOf(found, tools)
}

/** Of a customs' answer, by the digest of its bytes. */
export async function receiptOfAnswer(scope: Scope, of: AnswerName, tools: ReceiptTools): Promise<Receipt | undefined> {
  const entry = await answerEntry(scope, of, tools.scopedJournal)
  return entry === undefined ? undefined : receiptOf(entry, tools)
}

async function receiptOf({ chain, position }: Entry, { journal, sha256, verifierKey }: ReceiptTools): Promise<Receipt | undefined> {
  for await (const [record] of journal.readRecords(chain, position)) {
    if (record === undefined) return undefined
    const entry = leafText(record, sha256)
    const statement = statementFrom(entry, record.payloadText)
    if (statement === undefined) return undefined
    const { size, note } = await journal.checkpoint(chain)
    const proof = await journal.inclusionProof(chain, position, size)
    return { format: receiptFormat, statement, entry, payload: record.payloadText, proof: proof.map(toBase64), checkpoint: note, verifierKey }
  }
  return undefined
}

function revisionOf({ kind, payload }: Entry): number | undefined {
  if (kind === 'ShipmentFiled') return 1
  return kind === 'ShipmentAmended' ? (payload as unknown as ShipmentAmended).revision : undefined
}
