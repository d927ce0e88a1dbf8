// The elements of a WCO Data Model 3.6 declaration as a tree: order, occurrence and format of each. Rows come from
// data/declarations/wco-elements.csv; their order is the order of the schema that they were taken from.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'

/** `an..35` up to 35 letters and digits, `a2` exactly two letters, `n..16,6` up to 16 digits, 6 of them after the point. */
export interface WcoFormat {
  readonly written: string
  readonly kind: 'a' | 'an' | 'n'
  readonly isExact: boolean
  readonly max: number
  readonly decimals: number
}

export interface WcoElement {
  /** `/Declaration/GoodsShipment/GovernmentAgencyGoodsItem`, without indexes. */
  readonly path: string
  readonly name: string
  /** WCO id, such as 145; empty where the schema gives none. */
  readonly id: string
  /** Undefined for a class, which has children instead of a value. */
  readonly format?: WcoFormat
  readonly isRequired: boolean
  /** How often it may stand; Infinity where it is unbounded. */
  readonly max: number
  readonly children: readonly WcoElement[]
}

export interface WcoModel {
  readonly root: WcoElement
  readonly byPath: ReadonlyMap<string, WcoElement>
}

const formatPattern = /^(an|a|n)(\.\.)?(\d+)(?:,(\d+))?$/

/** Throws when a row has no parent or no format that is known, since the rows ship with the product. */
export function wcoModelFrom(rows: readonly CsvRow[]): WcoModel {
  const byPath = new Map<string, WcoElement & { readonly children: WcoElement[] }>()
  for (const row of rows) {
    const path = row['path'] ?? ''
    const cut = path.lastIndexOf('/')
    const format = formatOf(row['format'] ?? '')
    const element = {
      path,
      name: path.slice(cut + 1),
      id: row['wco_id'] ?? '',
      ...(format === undefined ? {} : { format }),
      isRequired: row['min'] !== '0',
      max: row['max'] === 'unbounded' ? Number.POSITIVE_INFINITY : Number(row['max']),
      children: [],
    }
    byPath.set(path, element)
    if (cut === 0) continue
    const parent = byPath.get(path.slice(0, cut))
    invariant(parent !== undefined, `the WCO element ${path} stands after its parent`)
    parent.children.push(element)
  }
  const root = byPath.get('/Declaration')
  invariant(root !== undefined, 'the WCO elements begin with /Declaration')
  return { root, byPath }
}

export function fitsFormat(format: WcoFormat, value: string): boolean {
  if (format.kind === 'n') return numberFits(format, value)
  const length = [...value].length
  if (format.isExact ? length !== format.max : length > format.max) return false
  return format.kind === 'an' || /^\p{L}+$/u.test(value)
}

function numberFits(format: WcoFormat, value: string): boolean {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(value)
  if (match === null) return false
  const whole = match[1]?.length ?? 0
  const fraction = match[2]?.length ?? 0
  if (fraction > format.decimals) return false
  return format.isExact ? whole + fraction === format.max : whole + fraction <= format.max
}

function formatOf(written: string): WcoFormat | undefined {
  if (written === '') return undefined
  const match = formatPattern.exec(written)
  const kind = match?.[1]
  invariant(match !== null && (kind === 'a' || kind === 'an' || kind === 'n'), `the WCO format ${written} is known`)
  return { written, kind, isExact: match[2] === undefined, max: Number(match[3]), decimals: Number(match[4] ?? '0') }
}
