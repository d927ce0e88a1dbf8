// The check of a text in this browser, by the same function as on the server: the text is not sent anywhere.
import { checkTextView, type CheckKnowledge, type CheckedTextView } from '../../../../src/app/story/check-text.ts'
import { publishedFigures } from '../../../../src/app/story/published-figures.ts'
import { parseCivilDate } from '../../../../src/base/civil-date.ts'
import { parseCsvRows, type CsvRow } from '../../../../src/base/csv-rows.ts'
import type { Language } from '../../../../src/base/language.ts'
import { messagesFrom } from '../../../../src/base/message.ts'
import type { Result } from '../../../../src/base/result.ts'
import { vocabularyFrom } from '../../../../src/domain/story/index.ts'
import { fetchFigures } from '../figures.ts'

const prefix = '../../../../data/'

let known: Promise<CheckKnowledge> | undefined

export function checkKnowledge(): Promise<CheckKnowledge> {
  known ??= readKnowledge().catch((error: unknown) => {
    known = undefined
    throw error
  })
  return known
}

async function readKnowledge(): Promise<CheckKnowledge> {
  const [{ checkFiles }, figures] = await Promise.all([import('./check-tables.ts'), fetchFigures()])
  const rows = (file: string): readonly CsvRow[] => parseCsvRows(checkFiles[prefix + file] ?? '')
  return {
    vocabulary: vocabularyFrom(rows),
    figures: publishedFigures(figures.bookAsOf(''), rows('story/measures.csv')),
    messages: new Map([...figures.messages, ...messagesFrom(rows('messages/story.csv'))]),
  }
}

/** `on` is the date of the text; empty for none. */
export function checkHere(text: string, on: string, language: Language, knowledge: CheckKnowledge): Result<CheckedTextView> {
  return checkTextView({ text, on: parseCivilDate(on), language }, knowledge)
}
