// The fields of the form as a tree of sections, in the order of the table: what the form view walks.
import type { FormField } from '../api/reading.ts'

export interface FormNode {
  /** Pattern of the branch, `lines[].codes`; empty for the root. */
  readonly pattern: string
  readonly fields: readonly FormField[]
  readonly children: readonly FormNode[]
}

interface MutableNode extends FormNode {
  readonly fields: FormField[]
  readonly children: MutableNode[]
}

export function formTree(fields: readonly FormField[]): FormNode {
  const root = nodeOf('')
  for (const field of fields) {
    let node = root
    for (const step of field.path.split('.').slice(0, -1)) {
      const pattern = node.pattern === '' ? step : `${node.pattern}.${step}`
      let child = node.children.find((each) => each.pattern === pattern)
      if (child === undefined) {
        child = nodeOf(pattern)
        node.children.push(child)
      }
      node = child
    }
    node.fields.push(field)
  }
  return root
}

function nodeOf(pattern: string): MutableNode {
  return { pattern, fields: [], children: [] }
}

/** The concrete path of a pattern under a concrete parent: `lines[].codes` under `lines[2]` is `lines[2].codes`. */
export function under(parentPattern: string, parentPath: string, pattern: string): string {
  return parentPattern === '' ? pattern : parentPath + pattern.slice(parentPattern.length)
}

export function isList(pattern: string): boolean {
  return pattern.endsWith('[]')
}

/** How many values stand at or under each path: `lines[0]`, `lines`, and `` for everything. */
export function filledByPath(values: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const filled = new Map<string, number>()
  for (const [path, value] of values) {
    if (value === '') continue
    for (const at of branchesOf(path)) filled.set(at, (filled.get(at) ?? 0) + 1)
  }
  return filled
}

/** True when the path stands in the branch; a path of one step stands in the root. */
export function isWithin(path: string, branch: string): boolean {
  if (path === '') return false
  return branch === '' ? !/[.[]/.test(path) : path === branch || path.startsWith(`${branch}.`) || path.startsWith(`${branch}[`)
}

function branchesOf(path: string): readonly string[] {
  const branches = ['', path]
  for (let index = 0; index < path.length; index += 1) {
    if (path[index] === '.' || path[index] === '[') branches.push(path.slice(0, index))
  }
  return branches
}
