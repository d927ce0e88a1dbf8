// Checks the numbers of a text: reads them as claims, holds them against each other, then against published figures. In doubt
// a number cannot be recomputed; what recomputes was found to hold.
import type { FigureSource } from './figure.ts'
import { conflictsIn, type Conflict } from './judging/consistency.ts'
import { judgeLevel } from './judging/judge-level.ts'
import { judgeGrowth, judgeShare } from './judging/judge-rate.ts'
import type { Known } from './judging/cells.ts'
import { finding, step, type CheckedClaim, type Finding } from './judging/verdict.ts'
import type { Claim } from './reading/claim.ts'
import { readClaims, type ReadingInput } from './reading/read-claims.ts'
import type { Sentence } from './reading/sentence.ts'

export interface CheckInput extends ReadingInput {
  readonly figures: FigureSource
}

export interface CheckedText {
  readonly sentences: readonly Sentence[]
  readonly numbers: readonly CheckedClaim[]
}

export function checkText(text: string, input: CheckInput): CheckedText {
  const { sentences, claims } = readClaims(text, input)
  const findings = claims.map((claim) => cautious(claim, judge(claim, input)))
  const conflicts = conflictsIn(claims.filter((claim, index) => !claim.isUncertain || findings[index]?.verdict === 'recomputes'), input.vocabulary)
  return { sentences, numbers: claims.map((claim, index) => merged(claim, findings[index] ?? judge(claim, input), conflicts, findings)) }
}

/** Against the figures alone. */
function judge(claim: Claim, known: Known): Finding {
  if (claim.doubts.length > 0) return finding('cannot be recomputed', claim.doubts.map((doubt) => step(doubt)))
  switch (claim.kind) {
    case 'level':
      return judgeLevel(claim, known)
    case 'share':
      return judgeShare(claim, known)
    case 'growth':
      return judgeGrowth(claim, known)
    case 'unknown':
      return finding('cannot be recomputed', [step('kind_unknown')])
  }
}

/** Of a subject that is only likely nothing is said but that it holds. */
function cautious(claim: Claim, found: Finding): Finding {
  if (!claim.isUncertain || found.verdict === 'recomputes' || found.verdict === 'cannot be recomputed') return found
  return finding('cannot be recomputed', [step('subject_uncertain'), ...found.working])
}

/** What holds by the figures holds; of the others in a conflict, those are to blame for which nothing speaks. */
function merged(claim: Claim, own: Finding, conflicts: readonly Conflict[], findings: readonly Finding[]): CheckedClaim {
  const mine = conflicts.filter((each) => each.claims.includes(claim))
  const told = mine.map((each) => each.step)
  const working = [...told.filter((each, index) => told.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index), ...own.working]
  const others = mine.flatMap((each) => each.claims.filter((other) => other !== claim))
  const inconsistentWith = [...new Set(others.map((each) => each.sentence))].toSorted((a, b) => a - b)
  const isBlamed = mine.some((each) => blamed(each, findings).includes(claim))
  if (own.verdict === 'wrong subject' || own.verdict === 'wrong unit' || !isBlamed) return { ...own, working, claim, inconsistentWith }
  return { verdict: 'inconsistent', working, isConsistent: false, claim, inconsistentWith }
}

function blamed({ claims }: Conflict, findings: readonly Finding[]): readonly Claim[] {
  const open = claims.filter((each) => findings[each.index]?.verdict !== 'recomputes')
  const unsupported = open.filter((each) => findings[each.index]?.isConsistent !== true)
  return unsupported.length > 0 ? unsupported : open
}
