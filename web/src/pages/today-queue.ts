// The queue of the day from the list of shipments: what needs somebody first, returned before all, then what only waits.
import type { FilingStage, ShipmentRow } from '../api/shipments.ts'

export const queueGroups = ['returned', 'differences', 'attention', 'waiting', 'underway'] as const
export type QueueGroup = (typeof queueGroups)[number]

export interface QueueEntry {
  readonly shipment: ShipmentRow
  /** Its filings that belong to the group. */
  readonly filings: readonly FilingStage[]
}

const groupByStage: Readonly<Record<string, QueueGroup>> = {
  returned: 'returned',
  rejected: 'returned',
  inspection: 'attention',
  held: 'attention',
  'tax-due': 'attention',
  waiting: 'waiting',
  sent: 'underway',
  imported: 'underway',
  received: 'underway',
  accepted: 'underway',
}

/** Every group with its shipments, the longest unchanged first; what is released, cleared or cancelled waits for nobody. */
export function queueOf(rows: readonly ShipmentRow[]): ReadonlyMap<QueueGroup, readonly QueueEntry[]> {
  const queue = new Map<QueueGroup, QueueEntry[]>(queueGroups.map((group) => [group, []]))
  for (const shipment of rows) {
    if (shipment.isCancelled === true) continue
    if ((shipment.differences ?? 0) > 0) queue.get('differences')?.push({ shipment, filings: [] })
    for (const group of queueGroups) {
      const filings = (shipment.filings ?? []).filter((filing) => groupByStage[filing.stage] === group)
      if (filings.length > 0) queue.get(group)?.push({ shipment, filings })
    }
  }
  for (const entries of queue.values()) entries.sort((a, b) => changeOf(a).localeCompare(changeOf(b)))
  return queue
}

function changeOf({ shipment, filings }: QueueEntry): string {
  return filings.map((filing) => filing.changedAt).toSorted()[0] ?? shipment.changedAt ?? shipment.filedAt
}
