// What an officer may decide about a filing, by where it stands: a row per stage and decision of
// data/access/officer-decisions.csv. The order of stages is ours; the codes that decisions become are customs' own.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import { decisionCodes, type OfficerDecision, type Stage } from '../../domain/declaration/index.ts'

export interface AllowedDecision {
  readonly decision: OfficerDecision
  /** It has to be said why. */
  readonly needsReason: boolean
}

export type OfficerDecisions = ReadonlyMap<Stage, readonly AllowedDecision[]>

/** Columns: stage, decision, needs_reason. Throws at a decision there is none of. */
export function officerDecisionsFrom(rows: readonly CsvRow[]): OfficerDecisions {
  const byStage = new Map<Stage, AllowedDecision[]>()
  for (const row of rows) {
    const { stage = '', decision = '' } = row
    invariant(isDecision(decision), `an officer can decide '${decision}'`)
    const allowed = byStage.get(stage as Stage) ?? []
    allowed.push({ decision, needsReason: row['needs_reason'] === 'yes' })
    byStage.set(stage as Stage, allowed)
  }
  return byStage
}

export function isDecision(text: string): text is OfficerDecision {
  return Object.hasOwn(decisionCodes, text)
}
