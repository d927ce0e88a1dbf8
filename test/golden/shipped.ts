// The tables that ship with the product, read from data/ for tests.
import { readdirSync, readFileSync } from 'node:fs'
import { civilDate } from '../../src/base/civil-date.ts'
import { parseCsvRows, type CsvRow } from '../../src/base/csv-rows.ts'
import { messagesFrom, type Messages } from '../../src/base/message.ts'
import { answerTablesFrom } from '../../src/domain/declaration/answer/answer-tables.ts'
import { elementFactsFrom } from '../../src/domain/declaration/element-fact.ts'
import { messageNodesFrom, messagePlanFrom } from '../../src/domain/declaration/mainland/message-plan.ts'
import type { WcoContext } from '../../src/domain/declaration/wco/from-declaration.ts'
import { wcoBindingsFrom } from '../../src/domain/declaration/wco/wco-map.ts'
import { wcoModelFrom } from '../../src/domain/declaration/wco/wco-model.ts'
import { codeBookFrom } from '../../src/domain/reference/index.ts'
import { fieldTableFrom } from '../../src/domain/submission/index.ts'

const data = new URL('../../data/', import.meta.url)

function rows(path: string): readonly CsvRow[] {
  return parseCsvRows(readFileSync(new URL(path, data), 'utf8'))
}

const reference = readdirSync(new URL('reference/', data)).filter((file) => file.endsWith('.csv'))

export const shippedDay = civilDate('2026-03-02')
export const shippedBook = codeBookFrom(Object.fromEntries(reference.map((file) => [file, rows(`reference/${file}`)])))
export const shippedNodes = messageNodesFrom(rows('declarations/mainland-nodes.csv'))
export const shippedPlan = messagePlanFrom(shippedNodes, elementFactsFrom(rows('declarations/mainland-declaration.csv')))
export const shippedWco: WcoContext = {
  model: wcoModelFrom(rows('declarations/wco-elements.csv')),
  bindings: wcoBindingsFrom(rows('declarations/mainland-wco-map.csv')),
  book: shippedBook,
  on: shippedDay,
}
export const shippedAnswers = answerTablesFrom(rows('declarations/answer-codes.csv'))
export const shippedFields = fieldTableFrom(rows('submission/fields.csv'))
export const wireMessages: Messages = messagesFrom(rows('messages/wire.csv'))

export function goldenSample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, import.meta.url)))
}

const answerFolder = new URL('../../examples/answers/usable/', import.meta.url)

/** One of each kind of answer that is read. */
export const answerSamples: readonly Uint8Array[] = readdirSync(answerFolder).map((name) => new Uint8Array(readFileSync(new URL(name, answerFolder))))
