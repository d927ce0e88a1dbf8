// What the suites of the stores put in: shipments, filings and kept things that are nothing but rows.
import type { FiledShipment, FilingRow, KeptItem, RegisterRow } from '../../src/app/ports.ts'
import { instant } from '../../src/base/instant.ts'
import type { Customs } from '../../src/domain/access/index.ts'
import type { FilingKind, Stage } from '../../src/domain/declaration/index.ts'
import { digestOf } from '../../src/journal/index.ts'

export const at = instant(1_760_319_000_000)

export function shipmentOf(organisation: string, id: string, position: number, more: Partial<FiledShipment> = {}): FiledShipment {
  return {
    id,
    senderNumber: id,
    organisation,
    reference: `REF-${id}`,
    direction: 'export',
    counterpart: 'hongkong',
    isSample: true,
    filedAt: at,
    by: `${organisation}-agent`,
    chain: `shipments-${organisation}`,
    position,
    number: position + 1,
    version: 1,
    changedAt: at,
    revision: 1,
    isCancelled: false,
    document: digestOf(new Uint8Array(32)),
    ruleSet: 'data-test',
    judgedAt: at,
    judgedOn: '2025-10-20',
    files: [],
    filings: [],
    administrations: ['mainland', 'hongkong'],
    agreed: { packages: '120 電池 "x" \\ \0', goods: [], parties: [], date: '2025-10-20' },
    sharedFrom: null,
    unifiedNumber: null,
    proposals: [],
    shares: [],
    agreements: [],
    ...more,
  }
}

const customsOf: Readonly<Partial<Record<FilingKind, Customs>>> = { 'mainland-declaration': 'mainland', 'hongkong-cargo': 'hongkong', 'macao-declaration': 'macao' }

export function filingOf(shipment: FiledShipment, filing: FilingKind, stage: Stage, more: Partial<FilingRow> = {}): FilingRow {
  const changedAt = more.changedAt ?? at
  return {
    organisation: shipment.organisation,
    shipment: shipment.id,
    reference: shipment.reference,
    customs: customsOf[filing] ?? 'mainland',
    filing,
    stage,
    revision: shipment.revision,
    sentRevision: 1,
    senderNumber: shipment.senderNumber,
    numbers: { entryNumber: 'E-1' },
    names: [`${shipment.id}/${filing}`],
    changedAt,
    isSample: true,
    isCancelled: false,
    hasDifference: false,
    place: `${String(changedAt).padStart(15, '0')} ${shipment.organisation} ${shipment.id} ${filing}`,
    ...more,
  }
}

export function rowOf(shipment: FiledShipment, ...filings: readonly FilingRow[]): RegisterRow {
  return { shipment, filings }
}

export function itemOf(organisation: string, id: string, more: Partial<Omit<KeptItem, 'version'>> = {}): Omit<KeptItem, 'version'> {
  return { organisation, kind: 'draft', id, content: `text of ${id}`, changedAt: at, changedBy: 'a-clerk', isRemoved: false, ...more }
}
