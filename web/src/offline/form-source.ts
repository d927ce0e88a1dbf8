// The form and the code lists: from the server, or from the tables in this browser while the server is away.
import type { Language } from '../../../src/base/language.ts'
import type { Answer } from '../api/call.ts'
import { askCodes, askForm, type CodeList, type FormField } from '../api/reading.ts'

export async function getForm(language: Language): Promise<Answer<{ readonly fields: readonly FormField[] }>> {
  return orHere(await askForm(language), async () => (await import('./local-tables.ts')).localForm(language))
}

export async function getCodes(list: string, on: string, language: Language): Promise<Answer<CodeList>> {
  return orHere(await askCodes(list, on, language), async () => (await import('./local-tables.ts')).localCodes(list, on, language))
}

/** The same from the tables in this browser, when no answer came and they are here. */
async function orHere<Value>(answer: Answer<Value>, here: () => Promise<Value | undefined>): Promise<Answer<Value>> {
  if (answer.kind !== 'away') return answer
  const value = await here().catch(() => undefined)
  return value === undefined ? answer : { kind: 'done', status: 200, value }
}
