// The checker for tests: the shipped vocabulary on the shipped figures.
import { readFileSync } from 'node:fs'
import { civilDate } from '../../src/base/civil-date.ts'
import { publishedFigures } from '../../src/app/story/published-figures.ts'
import { figureBookFrom } from '../../src/domain/statistics/index.ts'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import { checkText, vocabularyFrom, type CheckedClaim, type CheckedText } from '../../src/domain/story/index.ts'

export const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

const rows = (file: string) => parseCsvRows(read(`../../data/${file}`))
export const vocabulary = vocabularyFrom(rows)
export const figures = publishedFigures(figureBookFrom(rows), rows('story/measures.csv'))

/** On a day of February 2024 unless said. */
export function check(text: string, on = '2024-02-24'): CheckedText {
  return checkText(text, { vocabulary, figures, on: civilDate(on) })
}

/** One line a number, for reading by eye. */
export function shown({ claim, verdict, inconsistentWith, working, isConsistent }: CheckedClaim): string {
  const { subject, whole, kind } = claim
  const of = [kind, subject.place, subject.measure, subject.period, ...(whole === undefined ? [] : ['of', whole.place, whole.measure]), ...(claim.isEachYear ? ['each'] : [])].join(' ')
  const steps = working.map(({ code, params }) => `      ${code} ${JSON.stringify(params)}`)
  return [`  "${claim.quantity.text}" → ${verdict}${isConsistent ? ' (consistent)' : ''}${inconsistentWith.length > 0 ? ` with ${inconsistentWith.join()}` : ''}  [${of}]`, ...steps].join('\n')
}
