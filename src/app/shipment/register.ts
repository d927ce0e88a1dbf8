// The register of shipments: the read model that pages, queues and answers look things up in. It is folded from the
// journal and kept by a `Shipments` store; before every reading it catches up with what is asked of, so whoever has filed
// sees it.
import { invariant } from '../../base/invariant.ts'
import type { Customs, OrganisationId, Scope } from '../../domain/access/index.ts'
import type { Entry, Json } from '../../journal/index.ts'
import type { FilingQuery, FilingRow, Journal, RegisterContent, Shipments, ShipmentQuery } from '../ports.ts'
import type { Projection, Replay } from '../verify-journal.ts'
import { chainOf, shipmentChainPrefix } from './events.ts'
import { registerRowOf } from './register-row.ts'
import { evolveShipment, type FiledShipment } from './state.ts'

export interface Register {
  readonly find: (scope: Scope, organisation: string, id: string) => Promise<FiledShipment | undefined>
  /** Of the own organisation, or of all; newest first. */
  readonly list: (scope: Scope, query: ShipmentQuery) => Promise<readonly FiledShipment[]>
  /** Filings by customs and stage, the longest unchanged first: the queue of an officer, and what waits to be sent. */
  readonly filings: (scope: Scope, query: FilingQuery) => Promise<readonly FilingRow[]>
  readonly filing: (scope: Scope, organisation: string, shipment: string, filing: string) => Promise<FilingRow | undefined>
  /** The filing that an answer means, by any number it is called by. For the platform itself. */
  readonly byNumber: (customs: Customs, number: string) => Promise<readonly FilingRow[]>
  readonly all: () => Promise<RegisterContent>
  /** Reads what is new in the journal. */
  readonly catchUp: () => Promise<void>
}

/** Several catch-ups in a row may find another process before them. */
const maxAttempts = 20

export function openRegister(journal: Journal, store: Shipments): Register {
  const read = new Map<string, number>()
  const catchUpOf = inTurns(async (chain) => {
    for (let attempt = 0; ; attempt += 1) {
      const size = await journal.size(chain)
      if (size === 0) return
      const from = read.get(chain) ?? (await store.position(chain))
      read.set(chain, from)
      if (size <= from) return
      let next = from
      let isOvertaken = false
      for await (const entries of journal.readChain(chain, from)) {
        const to = next + entries.length
        isOvertaken = !(await store.apply(chain, next, to, (await folded(entries, store)).map(registerRowOf)))
        if (isOvertaken) break
        read.set(chain, to)
        next = to
      }
      if (!isOvertaken) return
      invariant(attempt < maxAttempts, `another process does not stay before this one on ${chain}`)
      read.delete(chain)
    }
  })
  const catchUpAll = inTurns(async () => {
    for (const chain of await journal.chains()) if (chain.startsWith(shipmentChainPrefix)) await catchUpOf(chain)
  })
  const catchUp = (): Promise<void> => catchUpAll('')
  /** What is asked of one organisation needs its chain only. */
  const after = async <T>(organisation: OrganisationId | undefined, ask: () => Promise<T>): Promise<T> => {
    await (organisation === undefined ? catchUp() : catchUpOf(chainOf(organisation)))
    return ask()
  }
  return {
    find: (scope, organisation, id) => after(organisation, () => store.find(scope, organisation, id)),
    list: (scope, query) => after(ownOf(scope), () => store.list(scope, query)),
    filings: (scope, query) => after(ownOf(scope), () => store.filings(scope, query)),
    filing: (scope, organisation, shipment, filing) => after(organisation, () => store.filing(scope, organisation, shipment, filing)),
    byNumber: (customs, number) => after(undefined, () => store.byNumber(customs, number)),
    all: () => after(undefined, () => store.all()),
    catchUp,
  }
}

function ownOf(scope: Scope): OrganisationId | undefined {
  return scope.kind === 'own' ? scope.organisation : undefined
}

/**
 * Of each key one piece of work runs at a time. Whoever asks during it shares the one that starts behind it, so that nobody
 * misses an append of their own.
 */
function inTurns(work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const behind = new Map<string, Promise<void>>()
  const run = (key: string): Promise<void> => {
    behind.delete(key)
    const turn = work(key).finally(() => running.delete(key))
    running.set(key, turn)
    return turn
  }
  return (key) => {
    const before = running.get(key)
    const next = behind.get(key) ?? (before === undefined ? run(key) : before.catch(() => undefined).then(() => run(key)))
    if (before !== undefined) behind.set(key, next)
    return next
  }
}

async function folded(entries: readonly Entry[], store: Shipments): Promise<readonly FiledShipment[]> {
  const streams = new Map<string, { readonly organisation: string; readonly id: string }>()
  for (const { stream, organisation } of entries) streams.set(stream, { organisation, id: idOf(stream) })
  const known = await store.load([...streams.values()])
  const states = new Map<string, FiledShipment | undefined>(known.map((each) => [`shipment-${each.id}`, each]))
  for (const entry of entries) states.set(entry.stream, evolveShipment(states.get(entry.stream), entry))
  return [...states.values()].flatMap((state) => state ?? [])
}

function idOf(stream: string): string {
  return stream.replace(/^shipment-/, '')
}

/** The same rows folded from zero, to compare with what the store says. */
export function registerProjection(register: Register): Projection {
  const replay = (): Replay => {
    const rows = new Map<string, FiledShipment | undefined>()
    return {
      take: (entry) => {
        if (!entry.chain.startsWith(shipmentChainPrefix)) return
        const key = `${entry.organisation}\n${entry.stream}`
        rows.set(key, evolveShipment(rows.get(key), entry))
      },
      view: () => {
        const shipments = [...rows.values()].flatMap((row) => row ?? [])
        return viewContent({ shipments, filings: shipments.flatMap((each) => registerRowOf(each).filings) })
      },
    }
  }
  return { name: 'shipments', replay, read: async () => viewContent(await register.all()) }
}

function viewContent({ shipments, filings }: RegisterContent): Json {
  const filingKey = ({ organisation, shipment, filing }: FilingRow): string => `${organisation} ${shipment} ${filing}`
  return {
    shipments: shipments.toSorted((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.position - b.position)),
    filings: filings.map((row) => ({ ...row, names: row.names.toSorted() })).toSorted((a, b) => (filingKey(a) < filingKey(b) ? -1 : 1)),
  } as unknown as Json
}
