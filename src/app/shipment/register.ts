// The register of shipments: the read model that pages, queues and answers look things up in. It is folded from the
// journal and kept by a `Shipments` store; before every reading it catches up, so whoever has filed sees it.
import { invariant } from '../../base/invariant.ts'
import type { Customs, Scope } from '../../domain/access/index.ts'
import type { Entry, Json } from '../../journal/index.ts'
import type { FilingQuery, FilingRow, Journal, RegisterContent, Shipments, ShipmentQuery } from '../ports.ts'
import type { Projection, Replay } from '../verify-journal.ts'
import { shipmentChainPrefix } from './events.ts'
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
  const catchUpChain = async (chain: string): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      const from = read.get(chain) ?? (await store.position(chain))
      if ((await journal.size(chain)) <= from) return
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
  }
  const catchUpAll = async (): Promise<void> => {
    for (const chain of await journal.chains()) if (chain.startsWith(shipmentChainPrefix)) await catchUpChain(chain)
  }
  let catching: Promise<void> | undefined
  let next: Promise<void> | undefined
  // One catch-up runs at a time. Whoever asks during it shares the one that starts behind it, so that nobody misses an
  // append of their own.
  const catchUp = (): Promise<void> => {
    next ??= (catching ?? Promise.resolve()).catch(() => undefined).then(() => {
      catching = next
      next = undefined
      return catchUpAll()
    })
    return next
  }
  const afterCatchUp = async <T>(ask: () => Promise<T>): Promise<T> => {
    await catchUp()
    return ask()
  }
  return {
    find: (scope, organisation, id) => afterCatchUp(() => store.find(scope, organisation, id)),
    list: (scope, query) => afterCatchUp(() => store.list(scope, query)),
    filings: (scope, query) => afterCatchUp(() => store.filings(scope, query)),
    filing: (scope, organisation, shipment, filing) => afterCatchUp(() => store.filing(scope, organisation, shipment, filing)),
    byNumber: (customs, number) => afterCatchUp(() => store.byNumber(customs, number)),
    all: () => afterCatchUp(() => store.all()),
    catchUp,
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
