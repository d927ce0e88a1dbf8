// What is said of a number, and the working that leads there, as data.
import type { IssueParams } from '../../../base/issue.ts'
import type { Claim } from '../reading/claim.ts'

export const verdicts = ['recomputes', 'differs', 'cannot be recomputed', 'wrong subject', 'wrong unit', 'inconsistent'] as const

export type Verdict = (typeof verdicts)[number]

/** One line of the working; numbers in base units, codes of cells as `#place.GBA9`. */
export interface Step {
  readonly code: string
  readonly params: IssueParams
}

export interface Finding {
  readonly verdict: Verdict
  readonly working: readonly Step[]
  /** It cannot be recomputed, and what is known of it agrees. */
  readonly isConsistent: boolean
}

export interface CheckedClaim extends Finding {
  readonly claim: Claim
  /** Numbers of the sentences that it cannot be true with. */
  readonly inconsistentWith: readonly number[]
}

export function finding(verdict: Verdict, working: readonly Step[], isConsistent = false): Finding {
  return { verdict, working, isConsistent }
}

export function step(code: string, params: IssueParams = {}): Step {
  return { code: `story_${code}`, params }
}
