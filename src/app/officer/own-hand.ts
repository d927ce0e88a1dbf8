// Nobody decides about what they had a hand in, also when they have changed sides since (rule P14). A hand in a shipment has
// whoever filed, amended or cancelled it, and whoever proposed such a change or decided about the proposal.
import type { OrganisationId } from '../../domain/access/index.ts'
import type { Journal } from '../ports.ts'
import { chainOf, streamOf, type ShipmentEventKind } from '../shipment/events.ts'

const handKinds: ReadonlySet<string> = new Set<ShipmentEventKind>(['ShipmentFiled', 'ShipmentAmended', 'ShipmentCancelled', 'ChangeProposed', 'ChangeRefused'])

export interface HandTools {
  readonly journal: Journal
  /** Who answers for what an actor does: themself, or the person who made the key. */
  readonly personBehind: (actor: string) => Promise<string>
}

/** Whether the person behind `actor` had a hand in the shipment. */
export async function hadHandIn(shipment: { readonly organisation: OrganisationId; readonly id: string }, actor: string, { journal, personBehind }: HandTools): Promise<boolean> {
  const hands = new Set<string>()
  for await (const entries of journal.readStream(chainOf(shipment.organisation), streamOf(shipment.id))) {
    for (const entry of entries) if (handKinds.has(entry.kind)) hands.add(entry.actor)
  }
  const person = await personBehind(actor)
  for (const hand of hands) if ((await personBehind(hand)) === person) return true
  return false
}
