// The answer of anything that may refuse: a value, or the issues that stand in its way. Never both, never neither.
import type { Issue } from './issue.ts'

export type Result<T, E = readonly Issue[]> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: E }

export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function refused<E = readonly Issue[]>(issues: E): { readonly ok: false; readonly issues: E } {
  return { ok: false, issues }
}
