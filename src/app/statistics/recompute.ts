// Recomputes every number of a story: each claim by its recipe, and each place in the text where it is told.
import { issue, type Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { renderIssue, renderMessage, type Messages, type RenderedIssue } from '../../base/message.ts'
import { judge, sayPrinted, sayQualified, smallestUnit, type FigureBook, type Judgement, type Verdict } from '../../domain/statistics/index.ts'
import { viewEstimate, viewInterval, type EstimateView } from './estimate-view.ts'
import type { Story, StoryClaim, StoryText } from './story.ts'

export interface ClaimView {
  readonly id: string
  /** Whose claim it is: the story's own, or quoted from somebody. */
  readonly of: string
  /** As it is printed, in the language asked for; empty where the claim has no number. */
  readonly printed: string
  /** In the unit of the claim, where the dimension is the same. */
  readonly computed: { readonly value: number | null; readonly low: number | null; readonly high: number | null; readonly unit: string } | null
  readonly verdict: Verdict
  readonly verdictText: string
  readonly reasons: readonly RenderedIssue[]
  readonly recipe: string
  readonly vintage: string
  readonly sources: EstimateView['sources']
  readonly working: EstimateView['working']
}

export interface Recomputed {
  readonly claims: readonly ClaimView[]
  readonly counts: Readonly<Partial<Record<Verdict, number>>>
  /** What is wrong with the texts: a number told otherwise than its claim, a claim that is told nowhere. */
  readonly issues: readonly RenderedIssue[]
  /** Every claim of the story's own holds, and the texts tell them as they are. */
  readonly holds: boolean
}

export const holding: ReadonlySet<Verdict> = new Set(['recomputes', 'sourced', 'consistent'])
const verdictCodes: Readonly<Record<Verdict, string>> = {
  recomputes: 'verdict.recomputes',
  sourced: 'verdict.sourced',
  consistent: 'verdict.consistent',
  differs: 'verdict.differs',
  'cannot be recomputed': 'verdict.cannot',
  'wrong subject': 'verdict.subject',
  'wrong unit': 'verdict.unit',
  inconsistent: 'verdict.inconsistent',
  'not checked': 'verdict.unchecked',
}

export function recompute(story: Story, book: FigureBook, messages: Messages, language: Language): Recomputed {
  const judged = story.claims.map((claim) => ({ claim, judgement: judge(claim, book.context) }))
  const claims = judged.map(({ claim, judgement }) => viewClaim(claim, judgement, book, messages, language))
  const issues = story.texts.flatMap((text) => textIssues(text, story, book)).map((each) => renderIssue(each, messages, language))
  const counts: Partial<Record<Verdict, number>> = {}
  for (const { verdict } of claims) counts[verdict] = (counts[verdict] ?? 0) + 1
  const holds = issues.length === 0 && judged.every(({ claim, judgement }) => claim.of !== undefined || holding.has(judgement.verdict))
  return { claims, counts, issues, holds }
}

/** The number as a text of that language prints it: `more than 95%`. */
export function printedIn(claim: StoryClaim, book: FigureBook, language: Language): string {
  return claim.hasNumber ? sayPrinted(claim.printed, claim.unit, language, smallestUnit(claim.unit, book)) : ''
}

function viewClaim(claim: StoryClaim, judgement: Judgement, book: FigureBook, messages: Messages, language: Language): ClaimView {
  const { estimate } = judgement
  const view = estimate === undefined ? undefined : viewEstimate(estimate, messages, language)
  const unit = estimate === undefined || estimate.unit.dimension !== claim.unit.dimension ? estimate?.unit : claim.unit
  const printed = printedIn(claim, book, language)
  return {
    id: claim.id,
    of: claim.of ?? 'story',
    printed: printed === '' ? '' : sayQualified(printed, claim.qualifier, language),
    computed: estimate === undefined || unit === undefined ? null : { ...viewInterval(estimate.interval, unit), unit: unit.id },
    verdict: judgement.verdict,
    verdictText: renderMessage(verdictCodes[judgement.verdict], {}, messages, language),
    reasons: judgement.reasons.map((reason) => renderIssue(reason, messages, language)),
    recipe: judgement.recipe ?? '',
    vintage: view?.vintage ?? '',
    sources: view?.sources ?? [],
    working: view?.working ?? [],
  }
}

function textIssues(text: StoryText, story: Story, book: FigureBook): readonly Issue[] {
  const byId = new Map(story.claims.map((claim) => [claim.id, claim]))
  const told = new Set(text.mentions.map((mention) => mention.claim))
  const wrong = text.mentions.flatMap(({ claim: id, words, line }) => {
    const path = `${text.file}:${line}`
    const claim = byId.get(id)
    if (claim === undefined) return [issue({ path, rule: 'statistics.story', code: 'story_claim_unknown', params: { claim: id }, source: 'Lingding' })]
    const expected = printedIn(claim, book, text.language)
    // Words for a number, `four`, are the right of a quotation only.
    const isInWords = claim.of !== undefined && !/\d/.test(words)
    return isInWords || spaced(words).includes(spaced(expected)) ? [] : [issue({ path, rule: 'statistics.story', code: 'story_label', params: { claim: id, label: words, expected }, source: 'Lingding' })]
  })
  const untold = story.claims.filter(({ id }) => !told.has(id)).map(({ id }) => issue({ path: text.file, rule: 'statistics.story', code: 'story_claim_untold', params: { claim: id }, source: 'Lingding' }))
  return [...wrong, ...untold]
}

/** A space that does not break a line counts as one that does. */
function spaced(text: string): string {
  return text.replaceAll('\u00A0', ' ')
}
