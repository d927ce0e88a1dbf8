// The value that Hong Kong or Macao asks of each line, in its own currency: CIF on import there (goods that leave the
// mainland), FOB on export (goods that enter it). Reached from the lines' totals by the trade term and the charges of the
// submission: mark 1 percent of the goods' total, 2 amount per tonne of gross weight, 3 total. Exact until the total,
// which is rounded once, half up, to two decimals; the lines share it in proportion to their totals by the largest
// remainder, so that they add up to it to the cent; so each line's value comes from every line. CIF and FOB: C&SD guide, questions 10 to 12; Macao Administrative
// Regulation 19/2016. How each term becomes CIF or FOB follows from what the term includes.
import { add, compare, decimal, multiply, round, subtract, sum, zero, type Decimal } from '../../base/decimal.ts'
import type { IssueParams } from '../../base/issue.ts'
import type { Charge, Counterpart, Submission, SubmissionPath } from '../submission/index.ts'
import { lineTotal, plain, sumOfLines } from './derivations.ts'

export type ValueBasis = 'cif' | 'fob'

/** One step from the lines' totals to the local value, for display. */
export interface ValueStep {
  readonly code: string
  readonly params: IssueParams
}

/** Something that has to be entered before the value is known. */
export interface ValueLack {
  readonly path: string
  readonly code: string
  readonly params: IssueParams
}

export type LocalValue =
  | {
      readonly kind: 'known'
      readonly basis: ValueBasis
      /** ISO 4217. */
      readonly currency: string
      /** Two decimals each; they add up to `total`. */
      readonly lines: readonly Decimal[]
      readonly total: Decimal
      readonly steps: readonly ValueStep[]
      /** Paths that the steps read, by line. */
      readonly inputs: readonly (readonly string[])[]
    }
  | { readonly kind: 'lacking'; readonly lacks: readonly ValueLack[] }

/** Currency of the place, by its code in the mainland's list (GACC) and by its ISO 4217 code. */
export const localCurrencies: Readonly<Record<Counterpart, { readonly code: string; readonly alpha: string }>> = {
  hongkong: { code: '110', alpha: 'HKD' },
  macao: { code: '121', alpha: 'MOP' },
}

/** Everything that a line's value may come from. */
export const localValueInputs: readonly SubmissionPath[] = [
  'lines[].total',
  'lines[].unitPrice',
  'lines[].quantity',
  'lines[].currency',
  'lines[].grossWeightKg',
  'terms.tradeTerm',
  ...(['receivingFreight', 'receivingInsurance', 'freight', 'insurance', 'other'] as const).flatMap(
    (charge) => [`terms.${charge}.mark`, `terms.${charge}.rate`, `terms.${charge}.currency`] as const,
  ),
  'rates[].rate',
  'rates[].source',
]

const moneyDecimals = 2
const one = decimal('1')
/** -1 taken off, +1 put on, by charge. */
interface Adjustment {
  readonly freight: number
  readonly insurance: number
  readonly other: number
}

/** By trade term of the mainland's list: 1 CIF, 2 C&F, 3 FOB, 4 C&I, 7 EXW; the others cannot be converted. */
const adjustments: Readonly<Record<string, Readonly<Record<ValueBasis, Adjustment>>>> = {
  '1': { cif: { freight: 0, insurance: 0, other: 0 }, fob: { freight: -1, insurance: -1, other: 0 } },
  '2': { cif: { freight: 0, insurance: 1, other: 0 }, fob: { freight: -1, insurance: 0, other: 0 } },
  '3': { cif: { freight: 1, insurance: 1, other: 0 }, fob: { freight: 0, insurance: 0, other: 0 } },
  '4': { cif: { freight: 1, insurance: 0, other: 0 }, fob: { freight: 0, insurance: -1, other: 0 } },
  '7': { cif: { freight: 1, insurance: 1, other: 1 }, fob: { freight: 0, insurance: 0, other: 1 } },
}

const remembered = new WeakMap<Submission, Map<Counterpart, LocalValue>>()

/** CIF where the goods arrive from the mainland, FOB where they leave for it. */
function basisOf(submission: Submission): ValueBasis {
  return submission.direction === 'export' ? 'cif' : 'fob'
}

/** The value in the currency of the place, by line and in all; or everything that has to be entered first. */
export function localValue(submission: Submission, place: Counterpart): LocalValue {
  const known = remembered.get(submission) ?? new Map<Counterpart, LocalValue>()
  remembered.set(submission, known)
  const value = known.get(place) ?? valueIn(submission, place)
  known.set(place, value)
  return value
}

/** The value of one line as text with its decimals; undefined while something is lacking. */
export function localLineValue(submission: Submission, place: Counterpart, lineIndex: number): string | undefined {
  const value = localValue(submission, place)
  return value.kind === 'known' ? plain(value.lines[lineIndex]) : undefined
}

/** The paths that the value of one line was really computed from, those of the line first; none while something is lacking. */
export function localLineInputs(submission: Submission, place: Counterpart, lineIndex: number): readonly string[] {
  const value = localValue(submission, place)
  return value.kind === 'known' ? (value.inputs[lineIndex] ?? []) : []
}

/** Shares a total in whole cents in proportion to the weights; what is left goes to the largest remainders, first line first. */
export function shareByLargestRemainder(total: Decimal, weights: readonly Decimal[]): readonly Decimal[] {
  const cents = round(total, moneyDecimals, 'half-up').units
  const scale = Math.max(0, ...weights.map((weight) => weight.scale))
  const given = weights.map((weight) => round(weight, scale, 'down').units)
  const parts = given.every((part) => part === 0n) ? given.map(() => 1n) : given
  const whole = parts.reduce((all, part) => all + part, 0n)
  const shares = parts.map((part, index) => ({ index, units: (cents * part) / whole, rest: (cents * part) % whole }))
  const left = Number(cents - shares.reduce((all, share) => all + share.units, 0n))
  const rounded = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map((share) => share.index),
  )
  return shares.map(({ index, units }) => ({ units: rounded.has(index) ? units + 1n : units, scale: moneyDecimals }))
}

function valueIn(submission: Submission, place: Counterpart): LocalValue {
  const { code, alpha: currency } = localCurrencies[place]
  const lacks: ValueLack[] = []
  const basis = basisOf(submission)
  const own = submission.lines.map((): string[] => [])
  const used: string[] = ['terms.tradeTerm']
  const totals = lineTotalsIn(submission, code, lacks, own)
  const term = submission.terms.tradeTerm
  const adjustment = term === undefined ? undefined : adjustments[term]?.[basis]
  if (term === undefined) lacks.push({ path: 'terms.tradeTerm', code: 'local_value_term_missing', params: {} })
  else if (adjustment === undefined) {
    lacks.push({ path: 'terms.tradeTerm', code: 'local_value_term_not_convertible', params: { term, basis: basis.toUpperCase() } })
  }
  const goods = sum(totals)
  const steps: ValueStep[] = [{ code: 'local_value_goods', params: { amount: plain(goods) ?? '', currency } }]
  let exact = goods
  for (const name of ['freight', 'insurance', 'other'] as const) {
    const sign = adjustment?.[name] ?? 0
    if (sign === 0) continue
    const amount = chargeIn(submission, name, goods, code, lacks, used)
    if (amount === undefined) continue
    exact = sign > 0 ? add(exact, amount) : subtract(exact, amount)
    steps.push({ code: `local_value_${name}_${sign > 0 ? 'added' : 'taken_off'}`, params: { amount: plain(amount) ?? '', currency } })
  }
  if (lacks.length === 0 && compare(exact, zero) < 0) {
    lacks.push({ path: 'terms.receivingFreight.rate', code: 'local_value_charges_exceed', params: { amount: plain(goods) ?? '', currency } })
  }
  if (lacks.length > 0) return { kind: 'lacking', lacks }
  const total = round(exact, moneyDecimals, 'half-up')
  steps.push({ code: 'local_value_total', params: { amount: plain(total) ?? '', currency, basis: basis.toUpperCase() } })
  return { kind: 'known', basis, currency, lines: shareByLargestRemainder(total, totals), total, steps, inputs: inputsByLine(own, used) }
}

/** What each line has of its own, what all have in common, and the same of the other lines as patterns. */
function inputsByLine(own: readonly (readonly string[])[], used: readonly string[]): readonly (readonly string[])[] {
  const [first] = own
  if (first !== undefined && own.length === 1) return [[...new Set([...first, ...used.map((path) => path.replace('lines[]', 'lines[0]'))])]]
  const shared = [...new Set([...used, ...own.flat().map((path) => path.replace(/^lines\[\d+\]/, 'lines[]'))])]
  return own.map((paths) => [...new Set([...paths, ...shared])])
}

/** The lines' totals in the currency, unrounded; 0 for a line that lacks something. */
function lineTotalsIn(submission: Submission, currency: string, lacks: ValueLack[], own: readonly string[][]): readonly Decimal[] {
  if (submission.lines.length === 0) lacks.push({ path: 'lines', code: 'local_value_no_lines', params: {} })
  return submission.lines.map((line, index) => {
    const total = lineTotal(line)
    if (total === undefined) lacks.push({ path: `lines[${index}].total`, code: 'local_value_total_missing', params: { line: index + 1 } })
    if (line.currency === undefined) {
      lacks.push({ path: `lines[${index}].currency`, code: 'local_value_currency_missing', params: { line: index + 1 } })
      return zero
    }
    const members = line.total === undefined ? ['unitPrice', 'quantity', 'currency'] : ['total', 'currency']
    const used = own[index] ?? []
    used.push(...members.map((member) => `lines[${index}].${member}`))
    const rate = rateOrLack(submission, line.currency, currency, lacks, used)
    return total === undefined || rate === undefined ? zero : multiply(total, rate)
  })
}

function chargeIn(
  submission: Submission,
  name: keyof Adjustment,
  goods: Decimal,
  currency: string,
  lacks: ValueLack[],
  used: string[],
): Decimal | undefined {
  const { path, charge } = chargeFor(submission, name)
  if (charge.rate === undefined) {
    lacks.push({ path: `${path}.rate`, code: `local_value_${name}_missing`, params: { basis: basisOf(submission).toUpperCase() } })
    return undefined
  }
  used.push(`${path}.mark`, `${path}.rate`)
  if (charge.mark === '1') return hundredth(multiply(goods, charge.rate))
  if (charge.mark !== '2' && charge.mark !== '3') {
    lacks.push({ path: `${path}.mark`, code: 'local_value_charge_kind_missing', params: {} })
    return undefined
  }
  if (charge.currency === undefined) {
    lacks.push({ path: `${path}.currency`, code: 'local_value_charge_currency_missing', params: {} })
    return undefined
  }
  used.push(`${path}.currency`)
  const rate = rateOrLack(submission, charge.currency, currency, lacks, used)
  if (rate === undefined) return undefined
  if (charge.mark === '3') return multiply(charge.rate, rate)
  const grossKg = sumOfLines(submission, (line) => line.grossWeightKg)
  if (grossKg === undefined) {
    const index = submission.lines.findIndex((line) => line.grossWeightKg === undefined)
    lacks.push({ path: `lines[${Math.max(index, 0)}].grossWeightKg`, code: 'local_value_weight_missing', params: {} })
    return undefined
  }
  used.push('lines[].grossWeightKg')
  return thousandth(multiply(multiply(charge.rate, rate), grossKg))
}

/** The charge of the receiving side where one is entered, else the mainland's. */
function chargeFor(submission: Submission, name: keyof Adjustment): { readonly path: string; readonly charge: Charge } {
  const { terms } = submission
  if (name === 'other') return { path: 'terms.other', charge: terms.other }
  const receiving = name === 'freight' ? terms.receivingFreight : terms.receivingInsurance
  const declared = terms[name]
  if (receiving?.rate === undefined && declared.rate !== undefined) return { path: `terms.${name}`, charge: declared }
  return { path: name === 'freight' ? 'terms.receivingFreight' : 'terms.receivingInsurance', charge: receiving ?? {} }
}

/** Units of `to` for one unit of `from`: 1 for the same currency, else as the submission says. */
function rateOrLack(submission: Submission, from: string, to: string, lacks: ValueLack[], used: string[]): Decimal | undefined {
  if (from === to) return one
  const index = submission.rates.findIndex((each) => each.from === from && each.to === to && each.rate !== undefined)
  const found = submission.rates[index]
  const isReported = lacks.some((lack) => lack.code === 'local_value_rate_missing' && lack.params['from'] === from)
  if (found === undefined && !isReported) lacks.push({ path: 'rates', code: 'local_value_rate_missing', params: { from, to } })
  if (found !== undefined) used.push(`rates[${index}].rate`, ...(found.source === undefined ? [] : [`rates[${index}].source`]))
  return found?.rate
}

function hundredth(value: Decimal): Decimal {
  return { units: value.units, scale: value.scale + 2 }
}

function thousandth(value: Decimal): Decimal {
  return { units: value.units, scale: value.scale + 3 }
}
