// What an officer may decide about a filing, by where it stands: a row per stage and decision of
// data/access/officer-decisions.csv, and others for what the declarant has cancelled. The order of stages is ours; the codes
// that decisions become are customs' own.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import type { FilingRow } from '../ports.ts'
import { decisionCodes, type OfficerDecision, type Stage } from '../../domain/declaration/index.ts'

export interface AllowedDecision {
  readonly decision: OfficerDecision
  /** It has to be said why. */
  readonly needsReason: boolean
  /** Of what the declarant has cancelled; any other is of what has not been. */
  readonly isOfCancelled: boolean
}

export type OfficerDecisions = ReadonlyMap<Stage, readonly AllowedDecision[]>

/** Columns: stage, decision, needs_reason, of_cancelled. Throws at a decision there is none of. */
export function officerDecisionsFrom(rows: readonly CsvRow[]): OfficerDecisions {
  const byStage = new Map<Stage, AllowedDecision[]>()
  for (const row of rows) {
    const { stage = '', decision = '' } = row
    invariant(isDecision(decision), `an officer can decide '${decision}'`)
    const allowed = byStage.get(stage as Stage) ?? []
    allowed.push({ decision, needsReason: row['needs_reason'] === 'yes', isOfCancelled: row['of_cancelled'] === 'yes' })
    byStage.set(stage as Stage, allowed)
  }
  return byStage
}

export function allowedFor({ stage, isCancelled }: Pick<FilingRow, 'stage' | 'isCancelled'>, decisions: OfficerDecisions): readonly AllowedDecision[] {
  return (decisions.get(stage) ?? []).filter((each) => each.isOfCancelled === isCancelled)
}

export function isDecision(text: string): text is OfficerDecision {
  return Object.hasOwn(decisionCodes, text)
}
