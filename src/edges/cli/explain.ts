// `lingding explain SHIPMENT [PATH]`: where a value came from, down to the line of the file that it was typed in.
import { explainEverything, explainValue, type ElementExplanation, type Explanation, type FieldExplanation } from '../../app/explain-value.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { viewIssues, viewOrigin } from '../../app/shipment-view.ts'
import type { Language } from '../../base/language.ts'
import { renderMessage } from '../../base/message.ts'
import { patternOf } from '../../domain/submission/index.ts'
import { loadKnowledge } from '../compose.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { issueLines, table } from './printing.ts'
import { openShipment, type ShipmentFile } from '../shipment-file.ts'

export const explainCommand: Command = {
  name: 'explain',
  usage: 'SHIPMENT [PATH] [--profiles FILE] [--on DATE] [--language L] [--json]',
  summary: 'says where a value came from: PATH is mainland-declaration/DecList[0]/GName or lines[0].nameZh; without it, all',
  run: runExplain,
}

interface InputView {
  readonly path: string
  readonly label: string
  readonly value: string | undefined
  readonly profile?: string
  readonly typed?: string
  /** `examples/shipment.yaml:12:9`, where the file says it. */
  readonly where?: string
  readonly usedBy?: readonly string[]
}

async function runExplain(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, { profiles: { type: 'string' }, on: { type: 'string' } }, ['SHIPMENT', 'PATH'], 1)
  const language = languageOf(args, terminal)
  const isJson = args.values['json'] === true
  const { knowledge } = loadKnowledge()
  const opened = await openShipment(args.positionals[0] ?? '', { profiles: textOption(args, 'profiles'), on: textOption(args, 'on') }, knowledge)
  if (opened.kind === 'unreadable') {
    const issues = viewIssues(opened.issues, knowledge, language)
    terminal.print(isJson ? JSON.stringify({ issues }, null, 2) : issues.flatMap(issueLines).join('\n'))
    return exitCodes.refused
  }
  const path = args.positionals[1]
  const one = path === undefined ? undefined : explainValue(opened.shipment, path, knowledge.fields)
  if (path !== undefined && one === undefined) {
    const answer = `This shipment has no value at ${path}. ${nearPaths(explainEverything(opened.shipment, knowledge.fields), path)}`
    if (isJson) terminal.print(JSON.stringify({ error: answer }, null, 2))
    terminal.warn(answer)
    return exitCodes.refused
  }
  const explanations: readonly Explanation[] = one === undefined ? explainEverything(opened.shipment, knowledge.fields) : [one]
  const views = explanations.map((each) => viewExplanation(each, opened.file, knowledge, language))
  if (isJson) terminal.print(JSON.stringify(one === undefined ? views : views[0], null, 2))
  else if (one === undefined) terminal.print(table(views.map((view) => [String(view.path), String(view.value), view.kind === 'element' ? view.origin.text : ''])).join('\n'))
  else terminal.print(views.flatMap(explanationLines).join('\n'))
  return exitCodes.done
}

const maxNearPaths = 8

/** Paths that end, or begin, as the one that was asked for. */
function nearPaths(all: readonly ElementExplanation[], asked: string): string {
  const [kind = '', last = ''] = [asked.split(/[/.]/)[0], asked.split(/[/.]/).at(-1)]
  const paths = [...all.map((each) => each.path), ...all.flatMap((each) => each.inputs.map((input) => input.path))]
  const near = [...new Set(paths.filter((path) => path.endsWith(last)).concat(paths.filter((path) => path.startsWith(kind))))]
  if (near.length === 0) return 'Paths look like mainland-declaration/DecList[0]/GName or lines[0].nameZh; without a path, all are listed.'
  return ['Near it are:', ...near.slice(0, maxNearPaths)].join('\n  ')
}

function viewExplanation(explanation: Explanation, file: ShipmentFile, knowledge: Knowledge, language: Language) {
  if (explanation.kind === 'field') return { kind: 'field' as const, ...viewInput(explanation, file, knowledge, language) }
  return {
    kind: 'element' as const,
    path: explanation.path,
    name: renderMessage(`element.${explanation.row.id}`, {}, knowledge.messages, language),
    value: explanation.value,
    origin: viewOrigin(explanation.origin, knowledge, language),
    publishedIn: explanation.row.fact.source,
    mark: explanation.row.fact.mark,
    inputs: explanation.inputs.map((input) => viewInput(input, file, knowledge, language)),
  }
}

function viewInput(field: FieldExplanation, file: ShipmentFile, knowledge: Knowledge, language: Language): InputView {
  const position = file.positions.get(field.path)
  return {
    path: field.path,
    label: renderMessage(`field.${patternOf(field.path)}`, {}, knowledge.messages, language),
    value: field.value,
    ...(field.profile === undefined ? {} : { profile: field.profile }),
    ...(field.typed === undefined ? {} : { typed: field.typed }),
    ...(position === undefined ? {} : { where: `${file.path}:${position.line}:${position.column}` }),
    ...(field.usedBy.length === 0 ? {} : { usedBy: field.usedBy }),
  }
}

function explanationLines(view: ReturnType<typeof viewExplanation>): readonly string[] {
  if (view.kind === 'field') return [...inputLines(view, ''), ...(view.usedBy ?? []).map((path) => `  used by ${path}`)]
  return [
    `${view.path} = ${view.value}`,
    `  ${view.name}`,
    `  ${view.origin.text}`,
    ...view.inputs.flatMap((input) => inputLines(input, '  ')),
    `  element published in: ${view.publishedIn} (${view.mark})`,
    '  not filed yet',
  ]
}

function inputLines(input: InputView, indent: string): readonly string[] {
  const from = input.profile === undefined ? input.where : `profile ${input.profile}`
  const typed = input.typed === undefined ? '' : `, typed as ${input.typed}`
  return [`${indent}${input.path} = ${input.value ?? ''}  (${input.label}${typed}${from === undefined ? '' : `; ${from}`})`]
}
