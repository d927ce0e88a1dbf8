// `lingding simulate`: the three simulated customs on an exchange folder, and the conformance report for integrators.
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '../../app/ports.ts'
import { administrations, isCustoms, type Customs } from '../../domain/access/index.ts'
import { loadKnowledge, now } from '../compose.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { conformancePage } from '../sim/conformance/page.ts'
import { conformanceOf, type ConformanceReport } from '../sim/conformance/report.ts'
import { scenarioNames, simulatorTablesFrom } from '../sim/scenario.ts'
import { startSimulator } from '../sim/simulator.ts'
import { exitCodes, languageOf, readArguments, textOption, type Arguments, type Command, type ExitCode, type Terminal } from './command.ts'
import { table } from './printing.ts'

export const simulateCommand: Command = {
  name: 'simulate',
  usage: 'customs DIR [--customs mainland|hongkong|macao|all] [--seed N] [--speed X] [--scenario S] | conformance DIR [--log DIR] [--out FILE] [--json]',
  summary: 'customs: the simulated customs answer what is put into an exchange folder; conformance: judges what your software wrote',
  run: runSimulate,
}

const progressMs = 1_000

async function runSimulate(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = { customs: { type: 'string' }, seed: { type: 'string' }, speed: { type: 'string' }, scenario: { type: 'string' }, log: { type: 'string' }, out: { type: 'string' } } as const
  const args = readArguments(argv, options, ['customs or conformance', 'DIR'])
  const [what, folder = ''] = args.positionals
  switch (what) {
    case 'customs':
      return simulateCustoms(folder, args, terminal)
    case 'conformance':
      return reportConformance(folder, args, terminal)
    default:
      throw new WrongUsage(`simulate takes customs or conformance, not '${what}'`)
  }
}

async function simulateCustoms(root: string, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const chosen = customsAsked(textOption(args, 'customs') ?? 'all')
  const [seed, speed] = [numberAsked(args, 'seed', 1), numberAsked(args, 'speed', 1)]
  if (!Number.isInteger(seed) || seed < 0) throw new WrongUsage('--seed is a whole number')
  if (!(speed > 0)) throw new WrongUsage('--speed is a number above 0: 1 as in life, 3600 makes an hour a second')
  const { knowledge } = loadKnowledge()
  const scenario = textOption(args, 'scenario')
  const known = scenarioNames(simulatorTablesFrom(knowledge.rows('simulator/scenarios.csv'), []))
  if (scenario !== undefined && !known.includes(scenario)) throw new WrongUsage(`--scenario is one of ${known.join(', ')}, not '${scenario}'`)
  const clock: Clock = now
  const onProblem = (error: unknown): void => terminal.warn(`a turn failed and is tried again: ${error instanceof Error ? error.message : String(error)}`)
  await mkdir(root, { recursive: true })
  const started = await Promise.all(chosen.map((customs) => startSimulator({ root, customs, seed, speed, clock, knowledge, onProblem, ...(scenario === undefined ? {} : { scenario }) })))
  terminal.print(args.values['json'] === true ? JSON.stringify({ simulating: chosen, root, seed, speed, scenario: scenario ?? null }) : `SIMULATED customs ${chosen.join(', ')} on ${root}, seed ${seed}, speed ${speed}; Ctrl+C ends it`)
  await untilStopped()
  await Promise.all(started.map(({ close }) => close()))
  terminal.print(args.values['json'] === true ? JSON.stringify({ waiting: Object.fromEntries(started.map(({ simulator }) => [simulator.customs, simulator.waiting()])) }) : started.map(({ simulator }) => `${simulator.customs}: ${simulator.waiting()} answers still wait for their time`).join('\n'))
  return exitCodes.done
}

async function reportConformance(folder: string, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const language = languageOf(args, terminal)
  const log = textOption(args, 'log')
  for (const each of [folder, ...(log === undefined ? [] : [log])]) await mustBeFolder(each)
  const { knowledge } = loadKnowledge()
  const report = await conformanceOf({ folder, log, now: now(), knowledge, language })
  const out = textOption(args, 'out')
  if (out !== undefined) {
    await mkdir(dirname(out), { recursive: true })
    await writeFile(out, conformancePage(report, language))
  }
  terminal.print(args.values['json'] === true ? JSON.stringify(report, null, 2) : reportText(report))
  return report.failed > 0 ? exitCodes.refused : exitCodes.done
}

function reportText(report: ConformanceReport): string {
  const rows = report.checks.map(({ id, result, requirement, evidence }) => [result, id, requirement, evidence[0] ?? ''])
  return [...table(rows), '', `${report.files} files: ${report.passed} checks passed, ${report.failed} failed, ${report.notSeen} not seen`].join('\n')
}

function customsAsked(text: string): readonly Customs[] {
  if (text === 'all') return administrations
  if (isCustoms(text)) return [text]
  throw new WrongUsage(`--customs is one of ${administrations.join(', ')}, all, not '${text}'`)
}

function numberAsked(args: Arguments, name: string, otherwise: number): number {
  const text = textOption(args, name)
  const value = text === undefined ? otherwise : Number(text)
  if (!Number.isFinite(value)) throw new WrongUsage(`--${name} is a number, not '${text}'`)
  return value
}

async function mustBeFolder(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) throw new EnvironmentFailed(`cannot read the folder ${path}: ${found.message}`)
  if (!found.isDirectory()) throw new EnvironmentFailed(`${path} is no folder`)
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    // The timer keeps the process up while nothing else does.
    const alive = setInterval(() => {}, progressMs)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        clearInterval(alive)
        resolve()
      })
    }
  })
}
