// Releases: figures of one period come out as preliminary, corrected and yearbook figures. A growth is a fact of one
// release; made of levels of two, it is another number, and is refused or cautioned.
import { issue, type Issue } from '../../../base/issue.ts'
import { figureCell, publishedBy, type Figure } from '../figure.ts'
import { growthOf } from '../measure.ts'
import { leavesOf, type Estimate } from './outcome.ts'

/** The growth figure out of which the base was made, where it is the one that would be computed. */
export function growthUsed(now: Estimate, before: Estimate): Figure | undefined {
  const own = new Set(now.inputs.map((figure) => `${growthOf(figure.measure)} ${figure.place} ${figure.period.text}`))
  return leavesOf(before.inputs).find((figure) => own.has(`${figure.measure} ${figure.place} ${figure.period.text}`))
}

/** Levels may be compared when one release holds both: the same stage, of the same day or source. */
export function mixedVintages(now: Estimate | undefined, before: Estimate | undefined, severity: 'error' | 'warning'): readonly Issue[] {
  const [a, b] = [now, before].map((each) => new Set((each?.inputs ?? []).map(releaseOf)))
  if (a === undefined || b === undefined || [...a, ...b].every((release) => a.has(release) && b.has(release))) return []
  return [
    issue({
      rule: 'statistics.release',
      code: 'vintages_mixed',
      severity,
      params: { now: (now?.inputs ?? []).map(described).join('; '), before: (before?.inputs ?? []).map(described).join('; ') },
      source: 'Customs statistics are released as preliminary, corrected and yearbook figures',
    }),
  ]
}

function releaseOf(figure: Figure): string {
  return figure.vintage === 'final' ? `final ${figure.source?.id ?? ''}` : `${publishedBy(figure) ?? figure.source?.id ?? figure.id}`
}

function described(figure: Figure): string {
  return `${figureCell(figure)} (${figure.vintage}, ${figure.published || '?'})`
}
