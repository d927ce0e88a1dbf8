// Words as patterns: which words of a table stand in a text, and what they mean.
import type { CsvRow } from '../../../base/csv-rows.ts'

/** Simplified and traditional Chinese are read together: texts of Hong Kong and Macao mix them. */
export type Tongue = 'zh' | 'en' | 'pt'

/** Words of one table in one language. */
export interface Words<T> {
  /** Source of a pattern that matches any of them; matches nothing when there are none. */
  readonly pattern: string
  /** The same, to be found anywhere (with `matchAll`), at the beginning of a text, and at its end. */
  readonly anywhere: RegExp
  readonly atStart: RegExp
  readonly meaning: (text: string) => T | undefined
}

export interface Term<T> {
  readonly row: CsvRow
  readonly meaning: T
}

/** Longer words first, so that a port is not taken for the city in its name; `isAfterDigit`: may stand right behind a digit. */
export function wordsOf<T>(terms: readonly Term<T>[], tongue: Tongue, isAfterDigit = false): Words<T> {
  const meanings = new Map<string, T>()
  for (const { row, meaning } of terms) {
    for (const text of alternatives(row, tongue)) if (!meanings.has(folded(text))) meanings.set(folded(text), meaning)
  }
  const pattern = patternOf([...meanings.keys()].toSorted((a, b) => b.length - a.length), tongue, isAfterDigit)
  return {
    pattern,
    anywhere: new RegExp(pattern, 'giu'),
    atStart: new RegExp(`^(?:\\s*de(?=\\s))?[\\s-]*(${pattern})`, 'iu'),
    meaning: (text) => meanings.get(folded(text)),
  }
}

/** What a row says for a concept in a language: `|` parts what means the same. */
export function alternatives(row: CsvRow, tongue: Tongue): readonly string[] {
  const columns = tongue === 'zh' ? ['zh-Hans', 'zh-Hant'] : [tongue]
  return [...new Set(columns.flatMap((column) => (row[column] ?? '').split('|')))].filter((each) => each !== '')
}

/** Escaped for a pattern; a space stands for any. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
}

/** In alphabets a word is whole; the edges stand once around all words, which is much faster than around each. */
function patternOf(texts: readonly string[], tongue: Tongue, isAfterDigit: boolean): string {
  if (texts.length === 0) return '(?!)'
  if (tongue === 'zh') return texts.map(literal).join('|')
  const isWord = (text: string): boolean => /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/u.test(text)
  const [words, signs] = [texts.filter(isWord), texts.filter((text) => !isWord(text))]
  const whole = `(?<![\\p{L}${isAfterDigit ? '' : '\\p{N}'}])(?:${words.map(literal).join('|')})(?![\\p{L}\\p{N}])`
  return [whole, ...signs.map(literal)].join('|')
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}
