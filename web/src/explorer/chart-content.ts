// Rows of a place's measure as a chart takes them: one cell for each year, the years without a figure missing, every printed
// figure with the interval that its digits stand for.
import { languages, type Label, type Language } from '../../../src/base/language.ts'
import { chartOf, specVersion, type Chart, type ChartRow, type Unit as ChartUnit } from '../../../src/domain/chart/index.ts'
import { fractionText, inUnit, isOneYear, smallestUnit, type Figure, type FigureBook, type Fraction, type Measure, type Place, type Unit } from '../../../src/domain/statistics/index.ts'
import type { CellRow } from './cell-rows.ts'

/** With fewer years there is no line to see. */
const fewestYears = 2
const digitsKept = 6
const year: Label = { 'zh-Hans': '年份', 'zh-Hant': '年份', en: 'year', pt: 'ano' }

/** Undefined where there is nothing to draw. */
export function yearsChart(book: FigureBook, measure: Measure, place: Place, rows: readonly CellRow[], language: Language): Chart | undefined {
  const years = rows.filter((row) => row.measure.id === measure.id && isOneYear(row.period)).toSorted((a, b) => a.period.text.localeCompare(b.period.text))
  const unit = unitOf(measure.unit, book)
  const cells = years.map((row) => cellOf(row, measure.unit))
  if (unit === undefined || cells.filter((cell) => cell.value !== null).length < fewestYears) return undefined
  const members = years.map(({ period }) => ({ code: period.text, label: same(period.text), position: Number(period.text) }))
  const made = chartOf({
    version: specVersion,
    kind: 'lines',
    language,
    order: 'given',
    focus: [],
    data: {
      content: {
        title: titled(measure.label, place.label),
        measures: [{ id: measure.id, label: measure.label, unit }],
        dimensions: [{ id: 'year', label: year, members }],
        rows: cells,
      },
    },
  })
  return made.ok ? made.value : undefined
}

function cellOf({ period, found }: CellRow, unit: Unit): ChartRow {
  const figure = found?.figure
  const shown = (bound: Fraction | undefined, shortening: 'nearest' | 'floor' | 'ceiling'): string | undefined => {
    const value = inUnit(bound, unit)
    return value === undefined ? undefined : fractionText(value, digitsKept, shortening)
  }
  const [value, low, high] = [shown(figure?.interval.value, 'nearest'), shown(figure?.interval.low, 'floor'), shown(figure?.interval.high, 'ceiling')]
  const bounds = low === undefined || high === undefined ? {} : { low, high }
  return { at: { year: period.text }, value: value ?? null, ...(figure === undefined ? {} : bounds), source: figure === undefined ? '' : sourceOf(figure), receipt: figure?.id ?? '' }
}

function sourceOf({ source, recipe = '' }: Figure): string {
  return source === undefined ? recipe : source.title
}

/** `1e8 CNY` is 8 and yuan, percent has its sign; undefined for a unit that is no power of ten of another. */
function unitOf(unit: Unit, book: FigureBook): ChartUnit | undefined {
  if (unit.id === 'percent') return { id: unit.id, power: 0, label: same('%'), sign: '%' }
  const smallest = smallestUnit(unit, book)
  const match = /^10*$/.exec(String(unit.factor.top))
  return match === null || unit.factor.bottom !== 1n ? undefined : { id: smallest.id, power: match[0].length - 1, label: smallest.label }
}

function titled(measure: Label, place: Label): Label {
  return Object.fromEntries(languages.map((language) => [language, `${capital(measure[language], language)} · ${place[language]}`])) as unknown as Label
}

function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

function same(text: string): Label {
  return { 'zh-Hans': text, 'zh-Hant': text, en: text, pt: text }
}
