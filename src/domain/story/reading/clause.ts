// A sentence in parts around its numbers: clauses, what stands before a number and behind it, and which word of a kind is
// nearest. What is said of a number stands mostly before it and in its own clause.
import type { Mention, PeriodMention, WordMention } from './mention.ts'
import type { Quantity } from './quantity.ts'
import type { Sentence } from './sentence.ts'
import type { WordKind } from './vocabulary.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

export interface Parsed {
  readonly sentence: Sentence
  readonly mentions: readonly Mention[]
  readonly quantities: readonly Quantity[]
  readonly clauses: readonly Span[]
}

/** Around one number: its clause, and what lies between it and the numbers before and after in the clause; words in it are behind it. */
export interface Surroundings {
  readonly clause: Span
  readonly head: Span
  readonly tail: Span
}

const separators = { zh: /[，、；：,;:]|(?:和|及|而|并|並)/g, en: /[,;:—]|\s(?:and|while|whereas|but)\s/g, pt: /[,;:—]|\s(?:e|enquanto|mas)\s/g }

export function parsed(sentence: Sentence, mentions: readonly Mention[], quantities: readonly Quantity[]): Parsed {
  const isInner = (at: number): boolean => [...mentions, ...quantities].some((each) => each.start <= at && at < each.end)
  const cuts = [...sentence.text.matchAll(separators[sentence.tongue])].filter(({ index }) => !isInner(index))
  const clauses: Span[] = []
  let start = 0
  for (const cut of cuts) {
    clauses.push({ start, end: cut.index })
    start = cut.index + cut[0].length
  }
  clauses.push({ start, end: sentence.text.length })
  return { sentence, mentions, quantities, clauses }
}

export function around(quantity: Quantity, { clauses, quantities }: Parsed): Surroundings {
  const clause = clauses.find((each) => each.start <= quantity.start && quantity.start <= each.end) ?? { start: 0, end: quantity.end }
  const inside = quantities.filter((each) => each !== quantity && each.start >= clause.start && each.end <= clause.end)
  const before = Math.max(clause.start, ...inside.filter((each) => each.end <= quantity.start).map((each) => each.end))
  const behind = Math.min(Math.max(clause.end, quantity.end), ...inside.filter((each) => each.start >= quantity.end).map((each) => each.start))
  return { clause, head: { start: before, end: quantity.start }, tail: { start: quantity.start, end: behind } }
}

export function wordsIn({ mentions }: Parsed, { start, end }: Span, kind: WordKind): readonly WordMention[] {
  return mentions.filter((each): each is WordMention => each.kind === kind && each.start >= start && each.end <= end)
}

export function periodsIn({ mentions }: Parsed, { start, end }: Span): readonly PeriodMention[] {
  return mentions.filter((each): each is PeriodMention => each.kind === 'period' && each.start >= start && each.end <= end)
}

export function hasRelation(of: Parsed, span: Span, code: string): boolean {
  return wordsIn(of, span, 'relation').some((each) => each.code === code)
}

export function wholeOf({ sentence }: Parsed): Span {
  return { start: 0, end: sentence.text.length }
}

/** The nearest before it in the clause, else behind it, else earlier in the clause, else (`isFar`) earlier in the sentence. */
export function nearest(of: Parsed, { clause, head, tail }: Surroundings, kind: WordKind, isFar = true): WordMention | undefined {
  return (
    wordsIn(of, head, kind).at(-1) ??
    wordsIn(of, tail, kind)[0] ??
    wordsIn(of, { start: clause.start, end: head.start }, kind).at(-1) ??
    (isFar ? wordsIn(of, { start: 0, end: clause.start }, kind).at(-1) : undefined)
  )
}
