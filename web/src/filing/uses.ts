// Which elements of which filings use a field of the submission: taken from it, translated from it, or computed from it.
import type { ElementView, FilingView, OriginView } from '../../../src/domain/declaration/index.ts'
import { patternOf } from '../../../src/domain/submission/index.ts'

export interface FieldUse {
  readonly filing: FilingView
  readonly element: ElementView
}

/** Paths of the submission behind an element; a pattern such as `lines[].total` stands for every line. */
export function fieldsBehind(origin: OriginView): readonly string[] {
  return [...(origin.path === undefined ? [] : [origin.path]), ...(origin.inputs ?? [])]
}

/** Whether a value comes from a field; a field of a line is behind the pattern for every line too. */
export function isBehind(field: string, origin: OriginView): boolean {
  const pattern = patternOf(field)
  return fieldsBehind(origin).some((path) => path === field || path === pattern)
}

export function usesOf(filings: readonly FilingView[], field: string): readonly FieldUse[] {
  if (field === '') return []
  return filings.flatMap((filing) =>
    filing.groups.flatMap((group) =>
      group.elements
        .filter((element) => isBehind(field, element.origin))
        .map((element) => ({ filing, element })),
    ),
  )
}

export function findElement(filings: readonly FilingView[], path: string): FieldUse | undefined {
  for (const filing of filings) {
    for (const group of filing.groups) {
      const element = group.elements.find((each) => each.path === path)
      if (element !== undefined) return { filing, element }
    }
  }
  return undefined
}
