// Asks for a figure: by measure, place and period, or by a recipe. Where no source fills the cell, it is made of its parts,
// years or members if all of them are known; else the missing cells are named, with what the known ones come to.
import { issue, type Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import {
  addsUp,
  cellText,
  evaluate,
  findMeasure,
  findPlace,
  parsePeriod,
  readRecipe,
  recipeText,
  vintages,
  yearsOf,
  type Cell,
  type Estimate,
  type Expression,
  type Figure,
  type FigureBook,
  type FigureReference,
  type Measure,
  type Outcome,
  type Period,
  type Place,
  type Vintage,
} from '../../domain/statistics/index.ts'

export interface Question {
  readonly measure?: string | undefined
  readonly place?: string | undefined
  readonly period?: string | undefined
  readonly vintage?: string | undefined
  readonly basis?: string | undefined
  /** Instead of measure, place and period. */
  readonly recipe?: string | undefined
}

export interface Answer {
  readonly recipe: string
  readonly estimate: Estimate
  /** Other figures of the cell that was asked for, which the rule of choice did not take. */
  readonly others: readonly Figure[]
}

/** Why there is no answer, and what is known all the same. */
export interface NoAnswer {
  readonly issues: readonly Issue[]
  readonly missing: readonly Cell[]
  readonly known?: Estimate
}

const rule = 'statistics.query'
/** Letters that a name and what was typed have in common. */
const likeLength = 4

export function ask(question: Question, book: FigureBook): Result<Answer, NoAnswer> {
  if (question.recipe !== undefined) return askRecipe(question.recipe, book)
  const read = readQuestion(question, book)
  if (!read.ok) return refused({ issues: read.issues, missing: [] })
  const { measure, place, period, more } = read.value
  const direct: FigureReference = { kind: 'figure', measure: measure.id, place: place.id, isEachMember: false, period: period.text, ...more }
  const tried = [direct, ...partsOf(measure, place, period, more)].map((recipe) => ({ recipe, outcome: evaluate(recipe, book.context) }))
  for (const { recipe, outcome } of tried) if (outcome.kind === 'estimate') return accepted(answerOf(recipe, outcome.estimate, book))
  return refused(noAnswer(tried.map(({ outcome }) => outcome), { measure, place, period }, book))
}

function askRecipe(text: string, book: FigureBook): Result<Answer, NoAnswer> {
  const read = readRecipe(text)
  if (!read.ok) return refused({ issues: read.issues, missing: [] })
  const outcome = evaluate(read.value, book.context)
  switch (outcome.kind) {
    case 'estimate':
      return accepted(answerOf(read.value, outcome.estimate, book))
    case 'refused':
      return refused({ issues: outcome.issues, missing: [] })
    case 'missing':
      return refused({ issues: [notSourced(outcome.cells)], missing: outcome.cells, ...(outcome.known === undefined ? {} : { known: outcome.known }) })
  }
}

function answerOf(recipe: Expression, estimate: Estimate, book: FigureBook): Answer {
  const [figure] = estimate.inputs
  const others = recipe.kind === 'figure' && figure !== undefined ? (book.find({ measure: figure.measure, place: figure.place, period: figure.period })?.others ?? []) : []
  return { recipe: recipeText(recipe), estimate, others: others.filter(({ id }) => id !== figure?.id) }
}

interface Read {
  readonly measure: Measure
  readonly place: Place
  readonly period: Period
  readonly more: { readonly vintage?: Vintage; readonly basis?: string }
}

function readQuestion(question: Question, book: FigureBook): Result<Read> {
  const measure = findMeasure(book.measures, question.measure ?? '')
  const place = findPlace(book.places, question.place ?? '')
  const period = parsePeriod(question.period ?? '')
  const vintage = vintages.find((each) => each === question.vintage)
  const issues: Issue[] = []
  if (measure === undefined) issues.push(unknown('measure', question.measure ?? '', [...book.measures.keys()].filter((id) => !id.endsWith('_growth'))))
  if (place === undefined) issues.push(unknown('place', question.place ?? '', [...book.places.keys()]))
  if (period === undefined) issues.push(issue({ path: 'period', rule, code: 'period_unknown', params: { period: question.period ?? '' }, source: 'Lingding' }))
  if (question.vintage !== undefined && vintage === undefined) issues.push(issue({ path: 'vintage', rule, code: 'vintage_unknown', params: { asked: question.vintage, known: vintages.join(', ') }, source: 'Lingding' }))
  if (measure === undefined || place === undefined || period === undefined || issues.length > 0) return refused(issues)
  return accepted({ measure, place, period, more: { ...(vintage === undefined ? {} : { vintage }), ...(question.basis === undefined ? {} : { basis: question.basis }) } })
}

/** Ways to make the cell of others: its parts, its years, its members. */
function partsOf(measure: Measure, place: Place, period: Period, more: Read['more']): readonly Expression[] {
  if (!addsUp(measure)) return []
  const reference = (of: Partial<FigureReference>): FigureReference => ({ kind: 'figure', measure: measure.id, place: place.id, isEachMember: false, period: period.text, ...more, ...of })
  const sum = (...parts: readonly Expression[]): Expression => ({ kind: 'call', name: 'sum', arguments: parts })
  const years = yearsOf(period)
  const [first, last] = [years?.[0]?.text, years?.at(-1)?.text]
  const span = first !== undefined && last !== undefined && first !== last ? { period: first, lastYear: last } : undefined
  return [
    ...(measure.parts.length > 0 ? [sum(...measure.parts.map((part) => reference({ measure: part })))] : []),
    ...(span === undefined ? [] : [sum(reference(span))]),
    ...(place.members.length > 0 ? [sum(reference({ isEachMember: true }))] : []),
    ...(span !== undefined && place.members.length > 0 ? [sum(reference({ ...span, isEachMember: true }))] : []),
  ]
}

/** The cell itself is missing; what the known members or years come to is a lower bound of it. */
function noAnswer(outcomes: readonly Outcome[], { measure, place, period }: Pick<Read, 'measure' | 'place' | 'period'>, book: FigureBook): NoAnswer {
  const refusal = outcomes.find((outcome) => outcome.kind === 'refused')
  if (refusal?.kind === 'refused') return { issues: refusal.issues, missing: [] }
  const gaps = outcomes.flatMap((outcome) => (outcome.kind === 'missing' ? [outcome] : []))
  const best = gaps.filter(({ known }) => known !== undefined).toSorted((a, b) => a.cells.length - b.cells.length)[0] ?? gaps[0]
  const cells = best?.cells ?? []
  const periods = distinct(book.figures.filter((figure) => figure.measure === measure.id && figure.place === place.id && figure.standing !== 'doubtful').map((figure) => figure.period.text))
  const places = distinct(book.figures.filter((figure) => figure.measure === measure.id && figure.standing !== 'doubtful').map((figure) => figure.place))
  const fix = periods.length > 0 ? { code: 'figure_missing.fix', params: { periods: periods.join(', ') } } : { code: 'figure_missing_place.fix', params: { places: places.join(', ') || '-' } }
  const asked: Cell = { measure: measure.id, place: place.id, period }
  return {
    issues: [issue({ path: 'period', rule, code: 'figure_missing', params: { cells: [...new Set([cellText(asked), ...cells.map(cellText)])].join('; ') }, source: 'Lingding', fix: { kind: 'act', ...fix } })],
    missing: cells,
    ...(best?.known === undefined ? {} : { known: best.known }),
  }
}

function notSourced(cells: readonly Cell[]): Issue {
  return issue({ rule, code: 'figure_missing', params: { cells: cells.map(cellText).join('; ') }, source: 'Lingding' })
}

function unknown(what: 'measure' | 'place', asked: string, options: readonly string[]): Issue {
  return issue({ path: what, rule, code: `${what}_unknown`, params: { asked }, source: 'Lingding', fix: { kind: 'choose', path: what, options: nearTo(asked, options) } })
}

/** Those that begin or end as it does; all of them where none does. */
function nearTo(asked: string, options: readonly string[]): readonly string[] {
  const [head, tail] = [asked.slice(0, likeLength).toLowerCase(), asked.slice(-likeLength).toLowerCase()]
  const near = asked.length < likeLength ? [] : options.filter((each) => each.toLowerCase().startsWith(head) || each.toLowerCase().endsWith(tail))
  return near.length === 0 ? options : near
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted()
}

