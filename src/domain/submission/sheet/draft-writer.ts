// Sets a value of a draft at a concrete field path, with the groups and lists on the way to it.
import { parsePath } from '../field-path.ts'
import type { DraftValue } from '../draft.ts'

export type Writable = Record<string, DraftValue | undefined>

/** The path is one of the field table, so that no name on it means anything else to an object. */
export function setAt(draft: Writable, path: string, value: string): void {
  const steps = parsePath(path) ?? []
  let node = draft
  for (const [at, { name, index }] of steps.entries()) {
    if (at === steps.length - 1) {
      node[name] = value
      return
    }
    node = index === undefined ? groupAt(node, name) : itemAt(node, name, index)
  }
}

function groupAt(node: Writable, name: string): Writable {
  const group = (node[name] ?? {}) as Writable
  node[name] = group
  return group
}

function itemAt(node: Writable, name: string, index: number): Writable {
  const list = (node[name] ?? []) as Writable[]
  node[name] = list
  for (let at = list.length; at <= index; at += 1) list.push({})
  return list[index] ?? {}
}
