// The sentence of one cell: what a pointer shows, a screen reader reads and a picture carries as the title of its mark.
import { compare, decimal, divide, multiply, sum, type Decimal } from '../../../base/decimal.ts'
import { restCode, type Arrangement, type Datum } from '../arrange.ts'
import { kinds } from '../kinds.ts'
import { printDigits, printRange } from '../number/print-number.ts'
import { numberText, valueText, whereOf, withSemicolons, type ChartWords } from './chart-words.ts'

export function datumSentence(datum: Datum, arrangement: Arrangement, words: ChartWords): string {
  const marks = [joinedText(datum, words), markText(datum, words), shareText(datum, arrangement, words)]
  return withSemicolons([valueSentence(datum, arrangement, words), ...marks], words)
}

/** With its place in the ranking: for the walk by keys, where no picture shows it. */
export function walkSentence(datum: Datum, arrangement: Arrangement, words: ChartWords): string {
  return withSemicolons([datumSentence(datum, arrangement, words), rankText(datum, arrangement, words)], words)
}

function valueSentence({ at, figure, up }: Datum, { chart, measure }: Arrangement, words: ChartWords): string {
  const where = whereOf(at, words)
  const second = chart.measures[1]
  if (up !== undefined && second !== undefined) {
    const pair = { where, across: measure.label[words.language], value: valueText(figure, measure.unit, words), up: second.label[words.language], other: valueText(up, second.unit, words) }
    return words.say('datum.pair', pair)
  }
  const { value, low, high } = figure
  const range = low === undefined || high === undefined ? undefined : printRange(low, high, measure.unit, words.language)
  if (value === undefined) return range === undefined ? words.say('datum.missing', { where }) : words.say('datum.within', { where, range })
  const printed = numberText(value, measure.unit, words)
  return range === undefined ? words.say('datum', { where, value: printed }) : words.say('datum.range', { where, value: printed, range })
}

function joinedText({ joined, figure: { missing } }: Datum, words: ChartWords): string {
  if (joined === 0) return ''
  return missing === 0 ? words.say('joined', { count: joined }) : words.say('joined_missing', { count: joined, missing })
}

function markText({ figure, up }: Datum, words: ChartWords): string {
  const mark = figure.row?.mark ?? up?.row?.mark
  return mark === undefined ? '' : words.say(mark)
}

/** Share of the published total, or of the parts when all are known. */
function shareText(datum: Datum, arrangement: Arrangement, words: ChartWords): string {
  const { chart, dimensions } = arrangement
  if (chart.kind !== 'share' && chart.kind !== 'treemap') return ''
  const across = dimensions[0]?.members.findIndex(({ code }) => code === datum.at[0]?.code) ?? 0
  const parts = chart.kind === 'share' ? arrangement.data.filter((each) => each.at[0]?.code === datum.at[0]?.code) : arrangement.data
  const total = arrangement.total(across)?.value ?? wholeOf(parts)
  if (total === undefined || total.units === 0n || datum.figure.value === undefined) return ''
  const percent = divide(multiply(datum.figure.value, decimal('100')), total, 1, 'half-up')
  return words.say('share_of', { share: `${printDigits(percent, words.language)}%` })
}

function wholeOf(parts: readonly Datum[]): Decimal | undefined {
  return parts.some(({ figure }) => figure.missing > 0) ? undefined : sum(parts.flatMap(({ figure }) => figure.value ?? []))
}

/** Place among the cells at the same place of the other dimension; cells with one value share a place. */
function rankText(datum: Datum, arrangement: Arrangement, words: ChartWords): string {
  const { chart, data } = arrangement
  const { value } = datum.figure
  if (value === undefined || datum.at.some(({ code }) => code === restCode) || chart.kind === 'scatter' || chart.kind === 'flow') return ''
  const { ranked } = kinds[chart.kind]
  const peers = data.filter((each) => each.joined === 0 && each.figure.value !== undefined && each.at.every(({ code }, index) => index === ranked || chart.kind === 'treemap' || code === datum.at[index]?.code))
  if (peers.length < 2) return ''
  const above = peers.filter((each) => each.figure.value !== undefined && compare(each.figure.value, value) > 0)
  return words.say('rank', { rank: above.length + 1, count: peers.length })
}
