// The workbook to download and fill in: shipments, invoice, packing list, parties, codes and notes. The first row of a sheet
// names its columns in the language asked for, the second their field paths, so that nothing has to be confirmed later; a
// third is a sample and marked as one, so that it is not read.
import type { CivilDate } from '../../base/civil-date.ts'
import type { Language } from '../../base/language.ts'
import { renderMessage } from '../../base/message.ts'
import { entriesOn, nameOf, type CodeListId } from '../../domain/reference/index.ts'
import { columnName, columnTableFrom, markPath, templateSheets, type ColumnTable, type FieldKind, type TemplateColumn, type TemplateSheet } from '../../domain/submission/index.ts'
import type { Knowledge } from '../knowledge.ts'
import type { ContentCell, ContentSheet, ContentStyle } from '../ports.ts'

const noteCount = 8
const firstSampleRow = 3
const choicesFrom = 3
/** What stands in a column with these types is text, so that zeros at its start stay. */
const asText: ReadonlySet<FieldKind['kind']> = new Set(['text', 'code', 'choice'])

interface Asked {
  readonly knowledge: Knowledge
  readonly language: Language
  readonly on: CivilDate
}

export function bulkColumns(knowledge: Knowledge): ColumnTable {
  return columnTableFrom(knowledge.fields, knowledge.rows('submission/workbook-columns.csv'), knowledge.rows('submission/workbook-names.csv'))
}

export function templateContent(knowledge: Knowledge, language: Language, on: CivilDate): readonly ContentSheet[] {
  const asked = { knowledge, language, on }
  const table = bulkColumns(knowledge)
  const lists = listsOf(table, knowledge)
  const sheets = templateSheets.map((sheet) => filledSheet(sheet, table.template.filter((column) => column.sheet === sheet), lists, asked))
  return [...sheets, codesSheet(lists, asked), notesSheet(asked)]
}

export function sheetTitle(sheet: TemplateSheet | 'codes' | 'notes', { knowledge, language }: Pick<Asked, 'knowledge' | 'language'>): string {
  return renderMessage(`workbook_sheet.${sheet}`, {}, knowledge.messages, language)
}

/** Code lists that are here in full, in the order in which columns ask for them: the others would refuse what is right. */
function listsOf({ template }: ColumnTable, { book }: Knowledge): readonly CodeListId[] {
  const asked = template.flatMap(({ type }) => (type.kind === 'code' ? [type.list] : []))
  return [...new Set(asked)].filter((list) => book.list(list).isComplete)
}

function filledSheet(sheet: TemplateSheet, columns: readonly TemplateColumn[], lists: readonly CodeListId[], asked: Asked): ContentSheet {
  const { knowledge, language } = asked
  const mark = renderMessage('workbook_mark.sample', {}, knowledge.messages, language)
  const style = ({ type }: TemplateColumn): ContentStyle => (asText.has(type.kind) ? 'text' : 'plain')
  const sample = columns.map((column): ContentCell | undefined => {
    if (column.path === markPath) return { text: mark, style: 'sample' }
    if (column.sample === '') return undefined
    return { text: column.sample, style: 'sample', ...(column.type.kind === 'decimal' || column.type.kind === 'integer' ? { kind: 'number' as const } : {}) }
  })
  return {
    name: sheetTitle(sheet, asked),
    columns: columns.map((column) => ({ width: Math.min(40, Math.max(12, column.label[language].length + 4)), style: style(column) })),
    rows: [
      { cells: columns.map(({ label, isNeeded }) => ({ text: isNeeded ? `${label[language]} *` : label[language], style: isNeeded ? 'needed' : 'head' })) },
      { cells: columns.map(({ path }) => ({ text: path, style: 'path' })) },
      { cells: sample },
    ],
    frozenRows: 2,
    choices: columns.flatMap(({ type }, column) => {
      const list = choicesOf(type, lists, asked)
      return list === undefined ? [] : [{ column, firstRow: firstSampleRow, list }]
    }),
  }
}

function choicesOf(type: FieldKind, lists: readonly CodeListId[], asked: Asked): readonly string[] | string | undefined {
  if (type.kind === 'choice') return type.options
  if (type.kind === 'flag') return ['true', 'false']
  if (type.kind !== 'code' || !lists.includes(type.list)) return undefined
  const column = columnName(lists.indexOf(type.list) * 2)
  const last = choicesFrom + entriesOn(asked.knowledge.book.list(type.list), asked.on).length - 1
  return `'${sheetTitle('codes', asked)}'!$${column}$${choicesFrom}:$${column}$${last}`
}

/** Two columns for each list: the code, and its name. */
function codesSheet(lists: readonly CodeListId[], asked: Asked): ContentSheet {
  const { knowledge, language, on } = asked
  const entries = lists.map((id) => entriesOn(knowledge.book.list(id), on))
  const rows = Array.from({ length: Math.max(0, ...entries.map((each) => each.length)) }, (_, row) => ({
    cells: entries.flatMap((list): (ContentCell | undefined)[] => {
      const entry = list[row]
      return entry === undefined ? [undefined, undefined] : [{ text: entry.code, style: 'text' }, { text: nameOf(entry, language), style: 'plain' }]
    }),
  }))
  const titles = lists.flatMap((id): ContentCell[] => {
    const { names, officialName } = knowledge.book.list(id)
    return [{ text: names[language] ?? officialName, style: 'head' }, { text: '', style: 'head' }]
  })
  const ids = lists.flatMap((id): ContentCell[] => [{ text: id, style: 'note' }, { text: '', style: 'note' }])
  return {
    name: sheetTitle('codes', asked),
    columns: lists.flatMap(() => [{ width: 10, style: 'text' as const }, { width: 28, style: 'plain' as const }]),
    rows: [{ cells: titles }, { cells: ids }, ...rows],
    frozenRows: 2,
    choices: [],
  }
}

function notesSheet(asked: Asked): ContentSheet {
  const { knowledge, language } = asked
  const notes = Array.from({ length: noteCount }, (_, at) => renderMessage(`workbook_note.${at + 1}`, {}, knowledge.messages, language))
  return { name: sheetTitle('notes', asked), columns: [{ width: 110, style: 'note' }], rows: notes.map((text) => ({ cells: [{ text, style: 'note' }] })), frozenRows: 0, choices: [] }
}
