// Takes over what the other side says otherwise, with one act: the sender its receiver's corrections, the receiver what the
// sender has amended since. What the own text says otherwise by now stays; the amendment shows before and after.
import { readDraftText, type Submission } from '../../../domain/submission/index.ts'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { prepareShipment } from '../../prepare-shipment.ts'
import { applyChanges } from '../change/apply-changes.ts'
import { fieldChanges, fieldValues } from '../change/field-changes.ts'
import { openDossier, receivedText } from '../dossier.ts'
import type { FieldChange } from '../events.ts'
import { inputOf, type FilingTools } from '../file-shipment.ts'
import type { FiledShipment } from '../state.ts'
import { givenDraft } from './given-draft.ts'
import type { TwoSides } from './two-sides.ts'

export interface TakeOver {
  readonly text: string
  readonly changes: readonly FieldChange[]
  /** Of the other side, when it is the sender. */
  readonly sharedRevision?: number
}

export interface TakeOverTools extends FilingTools {
  readonly twoSides: TwoSides
}

/** Undefined when the shipment has nothing to do with such a share. */
export async function takeOver(filed: FiledShipment, share: string, tools: TakeOverTools): Promise<TakeOver | undefined> {
  const own = await ownOf(filed, tools)
  if (own === undefined) return undefined
  const given = filed.shares.find((each) => each.share === share)
  if (given !== undefined) {
    const other = given.takenBy === null ? undefined : await tools.twoSides.shipmentOf(given.takenBy, filed.id)
    const changes = openChanges(given.corrections, own.submission, other?.sharedFrom?.revision === filed.revision, tools)
    return { text: applyChanges(own.text, changes), changes }
  }
  const newer = filed.sharedFrom?.share === share ? await newerOf(filed, tools) : undefined
  if (newer === undefined) return undefined
  const changes = openChanges(newer.changes, own.submission, filed.sharedFrom?.corrections.length === 0, tools)
  return { text: applyChanges(own.text, changes), changes, sharedRevision: newer.revision }
}

export interface NewerRevision {
  readonly revision: number
  readonly changes: readonly FieldChange[]
}

/** What the sender has amended since the receiver filed; undefined when it has not, or cannot be read any more. */
export async function newerOf({ id, administrations, sharedFrom }: FiledShipment, tools: TakeOverTools): Promise<NewerRevision | undefined> {
  const sender = sharedFrom === null ? undefined : await tools.twoSides.shipmentOf(sharedFrom.organisation, id)
  if (sharedFrom === null || sender === undefined || sender.revision <= sharedFrom.revision) return undefined
  const given = (revision: number) => givenDraft(sender, revision, administrations, { ...tools, hashText: (text) => tools.hashOf(encodeUtf8(text)) })
  const [old, now] = await Promise.all([given(sharedFrom.revision), given(sender.revision)])
  if (old === undefined || now === undefined) return undefined
  return { revision: sender.revision, changes: fieldChanges(old.submission, now.submission, tools.knowledge.fields) }
}

/** Corrections that the sender has not taken over yet. */
export function openChanges(changes: readonly FieldChange[], own: Submission, isSameList: boolean, { knowledge }: Pick<FilingTools, 'knowledge'>): readonly FieldChange[] {
  const values = fieldValues(own, knowledge.fields)
  return changes.filter(({ path, before }) => (path.endsWith(']') ? isSameList : (values.get(path) ?? '') === before))
}

async function ownOf(filed: FiledShipment, { journal, knowledge, hashOf }: FilingTools): Promise<{ readonly text: string; readonly submission: Submission } | undefined> {
  const document = await journal.document(filed.chain, filed.organisation, filed.document)
  if (document === undefined) return undefined
  const dossier = openDossier(document.bytes)
  const text = receivedText(dossier)
  const read = readDraftText(text)
  if (!read.ok) return undefined
  const preparation = prepareShipment(inputOf(filed, dossier, read.value.draft, (each) => hashOf(encodeUtf8(each))), knowledge)
  return preparation.kind === 'prepared' ? { text, submission: preparation.shipment.submission } : undefined
}
