// The stores beside the journal on one PostgreSQL server: register, workspace, log of decisions, and the journal read for
// somebody. The journal is opened first: it makes the tables and the roles.
import type { DecisionLog, ScopedJournal, Shipments, Workspace } from '../../app/ports.ts'
import { defaultLimits } from './appender.ts'
import { openDatabase } from './database.ts'
import { openPostgresDecisionLog } from './decision-log.ts'
import { scopedPostgresJournal } from './scoped-journal.ts'
import { openPostgresShipments } from './shipments.ts'
import { openPostgresWorkspace } from './workspace.ts'

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
}

export function openPostgresStores({ unavailableAfterMs = defaultLimits.unavailableAfterMs, ...options }: PostgresStoresOptions): PostgresStores {
  const service = openDatabase({ ...options, role: 'lingding_service', unavailableAfterMs })
  const members = openDatabase({ ...options, role: 'lingding_member', unavailableAfterMs })
  const decisions = openPostgresDecisionLog({ service, members })
  return {
    shipments: openPostgresShipments({ service, members }),
    workspace: openPostgresWorkspace(members),
    decisions,
    scopedJournal: scopedPostgresJournal(members),
    close: async () => {
      await decisions.close()
      await Promise.all([service.close(), members.close()])
    },
  }
}
