// What Lingding knows, in this browser: the form and the code lists from the same files and by the same functions as the
// server. It is a large file of its own, fetched when the server is away; the service worker has it ready.
import { parseCivilDate } from '../../../src/base/civil-date.ts'
import { dateIn, instant } from '../../../src/base/instant.ts'
import type { Language } from '../../../src/base/language.ts'
import { knowledgeFrom, type Knowledge } from '../../../src/app/knowledge.ts'
import { entriesOn, isCodeListId, nameOf } from '../../../src/domain/reference/index.ts'
import type { CodeList, FormField } from '../api/reading.ts'

const files = import.meta.glob<string>(['../../../data/**/*.csv', '!../../../data/statistics/**'], { query: '?raw', import: 'default', eager: true })
const prefix = '../../../data/'

let known: Knowledge | undefined

export function localKnowledge(): Knowledge {
  known ??= knowledgeFrom(new Map(Object.entries(files).map(([path, text]) => [path.slice(prefix.length), text])))
  return known
}

export function localForm(language: Language): { readonly fields: readonly FormField[] } {
  return { fields: localKnowledge().fields.fields.map(({ path, type, label }) => ({ path, ...type, label: label[language] || label.en })) }
}

export function localCodes(list: string, on: string, language: Language): CodeList | undefined {
  const day = on === '' ? dateIn('Asia/Shanghai', instant(Date.now())) : parseCivilDate(on)
  if (!isCodeListId(list) || day === undefined) return undefined
  const found = localKnowledge().book.list(list)
  const entries = entriesOn(found, day).map((entry) => ({ code: entry.code, name: nameOf(entry, language) }))
  return { list, isComplete: found.isComplete, source: found.publisher, entries }
}
