// `lingding query --measure total --place GBA9 --period 2019/2023`: a figure with its bounds, vintage and sources, or why
// there is none and what is known all the same.
import { viewAnswer, viewNoAnswer } from '../../app/statistics/answer-view.ts'
import { stepLine, viewEstimate, type SourceView } from '../../app/statistics/estimate-view.ts'
import { ask, type Answer, type NoAnswer } from '../../app/statistics/query.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import type { Language } from '../../base/language.ts'
import { renderIssue, renderMessage, type Messages } from '../../base/message.ts'
import { figureBookFrom, figureCell, sayPrinted, sayQualified, sayShort, smallestUnit, type FigureBook, type Fraction } from '../../domain/statistics/index.ts'
import { loadKnowledge } from '../compose.ts'
import { WrongUsage } from '../failure.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'

export const queryCommand: Command = {
  name: 'query',
  usage: '(--measure M --place P --period T [--vintage V] [--basis B] | --recipe R) [--as-of DATE] [--language L] [--json]',
  summary: 'a published or computed figure with its bounds, vintage, sources and working; R is like share(total[Shenzhen, 2023], total[GBA9, 2023])',
  run: runQuery,
}

const options = { measure: { type: 'string' }, place: { type: 'string' }, period: { type: 'string' }, vintage: { type: 'string' }, basis: { type: 'string' }, recipe: { type: 'string' }, 'as-of': { type: 'string' } } as const

async function runQuery(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, options, [])
  const asked = Object.fromEntries(Object.keys(options).map((name) => [name, textOption(args, name)]))
  if (asked['recipe'] === undefined) for (const name of ['measure', 'place', 'period']) if (asked[name] === undefined) throw new WrongUsage(`--${name} is missing`)
  const { knowledge } = loadKnowledge()
  const book = figureBookFrom(knowledge.rows, asOfDay(asked['as-of']))
  const answer = ask(asked, book)
  const language = languageOf(args, terminal)
  const view = answer.ok ? viewAnswer(answer.value, knowledge.messages, language) : viewNoAnswer(answer.issues, knowledge.messages, language)
  if (args.values['json'] === true) terminal.print(JSON.stringify(view, null, 2))
  else if (answer.ok) terminal.print(answerLines(answer.value, book, knowledge.messages, language).join('\n'))
  else terminal.print(noAnswerLines(answer.issues, knowledge.messages, language).join('\n'))
  return answer.ok ? exitCodes.done : exitCodes.refused
}

export function asOfDay(text: string | undefined): CivilDate | undefined {
  const day = text === undefined ? undefined : parseCivilDate(text)
  if (text !== undefined && day === undefined) throw new WrongUsage(`--as-of is a date such as 2024-02-24, not '${text}'`)
  return day
}

function answerLines(answer: Answer, book: FigureBook, messages: Messages, language: Language): readonly string[] {
  const { interval, unit, inputs } = answer.estimate
  const view = viewEstimate(answer.estimate, messages, language)
  const text = (code: string, params: Readonly<Record<string, string | number>> = {}): string => renderMessage(code, params, messages, language)
  const said = (bound: Fraction | undefined): string => (bound === undefined ? text('query.no_bound') : sayShort(bound, unit, language, smallestUnit(unit, book)))
  const [figure] = inputs
  const isPrinted = answer.estimate.steps.length === 1 && figure !== undefined && figure.printed !== ''
  const isPoint = view.low !== null && view.low === view.high
  return [
    isPrinted ? sayQualified(sayPrinted(figure.printed, figure.unit, language, smallestUnit(figure.unit, book)), figure.qualifier, language) : said(interval.value ?? interval.low ?? interval.high),
    ...(isPoint ? [] : [text('query.between', { low: said(interval.low), high: said(interval.high) })]),
    text('query.vintage', { vintage: `#vintage.${view.vintage}` }),
    '',
    ...view.working.map((step) => `  ${stepLine(step)}`),
    '',
    ...view.cautions.map((caution) => `! ${caution.reason}`),
    ...answer.others.map((other) => text('query.other', { id: other.id, figure: figureCell(other), vintage: `#vintage.${other.vintage}` })),
    ...view.sources.map(sourceLine),
  ]
}

function sourceLine({ figure, qualifier, printed, unit, title, address, published, reliability }: SourceView): string {
  const digits = [qualifier, printed, unit].filter((part) => part !== '').join(' ')
  return `${figure} = ${digits}; ${[title, address, published].filter((part) => part !== '').join('; ')} (${reliability})`
}

function noAnswerLines(none: NoAnswer, messages: Messages, language: Language): readonly string[] {
  const known = none.known === undefined ? undefined : viewEstimate(none.known, messages, language)
  return [
    ...none.issues.map((each) => renderIssue(each, messages, language)).flatMap(({ reason, fix }) => (fix === '' ? [reason] : [reason, `    → ${fix}`])),
    ...(known === undefined ? [] : [renderMessage('query.known', { value: known.value ?? '?', low: known.low ?? '…', high: known.high ?? '…', unit: known.unit, count: none.known?.inputs.length ?? 0 }, messages, language)]),
  ]
}
