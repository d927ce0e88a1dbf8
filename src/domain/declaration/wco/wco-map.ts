// The mapping between the mainland's declaration and the WCO Data Model: which element stands at which path and how its
// value is written there. Rows come from data/declarations/mainland-wco-map.csv; a row without a group says why an element
// has no place. The mapping is Lingding's own (mark D); ids and formats are the WCO's.
import type { CsvRow } from '../../../base/csv-rows.ts'
import type { Direction } from '../../submission/index.ts'

/** How a value is written: as it stands, through a concordance, or with the unit or currency of its line. */
export type WcoKind =
  | 'text'
  | 'number'
  | 'weight'
  | 'country'
  | 'currency'
  | 'term'
  | 'package'
  | 'transport'
  | 'quantity'
  | 'amount'
  | 'freight'
  | 'un-number'

/** Elements of the group that stand in the attribute of a value; the last is the unit or currency. */
export const companions: Readonly<Partial<Record<WcoKind, readonly string[]>>> = {
  quantity: ['FirstUnit'],
  amount: ['TradeCurr'],
  freight: ['FeeMark', 'FeeCurr'],
}

/** Which indexes its path gets. */
export type WcoPlace = 'once' | 'group' | 'first-item' | 'every-item' | 'licence' | 'seal' | 'currency'

export interface WcoBinding {
  readonly group: string
  readonly element: string
  /** Only on this direction; undefined for both. */
  readonly direction?: Direction
  readonly path: string
  readonly kind: WcoKind
  readonly place: WcoPlace
}

/** Columns: wco_path, group, element, direction, kind, place, and those that document the row. */
export function wcoBindingsFrom(rows: readonly CsvRow[]): readonly WcoBinding[] {
  return rows
    .filter((row) => row['group'] !== '')
    .map((row) => ({
      group: row['group'] ?? '',
      element: row['element'] ?? '',
      ...(row['direction'] === '' ? {} : { direction: row['direction'] as Direction }),
      path: row['wco_path'] ?? '',
      kind: (row['kind'] ?? 'text') as WcoKind,
      place: (row['place'] ?? 'once') as WcoPlace,
    }))
}

export const itemPath = '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem'
export const equipmentPath = '/Declaration/GoodsShipment/Consignment/TransportEquipment'
/** UN/EDIFACT 1225: 9 is an original. */
export const originalFunction = '9'
/** UN/ECE Recommendation 20: kilogram. */
export const kilogram = 'KGM'
/** GACC list fee_mark: 3 is a total, the only kind of charge that is an amount. */
export const totalMark = '3'
