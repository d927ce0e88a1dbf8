// What every command of the command line is. Exit codes: 0 done, 1 refused (issues are printed), 2 wrong usage, 3 the
// environment failed.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { isLanguage, type Language } from '../../base/language.ts'
import { WrongUsage } from '../failure.ts'

export const exitCodes = { done: 0, refused: 1, usage: 2, environment: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface Terminal {
  readonly print: (text: string) => void
  readonly warn: (text: string) => void
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface Command {
  readonly name: string
  /** What stands after the name, `SHIPMENT [--out DIR]`. */
  readonly usage: string
  readonly summary: string
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>
}

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

type Options = NonNullable<ParseArgsConfig['options']>

export const commonOptions = { json: { type: 'boolean' }, language: { type: 'string' }, help: { type: 'boolean' } } as const satisfies Options

/** Parses the arguments of a command that takes exactly `names` after its options. */
export function readArguments(args: readonly string[], options: Options, names: readonly string[], optional = 0): Arguments {
  const parsed = parse(args, { ...commonOptions, ...options })
  const least = names.length - optional
  if (parsed.positionals.length < least) throw new WrongUsage(`${names[parsed.positionals.length] ?? 'an argument'} is missing`)
  if (parsed.positionals.length > names.length) throw new WrongUsage(`'${parsed.positionals[names.length]}' is one argument too many`)
  return parsed
}

export function textOption(args: Arguments, name: string): string | undefined {
  const value = args.values[name]
  return typeof value === 'string' ? value : undefined
}

/** The language asked for, else that of the terminal, else English. */
export function languageOf(args: Arguments, terminal: Terminal): Language {
  const asked = textOption(args, 'language')
  if (asked !== undefined) {
    if (isLanguage(asked)) return asked
    throw new WrongUsage(`--language is one of zh-Hans, zh-Hant, en, pt, not '${asked}'`)
  }
  const locale = terminal.environment['LC_ALL'] || terminal.environment['LANG'] || ''
  if (/^zh_(TW|HK|MO)/.test(locale)) return 'zh-Hant'
  if (locale.startsWith('zh')) return 'zh-Hans'
  return locale.startsWith('pt') ? 'pt' : 'en'
}

function parse(args: readonly string[], options: Options): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { values: values as Arguments['values'], positionals }
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}
