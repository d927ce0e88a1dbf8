// The words of the vocabulary and of time that stand in a sentence, from left to right, none over another.
import type { Sentence } from './sentence.ts'
import { smallNumber, periodWordOf, type PeriodWord } from './period-pattern.ts'
import { isInside, type TongueVocabulary, type Vocabulary, type WordKind } from './vocabulary.ts'

interface Spot {
  /** In the sentence, in UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface WordMention extends Spot {
  readonly kind: WordKind
  readonly code: string
}

export interface PeriodMention extends Spot {
  readonly kind: 'period'
  readonly word: PeriodWord
}

export type Mention = WordMention | PeriodMention

export function mentionsOf(sentence: Sentence, vocabulary: Vocabulary): readonly Mention[] {
  const own = vocabulary.tongues[sentence.tongue]
  const all = [...wordMentions(sentence.text, own), ...periodMentions(sentence, own)]
  const kept: Mention[] = []
  for (const each of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each)
  }
  return narrowed(kept, sentence.text, vocabulary)
}

function wordMentions(text: string, { words }: TongueVocabulary): readonly Mention[] {
  return [...text.matchAll(words.anywhere)].flatMap((match) => {
    const word = words.meaning(match[0])
    return word === undefined ? [] : [{ ...word, start: match.index, end: match.index + match[0].length, text: match[0] }]
  })
}

function periodMentions({ text, tongue }: Sentence, { periods, numerals, units, scales }: TongueVocabulary): readonly Mention[] {
  return periods.flatMap(({ code, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].trimEnd().length
      // Four digits with a unit behind them are a quantity and no year.
      const isQuantity = /\d$/.test(text.slice(0, end)) && [units, scales].some((words) => words.atStart.test(text.slice(end, end + 40)))
      const word = periodWordOf(code, match.groups ?? {}, tongue, (word) => numerals.meaning(word))
      return isQuantity ? [] : [{ kind: 'period' as const, word, start: match.index, end, text: match[0].trim() }]
    }),
  )
}

/** "Shenzhen in Guangdong" and "nine cities of the bay area" are one place, the narrower. */
function narrowed(mentions: readonly Mention[], text: string, vocabulary: Vocabulary): readonly Mention[] {
  const kept: Mention[] = []
  for (const each of mentions) {
    const last = kept.at(-1)
    if (last?.kind === 'place' && each.kind === 'place' && joins(text.slice(last.end, each.start))) {
      const isBayArea = last.code === 'GBA11' || each.code === 'GBA11'
      if (isInside(vocabulary, each.code, last.code) || (last.code === 'GBA11' && isBayArea)) {
        kept[kept.length - 1] = { ...each, start: last.start, text: text.slice(last.start, each.end) }
        continue
      }
      if (isInside(vocabulary, last.code, each.code) || isBayArea) {
        kept[kept.length - 1] = { ...last, end: each.end, text: text.slice(last.start, each.end) }
        continue
      }
    }
    kept.push(each)
  }
  return kept
}

function joins(between: string): boolean {
  return /^\s*(?:的|内地|in|in the|of|of the|'s|within the|,|da|do|na|no|em|,\s*em)?\s*$/i.test(between)
}

/** A numeral in words of the tongue, or NaN. */
export function numeralIn(text: string, { numerals }: TongueVocabulary): number {
  return smallNumber(text, (word) => numerals.meaning(word))
}
