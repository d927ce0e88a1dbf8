// What changes in a filing, element by element. What customs assigns is nobody's change.
import { elementPath, type Filing } from '../../../domain/declaration/index.ts'
import type { ElementChange } from '../events.ts'

/** Elements that are named of one filing; a line that goes at the top moves all the others. */
export const maxElementsNamed = 200

export interface ElementChanges {
  readonly elements: readonly ElementChange[]
  readonly more: number
}

export function elementChanges(before: Filing | undefined, after: Filing): ElementChanges {
  const [old, now] = [valuesOf(before), valuesOf(after)]
  const changed: ElementChange[] = []
  for (const [path, value] of now) if (old.get(path) !== value) changed.push({ path, before: old.get(path) ?? '', after: value })
  for (const [path, value] of old) if (!now.has(path)) changed.push({ path, before: value, after: '' })
  return { elements: changed.slice(0, maxElementsNamed), more: Math.max(0, changed.length - maxElementsNamed) }
}

function valuesOf(filing: Filing | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  if (filing === undefined) return values
  for (const { group, index, elements } of filing.groups) {
    for (const { element, value, origin } of elements) {
      if (origin.kind !== 'assigned') values.set(elementPath(filing.kind, group, index, element), value)
    }
  }
  return values
}
