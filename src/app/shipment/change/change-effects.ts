// What a change does to a filing, by the kind of the filing and where it stands: a dated table, data/rules/change-effects.csv.
// Where a customs publishes how a filing is changed, the row says so (V); where it does not, the row is ours (D) or not
// verified (U), and sends people to customs instead of promising anything.
import { parseCivilDate, type CivilDate } from '../../../base/civil-date.ts'
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'
import { holdsOn, type Validity } from '../../../base/validity.ts'
import { filingKinds, stages, type FilingKind, type Mark, type Stage } from '../../../domain/declaration/index.ts'
import type { Knowledge } from '../../knowledge.ts'
import { effects, type Effect } from '../events.ts'

export type ChangeKind = 'amendment' | 'cancellation'

export interface EffectRow {
  readonly id: string
  readonly change: ChangeKind
  readonly filings: readonly FilingKind[]
  readonly stages: readonly Stage[]
  /** The row holds only while Hong Kong's bundling of the shipment stands. */
  readonly isOfBundled: boolean
  readonly effect: Effect
  readonly validity: Validity
  readonly mark: Mark
  readonly source: string
}

export type EffectTable = readonly EffectRow[]

export interface EffectQuestion {
  readonly change: ChangeKind
  readonly filing: FilingKind
  readonly stage: Stage
  readonly isBundled: boolean
  readonly on: CivilDate
}

/** Columns: id, change, filings, stages, condition, effect, from, to, mark, source. Throws at a row that is none. */
export function effectTableFrom(rows: readonly CsvRow[]): EffectTable {
  return rows.map((row) => {
    const { id = '', change = '', condition = '', effect = '', mark = '', source = '' } = row
    const words = (column: string): readonly string[] => (row[column] ?? '').split(' ').filter((word) => word !== '')
    invariant(change === 'amendment' || change === 'cancellation', `${id}: a change is an amendment or a cancellation`)
    invariant(condition === '' || condition === 'bundled', `${id}: the condition is 'bundled' or none`)
    invariant(mark === 'V' || mark === 'D' || mark === 'U', `${id}: the mark is V, D or U`)
    const known = effects.find((each) => each === effect)
    invariant(known !== undefined, `${id}: '${effect}' is an effect`)
    return {
      id,
      change,
      filings: filingKinds.filter((kind) => words('filings').includes(kind)),
      stages: stages.filter((stage) => words('stages').includes(stage)),
      isOfBundled: condition === 'bundled',
      effect: known,
      validity: validityOf(row),
      mark,
      source,
    }
  })
}

/** The first row that holds. */
export function effectOf(table: EffectTable, { change, filing, stage, isBundled, on }: EffectQuestion): EffectRow {
  const found = table.find(
    (row) => row.change === change && row.filings.includes(filing) && row.stages.includes(stage) && (!row.isOfBundled || isBundled) && holdsOn(row.validity, on),
  )
  invariant(found !== undefined, `change-effects.csv says what ${change} does to ${filing} at ${stage}`)
  return found
}

function validityOf(row: CsvRow): Validity {
  const day = (column: string): CivilDate | undefined => {
    const text = row[column] ?? ''
    const read = parseCivilDate(text)
    invariant(text === '' || read !== undefined, `${row['id']}: '${text}' is a day`)
    return read
  }
  const [from, to] = [day('from'), day('to')]
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

const tables = new WeakMap<Knowledge, EffectTable>()

/** The table that ships, read once. */
export function shippedEffects(knowledge: Knowledge): EffectTable {
  const known = tables.get(knowledge) ?? effectTableFrom(knowledge.rows('rules/change-effects.csv'))
  tables.set(knowledge, known)
  return known
}
