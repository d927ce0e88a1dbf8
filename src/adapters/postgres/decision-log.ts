// Every allow and deny, in PostgreSQL: gathered for a moment and written together, so that it costs a request nothing. What
// waits is bounded; when the database is away for long the log is full, and the door refuses work until it is not. Nothing
// recorded is lost while the program lives; a batch whose outcome is not known is written again, and may be there twice.
import type { AccessDecision, DecisionLog } from '../../app/ports.ts'
import { instant } from '../../base/instant.ts'
import type { Database } from './database.ts'
import { storable } from './rows.ts'
import { within } from './scoped.ts'

interface DecisionRow {
  readonly sequence: number
  readonly decided_at: number
  readonly kind: 'person' | 'key' | 'nobody'
  readonly principal: string
  readonly organisation: string
  readonly action: string
  readonly resource: string
  readonly is_allowed: boolean
  readonly reason: string
}

export interface DecisionLogLimits {
  /** From here on the log is full. */
  readonly maxWaiting: number
  readonly maxTogether: number
  readonly gatherMs: number
  readonly retryMs: number
}

export interface DecisionLogDatabases {
  /** One connection of its own as lingding_service: the log waits for nobody else's work. */
  readonly writer: Database
  /** Works as lingding_member. */
  readonly members: Database
}

const defaultLimits: DecisionLogLimits = { maxWaiting: 20_000, maxTogether: 1_000, gatherMs: 50, retryMs: 1_000 }
/** Of a path that somebody made up. */
const maxResource = 500

export function openPostgresDecisionLog({ writer, members }: DecisionLogDatabases, limits: DecisionLogLimits = defaultLimits): DecisionLog {
  const { maxWaiting, maxTogether, gatherMs, retryMs } = limits
  const waiting: AccessDecision[] = []
  let writing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxTogether)
      await insert(writer, batch)
      waiting.splice(0, batch.length)
    }
  }
  const start = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing ??= write().finally(() => {
      writing = undefined
    })
    return writing
  }
  const soon = (ms: number): void => {
    if (timer !== undefined || writing !== undefined) return
    timer = setTimeout(() => void start().then(again, () => soon(retryMs)), ms)
  }
  const again = (): void => {
    if (waiting.length > 0) soon(gatherMs)
  }
  const flush = async (): Promise<void> => {
    // What is being written now, and what came meanwhile.
    await start()
    await start()
  }
  return {
    record: (decision) => {
      // Also when it is full: the door lets nobody in then, and what is under way is still told.
      waiting.push(decision)
      soon(gatherMs)
    },
    isFull: () => waiting.length >= maxWaiting,
    list: async ({ limit, before = Number.MAX_SAFE_INTEGER }) => {
      await flush()
      const text = `select sequence, decided_at, kind, principal, organisation, action, resource, is_allowed, reason
        from lingding.decisions where sequence < $1 order by sequence desc limit $2`
      const { rows } = await within(members, { kind: 'all' }).patiently((client) => client.query<DecisionRow>({ name: 'decisions', text, values: [before, limit] }))
      return rows.map(decisionOf)
    },
    flush,
    close: async () => {
      try {
        await flush()
      } finally {
        clearTimeout(timer)
        await writer.close()
      }
    },
  }
}

async function insert(writer: Database, batch: readonly AccessDecision[]): Promise<void> {
  const text = `insert into lingding.decisions (decided_at, kind, principal, organisation, action, resource, is_allowed, reason)
    select decided_at, kind, principal, organisation, action, resource, is_allowed, reason
    from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[]) with ordinality
      as d (decided_at, kind, principal, organisation, action, resource, is_allowed, reason, place)
    order by place`
  const values = [
    batch.map((each) => each.at),
    batch.map((each) => each.principal.kind),
    batch.map((each) => each.principal.id),
    batch.map((each) => each.principal.organisation),
    batch.map((each) => each.action),
    batch.map((each) => storable(each.resource.slice(0, maxResource))),
    batch.map((each) => each.isAllowed),
    batch.map((each) => each.reason),
  ]
  await writer.patiently((client) => client.query({ name: 'decisions-write', text, values }))
}

function decisionOf(row: DecisionRow): AccessDecision & { readonly sequence: number } {
  return {
    sequence: row.sequence,
    at: instant(row.decided_at),
    principal: { kind: row.kind, id: row.principal, organisation: row.organisation },
    action: row.action,
    resource: row.resource,
    isAllowed: row.is_allowed,
    reason: row.reason,
  }
}
