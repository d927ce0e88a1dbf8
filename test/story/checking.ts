// The checker for tests: the shipped vocabulary on published rows, the source named by its host.
import { readFileSync } from 'node:fs'
import { civilDate } from '../../src/base/civil-date.ts'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import { checkText, figuresFrom, vocabularyFrom, type CheckedClaim, type CheckedText } from '../../src/domain/story/index.ts'

export const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

export const vocabulary = vocabularyFrom((file) => parseCsvRows(read(`../../data/${file}`)))
export const figures = figuresFrom(parseCsvRows(read('./figures.csv')))

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
