// What stands beside each row in the workbook that is given back: what came of it, and what to mend, cell by cell.
import type { Language } from '../../base/language.ts'
import { renderIssue, renderMessage } from '../../base/message.ts'
import { columnName, resultHead, type PlacedIssue } from '../../domain/submission/index.ts'
import type { Knowledge } from '../knowledge.ts'
import type { ResultColumn, Spool } from '../ports.ts'
import type { ImportRecord } from './import-record.ts'
import { findingOf, rowKey, type Finding } from './work-through.ts'

/** Issues said of one row; the rest are counted. */
const maxSaid = 8
const maxCharacters = 8_000

export async function resultColumns(record: ImportRecord, results: Spool, knowledge: Knowledge, language: Language): Promise<readonly ResultColumn[]> {
  // The places only: what was found is read again, row by row, as the workbook is written.
  const places = new Map<number, number>()
  for await (const { place, text } of results.entries()) for (const [sheet, row] of findingOf(text).rows) places.set(rowKey({ sheet, row }), place)
  let latest: { readonly place: number; readonly finding: Finding } | undefined
  const findingAt = async (place: number): Promise<Finding> => {
    if (latest?.place !== place) latest = { place, finding: findingOf(await results.read(place)) }
    return latest.finding
  }
  const mapped = new Set(record.mapping.sheets.map(({ sheet }) => sheet))
  return record.sheets.flatMap(({ headRow, firstRow, resultColumn }, sheet): readonly ResultColumn[] => {
    if (!mapped.has(sheet)) return []
    const textOf = async (row: number): Promise<string | undefined> => {
      if (row === (headRow === 0 ? firstRow - 1 : headRow)) return resultHead
      const place = places.get(rowKey({ sheet, row }))
      return place === undefined ? undefined : rowText(await findingAt(place), sheet, row, record, knowledge, language)
    }
    return [{ sheet, column: resultColumn, textOf }]
  })
}

/** Exported for the command line and tests. */
export function rowText(finding: Finding, sheet: number, row: number, record: Pick<ImportRecord, 'sheets'>, knowledge: Knowledge, language: Language): string {
  const { outcome, reference, shipment = '', issues } = finding
  const say = (code: string, params: Readonly<Record<string, string | number>>): string => renderMessage(code, params, knowledge.messages, language)
  const own = issues.filter(({ place }) => place.sheet === sheet && place.row === row)
  const isElsewhere = own.every(({ issue }) => issue.severity !== 'error') && (outcome === 'bad' || outcome === 'refused')
  const first = issues.find(({ issue }) => issue.severity === 'error')
  const status = isElsewhere
    ? say('import_result.bad_elsewhere', { reference, cell: first === undefined ? '' : cellName(first, record, sheet) })
    : say(`import_result.${outcome.replaceAll('-', '_')}`, { reference, shipment })
  const said = own.slice(0, maxSaid).map((each) => issueText(each, knowledge, language))
  if (own.length > maxSaid) said.push(say('import_result.more', { count: own.length - maxSaid }))
  return [status, ...said].join('\n').slice(0, maxCharacters)
}

function issueText(placed: PlacedIssue, knowledge: Knowledge, language: Language): string {
  const { place, issue } = placed
  const { reason, fix, rule } = renderIssue(issue, knowledge.messages, language)
  const cell = place.column === undefined ? '' : `${columnName(place.column)}${place.row}: `
  return `${issue.severity === 'error' ? '✗' : '!'} ${cell}${reason}${fix === '' ? '' : ` → ${fix}`} [${rule}]`
}

/** `B5`, with the name of its sheet where that is another one. */
export function cellName({ place }: Pick<PlacedIssue, 'place'>, record: Pick<ImportRecord, 'sheets'>, here = -1): string {
  const cell = `${place.column === undefined ? '' : columnName(place.column)}${place.row}`
  return place.sheet === here ? cell : `${record.sheets[place.sheet]?.name ?? ''}!${cell}`
}
