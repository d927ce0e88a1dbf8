// A chart in words, from what it shows to what can be read from it: each level stands by itself, so that a page can show
// the first and keep the others behind it. Nothing is said to rise, fall or lead that the printed digits do not tell apart.
import { compare } from '../../../base/decimal.ts'
import { arrange, type Arrangement, type Datum, type Figure } from '../arrange.ts'
import type { Chart } from '../spec.ts'
import { listed, numberText, sentences, whereOf, type ChartWords } from './chart-words.ts'
import { notesOf, sourcesOf } from './notes.ts'

export const wordLevels = ['what', 'unit', 'source', 'extremes', 'trend', 'notes'] as const
export type WordLevel = (typeof wordLevels)[number]

export interface Paragraph {
  readonly level: WordLevel
  readonly text: string
}

const mostTrends = 5

/** Paragraphs in the order of the levels; a level that has nothing to say is left out. */
export function describe(chart: Chart, words: ChartWords): readonly Paragraph[] {
  const arrangement = arrange(chart)
  const texts: Readonly<Record<WordLevel, readonly string[]>> = {
    what: whatTexts(arrangement, words),
    unit: chart.measures.map(({ unit }) => words.say('words.unit', { unit: unitText(unit, words) })),
    source: [sourcesOf(arrangement, words)],
    extremes: extremeTexts(arrangement, words),
    trend: trendTexts(arrangement, words),
    notes: notesOf(arrangement, words),
  }
  return wordLevels.map((level) => ({ level, text: sentences(texts[level], words) })).filter(({ text }) => text !== '')
}

function whatTexts({ chart, measure, dimensions, data }: Arrangement, words: ChartWords): readonly string[] {
  const { language } = words
  const named = dimensions.filter(({ id }) => id !== '').map(({ label }) => label[language])
  const measures = chart.measures.length > 1 ? listed(chart.measures.map(({ label }) => label[language]), words) : measure.label[language]
  const scope = chart.scope === undefined ? [] : [chart.scope[language]]
  return [
    words.say('words.what', { kind: words.say(`kind.${chart.kind}`), title: listed([chart.title[language], ...scope], words) }),
    words.say('words.shows', { measure: measures, dimensions: listed(named, words), count: data.length }),
  ]
}

/** The unit that the rows are given in: `1e8 CNY` is a hundred million yuan in every language. */
function unitText(unit: Chart['measures'][number]['unit'], words: ChartWords): string {
  if (unit.sign !== undefined || unit.power === 0) return unit.sign ?? unit.label[words.language]
  return numberText({ units: 1n, scale: 0 }, unit, words).replace(/^1(?=[万亿萬億])/, '')
}

function extremeTexts({ data, measure, chart }: Arrangement, words: ChartWords): readonly string[] {
  if (chart.kind === 'scatter') return []
  const known = data.filter(({ figure, joined }) => figure.value !== undefined && joined === 0)
  const [first, ...others] = known
  if (first === undefined || others.length === 0) return []
  const pick = (sign: number): Datum => others.reduce((best, each) => (sign * order(each.figure, best.figure) > 0 ? each : best), first)
  const say = (code: string, datum: Datum): string => {
    const value = datum.figure.value === undefined ? '' : numberText(datum.figure.value, measure.unit, words)
    const cell = words.say('datum', { where: whereOf(datum.at, words), value })
    const equals = known.filter((each) => each !== datum && overlap(each.figure, datum.figure)).slice(0, mostTrends)
    const tied = equals.length === 0 ? '' : words.say('words.tied', { others: listed(equals.map(({ at }) => whereOf(at, words)), words) })
    return sentences([words.say(code, { cell }), tied], words)
  }
  return [say('words.highest', pick(1)), say('words.lowest', pick(-1))]
}

/** First against last known cell of the first series: the picture's focus comes first. */
function trendTexts(arrangement: Arrangement, words: ChartWords): readonly string[] {
  const { chart, dimensions, data } = arrangement
  if (chart.kind !== 'lines' && chart.kind !== 'slope' && chart.kind !== 'area') return []
  const series = (dimensions[1]?.members ?? []).filter(({ code }) => chart.focus.length === 0 || chart.focus.includes(code)).slice(0, mostTrends)
  return series.flatMap((member) => {
    const known = data.filter(({ at, figure }) => at[1]?.code === member.code && figure.value !== undefined)
    const [first, last] = [known[0], known.at(-1)]
    if (first === undefined || last === undefined || first === last) return []
    return [trendText(first, last, member.label[words.language], arrangement, words)]
  })
}

function trendText(first: Datum, last: Datum, series: string, { measure }: Arrangement, words: ChartWords): string {
  const way = overlap(first.figure, last.figure) ? 'level' : order(last.figure, first.figure) > 0 ? 'up' : 'down'
  const print = ({ figure }: Datum): string => (figure.value === undefined ? '' : numberText(figure.value, measure.unit, words))
  const at = (datum: Datum): string => whereOf(datum.at.slice(0, 1), words)
  return words.say(`words.${way}`, { series, from: at(first), to: at(last), before: print(first), after: print(last) })
}

function order(a: Figure, b: Figure): number {
  return a.value === undefined || b.value === undefined ? 0 : compare(a.value, b.value)
}

/** Their intervals have a number in common, so that neither is more. */
function overlap(a: Figure, b: Figure): boolean {
  const [aLow, aHigh, bLow, bHigh] = [a.low ?? a.value, a.high ?? a.value, b.low ?? b.value, b.high ?? b.value]
  return aLow !== undefined && aHigh !== undefined && bLow !== undefined && bHigh !== undefined && compare(aLow, bHigh) <= 0 && compare(bLow, aHigh) <= 0
}
