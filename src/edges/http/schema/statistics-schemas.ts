// What the API says of figures, texts and stories.
import { verdicts as storyVerdicts } from '../../../domain/story/index.ts'
import { verdicts } from '../../../domain/statistics/index.ts'
import { anything, count, describe, flag, listOf, object, oneOf, orNull, recordOf, ref, text } from './shape.ts'

const number = { type: 'number' } as const
const bounds = { value: orNull(number), low: orNull(number), high: orNull(number), unit: text }

export const statisticsSchemas = {
  FigureSource: object({ id: text, figure: text, printed: text, unit: text, qualifier: text, vintage: text, reliability: text, published: text, address: text, title: text }),
  FigureStep: object({ recipe: text, ...bounds, 'vintage?': text, 'source?': text }),
  Figure: object({
    ...bounds,
    vintage: text,
    sources: listOf(ref('FigureSource')),
    recipe: text,
    working: listOf(ref('FigureStep')),
    cautions: listOf(ref('Issue')),
    others: describe(listOf(object({ id: text, ...bounds, vintage: text, standing: text })), 'figures of the same cell that were not taken'),
  }),
  CheckedNumber: object({
    text,
    sentence: count,
    offset: describe(count, 'in UTF-16 units'),
    value: describe(text, 'in base units'),
    low: text,
    high: text,
    unit: text,
    comparison: text,
    subject: anything,
    verdict: oneOf(...storyVerdicts),
    verdictText: text,
    inconsistentWith: listOf(count),
    isConsistent: flag,
    warnings: listOf(text),
    working: listOf(object({ code: text, params: anything, text })),
  }),
  CheckedText: object({ sentences: listOf(object({ sentence: count, text })), numbers: listOf(ref('CheckedNumber')) }),
  StoryClaim: object({
    id: text,
    of: text,
    printed: text,
    computed: orNull(object(bounds)),
    verdict: oneOf(...verdicts),
    verdictText: text,
    reasons: listOf(ref('Issue')),
    recipe: text,
    vintage: text,
    sources: listOf(ref('FigureSource')),
    working: listOf(ref('FigureStep')),
  }),
  RecomputedStory: object({ story: text, claims: listOf(ref('StoryClaim')), counts: recordOf(count), issues: listOf(ref('Issue')), holds: flag }),
} as const
