// A mainland declaration as values of the WCO Data Model. What the model has no place for is listed; what has no code there,
// or does not fit its format, stays behind with a warning. Never shortened, never guessed.
import type { CivilDate } from '../../../base/civil-date.ts'
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import type { CodeBook } from '../../reference/index.ts'
import { elementPath, type FiledGroup, type Filing } from '../filing.ts'
import { toWco, type Values } from './wco-convert.ts'
import { companions, equipmentPath, itemPath, kilogram, originalFunction, type WcoBinding } from './wco-map.ts'
import { fitsFormat, type WcoModel } from './wco-model.ts'
import { elementAt, wcoPath, withoutIndexes, type WcoValue } from './wco-value.ts'

export interface WcoContext {
  readonly model: WcoModel
  readonly bindings: readonly WcoBinding[]
  readonly book: CodeBook
  readonly on: CivilDate
}

export interface WcoDeclaration {
  readonly values: readonly WcoValue[]
  /** Warnings at the elements of the filing that have a place and stayed behind. */
  readonly issues: readonly Issue[]
  /** The elements that have no place. */
  readonly left: readonly LeftElement[]
}

export interface LeftElement {
  readonly group: string
  readonly index: number
  readonly element: string
  readonly value: string
}

interface Group {
  readonly index: number
  readonly values: Values
}

interface Writing extends WcoContext {
  readonly filing: Filing
  readonly groups: ReadonlyMap<string, readonly Group[]>
  readonly values: Map<string, WcoValue>
  readonly issues: Issue[]
  /** Paths of the elements that were written or warned of. */
  readonly told: Set<string>
}

const source = 'Lingding: mapping of the mainland declaration to WCO Data Model 3.6 (D)'
const kilogramUnit = '035' // GACC, list unit: kilogram

export function wcoFromDeclaration(filing: Filing, context: WcoContext): WcoDeclaration {
  const groups = new Map<string, Group[]>()
  for (const group of filing.groups) {
    const known = groups.get(group.group) ?? []
    known.push({ index: group.index, values: valuesOf(group) })
    groups.set(group.group, known)
  }
  const writing: Writing = { ...context, filing, groups, values: new Map(), issues: [], told: new Set() }
  put(writing, '/Declaration/FunctionCode', { value: originalFunction })
  const flag = groups.get('DecHead')?.[0]?.values.get('IEFlag')
  const direction = flag === 'E' ? 'export' : flag === 'I' ? 'import' : undefined
  for (const binding of context.bindings) {
    if (binding.direction === undefined || binding.direction === direction) writeBinding(binding, writing)
  }
  writeNetWeights(writing)
  numberThings(writing)
  return { values: [...writing.values.values()], issues: writing.issues, left: leftOf(writing) }
}

function leftOf({ filing, told }: Writing): readonly LeftElement[] {
  return filing.groups.flatMap(({ group, index, elements }) =>
    elements.filter(({ element }) => !told.has(elementPath(filing.kind, group, index, element))).map(({ element, value }) => ({ group, index, element, value })),
  )
}

function writeBinding(binding: WcoBinding, writing: Writing): void {
  const groups = writing.groups.get(binding.group) ?? []
  const [first] = groups
  if (first === undefined) return
  switch (binding.place) {
    case 'once':
      return write(binding, first, [], writing)
    case 'first-item':
      return write(binding, first, [0], writing)
    case 'every-item':
      for (const at of lines(writing).keys()) write(binding, first, [at], writing)
      return
    case 'group':
      for (const [at, group] of groups.entries()) write(binding, group, [at], writing)
      return
    case 'licence':
      return writeLicences(binding, groups, writing)
    case 'seal':
      return writeSeals(binding, groups, writing)
    case 'currency':
      return writeCurrencies(binding, groups, writing)
  }
}

function write(binding: WcoBinding, group: Group, indexes: readonly number[], writing: Writing): void {
  const value = group.values.get(binding.element)
  if (value === undefined || value === '') return
  const converted = toWco(binding, value, group.values, writing)
  if (converted === 'none') return
  const at = elementPath(writing.filing.kind, binding.group, group.index, binding.element)
  if (converted === undefined) {
    warn(writing, at, 'wco_no_code', { found: value.slice(0, 80), element: binding.element })
    return
  }
  const { format, id } = elementAt(binding.path, writing.model)
  if (format !== undefined && !fitsFormat(format, converted.value)) {
    warn(writing, at, 'wco_left_behind', { element: binding.element, id, format: format.written, found: converted.value.slice(0, 80) })
    return
  }
  put(writing, wcoPath(binding.path, writing.model, indexes), converted)
  tell(writing, binding.group, group.index, [binding.element, ...(converted.attributes === undefined ? [] : (companions[binding.kind] ?? []))])
}

/** A licence stands at the line that its GoodsNo names. */
function writeLicences(binding: WcoBinding, groups: readonly Group[], writing: Writing): void {
  const taken = new Map<number, number>()
  for (const group of groups) {
    const line = lines(writing).findIndex(({ values }) => values.get('GNo') === group.values.get('GoodsNo'))
    if (line < 0) {
      const at = elementPath(writing.filing.kind, binding.group, group.index, 'GoodsNo')
      warn(writing, at, 'wco_no_line', { found: group.values.get('GoodsNo') ?? '' })
      continue
    }
    tell(writing, binding.group, group.index, ['GoodsNo'])
    const number = taken.get(line) ?? 0
    taken.set(line, number + 1)
    write(binding, group, [line, number], writing)
  }
}

/** A seal stands at the container of the same number, or at one of its own after the containers. */
function writeSeals(binding: WcoBinding, groups: readonly Group[], writing: Writing): void {
  const numbers = (writing.groups.get('Container') ?? []).map(({ values }) => values.get('ContainerId') ?? '')
  const taken = new Map<number, number>()
  for (const group of groups) {
    const number = group.values.get('ContaNo') ?? ''
    const known = numbers.indexOf(number)
    const equipment = known >= 0 ? known : numbers.push(number) - 1
    tell(writing, binding.group, group.index, ['ContaNo'])
    if (known < 0 && number !== '') put(writing, `${equipmentPath}[${equipment}]/ID`, { value: number })
    const seal = taken.get(equipment) ?? 0
    taken.set(equipment, seal + 1)
    write(binding, group, [equipment, seal], writing)
  }
}

function writeCurrencies(binding: WcoBinding, groups: readonly Group[], writing: Writing): void {
  const seen = new Set<string>()
  for (const group of groups) {
    const value = group.values.get(binding.element)
    if (value === undefined) continue
    if (seen.has(value)) {
      tell(writing, binding.group, group.index, [binding.element])
      continue
    }
    write(binding, group, [seen.size], writing)
    seen.add(value)
  }
}

/** The net weight of a line is its statutory quantity where that is in kilograms. */
function writeNetWeights(writing: Writing): void {
  for (const [at, { values }] of lines(writing).entries()) {
    const weight = values.get('FirstUnit') === kilogramUnit ? values.get('FirstQty') : values.get('SecondUnit') === kilogramUnit ? values.get('SecondQty') : undefined
    const path = `${itemPath}[${at}]/Commodity/GoodsMeasure/NetNetWeightMeasure`
    const { format } = elementAt(withoutIndexes(path), writing.model)
    if (weight === undefined || format === undefined || !fitsFormat(format, weight)) continue
    put(writing, path, { value: weight, attributes: { unitCode: kilogram } })
  }
}

/** Where the model requires a sequence number and the mapping gives none, the place in the list, from 1. */
function numberThings(writing: Writing): void {
  const numbered = new Set<string>()
  for (const path of writing.values.keys()) {
    for (let at = path.indexOf(']'); at > 0; at = path.indexOf(']', at + 1)) numbered.add(path.slice(0, at + 1))
  }
  for (const path of numbered) {
    const sequence = writing.model.byPath.get(`${withoutIndexes(path)}/SequenceNumeric`)
    if (sequence?.isRequired !== true || writing.values.has(`${path}/SequenceNumeric`)) continue
    put(writing, `${path}/SequenceNumeric`, { value: String(Number(path.slice(path.lastIndexOf('[') + 1, -1)) + 1) })
  }
}

function lines(writing: Writing): readonly Group[] {
  return writing.groups.get('DecList') ?? []
}

function put(writing: Writing, path: string, value: Omit<WcoValue, 'path'>): void {
  writing.values.set(path, { path, ...value })
}

function valuesOf(group: FiledGroup): Values {
  return new Map(group.elements.map(({ element, value }) => [element, value]))
}

function tell(writing: Writing, group: string, index: number, elements: readonly string[]): void {
  for (const element of elements) writing.told.add(elementPath(writing.filing.kind, group, index, element))
}

function warn(writing: Writing, path: string, code: string, params: IssueParams): void {
  writing.told.add(path)
  writing.issues.push(issue({ path, rule: 'wco.mapping', code, severity: 'warning', params, source }))
}
