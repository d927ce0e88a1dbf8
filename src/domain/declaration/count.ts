// The re-keying count: how many items a trader is asked for, filing by filing, and how many have to be keyed once
// everything is entered in one place. The unit is an item of data/declarations/items.csv: a code and a name that always go
// together are one item. Cells marked V count; a second way of counting takes U as well.
//   asked     sum of the items of each filing           distinct  items asked by at least one of them
//   later     what the later filings ask             stillNew  of those, what the mainland declaration does not have
//   keyed     distinct items that are entered or code-translated
import type { CsvRow } from '../../base/csv-rows.ts'
import { divide, fromInteger, type Decimal } from '../../base/decimal.ts'
import type { Mark } from './element-fact.ts'
import type { Form } from './form.ts'

export type ItemSource = 'entered' | 'profile' | 'computed' | 'code-translated'

export interface Item {
  readonly id: string
  readonly name: string
  readonly source: ItemSource
}

export type Items = ReadonlyMap<string, Item>

export interface Count {
  /** Items by what the form is counted as. */
  readonly byFiling: Readonly<Record<string, number>>
  readonly asked: number
  readonly distinct: number
  readonly saved: number
  readonly later: number
  readonly stillNew: number
  readonly keyed: number
  /** Items of the later filings that have to be keyed although the mainland declaration is there. */
  readonly keyedReceivingSide: number
  /** Percent of `asked` saved, one decimal. */
  readonly savedPercent: Decimal
  /** Percent by which the later filings shrink, one decimal. */
  readonly cutInLaterPercent: Decimal
}

const declaration = 'mainland-declaration'

/** Columns: item_id, name_en, level, value_source_when_entered_once, and one per filing. */
export function itemsFrom(rows: readonly CsvRow[]): Items {
  return new Map(
    rows.map((row) => {
      const id = row['item_id'] ?? ''
      return [id, { id, name: row['name_en'] ?? '', source: row['value_source_when_entered_once'] as ItemSource }]
    }),
  )
}

/** The items that a form asks, from its rows; `marks` says which evidence counts. */
export function itemsAsked(form: Form, marks: readonly Mark[]): ReadonlySet<string> {
  const asked = new Set<string>()
  for (const group of form.groups) {
    for (const { item, itemMark } of group.rows) {
      if (item !== undefined && itemMark !== undefined && marks.includes(itemMark)) asked.add(item)
    }
  }
  return asked
}

/** What the forms of one case ask, by what they are counted as. It does not depend on a shipment. */
export interface AskedItems {
  readonly byFiling: ReadonlyMap<string, ReadonlySet<string>>
  readonly distinct: ReadonlySet<string>
  /** Items that only the filings of the receiving side ask. */
  readonly onlyReceivingSide: ReadonlySet<string>
}

export function askedItems(forms: readonly Form[], marks: readonly Mark[]): AskedItems {
  const byFiling = new Map<string, Set<string>>()
  for (const form of forms) {
    const asked = byFiling.get(form.countedAs) ?? new Set<string>()
    for (const item of itemsAsked(form, marks)) asked.add(item)
    byFiling.set(form.countedAs, asked)
  }
  const first = byFiling.get(declaration) ?? new Set<string>()
  const distinct = new Set([...byFiling.values()].flatMap((asked) => [...asked]))
  // The road manifest is the mainland's; the receiving side files with Hong Kong or Macao.
  const receiving = [...byFiling].filter(([filing]) => !filing.startsWith('mainland-')).flatMap(([, asked]) => [...asked])
  return { byFiling, distinct, onlyReceivingSide: new Set(receiving.filter((item) => !first.has(item))) }
}

/** The count of a case; `isKeyed` says whether an item was typed by somebody in this shipment, or usually is. */
export function countItems({ byFiling, distinct, onlyReceivingSide }: AskedItems, isKeyed: (item: string) => boolean): Count {
  const first = byFiling.get(declaration)?.size ?? 0
  let asked = 0
  for (const items of byFiling.values()) asked += items.size
  const [later, stillNew] = [asked - first, distinct.size - first]
  return {
    byFiling: Object.fromEntries([...byFiling].map(([filing, items]) => [filing, items.size])),
    asked,
    distinct: distinct.size,
    saved: asked - distinct.size,
    later,
    stillNew,
    keyed: countOf(distinct, isKeyed),
    keyedReceivingSide: countOf(onlyReceivingSide, isKeyed),
    savedPercent: percent(asked - distinct.size, asked),
    cutInLaterPercent: percent(later - stillNew, later),
  }
}

/** Whether an item is usually keyed: entered, or a code that is translated. */
export function isUsuallyKeyed(items: Items): (item: string) => boolean {
  return (item) => {
    const source = items.get(item)?.source
    return source === 'entered' || source === 'code-translated'
  }
}

function countOf(items: ReadonlySet<string>, holds: (item: string) => boolean): number {
  let count = 0
  for (const item of items) if (holds(item)) count += 1
  return count
}

/** Rounded once, half up, to one decimal. */
function percent(part: number, whole: number): Decimal {
  if (whole === 0) return fromInteger(0)
  return divide(fromInteger(part * 100), fromInteger(whole), 1, 'half-up')
}
