// Which elements of which filings use a field of the submission: taken from it, translated from it, or computed from it.
import type { ElementOrigin, PreviewElement, PreviewFiling } from '../api.ts'

export interface FieldUse {
  readonly filing: PreviewFiling
  readonly element: PreviewElement
}

/** Paths of the submission behind an element; a pattern such as `lines[].total` stands for every line. */
export function fieldsBehind(origin: ElementOrigin): readonly string[] {
  return [...(origin.path === undefined ? [] : [origin.path]), ...(origin.inputs ?? [])]
}

export function usesOf(filings: readonly PreviewFiling[], field: string): readonly FieldUse[] {
  if (field === '') return []
  const pattern = field.replace(/\[\d+\]/g, '[]')
  return filings.flatMap((filing) =>
    filing.groups.flatMap((group) =>
      group.elements
        .filter((element) => fieldsBehind(element.origin).some((path) => path === field || path === pattern))
        .map((element) => ({ filing, element })),
    ),
  )
}

export function findElement(filings: readonly PreviewFiling[], path: string): FieldUse | undefined {
  for (const filing of filings) {
    for (const group of filing.groups) {
      const element = group.elements.find((each) => each.path === path)
      if (element !== undefined) return { filing, element }
    }
  }
  return undefined
}
