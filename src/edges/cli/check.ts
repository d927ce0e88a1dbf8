// `lingding check FILE`: the numbers of a text, each with what it is said of, whether it holds, and the working.
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { checkTextView, type CheckedNumber, type CheckedTextView } from '../../app/story/check-text.ts'
import { publishedFigures } from '../../app/story/published-figures.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import type { Language } from '../../base/language.ts'
import { renderMessage, type Messages } from '../../base/message.ts'
import { decodeText } from '../../base/text-codec.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import { figureBookFrom } from '../../domain/statistics/index.ts'
import { vocabularyFrom } from '../../domain/story/index.ts'
import { loadKnowledge } from '../compose.ts'
import { WrongUsage } from '../failure.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { issueLines } from './printing.ts'

export const checkCommand: Command = {
  name: 'check',
  usage: '[FILE] [--on DATE] [--strict] [--language L] [--json]',
  summary: 'checks the numbers of a text against each other and against published figures; without FILE reads standard input; --on is the date of the text, --strict refuses a text with a number that does not hold',
  run: runCheck,
}

const standardInput = 0

async function runCheck(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, { on: { type: 'string' }, strict: { type: 'boolean' } }, ['FILE'], 1)
  const language = languageOf(args, terminal)
  const { knowledge } = loadKnowledge()
  const figures = publishedFigures(figureBookFrom(knowledge.rows), knowledge.rows('story/measures.csv'))
  const path = args.positionals[0] ?? '-'
  const text = textOf(path === '-' ? readFileSync(standardInput) : await readFile(path))
  const result = checkTextView({ text, on: dateOf(textOption(args, 'on')), language }, { vocabulary: vocabularyFrom(knowledge.rows), figures, messages: knowledge.messages })
  const isJson = args.values['json'] === true
  if (!result.ok) {
    const issues = viewIssues(result.issues, knowledge, language)
    terminal.print(isJson ? JSON.stringify({ issues }, null, 2) : issues.flatMap(issueLines).join('\n'))
    return exitCodes.refused
  }
  terminal.print(isJson ? JSON.stringify(result.value, null, 2) : reportText(result.value, knowledge.messages, language))
  const isFaulty = result.value.numbers.some((each) => each.verdict !== 'recomputes' && each.verdict !== 'cannot be recomputed')
  return args.values['strict'] === true && isFaulty ? exitCodes.refused : exitCodes.done
}

/** UTF-8, or else GB18030, as older Chinese texts are. */
function textOf(bytes: Uint8Array): string {
  for (const charset of ['utf-8', 'gb18030'] as const) {
    const read = decodeText(bytes, charset)
    if (read.kind === 'text') return read.text
  }
  throw new WrongUsage('the file is text neither in UTF-8 nor in GB18030')
}

function dateOf(text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined
  const day = parseCivilDate(text)
  if (day === undefined) throw new WrongUsage(`--on is a date such as 2024-02-24, not '${text}'`)
  return day
}

/** Each sentence with its numbers below it. */
function reportText({ sentences, numbers }: CheckedTextView, messages: Messages, language: Language): string {
  if (numbers.length === 0) return renderMessage('story.no_numbers', {}, messages, language)
  return sentences
    .flatMap(({ sentence, text }) => {
      const own = numbers.filter((each) => each.sentence === sentence)
      return own.length === 0 ? [] : [`${sentence}  ${text}`, ...own.flatMap((each) => numberLines(each, messages, language)), '']
    })
    .join('\n')
}

function numberLines(number: CheckedNumber, messages: Messages, language: Language): readonly string[] {
  const consistent = number.isConsistent ? ` (${renderMessage('story.consistent', {}, messages, language)})` : ''
  const warnings = number.warnings.flatMap((each) => messages.get(`story.warning.${each}`)?.[language] ?? [])
  return [`   ${number.text} → ${number.verdictText}${consistent}`, `     ${number.subject.text}`, ...[...number.working.map((each) => each.text), ...warnings].map((each) => `     · ${each}`)]
}
