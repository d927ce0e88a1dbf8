// How one value of the mainland's declaration is written in the WCO Data Model and read back from it: codes go through the
// concordances of the reference data, measures and amounts carry their unit and currency.
import type { CivilDate } from '../../../base/civil-date.ts'
import { lookup, reversed, translate, type CodeBook, type CodeListId, type ConcordanceId } from '../../reference/index.ts'
import { kilogram, totalMark, type WcoBinding, type WcoKind } from './wco-map.ts'

export interface Converted {
  readonly value: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** Undefined: there is no code for it. `none`: by its own rule the value is not written. */
export type Conversion = Converted | 'none' | undefined

export type Values = ReadonlyMap<string, string>

export interface CodeContext {
  readonly book: CodeBook
  readonly on: CivilDate
}

const concordances: Readonly<Partial<Record<WcoKind, ConcordanceId>>> = {
  country: 'country-iso2',
  currency: 'currency-alpha',
  term: 'trade-term-incoterm',
  package: 'package-kind-rec21',
  transport: 'transport-mode-rec19',
}

/** `values` are those of the value's own group. */
export function toWco(binding: WcoBinding, value: string, values: Values, context: CodeContext): Conversion {
  switch (binding.kind) {
    case 'text':
    case 'number':
      return { value }
    case 'weight':
      return { value, attributes: { unitCode: kilogram } }
    case 'quantity':
      return withAttribute(value, 'unitCode', translated('unit-rec20', values.get('FirstUnit'), context))
    case 'amount':
      return withAttribute(value, 'currencyID', translated('currency-alpha', values.get('TradeCurr'), context))
    case 'freight':
      if (values.get('FeeMark') !== totalMark) return 'none'
      return withAttribute(value, 'currencyID', translated('currency-alpha', values.get('FeeCurr'), context))
    case 'un-number':
      return { value: value.replace(/^UN(?=\d{4}$)/, '') }
    default: {
      const code = translated(concordances[binding.kind], value, context)
      return code === undefined ? undefined : { value: code }
    }
  }
}

/** The elements of the value's group that a WCO value stands for: its own, and with it the unit or currency. */
export function fromWco(binding: WcoBinding, found: Converted, context: CodeContext): readonly (readonly [string, string])[] | undefined {
  const own = [binding.element, found.value] as const
  switch (binding.kind) {
    case 'text':
    case 'number':
    case 'un-number':
      return [own]
    case 'weight':
      return (found.attributes?.['unitCode'] ?? kilogram) === kilogram ? [own] : undefined
    case 'quantity':
      return [own, ...attributeOf('FirstUnit', 'unit-rec20', found.attributes?.['unitCode'], context)]
    case 'amount':
      return [own, ...attributeOf('TradeCurr', 'currency-alpha', found.attributes?.['currencyID'], context)]
    case 'freight':
      return [['FeeMark', totalMark], own, ...attributeOf('FeeCurr', 'currency-alpha', found.attributes?.['currencyID'], context)]
    default: {
      const code = readBack(concordances[binding.kind], found.value, context)
      return code === undefined ? undefined : [[binding.element, code]]
    }
  }
}

function withAttribute(value: string, name: string, code: string | undefined): Converted {
  return code === undefined ? { value } : { value, attributes: { [name]: code } }
}

function translated(id: ConcordanceId | undefined, code: string | undefined, context: CodeContext): string | undefined {
  if (id === undefined || code === undefined) return undefined
  const found = translate(context.book.concordance(id), code, context.on)
  return found.kind === 'found' ? found.code : undefined
}

function attributeOf(element: string, id: ConcordanceId, code: string | undefined, context: CodeContext): readonly (readonly [string, string])[] {
  const back = code === undefined ? undefined : readBack(id, code, context)
  return back === undefined ? [] : [[element, back]]
}

const listOf: Readonly<Partial<Record<ConcordanceId, CodeListId>>> = {
  'country-iso2': 'country',
  'currency-alpha': 'currency',
  'trade-term-incoterm': 'trade-term',
  'unit-rec20': 'unit',
  'package-kind-rec21': 'package-kind',
}

/** By the accepted spellings of the list where it has them, else by the concordance from its other end. */
function readBack(id: ConcordanceId | undefined, code: string, context: CodeContext): string | undefined {
  if (id === undefined) return undefined
  const list = listOf[id]
  const found = list === undefined ? undefined : lookup(context.book.list(list), code, context.on)
  if (found?.kind === 'found' && found.code !== code) return found.code
  const back = translate(reversed(context.book.concordance(id)), code, context.on)
  return back.kind === 'found' ? back.code : undefined
}
