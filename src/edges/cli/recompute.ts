// `lingding recompute data/stories/nine-cities`: every number of a story against its recipe. Exit code 1 when a claim of the
// story's own does not hold, or a text tells it otherwise.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { stepLine } from '../../app/statistics/estimate-view.ts'
import { recompute, type ClaimView, type Recomputed } from '../../app/statistics/recompute.ts'
import { claimsFile, readStory } from '../../app/statistics/story.ts'
import { renderIssue, type RenderedIssue } from '../../base/message.ts'
import { figureBookFrom } from '../../domain/statistics/index.ts'
import { loadKnowledge } from '../compose.ts'
import { EnvironmentFailed } from '../failure.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { table } from './printing.ts'
import { asOfDay } from './query.ts'

export const recomputeCommand: Command = {
  name: 'recompute',
  usage: 'STORY [--as-of DATE] [--working] [--language L] [--json]',
  summary: 'recomputes every number of a story, a folder or a Markdown file; with --working shows how',
  run: runRecompute,
}

/** A story has a file per language and one of claims; more than this is another folder. */
const maxStoryFiles = 50

async function runRecompute(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, { 'as-of': { type: 'string' }, working: { type: 'boolean' } }, ['STORY'])
  const path = args.positionals[0] ?? ''
  const language = languageOf(args, terminal)
  const { knowledge } = loadKnowledge()
  const book = figureBookFrom(knowledge.rows, asOfDay(textOption(args, 'as-of')))
  const story = readStory(await storyFiles(path), book)
  const isJson = args.values['json'] === true
  if (!story.ok) {
    const issues = story.issues.map((each) => renderIssue(each, knowledge.messages, language))
    terminal.print(isJson ? JSON.stringify({ issues }, null, 2) : issues.map(issueLine).join('\n'))
    return exitCodes.refused
  }
  const done = recompute(story.value, book, knowledge.messages, language)
  terminal.print(isJson ? JSON.stringify({ story: path, ...done }, null, 2) : lines(done, args.values['working'] === true).join('\n'))
  return done.holds ? exitCodes.done : exitCodes.refused
}

async function storyFiles(path: string): Promise<ReadonlyMap<string, string>> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new EnvironmentFailed(`There is no story ${path}.`)
  const folder = found.isDirectory() ? path : dirname(path)
  const names = await readdir(folder)
  const wanted = found.isDirectory() ? names.filter((name) => name.endsWith('.md') || name === claimsFile) : [basename(path), ...names.filter((name) => name === claimsFile)]
  if (wanted.length > maxStoryFiles) throw new EnvironmentFailed(`${path} has ${wanted.length} files, at most ${maxStoryFiles} are a story.`)
  return new Map(await Promise.all(wanted.toSorted().map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)))
}

function lines(done: Recomputed, isWorking: boolean): readonly string[] {
  const claims = isWorking ? done.claims.flatMap(workingLines) : table(done.claims.map((claim) => [claim.id, claim.verdictText, claim.printed, computedText(claim), claim.reasons[0]?.reason ?? '']))
  const counts = Object.entries(done.counts).map(([verdict, count]) => `${count} ${verdict}`)
  return [...claims, '', ...done.issues.map(issueLine), counts.join(', ')]
}

function workingLines(claim: ClaimView): readonly string[] {
  return [
    `${claim.id}  ${claim.verdictText}  ${claim.printed}  ${computedText(claim)}`,
    ...claim.reasons.map(({ reason }) => `  ! ${reason}`),
    ...claim.working.map((step) => `    ${stepLine(step)}`),
    ...claim.sources.map((source) => `    ${source.figure}: ${source.address || source.title}`),
  ]
}

function computedText({ computed }: ClaimView): string {
  if (computed === null) return ''
  const { value, low, high, unit } = computed
  const bounds = low === high ? '' : ` (${short(low)}..${short(high)})`
  return `${short(value)}${bounds} ${unit}`
}

function short(value: number | null): string {
  return value === null ? '…' : String(Number(value.toPrecision(6)))
}

function issueLine({ path, reason, fix }: RenderedIssue): string {
  return [path, reason, fix].filter((part) => part !== '').join('  ')
}
