// `lingding judge SHIPMENT --on DATE [--and DATE]`: the issues as of a day, and what another day would change.
import { prepareShipment } from '../../app/prepare-shipment.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import type { Issue } from '../../base/issue.ts'
import { loadKnowledge } from '../compose.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { WrongUsage } from '../failure.ts'
import { issueLines } from './printing.ts'
import { openShipment } from '../shipment-file.ts'

export const judgeCommand: Command = {
  name: 'judge',
  usage: 'SHIPMENT [--on DATE] [--and DATE] [--profiles FILE] [--language L] [--json]',
  summary: 'judges a shipment as of a day; with --and, lists what differs on the other day',
  run: runJudge,
}

async function runJudge(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, { profiles: { type: 'string' }, on: { type: 'string' }, and: { type: 'string' } }, ['SHIPMENT'])
  const language = languageOf(args, terminal)
  const { knowledge } = loadKnowledge()
  const other = otherDay(textOption(args, 'and'))
  const opened = await openShipment(args.positionals[0] ?? '', { profiles: textOption(args, 'profiles'), on: textOption(args, 'on') }, knowledge)
  const issues = opened.kind === 'unreadable' ? opened.issues : opened.shipment.issues
  const rendered = viewIssues(issues, knowledge, language)
  if (other === undefined || opened.kind === 'unreadable') {
    terminal.print(args.values['json'] === true ? JSON.stringify({ issues: rendered }, null, 2) : lines(rendered) || 'Nothing to mend.')
  } else {
    const preparation = prepareShipment({ ...opened.file.input, on: other }, knowledge)
    const then = preparation.kind === 'unreadable' ? preparation.issues : preparation.shipment.issues
    const gone = viewIssues(without(issues, then), knowledge, language)
    const added = viewIssues(without(then, issues), knowledge, language)
    const on = opened.shipment.on
    const text = [`Only on ${on}:`, lines(gone) || '  nothing', `Only on ${other}:`, lines(added) || '  nothing'].join('\n')
    terminal.print(args.values['json'] === true ? JSON.stringify({ on, and: other, onlyOn: gone, onlyAnd: added, issues: rendered }, null, 2) : text)
  }
  return issues.some((each) => each.severity === 'error') ? exitCodes.refused : exitCodes.done
}

function otherDay(text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined
  const day = parseCivilDate(text)
  if (day === undefined) throw new WrongUsage(`--and is a date such as 2026-01-01, not '${text}'`)
  return day
}

function without(issues: readonly Issue[], others: readonly Issue[]): readonly Issue[] {
  const known = new Set(others.map(identity))
  return issues.filter((each) => !known.has(identity(each)))
}

function identity(issue: Issue): string {
  return `${issue.path} ${issue.rule} ${issue.code} ${issue.severity}`
}

function lines(rendered: ReturnType<typeof viewIssues>): string {
  return rendered.flatMap(issueLines).join('\n')
}
