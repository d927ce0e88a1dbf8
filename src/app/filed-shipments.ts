// The read model of what was filed: one row per shipment, folded from the journal. It catches up on demand, so it is the
// same after a restart and beside a second process on the same journal.
import type { Instant } from '../base/instant.ts'
import type { Digest, Entry, Json, JsonObject } from '../journal/index.ts'
import type { Journal } from './ports.ts'
import { projectionOf, type Projection } from './verify-journal.ts'

export const shipmentFiled = 'ShipmentFiled'
export const shipmentChainPrefix = 'shipments-'

export interface FiledFile {
  readonly customs: string
  readonly kind: string
  readonly name: string
  readonly mediaType: string
  /** Hexadecimal SHA-256 of the bytes written. */
  readonly sha256: string
  readonly bytes: number
}

export interface FiledShipment {
  readonly id: string
  readonly organisation: string
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: Instant
  readonly by: string
  readonly chain: string
  readonly position: number
  /** Number within the chain's series, from 1. */
  readonly number: number
  /** Hash of the dossier in the journal. */
  readonly document: Digest
  readonly ruleSet: string
  /** The moment and the day of the rules that it was judged by. */
  readonly judgedAt: Instant
  readonly judgedOn: string
  readonly files: readonly FiledFile[]
}

export interface FiledShipments {
  /** Newest first, of one organisation, at most `limit`; `before` is the position of the last one of the page before. */
  readonly list: (organisation: string, limit: number, before?: number) => Promise<readonly FiledShipment[]>
  readonly find: (organisation: string, id: string) => Promise<FiledShipment | undefined>
  /** Of every organisation, in the order of chain and position: what verification compares with a replay. */
  readonly all: () => Promise<readonly FiledShipment[]>
}

/** The same rows folded from zero. */
export function filedShipmentsProjection(shipments: FiledShipments): Projection {
  return projectionOf<readonly FiledShipment[]>(
    'filed-shipments',
    {
      initial: [],
      step: (rows, entry) => (entry.kind === shipmentFiled ? [...rows, filedShipmentFrom(entry)] : rows),
      view: viewRows,
    },
    async () => viewRows(await shipments.all()),
  )
}

function viewRows(rows: readonly FiledShipment[]): Json {
  return rows.toSorted((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.position - b.position)) as unknown as Json
}

export function filedShipmentFrom(entry: Entry): FiledShipment {
  const payload = entry.payload as JsonObject
  return {
    id: String(payload['id']),
    organisation: entry.organisation,
    reference: String(payload['reference']),
    direction: String(payload['direction']),
    counterpart: String(payload['counterpart']),
    isSample: payload['isSample'] === true,
    filedAt: entry.writtenAt,
    by: entry.actor,
    chain: entry.chain,
    position: entry.position,
    number: entry.number?.value ?? 0,
    document: entry.document ?? ('' as Digest),
    ruleSet: entry.ruleSet,
    judgedAt: Number(payload['judgedAt']) as Instant,
    judgedOn: String(payload['judgedOn']),
    files: (payload['files'] as readonly Json[]).map((file) => file as unknown as FiledFile),
  }
}

export function openFiledShipments(journal: Journal): FiledShipments {
  const rows = new Map<string, FiledShipment>()
  const read = new Map<string, number>()
  let catching: Promise<void> | undefined
  const catchUp = async (): Promise<void> => {
    for (const chain of await journal.chains()) {
      if (!chain.startsWith(shipmentChainPrefix)) continue
      for await (const batch of journal.readChain(chain, read.get(chain) ?? 0)) {
        for (const entry of batch) {
          if (entry.kind === shipmentFiled) {
            const row = filedShipmentFrom(entry)
            rows.set(keyOf(row.organisation, row.id), row)
          }
          read.set(chain, entry.position + 1)
        }
      }
    }
  }
  let next: Promise<void> | undefined
  // One catch-up runs at a time. Whoever asks during it shares the one that starts behind it, so that nobody misses an
  // append of their own.
  const upToDate = (): Promise<void> => {
    next ??= (catching ?? Promise.resolve()).catch(() => undefined).then(() => {
      catching = next
      next = undefined
      return catchUp()
    })
    return next
  }
  return {
    list: async (organisation, limit, before = Infinity) => {
      await upToDate()
      const own = [...rows.values()].filter((row) => row.organisation === organisation && row.position < before)
      return own.toSorted((a, b) => b.position - a.position).slice(0, limit)
    },
    all: async () => {
      await upToDate()
      return [...rows.values()]
    },
    find: async (organisation, id) => {
      await upToDate()
      return rows.get(keyOf(organisation, id))
    },
  }
}

function keyOf(organisation: string, id: string): string {
  return `${organisation}\n${id}`
}
