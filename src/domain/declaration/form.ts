// A filing is a table. A form lists its groups (head, goods line, container …) and for each element the item it is
// counted as, when it is needed, and where its value comes from. Validation, wire format, provenance, printed form, help
// and the re-keying count all read this table; names, sizes and sources of the elements are in the element facts.
import type { CivilDate } from '../../base/civil-date.ts'
import type { Instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Customs } from '../access/index.ts'
import type { CodeBook } from '../reference/index.ts'
import { pathTemplate, type Submission, type SubmissionPath } from '../submission/index.ts'
import { factKey, type ElementFact, type ElementFacts, type Mark } from './element-fact.ts'

export const filingKinds = [
  'mainland-declaration',
  'mainland-manifest-original',
  'mainland-manifest-confirmation',
  'mainland-manifest-arrival',
  'hongkong-cargo',
  'hongkong-bundling',
  'hongkong-declaration',
  'macao-declaration',
] as const
export type FilingKind = (typeof filingKinds)[number]
export type { Customs } from '../access/index.ts'

/** What every value of a filing may be computed from. */
export interface FormContext {
  readonly submission: Submission
  readonly book: CodeBook
  /** The day of the rules and code lists. */
  readonly on: CivilDate
  /** The moment of filing. */
  readonly now: Instant
  /** 16 hexadecimal digits that the sender's own numbers are made of: the same whenever it sends the same shipment, and nobody else's. */
  readonly senderNumber: string
  /** The number that the single window gave at the first sending, where it is sent again: SeqNo. */
  readonly unifiedNumber?: string
}

export interface ItemContext<Item> extends FormContext {
  readonly item: Item
  readonly indexes: readonly number[]
}

/** Where a value comes from. `taken` is entered or from a profile: the submission knows which, value by value. */
export type Source<Context> =
  | { readonly kind: 'taken'; readonly path: SubmissionPath }
  | {
      readonly kind: 'derived'
      /** Id of the rule of derivation, described in data/rules/derivations.csv. */
      readonly rule: string
      /** Everything that it may be computed from. */
      readonly inputs: readonly SubmissionPath[]
      readonly compute: (context: Context) => string | undefined
      /** What a value was really computed from, as concrete paths, where that differs from one submission to the next. */
      readonly inputsUsed?: (context: Context) => readonly string[]
    }
  | {
      readonly kind: 'translated'
      /** Name of the concordance, `unit → rec20`. */
      readonly list: string
      readonly path: SubmissionPath
      readonly compute: (context: Context) => string | undefined
    }
  | { readonly kind: 'constant'; readonly value: string; readonly reason: string }
  /** Empty on the first sending; `known` is what customs has given since. */
  | { readonly kind: 'assigned'; readonly by: Customs; readonly known?: (context: Context) => string | undefined }

/** A named condition, described in data/rules/conditions.csv. */
export interface Condition<Context> {
  readonly id: string
  readonly holds: (context: Context) => boolean
}

export interface Binding<Context> {
  readonly element: string
  readonly from: Source<Context>
  /** Item of data/declarations/items.csv that this element is counted as. */
  readonly item?: string
  /** The evidence that this filing asks the item; U counts only in the second way of counting. */
  readonly itemMark?: Mark
  /** `always`, `never`, or under a condition. */
  readonly need: 'always' | 'never' | Condition<Context>
  /** The element is left out unless the condition holds. */
  readonly asked?: Condition<Context>
}

/** One group of elements and the things of the submission that it is repeated for. */
export interface GroupBinding {
  readonly id: string
  /** Pattern of the things repeated, `lines[]`; empty for a group that stands once. */
  readonly pattern: string
  readonly expand: (submission: Submission) => readonly ExpandedItem[]
  readonly bindings: readonly Binding<ItemContext<unknown>>[]
}

export interface ExpandedItem {
  readonly item: unknown
  readonly indexes: readonly number[]
}

export interface FormDefinition {
  readonly kind: FilingKind
  readonly customs: Customs
  /** Column of data/declarations/items.csv; filings of one column are counted as one. */
  readonly countedAs: string
  readonly groups: readonly GroupBinding[]
}

export interface FormRow extends Binding<ItemContext<unknown>> {
  readonly fact: ElementFact
  /** `mainland-declaration.GName`, the stem of the rule ids of this row. */
  readonly id: string
  /** Reads the path that is taken or translated; undefined for other sources. */
  readonly take?: (submission: Submission, item: unknown) => unknown
  /** The submission paths that the value comes from, the one taken or the inputs, for the things of the group. */
  readonly paths: readonly ((indexes: readonly number[]) => string)[]
  /** All of them at once; the lists of the first lines are made once. */
  readonly pathsAt: (indexes: readonly number[]) => readonly string[]
}

export interface FormGroup {
  readonly id: string
  readonly pattern: string
  readonly expand: GroupBinding['expand']
  readonly rows: readonly FormRow[]
}

export interface Form {
  readonly kind: FilingKind
  readonly customs: Customs
  readonly countedAs: string
  readonly groups: readonly FormGroup[]
  readonly facts: ElementFacts
  /** Item by element, within a group id. */
  readonly items: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export function once(id: string, bindings: readonly Binding<FormContext>[]): GroupBinding {
  return { id, pattern: '', expand: onlyOnce, bindings }
}

/** A group repeated for each of `pick`'s things; `pattern` is their path, `lines[]` or `lines[].licences[]`. */
export function each<Item>(
  id: string,
  pattern: string,
  pick: (submission: Submission) => readonly { readonly item: Item; readonly indexes: readonly number[] }[],
  bindings: readonly Binding<ItemContext<Item>>[],
): GroupBinding {
  return { id, pattern, expand: pick, bindings: bindings as unknown as readonly Binding<ItemContext<unknown>>[] }
}

export function numbered<Item>(items: readonly Item[]): readonly { readonly item: Item; readonly indexes: readonly number[] }[] {
  return items.map((item, index) => ({ item, indexes: [index] }))
}

export function taken<Context>(path: SubmissionPath): Source<Context> {
  return { kind: 'taken', path }
}

export function derived<Context>(
  rule: string,
  inputs: readonly SubmissionPath[],
  compute: (context: Context) => string | undefined,
  inputsUsed?: (context: Context) => readonly string[],
): Source<Context> {
  return { kind: 'derived', rule, inputs, compute, ...(inputsUsed === undefined ? {} : { inputsUsed }) }
}

export function translated<Context>(
  list: string,
  path: SubmissionPath,
  compute: (context: Context) => string | undefined,
): Source<Context> {
  return { kind: 'translated', list, path, compute }
}

export function constant<Context>(value: string, reason: string): Source<Context> {
  return { kind: 'constant', value, reason }
}

export function assigned<Context>(by: Customs, known?: (context: Context) => string | undefined): Source<Context> {
  return { kind: 'assigned', by, ...(known === undefined ? {} : { known }) }
}

/** Joins a form's bindings with the published facts; throws when a binding has no fact, since both ship with the product. */
export function formFrom(definition: FormDefinition, facts: ElementFacts): Form {
  const groups = definition.groups.map((group) => ({
    id: group.id,
    pattern: group.pattern,
    expand: group.expand,
    rows: group.bindings.map((binding) => rowOf(definition.kind, group, binding, facts)),
  }))
  const items = new Map(groups.map((group) => [group.id, new Map(group.rows.flatMap(({ element, item }) => (item === undefined ? [] : [[element, item]])))]))
  return { kind: definition.kind, customs: definition.customs, countedAs: definition.countedAs, groups, facts, items }
}

function rowOf(kind: FilingKind, group: GroupBinding, binding: Binding<ItemContext<unknown>>, facts: ElementFacts): FormRow {
  const fact = facts.get(factKey(group.id, binding.element))
  invariant(fact !== undefined, `element facts of ${kind} have ${group.id}.${binding.element}`)
  const paths = pathsOf(binding.from).map(pathTemplate)
  const row = { ...binding, fact, id: `${kind}.${binding.element}`, paths, pathsAt: listTemplate(paths) }
  const { from } = binding
  return from.kind === 'taken' || from.kind === 'translated' ? { ...row, take: reader(from.path, group.pattern) } : row
}

/** Lists that a row keeps once they were made: those of the first so many things of its group. */
const keptLists = 1_000

function listTemplate(paths: FormRow['paths']): FormRow['pathsAt'] {
  const kept: (readonly string[])[] = []
  return (indexes) => {
    const [index = 0, inner] = indexes
    if (inner !== undefined || index >= keptLists) return paths.map((path) => path(indexes))
    return (kept[index] ??= paths.map((path) => path(indexes)))
  }
}

function pathsOf(from: Source<never>): readonly SubmissionPath[] {
  switch (from.kind) {
    case 'taken':
    case 'translated':
      return [from.path]
    case 'derived':
      return from.inputs
    case 'constant':
    case 'assigned':
      return []
  }
}

function reader(path: SubmissionPath, pattern: string): NonNullable<FormRow['take']> {
  const ofItem = pattern !== '' && path.startsWith(`${pattern}.`)
  const members = (ofItem ? path.slice(pattern.length + 1) : path).split('.')
  invariant(!members.some((member) => member.includes('[')), `${path} can be read in a group of ${pattern || 'the whole submission'}`)
  const [first = '', second, third] = members
  if (third !== undefined) return (submission, item) => member(member(member(ofItem ? item : submission, first), second ?? ''), third)
  if (second !== undefined) return (submission, item) => member(member(ofItem ? item : submission, first), second)
  return (submission, item) => member(ofItem ? item : submission, first)
}

function member(of: unknown, name: string): unknown {
  return (of as Readonly<Record<string, unknown>> | undefined)?.[name]
}

const single: readonly ExpandedItem[] = [{ item: undefined, indexes: [] }]

function onlyOnce(): readonly ExpandedItem[] {
  return single
}
