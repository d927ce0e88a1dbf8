// The rows of a table of figures as plain cells, for a file and for the clipboard: codes and names, digits as printed, bounds
// in the unit beside them, the recipe that makes each.
import { viewInterval } from '../../../src/app/statistics/estimate-view.ts'
import { figureCell, leavesOf, type FigureBook } from '../../../src/domain/statistics/index.ts'
import type { CellRow } from './cell-rows.ts'
import { csvText } from '../../../src/base/csv-text.ts'
import { nameOfMeasure, nameOfPlace } from './said.ts'

export const columnsOfFile = ['place', 'place_name', 'measure', 'measure_name', 'period', 'printed', 'printed_unit', 'word', 'value', 'low', 'high', 'unit', 'growth_printed', 'vintage', 'basis', 'standing', 'published', 'sources', 'recipe', 'as_of'] as const

export function tableCells(book: FigureBook, rows: readonly CellRow[], asOf: string): readonly (readonly string[])[] {
  return rows.map(({ measure, place, period, found, growth }) => {
    const figure = found?.figure
    const unit = figure !== undefined && figure.unit.dimension === measure.unit.dimension ? measure.unit : (figure?.unit ?? measure.unit)
    const bounds = figure === undefined ? undefined : viewInterval(figure.interval, unit)
    const shown = (bound: number | null | undefined): string => (bound === null || bound === undefined ? '' : String(bound))
    return [
      place.id,
      nameOfPlace(book, place.id),
      measure.id,
      nameOfMeasure(book, measure.id),
      period.text,
      figure?.printed ?? '',
      figure === undefined || figure.printed === '' ? '' : figure.unit.id,
      figure?.qualifier ?? '',
      shown(bounds?.value),
      shown(bounds?.low),
      shown(bounds?.high),
      unit.id,
      growth?.printed ?? '',
      figure?.vintage ?? '',
      figure?.basis ?? '',
      figure?.standing ?? 'missing',
      figure?.published ?? '',
      figure === undefined ? '' : leavesOf([figure]).map(({ source }) => source?.address || source?.title || '').join(' '),
      figureCell({ measure: measure.id, place: place.id, period }),
      asOf,
    ]
  })
}

export function tableCsv(book: FigureBook, rows: readonly CellRow[], asOf: string): string {
  return csvText([columnsOfFile, ...tableCells(book, rows, asOf)])
}

/** With tabs, as a spreadsheet takes it from the clipboard. */
export function tableClipboard(book: FigureBook, rows: readonly CellRow[], asOf: string): string {
  return [columnsOfFile, ...tableCells(book, rows, asOf)].map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}
