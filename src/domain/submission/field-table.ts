// The table of a submission's fields: kind, size, code list and label of each. Form, parser, schema, help text and desk
// read this one table. Rows come from data/submission/fields.csv.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import type { Label } from '../../base/language.ts'
import { labelOf } from '../../base/message.ts'
import type { CodeListId } from '../reference/index.ts'

export type FieldKind =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'decimal'; readonly decimals: number; readonly digits: number }
  | { readonly kind: 'integer' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'date' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'code'; readonly list: CodeListId }
  | { readonly kind: 'choice'; readonly options: readonly string[] }

export interface Field {
  /** Pattern such as `lines[].unit`. */
  readonly path: string
  readonly type: FieldKind
  readonly label: Label
}

/** A branch of the submission: its fields by member name, its nested branches, and its lists of branches. */
export interface FieldNode {
  readonly fields: ReadonlyMap<string, Field>
  readonly members: ReadonlyMap<string, FieldNode>
  readonly lists: ReadonlyMap<string, FieldNode>
  /** What the branch is where nothing was entered: its empty branches and lists. One object, shared. */
  readonly nothing: Readonly<Record<string, unknown>>
}

export interface FieldTable {
  readonly fields: readonly Field[]
  readonly byPath: ReadonlyMap<string, Field>
  readonly root: FieldNode
}

interface MutableNode extends FieldNode {
  readonly fields: Map<string, Field>
  readonly members: Map<string, MutableNode>
  readonly lists: Map<string, MutableNode>
  nothing: Readonly<Record<string, unknown>>
}

/** Builds the table; throws when a row is not one, since the rows ship with the product. */
export function fieldTableFrom(rows: readonly CsvRow[]): FieldTable {
  const root = emptyNode()
  const fields = rows.map((row) => ({ path: row['path'] ?? '', type: fieldKind(row), label: labelOf(row) }))
  for (const field of fields) place(field, root)
  fillNothing(root)
  return { fields, byPath: new Map(fields.map((field) => [field.path, field])), root }
}

function fieldKind(row: CsvRow): FieldKind {
  const [kind, options] = (row['kind'] ?? '').split(':')
  switch (kind) {
    case 'text':
      return { kind, maxLength: Number(row['max']) }
    case 'decimal':
      return { kind, decimals: Number(row['decimals']), digits: Number(row['max']) }
    case 'integer':
    case 'flag':
    case 'date':
    case 'instant':
      return { kind }
    case 'code':
      return { kind, list: row['list'] as CodeListId }
    case 'choice':
      return { kind, options: (options ?? '').split(',') }
    default:
      throw new Error(`field table: unknown kind ${row['kind']} of ${row['path']}`)
  }
}

function place(field: Field, root: MutableNode): void {
  const steps = field.path.split('.')
  const last = steps.pop()
  invariant(last !== undefined && last !== '', 'a field has a name')
  let node = root
  for (const step of steps) {
    const isList = step.endsWith('[]')
    node = childOf(isList ? node.lists : node.members, isList ? step.slice(0, -2) : step)
  }
  node.fields.set(last, field)
}

function fillNothing(node: MutableNode): void {
  for (const child of [...node.members.values(), ...node.lists.values()]) fillNothing(child)
  const branches = [...node.members].map(([name, child]) => [name, child.nothing] as const)
  const lists = [...node.lists.keys()].map((name) => [name, Object.freeze([])] as const)
  node.nothing = Object.freeze(Object.fromEntries([...branches, ...lists]))
}

function childOf(children: Map<string, MutableNode>, name: string): MutableNode {
  const known = children.get(name)
  if (known !== undefined) return known
  const made = emptyNode()
  children.set(name, made)
  return made
}

function emptyNode(): MutableNode {
  return { fields: new Map(), members: new Map(), lists: new Map(), nothing: {} }
}
