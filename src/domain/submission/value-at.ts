// The value of a submission at a concrete field path.
import { parsePath } from './field-path.ts'
import type { Submission } from './submission.ts'

/** Undefined where nothing stands; only what the submission itself holds is found, never what every object has (`toString`). */
export function valueAt(submission: Submission, path: string): unknown {
  let value: unknown = submission
  for (const { name, index } of parsePath(path) ?? [{ name: '' }]) {
    value = own(value, name)
    if (index !== undefined) value = Array.isArray(value) ? own(value, index) : undefined
  }
  return value
}

function own(of: unknown, key: string | number): unknown {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, key)) return undefined
  return (of as Readonly<Record<string | number, unknown>>)[key]
}
