// Every allow and deny, in PostgreSQL: gathered for a moment and written together, so that it costs a request nothing. What
// waits is bounded; when the database is away for long the log is full, and the door refuses work until it is not.
import type { AccessDecision, DecisionLog } from '../../app/ports.ts'
import { instant } from '../../base/instant.ts'
import type { Database } from './database.ts'
import { within } from './scoped.ts'
import type { StoreDatabases } from './shipments.ts'

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

const maxWaiting = 20_000
const maxTogether = 1_000
const gatherMs = 50
const retryMs = 1_000
/** Of a path that somebody made up. */
const maxResource = 500
const unstorable = /[\0\p{Surrogate}]/gu

export function openPostgresDecisionLog({ service, members }: StoreDatabases): DecisionLog {
  const waiting: AccessDecision[] = []
  let writing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxTogether)
      await insert(service, batch)
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
  return {
    record: (decision) => {
      if (waiting.length < maxWaiting) waiting.push(decision)
      soon(gatherMs)
    },
    isFull: () => waiting.length >= maxWaiting,
    list: async ({ limit, before = Number.MAX_SAFE_INTEGER }) => {
      const text = `select sequence, decided_at, kind, principal, organisation, action, resource, is_allowed, reason
        from lingding.decisions where sequence < $1 order by sequence desc limit $2`
      const { rows } = await within(members, { kind: 'all' }).patiently((client) => client.query<DecisionRow>({ name: 'decisions', text, values: [before, limit] }))
      return rows.map(decisionOf)
    },
    flush: async () => {
      // What is being written now, and what came meanwhile.
      await start()
      await start()
    },
    close: async () => {
      await start().catch(() => undefined)
      clearTimeout(timer)
    },
  }
}

async function insert(service: Database, batch: readonly AccessDecision[]): Promise<void> {
  const text = `insert into lingding.decisions (decided_at, kind, principal, organisation, action, resource, is_allowed, reason)
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[])`
  const values = [
    batch.map((each) => each.at),
    batch.map((each) => each.principal.kind),
    batch.map((each) => each.principal.id),
    batch.map((each) => each.principal.organisation),
    batch.map((each) => each.action),
    batch.map((each) => storable(each.resource)),
    batch.map((each) => each.isAllowed),
    batch.map((each) => each.reason),
  ]
  await service.patiently((client) => client.query({ name: 'decisions-write', text, values }))
}

/** What a made-up path may hold and a database may not. */
function storable(text: string): string {
  return text.slice(0, maxResource).replace(unstorable, '\uFFFD')
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
