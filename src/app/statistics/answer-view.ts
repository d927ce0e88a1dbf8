// What is answered to who asks for a figure, on the command line and over HTTP: the figure with its bounds, or why there is
// none and what is known all the same.
import type { Language } from '../../base/language.ts'
import { renderIssue, type Messages } from '../../base/message.ts'
import { cellText } from '../../domain/statistics/index.ts'
import { viewEstimate, type EstimateView } from './estimate-view.ts'
import type { Answer, NoAnswer } from './query.ts'

export function viewAnswer(answer: Answer, messages: Messages, language: Language) {
  const { value, low, high, unit, vintage, sources, working, cautions } = viewEstimate(answer.estimate, messages, language)
  const others = answer.others.map((figure) => ({
    id: figure.id,
    ...bounds(viewEstimate({ interval: figure.interval, unit: answer.estimate.unit, inputs: [figure], steps: [], cautions: [] }, messages, language)),
    standing: figure.standing,
  }))
  return { value, low, high, unit, vintage, sources, recipe: answer.recipe, working, cautions, others }
}

export function viewNoAnswer(none: NoAnswer, messages: Messages, language: Language) {
  return {
    issues: none.issues.map((each) => renderIssue(each, messages, language)),
    missing: none.missing.map(cellText),
    known: none.known === undefined ? null : bounds(viewEstimate(none.known, messages, language)),
  }
}

function bounds({ value, low, high, unit, vintage }: EstimateView) {
  return { value, low, high, unit, vintage }
}
