// What must be said beside a picture so that it does not deceive: what is missing, what does not sum, what is estimated,
// simulated, joined or left out.
import { compare, subtract, sum, type Decimal } from '../../../base/decimal.ts'
import { numbersOf, restCode, type Arrangement, type Datum } from '../arrange.ts'
import { printDigits, printRange } from '../number/print-number.ts'
import { residualOf, sharesOf } from '../share.ts'
import { listed, numberText, whereOf, type ChartWords } from './chart-words.ts'

const mostNamed = 8

/** At most `mostParts` notes on parts and wholes, then how many more there are. */
export function notesOf(arrangement: Arrangement, words: ChartWords, mostParts = Infinity): readonly string[] {
  const { chart, data, leftOut } = arrangement
  const parts = kindHasParts(arrangement) ? groupsOf(arrangement).flatMap((group) => partNotes(group, arrangement, words)) : []
  const marks = new Set(data.flatMap(({ figure, up }) => [figure.row?.mark, up?.row?.mark]))
  return [
    ...missingNote(data, words),
    ...parts.slice(0, mostParts),
    ...(parts.length > mostParts ? [words.say('words.more', { count: parts.length - mostParts })] : []),
    ...joinedNote(data, words),
    ...(leftOut > 0 ? [words.say('words.left_out', { count: leftOut })] : []),
    ...(marks.has('estimated') ? [words.say('words.estimated')] : []),
    ...(marks.has('simulated') ? [words.say('words.simulated')] : []),
    ...(chart.kind === 'map' ? [words.say('words.schematic')] : []),
  ]
}

export function sourcesOf({ chart }: Arrangement, words: ChartWords): string {
  const all = [...chart.rows, ...(chart.totals ?? [])].map(({ source }) => source).filter((source) => source !== '')
  return words.say('words.source', { sources: [...new Set(all)].join('; ') })
}

function missingNote(data: readonly Datum[], words: ChartWords): readonly string[] {
  const missing = data.filter(({ figure, up, joined }) => joined === 0 && (figure.missing > 0 || (up?.missing ?? 0) > 0))
  if (missing.length === 0) return []
  const cells = listed(
    missing.slice(0, mostNamed).map(({ at }) => at.map(({ label }) => label[words.language]).filter((text) => text !== '').join(' ')),
    words,
  )
  const more = missing.length - mostNamed
  return [words.say(more > 0 ? 'words.missing_more' : 'words.missing', { count: missing.length, cells, more })]
}

function joinedNote(data: readonly Datum[], words: ChartWords): readonly string[] {
  const joined = data.find(({ at }) => at.some(({ code }) => code === restCode))
  return joined === undefined ? [] : [words.say('words.joined', { count: joined.joined })]
}

interface Parts {
  /** Of the column, in the first dimension. */
  readonly place: number
  readonly data: readonly Datum[]
}

function kindHasParts({ chart }: Arrangement): boolean {
  return chart.kind === 'share' || chart.kind === 'area' || chart.kind === 'treemap' || (chart.kind === 'bars' && (chart.totals ?? []).length > 0)
}

/** Parts of the same whole: those of one column, or all of them. */
function groupsOf(arrangement: Arrangement): readonly Parts[] {
  const { chart, dimensions, data } = arrangement
  if (chart.kind === 'bars' || chart.kind === 'treemap') return [{ place: 0, data }]
  return (dimensions[0]?.members ?? []).map((member, place) => ({ place, data: data.filter(({ at }) => at[0]?.code === member.code) }))
}

function partNotes({ place, data }: Parts, arrangement: Arrangement, words: ChartWords): readonly string[] {
  const { chart, measure, dimensions } = arrangement
  const isColumn = chart.kind === 'share' || chart.kind === 'area'
  const member = isColumn ? dimensions[0]?.members[place] : undefined
  const where = member === undefined ? measure.label[words.language] : whereOf([member], words)
  const known = data.flatMap(({ figure }) => figure.value ?? [])
  const isMissing = data.some(({ figure }) => figure.missing > 0)
  const total = arrangement.total(place)
  if (total?.value === undefined) {
    if (isMissing) return chart.kind === 'share' ? [words.say('words.share_unknown', { where })] : []
    return chart.kind === 'share' ? shareNote(known, undefined, where, words) : []
  }
  const residual = residualOf(known, total.value)
  if (isMissing) {
    const low = subtract(total.low ?? total.value, sum(data.flatMap(({ figure }) => figure.high ?? figure.value ?? [])))
    const high = subtract(total.high ?? total.value, sum(data.flatMap(({ figure }) => (figure.low ?? figure.value ?? []))))
    const rest = compare(low, high) < 0 ? printRange(low, high, measure.unit, words.language) : numberText(residual, measure.unit, words)
    return [words.say('words.missing_hold', { where, rest })]
  }
  if (!isRounding(data, total.low ?? total.value, total.high ?? total.value)) return [words.say('words.mismatch', { where, residual: numberText(residual, measure.unit, words) })]
  const sums = residual.units === 0n ? [] : [words.say('words.residual', { where, residual: numberText(residual, measure.unit, words) })]
  return chart.kind === 'share' ? [...sums, ...shareNote(known, total.value, where, words)] : sums
}

/** The interval of the sum and the interval of the total have a number in common. */
function isRounding(data: readonly Datum[], low: Decimal, high: Decimal): boolean {
  const ends = data.map(({ figure }) => numbersOf(figure))
  const least = sum(ends.flatMap((each) => each[0] ?? []))
  const most = sum(ends.flatMap((each) => each.at(-1) ?? []))
  return compare(least, high) <= 0 && compare(low, most) <= 0
}

function shareNote(known: readonly Decimal[], total: Decimal | undefined, where: string, words: ChartWords): readonly string[] {
  const shares = sharesOf(known, 1, total)
  if (shares === undefined || shares.residual.units === 0n) return []
  const printed = { sum: printDigits(sum(shares.percent), words.language), residual: printDigits(shares.residual, words.language) }
  return [words.say('words.share_residual', { where, ...printed })]
}
