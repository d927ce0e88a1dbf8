// A journal that fails when a test says so, and a shipment that is cancelled.
import type { Journal } from '../../src/app/ports.ts'
import type { Platform } from '../../src/edges/compose.ts'
import { hashText } from '../../src/edges/compose.ts'
import { busy, type AppendRequest, type Digest } from '../../src/journal/index.ts'

export interface Faults {
  /** What an append answers instead: an error, or that too much waits. */
  readonly append?: (request: AppendRequest) => Error | 'busy' | undefined
  readonly document?: (sha256: Digest) => Error | undefined
}

export function failing(journal: Journal, { append, document }: Faults): Journal {
  return {
    ...journal,
    append: async (request) => {
      const fault = append?.(request)
      if (fault instanceof Error) throw fault
      return fault === 'busy' ? busy(1) : journal.append(request)
    },
    document: async (chain, organisation, sha256) => {
      const fault = document?.(sha256)
      if (fault !== undefined) throw fault
      return journal.document(chain, organisation, sha256)
    },
  }
}

export async function cancelled({ journal, clock }: Pick<Platform, 'journal' | 'clock'>, shipment: string): Promise<void> {
  await journal.append({
    chain: 'shipments-sample-agent',
    stream: `shipment-${shipment}`,
    organisation: 'sample-agent',
    actor: 'test',
    idempotencyKey: `cancel-${shipment}`,
    inputHash: hashText(shipment),
    events: [{ kind: 'ShipmentCancelled', kindVersion: 1, payload: { reason: 'test', effects: [] } }],
    writtenAt: clock(),
    ruleSet: 'data-test',
  })
}
