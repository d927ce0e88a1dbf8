// The stores beside the journal on one PostgreSQL server: register, workspace, log of decisions, and the journal read for
// somebody. The journal is opened first: it makes the tables and the roles.
import type { DecisionLog, ScopedJournal, Shipments, Workspace } from '../../app/ports.ts'
import { defaultLimits } from './appender.ts'
import { openDatabase } from './database.ts'
import { openPostgresDecisionLog } from './decision-log.ts'
import { scopedPostgresJournal } from './scoped-journal.ts'
import { openPostgresShipments } from './shipments.ts'
import { openPostgresWorkspace } from './workspace.ts'

/** Keeping the register is one batch after another; more would only take connections from others. */
const serviceConnections = 4

export interface PostgresStores {
  readonly shipments: Shipments
  readonly workspace: Workspace
  readonly decisions: DecisionLog
  readonly scopedJournal: ScopedJournal
  readonly close: () => Promise<void>
}

export interface PostgresStoresOptions {
  readonly url: string
  /** Brings the server back when it is ours. */
  readonly revive?: () => Promise<void>
  readonly unavailableAfterMs?: number
  /** Number of the fold that the rows of the register come from, `registerFold`. */
  readonly fold: number
}

export async function openPostgresStores({ unavailableAfterMs = defaultLimits.unavailableAfterMs, fold, ...options }: PostgresStoresOptions): Promise<PostgresStores> {
  const service = openDatabase({ ...options, role: 'lingding_service', maxConnections: serviceConnections, unavailableAfterMs })
  const members = openDatabase({ ...options, role: 'lingding_member', unavailableAfterMs })
  const writer = openDatabase({ ...options, role: 'lingding_service', maxConnections: 1, unavailableAfterMs })
  const decisions = openPostgresDecisionLog({ writer, members })
  const closeAll = async (): Promise<void> => {
    try {
      await decisions.close()
    } finally {
      await Promise.all([service.close(), members.close()])
    }
  }
  const shipments = await openPostgresShipments({ service, members }, fold).catch(async (error: unknown) => {
    await closeAll()
    throw error
  })
  return {
    shipments,
    workspace: openPostgresWorkspace(members),
    decisions,
    scopedJournal: scopedPostgresJournal(members),
    close: closeAll,
  }
}
