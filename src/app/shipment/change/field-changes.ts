// What changes between two submissions, value by value. Things of a list (lines, containers, licences) are matched by what
// they are and not by their number, so that one line that goes does not look like a change of every line behind it.
import { formatDecimal, trimDecimal, type Decimal } from '../../../base/decimal.ts'
import { formatInstant, type Instant } from '../../../base/instant.ts'
import type { FieldNode, FieldTable, Field, Submission } from '../../../domain/submission/index.ts'
import type { FieldChange } from '../events.ts'
import { matchItems } from './match-items.ts'

type Branch = Readonly<Record<string, unknown>>

/** In the order of the form; of a list first what went, then what came, then what changed within. */
export function fieldChanges(before: Submission, after: Submission, { root }: FieldTable): readonly FieldChange[] {
  const changes: FieldChange[] = []
  compareNode(before as unknown as Branch, after as unknown as Branch, root, '', changes)
  return changes
}

/** Every value of a submission by its path, as canonical text. */
export function fieldValues(submission: Submission, { root }: FieldTable): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  collect(submission as unknown as Branch, root, '', values)
  return values
}

function compareNode(before: Branch, after: Branch, node: FieldNode, at: string, changes: FieldChange[]): void {
  for (const [name, field] of node.fields) {
    const [old, now] = [textOf(before[name], field), textOf(after[name], field)]
    if (old !== now) changes.push({ path: pathIn(at, name), before: old, after: now })
  }
  for (const [name, child] of node.members) compareNode(branchOf(before[name]), branchOf(after[name]), child, pathIn(at, name), changes)
  for (const [name, child] of node.lists) compareList(listOf(before[name]), listOf(after[name]), child, pathIn(at, name), changes)
}

function compareList(before: readonly Branch[], after: readonly Branch[], node: FieldNode, at: string, changes: FieldChange[]): void {
  const texts = (items: readonly Branch[]): readonly string[] => items.map((item) => JSON.stringify(plainItem(item, node)))
  const [old, now] = [texts(before), texts(after)]
  const { pairs, gone, come } = matchItems(old, now)
  for (const index of gone) changes.push({ path: `${at}[${index}]`, before: old[index] ?? '', after: '' })
  for (const index of come) changes.push({ path: `${at}[${index}]`, before: '', after: now[index] ?? '' })
  for (const [from, to] of pairs) compareNode(before[from] ?? {}, after[to] ?? {}, node, `${at}[${to}]`, changes)
}

function collect(branch: Branch, node: FieldNode, at: string, values: Map<string, string>): void {
  for (const [name, field] of node.fields) {
    const text = textOf(branch[name], field)
    if (text !== '') values.set(pathIn(at, name), text)
  }
  for (const [name, child] of node.members) collect(branchOf(branch[name]), child, pathIn(at, name), values)
  for (const [name, child] of node.lists) {
    for (const [index, item] of listOf(branch[name]).entries()) collect(item, child, `${pathIn(at, name)}[${index}]`, values)
  }
}

/** A thing of a list as a draft would say it: what stands in it and nothing empty. */
function plainItem(item: Branch, node: FieldNode): Readonly<Record<string, unknown>> {
  const plain: [string, unknown][] = []
  for (const [name, field] of node.fields) {
    const text = textOf(item[name], field)
    if (text !== '') plain.push([name, text])
  }
  for (const [name, child] of node.members) {
    const inner = plainItem(branchOf(item[name]), child)
    if (Object.keys(inner).length > 0) plain.push([name, inner])
  }
  for (const [name, child] of node.lists) {
    const inner = listOf(item[name]).map((each) => plainItem(each, child))
    if (inner.length > 0) plain.push([name, inner])
  }
  return Object.fromEntries(plain)
}

/** A value as a draft takes it again: canonical codes, exact decimals. */
function textOf(value: unknown, { type }: Field): string {
  if (value === undefined) return ''
  switch (type.kind) {
    case 'decimal':
      return formatDecimal(trimDecimal(value as Decimal))
    case 'instant':
      return formatInstant('Asia/Hong_Kong', value as Instant)
    case 'text':
    case 'integer':
    case 'flag':
    case 'date':
    case 'code':
    case 'choice':
      return String(value)
  }
}

function branchOf(value: unknown): Branch {
  return typeof value === 'object' && value !== null ? (value as Branch) : {}
}

function listOf(value: unknown): readonly Branch[] {
  return Array.isArray(value) ? value.map(branchOf) : []
}

function pathIn(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}
