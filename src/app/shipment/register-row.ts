// A shipment as the register keeps it: the state, and a row for each of its filings.
import type { FilingRow, RegisterRow } from '../ports.ts'
import type { FiledShipment, FilingStatus } from './state.ts'

/**
 * Number of the fold that rows come from. Raise it when `evolveShipment` or a row says something else than before: what an
 * older one kept is then folded again from the journal.
 */
export const registerFold = 2

export function registerRowOf(shipment: FiledShipment): RegisterRow {
  const hasDifference = shipment.agreements.some((each) => each.differences.length > 0)
  const rowOf = (status: FilingStatus): FilingRow => ({
    organisation: shipment.organisation,
    shipment: shipment.id,
    reference: shipment.reference,
    customs: status.customs,
    filing: status.filing,
    stage: status.stage,
    revision: shipment.revision,
    sentRevision: status.sentRevision,
    senderNumber: shipment.senderNumber,
    names: namesOf(shipment, status),
    numbers: status.reference,
    changedAt: status.changedAt,
    isSample: shipment.isSample,
    isCancelled: shipment.isCancelled || status.isDropped === true,
    hasDifference,
    place: `${String(status.changedAt).padStart(15, '0')} ${shipment.organisation} ${shipment.id} ${status.filing}`,
  })
  return { shipment, filings: shipment.filings.map(rowOf) }
}

/** What an answer may call the filing by. The mainland's ClientSeqNo is LD and the sender's number in capitals. */
function namesOf({ senderNumber }: FiledShipment, { filing, reference }: FilingStatus): readonly string[] {
  const client = filing === 'mainland-declaration' ? [`LD${senderNumber.toUpperCase()}`] : []
  return [...client, `${senderNumber}/${filing}`, reference.unifiedNumber, reference.entryNumber, reference.customsNumber].flatMap((name) => name ?? [])
}
