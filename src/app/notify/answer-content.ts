// One answer of a customs by the digest of its bytes: the entry that recorded it, and the bytes.
import type { Scope } from '../../domain/access/index.ts'
import type { Entry, ReceivedDocument } from '../../journal/index.ts'
import type { ScopedJournal } from '../ports.ts'
import { chainOf, streamOf, type CustomsAnswered } from '../shipment/events.ts'

export interface AnswerName {
  readonly organisation: string
  readonly shipment: string
  /** Hexadecimal SHA-256. */
  readonly digest: string
}

/** Names as they are made here; what is none, is nothing's name. */
const namePattern = /^[a-z0-9-]{1,80}$/

/** What the journal has about a shipment, within the scope. */
export async function* entriesOf(scope: Scope, { organisation, shipment }: Omit<AnswerName, 'digest'>, scopedJournal: ScopedJournal): AsyncGenerator<Entry> {
  if (!namePattern.test(organisation) || !namePattern.test(shipment)) return
  for await (const batch of scopedJournal.readStream(scope, chainOf(organisation), streamOf(shipment))) yield* batch
}

export async function answerEntry(scope: Scope, of: AnswerName, scopedJournal: ScopedJournal): Promise<Entry | undefined> {
  for await (const entry of entriesOf(scope, of, scopedJournal)) {
    if (entry.kind === 'CustomsAnswered' && (entry.payload as unknown as CustomsAnswered).digest === of.digest) return entry
  }
  return undefined
}

export async function answerContent(scope: Scope, of: AnswerName, scopedJournal: ScopedJournal): Promise<(ReceivedDocument & { readonly fileName: string }) | undefined> {
  const entry = await answerEntry(scope, of, scopedJournal)
  const document = entry?.document === undefined ? undefined : await scopedJournal.document(scope, entry.chain, entry.organisation, entry.document)
  if (entry === undefined || document === undefined) return undefined
  return { ...document, fileName: (entry.payload as unknown as CustomsAnswered).fileName }
}
