// The register of shipments in memory: the oracle of the one in PostgreSQL.
import type { FilingRow, FiledShipment, RegisterRow, ShipmentPlace, Shipments } from '../../app/ports.ts'
import type { Scope } from '../../domain/access/index.ts'

export function openMemoryShipments(): Shipments {
  const rows = new Map<string, RegisterRow>()
  const positions = new Map<string, number>()
  const filingRows = (): readonly FilingRow[] => [...rows.values()].flatMap((row) => row.filings)
  const shipments = (): readonly FiledShipment[] => [...rows.values()].map((row) => row.shipment)
  return {
    position: async (chain) => positions.get(chain) ?? 0,
    load: async (of) => of.flatMap(({ organisation, id }) => rows.get(keyOf(organisation, id))?.shipment ?? []),
    apply: async (chain, from, to, changed) => {
      if ((positions.get(chain) ?? 0) !== from) return false
      for (const row of changed) rows.set(keyOf(row.shipment.organisation, row.shipment.id), row)
      positions.set(chain, to)
      return true
    },
    find: async (scope, organisation, id) => {
      const row = rows.get(keyOf(organisation, id))?.shipment
      return row !== undefined && isShipmentIn(scope, row) ? row : undefined
    },
    list: async (scope, { limit, before }) =>
      shipments()
        .filter((row) => isShipmentIn(scope, row) && (before === undefined || inOrder(row, before) < 0))
        .toSorted((a, b) => inOrder(b, a))
        .slice(0, limit),
    filings: async (scope, { customs, stages, isDiffering = false, after = '', limit }) =>
      filingRows()
        .filter((row) => isFilingIn(scope, row) && (customs === undefined || row.customs === customs) && (stages?.includes(row.stage) ?? true) && row.place > after)
        .filter((row) => row.hasDifference || !isDiffering)
        .toSorted((a, b) => (a.place < b.place ? -1 : 1))
        .slice(0, limit),
    filing: async (scope, organisation, shipment, filing) =>
      filingRows().find((row) => isFilingIn(scope, row) && row.organisation === organisation && row.shipment === shipment && row.filing === filing),
    byNumber: async (customs, number) => filingRows().filter((row) => row.customs === customs && row.names.includes(number)).slice(0, 2),
    all: async () => ({ shipments: shipments(), filings: filingRows() }),
  }
}

function inOrder(a: ShipmentPlace, b: ShipmentPlace): number {
  return a.filedAt - b.filedAt || (a.organisation === b.organisation ? a.position - b.position : a.organisation < b.organisation ? -1 : 1)
}

function isShipmentIn(scope: Scope, row: FiledShipment): boolean {
  return scope.kind === 'all' || (scope.kind === 'own' && scope.organisation === row.organisation)
}

function isFilingIn(scope: Scope, row: FilingRow): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'own':
      return scope.organisation === row.organisation
    case 'addressed':
      return scope.customs === row.customs
  }
}

function keyOf(organisation: string, id: string): string {
  return `${organisation}\n${id}`
}
