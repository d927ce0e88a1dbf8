// Values of the WCO Data Model as a mainland declaration: only the elements that the mapping has. What stood elsewhere in the
// model is listed; a code that has none here is left out with a warning.
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import type { FiledElement, FiledGroup, Filing } from '../filing.ts'
import type { WcoContext } from './from-declaration.ts'
import { fromWco } from './wco-convert.ts'
import { companions, equipmentPath, itemPath, kilogram, originalFunction, type WcoBinding } from './wco-map.ts'
import { wcoPath, type WcoValue } from './wco-value.ts'

export interface DeclarationFromWco {
  readonly filing: Filing
  /** Warnings only. */
  readonly issues: readonly Issue[]
  /** The values that the filing has no element for. */
  readonly left: readonly WcoValue[]
}

interface Reading extends WcoContext {
  readonly found: ReadonlyMap<string, WcoValue>
  /** Path with indexes of each thing that repeats → how many there are. */
  readonly counts: ReadonlyMap<string, number>
  readonly groups: Map<string, Map<string, Map<string, string>>>
  readonly issues: Issue[]
  /** Paths of the values that are in the filing or were warned of. */
  readonly told: Set<string>
}

const kind = 'mainland-declaration'
const source = 'Lingding: mapping of the mainland declaration to WCO Data Model 3.6 (D)'
const documentPath = '/Declaration/AdditionalDocument'

export function declarationFromWco(values: readonly WcoValue[], context: WcoContext): DeclarationFromWco {
  const found = new Map(values.map((value) => [value.path, value]))
  const reading: Reading = { ...context, found, counts: countThings(values), groups: new Map(), issues: [], told: new Set(['/Declaration/TypeCode']) }
  const flag = found.get('/Declaration/TypeCode')?.value
  const direction = flag === 'E' ? 'export' : flag === 'I' ? 'import' : undefined
  if (direction === undefined) warn(reading, '/Declaration/TypeCode', 'wco_direction_unknown', { found: (flag ?? '').slice(0, 20) })
  for (const binding of context.bindings) {
    if (binding.direction === undefined || binding.direction === direction) readBinding(binding, reading)
  }
  return { filing: { kind, groups: filedGroups(reading) }, issues: reading.issues, left: leftOf(values, reading) }
}

function leftOf(values: readonly WcoValue[], reading: Reading): readonly WcoValue[] {
  const currencies = new Set(values.map(({ attributes }) => attributes?.['currencyID']))
  return values.filter((value) => !isTold(value, reading, currencies))
}

/** Also what the writer makes by itself: an original, numbers in a list, the net weight that is the quantity, currencies of amounts. */
function isTold({ path, value }: WcoValue, { told, found }: Reading, currencies: ReadonlySet<string | undefined>): boolean {
  if (told.has(path) || path.endsWith('/SequenceNumeric')) return true
  if (path === '/Declaration/FunctionCode') return value === originalFunction
  if (path.startsWith('/Declaration/CurrencyExchange')) return currencies.has(value)
  if (!path.endsWith('/NetNetWeightMeasure')) return false
  const quantity = found.get(path.replace(/NetNetWeightMeasure$/, 'TariffQuantity'))
  return quantity?.value === value && quantity.attributes?.['unitCode'] === kilogram
}

function readBinding(binding: WcoBinding, reading: Reading): void {
  switch (binding.place) {
    case 'once':
    case 'first-item':
      return read(binding, '0', [0], reading)
    case 'every-item':
      tellSame(binding, reading)
      return read(binding, '0', [0], reading)
    case 'group':
      for (let at = 0; at < countOf(listOf(binding), reading); at += 1) read(binding, order(at), [at], reading)
      return
    case 'licence':
      return readLicences(binding, reading)
    case 'seal':
      return readSeals(binding, reading)
    case 'currency':
      return // read with the amount of each line
  }
}

function read(binding: WcoBinding, key: string, indexes: readonly number[], reading: Reading): void {
  const value = reading.found.get(wcoPath(binding.path, reading.model, indexes))
  if (value === undefined) return
  reading.told.add(value.path)
  const elements = fromWco(binding, value, reading)
  if (elements === undefined) warn(reading, value.path, 'wco_no_code', { found: foundIn(value), element: binding.element })
  else if (isAttributeLost(binding, value, elements)) warn(reading, value.path, 'wco_no_code', { found: foundIn(value), element: companions[binding.kind]?.at(-1) ?? '' })
  for (const [element, written] of elements ?? []) put(binding.group, key, element, written, reading)
}

function isAttributeLost(binding: WcoBinding, { attributes }: WcoValue, elements: readonly (readonly [string, string])[]): boolean {
  const unit = companions[binding.kind]?.at(-1)
  return unit !== undefined && attributes !== undefined && !elements.some(([element]) => element === unit)
}

function foundIn({ value, attributes }: WcoValue): string {
  return [value, ...Object.values(attributes ?? {})].join(' ').slice(0, 80)
}

/** What the declaration says once is told wherever the items say the same. */
function tellSame(binding: WcoBinding, reading: Reading): void {
  const at = (index: number): WcoValue | undefined => reading.found.get(wcoPath(binding.path, reading.model, [index]))
  for (let index = 1; index < countOf(itemPath, reading); index += 1) {
    const value = at(index)
    if (value !== undefined && value.value === at(0)?.value) reading.told.add(value.path)
  }
}

function readLicences(binding: WcoBinding, reading: Reading): void {
  for (let line = 0; line < countOf(itemPath, reading); line += 1) {
    const number = reading.found.get(`${itemPath}[${line}]/SequenceNumeric`)?.value ?? String(line + 1)
    for (let at = 0; at < countOf(`${itemPath}[${line}]/AdditionalDocument`, reading); at += 1) {
      const key = `${order(line)}.${order(at)}`
      put(binding.group, key, 'GoodsNo', number, reading)
      read(binding, key, [line, at], reading)
    }
  }
}

function readSeals(binding: WcoBinding, reading: Reading): void {
  for (let equipment = 0; equipment < countOf(equipmentPath, reading); equipment += 1) {
    const number = reading.found.get(`${equipmentPath}[${equipment}]/ID`)?.value
    for (let at = 0; at < countOf(`${equipmentPath}[${equipment}]/Seal`, reading); at += 1) {
      const key = `${order(equipment)}.${order(at)}`
      if (number !== undefined) put(binding.group, key, 'ContaNo', number, reading)
      reading.told.add(`${equipmentPath}[${equipment}]/ID`)
      read(binding, key, [equipment, at], reading)
    }
  }
}

function listOf(binding: WcoBinding): string {
  if (binding.path.startsWith(itemPath)) return itemPath
  return binding.path.startsWith(equipmentPath) ? equipmentPath : documentPath
}

/** One more than the highest index of each list. */
function countThings(values: readonly WcoValue[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { path } of values) {
    for (let open = path.indexOf('['); open > 0; open = path.indexOf('[', open + 1)) {
      const list = path.slice(0, open)
      const index = Number(path.slice(open + 1, path.indexOf(']', open)))
      counts.set(list, Math.max(counts.get(list) ?? 0, index + 1))
    }
  }
  return counts
}

function countOf(list: string, reading: Reading): number {
  return reading.counts.get(list) ?? 0
}

/** Sorts as text in the order of the numbers. */
function order(index: number): string {
  return String(index).padStart(6, '0')
}

function put(group: string, key: string, element: string, value: string, reading: Reading): void {
  const groups = reading.groups.get(group) ?? new Map<string, Map<string, string>>()
  reading.groups.set(group, groups)
  const elements = groups.get(key) ?? new Map<string, string>()
  groups.set(key, elements)
  elements.set(element, value)
}

function filedGroups(reading: Reading): readonly FiledGroup[] {
  return [...reading.groups].flatMap(([group, byKey]) =>
    [...byKey]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, elements], index) => ({
        group,
        index,
        elements: [...elements].map(([element, value]): FiledElement => ({ element, value, origin: { kind: 'received' } })),
      })),
  )
}

function warn(reading: Reading, path: string, code: string, params: IssueParams): void {
  reading.issues.push(issue({ path, rule: 'wco.mapping', code, severity: 'warning', params, source }))
}
