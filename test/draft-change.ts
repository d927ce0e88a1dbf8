// Changes to a draft at field paths, and the change that an issue's fix proposes.
import type { Fix } from '../src/base/issue.ts'
import { parsePath, type DraftObject, type DraftValue } from '../src/domain/submission/index.ts'

/** Path → new value; undefined removes what stands there. */
export type Changes = Readonly<Record<string, DraftValue | undefined>>

export function changed(draft: DraftObject, changes: Changes): DraftObject {
  const copy = structuredClone(draft)
  for (const [path, value] of Object.entries(changes)) place(copy as Record<string, unknown>, path, value)
  return copy
}

/** The draft with the fix carried out: a choice takes the first option. An act is for a person to do: none is made here. */
export function fixed(draft: DraftObject, fix: Fix | undefined): DraftObject {
  switch (fix?.kind) {
    case 'set':
      return changed(draft, { [fix.path]: fix.value })
    case 'remove':
      return changed(draft, { [fix.path]: undefined })
    case 'choose':
      return changed(draft, { [fix.path]: fix.options[0] })
    default:
      throw new Error('this fix cannot be carried out by a program')
  }
}

function place(draft: Record<string, unknown>, path: string, value: DraftValue | undefined): void {
  const keys = (parsePath(path) ?? []).flatMap(({ name, index }) => (index === undefined ? [name] : [name, index]))
  const last = keys.pop()
  if (last === undefined) throw new Error(`not a path: ${path}`)
  let node: Record<string | number, unknown> = draft
  for (const [at, key] of keys.entries()) {
    node[key] ??= typeof (keys[at + 1] ?? last) === 'number' ? [] : {}
    node = node[key] as Record<string | number, unknown>
  }
  if (value === undefined) delete node[last]
  else node[last] = value
}
