// A field path names one value of a submission: `terms.tradeTerm`, `lines[0].netWeightKg`. In tables the index is left
// out, `lines[].netWeightKg`. The same path stands in the form, in an issue, in the wire's provenance and in a difference.
import type { Decimal } from '../../base/decimal.ts'
import type { Submission } from './submission.ts'

type Leaf = string | number | boolean | Decimal

type PathsOf<T> = T extends Leaf
  ? never
  : { [K in keyof T & string]: NonNullable<T[K]> extends Leaf
      ? K
      : NonNullable<T[K]> extends readonly (infer Item)[]
        ? `${K}[].${PathsOf<Item>}`
        : `${K}.${PathsOf<NonNullable<T[K]>>}` }[keyof T & string]

/** Every path of a submission, checked by the compiler. */
export type SubmissionPath = PathsOf<Submission>

export interface PathStep {
  readonly name: string
  /** Undefined for a plain member; -1 for `[]`. */
  readonly index?: number
}

const stepPattern = /^([A-Za-z][A-Za-z0-9]*)(?:\[(\d*)\])?$/

/** The steps of a path; undefined when it is not one. */
export function parsePath(path: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = []
  for (const part of path.split('.')) {
    const match = stepPattern.exec(part)
    if (match === null) return undefined
    const name = match[1] ?? ''
    if (match[2] === undefined) steps.push({ name })
    else steps.push({ name, index: match[2] === '' ? -1 : Number(match[2]) })
  }
  return steps
}

/** `lines[].codes.mainland` with the indexes in turn: (2) gives `lines[2].codes.mainland`; indexes that lack leave `[]`. */
export function pathAt(pattern: string, ...indexes: readonly number[]): string {
  return pathTemplate(pattern)(indexes)
}

/** Paths that a template keeps once they were made: those of the first so many lines. */
const keptPaths = 1_000

/** The same for a pattern that is filled in many times: the paths of the first lines are made once. */
export function pathTemplate(pattern: string): (indexes: readonly number[]) => string {
  const [first = '', ...rest] = pattern.split('[]')
  const [second = '', third = ''] = rest
  if (rest.length === 0) return () => pattern
  if (rest.length === 1) {
    const kept: string[] = []
    return (indexes) => {
      const index = indexes[0]
      if (index === undefined) return pattern
      if (index >= keptPaths) return `${first}[${index}]${second}`
      return (kept[index] ??= `${first}[${index}]${second}`)
    }
  }
  return (indexes) => `${first}[${indexes[0] ?? ''}]${second}[${indexes[1] ?? ''}]${third}`
}

/** The pattern that a concrete path belongs to: `lines[2].unit` gives `lines[].unit`. */
export function patternOf(path: string): string {
  return path.replace(/\[\d+\]/g, '[]')
}
