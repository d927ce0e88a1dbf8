// Checks the numbers of a text and says in a language what was found: the use case behind `lingding check` and the page.
import type { CivilDate } from '../../base/civil-date.ts'
import { formatDecimal, trimDecimal, type Decimal } from '../../base/decimal.ts'
import { issue, type IssueParams } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { renderMessage, type Messages } from '../../base/message.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { checkText, type CheckedClaim, type Claim, type FigureSource, type Step, type Subject, type Verdict, type Vocabulary } from '../../domain/story/index.ts'
import { numberText } from './number-text.ts'

export interface CheckTextInput {
  readonly text: string
  /** The date of the text; without it the date line of the text is taken, if there is one. */
  readonly on: CivilDate | undefined
  readonly language: Language
}

export interface CheckKnowledge {
  readonly vocabulary: Vocabulary
  readonly figures: FigureSource
  readonly messages: Messages
}

export interface WorkingView extends Step {
  readonly text: string
}

export interface SubjectView extends Subject {
  readonly kind: string
  readonly isEachYear: boolean
  readonly places: readonly string[]
  /** Of a share: what it is a part of. */
  readonly of?: Subject
  readonly text: string
}

export interface CheckedNumber {
  readonly text: string
  /** From 1. */
  readonly sentence: number
  /** In the text, in UTF-16 units. */
  readonly offset: number
  /** In base units, in decimal digits. */
  readonly value: string
  /** What the printed digits stand for. */
  readonly low: string
  readonly high: string
  readonly unit: string
  readonly comparison: string
  readonly subject: SubjectView
  readonly verdict: Verdict
  readonly verdictText: string
  readonly inconsistentWith: readonly number[]
  /** It cannot be recomputed, and what is known agrees. */
  readonly isConsistent: boolean
  readonly warnings: readonly string[]
  readonly working: readonly WorkingView[]
}

export interface CheckedTextView {
  readonly sentences: readonly { readonly sentence: number; readonly text: string }[]
  readonly numbers: readonly CheckedNumber[]
}

/** The words of a verdict, those of stories too; a contradiction names the sentences. */
const verdictCodes: Readonly<Record<Verdict, string>> = {
  recomputes: 'verdict.recomputes',
  differs: 'verdict.differs',
  'cannot be recomputed': 'verdict.cannot',
  'wrong subject': 'verdict.subject',
  'wrong unit': 'verdict.unit',
  inconsistent: 'verdict.inconsistent_with',
}

/** UTF-16 units of a text. */
export const maxTextLength = 100_000

export function checkTextView({ text, on, language }: CheckTextInput, { vocabulary, figures, messages }: CheckKnowledge): Result<CheckedTextView> {
  if (text.length > maxTextLength) {
    const params = { length: text.length, max: maxTextLength }
    return refused([issue({ rule: 'story.text', code: 'story_text_too_long', params, source: 'Lingding', fix: { kind: 'act', code: 'story_text_too_long.fix' } })])
  }
  const { sentences, numbers } = checkText(text, { vocabulary, figures, on })
  return accepted({
    sentences: sentences.map((each) => ({ sentence: each.number, text: each.text })),
    numbers: numbers.map((each) => viewOf(each, messages, language)),
  })
}

function viewOf(checked: CheckedClaim, messages: Messages, language: Language): CheckedNumber {
  const { claim, verdict, inconsistentWith, isConsistent, working } = checked
  const { quantity } = claim
  return {
    text: quantity.text,
    sentence: claim.sentence,
    offset: claim.offset,
    value: plain(quantity.value),
    low: plain(quantity.printed.low),
    high: plain(quantity.printed.high),
    unit: quantity.unit,
    comparison: quantity.comparison,
    subject: subjectOf(claim, messages, language),
    verdict,
    verdictText: renderMessage(verdictCodes[verdict], { sentences: inconsistentWith.join(', ') }, messages, language),
    inconsistentWith,
    isConsistent,
    warnings: quantity.warnings,
    working: working.map((step) => ({ ...step, text: stepText(step, messages, language) })),
  }
}

function subjectOf(claim: Claim, messages: Messages, language: Language): SubjectView {
  const { subject, kind, isEachYear, places, whole } = claim
  const cellText = (of: Subject): string => {
    const named = [of.place === '' ? '' : `#place.${of.place}`, of.measure === '' ? '' : `#measure.${of.measure}`, of.period === 'stock' ? '#story.stock' : of.period]
    return named.filter((each) => each !== '').map((each) => word(each, messages, language)).join(' · ')
  }
  const text = whole === undefined ? cellText(subject) : `${cellText(subject)} ÷ ${cellText(whole)}`
  return { ...subject, kind, isEachYear, places, ...(whole === undefined ? {} : { of: whole }), text }
}

/** Codes of places and long numbers in the parameters become words. */
function stepText({ code, params }: Step, messages: Messages, language: Language): string {
  const shown = Object.entries(params).map(([name, value]): readonly [string, string | number] => {
    if (typeof value !== 'string' || name === 'source' || value.startsWith('#')) return [name, value]
    if (name === 'cells' || name === 'places') return [name, value.replace(/\b(?:\d{6}|GBA9|GBA11|HZMB|elsewhere)\b/g, (place) => word(`#place.${place}`, messages, language))]
    return [name, value.replace(/(?<![\d.,])-?(?:\d{5,}(?:\.\d+)?|\d+\.\d+)(?![\d,])/g, (number) => numberText(number, language))]
  })
  return renderMessage(code, Object.fromEntries(shown) as IssueParams, messages, language)
}

function word(reference: string, messages: Messages, language: Language): string {
  if (!reference.startsWith('#')) return reference
  return messages.get(reference.slice(1))?.[language] ?? reference.slice(reference.indexOf('.') + 1)
}

function plain(value: Decimal | undefined): string {
  return value === undefined ? '' : formatDecimal(trimDecimal(value))
}
