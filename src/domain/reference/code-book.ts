// Reads the code lists and concordances of data/reference from parsed rows. What ships is right or the build is not:
// a broken row throws with its file and code.
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import { languages, type Label } from '../../base/language.ts'
import type { Validity } from '../../base/validity.ts'
import { codeListIds, isCodeListId, type CodeListId } from './code-list-id.ts'
import type { CodeEntry, CodeList, Mark } from './code-list.ts'
import { concordanceFrom, concordanceIds, concordanceOf, isConcordanceId, type Concordance, type ConcordanceId } from './concordance.ts'

export interface CodeBook {
  readonly list: (id: CodeListId) => CodeList
  readonly concordance: (id: ConcordanceId) => Concordance
}

const ownColumns: ReadonlySet<string> = new Set(['code', ...languages, 'from', 'to', 'mark', 'source'])

/** `rows` are the parsed CSVs of data/reference by file name, `lists.csv` and `concordances.csv` among them. */
export function codeBookFrom(rows: Readonly<Record<string, readonly CsvRow[]>>): CodeBook {
  const lists = new Map<CodeListId, CodeList>()
  for (const row of rowsOf(rows, 'lists.csv')) {
    const list = codeListFrom(row, rowsOf(rows, `${row['id']}.csv`))
    lists.set(list.id, list)
  }
  const concordances = new Map<ConcordanceId, Concordance>()
  for (const row of rowsOf(rows, 'concordances.csv')) {
    const concordance = namedConcordance(row, rows, lists)
    concordances.set(concordance.id, concordance)
  }
  for (const id of codeListIds) invariant(lists.has(id), `lists.csv has a row for ${id}`)
  for (const id of concordanceIds) invariant(concordances.has(id), `concordances.csv has a row for ${id}`)
  return { list: (id) => held(lists, id), concordance: (id) => held(concordances, id) }
}

/** One list from its row of lists.csv and its own rows. */
export function codeListFrom(row: CsvRow, rows: readonly CsvRow[]): CodeList {
  const id = row['id'] ?? ''
  invariant(isCodeListId(id), `lists.csv names a known list, not '${id}'`)
  const entries = new Map<string, readonly CodeEntry[]>()
  for (const each of rows) {
    const entry = codeEntryFrom(each, id)
    entries.set(entry.code, datedEntries([...(entries.get(entry.code) ?? []), entry], id))
  }
  const aliasColumns = (row['aliases'] ?? '').split(' ').filter((column) => column !== '')
  return {
    id,
    officialName: row['officialName'] ?? '',
    publisher: row['publisher'] ?? '',
    names: namesOf(row),
    isComplete: row['isComplete'] === 'yes',
    entries,
    aliases: aliasesOf(entries, aliasColumns, id),
  }
}

/** `from` and `to` of a row: `to` is the first day on which it no longer holds. */
export function validityOf(row: CsvRow, where: string): Validity {
  const from = dateOf(row['from'], where)
  const to = dateOf(row['to'], where)
  invariant(from === undefined || to === undefined || from < to, `${where} starts before it ends`)
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

export function markOf(row: CsvRow, where: string): Mark {
  const mark = row['mark']
  invariant(mark === 'V' || mark === 'D' || mark === 'U', `${where} has a mark V, D or U`)
  return mark
}

function codeEntryFrom(row: CsvRow, id: CodeListId): CodeEntry {
  const code = row['code'] ?? ''
  invariant(code !== '', `every row of ${id} has a code`)
  const where = `${id} ${code}`
  const source = row['source'] ?? ''
  invariant(source !== '', `${where} has a source`)
  const attributes = Object.fromEntries(Object.entries(row).filter(([column, text]) => !ownColumns.has(column) && text !== ''))
  return { code, names: namesOf(row), validity: validityOf(row, where), attributes, source, mark: markOf(row, where) }
}

function namesOf(row: CsvRow): Partial<Label> {
  return Object.fromEntries(languages.flatMap((language) => (row[language] ? [[language, row[language]]] : [])))
}

function datedEntries(entries: readonly CodeEntry[], id: CodeListId): readonly CodeEntry[] {
  const sorted = entries.toSorted((a, b) => (a.validity.from ?? '').localeCompare(b.validity.from ?? ''))
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next === undefined) continue
    const { to } = entry.validity
    invariant(to !== undefined && to <= (next.validity.from ?? ''), `${id} ${entry.code} has one entry on a day`)
  }
  return sorted
}

/** A column may hold several spellings, separated by spaces. Codes come first: no alias may hide one. */
function aliasesOf(entries: CodeList['entries'], columns: readonly string[], id: CodeListId): ReadonlyMap<string, string> {
  const aliases = new Map([...entries.keys()].map((code) => [code, code]))
  for (const entry of [...entries.values()].flat()) {
    for (const spelling of columns.flatMap((column) => (entry.attributes[column] ?? '').split(' '))) {
      if (spelling === '') continue
      const taken = aliases.get(spelling)
      invariant(taken === undefined || taken === entry.code, `${id}: ${spelling} means one code, not ${taken} and ${entry.code}`)
      aliases.set(spelling, entry.code)
    }
  }
  return aliases
}

function namedConcordance(
  row: CsvRow,
  rows: Readonly<Record<string, readonly CsvRow[]>>,
  lists: ReadonlyMap<CodeListId, CodeList>,
): Concordance {
  const id = row['id'] ?? ''
  invariant(isConcordanceId(id), `concordances.csv names a known concordance, not '${id}'`)
  const attribute = row['attribute'] ?? ''
  if (attribute === '') return concordanceFrom(id, rowsOf(rows, `${id}.csv`).map((each) => pairOf(each, id)))
  const fromList = row['fromList'] ?? ''
  invariant(isCodeListId(fromList), `${id} starts from a known list, not '${fromList}'`)
  return concordanceOf(id, held(lists, fromList), attribute, { mark: markOf(row, id), source: row['source'] ?? '' })
}

function pairOf(row: CsvRow, id: ConcordanceId) {
  const where = `${id} ${row['code']}`
  return { from: row['code'] ?? '', to: row['toCode'] ?? '', validity: validityOf(row, where), mark: markOf(row, where), source: row['source'] ?? '' }
}

function rowsOf(rows: Readonly<Record<string, readonly CsvRow[]>>, file: string): readonly CsvRow[] {
  const found = rows[file]
  invariant(found !== undefined, `data/reference has ${file}`)
  return found
}

function held<K extends string, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key)
  invariant(value !== undefined, `reference data has ${key}`)
  return value
}

function dateOf(text: string | undefined, where: string): CivilDate | undefined {
  if (text === undefined || text === '') return undefined
  const date = parseCivilDate(text)
  invariant(date !== undefined, `${where} has a date, not '${text}'`)
  return date
}
